"""An open question of the law, answered where it is asked."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.fields import Field
from desktop.services.case_next import HERE, IN_ACTION, IN_LEAD, Asked
from desktop.values import FieldError
from desktop.views.kit.day_editor import DayEditor
from desktop.views.kit.desk import Almanac
from desktop.views.kit.field_box import Editor, editor_for
from desktop.views.kit.text import button, label, restyle


class Answer(QWidget):
    """`answered(name, value)`; `wanted(asked)` when the answer belongs into a form."""

    answered = Signal(str, object)
    wanted = Signal(object)

    def __init__(self, asked: Asked, almanac: Almanac, obstacle: str = "") -> None:
        super().__init__()
        self.asked = asked
        self.complaint = label("", wraps=True)
        self.complaint.hide()
        self._line = QHBoxLayout()
        self._line.setSpacing(6)
        said = label(asked.label, wraps=True)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 2, 0, 0)
        body.setSpacing(2)
        if asked.place == HERE and asked.field is not None and asked.field.kind is bool:
            self._line.addWidget(said, 1)
            self._yes_no()
        elif asked.place == HERE and asked.field is not None:
            body.addWidget(said)
            self._typed(asked.field, almanac)
        else:
            self._line.addWidget(said, 1)
            self._elsewhere()
        body.addLayout(self._line)
        body.addWidget(self.complaint)
        self.setEnabled(not obstacle)
        self.setToolTip(obstacle)

    def _yes_no(self) -> None:
        for words, value in (("是", True), ("否", False)):
            choice = button(words)
            choice.setAccessibleName(f"{self.asked.label}：{words}")
            choice.setProperty("small", True)
            choice.clicked.connect(
                lambda _=False, value=value: self.answered.emit(self.asked.name, value)
            )
            self._line.addWidget(choice)

    def _typed(self, field: Field, almanac: Almanac) -> None:
        editor: Editor = editor_for(field, almanac)
        editor.setAccessibleName(field.label)
        send = button("登记")
        send.setAccessibleName(f"登记：{field.label}")
        send.clicked.connect(lambda: self._read(field, editor))
        self._line.addWidget(editor, 1)
        self._line.addWidget(send)

    def _read(self, field: Field, editor: Editor) -> None:
        try:
            if isinstance(editor, DayEditor) and (said := editor.complaint()):
                raise FieldError(said)
            value: Any = field.parse(editor.text())
        except FieldError as error:
            self.complaint.setText(f"✕ {error}")
            restyle(self.complaint, state="bad")
            self.complaint.show()
            return
        self.answered.emit(self.asked.name, value)

    def _elsewhere(self) -> None:
        """A way to the form that asks for it; some facts only the record itself can give."""
        words = {IN_LEAD: "去修改线索", IN_ACTION: f"去“{self.asked.action_label}”填写"}
        if (text := words.get(self.asked.place)) is None:
            return
        go = button(text, link=True)
        go.setAccessibleName(f"{self.asked.label}：{text}")
        go.clicked.connect(lambda: self.wanted.emit(self.asked))
        self._line.addWidget(go)
