"""Out of the printer: on Linux the PDF itself goes to CUPS, elsewhere its pages as pictures."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.documents.preview import Pages, Picture
from desktop.documents.printing import SIDES, Options, print_paper, printers
from desktop.views.kit.desk import Desk
from desktop.views.kit.text import button, label

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtPrintSupport import QPrinter

DOTS_PER_INCH = 600


def print_pages(owner: QWidget, desk: Desk, pages: Pages, pdf: bytes, name: str) -> None:
    """Ask how, then print."""
    if sys.platform.startswith("linux"):
        desk.think(owner, printers, lambda known: PrintDialog(owner, desk, pdf, name, known).open())
    else:
        _print_pictures(owner, desk, pages, name)


class PrintDialog(QDialog):
    """Printer, copies, sides, pages: what `lp` takes; nothing is rasterised, duplex is kept."""

    def __init__(self, owner: QWidget, desk: Desk, pdf: bytes, name: str, known: list[str]) -> None:
        super().__init__(owner.window())
        self.setWindowTitle("打印")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(400)
        self._owner, self._desk, self._pdf, self._name = owner, desk, pdf, name
        self.printer, self.sides = QComboBox(), QComboBox()
        self.copies, self.range = QSpinBox(), QLineEdit()
        self.printer.addItem("系统默认打印机", None)
        for each in known:
            self.printer.addItem(each, each)
        for key, words in SIDES.items():
            self.sides.addItem(words, key)
        self.sides.setCurrentIndex(1)
        self.copies.setRange(1, 99)
        self.range.setPlaceholderText("全部，或如 1-3,5")
        self._lay_out()

    def options(self) -> Options:
        """What was chosen."""
        return Options(
            printer=self.printer.currentData(),
            copies=self.copies.value(),
            sides=self.sides.currentData(),
            pages=self.range.text().strip().replace("，", ",") or None,
        )

    def _lay_out(self) -> None:
        form = QFormLayout()
        rows = {
            "打印机": self.printer,
            "份数": self.copies,
            "单双面": self.sides,
            "页码": self.range,
        }
        for words, editor in rows.items():
            editor.setAccessibleName(words)
            form.addRow(words, editor)
        line, agree, back = QHBoxLayout(), button("打印", primary=True), button("返回")
        agree.clicked.connect(self._print)
        back.clicked.connect(self.reject)
        for part in (back, agree):
            line.addWidget(part)
        line.insertStretch(0)
        body = QVBoxLayout(self)
        body.setContentsMargins(18, 16, 18, 14)
        body.setSpacing(12)
        body.addWidget(label(self._name, "h2", wraps=True))
        body.addLayout(form)
        body.addLayout(line)

    def _print(self) -> None:
        work = partial(print_paper, self._pdf, self._name, self.options())
        said = self._desk.said
        self._desk.think(self._owner, work, lambda _: said.emit("已送打印机"))
        self.accept()


def _print_pictures(owner: QWidget, desk: Desk, pages: Pages, name: str) -> None:
    """Windows: the system's own dialog, then one page at a time."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    printer.setFullPage(True)
    printer.setResolution(DOTS_PER_INCH)
    printer.setFromTo(1, pages.count)
    dialog = QPrintDialog(printer, owner.window())
    dialog.setMinMax(1, pages.count)
    if dialog.exec():  # The system's own dialog runs its own loop.
        PicturePrint(owner, desk, pages, printer).start()


class PicturePrint:
    """Draws page after page onto a printer; each picture is made off the window's thread."""

    def __init__(self, owner: QWidget, desk: Desk, pages: Pages, printer: QPrinter) -> None:
        self._owner, self._desk, self._pages, self._printer = owner, desk, pages, printer
        first, last = printer.fromPage() or 1, printer.toPage() or pages.count
        self._waiting = list(range(first - 1, last))
        self._painter: QPainter | None = None

    def start(self) -> None:
        """Print the chosen pages."""
        from PySide6.QtGui import QPainter

        from desktop.views.kit.dialogs import warning

        self._painter = QPainter()
        if not self._painter.begin(self._printer):
            warning(self._owner, "打印机没有响应，请检查打印机后重试，文书没有改变。")
            return
        self._next()

    def _next(self) -> None:
        if not self._waiting:
            if self._painter is not None:
                self._painter.end()
            self._desk.said.emit("已送打印机")
            return
        page = self._waiting.pop(0)
        draw = partial(self._pages.picture_at, page, self._printer.resolution())
        self._desk.think(self._owner, draw, self._put)

    def _put(self, picture: Picture) -> None:
        from desktop.views.kit.pages_view import as_image

        if self._painter is None:
            return
        self._painter.drawImage(0, 0, as_image(picture))
        if self._waiting:
            self._printer.newPage()
        self._next()
