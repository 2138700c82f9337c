"""From nothing to the roster page, and what is said when a database cannot be opened."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError
from office import PASSWORD
from PySide6.QtWidgets import QDialog, QMessageBox
from pytestqt.qtbot import QtBot
from servers import drop_database, new_database
from sqlalchemy.engine import make_url
from test_window import clipped, unnamed

from desktop.commands import shared_login
from desktop.commands.opening import open_local
from desktop.store import keys
from desktop.store.backup import vault_path
from desktop.views.entrance import Entrance
from desktop.views.first_start import FirstStart
from desktop.views.kit.background import Background
from desktop.views.pages.case.inbox import InboxPage
from desktop.views.pages.roster.page import RosterPage
from desktop.views.sign_in import PassphraseDialog, PasswordDialog, SeatDialog
from desktop.views.single import Single
from desktop.views.window import Window
from desktop.wiring import Wiring

PASSPHRASE = "Sample-2026"


class FakeKeyring(KeyringBackend):
    """The computer's keyring, as long as the test runs."""

    priority = 1.0
    __module__ = "keyring.backends.SecretService"

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError(username)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZHIFATAI_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def with_keyring() -> Iterator[FakeKeyring]:
    before, fake = keyring.get_keyring(), FakeKeyring()
    keyring.set_keyring(fake)
    yield fake
    keyring.set_keyring(before)


@pytest.fixture
def without_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "keyring_available", lambda: False)


@pytest.fixture
def enter(qtbot: QtBot, home: Path) -> Iterator[Callable[..., Entrance]]:
    """A window before its database, as the start makes it."""
    made: list[Entrance] = []

    def begin(wiring: Wiring | None = None) -> Entrance:
        window = Window()
        qtbot.addWidget(window)
        window.show()
        entrance = Entrance(window, wiring or Wiring(), Background())
        entrance.window = window
        made.append(entrance)
        entrance.begin()
        return entrance

    yield begin
    for entrance in made:
        entrance.window.hide()
        entrance.close()


def asked(qtbot: QtBot, entrance: Entrance, kind: type[QDialog]) -> QDialog:
    qtbot.waitUntil(
        lambda: isinstance(entrance.dialog, kind) and entrance.dialog.isVisible(), timeout=20_000
    )
    assert isinstance(entrance.dialog, kind)
    return entrance.dialog


def seated(qtbot: QtBot, entrance: Entrance) -> None:
    qtbot.waitUntil(lambda: entrance.seated is not None, timeout=20_000)


def fill(dialog: FirstStart, passphrase: str = "") -> None:
    dialog.township.setCurrentText("黄宅镇")
    dialog.keeper.setText("样例内勤")
    dialog.empowered.editor.setText("2022-07-01")
    dialog.first.setText(passphrase)
    dialog.second.setText(passphrase)
    dialog.submit()


def founded(qtbot: QtBot, entrance: Entrance, passphrase: str = "") -> str:
    """Go through the first start; the recovery key it showed."""
    dialog = asked(qtbot, entrance, FirstStart)
    fill(dialog, passphrase)
    key = dialog.recovery.key
    dialog.written.setChecked(True)
    dialog.submit()
    seated(qtbot, entrance)
    return key


def complaint(dialog: QDialog) -> str:
    return dialog.complaint.text()


def at_the_roster(entrance: Entrance) -> RosterPage:
    """The roster, opened from the page a person starts on."""
    entrance.window.show_page("team")
    page = entrance.window.page()
    assert isinstance(page, RosterPage)
    return page


def test_a_first_start_with_a_keyring_ends_on_what_waits_for_the_person(
    qtbot: QtBot, enter: Callable[..., Entrance], with_keyring: FakeKeyring
) -> None:
    entrance = enter()
    dialog = asked(qtbot, entrance, FirstStart)
    assert not dialog.first.isVisible(), "a keyring needs no passphrase"
    founded(qtbot, entrance)
    assert isinstance(entrance.window.page(), InboxPage)
    assert entrance.seated.actor.name == "样例内勤"
    assert entrance.window.sidebar.under.text() == "黄宅镇"
    assert entrance.window.database.text() == "本机数据库 · office.db"


def test_the_day_of_the_empowerment_is_kept(
    qtbot: QtBot, enter: Callable[..., Entrance], with_keyring: FakeKeyring
) -> None:
    from desktop.services import unit

    entrance = enter()
    founded(qtbot, entrance)
    state = entrance.seated.office.ask(lambda work: unit.township(work, work.unit_id))
    assert state.since == date(2022, 7, 1)


def test_nothing_is_made_before_the_recovery_key_is_written_down(
    qtbot: QtBot, enter: Callable[..., Entrance], without_keyring: None, home: Path
) -> None:
    dialog = asked(qtbot, enter(), FirstStart)
    fill(dialog, PASSPHRASE)
    assert not dialog.go.isEnabled()
    dialog.leave.click()
    assert dialog.go.isEnabled()
    dialog.leave.click()
    assert list(home.glob("office.db*")) == []


def test_the_first_start_names_what_is_missing(
    qtbot: QtBot, enter: Callable[..., Entrance], without_keyring: None
) -> None:
    dialog = asked(qtbot, enter(), FirstStart)
    dialog.submit()
    assert "请选择乡镇" in complaint(dialog)
    dialog.township.setCurrentText("黄宅镇")
    dialog.submit()
    assert "保管人" in complaint(dialog)
    dialog.keeper.setText("样例内勤")
    dialog.empowered.editor.setText("2022-02-30")
    dialog.submit()
    assert "日历上没有这一天" in complaint(dialog)
    dialog.empowered.editor.setText("")
    dialog.submit()
    assert "口令至少 8 个字符" in complaint(dialog)


def test_the_saved_recovery_key_says_what_it_opens(
    qtbot: QtBot, enter: Callable[..., Entrance], without_keyring: None, tmp_path: Path
) -> None:
    dialog = asked(qtbot, enter(), FirstStart)
    fill(dialog, PASSPHRASE)
    dialog.recovery.save_to(tmp_path / "key.txt")
    text = (tmp_path / "key.txt").read_text("utf-8")
    assert "黄宅镇" in text
    assert all(group in text for group in dialog.recovery.key.split("-"))


def test_a_second_start_opens_by_the_keyring_and_asks_who_sits_down(
    qtbot: QtBot, enter: Callable[..., Entrance], with_keyring: FakeKeyring
) -> None:
    founded(qtbot, enter())
    again = enter()
    dialog = asked(qtbot, again, SeatDialog)
    assert "内勤" in dialog.list.currentItem().text(), "the one who sat here last is proposed"
    dialog.submit()
    seated(qtbot, again)
    assert isinstance(again.window.page(), InboxPage)


def test_a_wrong_passphrase_is_said_and_the_right_one_opens(
    qtbot: QtBot, enter: Callable[..., Entrance], without_keyring: None
) -> None:
    founded(qtbot, enter(), PASSPHRASE)
    again = enter()
    dialog = asked(qtbot, again, PassphraseDialog)
    dialog.first.setText("Wrong-2026")
    dialog.submit()
    qtbot.waitUntil(lambda: "口令不正确" in complaint(dialog), timeout=10_000)
    assert again.seated is None
    dialog.first.setText(PASSPHRASE)
    dialog.submit()
    asked(qtbot, again, SeatDialog).submit()
    seated(qtbot, again)


def test_the_recovery_key_opens_when_the_keyring_has_lost_its_key(
    qtbot: QtBot, enter: Callable[..., Entrance], with_keyring: FakeKeyring
) -> None:
    key = founded(qtbot, enter())
    with_keyring.kept.clear()
    again = enter()
    dialog = asked(qtbot, again, PassphraseDialog)
    assert "系统密钥环中没有本数据库的密钥" in dialog.said.text()
    dialog.first.setText(key.lower().replace("-", " "))
    dialog.submit()
    asked(qtbot, again, SeatDialog)


def test_a_damaged_file_is_named_with_a_way_out(
    qtbot: QtBot, enter: Callable[..., Entrance], with_keyring: FakeKeyring, home: Path
) -> None:
    founded(qtbot, enter())
    (home / "office.db").write_bytes(b"not a database" * 1000)
    for suffix in ("-wal", "-shm"):
        (home / f"office.db{suffix}").unlink(missing_ok=True)
    box = asked(qtbot, enter(), QMessageBox)
    assert str(home / "office.db") in box.text()
    assert "从备份恢复" in box.text()


def test_a_newer_database_is_refused_in_words(
    qtbot: QtBot, enter: Callable[..., Entrance], with_keyring: FakeKeyring, home: Path
) -> None:
    first = enter()
    founded(qtbot, first)
    key = first.seated.opened.keeper.key
    from desktop.store.engine import open_cipher

    raw = open_cipher(home / "office.db", key)
    raw.execute("UPDATE alembic_version SET version_num = 'zzzz'")
    raw.close()
    box = asked(qtbot, enter(), QMessageBox)
    assert "更新版本的程序" in box.text()


def test_a_sync_folder_is_refused_before_anything_is_asked(
    qtbot: QtBot, enter: Callable[..., Entrance], home: Path
) -> None:
    place = home / "OneDrive" / "office.db"
    box = asked(qtbot, enter(Wiring(str(place))), QMessageBox)
    assert "网盘同步文件夹" in box.text()
    assert not place.parent.exists()


def test_a_database_without_its_key_file_is_said_and_can_be_tried_again(
    qtbot: QtBot, enter: Callable[..., Entrance], with_keyring: FakeKeyring, home: Path
) -> None:
    founded(qtbot, enter())
    vault = vault_path(home / "office.db")
    aside = vault.with_name("aside")
    vault.rename(aside)
    entrance = enter()
    box = asked(qtbot, entrance, QMessageBox)
    assert "找不到密钥文件" in box.text()
    aside.rename(vault)
    next(one for one in box.buttons() if one.text() == "重试").click()
    asked(qtbot, entrance, SeatDialog)


def test_a_key_without_its_database_makes_no_empty_one(
    qtbot: QtBot, enter: Callable[..., Entrance], with_keyring: FakeKeyring, home: Path
) -> None:
    founded(qtbot, enter())
    for file in home.glob("office.db"):
        file.rename(home / "aside.db")
    box = asked(qtbot, enter(), QMessageBox)
    assert "找不到数据库文件" in box.text()
    assert not (home / "office.db").exists()


def test_a_first_start_killed_between_its_last_moves_is_finished(
    qtbot: QtBot, enter: Callable[..., Entrance], with_keyring: FakeKeyring, home: Path
) -> None:
    founded(qtbot, enter())
    vault = vault_path(home / "office.db")
    vault.rename(vault_path(home / "office.db.new"))
    asked(qtbot, enter(), SeatDialog)
    assert vault.exists()


def test_a_plain_sqlite_file_is_not_taken_for_a_database(
    qtbot: QtBot, enter: Callable[..., Entrance], with_keyring: FakeKeyring, home: Path
) -> None:
    founded(qtbot, enter())
    for file in home.glob("office.db*"):
        if file != vault_path(home / "office.db"):
            file.unlink()
    plain = sqlite3.connect(home / "office.db")
    plain.execute("CREATE TABLE person (id)")
    plain.commit()
    plain.close()
    box = asked(qtbot, enter(), QMessageBox)
    assert "密钥不符，或文件已损坏" in box.text()


def test_another_account_gets_pages_of_its_own(
    qtbot: QtBot, enter: Callable[..., Entrance], with_keyring: FakeKeyring
) -> None:
    entrance = enter()
    founded(qtbot, entrance)
    before = at_the_roster(entrance)
    assert any(one.label == "切换账号" for one in entrance.window.commands())
    entrance.window.top.switch.click()
    dialog = asked(qtbot, entrance, SeatDialog)
    dialog.words.setText("系统管理员")
    with qtbot.waitSignal(entrance.entered, timeout=10_000):
        dialog.submit()
    page = at_the_roster(entrance)
    assert page is not before
    assert not page.new.isEnabled(), "an administrator enters no people"
    assert "系统管理员" in entrance.window.top.person.text()


def test_leaving_the_choice_of_another_account_changes_nothing(
    qtbot: QtBot, enter: Callable[..., Entrance], with_keyring: FakeKeyring
) -> None:
    entrance = enter()
    founded(qtbot, entrance)
    before = entrance.window.page()
    entrance.ask_switch()
    asked(qtbot, entrance, SeatDialog).leave.click()
    assert entrance.window.isVisible()
    assert entrance.window.page() is before


def test_unsaved_work_is_asked_about_before_another_account(
    qtbot: QtBot, enter: Callable[..., Entrance], with_keyring: FakeKeyring
) -> None:
    entrance = enter()
    founded(qtbot, entrance)
    page = at_the_roster(entrance)
    page.start_new()
    qtbot.waitUntil(lambda: page.form.form is not None, timeout=10_000)
    page.form.form.boxes["name"].editor.setText("单雄信")
    page.form.form.boxes["name"].editor.edited.emit()
    qtbot.waitUntil(lambda: bool(page.unsaved()), timeout=5000)
    entrance.ask_switch()
    boxes = entrance.window.findChildren(QMessageBox)
    assert any("尚未保存" in box.text() for box in boxes)


def test_a_draft_waits_for_the_account_that_typed_it(
    qtbot: QtBot, enter: Callable[..., Entrance], with_keyring: FakeKeyring
) -> None:
    first = enter()
    founded(qtbot, first)
    first.seated.drafts.keep("person:new", {"name": "单雄信"}, None, "2026-11-23 09:25")
    first.seated.drafts.settle()
    again = enter()
    asked(qtbot, again, SeatDialog).submit()
    seated(qtbot, again)
    assert again.seated.drafts.waiting()["person:new"].texts == {"name": "单雄信"}


def test_the_key_of_the_database_never_stands_in_a_file(
    qtbot: QtBot, enter: Callable[..., Entrance], with_keyring: FakeKeyring, home: Path
) -> None:
    entrance = enter()
    recovery = founded(qtbot, entrance)
    keeper = entrance.seated.opened.keeper
    secrets = (recovery.encode(), keeper.key, keeper.key.hex().encode())
    for file in home.rglob("*"):
        data = file.read_bytes() if file.is_file() else b""
        assert [one for one in secrets if one in data] == [], file


def test_opening_by_hand_finds_what_the_first_start_made(
    qtbot: QtBot, enter: Callable[..., Entrance], without_keyring: None, home: Path
) -> None:
    founded(qtbot, enter(), PASSPHRASE)
    vault = keys.open_by_passphrase(vault_path(home / "office.db"), PASSPHRASE)
    office = open_local(home / "office.db", vault.subkey("database"))
    from desktop.services import account

    assert [actor.role.label for actor, _ in office.ask(account.actors)] == ["系统管理员", "内勤"]
    office.database.close()


@pytest.mark.parametrize("keyring_there", [True, False], ids=["keyring", "passphrase"])
def test_the_first_start_fits_and_every_input_has_a_name(
    qtbot: QtBot,
    enter: Callable[..., Entrance],
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    keyring_there: bool,
) -> None:
    monkeypatch.setattr(keys, "keyring_available", lambda: keyring_there)
    dialog = asked(qtbot, enter(), FirstStart)
    for _ in range(2):
        qtbot.wait(50)
        assert dialog.height() <= 700, "a screen of 768 pixels must hold it"
        assert [text for text in clipped(dialog) if "\n" not in text] == []
        assert unnamed(dialog) == []
        fill(dialog, PASSPHRASE)


def test_a_start_while_another_window_is_open_brings_that_one_forward(
    qtbot: QtBot, tmp_path: Path
) -> None:
    first, called = Single(tmp_path), []
    assert first.is_first()
    first.listen(lambda: called.append(True))
    program = (
        "import sys; from pathlib import Path; from desktop.views.start import start\n"
        "class House:\n"
        f"    folder = logs = Path({str(tmp_path)!r})\n"
        "    sample = shared = False\n"
        "sys.exit(start(House()))"
    )
    command = [sys.executable, "-c", program]
    second = subprocess.Popen(command)
    qtbot.waitUntil(lambda: called == [True], timeout=20_000)
    assert second.wait(20) == 0
    first.release()


@pytest.fixture
def clerks_url(server_url: str, founded_database: str) -> Iterator[str]:
    """A shared database as a clerk's workstation is told of it: without the password."""
    url = new_database(server_url, template=founded_database)
    personal = make_url(url)._replace(username="clerk@黄宅镇", password=None)
    yield personal.render_as_string().replace("+psycopg", "")
    drop_database(url)


def test_the_shared_database_asks_for_the_password_once(
    qtbot: QtBot, enter: Callable[..., Entrance], with_keyring: FakeKeyring, clerks_url: str
) -> None:
    first = enter(Wiring(clerks_url))
    dialog = asked(qtbot, first, PasswordDialog)
    dialog.line.setText("Wrong-2026")
    dialog.submit()
    qtbot.waitUntil(lambda: "口令不正确" in complaint(dialog), timeout=20_000)
    dialog.line.setText(PASSWORD)
    dialog.submit()
    seated(qtbot, first)
    assert "clerk@黄宅镇" in first.seated.actor.login
    assert first.window.database.text().startswith("共享数据库 · ")
    assert not first.window.top.switch.isVisible(), "a login is one person"
    again = enter(Wiring(clerks_url))
    seated(qtbot, again)
    first.close()
    again.close()


def test_a_changed_password_is_asked_for_again(
    qtbot: QtBot, enter: Callable[..., Entrance], with_keyring: FakeKeyring, clerks_url: str
) -> None:
    shared_login.remember(clerks_url, "Outdated-2025")
    dialog = asked(qtbot, enter(Wiring(clerks_url)), PasswordDialog)
    assert "口令不正确" in complaint(dialog)


def test_a_server_out_of_reach_is_said_with_a_way_to_try_again(
    qtbot: QtBot, enter: Callable[..., Entrance], with_keyring: FakeKeyring
) -> None:
    url = "postgresql://clerk@no.such.host.invalid/county"
    shared_login.remember(url, "Sample-2026")
    box = asked(qtbot, enter(Wiring(url)), QMessageBox)
    assert "暂时连不上数据库" in box.text()
    assert [one.text() for one in box.buttons()] == ["重试", "退出"]
