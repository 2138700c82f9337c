"""`zhifatai server`: what the owner of a shared database does. Clients never do any of it.

    init URL [--empowered-since DAY]      tables, rights and the county's units
    upgrade URL                           to this program's version
    account URL LOGIN ROLE UNIT           an account with its login, or a new password for it
    lock URL LOGIN                        switch an account and its login off
    verify URL                            every audit chain; exit code 1 where one is broken

URL is the owner's, without a password: that comes from `--owner-password-file`, libpq's own
password file, or is asked for.
"""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from desktop.commands import unlocking
from desktop.commands.opening import compose
from desktop.errors import WorkError
from desktop.models.account import Account
from desktop.roles import Role
from desktop.services import account, founding, unit
from desktop.services.work import Work
from desktop.store import audit, engine, faults, server
from desktop.store.database import Database

_ROLES = {role.value: role for role in Role} | {role.label: role for role in Role}


def run(arguments: list[str]) -> int:
    """Exit code 0 done, 1 chains broken; WorkError in words for everything else."""
    options = _parser().parse_args(arguments)
    with _owner(options) as owner, faults.worded():
        return _ACTIONS[options.action](owner, options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="zhifatai server", description="管理共享数据库")
    actions = parser.add_subparsers(dest="action", required=True, metavar="操作")
    texts = {
        "init": "建立表、权限和全县单位",
        "upgrade": "升级到本程序的版本",
        "account": "建立账号和登录名，或重设口令",
        "lock": "停用账号和登录名",
        "verify": "校验审计链",
    }
    made = {}
    for name, text in texts.items():
        one = made[name] = actions.add_parser(name, help=text, description=text)
        one.add_argument("url", metavar="URL", help="postgresql://属主@主机/数据库")
        one.add_argument("--owner-password-file", type=Path, metavar="文件", help="属主的口令文件")
    made["init"].add_argument(
        "--empowered-since", type=date.fromisoformat, metavar="日期", help="首批赋权生效日"
    )
    made["account"].add_argument("login", metavar="登录名")
    made["account"].add_argument("role", metavar="角色", choices=_ROLES, help="如 clerk 或 内勤")
    made["account"].add_argument("unit", metavar="单位", help="单位全称，如 黄宅镇")
    made["account"].add_argument("--name", metavar="姓名", default="", help="缺省同登录名")
    made["account"].add_argument("--password-file", type=Path, metavar="文件", help="该账号的口令")
    made["lock"].add_argument("login", metavar="登录名")
    return parser


@contextmanager
def _owner(options: argparse.Namespace) -> Iterator[Engine]:
    try:
        url = make_url(options.url)
    except ArgumentError as error:
        raise WorkError("共享数据库地址应以 postgresql:// 开头，请核对后重试。") from error
    if options.owner_password_file is not None:
        url = url.set(password=unlocking.secret_in(options.owner_password_file))
    elif url.password is None and sys.stdin.isatty():
        url = url.set(password=getpass.getpass(f"{url.username or ''} 的口令：") or None)
    opened = engine.shared_engine(url.render_as_string(hide_password=False))
    try:
        yield opened
    finally:
        opened.dispose()


def _init(owner: Engine, options: argparse.Namespace) -> int:
    server.initialise(owner)
    _do(owner, partial(founding.found, empowered_since=options.empowered_since))
    print("共享数据库已建立。请用 zhifatai server account 建立账号。")
    return 0


def _upgrade(owner: Engine, options: argparse.Namespace) -> int:
    changed = server.upgrade(owner)
    print("已升级到本程序的版本。" if changed else "已是本程序的版本；权限已按声明重新生成。")
    return 0


def _account(owner: Engine, options: argparse.Namespace) -> int:
    role = _ROLES[options.role]
    password = _new_password(options)
    with owner.begin() as connection:
        server.refuse_unfit(connection, options.login, password)
    _do(owner, partial(_ensure_account, options=options, role=role))
    with owner.begin() as connection:
        server.ensure_login(connection, options.login, role, password)
    print(f"账号可用：{options.login}（{role.label}，{options.unit}）。")
    return 0


def _ensure_account(work: Work, options: argparse.Namespace, role: Role) -> None:
    """Make the account; one that is there already must be the same one."""
    places = {one.name: one.id for one in unit.names(work)}
    if options.unit not in places:
        raise WorkError(f"没有名为“{options.unit}”的单位。请写单位全称，如 黄宅镇。")
    held = work.session.execute(select(Account).where(Account.login == options.login)).scalar()
    if held is None:
        name = options.name or options.login
        account.create(work, options.login, name, role, places[options.unit])
    elif (held.role, held.unit_id) != (role, places[options.unit]) or not held.active:
        raise WorkError(f"登录名“{options.login}”已用于其他角色、单位，或者已停用。请换一个。")


def _lock(owner: Engine, options: argparse.Namespace) -> int:
    _do(owner, partial(_switch_off, login=options.login))
    with owner.begin() as connection:
        server.lock_login(connection, options.login)
    print(f"已停用：{options.login}。")
    return 0


def _switch_off(work: Work, login: str) -> None:
    held = work.session.execute(select(Account).where(Account.login == login)).scalar()
    if held is None:
        raise WorkError(f"没有名为“{login}”的账号。")
    held.active = False


def _verify(owner: Engine, options: argparse.Namespace) -> int:
    with owner.connect() as connection:
        found = list(audit.breaks(connection))
        chains = len(audit.heads(connection))
    for one in found:
        print(f"单位 {one.unit}：{one.sentence}")
    print("审计链不完整，请保留现场并联系审计管理员。" if found else f"{chains}条审计链校验通过。")
    return 1 if found else 0


def _new_password(options: argparse.Namespace) -> str:
    if options.password_file is not None:
        return unlocking.secret_in(options.password_file)
    if not sys.stdin.isatty():
        raise WorkError("请用 --password-file 提供该账号的口令。")
    first = getpass.getpass(f"{options.login} 的新口令：")
    if first != getpass.getpass("再输入一次："):
        raise WorkError("两次输入的口令不一致，没有改动。")
    return first


def _do(owner: Engine, deed: Callable[[Work], object]) -> None:
    Database(owner, compose).run(None, deed)


_ACTIONS: dict[str, Callable[[Engine, argparse.Namespace], int]] = {
    "init": _init,
    "upgrade": _upgrade,
    "account": _account,
    "lock": _lock,
    "verify": _verify,
}
