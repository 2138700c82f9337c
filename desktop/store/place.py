"""Where a local database may lie: on a disk of this machine, in no synchronised folder."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path, PurePath

from desktop.errors import WorkError

_MOUNTS = Path("/proc/self/mountinfo")
_REMOTE = (
    *("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "davfs"),
    *("fuse.sshfs", "fuse.davfs2", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.onedriver"),
)
_SYNCED = (
    *("onedrive", "坚果云", "nutstore", "dropbox", "icloud", "google drive", "googledrive"),
    *("百度网盘", "百度云", "baidusyncdisk", "baidunetdisk", "wps云盘", "wpsdrive", "wps cloud"),
    *("微云", "腾讯微云", "阿里云盘", "天翼云盘", "115网盘", "nextcloud", "owncloud", "syncthing"),
)
_SYNC_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_DRIVE_REMOTE = 4  # GetDriveTypeW


def refuse_unsafe_place(path: Path, mounts: Path = _MOUNTS) -> None:
    """Raise WorkError when a database at `path` would be shared or synchronised as a file.

    Two machines writing one SQLite file over a network lose data; sharing means PostgreSQL.
    """
    reason = _reason(path, mounts)
    if reason:
        raise WorkError(
            f"不能把数据库放在{reason}：{path}。多台电脑共用请改用共享数据库（PostgreSQL）；"
            "单机使用请选择本机硬盘上的普通文件夹。"
        )


def _reason(path: Path, mounts: Path) -> str | None:
    if str(path).startswith(("\\\\", "//")):
        return "网络共享路径"
    real = path.resolve()
    for part in (*PurePath(path).parts, *real.parts):
        if part.lower().startswith(_SYNCED):
            return f"网盘同步文件夹“{part}”"
    if _below_synced_variable(real):
        return "OneDrive 同步文件夹"
    if sys.platform == "win32":
        kind = ctypes.windll.kernel32.GetDriveTypeW(str(real.anchor))
        return "映射的网络驱动器" if kind == _DRIVE_REMOTE else None
    name = _file_system(real, mounts)
    return f"网络文件系统（{name}）" if name in _REMOTE else None


def _below_synced_variable(real: Path) -> bool:
    """OneDrive's folder may have any name; Windows tells it to every process."""
    folders = (os.environ.get(name) for name in _SYNC_VARIABLES)
    return any(folder and real.is_relative_to(Path(folder).resolve()) for folder in folders)


def _file_system(real: Path, mounts: Path) -> str:
    """The type of the file system that holds `real`: the longest mount point above it.

    Of two mounts on one point the later one hides the earlier (proc(5), mountinfo).
    """
    try:
        lines = mounts.read_text("utf-8").splitlines()
    except OSError:
        return ""
    best, kind = -1, ""
    for line in lines:
        before, _, after = line.partition(" - ")
        point = Path(before.split()[4].replace("\\040", " "))
        if real.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), after.split()[0]
    return kind
