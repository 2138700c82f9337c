"""The list on paper and as a workbook."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.documents.render import render
from desktop.documents.template import load_form
from desktop.services import roster_export, roster_paper
from desktop.services.listing import View
from desktop.views.kit.desk import Desk
from desktop.views.kit.task import Task
from desktop.views.kit.text import button, label
from desktop.views.kit.viewer import Viewer

_NAME = "执法人员花名册"


class PaperDialog(QDialog):
    """The printed roster in a window of its own."""

    def __init__(self, parent: QWidget, desk: Desk, pdf: bytes, name: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"打印预览：{name}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(parent.width() - 80, parent.height() - 60)
        self.viewer = Viewer(desk)
        body = QVBoxLayout(self)
        body.setContentsMargins(14, 12, 14, 12)
        body.addWidget(self.viewer)
        self.viewer.show_pdf(pdf, name)
        self.viewer.view.setFocus()


class ExportDialog(QDialog):
    """What goes into the workbook, and whether secrets are shown whole."""

    def __init__(self, parent: QWidget, desk: Desk, view: View) -> None:
        super().__init__(parent)
        self.setWindowTitle("导出花名册")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(460)
        self._desk, self._view = desk, view
        chosen = view.filters.get("ids")
        said = f"导出所选的 {len(chosen)} 人" if chosen else "导出当前列表中的全部人员"
        self.whole = QCheckBox("包含完整的身份证号和手机号（默认只显示首尾）")
        self.whole.setToolTip("只有本单位内勤、队长可以导出，且仅限本单位人员")
        self.go, back = button("选择位置并导出", primary=True), button("返回")
        self.go.clicked.connect(self._ask_where)
        back.clicked.connect(self.reject)
        line = QHBoxLayout()
        line.addStretch()
        line.addWidget(back)
        line.addWidget(self.go)
        body = QVBoxLayout(self)
        body.setContentsMargins(18, 14, 18, 14)
        body.setSpacing(10)
        body.addWidget(label("导出花名册", "h1"))
        body.addWidget(
            label(
                f"{said}，与列表的筛选和截至日期一致；证号按文本保存。导出会记入操作记录。",
                "",
                wraps=True,
            )
        )
        body.addWidget(self.whole)
        body.addLayout(line)

    def export_to(self, path: Path) -> None:
        """Write the workbook in the background; it can be stopped and appears whole or not."""
        view, whole = self._view, self.whole.isChecked()

        def job(task: Task) -> int:
            export = task.run(lambda work: roster_export.gather(work, view, whole=whole))
            roster_export.write(path, export, task.progress)
            return len(export.rows)

        def done(count: int) -> None:
            self._desk.said.emit(f"已导出 {count} 人到 {path}")
            self.accept()

        self._desk.long(self, job, done, "正在导出花名册")

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, "导出花名册", f"{_NAME}.xlsx", "Excel 工作簿 (*.xlsx)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.fileSelected.connect(lambda path: self.export_to(Path(path)))
        dialog.open()


class Output:
    """Opens preview and export over the page."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        self._parent, self._desk = parent, desk
        self.paper: PaperDialog | None = None
        self.export: ExportDialog | None = None

    def print_(self, view: View) -> None:
        """Lay the roster out in the background, then show it."""

        sample = self._desk.sample

        def job(task: Task) -> bytes:
            data = task.ask(lambda work: roster_paper.paper(work, view))
            task.progress(0, 0, f"正在排版 {data['人数']} 人")
            form = load_form(roster_paper.FORM, on=data["制表日期"])
            return render(form, data, sample=sample).pdf

        chosen = view.filters.get("ids")
        name = f"{_NAME}（所选 {len(chosen)} 人）" if chosen else _NAME
        self._desk.long(self._parent, job, lambda pdf: self._show(pdf, name), "正在生成花名册")

    def ask_export(self, view: View) -> ExportDialog:
        """Ask what to export."""
        self.export = ExportDialog(self._parent.window(), self._desk, view)
        self.export.open()
        return self.export

    def _show(self, pdf: bytes, name: str) -> None:
        self.paper = PaperDialog(self._parent.window(), self._desk, pdf, name)
        self.paper.open()
