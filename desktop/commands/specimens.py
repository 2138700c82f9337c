"""`zhifatai specimens DIR`: every form filled with the made-up sample case, and blank, as PDF.

File names are the number and title of domain.md §4: `47 行政处罚决定书.pdf`, `47 行政处罚决定书（空白）.pdf`.
With `--form ID` only that one. Exit code 1 if a form cannot be filled from its own examples.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from desktop.actions.example import blank_data, paper_data
from desktop.documents.form import Form
from desktop.documents.render import render
from desktop.documents.template import form_names, forms, load_form
from desktop.errors import WorkError
from desktop.law.law import Law


def run(arguments: list[str]) -> int:
    """Write them all; faults are printed and the rest goes on."""
    parser = argparse.ArgumentParser(prog="zhifatai specimens", description="文书样张")
    parser.add_argument("folder", type=Path, metavar="文件夹")
    parser.add_argument("--form", metavar="文书", choices=form_names())
    options = parser.parse_args(arguments)
    options.folder.mkdir(parents=True, exist_ok=True)
    law, faulty = Law.load(), 0
    for form in _wanted(options.form):
        try:
            write(options.folder, form, law)
        except (WorkError, ValueError) as fault:
            faulty += 1
            sys.stderr.write(f"{form.code} {form.name}：{fault}\n")
    return 1 if faulty else 0


def _wanted(only: str | None) -> list[Form]:
    """The newest version of each paper of a case, in the order of its number."""
    names = [only] if only else sorted({form.id for form in forms() if form.code})
    return sorted((load_form(name) for name in names), key=lambda form: (form.code, form.id))


def write(folder: Path, form: Form, law: Law) -> None:
    """The filled and the blank specimen of one form."""
    title = f"{form.code} {form.name}"
    filled = render(form, paper_data(form, law), sample=True)
    (folder / f"{title}.pdf").write_bytes(filled.pdf)
    empty = render(form, blank_data(law), blank=True)
    (folder / f"{title}（空白）.pdf").write_bytes(empty.pdf)
