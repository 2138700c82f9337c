"""What the window remembers for a person at this workstation: sizes, columns, light or dark.

Nothing else goes here: settings of the work live in the database or the workstation's TOML.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings


def remembered() -> QSettings:
    """The one small file of window settings (INI, in the person's own folder)."""
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "zhifatai", "window")


def remember_in(folder: Path) -> None:
    """Keep window settings in another folder from now on (pictures leave the person's alone)."""
    scope = QSettings.Scope.UserScope
    QSettings.setPath(QSettings.Format.IniFormat, scope, str(folder))


def chosen_dark() -> bool | None:
    """Dark or light as the person chose here; None = follow the system."""
    return {"dark": True, "light": False}.get(str(remembered().value("theme", "")))
