"""Taking over 5,000 cases with their payments: checked with 800 faults, imported, undone.

Run: python bench/taking_over.py [cases]. Seconds of wall and processor on a local database.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from desktop.commands.opening import Office, open_local
from desktop.exchange.writing import Table, write_template
from desktop.models.case import PartyKind
from desktop.roles import Role
from desktop.services import account, founding, opening_batch, opening_file, opening_undo, unit
from desktop.services.opening_file import Checked
from desktop.services.opening_sheet import CASES, KINDS, PAYMENTS
from desktop.services.work import Work

T = TypeVar("T")
TOWN = "黄宅镇"
FAULTS = 0.16


def main(cases: int) -> None:
    """Print one line per step."""
    with tempfile.TemporaryDirectory() as room:
        office = _office(Path(room) / "bench.db")
        faulty, clean = Path(room) / "faulty.xlsx", Path(room) / "clean.xlsx"
        _write(faulty, cases, int(cases * FAULTS))
        _write(clean, cases, 0)
        found = _timed("check, with faults", lambda: _checked(office, faulty))
        print(f"  {len([one for one in found.findings if one.blocks])} faults")
        found = _timed("check, clean", lambda: _checked(office, clean))
        source = found.file.source
        key = _timed(
            "import", lambda: office.do(lambda work: opening_batch.apply(work, found.plan, source))
        )
        _timed("undo", lambda: office.do(lambda work: opening_undo.undo(work, key)))
        office.database.close()


def _timed(words: str, job: Callable[[], T]) -> T:
    wall, spent = time.perf_counter(), time.process_time()
    result = job()
    wall, spent = time.perf_counter() - wall, time.process_time() - spent
    print(f"{words}: {wall:.1f} s, {spent:.1f} s of processor")
    return result


def _checked(office: Office, path: Path) -> Checked:
    return opening_file.check(office.ask, opening_file.read(path))


def _office(path: Path) -> Office:
    office = open_local(path, bytes(32))

    def begin(work: Work) -> None:
        founding.found(work, date(2022, 7, 1))
        town = next(one.id for one in unit.names(work) if one.name == TOWN)
        account.create(work, "bench", "样例", Role.CLERK, town)

    office.do(begin)
    return office.as_(office.ask(account.actors)[0][0])


def _write(path: Path, cases: int, faults: int) -> None:
    rows = list(_rows(cases, faults))
    paid = [
        {"number": one["number"], "paid_on": one["served_on"], "amount": Decimal(300)}
        for one in rows
    ]
    tables = [
        Table(CASES, KINDS[CASES].fields, rows),
        Table(PAYMENTS, KINDS[PAYMENTS].fields, paid),
    ]
    write_template(path, Table("填写说明", {}), tables)


def _rows(cases: int, faults: int) -> Iterator[dict[str, Any]]:
    days = ("found_on", "filed_on", "reported_on", "noticed_on", "decided_on", "served_on")
    first = date.today() - timedelta(days=90)
    year = first.year
    for at in range(1, cases + 1):
        row: dict[str, Any] = {
            name: first + timedelta(days=10 * place) for place, name in enumerate(days)
        }
        row |= {
            "number": f"浦黄综执立〔{year}〕第{at:06}号",
            "notice_number": f"浦黄罚告字〔{year}〕第{at:06}号",
            "decision_number": f"浦黄罚决字〔{year}〕第{at:06}号",
            "cause": "涉嫌擅自在公共场地摆摊设点案",
            "act_on": None if at <= faults else first,
            "party_kind": PartyKind.BUSINESS,
            "party": f"浦江县样例第{at}商店",
            "notified_fine": Decimal(300),
            "fine": Decimal(300),
        }
        yield row


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
