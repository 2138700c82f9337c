"""What may be done with the person in the panel; a grey button says why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QMenu, QPushButton, QWidget

from desktop.roles import Actor
from desktop.services import certificate, person, posting
from desktop.services.person_card import PersonCard
from desktop.services.work import obstacle
from desktop.views.kit.text import button

_NO_CARD = "没有在用的执法证，请先登记新证。"
_NO_POST = "目前没有任职，请先调整岗位。"


class PersonActions(QWidget):
    """Each signal carries the card of the person it concerns."""

    edit_asked = Signal(object)
    renew_asked = Signal(object)
    add_asked = Signal(object)
    move_asked = Signal(object)
    state_asked = Signal(object)
    finish_asked = Signal(object)
    remove_asked = Signal(object)

    def __init__(self, actor: Actor | None) -> None:
        super().__init__()
        self._actor = actor
        self.card: PersonCard | None = None
        self.renew = button("办理换证", "identification-card", primary=True)
        self.edit, self.relocate = button("编辑", "pencil-simple"), button("调整岗位")
        self.state, self.more = button("变更证件状态"), button("更多")
        self.menu = QMenu(self)
        self.finish = self.menu.addAction("离岗登记…", lambda: self._ask(self.finish_asked))
        self.remove = self.menu.addAction("移出花名册…", lambda: self._ask(self.remove_asked))
        self.menu.setToolTipsVisible(True)
        self.more.setMenu(self.menu)
        self.more.setAccessibleName("更多人员操作")
        self.renew.clicked.connect(self._renew)
        self.edit.clicked.connect(lambda: self._ask(self.edit_asked))
        self.relocate.clicked.connect(lambda: self._ask(self.move_asked))
        self.state.clicked.connect(lambda: self._ask(self.state_asked))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setSpacing(6)
        for at, part in enumerate((self.renew, self.edit, self.relocate)):
            grid.addWidget(part, 0, 2 * at, 1, 2)
        grid.addWidget(self.state, 1, 0, 1, 4)
        grid.addWidget(self.more, 1, 4, 1, 2)

    def show_card(self, card: PersonCard | None) -> None:
        """Offer what the role may do with this person."""
        self.card = card
        live = card is not None and card.live is not None
        self.renew.setText("办理换证" if live or card is None else "登记新证")
        self._offer(self.edit, person.save)
        self._offer(self.renew, certificate.renew if live else certificate.add)
        self._offer(self.relocate, posting.move)
        self._offer(self.state, certificate.change_state, "" if live else _NO_CARD)
        serves = card is not None and card.running
        reason = "" if serves else _NO_POST
        for action, deed, why in (
            (self.finish, posting.finish, reason),
            (self.remove, person.remove, ""),
        ):
            said = self._why_not(deed) or why
            action.setEnabled(not said)
            action.setToolTip(said)

    def _offer(self, part: QPushButton, deed: Callable[..., Any], why: str = "") -> None:
        said = self._why_not(deed) or why
        part.setEnabled(not said)
        part.setToolTip(said)
        part.setAccessibleDescription(said)

    def _why_not(self, deed: Callable[..., Any]) -> str:
        if self.card is None:
            return "请先选择一名人员。"
        return obstacle(self._actor, deed, self.card.unit_id)

    def _renew(self) -> None:
        live = self.card is not None and self.card.live is not None
        self._ask(self.renew_asked if live else self.add_asked)

    def _ask(self, signal: Any) -> None:
        if self.card is not None:
            signal.emit(self.card)
