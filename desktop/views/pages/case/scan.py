"""A stored scan or photo, shown as it was put into the case."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.services import content
from desktop.views.kit.desk import Desk
from desktop.views.kit.dialogs import warning
from desktop.views.kit.paper_dialog import PaperDialog

_SIZE = QSize(900, 640)


class PictureDialog(QDialog):
    """One picture, as wide as the window."""

    def __init__(self, parent: QWidget, picture: QPixmap, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(_SIZE)
        shown, area = QLabel(), QScrollArea()
        wide = min(picture.width(), _SIZE.width() - 40)
        shown.setPixmap(picture.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation))
        shown.setAccessibleName(title)
        area.setWidget(shown)
        area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        body = QVBoxLayout(self)
        body.setContentsMargins(10, 10, 10, 10)
        body.addWidget(area)


def show_scan(owner: QWidget, desk: Desk, key: UUID, title: str) -> None:
    """Read it in the background and open it: a PDF in the viewer, a picture in its own window."""

    def show(data: bytes) -> None:
        if data.startswith(b"%PDF"):
            paper = PaperDialog(owner.window(), desk, title)
            paper.viewer.show_pdf(data, title)
            paper.open()
            return
        picture = QPixmap()
        if not picture.loadFromData(data):
            warning(owner, "这个文件不能在这里显示，请从案件附件中另存后打开。")
            return
        PictureDialog(owner.window(), picture, title).open()

    desk.ask(owner, lambda work: content.read(work, key), show, "scan")
