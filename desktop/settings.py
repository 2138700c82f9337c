"""Settings of this workstation: one frozen dataclass, kept as TOML in the user's folder."""

from __future__ import annotations

import os
import sys
import tomllib
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from desktop.errors import WorkError

APPLICATION = "zhifatai"


def data_folder() -> Path:
    """Where this user's database, drafts and logs lie; `ZHIFATAI_HOME` overrides it."""
    if home := os.environ.get("ZHIFATAI_HOME"):
        return Path(home)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", "~")).expanduser() / APPLICATION
    return Path(os.environ.get("XDG_DATA_HOME", "~/.local/share")).expanduser() / APPLICATION


@dataclass(frozen=True)
class Settings:
    """`database` is a path or a PostgreSQL URL without password; `theme` light, dark, system."""

    database: str = ""
    account: str = ""
    theme: str = "system"
    backup_folder: str = ""

    @classmethod
    def load(cls, folder: Path | None = None) -> Settings:
        """Read them, or the defaults where none were saved; a broken file is named."""
        path = (folder or data_folder()) / "settings.toml"
        if not path.exists():
            return cls()
        try:
            values = tomllib.loads(path.read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise WorkError(
                f"设置文件已损坏：{path}（{error}）。请删除该文件后重新启动，将恢复默认设置。"
            ) from error
        known = {key: str(value) for key, value in values.items() if key in asdict(cls())}
        return replace(cls(), **known)

    def but(self, **changes: str) -> Settings:
        """The same settings with some changed."""
        return replace(self, **changes)

    def save(self, folder: Path | None = None) -> None:
        """Write the whole file, then swap it in."""
        place = folder or data_folder()
        place.mkdir(parents=True, exist_ok=True)
        lines = [f"{key} = {_quoted(value)}" for key, value in asdict(self).items()]
        fresh = place / "settings.toml.new"
        fresh.write_text("\n".join(lines) + "\n", "utf-8")
        fresh.replace(place / "settings.toml")


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
