"""Where the databases of this person lie."""

from __future__ import annotations

from pathlib import Path

from desktop.settings import data_folder

SAMPLE_PASSPHRASE = "Pujiang-Sample-2026"
"""Published on purpose: the sample county holds made-up data only (architecture.md §0)."""


def local_database() -> Path:
    """The office's own database on this machine."""
    return data_folder() / "office.db"


def sample_database() -> Path:
    """The sample county, a database of its own."""
    return data_folder() / "sample" / "sample.db"


def log_folder() -> Path:
    """Reports of our own errors."""
    return data_folder() / "logs"
