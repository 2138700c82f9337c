"""A white card with a heading: the one container pages are made of."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from desktop.views.kit.text import label


class Card(QFrame):
    """Add widgets with `put`; `head` takes buttons to the right of the heading."""

    def __init__(self, title: str = "", *widgets: QWidget) -> None:
        super().__init__()
        self.setObjectName("card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(14, 10, 14, 12)
        self.body.setSpacing(6)
        self.head, self.heading = QHBoxLayout(), label(title, "h2")
        if title:
            self.head.addWidget(self.heading)
            self.head.addStretch()
            self.body.addLayout(self.head)
            self.setAccessibleName(title)
        self.put(*widgets)

    def rename(self, title: str) -> None:
        """Another heading for what is now shown."""
        self.heading.setText(title)
        self.setAccessibleName(title)

    def put(self, *things: QWidget | QLayout, stretch: int = 0) -> None:
        """Add below what is there."""
        for thing in things:
            if isinstance(thing, QLayout):
                self.body.addLayout(thing, stretch)
            else:
                self.body.addWidget(thing, stretch)
