"""What the audit costs: throughput with and without it, and the time to check a long chain.

Both kinds of deed run in turns in one process, so that the ratio does not depend on the machine.
Target: audited deeds at least 60 % of unaudited ones (design/trust.md, figure 5).
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import insert, select

from desktop.commands.opening import Office, open_local
from desktop.models.deed import AuditEntry, AuditPayload
from desktop.models.person import DutyState, Person
from desktop.models.unit import Unit
from desktop.services import founding, person
from desktop.services.work import Work
from desktop.store import audit, protect_sqlite

ROUNDS, DEEDS, LONG = 6, 60, 200_000


def adding(unit: UUID, name: str) -> Callable[[Work], None]:
    """A deed as small as can be: one person."""

    def add(work: Work) -> None:
        keys = person.keys_of_name(name)
        row = {"unit_id": unit, "name": name, "duty_state": DutyState.SERVING, **keys}
        work.session.add(Person(id=work.new_id(), **row))

    return add


def rate(office: Office, unit: UUID, label: str) -> float:
    """Deeds per second."""
    begun = time.perf_counter()
    for turn in range(DEEDS):
        office.do(adding(unit, f"样例{label}{turn}"))
    return DEEDS / (time.perf_counter() - begun)


def audit_triggers(office: Office, *, on: bool) -> None:
    """Take the audit's triggers away, or put everything back."""
    with office.database.engine.begin() as connection:
        protect_sqlite.protect(connection)
        for name in protect_sqlite.compiled():
            if not on and name.startswith("zfa_audit_"):
                connection.exec_driver_sql(f"DROP TRIGGER {name}")


def throughput(office: Office, unit: UUID) -> None:
    """Best rate of each kind over some rounds in turns."""
    best = {True: 0.0, False: 0.0}
    for turn in range(ROUNDS):
        for on in (True, False):
            audit_triggers(office, on=on)
            best[on] = max(best[on], rate(office, unit, f"{turn}{on}"))
    audit_triggers(office, on=True)
    print(
        f"deeds/s audited {best[True]:.0f}, unaudited {best[False]:.0f}: {best[True] / best[False]:.0%}"
    )


def lengthen(office: Office, unit: UUID) -> None:
    """A real chain of LONG entries, linked here as the triggers would."""
    with office.database.engine.begin() as connection:
        head = audit.heads(connection)[unit.hex]
        previous, entries, payloads = head.digest, [], []
        for seq in range(head.seq + 1, LONG + 1):
            payload = f'{{"name": "样例{seq}", "version": [1, 2]}}'
            digest = audit.sha256_hex(payload) or ""
            at, record = "2026-05-04T01:02:03.000000Z", uuid4().hex
            parts = (at, "clerk", record, "person", "change", record, digest)
            link = audit.link(previous, unit.hex, seq, *parts)
            names = (
                "at",
                "actor",
                "deed_id",
                "record_table",
                "operation",
                "record_id",
                "payload_digest",
            )
            row = dict(zip(names, parts, strict=True))
            entries.append(
                {"unit_id": unit, "seq": seq, **row, "previous": previous, "digest": link}
            )
            payloads.append({"unit_id": unit, "seq": seq, "payload": payload})
            previous = link
        connection.execute(insert(AuditEntry), entries)
        connection.execute(insert(AuditPayload), payloads)


def checking(office: Office) -> None:
    """Time to check every link, against merely reading the same rows."""
    entry, payload = AuditEntry.__table__, AuditPayload.__table__
    same = (payload.c.unit_id == entry.c.unit_id) & (payload.c.seq == entry.c.seq)
    query = select(entry, payload.c.payload).join_from(entry, payload, same)
    with office.database.engine.connect() as connection:
        begun = time.perf_counter()
        read = sum(1 for _ in connection.execute(query, execution_options={"yield_per": 5_000}))
        reading = time.perf_counter() - begun
        begun = time.perf_counter()
        found = list(audit.breaks(connection))
        took = time.perf_counter() - begun
    assert not found, found
    print(
        f"{read:,} entries checked in {took:.2f} s, merely read in {reading:.2f} s: "
        f"{took / reading:.1f}x; 1,000,000 would take {took / read * 1e6:.0f} s"
    )


def main() -> int:
    """Both measures on a database of their own."""
    with tempfile.TemporaryDirectory(prefix="zhifatai-bench-") as room:
        office = open_local(Path(room) / "office.db", bytes(range(32)))
        office.do(founding.found)
        with office.database.engine.connect() as connection:
            unit = connection.execute(select(Unit.__table__.c.id).limit(1)).scalar_one()
        throughput(office, unit)
        lengthen(office, unit)
        checking(office)
        office.database.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
