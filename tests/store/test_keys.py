"""Keys: each way to open a vault, what is said when it does not open, nothing in plain text."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

from desktop.commands.opening import open_local
from desktop.errors import WorkError
from desktop.store import engine, keys, passwords, vault_file
from desktop.store.vault_file import WrongPassphrase, vault_path

PASSPHRASE = "Pujiang-2026"
RECOVERY = "ABCD-EFGH-IJKL-MNOP-QRST-UVWX-YZ23-4567"


class OfficeKeyring(KeyringBackend):
    """Stands for the operating system's; forgets everything with the test."""

    __module__ = "keyring.backends.SecretService"
    priority = 1.0
    locked = False

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked("locked")
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise KeyringLocked("locked")
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        raise PasswordDeleteError


@pytest.fixture
def ring() -> Iterator[OfficeKeyring]:
    before = keyring.get_keyring()
    made = OfficeKeyring()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, keys.Vault]:
    path = tmp_path_factory.mktemp("vault") / "office.db.vault.json"
    return path, keys.create(path, PASSPHRASE, RECOVERY)


def test_passphrase_and_recovery_key_open_the_same_vault(sealed: tuple[Path, keys.Vault]) -> None:
    path, vault = sealed
    assert keys.open_by_passphrase(path, PASSPHRASE) == vault
    assert keys.open_by_recovery_key(path, RECOVERY) == vault
    assert keys.needs_passphrase(path)


def test_a_recovery_key_may_be_typed_as_people_type(sealed: tuple[Path, keys.Vault]) -> None:
    path, vault = sealed
    typed = "ａbcd efgh ijkl mnop—qrst uvwx  yz23 4567"
    assert keys.open_by_recovery_key(path, typed) == vault


def test_full_width_signs_of_an_input_method_are_the_same_passphrase(
    sealed: tuple[Path, keys.Vault],
) -> None:
    path, vault = sealed
    assert keys.open_by_passphrase(path, "Ｐujiang-２０２６") == vault


def test_a_wrong_passphrase_is_said_and_so_is_a_wrong_recovery_key(
    sealed: tuple[Path, keys.Vault],
) -> None:
    path, _ = sealed
    with pytest.raises(WrongPassphrase, match="口令不正确，数据没有改动"):
        keys.open_by_passphrase(path, "Pujiang-2027")
    with pytest.raises(WrongPassphrase, match="共八组"):
        keys.open_by_recovery_key(path, RECOVERY.replace("A", "B"))


def test_uses_have_keys_of_their_own(sealed: tuple[Path, keys.Vault]) -> None:
    _, vault = sealed
    made = {vault.subkey(use) for use in ("database", "drafts", "offline")}
    assert len(made | {vault.key}) == 4
    assert vault.subkey("database") == vault.subkey("database")


def test_a_vault_never_shows_its_key(sealed: tuple[Path, keys.Vault]) -> None:
    _, vault = sealed
    assert vault.key.hex() not in repr(vault)
    assert repr(vault.key) not in repr(vault)


def test_the_keyring_opens_without_asking(ring: OfficeKeyring, tmp_path: Path) -> None:
    path = tmp_path / "x.vault.json"
    vault = keys.create(path, None, RECOVERY)
    assert keys.open_by_keyring(path) == vault
    assert not keys.needs_passphrase(path)


def test_a_locked_keyring_does_not_open_and_takes_no_key(
    ring: OfficeKeyring, tmp_path: Path
) -> None:
    path = tmp_path / "x.vault.json"
    keys.create(path, None, RECOVERY)
    ring.locked = True
    assert keys.open_by_keyring(path) is None
    with pytest.raises(WorkError, match="改为设置口令"):
        keys.create(tmp_path / "y.vault.json", None, RECOVERY)
    assert not (tmp_path / "y.vault.json").exists()


def test_a_keyring_that_keeps_plain_files_does_not_count(tmp_path: Path) -> None:
    class PlaintextKeyring(OfficeKeyring):
        __module__ = "keyrings.alt.file"

    before = keyring.get_keyring()
    keyring.set_keyring(PlaintextKeyring())
    try:
        assert not keys.keyring_available()
        with pytest.raises(WorkError, match="密钥环不可用"):
            keys.create(tmp_path / "x.vault.json", None, RECOVERY)
    finally:
        keyring.set_keyring(before)


def test_a_changed_passphrase_opens_and_the_old_one_does_not(tmp_path: Path) -> None:
    path = tmp_path / "x.vault.json"
    vault = keys.create(path, PASSPHRASE, RECOVERY)
    keys.change_passphrase(path, vault, "Huangzhai-2026")
    assert keys.open_by_passphrase(path, "Huangzhai-2026") == vault
    with pytest.raises(WrongPassphrase):
        keys.open_by_passphrase(path, PASSPHRASE)
    assert keys.open_by_recovery_key(path, RECOVERY) == vault


@pytest.mark.parametrize("weak", ["Short1-", "alllowercase", "12345678", "lower1234"])
def test_a_weak_passphrase_is_refused(tmp_path: Path, weak: str) -> None:
    with pytest.raises(WorkError, match="至少8位"):
        keys.create(tmp_path / "x.vault.json", weak, RECOVERY)
    assert list(tmp_path.iterdir()) == []


def test_an_existing_vault_is_not_overwritten(sealed: tuple[Path, keys.Vault]) -> None:
    path, _ = sealed
    before = path.read_bytes()
    with pytest.raises(WorkError, match="密钥文件已存在"):
        keys.create(path, PASSPHRASE, RECOVERY)
    assert path.read_bytes() == before


def test_a_missing_vault_names_the_file_and_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(WorkError, match=r"gone\.vault\.json.*备份"):
        keys.open_by_passphrase(tmp_path / "gone.vault.json", PASSPHRASE)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{}",
        "[]",
        "null",
        "\x00\x01",
        '{"format": 1, "wraps": []}',
        '{"format": 1, "wraps": {"passphrase": "x"}}',
        '{"format": 1, "wraps": {"passphrase": {"salt": "?"}}}',
        '{"format": 1, "wraps": {"passphrase": {"salt": "AAAA", "nonce": "AAAA", "sealed": "A"}}}',
        '{"format": 1, "wraps": {"passphrase": {"salt": "AAAA", "nonce": "AAAA", "sealed": "AAAA"}}}',
    ],
)
def test_a_damaged_vault_is_said(tmp_path: Path, content: str) -> None:
    path = tmp_path / "x.vault.json"
    path.write_text(content, "utf-8")
    with pytest.raises(WorkError, match="密钥文件已损坏"):
        keys.open_by_passphrase(path, PASSPHRASE)


def test_a_newer_vault_asks_for_a_newer_program(tmp_path: Path) -> None:
    path = tmp_path / "x.vault.json"
    path.write_text('{"format": 2, "wraps": {}}', "utf-8")
    with pytest.raises(WorkError, match="安装新版"):
        keys.open_by_passphrase(path, PASSPHRASE)


@pytest.mark.parametrize("part", ["salt", "nonce", "sealed"])
def test_one_changed_bit_of_the_vault_does_not_open(
    sealed: tuple[Path, keys.Vault], tmp_path: Path, part: str
) -> None:
    content = json.loads(sealed[0].read_text("utf-8"))
    wrap = content["wraps"]["passphrase"]
    value = bytearray(base64.b64decode(wrap[part]))
    value[3] ^= 4
    wrap[part] = base64.b64encode(value).decode()
    path = tmp_path / "x.vault.json"
    path.write_text(json.dumps(content), "utf-8")
    with pytest.raises(WrongPassphrase):
        keys.open_by_passphrase(path, PASSPHRASE)


def test_no_key_passphrase_or_datum_lies_on_the_disk(tmp_path: Path) -> None:
    database = tmp_path / "office.db"
    vault = keys.create(vault_path(database), PASSPHRASE, RECOVERY)
    office = open_local(database, vault.subkey("database"))
    with office.database.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO deed VALUES (x'00', x'00', '金丝雀样例', 'canary', '2026')"
        )
    secrets = [vault.key, vault.subkey("database"), PASSPHRASE.encode(), RECOVERY.encode()]
    secrets += ["金丝雀样例".encode(), b"canary", b"SQLite format 3", b"CREATE TABLE"]
    forms = {
        form
        for secret in secrets
        for form in (secret, secret.hex().encode(), base64.b64encode(secret))
    }
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    found = [(file.name, form) for file in files for form in forms if form in file.read_bytes()]
    office.database.close()
    assert len(files) >= 2
    assert found == []


def test_a_wrong_key_does_not_open_the_database(founded_file: Path) -> None:
    with pytest.raises(WrongPassphrase, match="密钥不符"):
        engine.open_cipher(founded_file, bytes(32))


def test_the_sheet_has_the_key_the_database_and_what_to_do(tmp_path: Path) -> None:
    lines = "\n".join(keys.recovery_sheet(tmp_path / "office.db", RECOVERY, "2026年5月4日"))
    for words in (RECOVERY, "office.db", "2026年5月4日", "打印", "签名", "无法恢复"):
        assert words in lines


@given(st.binary(min_size=1, max_size=40))
def test_recovery_keys_differ_and_have_eight_groups_of_four(_: bytes) -> None:
    one, other = keys.new_recovery_key(), keys.new_recovery_key()
    assert one != other
    assert [len(group) for group in one.split("-")] == [4] * 8


@given(st.text(min_size=1, max_size=30))
def test_the_normal_form_of_a_password_is_stable(text: str) -> None:
    assert passwords.normal(passwords.normal(text)) == passwords.normal(text)


def test_a_half_written_vault_never_replaces_the_whole_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.vault.json"
    vault = keys.create(path, PASSPHRASE, RECOVERY)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(vault_file.json, "dump", full)
    with pytest.raises(WorkError, match="无法写入密钥文件"):
        keys.change_passphrase(path, vault, "Huangzhai-2026")
    assert keys.open_by_passphrase(path, PASSPHRASE) == vault
