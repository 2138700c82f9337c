"""Backups are whole while others write, checked before they count, and come back."""

from __future__ import annotations

import random
import shutil
import threading
from pathlib import Path

import pytest
from deeds import adding, names, owner
from local_bench import KEY
from office import Office

from desktop.errors import WorkError
from desktop.store import backup, engine
from desktop.store.vault_file import WrongPassphrase, vault_path


@pytest.fixture
def saved(local_office: Office, tmp_path: Path) -> Path:
    """A backup of a county with one person in it."""
    local_office.do(adding("单雄信"))
    target = tmp_path / "backup" / "copy.db"
    backup.back_up(tmp_path / "office.db", KEY, target)
    return target


def people(path: Path) -> list[str]:
    opened = engine.reading_engine(path, KEY)
    try:
        return names(opened)
    finally:
        opened.dispose()


def test_a_backup_holds_what_was_there_and_is_one_file(saved: Path) -> None:
    assert people(saved) == ["单雄信"]
    assert [file.name for file in saved.parent.iterdir()] == ["copy.db"]


def test_a_backup_takes_the_vault_file_with_it(local_office: Office, tmp_path: Path) -> None:
    vault_path(tmp_path / "office.db").write_text("vault", "utf-8")
    target = tmp_path / "copy.db"
    report = backup.back_up(tmp_path / "office.db", KEY, target)
    assert vault_path(target).read_text("utf-8") == "vault"
    assert report.rows >= 1
    assert report.entries > 50


def test_backups_while_others_write_are_all_sound(local_office: Office, tmp_path: Path) -> None:
    stop, failed = threading.Event(), []

    def write(at: int) -> None:
        turn = 0
        try:
            while not stop.is_set():
                local_office.do(adding(f"样例{at}-{turn:05}", "案" * 300))
                turn += 1
        except Exception as error:
            failed.append(error)

    writers = [threading.Thread(target=write, args=(at,)) for at in range(3)]
    for one in writers:
        one.start()
    sizes = []
    for turn in range(5):
        target = tmp_path / f"copy{turn}.db"
        assert backup.back_up(tmp_path / "office.db", KEY, target).faults == ()
        sizes.append(len(people(target)))
    stop.set()
    for one in writers:
        one.join()
    assert failed == []
    assert sizes == sorted(sizes)
    assert sizes[-1] > sizes[0]


def test_a_backup_comes_back_and_what_was_there_is_kept(
    local_office: Office, saved: Path, tmp_path: Path
) -> None:
    local_office.do(adding("毛海燕"))
    owner(local_office).dispose()
    aside = backup.restore(saved, KEY, tmp_path / "office.db")
    assert names(owner(local_office)) == ["单雄信"]
    assert aside is not None
    assert people(aside) == ["单雄信", "毛海燕"]


def test_a_backup_replaces_a_database_that_can_no_longer_be_opened(
    local_office: Office, saved: Path, tmp_path: Path
) -> None:
    owner(local_office).dispose()
    broken = tmp_path / "office.db"
    broken.write_bytes(b"\0" * 8192)
    assert backup.restore(saved, KEY, broken) is not None
    assert people(broken) == ["单雄信"]


def test_a_database_in_use_is_not_restored_under_its_user(
    local_office: Office, saved: Path, tmp_path: Path
) -> None:
    local_office.do(adding("毛海燕"))
    with pytest.raises(WorkError, match="先退出执法台"):
        backup.restore(saved, KEY, tmp_path / "office.db")
    assert names(owner(local_office)) == ["单雄信", "毛海燕"]


def test_a_backup_goes_to_a_machine_that_has_no_database_yet(saved: Path, tmp_path: Path) -> None:
    assert backup.restore(saved, KEY, tmp_path / "new" / "office.db") is None
    assert people(tmp_path / "new" / "office.db") == ["单雄信"]


def test_every_flipped_bit_is_found(saved: Path, tmp_path: Path) -> None:
    dice, whole = random.Random(20260504), saved.read_bytes()
    for _ in range(25):
        content = bytearray(whole)
        content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
        damaged = tmp_path / "damaged.db"
        damaged.write_bytes(content)
        try:
            assert backup.verify(damaged, KEY).faults
        except WorkError as error:
            assert "损坏" in str(error)


def test_a_damaged_backup_is_not_restored(
    local_office: Office, saved: Path, tmp_path: Path
) -> None:
    owner(local_office).dispose()
    content = bytearray(saved.read_bytes())
    content[len(content) // 2] ^= 1
    saved.write_bytes(content)
    with pytest.raises(WorkError, match=r"未通过校验.*现有数据库没有改动"):
        backup.restore(saved, KEY, tmp_path / "office.db")
    assert names(owner(local_office)) == ["单雄信"]


def test_a_damaged_database_gives_no_backup(founded_file: Path, tmp_path: Path) -> None:
    source = Path(shutil.copyfile(founded_file, tmp_path / "office.db"))
    content = bytearray(source.read_bytes())
    content[-100] ^= 1
    source.write_bytes(content)
    with pytest.raises(WorkError, match=r"损坏|未通过校验"):
        backup.back_up(source, KEY, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()


def test_verifying_changes_nothing(saved: Path) -> None:
    before = saved.read_bytes()
    assert backup.verify(saved, KEY).faults == ()
    assert saved.read_bytes() == before
    assert [file.name for file in saved.parent.iterdir()] == ["copy.db"]


def test_a_missing_file_is_named_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(WorkError, match=r"找不到.*gone\.db"):
        backup.verify(tmp_path / "gone.db", KEY)
    with pytest.raises(WorkError, match=r"找不到.*gone\.db"):
        backup.back_up(tmp_path / "gone.db", KEY, tmp_path / "copy.db")
    assert list(tmp_path.iterdir()) == []


def test_a_backup_onto_itself_is_refused(local_office: Office, tmp_path: Path) -> None:
    with pytest.raises(WorkError, match="数据库本身"):
        backup.back_up(tmp_path / "office.db", KEY, tmp_path / "office.db")


def test_a_folder_that_cannot_be_written_is_named(founded_file: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(WorkError, match="无法写入文件夹"):
        backup.back_up(founded_file, KEY, tmp_path / "file" / "copy.db")


def test_another_key_opens_no_backup(saved: Path) -> None:
    with pytest.raises(WrongPassphrase):
        backup.verify(saved, bytes(32))
