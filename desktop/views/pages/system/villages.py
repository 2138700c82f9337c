"""村（社区）: the villages of one township, kept by its clerk or the county, imported as a list."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from desktop.fields import Field
from desktop.services import village, village_file
from desktop.services.listing import View
from desktop.services.village_file import Plan
from desktop.services.work import Draft, Work, obstacle
from desktop.views.kit.badge import as_mark
from desktop.views.kit.columns import Column
from desktop.views.kit.desk import Desk
from desktop.views.kit.dialogs import confirm, message, warning
from desktop.views.kit.filter_box import search_line
from desktop.views.kit.form_dialog import FormDialog
from desktop.views.kit.page import after_pause, row
from desktop.views.kit.table import RowsModel
from desktop.views.kit.table_view import TableView
from desktop.views.kit.task import Task
from desktop.views.kit.text import button, label

_SAID = "登记线索时在名单中选择违法行为发生的村（社区），系统据此判断是否在本辖区内。"
_IMPORT = "名单应有“村（社区）”一列，可以有乡镇（街道）、统计用区划代码、由开发区管理等列。"
_KINDS = "村（社区）名单 (*.xlsx *.xls *.csv *.txt)"
_WIDTHS = {"name": 160, "code": 130, "excluded": 110, "since": 100, "until": 100, "state": 96}
_LAYOUT = (("name", "code"), ("since", "until"), ("excluded",))
_UNTIL = {"until": Field(name="until", label="最后一日", kind=date)}
_MOST = 6


class Villages(QDialog):
    """The list of one township."""

    def __init__(self, parent: QWidget | None, desk: Desk, unit_id: UUID, town: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("村（社区）")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(860, 560)
        self._desk, self._unit_id = desk, unit_id
        self._chosen: UUID | None = None
        self.words = search_line("搜索名称、拼音首字母、代码", "搜索村（社区）")
        self.rows = RowsModel(_columns())
        self.rows.setParent(self)  # Destroyed with the window, never by a worker's collector.
        self.table = TableView(self.rows, "村（社区）")
        self.load = button("导入名单…", "upload-simple")
        self.edit, self.stop = button("编辑", "pencil-simple"), button("停用…")
        self.new, self.close_ = button("新增", "plus", primary=True), button("关闭")
        self.why = label("", "small", wraps=True)
        self.dialog: FormDialog | None = None
        body = QVBoxLayout(self)
        body.setContentsMargins(18, 14, 18, 14)
        body.setSpacing(10)
        body.addWidget(label(f"{town}的村（社区）", "h1"))
        body.addWidget(label(_SAID, "muted", wraps=True))
        body.addLayout(row(self.words, 1, self.load, self.stop, self.edit, self.new))
        body.addWidget(self.why)
        body.addWidget(self.table, 1)
        body.addLayout(row(1, self.close_))
        self._connect()
        self._offer()
        self.refresh()

    def refresh(self) -> None:
        """Ask for the list again."""
        view = View(words=self.words.text().strip(), filters={"unit_id": self._unit_id})
        self.rows.show(self._desk, village.LIST, view)

    def ask_new(self) -> None:
        """The form of one more village."""
        self._form("新增村（社区）", Draft(None, None, dict.fromkeys(village.FIELDS)))

    def ask_edit(self) -> None:
        """The form of the chosen one."""
        if (key := self._chosen) is not None:
            self._desk.ask(
                self,
                lambda work: village.open_(work, key),
                lambda found: self._form("村（社区）信息", found),
                "form",
            )

    def ask_end(self) -> None:
        """The last day of the chosen one; cases that name it keep it."""
        if (key := self._chosen) is None:
            return
        said = "并村、更名的，填写原名称使用的最后一日；已经登记的案件不受影响。"
        self.dialog = FormDialog(
            self, self._desk, _UNTIL, (("until",),), title="停用村（社区）", yes="停用", said=said
        )

        def deed(work: Work, values: dict[str, Any], _: int | None) -> None:
            village.end(work, key, values["until"])

        self.dialog.begin({"until": self._desk.almanac.today()}, deed, lambda _: None)

    def read(self, path: Path) -> None:
        """Read and check a list in the background; nothing is written before it was confirmed."""
        unit_id = self._unit_id

        def job(task: Task) -> Plan:
            file = village_file.read(path, task.progress)
            return task.ask(lambda work: village_file.check(work, file, unit_id))

        self._desk.long(self, job, self._propose, f"正在读取“{path.name}”")

    def _propose(self, plan: Plan) -> None:
        """Say what would be written, or everything that is wrong."""
        if plan.faults:
            rest = len(plan.faults) - _MOST
            more = f"\n……另有 {rest} 处" if rest > 0 else ""
            warning(self, "\n".join(plan.faults[:_MOST]) + more, "名单有误，没有导入")
        elif not plan.new and not plan.changed:
            message(self, f"名单中的 {plan.same} 个村（社区）都已在册，没有变化。")
        else:
            counts = f"新增 {len(plan.new)} 个，更新 {len(plan.changed)} 个，不变 {plan.same} 个。"
            confirm(self, "导入这份名单？", "导入", lambda: self._import(plan), detail=counts)

    def _import(self, plan: Plan) -> None:
        self._desk.act(
            self,
            lambda work: village_file.apply(work, plan),
            lambda count: self._desk.said.emit(f"已导入 {count} 个村（社区）"),
        )

    def _form(self, title: str, draft: Draft) -> None:
        unit_id = self._unit_id
        self.dialog = FormDialog(self, self._desk, village.FIELDS, _LAYOUT, title=title)

        def deed(work: Work, values: dict[str, Any], version: int | None) -> UUID:
            return village.save(work, Draft(draft.id, version or draft.version, values), unit_id)

        self.dialog.begin(draft.values, deed, lambda _: None)

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, "导入村（社区）名单", "", _KINDS)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.read(Path(path)))
        dialog.open()

    def _choose(self, key: UUID | None) -> None:
        self._chosen = key
        self._offer()

    def _open(self, key: UUID) -> None:
        self._choose(key)
        if self.edit.isEnabled():
            self.ask_edit()

    def _offer(self) -> None:
        """Which buttons may be pressed, and why not."""
        actor = self._desk.actor
        why = obstacle(actor, village.save, self._unit_id)
        one = why or ("" if self._chosen else "请先选择一个村（社区）。")
        for part, said in ((self.new, why), (self.load, why), (self.edit, one), (self.stop, one)):
            part.setEnabled(not said)
            part.setToolTip(said or (_IMPORT if part is self.load else ""))
            part.setAccessibleDescription(said)
        self.why.setText(why)
        self.why.setVisible(bool(why))

    def _connect(self) -> None:
        after_pause(self.words.textChanged, self, self.refresh)
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(self._open)
        self.load.clicked.connect(self._ask_file)
        self.new.clicked.connect(self.ask_new)
        self.edit.clicked.connect(self.ask_edit)
        self.stop.clicked.connect(self.ask_end)
        self.close_.clicked.connect(self.accept)
        self._desk.watch(self, {"village"}, self.refresh)


def _columns() -> list[Column]:
    return [
        Column(field, mark=as_mark if field.name == "state" else None, width=_WIDTHS[field.name])
        for field in village.COLUMNS
    ]
