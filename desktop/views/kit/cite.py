"""A citation that opens its article where the office's library holds it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop.services import statute
from desktop.services.statute import Article
from desktop.views.kit.desk import Desk
from desktop.views.kit.dialogs import window_of
from desktop.views.kit.page import row
from desktop.views.kit.text import button, label


class ArticleDialog(QDialog):
    """One article as the library holds it, to read and to copy."""

    def __init__(self, parent: QWidget | None, article: Article) -> None:
        super().__init__(parent)
        heading = f"{article.name}　{article.label}"
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(600, 340)
        self.words = QPlainTextEdit(article.text)
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(heading)
        copy, close = button("复制条文", "copy"), button("知道了", primary=True)
        copy.clicked.connect(
            lambda: QGuiApplication.clipboard().setText(f"{heading}\n{article.text}")
        )
        close.clicked.connect(self.accept)
        body = QVBoxLayout(self)
        body.setContentsMargins(18, 14, 18, 14)
        body.setSpacing(10)
        body.addWidget(label(heading, "h2", wraps=True))
        body.addWidget(self.words, 1)
        said = f"自 {article.since} 起施行。来源：{article.source}"
        body.addWidget(label(said, "small", wraps=True))
        body.addLayout(row(1, copy, close))


class CiteLink(QPushButton):
    """Shows a citation; a click opens its article as in force on `on` (default today)."""

    def __init__(self, desk: Desk, cite: str = "", on: date | None = None) -> None:
        super().__init__()
        self._desk, self._on = desk, on
        self.setProperty("link", True)
        self.setAutoDefault(False)
        self.clicked.connect(lambda: open_cite(self, desk, self.text(), self._on))
        self.setText(cite)
        if not cite:  # A link without a parent must not be shown: it would be a window.
            self.hide()

    def show_cite(self, cite: str, on: date | None = None) -> None:
        """Another citation; an empty one hides the link."""
        self._on = on
        self.setText(cite)
        self.setToolTip(f"打开条文：{cite}")
        self.setVisible(bool(cite))


def cite_button(
    cite: str, opened: Callable[[str, date | None], object], on: date | None = None, short: str = ""
) -> QPushButton:
    """A small citation for a part that has no desk: `opened(cite, on)` is called on a click.

    `short` is shown in its place where room is short.
    """
    made = button(short or cite, link=True)
    made.setObjectName("cite")
    made.setAccessibleName(f"打开条文：{cite}")
    made.setToolTip(f"{cite}\n点击打开条文")
    if not cite:
        made.hide()
    made.clicked.connect(lambda: opened(cite, on))
    return made


def open_cite(owner: QWidget, desk: Desk, cite: str, on: date | None = None) -> None:
    """Open the article a citation names; where it is not held, say so and who can bring it."""

    def show(article: Article) -> None:
        ArticleDialog(window_of(owner), article).open()

    desk.ask(owner, lambda work: statute.opened(work, cite, on), show, "cite")
