"""The tests' own PostgreSQL servers: two releases, TLS on demand, nothing left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
import servers
from sqlalchemy import create_engine, text

ORPHAN = """
import sys, tempfile, time
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import servers
print(servers.start_debian(Path(tempfile.mkdtemp(dir=sys.argv[2]))).port, flush=True)
time.sleep(600)
"""


def ask(url: str, question: str) -> tuple[object, ...]:
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            return tuple(connection.execute(text(question)).one())
    finally:
        engine.dispose()


def answers(port: int) -> bool:
    try:
        psycopg.connect(f"postgresql://nobody@127.0.0.1:{port}/x", connect_timeout=2).close()
    except psycopg.OperationalError as error:
        return "Connection refused" not in str(error)
    return True


@pytest.mark.parametrize(("kind", "release"), [("quick", "18"), ("debian", "15")])
def test_each_kind_is_the_release_it_says(kind: str, release: str) -> None:
    with servers.postgres(kind) as url:
        assert ask(url, "SHOW server_version")[0].split(".")[0] == release


def test_a_new_database_is_empty_and_goes_away_with_a_client_still_in_it() -> None:
    with servers.postgres("debian") as url:
        database = servers.new_database(url)
        plain = database.replace("+psycopg", "")
        client = psycopg.connect(plain, autocommit=True)
        tables = client.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        assert tables.fetchone() == (0,)
        servers.drop_database(database)
        client.close()
        with pytest.raises(psycopg.OperationalError, match="does not exist"):
            psycopg.connect(plain)


def test_the_tls_server_speaks_nothing_but_tls(tmp_path: Path) -> None:
    server = servers.start_debian(tmp_path, tls=True)
    try:
        here = "SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
        assert ask(server.url, here) == ("TLSv1.3",)
        plain = server.url.partition("?")[0].replace("+psycopg", "") + "?sslmode=disable"
        with pytest.raises(psycopg.OperationalError, match="no encryption"):
            psycopg.connect(plain)
    finally:
        server.stop()


def test_a_killed_test_run_leaves_no_server_behind(tmp_path: Path) -> None:
    folder = str(Path(servers.__file__).parent)
    run = subprocess.Popen(
        [sys.executable, "-c", ORPHAN, folder, str(tmp_path)], stdout=subprocess.PIPE
    )
    assert run.stdout is not None
    port = int(run.stdout.readline())
    assert answers(port)
    os.kill(run.pid, signal.SIGKILL)
    run.communicate()
    deadline = time.monotonic() + 60
    while answers(port) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not answers(port)
