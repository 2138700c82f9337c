"""What the owner of a shared database does: initialise, upgrade, give a person a login."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import b64encode

from sqlalchemy import Connection, Engine

from desktop.errors import WorkError
from desktop.roles import Role
from desktop.store import migrate
from desktop.store.protect_postgresql import SCHEMA, group_of

_ITERATIONS = 15_000


def initialise(engine: Engine) -> None:
    """Make the schema, all tables and all derived objects in an empty PostgreSQL database."""
    with engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
        database = connection.exec_driver_sql("SELECT current_database()").scalar_one()
        connection.exec_driver_sql(f'REVOKE TEMP, CREATE ON DATABASE "{database}" FROM PUBLIC')
    upgrade(engine)


def upgrade(engine: Engine) -> bool:
    """Bring it to this program's version; only its owner can."""
    return migrate.upgrade(engine)


def ensure_login(connection: Connection, login: str, role: Role, password: str) -> None:
    """A login role of the same name as the account, member of the role's group.

    The server receives a SCRAM-SHA-256 verifier (RFC 5802), never the password.
    """
    _check_password(password)
    name = _quoted(login)
    exists = connection.exec_driver_sql(
        "SELECT 1 FROM pg_roles WHERE rolname = %s", (login,)
    ).first()
    if not exists:
        connection.exec_driver_sql(f"CREATE ROLE {name} LOGIN")
    connection.exec_driver_sql(
        f"ALTER ROLE {name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS "
        f"PASSWORD '{scram_verifier(password)}'"
    )
    for other in Role:
        verb = "GRANT" if other is role else "REVOKE"
        link = "TO" if other is role else "FROM"
        connection.exec_driver_sql(f"{verb} {group_of(other)} {link} {name}")


def scram_verifier(password: str) -> str:
    """The verifier PostgreSQL stores: SCRAM-SHA-256$iterations:salt$stored:server."""
    salt = secrets.token_bytes(16)
    salted = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, _ITERATIONS)
    client = hmac.digest(salted, b"Client Key", "sha256")
    server = hmac.digest(salted, b"Server Key", "sha256")
    stored = hashlib.sha256(client).digest()
    parts = [b64encode(part).decode() for part in (salt, stored, server)]
    return f"SCRAM-SHA-256${_ITERATIONS}:{parts[0]}${parts[1]}:{parts[2]}"


def _check_password(password: str) -> None:
    """At least eight characters of three classes (trust.md, figure 14)."""
    classes = (str.islower, str.isupper, str.isdigit, lambda one: not one.isalnum())
    held = sum(any(check(one) for one in password) for check in classes)
    if len(password) < 8 or held < 3:
        raise WorkError("口令至少8位，并含大写字母、小写字母、数字、符号中的三类。")


def _quoted(login: str) -> str:
    if '"' in login or not login.strip():
        raise WorkError("登录名不能为空，也不能含有引号。")
    return f'"{login}"'
