"""The audit chain after real work, on both engines, and what tampering with it leaves."""

from __future__ import annotations

import random
import threading
from collections import Counter
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from office import Office, a_person, an_arrival, id_number
from sqlalchemy import Connection, delete, func, insert, select, text, update

from desktop.errors import WorkError
from desktop.models.deed import AuditEntry, AuditPayload, Deed
from desktop.models.person import Person
from desktop.models.posting import PostingKind, TeamPost
from desktop.services import person, posting
from desktop.services.work import Draft
from desktop.store import audit, checkpoint, protect_sqlite
from desktop.store.tables import METADATA

ENTRY, PAYLOAD = AuditEntry.__table__, AuditPayload.__table__
PHONE = "13957912345"
SEED = bytes(range(32, 64))


def busy(office: Office) -> UUID:
    """A clerk's day: somebody arrives, is corrected, moves."""
    key = a_person(office, name="单雄信", phone=PHONE)
    draft = office.ask(lambda work: person.open_(work, key))
    change = Draft(key, draft.version, {"education": "本科", "phone": "13957900000"})
    office.do(lambda work: person.save(work, change))
    moved = {"since": date(2025, 3, 1), "post": TeamPost.DEPUTY, "kind": PostingKind.OWN}
    office.do(lambda work: posting.move(work, key, an_arrival(work, **moved)))
    return key


def owner(office: Office) -> Any:
    return office.as_(None).database.engine


def breaks(office: Office) -> list[str]:
    with owner(office).connect() as connection:
        return [found.sentence for found in audit.breaks(connection)]


def test_the_chains_hold_after_real_work(office: Office) -> None:
    busy(office)
    assert breaks(office) == []
    with owner(office).connect() as connection:
        tables = set(connection.execute(select(ENTRY.c.record_table)).scalars())
        heads = audit.heads(connection)
    assert {"person", "person_secret", "posting", "certificate", "unit"} <= tables
    assert heads[office.units["黄宅镇"].hex].seq > 5


def test_every_entry_names_who_did_it_and_a_deed_that_is_there(office: Office) -> None:
    busy(office)
    with owner(office).connect() as connection:
        deeds = {row.id.hex: row.actor for row in connection.execute(select(Deed.__table__))}
        own = ENTRY.c.unit_id == office.units["黄宅镇"]
        named = connection.execute(select(ENTRY.c.deed_id, ENTRY.c.actor).where(own)).all()
    workers = [(deed, actor) for deed, actor in named if actor == "clerk@黄宅镇"]
    assert workers
    assert all(deeds[deed] == actor for deed, actor in workers)


def test_a_change_is_recorded_with_what_it_was_and_what_it_became(office: Office) -> None:
    key = busy(office)
    with owner(office).connect() as connection:
        same = (PAYLOAD.c.unit_id == ENTRY.c.unit_id) & (PAYLOAD.c.seq == ENTRY.c.seq)
        query = select(PAYLOAD.c.payload).join_from(PAYLOAD, ENTRY, same)
        where = (ENTRY.c.record_id == key.hex) & (ENTRY.c.operation == "change")
        changes = connection.execute(query.where(where, ENTRY.c.record_table == "person"))
        (payload,) = [text for text in changes.scalars() if '"education"' in text]
    assert "本科" in payload
    assert "单雄信" not in payload


def test_secret_values_stand_in_their_own_table_and_nowhere_else(office: Office) -> None:
    number = id_number()
    a_person(office, id_number=number, phone=PHONE)
    found = set()
    with owner(office).connect() as connection:
        for table in METADATA.sorted_tables:
            for row in connection.execute(text(f"SELECT * FROM {table.name}")):
                line = " ".join(str(value) for value in row)
                if number in line or PHONE in line:
                    found.add(table.name)
    assert found == {"person_secret"}


def test_the_audit_tells_one_secret_from_another_without_telling_them(office: Office) -> None:
    for phone in (PHONE, PHONE, "13957900000"):
        a_person(office, phone=phone)
    with owner(office).connect() as connection:
        payloads = connection.execute(select(PAYLOAD.c.payload)).scalars()
        masks = Counter(
            part.split('"')[0]
            for payload in payloads
            for part in payload.replace('": "', '":"').split('"phone":"')[1:]
        )
    assert sorted(masks.values()) == [1, 2]
    assert all(len(mask) == 64 for mask in masks)


FIELDS = ("at", "actor", "deed_id", "record_table", "operation", "record_id", "payload_digest")
KINDS = (*FIELDS, "previous", "digest", "payload", "delete", "insert", "swap", "stray", "reseal")


@pytest.mark.parametrize("kind", KINDS)
def test_tampering_is_found(office: Office, kind: str) -> None:
    busy(office)
    dice = random.Random(f"{kind} 20260504")
    with owner(office).connect() as connection:
        unit = office.units["黄宅镇"]
        last = audit.heads(connection)[unit.hex].seq
        unprotected(connection)
        for _ in range(8):
            tamper(connection, kind, unit, dice.randrange(1, last), last)
            assert list(audit.breaks(connection)), kind
            connection.rollback()
            unprotected(connection)
        connection.rollback()
    assert breaks(office) == []


def unprotected(connection: Connection) -> None:
    """As somebody who owns the database could: without triggers."""
    if connection.dialect.name == "sqlite":
        protect_sqlite.drop(connection)
    else:
        connection.exec_driver_sql("ALTER TABLE audit_entry DISABLE TRIGGER ALL")
        connection.exec_driver_sql("ALTER TABLE audit_payload DISABLE TRIGGER ALL")


def tamper(connection: Connection, kind: str, unit: UUID, seq: int, last: int) -> None:
    here = (ENTRY.c.unit_id == unit) & (ENTRY.c.seq == seq)
    there = (PAYLOAD.c.unit_id == unit) & (PAYLOAD.c.seq == seq)
    if kind in ENTRY.columns:
        connection.execute(update(ENTRY).where(here).values({kind: ENTRY.c[kind] + "x"}))
    elif kind == "payload":
        connection.execute(update(PAYLOAD).where(there).values(payload=PAYLOAD.c.payload + " "))
    elif kind == "delete":
        connection.execute(delete(ENTRY).where(here))
        connection.execute(delete(PAYLOAD).where(there))
    elif kind == "insert":
        row = connection.execute(select(ENTRY).where(here)).one()._asdict()
        connection.execute(insert(ENTRY).values({**row, "seq": last + 1}))
    elif kind == "stray":
        connection.execute(insert(PAYLOAD).values(unit_id=unit, seq=last + 5, payload="{}"))
    elif kind == "swap":
        swap(connection, unit, seq)
    else:
        reseal(connection, unit, seq)


def swap(connection: Connection, unit: UUID, seq: int) -> None:
    """Two neighbours change places, numbers and payloads included."""
    for table in (ENTRY, PAYLOAD):
        for was, becomes in ((seq, 10**6), (seq + 1, seq), (10**6, seq + 1)):
            where = (table.c.unit_id == unit) & (table.c.seq == was)
            connection.execute(update(table).where(where).values(seq=becomes))


def reseal(connection: Connection, unit: UUID, seq: int) -> None:
    """Change an entry and compute its digest anew, as somebody who has read our code would."""
    here = (ENTRY.c.unit_id == unit) & (ENTRY.c.seq == seq)
    row = connection.execute(select(ENTRY).where(here)).one()
    parts = (row.previous, unit.hex, seq, row.at, "somebody", row.deed_id, row.record_table)
    digest = audit.link(*parts, row.operation, row.record_id, row.payload_digest)
    connection.execute(update(ENTRY).where(here).values(actor="somebody", digest=digest))


@pytest.mark.parametrize("kind", ["cut", "rewritten"])
def test_a_checkpoint_shows_what_the_chain_alone_cannot(office: Office, kind: str) -> None:
    busy(office)
    unit = office.units["黄宅镇"]
    with owner(office).connect() as connection:
        kept = checkpoint.take(connection, datetime.now(UTC), SEED)
        assert list(checkpoint.faults(connection, kept, SEED)) == []
        unprotected(connection)
        last = audit.heads(connection)[unit.hex].seq
        if kind == "cut":
            for table in (ENTRY, PAYLOAD):
                connection.execute(
                    delete(table).where(table.c.unit_id == unit, table.c.seq == last)
                )
        else:
            reseal(connection, unit, last)
        assert list(audit.breaks(connection)) == []
        (sentence,) = checkpoint.faults(connection, kept, SEED)
        connection.rollback()
    assert ("截断" if kind == "cut" else "改写") in sentence


@pytest.mark.parametrize("forgery", ["seed", "text", "empty"])
def test_a_forged_checkpoint_is_refused(office: Office, forgery: str) -> None:
    with owner(office).connect() as connection:
        kept = checkpoint.take(connection, datetime.now(UTC), SEED)
        forged = {"seed": kept, "text": kept.replace("0", "1", 1), "empty": "{}"}[forgery]
        seed = bytes(32) if forgery == "seed" else SEED
        with pytest.raises(WorkError, match="检查点文件已损坏或被改动"):
            list(checkpoint.faults(connection, forged, seed))


@pytest.mark.parametrize(("engine", "threads"), [("local_office", 6), ("shared_office", 8)])
def test_many_writers_at_once_lose_nothing_and_break_no_chain(
    request: pytest.FixtureRequest, engine: str, threads: int
) -> None:
    office: Office = request.getfixturevalue(engine)
    each, failed = 50, []
    desks = [office.as_("clerk" if at % 2 else "clerk@白马镇") for at in range(threads)]

    def write(at: int) -> None:
        try:
            for turn in range(each):
                desks[at].do(lambda work, name=f"样例{at}-{turn}": add(work, name))
        except Exception as error:
            failed.append(error)

    running = [threading.Thread(target=write, args=(at,)) for at in range(threads)]
    for one in running:
        one.start()
    for one in running:
        one.join()
    assert failed == []
    assert breaks(office) == []
    with owner(office).connect() as connection:
        held = connection.execute(select(func.count()).select_from(Person.__table__)).scalar()
    assert held == threads * each


def add(work: Any, name: str) -> None:
    """As small as a deed can be."""
    from desktop.models.person import DutyState

    keys = person.keys_of_name(name)
    row = {"unit_id": work.unit_id, "name": name, "duty_state": DutyState.SERVING, **keys}
    work.session.add(Person(id=work.new_id(), **row))
    work.names.append("样例")
