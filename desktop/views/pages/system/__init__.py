"""系统: settings, accounts, backups, and what this program is."""
