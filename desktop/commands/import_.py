"""`zhifatai import roster FILE [--check] [--json] [--rows]`: the window's preview, headless.

`import cases` is told of in `desktop.commands.import_cases`.

Without `--database` the file is checked against a new, empty county: every rule holds, but
nobody is on the roster yet. Exit code 0 clean, 1 findings, 2 unreadable.
"""

from __future__ import annotations

import argparse
import json
import secrets
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from desktop.commands import import_cases, local
from desktop.commands.import_cases import print_findings
from desktop.commands.opening import Office, open_local
from desktop.exchange.cells import Unreadable
from desktop.exchange.finding import of_file
from desktop.roles import Role
from desktop.services import account, founding, person, roster_batch, roster_file, unit
from desktop.services.roster_file import Checked, RosterFile
from desktop.services.roster_import import Fate, arrival_values
from desktop.services.roster_sheet import Places
from desktop.services.work import Work
from desktop.values import Choice

CLEAN, FINDINGS, UNREADABLE = 0, 1, 2


def run(arguments: list[str]) -> int:
    """Check or import a workbook of the noun named first."""
    if arguments[:1] == ["cases"]:
        return import_cases.run(arguments[1:])
    options = _options(arguments)
    try:
        file = roster_file.read(options.file)
    except Unreadable as error:
        print_findings([of_file(options.file.name, str(error))], options.json)
        return UNREADABLE
    with _office(options, file) as office:
        checked = office.ask(lambda work: roster_file.check(work, file))
        print_findings(checked.findings, options.json)
        if options.rows:
            for one in office.ask(lambda work: list(_persons(work, checked))):
                _line(one)
        if options.check:
            return FINDINGS if checked.findings else CLEAN
        return _import(office, checked, options.skip_faulty)


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="zhifatai import", description="检查或导入工作簿")
    nouns = "roster：执法人员花名册；cases：启用前的案件、文号和票据"
    parser.add_argument("noun", choices=["roster", "cases"], help=nouns)
    parser.add_argument("file", type=Path, help="xlsx、xls 或 csv 文件")
    parser.add_argument("--check", action="store_true", help="只检查，不导入")
    parser.add_argument("--json", action="store_true", help="每处问题一行 JSON")
    parser.add_argument("--rows", action="store_true", help="另列每人将存入的内容（JSON）")
    parser.add_argument("--skip-faulty", action="store_true", help="跳过有误的行，导入其余")
    local.add_options(parser)
    options = parser.parse_args(arguments)
    if not options.check and options.database is None:
        parser.error("导入需用 --database 指定数据库；只检查请加 --check")
    return options


@contextmanager
def _office(options: argparse.Namespace, file: RosterFile) -> Iterator[Office]:
    """The named database, or an empty county made for this check and thrown away."""
    if options.database is not None:
        office = local.open_by(options)
        try:
            yield office
        finally:
            office.database.close()
        return
    with tempfile.TemporaryDirectory(prefix="zhifatai-check-") as room:
        office = open_local(Path(room) / "check.db", secrets.token_bytes(32))
        try:
            yield _empty_county(office, file)
        finally:
            office.database.close()


def _empty_county(office: Office, file: RosterFile) -> Office:
    """A clerk of the township most rows name, so that the file's own team is the own one."""

    def begin(work: Work) -> None:
        founding.found(work)
        names = unit.names(work)
        place = _most_named(Places(names), file) or next(
            one.id for one in names if one.kind.value == "township"
        )
        account.create(work, "check", "检查", Role.CLERK, place)

    office.do(begin)
    ((actor, _),) = office.ask(account.actors)
    return office.as_(actor)


def _most_named(places: Places, file: RosterFile) -> UUID | None:
    texts = [row.values.get("team") for row in file.reading.rows]
    found = Counter(key for text in texts if text and (key := places.township(text)))
    return found.most_common(1)[0][0] if found else None


def _persons(work: Work, checked: Checked) -> Iterator[dict[str, Any]]:
    """One object per person as it would be stored; faulty rows are stored nowhere."""
    names = {one.id: one.name for one in unit.names(work)}
    for line in checked.plan.lines:
        if line.fate is Fate.FAULTY:
            continue
        sheet, row = checked.places[line.row]
        values = line.values
        if line.fate is Fate.NEW:
            values = arrival_values(line.values, work.today, work.unit_id)
        shown = {key: _plain(one, names) for key, one in person.derived(values).items()}
        yield {"sheet": sheet, "row": row, "fate": line.fate.value, "person": shown}


def _plain(value: Any, names: dict[UUID, str]) -> Any:
    if isinstance(value, Choice):
        return value.value
    if isinstance(value, UUID):
        return names.get(value, str(value))
    return value.isoformat() if isinstance(value, date) else value


def _import(office: Office, checked: Checked, skip_faulty: bool) -> int:
    """All rows or none; doubtful ones need the window, where both records are shown."""
    if checked.barred:
        sys.stderr.write(checked.barred + "\n")
        return FINDINGS
    office.do(
        lambda work: roster_batch.apply(
            work, checked.plan, checked.file.source, skip_faulty=skip_faulty
        )
    )
    counts = checked.plan.counts()
    done = "，".join(f"{fate.label} {counts[fate]} 行" for fate in Fate if counts[fate])
    sys.stdout.write(f"导入完成：{done}。\n")
    return CLEAN


def _line(value: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
