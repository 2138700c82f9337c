"""A new office on this machine: key, database, county units and the first two accounts.

All of it is made beside its place and moved there at the end, so that an interrupted start leaves
nothing that looks like a database.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from desktop.commands.opening import Office, open_local
from desktop.errors import WorkError
from desktop.roles import Role
from desktop.services import account, founding, unit
from desktop.services.work import Work
from desktop.store import keys
from desktop.store.backup import vault_path
from desktop.store.place import refuse_unsafe_place


@dataclass(frozen=True)
class Plan:
    """What the keeper said at the first start; no passphrase = the key goes into the keyring."""

    township: str
    keeper: str
    recovery_key: str
    passphrase: str | None = None
    empowered_since: date | None = None


def create(path: Path, plan: Plan) -> tuple[Office, keys.Vault]:
    """Make it; answers the office with the clerk at the desk, and its vault.

    The keeper gets two accounts: 内勤 for the daily work and 系统管理员 for accounts, so that
    neither right is used by accident.
    """
    refuse_unsafe_place(path)
    if path.exists() or vault_path(path).exists():
        raise WorkError(f"数据库已存在：{path}。请直接打开，或换一个文件夹。")
    fresh = _fresh(path)
    _clear(fresh)
    try:
        vault = keys.create(vault_path(fresh), plan.passphrase, plan.recovery_key)
        building = open_local(fresh, vault.subkey("database"))
        building.do(partial(_found, plan=plan))
        building.database.close()
    except OSError as error:
        reason = error.strerror or "磁盘不可写"
        raise WorkError(
            f"没有能在 {path.parent} 建立数据库：{reason}。请检查剩余空间和权限后重试。"
        ) from error
    fresh.replace(path)
    finish(path)
    office = open_local(path, vault.subkey("database"))
    clerk = next(actor for actor, _ in office.ask(account.actors) if actor.role is Role.CLERK)
    return office.as_(clerk), vault


def finish(path: Path) -> None:
    """Put the key file in place where the program was ended between the two last moves."""
    fresh = vault_path(_fresh(path))
    if path.exists() and fresh.exists() and not vault_path(path).exists():
        fresh.replace(vault_path(path))


def _found(work: Work, plan: Plan) -> None:
    founding.found(work, plan.empowered_since)
    place = next((one.id for one in unit.names(work) if one.name == plan.township), None)
    if place is None:
        raise WorkError(f"“{plan.township}”不是本县的乡镇（街道）。")
    for role in (Role.CLERK, Role.ADMINISTRATOR):
        login = f"{role.value}@{plan.township}"
        account.create(work, login, plan.keeper, role, place)


def _fresh(path: Path) -> Path:
    return path.with_name(path.name + ".new")


def _clear(fresh: Path) -> None:
    """A first start that was interrupted; it never held anybody's work."""
    for suffix in ("", "-wal", "-shm"):
        fresh.with_name(fresh.name + suffix).unlink(missing_ok=True)
    vault_path(fresh).unlink(missing_ok=True)
