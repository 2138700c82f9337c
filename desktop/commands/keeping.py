"""What the window may do with the database as a whole: back it up, check it, tell about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from urllib.parse import urlsplit

from desktop.commands.opening import law
from desktop.errors import WorkError
from desktop.settings import Settings
from desktop.store import backup
from desktop.values import CHINA

_SHARED = "共享数据库由管理员在服务器上备份（zhifatai server 与 PostgreSQL 自带工具）。"


@dataclass(frozen=True)
class Copy:
    """A backup file, and when it was made (China's time)."""

    path: Path
    at: datetime


@dataclass(frozen=True)
class Checked:
    """What a check looked at; sound when `faults` is empty. `path` is the file checked."""

    path: Path
    deeds: int
    entries: int
    faults: tuple[str, ...]


@dataclass(frozen=True)
class Keeper:
    """Looks after one database: a local file with its data key, or a shared one by its URL.

    `folder` is where the workstation's settings lie. All calls but `obstacle` take time.
    """

    target: str
    folder: Path
    path: Path | None = None
    key: bytes = b""
    sample: bool = False

    @property
    def obstacle(self) -> str:
        """Why the file cannot be backed up from here; empty = it can."""
        return "" if self.path is not None else _SHARED

    @property
    def name(self) -> str:
        """The database in a few words, for the status bar; never with a password."""
        if self.path is None:
            parts = urlsplit(self.target)
            return f"共享数据库 · {parts.hostname or '本机'}{parts.path}"
        return "样例县数据库" if self.sample else f"本机数据库 · {self.path.name}"

    def facts(self) -> list[tuple[str, str]]:
        """Label and value: version, place, law, licence."""
        place = str(self.path) if self.path else self.name
        engine = "SQLCipher（本机加密文件）" if self.path else "PostgreSQL（共享）"
        edition = law().edition.hash
        return [
            ("程序版本", f"执法台 {_version()}"),
            ("数据库", place),
            ("数据库类型", engine),
            ("法律数据版本", edition),
            ("许可", "Apache License 2.0；第三方组件按各自许可使用"),
        ]

    def proposed(self) -> Path | None:
        """The folder backups went to last, if it is still there."""
        told = Settings.load(self.folder).backup_folder
        return Path(told) if told and Path(told).is_dir() else None

    def back_up(self, folder: Path) -> Checked:
        """Write a verified backup into `folder`, and remember the folder."""
        path = self._file()
        stamp = datetime.now(CHINA).strftime("%Y%m%d-%H%M%S")
        target = folder / f"{path.stem}-备份-{stamp}{path.suffix}"
        try:
            report = backup.back_up(path, self.key, target)
        except OSError as error:
            reason = error.strerror or "磁盘不可写"
            raise WorkError(
                f"没有能写入 {folder}：{reason}。请检查剩余空间和权限，或换一个文件夹。"
            ) from error
        Settings.load(self.folder).but(backup_folder=str(folder)).save(self.folder)
        return Checked(target, report.rows, report.entries, report.faults)

    def check(self) -> Checked:
        """Check every page, reference and audit chain of the database in use."""
        path = self._file()
        report = backup.verify(path, self.key)
        return Checked(path, report.rows, report.entries, report.faults)

    def last(self) -> Copy | None:
        """The newest backup that can be found, made by hand or before an upgrade."""
        if self.path is None:
            return None
        folders = [self.path.parent / "backups"]
        if (chosen := self.proposed()) is not None:
            folders.append(chosen)
        found = [
            file
            for folder in folders
            for kind in ("备份", "升级前")
            for file in folder.glob(f"{self.path.stem}-{kind}-*{self.path.suffix}")
        ]
        newest = max(found, key=lambda file: file.stat().st_mtime, default=None)
        if newest is None:
            return None
        return Copy(newest, datetime.fromtimestamp(newest.stat().st_mtime, CHINA))

    def _file(self) -> Path:
        if self.path is None:
            raise WorkError(_SHARED)
        return self.path


def _version() -> str:
    try:
        return version("zhifatai")
    except PackageNotFoundError:
        return "（从源码运行）"
