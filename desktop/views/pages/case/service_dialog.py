"""登记送达: how a paper reached a party, with the proof each way of service needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.fields import Field
from desktop.services import proof_of_service
from desktop.services.action_form import Offer
from desktop.services.work import Work
from desktop.views.kit.desk import Desk
from desktop.views.kit.form_dialog import FormDialog
from desktop.views.kit.text import label
from desktop.vocabulary import ServiceWay

_PARTY = Field(name="party", label="受送达人", kind=UUID)
FIELDS = {"party": _PARTY, **proof_of_service.FIELDS}
_ALWAYS = ("party", "way", "served_at", "place", "servers", "note")
_HANDED = ("receiver", "relation")
_OF_WAY = {
    ServiceWay.DIRECT: _HANDED,
    ServiceWay.LEFT: ("refused", "refusal", "witness", "recorded"),
    ServiceWay.POST: _HANDED,
    ServiceWay.ENTRUSTED: _HANDED,
    ServiceWay.ELECTRONIC: ("receiver", "consent"),
    ServiceWay.ANNOUNCEMENT: ("others_failed", "announced_on"),
}
_LAYOUT = (
    ("way", "party"),
    ("served_at", "place"),
    ("receiver", "relation"),
    ("refused", "recorded"),
    ("refusal", "witness"),
    ("consent", "others_failed", "announced_on"),
    ("servers",),
    ("note",),
)
_HELP = {
    ServiceWay.DIRECT: "交受送达人本人，或者依法可以代收的人签收；代收的写明关系。",
    ServiceWay.LEFT: "拒收的，写明拒收事由，并由见证人签名，或者拍照、录像记录送达过程。",
    ServiceWay.POST: "以回执上注明的收件日期为送达日期；单号写入备注。",
    ServiceWay.ENTRUSTED: "由受委托机关送达，以签收日期为送达日期。",
    ServiceWay.ELECTRONIC: "须有当事人签订的确认书；以到达其系统的日期为送达日期。",
    ServiceWay.ANNOUNCEMENT: "仅在下落不明或者其他方式均无法送达时使用，公告期满视为送达。",
}


@dataclass(frozen=True)
class Receivers:
    """A new service's values, and the parties it may name."""

    values: dict[str, Any]
    parties: tuple[Offer, ...]
    addresses: dict[UUID, tuple[str | None, str | None]]


class ServiceDialog(FormDialog):
    """Shows what the chosen way needs and nothing else."""

    def __init__(self, parent: QWidget | None, desk: Desk, title: str, found: Receivers) -> None:
        open_ = [one for one in found.parties if not one.bad]
        super().__init__(
            parent,
            desk,
            FIELDS,
            _LAYOUT,
            title=f"登记送达：{title}",
            yes="登记送达",
            said="登记后制作送达回证，自送达之日起算的期限随即开始。",
            offers={"party": [(one.id, one.words) for one in open_]},
        )
        self.setMinimumWidth(680)
        self.help = label("", "small", wraps=True)
        body = self.layout()
        if isinstance(body, QVBoxLayout):
            body.insertWidget(body.count() - 1, self.help)
        self._open, self._addresses = open_, found.addresses
        self.form.edited.connect(self._edited)

    def ask(self, paper_id: UUID, values: dict[str, Any], done: Callable[[UUID], None]) -> None:
        """Show the form and, once sent, record the service."""

        def deed(work: Work, given: dict[str, Any], _: int | None) -> UUID:
            return proof_of_service.serve(work, paper_id, given["party"], self.needed(given))

        party = self._open[0].id if len(self._open) == 1 else None
        place, receiver = self._addresses.get(party, (None, None)) if party else (None, None)
        known = {**values, "party": party, "place": place, "receiver": receiver}
        self.begin(known, deed, done)
        self._look()

    def needed(self, values: dict[str, Any]) -> dict[str, Any]:
        """Only what belongs to the way; what another way had asked is not kept."""
        names = (*_ALWAYS, *_OF_WAY.get(values["way"], ()))
        return {
            name: values.get(name) if name in names else None for name in proof_of_service.FIELDS
        }

    def _edited(self, name: str) -> None:
        if name == "way":
            self._look()
        elif name == "party":
            self._follow()

    def _follow(self) -> None:
        """Address and receiver of the party chosen; what somebody typed stays."""
        chosen = self._addresses.get(self.form.value("party"))
        if chosen is None:
            return
        for at, name in enumerate(("place", "receiver")):
            known = {one[at] for one in self._addresses.values()}
            if self.form.value(name) in (None, *known):
                self.form.put(name, chosen[at])

    def _look(self) -> None:
        way = self.form.value("way")
        shown = (*_ALWAYS, *_OF_WAY.get(way, ()))
        for name, box in self.form.boxes.items():
            box.setVisible(name in shown)
            if name not in shown and box.editor.text() and self.form.value(name) is None:
                box.editor.fill(None)  # What cannot be read and is not seen must not bar.
        self.help.setText(_HELP.get(way, ""))
        self.adjustSize()


def ask_service(owner: QWidget, desk: Desk, paper_id: UUID, title: str) -> None:
    """Read what is known, then ask for the rest."""

    def read(work: Work) -> Receivers:
        return Receivers(
            proof_of_service.blank(work, paper_id),
            proof_of_service.receivers(work, paper_id),
            proof_of_service.addresses(work, paper_id),
        )

    def show(found: Receivers) -> None:
        dialog = ServiceDialog(owner.window(), desk, title, found)
        dialog.ask(paper_id, found.values, lambda _: desk.said.emit(f"已登记送达：{title}"))

    desk.ask(owner, read, show, "service")
