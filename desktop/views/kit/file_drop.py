"""A file chosen or dropped (the scan of a signed paper, a photo)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout

from desktop.errors import WorkError
from desktop.services.content import LARGEST
from desktop.values import FieldError
from desktop.views.kit.badge import GLYPHS
from desktop.views.kit.own_editor import OwnEditor
from desktop.views.kit.text import button, label, restyle

SCANS = (".pdf", ".jpg", ".jpeg", ".png")


class FileDrop(OwnEditor):
    """The value is the path, or None; it is read only when the form is sent.

    Files whose ending is `registered` are not stored and may be of any size.
    """

    def __init__(
        self, name: str, endings: Sequence[str] = SCANS, registered: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self._name, self._endings = name, (*endings, *registered)
        self._registered = tuple(registered)
        self._path: Path | None = None
        self.setAcceptDrops(True)
        self.frame = QFrame()
        self.frame.setObjectName("drop")
        self.shown = label("", wraps=True)
        self.choose, self.clear = button("选择文件…", "folder-open"), button("移去")
        self.choose.setAccessibleName(f"选择文件：{name}")
        self.clear.setAccessibleName(f"移去：{name}")
        self.choose.clicked.connect(self.ask)
        self.clear.clicked.connect(lambda: self._take(None))
        self.setFocusProxy(self.choose)
        line = QHBoxLayout(self.frame)
        line.setContentsMargins(12, 8, 8, 8)
        line.addWidget(self.shown, 1)
        line.addWidget(self.clear)
        line.addWidget(self.choose)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(self.frame)
        self._show()

    def value(self) -> Path | None:
        """The path; FieldError when the file is of another kind, too large or gone."""
        path = self._path
        if path is None:
            return None
        if path.suffix.lower() not in self._endings:
            kinds = "、".join(one.removeprefix(".").upper() for one in self._endings)
            raise FieldError(f"{self._name}应为 {kinds} 文件")
        try:
            size = path.stat().st_size
        except OSError:
            raise FieldError(f"找不到文件“{path.name}”，请重新选择") from None
        if size > LARGEST and path.suffix.lower() not in self._registered:
            raise FieldError(f"文件 {size >> 20} MB，超过 {LARGEST >> 20} MB 的上限")
        return path

    def text(self) -> str:
        """The path as a draft keeps it."""
        return str(self._path or "")

    def fill(self, value: Any) -> None:
        """Show a file."""
        self._path = value
        self._show()

    def restore(self, text: str) -> None:
        """Show it again."""
        self.fill(Path(text) if text else None)

    def ask(self) -> QFileDialog:
        """Choose a file."""
        wanted = " ".join(f"*{one}" for one in self._endings)
        dialog = QFileDialog(self.window(), self._name, "", f"{self._name} ({wanted})")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self._take(Path(path)))
        dialog.open()
        return dialog

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file of this computer may be dropped."""
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take it."""
        event.acceptProposedAction()
        self._take(Path(event.mimeData().urls()[0].toLocalFile()))

    def _take(self, path: Path | None) -> None:
        self._path = path
        self._show()
        self.edited.emit()
        self.left.emit()

    def _show(self) -> None:
        path = self._path
        self.shown.setText(f"{GLYPHS['ok']} {path.name}" if path else "把文件拖到这里，或者")
        restyle(self.shown, state="ok" if path else "hint")
        self.clear.setVisible(path is not None)


def read_bytes(path: Path) -> bytes:
    """The file, read where waiting does no harm (inside a deed); WorkError in words."""
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or "读取失败"
        raise WorkError(f"不能读取文件“{path.name}”：{reason}。请检查后重新选择。") from error
