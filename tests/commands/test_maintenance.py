"""backup, restore, verify and server as somebody at a terminal runs them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest
import servers
from office import found_county
from sqlalchemy.engine import make_url

from desktop.__main__ import main
from desktop.commands.opening import open_local, open_shared
from desktop.services import account, unit
from desktop.store import keys, protect_sqlite
from desktop.store.vault_file import vault_path

PASSPHRASE = "Pujiang-2026"
RECOVERY = keys.new_recovery_key()


@dataclass
class Desk:
    """A machine with a local database, and files with its secrets."""

    folder: Path
    vault: keys.Vault
    said: pytest.CaptureFixture[str]
    secrets: dict[str, Path] = field(default_factory=dict)

    @property
    def database(self) -> Path:
        return self.folder / "office.db"

    def run(self, *arguments: str, secret: str = "passphrase") -> tuple[int, str]:
        """A subcommand on the database; its exit code and all it said."""
        named = [f"--{secret}-file", str(self.secrets[secret])] if secret else []
        code = main([arguments[0], "--database", str(self.database), *named, *arguments[1:]])
        told = self.said.readouterr()
        return code, told.out + told.err

    def units(self) -> int:
        office = open_local(self.database, self.vault.subkey("database"))
        try:
            return len(office.ask(unit.names))
        finally:
            office.database.close()


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    vault = keys.create(vault_path(tmp_path / "office.db"), PASSPHRASE, RECOVERY)
    office = open_local(tmp_path / "office.db", vault.subkey("database"))
    office.do(found_county)
    office.database.close()
    made = Desk(tmp_path, vault, capsys)
    for name, text in (("passphrase", PASSPHRASE), ("recovery", RECOVERY)):
        made.secrets[name] = tmp_path / f"{name}.txt"
        made.secrets[name].write_text(text + "\r\n", "utf-8")
    return made


@pytest.mark.parametrize("secret", ["passphrase", "recovery"])
def test_a_backup_is_made_checked_and_brought_back(desk: Desk, secret: str) -> None:
    copy = desk.folder / "copy.db"
    code, said = desk.run("backup", "--to", str(copy), secret=secret)
    assert (code, "备份完成并已校验" in said) == (0, True)
    before = desk.units()
    desk.database.write_bytes(b"damaged" * 1000)
    vault_path(desk.database).unlink()
    code, said = desk.run("restore", str(copy), secret=secret)
    assert (code, "原数据库已改名保存" in said) == (0, True)
    assert desk.units() == before


def test_a_backup_into_a_folder_gets_a_name(desk: Desk) -> None:
    (desk.folder / "disk").mkdir()
    code, said = desk.run("backup", "--to", str(desk.folder / "disk"))
    made = Path(said.strip().splitlines()[-1])
    assert code == 0
    assert made.name.startswith("office-备份-")
    assert vault_path(made).exists()


def test_a_wrong_passphrase_is_said_and_no_file_is_made(desk: Desk) -> None:
    desk.secrets["passphrase"].write_text("Wrong-2026", "utf-8")
    code, said = desk.run("backup", "--to", str(desk.folder / "copy.db"))
    assert (code, "口令不正确" in said) == (1, True)
    assert not (desk.folder / "copy.db").exists()


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\xff"])
def test_an_unreadable_passphrase_file_is_named(desk: Desk, content: bytes | None) -> None:
    file = desk.secrets["passphrase"]
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    code, said = desk.run("verify")
    assert code == 2
    assert "passphrase.txt" in said


def test_a_missing_backup_is_named(desk: Desk) -> None:
    code, said = desk.run("restore", str(desk.folder / "gone.db"))
    assert (code, "gone.db" in said) == (1, True)


def test_nothing_is_restored_into_a_synchronised_folder(desk: Desk) -> None:
    desk.run("backup", "--to", str(desk.folder / "copy.db"))
    target = desk.folder / "坚果云" / "office.db"
    named = ["--database", str(target), "--passphrase-file", str(desk.secrets["passphrase"])]
    assert main(["restore", *named, str(desk.folder / "copy.db")]) == 1
    assert "网盘同步文件夹" in desk.said.readouterr().err
    assert not target.parent.exists()


def test_a_sound_database_verifies(desk: Desk) -> None:
    code, said = desk.run("verify")
    assert (code, "校验通过" in said) == (0, True)


def test_a_damaged_page_is_found(desk: Desk) -> None:
    content = bytearray(desk.database.read_bytes())
    content[len(content) // 2] ^= 1
    desk.database.write_bytes(content)
    code, said = desk.run("verify")
    assert code == 1
    assert "页面校验失败" in said
    assert "zhifatai restore" in said


def test_a_truncated_chain_is_found_with_a_checkpoint(desk: Desk) -> None:
    kept = ["--checkpoint", str(desk.folder / "checkpoint.json")]
    assert desk.run("verify", *kept)[0] == 0
    assert desk.run("verify", *kept)[0] == 0
    office = open_local(desk.database, desk.vault.subkey("database"))
    with office.database.engine.begin() as connection:
        protect_sqlite.drop(connection)
        for table in ("audit_entry", "audit_payload"):
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE seq > 1")
        protect_sqlite.protect(connection)
    office.database.close()
    assert desk.run("verify")[0] == 0, "the chain alone cannot tell"
    code, said = desk.run("verify", *kept)
    assert (code, "被截断" in said) == (1, True)
    before = (desk.folder / "checkpoint.json").read_bytes()
    assert desk.run("verify", *kept)[0] == 1
    assert (desk.folder / "checkpoint.json").read_bytes() == before


def test_a_forged_checkpoint_is_refused(desk: Desk) -> None:
    file = desk.folder / "checkpoint.json"
    desk.run("verify", "--checkpoint", str(file))
    content = json.loads(file.read_text("utf-8"))
    content["heads"] = {}
    file.write_text(json.dumps(content), "utf-8")
    code, said = desk.run("verify", "--checkpoint", str(file))
    assert (code, "检查点文件已损坏或被改动" in said) == (2, True)


def test_a_plain_database_is_not_taken_for_ours(desk: Desk) -> None:
    desk.database.unlink()
    with sqlite3.connect(desk.database) as plain:
        plain.execute("CREATE TABLE x (i)")
    plain.close()
    code, said = desk.run("verify")
    assert (code, "无法打开数据库" in said) == (2, True)


@dataclass
class Server:
    """An empty database on a server, and files with passwords."""

    url: str
    folder: Path
    said: pytest.CaptureFixture[str]

    def run(self, action: str, *rest: str) -> tuple[int, str]:
        bare = make_url(self.url)
        file = self.folder / "owner.txt"
        file.write_text(str(bare.password), "utf-8")
        url = bare.set(password=None, drivername="postgresql").render_as_string()
        code = main(["server", action, url, *rest, "--owner-password-file", str(file)])
        told = self.said.readouterr()
        return code, told.out + told.err

    def account(self, login: str, role: str, place: str, password: str) -> tuple[int, str]:
        file = self.folder / "password.txt"
        file.write_text(password, "utf-8")
        return self.run("account", login, role, place, "--password-file", str(file))

    def as_(self, login: str, password: str) -> str:
        url = make_url(self.url).set(username=login, password=password)
        return url.render_as_string(hide_password=False)


@pytest.fixture
def server(server_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Server]:
    url = servers.new_database(server_url)
    yield Server(url, tmp_path, capsys)
    servers.drop_database(url)


def test_a_shared_database_is_made_and_a_clerk_works_in_it(server: Server) -> None:
    assert server.run("init", "--empowered-since", "2022-07-01")[0] == 0
    assert server.run("init")[0] == 0, "harmless when repeated"
    assert server.account("clerk1", "内勤", "黄宅镇", "Sample-2026")[0] == 0
    office = open_shared(server.as_("clerk1", "Sample-2026"))
    actor = office.ask(account.behind_connection)
    office.database.close()
    assert actor is not None
    assert (actor.login, actor.role.label) == ("clerk1", "内勤")
    assert server.run("upgrade") == (0, "已是本程序的版本；权限已按声明重新生成。\n")
    code, said = server.run("verify")
    assert (code, "校验通过" in said) == (0, True)


def test_an_account_again_means_a_new_password_and_never_another_role(server: Server) -> None:
    server.run("init")
    server.account("clerk2", "clerk", "黄宅镇", "Sample-2026")
    assert server.account("clerk2", "clerk", "黄宅镇", "Other-2027")[0] == 0
    open_shared(server.as_("clerk2", "Other-2027")).database.close()
    code, said = server.account("clerk2", "auditor", "黄宅镇", "Other-2027")
    assert (code, "已用于其他角色" in said) == (1, True)


def test_a_locked_account_is_out_at_once(server: Server) -> None:
    server.run("init")
    server.account("clerk3", "clerk", "黄宅镇", "Sample-2026")
    url = server.as_("clerk3", "Sample-2026").replace("+psycopg", "")
    with psycopg.connect(url) as running:
        assert server.run("lock", "clerk3")[0] == 0
        with pytest.raises(psycopg.OperationalError):
            running.execute("SELECT 1")
    with pytest.raises(psycopg.OperationalError, match="not permitted to log in"):
        psycopg.connect(url)


@pytest.mark.parametrize(
    ("login", "place", "password", "sentence"),
    [
        ("clerk4", "黄宅镇", "short", "至少8位"),
        ("clerk4", "黄宅", "Sample-2026", "没有名为“黄宅”的单位"),
        ("postgres", "黄宅镇", "Sample-2026", "其他用途占用"),
        ("zfa_auditor", "黄宅镇", "Sample-2026", "其他用途占用"),
        ('x"; DROP TABLE person; --', "黄宅镇", "Sample-2026", "引号"),
        ("名" * 22, "黄宅镇", "Sample-2026", "登录名过长"),
    ],
)
def test_what_cannot_be_an_account_is_refused(
    server: Server, login: str, place: str, password: str, sentence: str
) -> None:
    server.run("init")
    code, said = server.account(login, "clerk", place, password)
    assert (code, sentence in said) == (1, True)
    with psycopg.connect(server.url.replace("+psycopg", "")) as raw:
        assert raw.execute("SELECT count(*) FROM zfa.account").fetchone() == (0,)


def test_a_wrong_owner_password_and_a_wrong_url_are_said(server: Server) -> None:
    server.url = server.as_("postgres", "wrong")
    code, said = server.run("init")
    assert (code, "口令不正确" in said) == (1, True)
    assert main(["server", "init", "nonsense"]) == 1
    assert "postgresql://" in server.said.readouterr().err
