"""Importing a roster: choose, look at every row, then all of it or nothing."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QSplitter,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from desktop.services import roster_batch, roster_file
from desktop.services.roster_file import Checked
from desktop.services.roster_import import Answer, Fate
from desktop.views.kit.desk import Desk
from desktop.views.kit.dialogs import message
from desktop.views.kit.table import RowsModel
from desktop.views.kit.table_view import TableView
from desktop.views.kit.task import Task
from desktop.views.kit.text import button, label, restyle
from desktop.views.pages.roster.import_history import ImportHistory
from desktop.views.pages.roster.import_lines import COLUMNS, LEVELS, Lines
from desktop.views.pages.roster.import_panel import LinePanel

_KINDS = "花名册 (*.xlsx *.xls *.csv *.txt)"
_BEGIN = "选择一份花名册（xlsx、xls、csv），或把文件拖到这里。导入前会逐行核对，不会直接写入。"


class ImportDialog(QDialog):
    """`checked` is the preview once a file was read; `answers` what was decided so far."""

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        super().__init__(parent)
        self.setWindowTitle("导入花名册")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.resize(1120, 640)
        self._desk = desk
        self.checked: Checked | None = None
        self.answers: dict[int, Answer] = {}
        self.lines: Lines | None = None
        self.choose = button("选择文件…", "folder-open", primary=True)
        self.history = button("导入记录", "clock-counter-clockwise")
        self.said, self.notices = label(_BEGIN, "muted", wraps=True), label("", "small", wraps=True)
        self.groups, self.rows = QTabBar(), RowsModel(COLUMNS)
        self.rows.setParent(self)  # Destroyed with the window, never by a worker's collector.
        self.table, self.panel = TableView(self.rows, "导入预览"), LinePanel()
        self.skip = QCheckBox("跳过有误的行，只导入其余的行")
        self.back = button("导出有误的行…", "download-simple")
        self.state = label("", "", wraps=True)
        self.go, self.close_ = button("导入", primary=True), button("关闭")
        self._lay_out()
        self._connect()
        self._offer()

    def read(self, path: Path) -> None:
        """Read and check a workbook in the background; nothing is written."""

        def job(task: Task) -> Checked:
            file = roster_file.read(path, task.progress)
            task.progress(0, 0, "正在与花名册核对")
            return task.ask(lambda work: roster_file.check(work, file))

        self._desk.long(self, job, self._show, f"正在读取“{path.name}”")

    def answer(self, key: int, to: Answer) -> None:
        """Decide about a doubtful row."""
        self.answers[key] = to
        self._list_again()
        self._offer()

    def run(self) -> None:
        """Import everything at once; refused as a whole where a row is wrong."""
        checked, skip = self.checked, self.skip.isChecked()
        if checked is None:
            return
        answers = dict(self.answers)

        def job(task: Task) -> UUID:
            return task.run(
                lambda work: roster_batch.apply(
                    work,
                    checked.plan,
                    checked.file.source,
                    answers,
                    skip_faulty=skip,
                    progress=task.progress,
                )
            )

        self._desk.long(self, job, lambda _: self._done(checked, skip), "正在导入花名册")

    def write_faults(self, path: Path) -> None:
        """Give the workbook back with the reasons beside the faulty rows."""
        checked = self.checked
        if checked is not None:
            self._desk.long(
                self,
                lambda task: roster_file.write_faults(path, checked, task.progress),
                lambda _: self._desk.said.emit(f"已导出到 {path}，改正后可以再次导入"),
                "正在导出有误的行",
            )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A single file may be dropped."""
        if len(event.mimeData().urls()) == 1:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        self.read(Path(event.mimeData().urls()[0].toLocalFile()))

    def _show(self, checked: Checked) -> None:
        self.checked, self.answers = checked, {}
        self.lines = Lines(checked, self.answers)
        counts = self.lines.counts()
        file = checked.file.source.name
        self.said.setText(f"“{file}”共 {len(self.lines.lines)} 行人员。按上下键逐行查看。")
        told = checked.notices()
        self.notices.setText(
            "\n".join(f"! {one.sentence}" for one in told[:3]) + _more(len(told) - 3)
        )
        self.notices.setToolTip("\n".join(one.sentence for one in told))
        self.notices.setVisible(bool(told))
        while self.groups.count():
            self.groups.removeTab(0)
        for fate, text in ((None, "全部"), *((fate, fate.label) for fate in LEVELS)):
            count = counts[fate] if fate else len(self.lines.lines)
            if count or fate is None:
                self.groups.setTabData(self.groups.addTab(f"{text} {count}"), fate)
        self.panel.clear()
        self._list_again()
        self._offer()

    def _list_again(self) -> None:
        if self.lines is not None:
            fate = self.groups.tabData(self.groups.currentIndex())
            self.rows.show(self._desk, self.lines, fate)

    def _show_line(self, key: UUID | None) -> None:
        if key is not None and self.lines is not None and self.checked is not None:
            line = self.lines.line(key)
            shown = self.checked.plan.shown(line)
            answer = self.answers.get(line.row)
            self.panel.show_line(line, self.checked.place(line), shown, answer)

    def _settle(self) -> None:
        if self.table.current_id() is None and self.rows.rowCount():
            self.table.selectRow(0)

    def _offer(self) -> None:
        """Say what stands in the way, or what will happen."""
        why, what = self._why_not(), self._what()
        self.go.setEnabled(self.checked is not None and not why)
        self.go.setToolTip(why)
        self.state.setText(why or what)
        restyle(self.state, state="bad" if why and self.checked else "hint")
        faulty = self.lines is not None and bool(self.lines.counts()[Fate.FAULTY])
        self.skip.setVisible(faulty)
        self.back.setVisible(faulty or bool(self.checked and self.checked.barred))

    def _why_not(self) -> str:
        if self.checked is None or self.lines is None:
            return ""
        if self.checked.barred:
            return self.checked.barred
        counts = self.lines.counts()
        if counts[Fate.FAULTY] and not self.skip.isChecked():
            return f"有 {counts[Fate.FAULTY]} 行有误。请在原表改正后重新导入，或勾选跳过。"
        if waiting := self.lines.open_questions():
            first = self.checked.place(waiting[0])
            return f"还有 {len(waiting)} 行可能重复（如{first}），请逐行选择如何处理。"
        if not self._will_change():
            return "文件中的内容与花名册一致，没有需要导入的。"
        return ""

    def _will_change(self) -> int:
        counts = self.lines.counts() if self.lines else {}
        decided = sum(1 for one in self.answers.values() if one is not Answer.SKIP)
        return counts.get(Fate.NEW, 0) + counts.get(Fate.CHANGED, 0) + decided

    def _what(self) -> str:
        if self.lines is None:
            return ""
        counts, answers = self.lines.counts(), list(self.answers.values())
        new = counts[Fate.NEW] + answers.count(Answer.CREATE)
        changed = counts[Fate.CHANGED] + answers.count(Answer.LINK)
        skipped = counts[Fate.FAULTY] + answers.count(Answer.SKIP)
        left = f"，跳过 {skipped} 行" if skipped else ""
        return f"将新增 {new} 人，更新 {changed} 人{left}。要么全部成功，要么什么都不改。"

    def _done(self, checked: Checked, skip: bool) -> None:
        said = self._what().partition("。")[0].replace("将", "已", 1)
        self._desk.said.emit(said)
        self.accept()
        message(self.parent(), f"{said}。\n如有差错，可以在“导入记录”中撤销。", "导入完成")

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, "选择花名册", "", f"{_KINDS};;所有文件 (*)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.read(Path(path)))
        dialog.open()

    def _ask_where(self) -> None:
        name = Path(self.checked.file.source.name).stem if self.checked else "花名册"
        dialog = QFileDialog(self, "导出有误的行", f"{name}-待改正.xlsx", "Excel 工作簿 (*.xlsx)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.fileSelected.connect(lambda path: self.write_faults(Path(path)))
        dialog.open()

    def _lay_out(self) -> None:
        head, foot, split = QHBoxLayout(), QHBoxLayout(), QSplitter(Qt.Orientation.Horizontal)
        head.addWidget(label("导入花名册", "h1"))
        head.addSpacing(8)
        head.addWidget(self.said, 1)
        head.addWidget(self.history)
        head.addWidget(self.choose)
        self.groups.setAccessibleName("按结果分组")
        self.groups.setDrawBase(False)
        self.groups.setExpanding(False)
        split.addWidget(self.table)
        split.addWidget(self.panel)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(0, 1)
        split.setHandleWidth(10)
        foot.addWidget(self.skip)
        foot.addWidget(self.back)
        foot.addWidget(self.state, 1)
        foot.addWidget(self.close_)
        foot.addWidget(self.go)
        body = QVBoxLayout(self)
        body.setContentsMargins(18, 14, 18, 14)
        body.setSpacing(8)
        body.addLayout(head)
        body.addWidget(self.notices)
        body.addWidget(self.groups)
        body.addWidget(split, 1)
        body.addLayout(foot)
        self.notices.hide()

    def _connect(self) -> None:
        self.choose.clicked.connect(self._ask_file)
        self.history.clicked.connect(lambda: ImportHistory(self, self._desk).open())
        self.groups.currentChanged.connect(lambda _: self._list_again())
        self.table.chosen.connect(self._show_line)
        self.rows.swapped.connect(self._settle)
        self.panel.answered.connect(self.answer)
        self.skip.toggled.connect(lambda _: self._offer())
        self.back.clicked.connect(self._ask_where)
        self.go.clicked.connect(self.run)
        self.close_.clicked.connect(self.reject)


def _more(count: int) -> str:
    return f"\n等共 {count + 3} 条提示" if count > 0 else ""
