"""Importing a law pack: choose a file, read its faults or what it changes, then hand it on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from desktop.services import law_pack
from desktop.services.law_pack import LARGEST, SUFFIX, Preview
from desktop.services.work import obstacle
from desktop.views.kit.desk import Desk
from desktop.views.kit.dialogs import message
from desktop.views.kit.page import row
from desktop.views.kit.text import button, label, restyle
from desktop.views.pages.system.law.words_table import ChangeTable, FaultTable

_BEGIN = f"选择一份法律数据包（{SUFFIX}），或把文件拖到这里。导入前先列出问题或者逐项变更，不会直接生效。"
_KINDS = f"法律数据包 (*{SUFFIX})"
_NEXT = "导入后待另一人批准，批准前不生效。"
_DONE = "已导入“{label}”，待另一名法制审核员或者县指导办批准后生效。"


class PackDialog(QDialog):
    """`preview` is what was read of the file, once there is one."""

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        super().__init__(parent)
        self.setWindowTitle("导入法律数据包")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.resize(1120, 600)
        self._desk = desk
        self._file, self._text = "", ""
        self.preview: Preview | None = None
        self.choose = button("选择文件…", "folder-open", primary=True)
        self.example = button("写法样例…", "download-simple")
        self.said = label(_BEGIN, "muted", wraps=True)
        self.about = label("", wraps=True)
        self.changes, self.faults, self.tables = ChangeTable(), FaultTable(), QStackedWidget()
        self.state = label("", "", wraps=True)
        self.go, self.back = button("导入", primary=True), button("关闭")
        self._lay_out()
        self.choose.clicked.connect(self._ask_file)
        self.example.clicked.connect(self._ask_where)
        self.go.clicked.connect(self.run)
        self.back.clicked.connect(self.reject)
        self._offer()

    def read(self, path: Path) -> None:
        """Read a file and hold it against the law; nothing is kept."""

        def load() -> str:
            with path.open("rb") as file:
                return law_pack.read(path.name, file.read(4 * LARGEST + 1))

        def ask(text: str) -> None:
            self._file, self._text = path.name, text
            self._desk.ask(
                self, lambda work: law_pack.preview(work, path.name, text), self._show, "preview"
            )

        self._desk.think(self, load, ask, "file")

    def run(self) -> None:
        """Keep the pack for the second person."""
        file, text, preview = self._file, self._text, self.preview

        def done(_: object) -> None:
            assert preview is not None
            parent = self.parentWidget()
            self.accept()
            message(parent, _DONE.format(label=preview.label), "导入完成")

        self._desk.act(self, lambda work: law_pack.import_pack(work, file, text), done)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A single file may be dropped."""
        if len(event.mimeData().urls()) == 1:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        self.read(Path(event.mimeData().urls()[0].toLocalFile()))

    def save_example(self, path: Path) -> None:
        """Write the commented example to begin from."""

        def write() -> None:
            path.write_text(law_pack.example(), "utf-8", newline="\n")

        self._desk.think(
            self, write, lambda _: self._desk.said.emit(f"写法样例已保存到 {path}"), "example"
        )

    def _show(self, preview: Preview) -> None:
        self.preview = preview
        self.said.setText(f"文件“{self._file}”")
        named = f"{preview.label}　依据文件：{preview.source}" if preview.label else ""
        self.about.setText(named)
        self.about.setVisible(bool(named))
        self.changes.show_changes(preview.changes)
        self.faults.show_faults(preview.faults)
        self.tables.setCurrentWidget(self.faults if preview.faults else self.changes)
        self._offer()

    def _offer(self) -> None:
        why = self._why_not()
        self.go.setEnabled(self.preview is not None and not why)
        self.go.setToolTip(why)
        what = ""
        if self.preview is not None:
            what = f"共 {len(self.preview.changes)} 处变更。{_NEXT}"
        self.state.setText(why or what)
        restyle(self.state, state="bad" if why and self.preview else "hint")

    def _why_not(self) -> str:
        if why := obstacle(self._desk.actor, law_pack.import_pack):
            return why
        if self.preview is None:
            return ""
        if self.preview.faults:
            return f"有 {len(self.preview.faults)} 处问题，请按右列改正后重新选择文件。"
        return "" if self.preview.changes else "与现行法律数据完全相同，不必导入。"

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, "选择法律数据包", "", f"{_KINDS};;所有文件 (*)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.read(Path(path)))
        dialog.open()

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, "保存写法样例", f"法律数据包样例{SUFFIX}", _KINDS)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
        dialog.fileSelected.connect(lambda path: self.save_example(Path(path)))
        dialog.open()

    def _lay_out(self) -> None:
        self.tables.addWidget(self.changes)
        self.tables.addWidget(self.faults)
        self.about.hide()
        head = row(label("导入法律数据包", "h1"), self.said, self.example, self.choose)
        head.setStretch(1, 1)
        foot = row(self.state, self.back, self.go)
        foot.setStretch(0, 1)
        body = QVBoxLayout(self)
        body.setContentsMargins(18, 14, 18, 14)
        body.setSpacing(8)
        body.addLayout(head)
        body.addWidget(self.about)
        body.addWidget(self.tables, 1)
        body.addLayout(foot)
