"""Windows of a party: added or changed with its number checked, and its other cases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.services import party
from desktop.services.case_page import CasePage
from desktop.services.party import Earlier
from desktop.services.party_card import PartyCard
from desktop.services.work import Draft, Work
from desktop.views.kit.desk import Desk
from desktop.views.kit.dialogs import ask_reason
from desktop.views.kit.form_dialog import FormDialog
from desktop.views.kit.text import button, label
from desktop.views.pages.case.parties import PartiesCard
from desktop.views.pages.case.party_note import identity_note, is_citizen, kind_note, sex_said

_LAYOUT = (
    ("kind", "name"),
    ("identity", "phone"),
    ("representative", "representative_post"),
    ("sex", "guardian"),
    ("address",),
)
_OF_CITIZENS, _OF_BODIES = ("sex", "guardian"), ("representative", "representative_post")
_MOST = 15
_SAID = "两名以上当事人的，分别告知权利、听取意见、送达；处罚决定书载明全部当事人。"


class PartyDialog(FormDialog):
    """Shows what the chosen kind of party has and nothing else."""

    def __init__(self, parent: QWidget | None, desk: Desk, title: str, yes: str) -> None:
        super().__init__(
            parent,
            desk,
            party.FIELDS,
            _LAYOUT,
            title=title,
            yes=yes,
            said=_SAID,
            notes={"identity": self._identity, "kind": kind_note},
        )
        self.setMinimumWidth(680)
        self.form.edited.connect(self._edited)

    def ask(self, values: dict[str, Any], deed: Any, done: Callable[[Any], None]) -> None:
        """Show the form and, once sent, do the deed with what belongs to the kind."""

        def send(work: Work, given: dict[str, Any], version: int | None) -> Any:
            hidden = self._hidden(given.get("kind"))
            return deed(work, {name: given[name] for name in given if name not in hidden}, version)

        self.begin(values, send, done)
        self._look()

    def _edited(self, name: str) -> None:
        if name == "kind":
            self._look()
        if name in ("kind", "identity"):
            self.form.boxes["identity"].check(leaving=True)
            self._fill_sex()

    def _fill_sex(self) -> None:
        form = self.form
        said = sex_said(form.value("kind"), form.value("identity"))
        if said and form.value("sex") is None:
            sexes: Any = party.FIELDS["sex"].kind
            form.put("sex", sexes.of(said))

    def _identity(self, number: str) -> str:
        return identity_note(self.form.value("kind"), number)

    def _hidden(self, kind: Any) -> tuple[str, ...]:
        return () if kind is None else _OF_BODIES if is_citizen(kind) else _OF_CITIZENS

    def _look(self) -> None:
        hidden = self._hidden(self.form.value("kind"))
        for name, box in self.form.boxes.items():
            box.setVisible(name not in hidden)
        self.adjustSize()


def add_party(
    owner: QWidget, desk: Desk, case_id: UUID, done: Callable[[Any], None]
) -> PartyDialog:
    """One more party of a case."""
    dialog = PartyDialog(owner.window(), desk, "添加当事人", "添加")
    dialog.ask(party.blank(), lambda work, values, _: party.add(work, case_id, values), done)
    return dialog


def change_party(owner: QWidget, desk: Desk, key: UUID, done: Callable[[Any], None]) -> None:
    """Read a party with its numbers, then have it changed."""

    def show(found: Draft) -> None:
        def deed(work: Work, values: dict[str, Any], version: int | None) -> int:
            return party.save(work, Draft(key, version or found.version, values))

        PartyDialog(owner.window(), desk, "修改当事人", "保存").ask(found.values, deed, done)

    desk.ask(owner, lambda work: party.open_(work, key), show, "party")


class EarlierDialog(QDialog):
    """The other cases of a party, the newest first; `chosen` carries the id of one."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None, one: PartyCard) -> None:
        super().__init__(parent)
        self.setWindowTitle("当事人的其他案件")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(680)
        close = button("关闭", primary=True)
        close.clicked.connect(self.accept)
        body = QVBoxLayout(self)
        body.setContentsMargins(18, 14, 18, 14)
        body.setSpacing(10)
        body.addWidget(label(f"{one.name}的其他案件", "h1", wraps=True))
        said = (
            "按证件号码查找，列出您有权查看的案件。是否属于初次违法，请逐件核对案由、时间和结果。"
        )
        body.addWidget(label(said, "muted", wraps=True))
        body.addLayout(self._lines(one.earlier))
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(close)
        body.addLayout(foot)

    def _lines(self, found: Sequence[Earlier]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for y, one in enumerate(found[:_MOST]):
            open_ = button(one.number, link=True)
            open_.setAccessibleName(f"打开案件 {one.number}")
            open_.clicked.connect(partial(self._choose, one.id))
            decided = f"{one.decided} 决定" if one.decided else "尚未决定"
            words = (label(one.cause, wraps=True), label(one.phase), label(decided, "muted"))
            for x, part in enumerate((open_, *words)):
                grid.addWidget(part, y, x, Qt.AlignmentFlag.AlignTop)
        if len(found) > _MOST:
            rest = f"另有 {len(found) - _MOST} 件较早的案件，可以在案件列表中查找。"
            grid.addWidget(label(rest, "muted"), _MOST, 0, 1, 4)
        return grid

    def _choose(self, key: UUID) -> None:
        self.accept()
        self.chosen.emit(key)


class PartyDeeds:
    """What the card of the parties asks for; the page hears of it by the tables written.

    `shown` is the case in sight, `go` opens another one.
    """

    def __init__(
        self,
        owner: QWidget,
        desk: Desk,
        card: PartiesCard,
        shown: Callable[[], CasePage | None],
        go: Callable[[UUID], None],
    ) -> None:
        self._owner, self._desk, self._shown, self._go = owner, desk, shown, go
        card.added.connect(self._add)
        card.changed.connect(self._change)
        card.removed.connect(self._remove)
        card.before.connect(self._before)

    def _add(self) -> None:
        page = self._shown()
        if page is not None:
            add_party(self._owner, self._desk, page.id, self._tell("已添加当事人"))

    def _change(self, one: PartyCard) -> None:
        change_party(self._owner, self._desk, one.id, self._tell("已保存当事人"))

    def _remove(self, one: PartyCard) -> None:
        prompt = f"“{one.name}”将不再是本案当事人，请写明原因："
        ask_reason(
            self._owner,
            "移除当事人",
            prompt,
            "移除",
            lambda why: self._desk.act(self._owner, lambda work: party.remove(work, one.id, why)),
        )

    def _before(self, one: PartyCard) -> None:
        dialog = EarlierDialog(self._owner.window(), one)
        dialog.chosen.connect(self._go)
        dialog.open()

    def _tell(self, said: str) -> Callable[[Any], None]:
        return lambda _: self._desk.said.emit(said)
