"""A line for a day or a moment: type it any way, or take it from the calendar."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QDialog, QLineEdit, QVBoxLayout

from desktop.fields import Field
from desktop.values import FieldError, clean
from desktop.views.kit.day_typing import read_typed_day, read_typed_moment
from desktop.views.kit.desk import Almanac
from desktop.views.kit.icons import icon


class DayEditor(QLineEdit):
    """`text` is always ISO when the typing was understood, else what was typed."""

    edited = Signal()
    left = Signal()

    def __init__(self, field: Field, almanac: Almanac) -> None:
        super().__init__()
        self._field, self._almanac = field, almanac
        self._moment = field.kind is datetime
        self.setPlaceholderText(
            field.hint or ("如 20261123 0925" if self._moment else "如 20261123")
        )
        self.setToolTip("可输入 20261123、1123、26/11/23、今天、+5、+5工作日")
        self.textEdited.connect(self.edited)
        self.editingFinished.connect(self._tidy)
        action = self.addAction(
            icon("calendar-blank", "muted"), QLineEdit.ActionPosition.TrailingPosition
        )
        action.setText(f"{field.label}：日历")
        action.setToolTip("打开日历（Alt+↓）")
        action.setShortcut("Alt+Down")
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(self.open_calendar)

    def text(self) -> str:
        """ISO when it can be read; Field.parse complains about the rest."""
        typed = clean(super().text())
        try:
            return self._iso(typed)
        except FieldError:
            return typed

    def fill(self, value: Any) -> None:
        """Show a day or a moment."""
        self.setText(self._field.show(value))

    def restore(self, text: str) -> None:
        """Put typed text back."""
        self.setText(text)

    def complaint(self) -> str:
        """Why the typing cannot be read; empty when it can."""
        typed = clean(super().text())
        try:
            self._iso(typed)
        except FieldError as error:
            return str(error)
        return ""

    def open_calendar(self) -> QDialog:
        """Pop the calendar up under the line."""
        popup = QDialog(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget()
        calendar.setAccessibleName(f"{self._field.label}：日历")
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setSelectedDate(self._shown_day())
        body = QVBoxLayout(popup)
        body.setContentsMargins(4, 4, 4, 4)
        body.addWidget(calendar)
        for signal in (calendar.clicked, calendar.activated):
            signal.connect(lambda day: self._take(day, popup))
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        popup.show()
        calendar.setFocus()
        return popup

    def _iso(self, typed: str) -> str:
        if not typed:
            return ""
        if self._moment:
            return read_typed_moment(typed, self._almanac).strftime("%Y-%m-%d %H:%M")
        return read_typed_day(typed, self._almanac).isoformat()

    def _tidy(self) -> None:
        self.setText(self.text())
        self.left.emit()

    def _shown_day(self) -> QDate:
        try:
            day = date.fromisoformat(self.text()[:10])
        except ValueError:
            day = self._almanac.today()
        return QDate(day.year, day.month, day.day)

    def _take(self, day: QDate, popup: QDialog) -> None:
        clock = self.text()[10:] or " 09:00" if self._moment else ""
        self.setText(date(day.year(), day.month(), day.day()).isoformat() + clock)
        popup.close()
        self.setFocus()
        self.edited.emit()
