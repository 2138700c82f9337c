"""What the owner of a shared database does: initialise, upgrade, give a person a login."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import b64encode

from sqlalchemy import Connection, Engine

from desktop.errors import WorkError
from desktop.roles import Role
from desktop.store import migrate, passwords
from desktop.store.protect_postgresql import SCHEMA, group_of

_ITERATIONS = 15_000
_LONGEST_NAME = 63  # bytes: PostgreSQL cuts longer names off, and one login could become another


def initialise(engine: Engine) -> None:
    """Make the schema, all tables and all derived objects in an empty PostgreSQL database."""
    with engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
    upgrade(engine)


def upgrade(engine: Engine) -> bool:
    """Bring it to this program's version; only its owner can."""
    return migrate.upgrade(engine)


def ensure_login(connection: Connection, login: str, role: Role, password: str) -> None:
    """A login role of the same name as the account, member of the role's group and no other.

    The server receives a SCRAM-SHA-256 verifier (RFC 5802), never the password.
    """
    refuse_unfit(connection, login, password)
    name = _quoted(login)
    if not _exists(connection, login):
        connection.exec_driver_sql(f"CREATE ROLE {name}")
    verifier = scram_verifier(password)
    connection.exec_driver_sql(f"ALTER ROLE {name} LOGIN PASSWORD '{verifier}'")
    for other in Role:
        verb, link = ("GRANT", "TO") if other is role else ("REVOKE", "FROM")
        connection.exec_driver_sql(f"{verb} {group_of(other)} {link} {name}")


def refuse_unfit(connection: Connection, login: str, password: str) -> None:
    """Raise WorkError for a weak password, or a name PostgreSQL cannot give to an account."""
    passwords.refuse_weak(password)
    _quoted(login)
    if _taken(connection, login):
        raise WorkError(f"登录名“{login}”已被数据库的其他用途占用，请换一个。")


def lock_login(connection: Connection, login: str) -> None:
    """Let nobody sign in with it any more, and end its sessions; its traces stay."""
    if not _exists(connection, login) or _taken(connection, login):
        raise WorkError(f"没有名为“{login}”的登录名。")
    connection.exec_driver_sql(f"ALTER ROLE {_quoted(login)} NOLOGIN")
    connection.exec_driver_sql(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s", (login,)
    )


def scram_verifier(password: str) -> str:
    """The verifier PostgreSQL stores: SCRAM-SHA-256$iterations:salt$stored:server."""
    salt = secrets.token_bytes(16)
    salted = hashlib.pbkdf2_hmac("sha256", passwords.normal(password).encode(), salt, _ITERATIONS)
    client = hmac.digest(salted, b"Client Key", "sha256")
    server = hmac.digest(salted, b"Server Key", "sha256")
    stored = hashlib.sha256(client).digest()
    parts = [b64encode(part).decode() for part in (salt, stored, server)]
    return f"SCRAM-SHA-256${_ITERATIONS}:{parts[0]}${parts[1]}:{parts[2]}"


def _exists(connection: Connection, login: str) -> bool:
    query = "SELECT 1 FROM pg_roles WHERE rolname = %s"
    return connection.exec_driver_sql(query, (login,)).first() is not None


def _taken(connection: Connection, login: str) -> bool:
    """Whether it is one of the server's own roles, of its owner's or of our groups."""
    if login.startswith(("pg_", "zfa_")):
        return True
    query = (
        "SELECT 1 FROM pg_roles WHERE rolname = %s "
        "AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls "
        "OR rolname = current_user)"
    )
    return connection.exec_driver_sql(query, (login,)).first() is not None


def _quoted(login: str) -> str:
    if not login.strip() or any(sign in login for sign in '"%\\\0'):
        raise WorkError("登录名不能为空，也不能含有引号、百分号或反斜杠。")
    if len(login.encode()) > _LONGEST_NAME:
        raise WorkError("登录名过长：最多63个字节（约20个汉字），请缩短后重试。")
    return f'"{login}"'
