"""A paper in a window of its own, over the page it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desktop.views.kit.desk import Desk
from desktop.views.kit.dialogs import window_of
from desktop.views.kit.text import label
from desktop.views.kit.viewer import Viewer

_SIZE = QSize(900, 640)


class PaperDialog(QDialog):
    """Shows the bytes it is given and no others; `said` tells what they are."""

    def __init__(self, parent: QWidget | None, desk: Desk, title: str, said: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(_SIZE)
        self.viewer = Viewer(desk)
        body = QVBoxLayout(self)
        body.setContentsMargins(16, 12, 16, 12)
        body.setSpacing(8)
        if said:
            body.addWidget(label(said, "muted", wraps=True))
        body.addWidget(self.viewer, 1)
        QShortcut(QKeySequence.StandardKey.Close, self).activated.connect(self.reject)


def show_paper(
    owner: QWidget, desk: Desk, read: Callable[[Any], bytes], title: str, said: str = ""
) -> None:
    """Read a paper in the background and open it."""

    def show(pdf: bytes) -> None:
        dialog = PaperDialog(window_of(owner), desk, title, said)
        dialog.viewer.show_pdf(pdf, title)
        dialog.open()

    desk.ask(owner, read, show, "paper")
