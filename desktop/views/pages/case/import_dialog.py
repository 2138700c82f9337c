"""Taking over: choose a workbook of cases of before, look at every row, then all of it or nothing."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QSplitter,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from desktop.services import opening_batch, opening_file
from desktop.services.opening_file import Checked
from desktop.services.opening_plan import Fate
from desktop.views.kit.desk import Desk
from desktop.views.kit.dialogs import message
from desktop.views.kit.table import RowsModel
from desktop.views.kit.table_view import TableView
from desktop.views.kit.task import Task
from desktop.views.kit.text import button, label, restyle
from desktop.views.pages.case.import_history import ImportHistory
from desktop.views.pages.case.import_lines import COLUMNS, LEVELS, Lines
from desktop.views.pages.case.import_panel import LinePanel

_KINDS = "工作簿 (*.xlsx *.xls)"
_BOOK = "Excel 工作簿 (*.xlsx)"
_BEGIN = (
    "先导出空白模板，按“填写说明”填好启用前的案件、缴款、已用文号和票据，再选择文件或者拖到这里。"
    "导入前逐行核对；不合法律规定的地方只作提示，与案件一并保存。"
)


class ImportDialog(QDialog):
    """`checked` is the preview once a file was read."""

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        super().__init__(parent)
        self.setWindowTitle("导入启用前案件")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.resize(1180, 660)
        self._desk = desk
        self.checked: Checked | None = None
        self.lines: Lines | None = None
        self.choose = button("选择文件…", "folder-open", primary=True)
        self.template = button("导出空白模板…", "download-simple")
        self.history = button("导入记录", "clock-counter-clockwise")
        self.said, self.notices = label(_BEGIN, "muted", wraps=True), label("", "small", wraps=True)
        self.groups, self.rows = QTabBar(), RowsModel(COLUMNS)
        self.rows.setParent(self)  # Destroyed with the window, never by a worker's collector.
        self.table, self.panel = TableView(self.rows, "导入预览"), LinePanel()
        self.back = button("导出有误的行…", "download-simple")
        self.state = label("", "", wraps=True)
        self.go, self.close_ = button("导入", primary=True), button("关闭")
        self._lay_out()
        self._connect()
        self._offer()
        self.choose.setFocus()

    def read(self, path: Path) -> None:
        """Read and check a workbook in the background; nothing is written."""

        def job(task: Task) -> Checked:
            file = opening_file.read(path, task.progress)
            task.progress(0, 0, "正在核对")
            return opening_file.check(task.ask, file, task.progress)

        self._desk.long(self, job, self._show, f"正在读取“{path.name}”")

    def run(self) -> None:
        """Import everything at once; refused as a whole where a row is wrong."""
        checked = self.checked
        if checked is None:
            return

        def job(task: Task) -> UUID:
            return task.run(
                lambda work: opening_batch.apply(
                    work, checked.plan, checked.file.source, task.progress
                )
            )

        self._desk.long(self, job, lambda _: self._done(), "正在导入启用前案件")

    def write_template(self, path: Path) -> None:
        """An empty workbook to fill in."""
        today = self._desk.almanac.today()
        self._desk.long(
            self,
            lambda task: opening_file.write_template(path, today),
            lambda _: self._desk.said.emit(f"模板已导出到 {path}"),
            "正在导出模板",
        )

    def write_faults(self, path: Path) -> None:
        """Give the workbook back with the reasons beside the faulty rows."""
        checked = self.checked
        if checked is not None:
            self._desk.long(
                self,
                lambda task: opening_file.write_faults(path, checked, task.progress),
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
        self.checked, self.lines = checked, Lines(checked)
        self.said.setText(f"“{checked.file.source.name}”：{_amounts(checked)}。按上下键逐行查看。")
        told = checked.notices()
        lines = [f"! {one.sentence}" for one in told[:3]]
        more = [f"等共 {len(told)} 条提示"] if len(told) > len(lines) else []
        self.notices.setText("\n".join([*lines, *more]))
        self.notices.setToolTip("\n".join(one.sentence for one in told))
        self.notices.setVisible(bool(told))
        counts = self.lines.counts()
        while self.groups.count():
            self.groups.removeTab(0)
        self.groups.setTabData(self.groups.addTab(f"全部 {len(self.lines.lines)}"), None)
        for fate in LEVELS:
            if counts[fate]:
                self.groups.setTabData(self.groups.addTab(f"{fate.label} {counts[fate]}"), fate)
        self.panel.clear()
        self._list_again()
        self._offer()

    def _list_again(self) -> None:
        if self.lines is not None:
            fate = self.groups.tabData(self.groups.currentIndex())
            self.rows.show(self._desk, self.lines, fate)

    def _show_line(self, key: UUID | None) -> None:
        if key is not None and self.lines is not None:
            self.panel.show_line(self.lines.line(key))

    def _settle(self) -> None:
        if self.table.current_id() is None and self.rows.rowCount():
            self.table.selectRow(0)

    def _offer(self) -> None:
        """Say what stands in the way, or what will happen."""
        why = self._why_not()
        faulty = self.lines is not None and bool(self.lines.counts()[Fate.FAULTY])
        self.go.setEnabled(self.checked is not None and not why)
        self.go.setToolTip(why)
        self.state.setText(why or (_will(self.checked) if self.checked else ""))
        restyle(self.state, state="bad" if why else "hint")
        self.back.setVisible(faulty)

    def _why_not(self) -> str:
        if self.checked is None or self.lines is None:
            return ""
        if self.checked.barred:
            return self.checked.barred
        faulty = self.lines.counts()[Fate.FAULTY]
        return f"有 {faulty} 行有误，请在原表改正后重新选择文件。" if faulty else ""

    def _done(self) -> None:
        assert self.checked is not None
        said = f"已导入 {_amounts(self.checked)}"
        self._desk.said.emit(said)
        self.accept()
        message(self.parent(), f"{said}。\n如有差错，可以在“导入记录”中撤销。", "导入完成")

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, "选择工作簿", "", f"{_KINDS};;所有文件 (*)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.read(Path(path)))
        dialog.open()

    def _ask_template(self) -> None:
        dialog = self._saving("导出空白模板", "启用前案件-模板.xlsx")
        dialog.fileSelected.connect(lambda path: self.write_template(Path(path)))
        dialog.open()

    def _ask_where(self) -> None:
        name = Path(self.checked.file.source.name).stem if self.checked else "启用前案件"
        dialog = self._saving("导出有误的行", f"{name}-待改正.xlsx")
        dialog.fileSelected.connect(lambda path: self.write_faults(Path(path)))
        dialog.open()

    def _saving(self, title: str, name: str) -> QFileDialog:
        dialog = QFileDialog(self, title, name, _BOOK)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        return dialog

    def _lay_out(self) -> None:
        head, foot, split = QHBoxLayout(), QHBoxLayout(), QSplitter(Qt.Orientation.Horizontal)
        head.addWidget(label("导入启用前案件", "h1"), 1)
        for one in (self.template, self.history, self.choose):
            head.addWidget(one)
        self.groups.setAccessibleName("按结果分组")
        self.groups.setDrawBase(False)
        self.groups.setExpanding(False)
        split.addWidget(self.table)
        split.addWidget(self.panel)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(0, 1)
        split.setHandleWidth(10)
        foot.addWidget(self.back)
        foot.addWidget(self.state, 1)
        foot.addWidget(self.close_)
        foot.addWidget(self.go)
        body = QVBoxLayout(self)
        body.setContentsMargins(18, 14, 18, 14)
        body.setSpacing(8)
        body.addLayout(head)
        for part in (self.said, self.notices, self.groups):
            body.addWidget(part)
        body.addWidget(split, 1)
        body.addLayout(foot)
        self.notices.hide()

    def _connect(self) -> None:
        self.choose.clicked.connect(self._ask_file)
        self.template.clicked.connect(self._ask_template)
        self.history.clicked.connect(lambda: ImportHistory(self, self._desk).open())
        self.groups.currentChanged.connect(lambda _: self._list_again())
        self.table.chosen.connect(self._show_line)
        self.rows.swapped.connect(self._settle)
        self.back.clicked.connect(self._ask_where)
        self.go.clicked.connect(self.run)
        self.close_.clicked.connect(self.reject)


def _amounts(checked: Checked) -> str:
    """How many rows of each kind."""
    plan = checked.plan
    found = (
        (len(plan.cases), "件案件"),
        (len(plan.payments), "笔缴款"),
        (len(plan.series), "个文号系列"),
        (len(plan.pads), "本号段"),
    )
    return "、".join(f"{count} {words}" for count, words in found if count) or "没有内容"


def _will(checked: Checked) -> str:
    return f"将导入 {_amounts(checked)}。要么全部成功，要么什么都不改。"
