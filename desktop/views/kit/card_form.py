"""A form whose headings are cards, and the area it scrolls in."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.views.kit.card import Card
from desktop.views.kit.form import Form, Layout

_COLUMNS = 12


class CardForm(Form):
    """As Form; each plain text of the layout begins a card with that heading."""

    def _lay_out(self, layout: Layout) -> None:
        self.setObjectName("bare")
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 6, 0)
        body.setSpacing(10)
        grid: QGridLayout | None = None
        for names in layout:
            if isinstance(names, str) or grid is None:
                grid = _grid()
                card = Card(names if isinstance(names, str) else "")
                card.put(grid)
                body.addWidget(card)
            if isinstance(names, str):
                continue
            y, span = grid.rowCount(), _COLUMNS // len(names)
            for x, name in enumerate(names):
                grid.addWidget(self.boxes[name], y, x * span, 1, span)
        body.addStretch()


class FormArea(QScrollArea):
    """Scrolls a form; the field with the focus is always in sight, also while it grows."""

    def __init__(self, form: QWidget) -> None:
        super().__init__()
        self._form = form
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidget(form)
        form.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The form became higher (a row, a long answer): look where the cursor is now."""
        if watched is self._form and event.type() is QEvent.Type.Resize:
            QTimer.singleShot(0, self, lambda: self._follow(None, QApplication.focusWidget()))
        return super().eventFilter(watched, event)

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isVisible() and self._form.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, 60)


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(2)
    for column in range(_COLUMNS):
        grid.setColumnStretch(column, 1)
    return grid
