"""`zhifatai import cases FILE [--check] [--json]`: taking over, headless; `--template FILE`.

Without `--database` the file is checked against a new, empty county: officers and items cannot
be looked up there and are passed over. Exit code 0 clean, 1 findings, 2 unreadable.
"""

from __future__ import annotations

import argparse
import json
import secrets
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from uuid import UUID

from desktop.commands import local
from desktop.commands.opening import Office, open_local
from desktop.exchange.cells import Unreadable
from desktop.exchange.finding import Finding, of_file
from desktop.roles import Role
from desktop.services import account, founding, opening_batch, opening_file, unit
from desktop.services.opening_file import Checked, OpeningFile
from desktop.services.opening_plan import Fate
from desktop.services.opening_sheet import CASES
from desktop.services.work import Work
from desktop.values import CHINA

CLEAN, FINDINGS, UNREADABLE = 0, 1, 2
_NUMBERS = ("number", "decision_number", "notice_number")


def run(arguments: list[str]) -> int:
    """Check or import a workbook of cases, or write an empty one to fill in."""
    options = _options(arguments)
    if options.template:
        opening_file.write_template(options.file, datetime.now(CHINA).date())
        sys.stdout.write(f"模板已写到 {options.file}，填写后用 import cases 检查。\n")
        return CLEAN
    try:
        file = opening_file.read(options.file)
    except Unreadable as error:
        print_findings([of_file(options.file.name, str(error))], options.json)
        return UNREADABLE
    with _office(options, file) as (office, matches):
        checked = opening_file.check(office.ask, file, matches=matches)
        print_findings(checked.findings, options.json)
        if options.check:
            if checked.barred and not checked.findings:
                sys.stderr.write(checked.barred + "\n")
            return FINDINGS if checked.findings or checked.barred else CLEAN
        return _import(office, checked)


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="zhifatai import cases", description="检查或导入启用前的案件、文号和票据"
    )
    parser.add_argument("file", type=Path, help="xlsx 或 xls 文件")
    parser.add_argument("--template", action="store_true", help="把空白模板写到这个文件")
    parser.add_argument("--check", action="store_true", help="只检查，不导入")
    parser.add_argument("--json", action="store_true", help="每处问题一行 JSON")
    local.add_options(parser)
    options = parser.parse_args(arguments)
    if not (options.check or options.template) and options.database is None:
        parser.error("导入需用 --database 指定数据库；只检查请加 --check")
    return options


@contextmanager
def _office(options: argparse.Namespace, file: OpeningFile) -> Iterator[tuple[Office, bool]]:
    """The named database, or an empty county made for this check and thrown away."""
    if options.database is not None:
        office = local.open_by(options)
        try:
            yield office, True
        finally:
            office.database.close()
        return
    sys.stderr.write("没有指定数据库：承办人、事项代码和已有的文号没有核对。\n")
    with tempfile.TemporaryDirectory(prefix="zhifatai-check-") as room:
        office = open_local(Path(room) / "check.db", secrets.token_bytes(32))
        try:
            yield _empty_county(office, file), False
        finally:
            office.database.close()


def _empty_county(office: Office, file: OpeningFile) -> Office:
    """A clerk of the township whose short name most numbers carry."""

    def begin(work: Work) -> None:
        founding.found(work)
        account.create(work, "check", "检查", Role.CLERK, _township(work, file))

    office.do(begin)
    ((actor, _),) = office.ask(account.actors)
    return office.as_(actor)


def _township(work: Work, file: OpeningFile) -> UUID:
    reading = file.readings.get(CASES)
    rows = reading.rows if reading else []
    texts = [str(row.values.get(name) or "") for row in rows for name in _NUMBERS]
    places = unit.townships(work)
    best = max(places, key=lambda one: sum(text.startswith(one.short_name) for text in texts))
    return best.unit_id


def print_findings(findings: Iterable[Finding], as_json: bool) -> None:
    """One line each: the sentence, or an object."""
    for finding in findings:
        if not as_json:
            sys.stdout.write(finding.sentence + "\n")
            continue
        told = {
            "sheet": finding.sheet,
            "row": finding.row,
            "column": finding.column,
            "kind": finding.kind.value,
            "value": finding.value,
            "sentence": finding.sentence,
        }
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")


def _import(office: Office, checked: Checked) -> int:
    """All rows or none."""
    faulty = checked.plan.counts()[Fate.FAULTY]
    if checked.barred or faulty:
        why = checked.barred or f"有 {faulty} 行有误，没有导入任何内容。请改正后重新导入。"
        sys.stderr.write(why + "\n")
        return FINDINGS
    plan = checked.plan
    office.do(lambda work: opening_batch.apply(work, plan, checked.file.source))
    sys.stdout.write(
        f"导入完成：案件 {len(plan.cases)} 件，缴款 {len(plan.payments)} 笔，"
        f"文号系列 {len(plan.series)} 个，号段 {len(plan.pads)} 本。\n"
    )
    return CLEAN
