"""A deed is done once or not at all, whatever happens to the connection, and says so in words."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from deeds import adding, deeds, names, owner
from office import Office
from sqlalchemy import event, text

from desktop.errors import Conflict, Forbidden, Unreachable, WorkError
from desktop.models.person import Person
from desktop.services.work import Work
from desktop.store import database as store_database
from desktop.store import engine as store_engine
from desktop.store.database import Database

Commit = Callable[[Any, Any], None]


def kill(office: Office, work: Work) -> None:
    """The server ends the connection a deed is working on."""
    pid = work.session.execute(text("SELECT pg_backend_pid()")).scalar_one()
    with owner(office).begin() as connection:
        connection.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})


def on_first_commit(office: Office, monkeypatch: pytest.MonkeyPatch, fault: Commit) -> None:
    """Replace the clerk's first commit by `fault`; later ones are real."""
    dialect = office.as_("clerk").database.engine.dialect
    real, calls = dialect.do_commit, iter([fault])

    def commit(connection: Any) -> None:
        broken = next(calls, None)
        if broken is None:
            real(connection)
        else:
            broken(connection, real)

    monkeypatch.setattr(dialect, "do_commit", commit)


def lost(connection: Any) -> psycopg.OperationalError:
    connection.dbapi_connection.close()
    return psycopg.OperationalError("server closed the connection unexpectedly")


def test_a_deed_leaves_one_row_of_its_own_and_names_what_it_touched(office: Office) -> None:
    _, touched = office.as_("clerk").run(adding("单雄信"))
    assert touched == {"person"}
    assert deeds(owner(office)) == 1


def test_a_question_keeps_nothing_of_what_it_did(local_office: Office) -> None:
    def meddle(work: Work) -> None:
        adding("单雄信")(work)
        work.session.flush()

    local_office.ask(meddle)
    assert names(owner(local_office)) == []


def test_a_question_cannot_write_on_the_server(shared_office: Office) -> None:
    def meddle(work: Work) -> None:
        adding("单雄信")(work)
        work.session.flush()

    with pytest.raises(WorkError, match="只读"):
        shared_office.ask(meddle)


def test_a_fault_in_the_middle_leaves_nothing(office: Office) -> None:
    def stumble(work: Work) -> None:
        adding("单雄信")(work)
        work.session.flush()
        raise WorkError("样例")

    with pytest.raises(WorkError, match="样例"):
        office.do(stumble)
    assert names(owner(office)) == []
    assert deeds(owner(office)) == 0


def test_a_connection_killed_in_the_middle_is_not_noticed(shared_office: Office) -> None:
    left = [1]

    def unlucky(work: Work) -> None:
        adding("单雄信")(work)
        work.session.flush()
        if left:
            left.pop()
            kill(shared_office, work)

    shared_office.do(unlucky)
    assert names(owner(shared_office)) == ["单雄信"]


def test_a_commit_that_never_arrived_is_done_again(
    shared_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(connection: Any, real: Any) -> None:
        raise lost(connection)

    on_first_commit(shared_office, monkeypatch, fault)
    shared_office.do(adding("单雄信"))
    assert names(owner(shared_office)) == ["单雄信"]
    assert deeds(owner(shared_office)) == 1


def test_a_commit_whose_answer_was_lost_is_not_done_twice(
    shared_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(connection: Any, real: Any) -> None:
        real(connection)
        raise lost(connection)

    on_first_commit(shared_office, monkeypatch, fault)
    key = shared_office.do(adding("单雄信"))
    assert names(owner(shared_office)) == ["单雄信"]
    assert shared_office.ask(lambda work: work.get(Person, key).name) == "单雄信"


def test_a_commit_still_under_way_when_the_answer_is_lost_is_not_done_twice(
    shared_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server goes on committing for a second; the repeated deed meets its own first one."""
    with owner(shared_office).begin() as connection:
        connection.exec_driver_sql(
            "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS "
            "'BEGIN PERFORM pg_sleep(0.7); RETURN NULL; END'"
        )
        connection.exec_driver_sql(
            "CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON person DEFERRABLE INITIALLY DEFERRED "
            "FOR EACH ROW EXECUTE FUNCTION slow()"
        )

    def fault(connection: Any, real: Any) -> None:
        connection.pgconn.send_query(b"COMMIT")
        connection.pgconn.flush()
        connection.pgconn.finish()
        raise psycopg.OperationalError("server closed the connection unexpectedly")

    on_first_commit(shared_office, monkeypatch, fault)
    key = shared_office.do(adding("单雄信"))
    assert names(owner(shared_office)) == ["单雄信"]
    assert shared_office.ask(lambda work: work.get(Person, key).name) == "单雄信"


def test_where_the_server_stays_away_after_a_commit_the_clerk_learns_it_is_uncertain(
    shared_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_database, "_PATIENCE", 0.1)
    engine = shared_office.as_("clerk").database.engine

    def fault(connection: Any, real: Any) -> None:
        real(connection)
        monkeypatch.setattr(engine.dialect, "connect", away)
        raise lost(connection)

    def away(*_: Any, **__: Any) -> None:
        raise psycopg.OperationalError("connection refused")

    shared_office.ask(lambda work: work.today)
    on_first_commit(shared_office, monkeypatch, fault)
    with pytest.raises(Unreachable, match="尚不能确定是否已保存"):
        shared_office.do(adding("单雄信"))
    assert names(owner(shared_office)) == ["单雄信"]


def test_a_deadlock_is_tried_again(shared_office: Office) -> None:
    tries = []

    def unlucky(work: Work) -> None:
        tries.append(1)
        adding("单雄信")(work)
        work.session.flush()
        if len(tries) == 1:
            raise_state(work, "40P01")

    shared_office.do(unlucky)
    assert len(tries) == 2
    assert names(owner(shared_office)) == ["单雄信"]


def raise_state(work: Work, state: str) -> None:
    """The server's own error of this state."""
    block = f"DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '{state}'; END $$"
    work.session.execute(text(block))


@pytest.mark.parametrize(
    ("state", "kind", "sentence"),
    [
        ("42501", Forbidden, "没有这项权限"),
        ("53100", WorkError, "磁盘空间已满"),
        ("55P03", WorkError, "等待超时"),
        ("57014", WorkError, "用时过长"),
        ("25006", WorkError, "只读"),
        ("23505", WorkError, "已有相同的记录"),
        ("57P01", Unreachable, "连不上数据库"),
    ],
)
def test_what_the_server_says_comes_out_in_words(
    shared_office: Office, state: str, kind: type[Exception], sentence: str
) -> None:
    with pytest.raises(kind, match=sentence):
        shared_office.do(lambda work: raise_state(work, state))


def test_a_statement_that_takes_too_long_is_stopped_in_words(shared_office: Office) -> None:
    def slow(work: Work) -> None:
        work.session.execute(text("SET LOCAL statement_timeout = 50"))
        work.session.execute(text("SELECT pg_sleep(5)"))

    begun = time.monotonic()
    with pytest.raises(WorkError, match="用时过长"):
        shared_office.ask(slow)
    assert time.monotonic() - begun < 3


def test_a_row_saved_by_somebody_else_meanwhile_is_a_conflict(office: Office) -> None:
    key = office.do(adding("单雄信"))

    def overtaken(work: Work) -> None:
        record = work.get(Person, key)
        later = text("UPDATE person SET version = version + 1 WHERE id = :id")
        bound = key.bytes if office.engine_name == "sqlcipher" else key
        work.session.execute(later, {"id": bound})
        record.note = "改"

    with pytest.raises(Conflict, match="刚被他人修改"):
        office.do(overtaken)


def test_a_write_past_the_rights_is_forbidden_by_the_database_itself(office: Office) -> None:
    with pytest.raises(Forbidden, match="没有这项权限"):
        office.do(adding("单雄信"), "officer")
    assert names(owner(office)) == []


def test_a_server_that_is_not_there_is_unreachable_at_once() -> None:
    engine = store_engine.shared_engine("postgresql://nobody:x@127.0.0.1:9/none")
    database: Database[Any] = Database(engine, lambda opening: opening)
    begun = time.monotonic()
    for call in (database.ask, database.run):
        with pytest.raises(Unreachable, match="检查网络"):
            call(None, lambda work: None)
    assert time.monotonic() - begun < 5
    database.close()


def test_a_wrong_password_is_named(shared_office: Office) -> None:
    url = owner(shared_office).url.set(username="clerk@黄宅镇", password="wrong")
    engine = store_engine.shared_engine(url.render_as_string(hide_password=False))
    database: Database[Any] = Database(engine, lambda opening: opening)
    with pytest.raises(WorkError, match="口令不正确"):
        database.ask(None, lambda work: None)
    database.close()


def test_a_url_of_something_else_is_refused() -> None:
    with pytest.raises(WorkError, match="postgresql://"):
        store_engine.shared_engine("mysql://x")


def with_pragma(office: Office, pragma: str) -> None:
    """Every connection from now on has it."""
    engine = owner(office)
    engine.dispose()
    event.listen(engine, "connect", lambda raw, _: raw.execute(f"PRAGMA {pragma}"), insert=True)


def test_a_full_disk_is_said_and_loses_nothing(local_office: Office) -> None:
    engine = owner(local_office)
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    with_pragma(local_office, f"max_page_count = {pages + 60}")
    kept = []
    with pytest.raises(WorkError, match="磁盘空间已满"):
        for turn in range(200):
            local_office.do(adding(f"样例{turn:03}", "案" * 4000))
            kept.append(f"样例{turn:03}")
    assert len(kept) > 1
    assert names(engine) == kept
    assert deeds(engine) == len(kept)


def test_a_read_only_file_is_said(local_office: Office) -> None:
    with_pragma(local_office, "query_only = ON")
    with pytest.raises(WorkError, match="只读"):
        local_office.do(adding("单雄信"))


def test_a_database_that_stays_locked_is_said_after_a_while(
    local_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_database, "_PATIENCE", 0.2)
    with_pragma(local_office, "busy_timeout = 50")
    with owner(local_office).connect().execution_options(writing=True) as other:
        other.execute(text("SELECT 1"))
        with pytest.raises(WorkError, match="另一个操作正在保存"):
            local_office.do(adding("单雄信"))
        other.rollback()
    local_office.do(adding("单雄信"))
    assert names(owner(local_office)) == ["单雄信"]
