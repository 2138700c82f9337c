"""法律库: texts of law the office imported, to search and read; citations open from here."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.services import statute, statute_text
from desktop.services.listing import View
from desktop.services.work import Draft, Work, obstacle
from desktop.views.kit.badge import as_mark
from desktop.views.kit.columns import Column
from desktop.views.kit.desk import Desk
from desktop.views.kit.dialogs import confirm
from desktop.views.kit.filter_box import FilterBox, search_line
from desktop.views.kit.form_dialog import FormDialog
from desktop.views.kit.page import after_pause, row
from desktop.views.kit.table import RowsModel
from desktop.views.kit.table_view import TableView
from desktop.views.kit.text import button
from desktop.views.pages.system.law.reader import Reader

_LAYOUT = (("name",), ("kind",), ("since", "until"), ("source",))
_WIDTHS = {"name": 226, "kind": 84, "since": 92, "articles": 48, "unit": 150, "state": 104}
_FILES = "文本文件 (*.txt *.md)"
_SAID = (
    "文件“{file}”识别出 {count} 条。请核对名称、施行日期与来源；以后修正的版本另行导入，"
    "本版本保留，按步骤当日有效的版本打开。"
)


class Library(QWidget):
    """The list at the left, the text at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._chosen: UUID | None = None
        self.words = search_line("搜索名称、全文词语", "搜索法律库")
        kinds = [(kind.label, kind) for kind in statute.KINDS]
        self.kind = FilterBox("类别", [("全部类别", None), *kinds])
        self.bring, self.drop = button("导入…", "upload-simple"), button("移除", "trash")
        self.rows = RowsModel(_columns())
        self.table = TableView(self.rows, "法律库")
        self.reader = Reader()
        self.dialog: FormDialog | None = None
        self._lay_out()
        self._connect()
        self._offer()
        self.reader.show_text(None)

    def refresh(self) -> None:
        """Ask for the list again."""
        view = View(self.words.text().strip(), {"kind": self.kind.currentData()})
        self.rows.show(self._desk, statute.LIST, view)

    def import_file(self, path: Path) -> None:
        """Read a file and ask what it is."""

        def read() -> str:
            with path.open("rb") as file:
                return statute_text.read(path.name, file.read(statute_text.MOST_BYTES + 1))

        self._desk.think(self, read, partial(self._ask, path.name), "import")

    def _ask(self, file: str, text: str) -> None:
        def show(draft: Draft) -> None:
            self.dialog = FormDialog(
                self.window(),
                self._desk,
                statute.ASKED,
                _LAYOUT,
                title="导入法律文本",
                yes="导入",
                said=_SAID.format(file=file, count=len(statute_text.passages(text))),
            )

            def save(work: Work, values: dict[str, Any], _: int | None) -> UUID:
                return statute.add(work, values, text)

            self.dialog.begin(draft.values, save, self._read)

        self._desk.ask(self, lambda work: statute.blank(work, text), show, "form")

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, "导入法律文本", "", _FILES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.import_file(Path(path)))
        dialog.open()

    def _ask_drop(self) -> None:
        text = self.reader.shown
        if text is not None:
            confirm(
                self,
                f"从法律库移除“{text.name}”（自 {text.since} 起施行）？",
                "移除",
                lambda: self._drop(text.id),
                detail="已经制发的文书不受影响；引用它的条文将不能再打开。",
                dangerous=True,
            )

    def _drop(self, key: UUID) -> None:
        def done(_: None) -> None:
            self._chosen = None
            self.reader.show_text(None)
            self._offer()

        self._desk.act(self, lambda work: statute.remove(work, key), done)

    def _read(self, key: UUID | None) -> None:
        self._chosen = key
        if key is not None:
            self._desk.ask(self, lambda work: statute.read(work, key), self._show, "text")
        self._offer()

    def _turn_to(self, key: UUID) -> None:
        """Another version of the same text, in the list too where it stands there."""
        if not self.table.go_to(key):
            self._read(key)

    def _show(self, text: statute.Text) -> None:
        self.reader.show_text(text)
        self._offer()

    def _first(self) -> None:
        """Something to read from the start."""
        if self._chosen is None and (key := self.rows.id_at(0)) is not None:
            self.table.go_to(key)

    def _offer(self) -> None:
        for one, deed in ((self.bring, statute.add), (self.drop, statute.remove)):
            why = obstacle(self._desk.actor, deed)
            if one is self.drop and not why and self._chosen is None:
                why = "先选择一个法律文本。"
            one.setEnabled(not why)
            one.setToolTip(why)
            one.setAccessibleDescription(why)

    def _connect(self) -> None:
        after_pause(self.words.textChanged, self, self.refresh)
        self.kind.currentIndexChanged.connect(lambda _: self.refresh())
        self.bring.clicked.connect(self._ask_file)
        self.drop.clicked.connect(self._ask_drop)
        self.rows.swapped.connect(self._first)
        self.table.chosen.connect(self._read)
        self.reader.asked.connect(self._turn_to)
        self._desk.watch(self, {"statute"}, self.refresh)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addLayout(row(self.words, self.kind, 1, self.bring, self.drop))
        left.addWidget(self.table, 1)
        body = QHBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(12)
        body.addLayout(left, 1)
        body.addWidget(self.reader, 1)


def _columns() -> list[Column]:
    return [
        Column(
            field,
            mark=as_mark if field.name == "state" else None,
            hidden=field.name == "unit",
            width=_WIDTHS[field.name],
        )
        for field in statute.COLUMNS
    ]
