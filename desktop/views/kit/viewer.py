"""A paper as it will be printed: the same bytes on screen, on paper and in the file."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.documents.preview import Pages
from desktop.documents.printing import open_with_system, unfold
from desktop.errors import WorkError
from desktop.views.kit.desk import Desk
from desktop.views.kit.dialogs import warning
from desktop.views.kit.pages_view import PagesView
from desktop.views.kit.printing import print_pages
from desktop.views.kit.text import button, label


class Viewer(QWidget):
    """Continuous pages with zoom, print, save, open elsewhere, copy text."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._pdf, self._name = desk, b"", ""
        self._pages: Pages | None = None
        self._held: list[Pages] = []
        self.destroyed.connect(partial(_close, self._held))
        self.view = PagesView(desk)
        self.print_ = button("打印", "printer", primary=True, keys="Ctrl+P")
        self.save = button("另存为…", "floppy-disk")
        self.elsewhere = button("用系统程序打开", "arrow-square-out")
        self.copy = button("复制文字", "copy")
        self.smaller, self.larger = button("－"), button("＋")
        self.fit = button("适合宽度")
        self.percent, self.turn = label("", "muted"), label("", "muted")
        self._lay_out()
        self._connect()
        self._enable()

    def show_pdf(self, pdf: bytes, name: str) -> None:
        """Open a paper; `name` is its title and the proposed file name (without .pdf)."""
        self._pdf, self._name = pdf, name
        self.view.setAccessibleDescription(name)
        self._desk.think(self, lambda: _open(pdf), self._opened, "open")

    def save_to(self, path: Path) -> None:
        """Write the very bytes that are shown."""
        try:
            path.write_bytes(self._pdf)
        except OSError as error:
            reason = error.strerror or "磁盘不可写"
            warning(self, f"没有能保存到 {path}：{reason}。请换一个文件夹，或检查剩余空间。")
            return
        self._desk.said.emit(f"已另存为 {path}")

    def copy_text(self) -> None:
        """The words of the page in sight."""
        pages, at = self._pages, self.view.page()
        if pages is not None:
            self._desk.think(self, lambda: pages.text(at), self._copied, "text")

    def _opened(self, answer: tuple[Pages, list[tuple[float, float]]]) -> None:
        old, (self._pages, sizes) = list(self._held), answer
        self._held[:] = [self._pages]
        self.view.show_pages(self._pages, sizes)
        self._enable()
        self._show_turn(0)
        _close(old)

    def _copied(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._desk.said.emit("已复制本页文字")

    def _print(self) -> None:
        if self._pages is not None:
            print_pages(self, self._desk, self._pages, self._pdf, self._name)

    def _ask_where(self) -> None:
        dialog = QFileDialog(self.window(), "另存为", f"{self._name}.pdf", "PDF 文件 (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.fileSelected.connect(lambda path: self.save_to(Path(path)))
        dialog.open()

    def _open_elsewhere(self) -> None:
        try:
            open_with_system(unfold(self._pdf, self._name))
        except WorkError as error:
            self._desk.complain(error, self)

    def _show_turn(self, page: int) -> None:
        count = self._pages.count if self._pages else 0
        self.turn.setText(f"第 {page + 1} / {count} 页" if count else "")

    def _enable(self) -> None:
        for part in (self.print_, self.save, self.elsewhere, self.copy):
            part.setEnabled(self._pages is not None)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(6)
        for part in (self.print_, self.save, self.elsewhere, self.copy):
            line.addWidget(part)
        line.addStretch()
        for turn in (self.turn, self.smaller, self.percent, self.larger, self.fit):
            line.addWidget(turn)
        for step, name in ((self.smaller, "缩小"), (self.larger, "放大")):
            step.setAccessibleName(name)
            step.setToolTip(f"{name}（Ctrl+滚轮）")
            step.setFixedWidth(36)
            step.setProperty("tight", True)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(8)
        body.addLayout(line)
        body.addWidget(self.view, 1)

    def _connect(self) -> None:
        self.print_.clicked.connect(self._print)
        self.save.clicked.connect(self._ask_where)
        self.elsewhere.clicked.connect(self._open_elsewhere)
        self.copy.clicked.connect(self.copy_text)
        self.smaller.clicked.connect(lambda: self.view.zoom_to(self.view.zoom / 1.2))
        self.larger.clicked.connect(lambda: self.view.zoom_to(self.view.zoom * 1.2))
        self.fit.clicked.connect(self.view.fit_width)
        self.view.zoomed.connect(lambda zoom: self.percent.setText(f"{zoom:.0%}"))
        self.view.turned.connect(self._show_turn)


def _open(pdf: bytes) -> tuple[Pages, list[tuple[float, float]]]:
    pages = Pages(pdf)
    return pages, [pages.size(at) for at in range(pages.count)]


def _close(held: list[Pages]) -> None:
    """Give back the memory of papers no longer shown."""
    for pages in held:
        with suppress(RuntimeError):  # At the program's end PDFium's thread is gone first.
            pages.close()
