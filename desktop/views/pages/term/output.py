"""The terms in sight on paper, as a workbook, and as a calendar file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget

from desktop.exchange.calendar_file import SUFFIX
from desktop.services import case_due_file
from desktop.services.case_due_file import Export
from desktop.services.listing import View
from desktop.views.kit.desk import Desk
from desktop.views.kit.paper_dialog import show_paper
from desktop.views.kit.task import Task
from desktop.views.kit.text import button

_NAME = "案件期限清单"
_BOOK, _ICS = "Excel 工作簿 (*.xlsx)", f"日历文件 (*{SUFFIX})"
_WRITERS: dict[str, Callable[..., None]] = {
    ".xlsx": case_due_file.write_book,
    SUFFIX: case_due_file.write_ics,
}


class Output:
    """Two buttons; `view` says what is in sight."""

    def __init__(self, parent: QWidget, desk: Desk, view: Callable[[], View]) -> None:
        self._parent, self._desk, self._view = parent, desk, view
        self.print_: QPushButton = button("打印", "printer", keys="Ctrl+P")
        self.export = button("导出", "download-simple")
        self.menu = QMenu(self.export)
        self.menu.setToolTipsVisible(True)
        self.book = self.menu.addAction("工作簿（xlsx）…", lambda: self.ask_where(".xlsx"))
        self.ics = self.menu.addAction("日历文件（ics）…", lambda: self.ask_where(SUFFIX))
        self.book.setToolTip("当前筛选出的期限，逐项一行")
        self.ics.setToolTip("可导入手机或者其他日历；不含当事人姓名，提前一天提醒")
        self.export.setMenu(self.menu)
        self.print_.clicked.connect(self.show_print)

    def show_print(self) -> None:
        """The printed list, to look at first."""
        view = self._view()
        show_paper(self._parent, self._desk, lambda work: case_due_file.printed(work, view), _NAME)

    def ask_where(self, suffix: str) -> QFileDialog:
        """Choose the place, then write."""
        kind = _ICS if suffix == SUFFIX else _BOOK
        dialog = QFileDialog(self._parent, f"导出{_NAME}", f"{_NAME}{suffix}", kind)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix.removeprefix("."))
        dialog.fileSelected.connect(lambda path: self.write(Path(path), suffix))
        dialog.open()
        return dialog

    def write(self, path: Path, suffix: str) -> None:
        """Write in the background; the file appears whole or not at all."""
        view = self._view()

        def job(task: Task) -> Export:
            export: Export = task.run(lambda work: case_due_file.gather(work, view))
            _WRITERS[suffix](path, export, task.progress)
            return export

        def done(export: Export) -> None:
            self._desk.said.emit(f"已导出 {len(export.rows)} 项期限到 {path}")

        self._desk.long(self._parent, job, done, f"正在导出{_NAME}")
