"""A database file lies on this machine's own disk, or it is refused with the reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.errors import WorkError
from desktop.store import engine
from desktop.store.place import refuse_unsafe_place

MOUNTS = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:40 / /mnt/share rw - cifs //server/share rw
31 22 0:41 / /mnt/two\\040words rw - nfs4 server:/two rw
32 22 0:42 / /srv/disk rw - ext4 /dev/sdb1 rw
33 22 0:43 / /srv/disk/remote rw - fuse.sshfs host: rw
34 22 0:44 / /srv/twice rw - ext4 /dev/sdc1 rw
35 34 0:45 / /srv/twice rw - nfs server:/twice rw
"""


@pytest.fixture
def mounts(tmp_path: Path) -> Path:
    path = tmp_path / "mountinfo"
    path.write_text(MOUNTS, "utf-8")
    return path


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/mnt/share/office.db", "网络文件系统（cifs）"),
        ("/mnt/two words/a/office.db", "网络文件系统（nfs4）"),
        ("/srv/disk/remote/office.db", "网络文件系统（fuse.sshfs）"),
        ("/srv/twice/office.db", "网络文件系统（nfs）"),
        ("//server/share/office.db", "网络共享路径"),
        ("\\\\server\\share\\office.db", "网络共享路径"),
        ("/home/x/OneDrive - 浦江县/office.db", "网盘同步文件夹“OneDrive - 浦江县”"),
        ("/home/x/坚果云/office.db", "网盘同步文件夹“坚果云”"),
        ("/home/x/Nutstore Files/office.db", "网盘同步文件夹"),
        ("/home/x/WPS云盘/office.db", "网盘同步文件夹"),
        ("/home/x/BaiduSyncdisk/office.db", "网盘同步文件夹"),
        ("/home/x/Dropbox/a/b/office.db", "网盘同步文件夹"),
    ],
)
def test_a_shared_or_synchronised_place_is_refused_with_the_reason(
    mounts: Path, path: str, reason: str
) -> None:
    with pytest.raises(WorkError) as refused:
        refuse_unsafe_place(Path(path), mounts)
    assert reason in str(refused.value)
    assert "PostgreSQL" in str(refused.value)


@pytest.mark.parametrize(
    "path", ["/home/x/office.db", "/srv/disk/office.db", "/mnt/shared/office.db"]
)
def test_an_own_disk_is_fine(mounts: Path, path: str) -> None:
    refuse_unsafe_place(Path(path), mounts)


def test_a_link_into_a_synchronised_folder_is_seen_through(tmp_path: Path, mounts: Path) -> None:
    (tmp_path / "OneDrive").mkdir()
    (tmp_path / "office").symlink_to(tmp_path / "OneDrive")
    with pytest.raises(WorkError, match="OneDrive"):
        refuse_unsafe_place(tmp_path / "office" / "office.db", mounts)


def test_a_onedrive_folder_of_another_name_is_known_from_windows(
    tmp_path: Path, mounts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "办公文件"))
    with pytest.raises(WorkError, match="OneDrive 同步文件夹"):
        refuse_unsafe_place(tmp_path / "办公文件" / "office.db", mounts)


def test_opening_a_database_there_is_refused_before_a_file_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "坚果云"
    folder.mkdir()
    with pytest.raises(WorkError, match="坚果云"):
        engine.local_engine(folder / "office.db", bytes(32))
    assert list(folder.iterdir()) == []
