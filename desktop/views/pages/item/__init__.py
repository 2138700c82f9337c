"""Empowered items: what the township may punish, by notice and date."""
