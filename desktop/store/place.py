"""Where a local database may lie: on a disk of this machine, in no synchronised folder."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path, PurePath

from desktop.errors import WorkError

_REMOTE = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "fuse.davfs", "davfs", "afs")
_SYNCED = (
    "onedrive",
    "坚果云",
    "nutstore",
    "dropbox",
    "百度网盘",
    "baidusyncdisk",
    "baidunetdisk",
    "wps云盘",
    "wpsdrive",
    "icloud",
    "google drive",
    "googledrive",
    "微云",
    "阿里云盘",
    "腾讯微云",
    "nextcloud",
    "syncthing",
)
_DRIVE_REMOTE = 4


def refuse_unsafe_place(path: Path) -> None:
    """Raise WorkError when a database at `path` would be shared or synchronised as a file.

    Two machines writing one SQLite file over a network lose data; sharing means PostgreSQL.
    """
    reason = _reason(path)
    if reason:
        raise WorkError(
            f"不能把数据库放在{reason}：{path}。多台电脑共用请改用共享数据库（PostgreSQL）；"
            "单机使用请选择本机硬盘上的普通文件夹。"
        )


def _reason(path: Path) -> str | None:
    text = str(path)
    if text.startswith(("\\\\", "//")):
        return "网络共享路径"
    for part in PurePath(text).parts:
        if any(part.lower().startswith(name) for name in _SYNCED):
            return f"网盘同步文件夹“{part}”"
    if sys.platform == "win32":
        kind = ctypes.windll.kernel32.GetDriveTypeW(str(path.resolve().anchor))
        return "映射的网络驱动器" if kind == _DRIVE_REMOTE else None
    kind_name = _file_system(path)
    return f"网络文件系统（{kind_name}）" if kind_name in _REMOTE else None


def _file_system(path: Path, mounts: Path = Path("/proc/self/mountinfo")) -> str:
    """The type of the file system that holds `path`: the longest mount point above it."""
    try:
        lines = mounts.read_text("utf-8").splitlines()
    except OSError:
        return ""
    real = path.resolve()
    best, kind = -1, ""
    for line in lines:
        before, _, after = line.partition(" - ")
        point = Path(before.split()[4].replace("\\040", " "))
        if real.is_relative_to(point) and len(point.parts) > best:
            best, kind = len(point.parts), after.split()[0]
    return kind
