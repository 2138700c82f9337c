"""The hidden subcommand behind imports: the child process that opens a foreign workbook."""

from __future__ import annotations

from desktop.exchange import child


def run(argv: list[str]) -> int:
    """Write the cells of the one file named to standard output, as JSON lines."""
    return child.main(argv)
