"""One text of the library to read: its articles at the left, the words, and a line to find them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.services import statute_text
from desktop.services.statute import Text
from desktop.views.kit.filter_box import FilterBox, search_line
from desktop.views.kit.page import row
from desktop.views.kit.text import button, label

_ANCHORS = 128
_EMPTY = (
    "选择左侧的法律文本阅读。\n\n法律库由法制审核员或者县指导办导入官方发布的文本（.txt、.md）。"
    "导入以后，案件、期限中的条文引用可以直接打开对应条文。"
)


class Reader(QWidget):
    """Nothing is changed here. `asked` carries the id of another version to read."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.shown: Text | None = None
        self.version = FilterBox("版本", ())
        self.version.setSizeAdjustPolicy(FilterBox.SizeAdjustPolicy.AdjustToContents)
        self.heading, self.about = label("", "h2", wraps=True), label("", "small", wraps=True)
        self.sought = search_line("条号（如 60）或词语", "在本文中查找")
        self.next, self.said = button("下一处", "arrow-down"), label("", "small")
        self.anchors, self.words = QListWidget(), QPlainTextEdit()
        self.anchors.setAccessibleName("条文目录")
        self.anchors.setObjectName("found")
        self.anchors.setFixedWidth(_ANCHORS)
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName("法律文本")
        self.words.setPlaceholderText(_EMPTY)
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addWidget(self.anchors)
        across.addWidget(self.words, 1)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(6)
        for part in (self.heading, self.about):
            body.addWidget(part)
        body.addLayout(row(self.version, self.sought, self.next, self.said, 1))
        body.addLayout(across, 1)
        self.anchors.currentRowChanged.connect(self._go)
        self.sought.returnPressed.connect(self.seek)
        self.next.clicked.connect(self.seek)
        self.version.activated.connect(lambda _: self.asked.emit(self.version.currentData()))

    def show_text(self, text: Text | None) -> None:
        """Another text, from its beginning."""
        self.shown = text
        self.said.setText("")
        self.heading.setText(text.name if text else "")
        self.about.setText(_about(text) if text else "")
        self.words.setPlainText(text.text if text else "")
        self.anchors.blockSignals(True)
        self.anchors.clear()
        self.anchors.addItems([one.label for one in text.passages] if text else [])
        self.anchors.blockSignals(False)
        for one in (self.sought, self.next):
            one.setEnabled(text is not None)
        self._show_versions(text)

    def _show_versions(self, text: Text | None) -> None:
        """Every version of the text by its days; the one shown is chosen."""
        self.version.clear()
        for one in text.versions if text else ():
            until = f" 至 {one.until}" if one.until else ""
            self.version.addItem(f"自 {one.since}{until}（{one.state}）", one.id)
        self.version.choose(text.id if text else None)
        self.version.setVisible(self.version.count() > 1)

    def seek(self) -> None:
        """An article by its number, else the next place the words stand at."""
        words = self.sought.text().strip()
        if not words or self.shown is None or self._seek_article(words):
            return
        if self.words.find(words):
            self.said.setText("")
            return
        self.words.moveCursor(QTextCursor.MoveOperation.Start)
        found = self.words.find(words, QTextDocument.FindFlag(0))
        self.said.setText("已回到开头" if found else "本文中没有找到")

    def _seek_article(self, words: str) -> bool:
        wanted = words if words.startswith("第") else f"第{words}条"
        if not (words.isdigit() or words.endswith("条")):
            return False
        assert self.shown is not None
        number = statute_text.number(wanted)
        for at, passage in enumerate(self.shown.passages):
            if passage.number == number:
                self.said.setText("")
                self.anchors.setCurrentRow(at)
                self._go(at)
                return True
        self.said.setText(f"本文中没有{wanted}")
        return True

    def _go(self, at: int) -> None:
        """Put the article at the top, its words chosen."""
        if self.shown is None or not 0 <= at < len(self.shown.passages):
            return
        passage = self.shown.passages[at]
        cursor = self.words.textCursor()
        cursor.setPosition(_utf16(self.shown.text, len(self.shown.text)))
        self.words.setTextCursor(cursor)
        end = passage.begin + len(self.shown.text[passage.begin : passage.end].rstrip())
        cursor.setPosition(_utf16(self.shown.text, end))
        cursor.setPosition(_utf16(self.shown.text, passage.begin), QTextCursor.MoveMode.KeepAnchor)
        self.words.setTextCursor(cursor)
        self.words.ensureCursorVisible()


def _about(text: Text) -> str:
    until = f"，至 {text.until} 失效" if text.until else ""
    count = f"共 {len(text.passages)} 条" if text.passages else "没有识别出条文"
    return (
        f"{text.kind}　自 {text.since} 起施行{until}　{count}　来源：{text.source}　"
        f"导入：{text.imported}"
    )


def _utf16(text: str, at: int) -> int:
    """Qt counts rare characters as two."""
    return at + sum(ord(one) > 0xFFFF for one in text[:at])
