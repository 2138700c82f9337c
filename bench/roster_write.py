"""Writing an imported roster of 10,000 persons against hand-written SQL for the same rows.

Run: python bench/roster_write.py [rows]. Ours is the whole deed as the window runs it: rows made,
sort keys and digests worked out, written, audited, indexed. The rival is handed all rows ready
made and only writes them: the same tables, through the same audit triggers, one transaction;
executemany on SQLCipher, `INSERT ... SELECT unnest` by 5,000 on PostgreSQL. So the ratio of the
writing alone is printed too. The target is 1.2 (design/performance.md).
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from office import found_county, id_number
from servers import new_database, start_quick, stop
from sqlalchemy import Engine, event
from sqlalchemy.engine import make_url

from desktop.commands.opening import Office, compose
from desktop.services import account, roster_batch, roster_import
from desktop.services.roster_batch import Source
from desktop.store import engine, migrate, server
from desktop.store.backup import back_up
from desktop.store.database import Database

SOURCE = Source("bench.xlsx", "0" * 64)
SURNAMES, GIVEN = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗", "样例建国志强海燕丽华晓东雪芬伟民春英"


@dataclass
class Tape:
    """Every INSERT our deed sent, with its parameters, and how long the driver took for it."""

    inserts: list[tuple[str, Any, bool]] = field(default_factory=list)
    seconds: float = 0.0
    began: float = 0.0

    def listen(self, opened: Engine) -> None:
        event.listen(opened, "before_cursor_execute", self._before)
        event.listen(opened, "after_cursor_execute", self._after)

    def _before(self, _c: Any, _cursor: Any, sql: str, values: Any, _x: Any, many: bool) -> None:
        self.began = time.perf_counter()
        if sql.startswith("INSERT"):
            self.inserts.append((sql, values, many))

    def _after(self, _c: Any, _cursor: Any, sql: str, *_: Any) -> None:
        if sql.startswith("INSERT"):
            self.seconds += time.perf_counter() - self.began


def a_file(count: int) -> list[tuple[int, dict[str, Any]]]:
    return [(number, _row(number)) for number in range(count)]


def _row(number: int) -> dict[str, Any]:
    born = date(1960 + number % 40, 1 + number // 40 % 12, 1 + number // 480 % 28)
    return {
        "name": SURNAMES[number % 20] + GIVEN[number % 17] + GIVEN[number % 13],
        "id_number": id_number(born, 100 + number // 13_440),
        "phone": f"139{number:08d}",
        "number": f"11{number:09d}",
        "field_of_law": "综合执法",
        "issued_on": date(2024, 1, 5),
        "valid_until": date(2029, 1, 4),
    }


def seconds(job: Callable[[], Any]) -> float:
    began = time.perf_counter()
    job()
    return time.perf_counter() - began


def clerk_of(office: Office) -> Office:
    actors = {actor.login: actor for actor, _ in office.ask(account.actors)}
    return office.as_(actors["clerk@黄宅镇"])


def ours(office: Office, count: int) -> tuple[float, Tape]:
    clerk, tape = clerk_of(office), Tape()
    rows = a_file(count)
    plan = clerk.ask(lambda work: roster_import.plan(work, rows))
    tape.listen(office.database.engine)
    whole = seconds(lambda: clerk.do(lambda work: roster_batch.apply(work, plan, SOURCE)))
    return whole, tape


def rival(office: Office, tape: Tape) -> float:
    """The driver itself, inside the connection a clerk's deed would have."""
    database, clerk = office.database, clerk_of(office)

    def write(work: Any) -> None:
        cursor = work.session.connection().connection.cursor()
        for sql, values, many in tape.inserts:
            if many:
                cursor.executemany(sql, values)
            else:
                cursor.execute(sql, values)

    return seconds(lambda: database.run(clerk.actor, write))


def measure(name: str, first: Office, second: Office, count: int) -> None:
    whole, tape = ours(first, count)
    hand = rival(second, tape)
    print(
        f"{name}: {count} persons, ours {whole:.2f} s (writing {tape.seconds:.2f} s), "
        f"hand-written SQL {hand:.2f} s; ratio whole {whole / hand:.2f}, "
        f"everything but sort keys and digests "
        f"{(whole - _keys(count)) / hand:.2f} (target 1.20)"
    )
    for office in (first, second):
        office.database.close()


def _keys(count: int) -> float:
    """What working out pinyin, strokes and initials of the names takes by itself."""
    from desktop.services.person import keys_of_name

    return seconds(lambda: [keys_of_name(values["name"]) for _, values in a_file(count)])


def local(room: Path) -> tuple[Office, Office]:
    """Two alike: the second is a copy of the founded first."""
    path, copy = room / "one.db", room / "two.db"
    opened = engine.local_engine(path, bytes(32))
    migrate.upgrade(opened)
    first = Office(Database(opened, compose), None)
    first.do(found_county)
    back_up(path, bytes(32), copy)
    return first, Office(Database(engine.local_engine(copy, bytes(32)), compose), None)


def shared(url: str) -> tuple[Office, Office]:
    made = new_database(url)
    opened = engine.shared_engine(made)
    server.initialise(opened)
    Office(Database(opened, compose), None).do(found_county)
    opened.dispose()
    urls = [new_database(url, template=str(make_url(made).database)) for _ in range(2)]
    first, second = (Office(Database(engine.shared_engine(one), compose), None) for one in urls)
    return first, second


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    room = Path(tempfile.mkdtemp(prefix="zhifatai-bench-"))
    url = start_quick(room / "postgresql")
    try:
        measure("SQLCipher", *local(room), count)
        measure("PostgreSQL", *shared(url), count)
    finally:
        stop()
        shutil.rmtree(room, ignore_errors=True)


if __name__ == "__main__":
    main()
