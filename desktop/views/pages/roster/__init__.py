"""The roster: who serves where, and whether they may act."""
