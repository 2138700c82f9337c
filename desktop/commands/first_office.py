"""A new office on this machine: key, database, county units and the first two accounts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from desktop.commands.opening import Office, open_local
from desktop.errors import WorkError
from desktop.roles import Role
from desktop.services import account, founding, unit
from desktop.services.work import Work
from desktop.store import keys
from desktop.store.backup import vault_path
from desktop.store.place import refuse_unsafe_place


def create(
    path: Path,
    passphrase: str | None,
    township: str,
    keeper: str,
    empowered_since: date | None = None,
) -> tuple[Office, str]:
    """Make it; answers the office with the clerk at the desk, and the recovery key to print.

    The keeper gets two accounts: 内勤 for the daily work and 系统管理员 for accounts, so that
    neither right is used by accident.
    """
    if path.exists():
        raise WorkError(f"数据库已存在：{path}。请直接打开，或换一个文件夹。")
    refuse_unsafe_place(path)
    recovery_key = keys.new_recovery_key()
    vault = keys.create(vault_path(path), passphrase, recovery_key)
    office = open_local(path, vault.subkey("database"))

    def begin(work: Work) -> None:
        founding.found(work, empowered_since)
        place = next((one.id for one in unit.names(work) if one.name == township), None)
        if place is None:
            raise WorkError(f"“{township}”不是本县的乡镇（街道）。")
        for role in (Role.CLERK, Role.ADMINISTRATOR):
            account.create(work, f"{role.value}@{township}", keeper, role, place)

    office.do(begin)
    clerk = next(actor for actor, _ in office.ask(account.actors) if actor.role is Role.CLERK)
    return office.as_(clerk), recovery_key
