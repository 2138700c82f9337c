"""The small forms behind the buttons of the panel: posting, certificate, leaving."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.fields import Field
from desktop.services import certificate, person, posting, posting_form
from desktop.services.person_card import PersonCard
from desktop.services.posting_form import Bodies
from desktop.services.work import Work
from desktop.values import Choice
from desktop.views.kit.desk import Desk
from desktop.views.kit.dialogs import ask_reason
from desktop.views.kit.form_dialog import FormDialog

_POSTING = (
    ("kind", "home_unit_id", "station_unit_id"),
    ("post", "since", "served"),
    ("duty", "executive_deputy"),
    ("consent_on",),
    ("consent",),
)
_CARD = (("number", "issuer"), ("field_of_law", "qualified_on"), ("issued_on", "valid_until"))
_STATE = (("state", "state_since"), ("state_reason",))
_LAST_DAY = Field(name="last_day", label="最后在岗日", kind=date)


class PersonDeeds:
    """Opens the form of a deed over `parent`; `done` hears when it has been stored."""

    def __init__(self, parent: QWidget, desk: Desk, done: Callable[[], None]) -> None:
        self._parent, self._desk, self._done = parent, desk, done
        self.dialog: FormDialog | None = None

    def move(self, card: PersonCard) -> None:
        """调整岗位: the running posting ends the day before the new one begins."""

        def question(work: Work) -> tuple[Bodies, dict[str, Any]]:
            known = posting_form.bodies(work)
            return known, posting_form.following(work, card.id, known)

        self._desk.ask(self._parent, question, lambda found: self._move(card, *found), "deed")

    def renew(self, card: PersonCard) -> None:
        """办理换证: a new row; the old certificate stays in the record."""
        key = card.live
        if key is None:
            return
        held = next(one for one in card.certificates if one.id == key)
        needed = ("issued_on", "valid_until")
        fields = {
            name: replace(field, required=name in needed)
            for name, field in certificate.ARRIVAL.items()
        }
        dialog = self._open(
            fields,
            _CARD,
            title=f"办理换证：{card.name}",
            name=f"renew:{key}",
            said=f"原证 {held.number} 保留在档案中，自新证发证之日起标为“已换证”。证号不变的可以不填。",
        )
        dialog.begin({}, lambda work, values, _: certificate.renew(work, key, values), self._saved)

    def add(self, card: PersonCard) -> None:
        """登记新证: for someone without a certificate in use."""
        fields = {
            name: replace(field, required=name == "number")
            for name, field in certificate.ARRIVAL.items()
        }
        dialog = self._open(fields, _CARD, title=f"登记新证：{card.name}", name=f"card:{card.id}")
        dialog.begin(
            {}, lambda work, values, _: certificate.add(work, card.id, values), self._saved
        )

    def change_state(self, card: PersonCard) -> None:
        """变更证件状态: with its day and its reason."""
        key = card.live
        if key is None:
            return
        fields = {
            name: replace(certificate.FIELDS[name], required=True)
            for name in ("state", "state_since", "state_reason")
        }
        fields["state"] = replace(fields["state"], check=_by_renewal)
        fields["state_reason"] = replace(fields["state_reason"], lines=2)

        def save(work: Work, values: dict[str, Any], _: int | None) -> None:
            certificate.change_state(work, key, *(values[name] for name in fields))

        dialog = self._open(fields, _STATE, title=f"变更证件状态：{card.name}", name=f"state:{key}")
        dialog.begin({"state_since": self._desk.almanac.today()}, save, self._saved)

    def finish(self, card: PersonCard) -> None:
        """离岗登记: the running posting ends on its last day."""
        dialog = self._open(
            {"last_day": _LAST_DAY},
            [("last_day",)],
            title=f"离岗登记：{card.name}",
            name=f"finish:{card.id}",
            said="任职记录保留在履历中；之后的日期不再计入本队力量。",
        )
        today = {"last_day": self._desk.almanac.today()}
        dialog.begin(
            today,
            lambda work, values, _: posting.finish(work, card.id, values["last_day"]),
            self._saved,
        )

    def remove(self, card: PersonCard) -> None:
        """移出花名册: only for someone entered by mistake; needs a reason."""
        ask_reason(
            self._parent,
            "移出花名册",
            f"仅用于录入错误：把“{card.name}”移出花名册，档案和审计记录保留。人员调离请用“离岗登记”。请写明原因：",
            "移出",
            lambda reason: self._desk.act(
                self._parent,
                lambda work: person.remove(work, card.id, reason),
                lambda _: self._saved(None),
            ),
        )

    def _move(self, card: PersonCard, known: Bodies, values: dict[str, Any]) -> None:
        dialog = self._open(
            posting_form.fields(known),
            _POSTING,
            title=f"调整岗位：{card.name}",
            name=f"move:{card.id}",
            said="原任职到新岗位到岗前一天为止。调动双重管理人员，应先征求意见并记录（方案二（四））。",
            offers=known.offers,
        )
        dialog.begin(
            values,
            lambda work, new, _: posting.move(work, card.id, posting_form.settled(new, known)),
            self._saved,
        )

    def _open(self, fields: Any, layout: Any, **more: Any) -> FormDialog:
        self.dialog = FormDialog(self._parent.window(), self._desk, fields, layout, **more)
        self.dialog.setMinimumWidth(660)
        return self.dialog

    def _saved(self, _: object) -> None:
        self.dialog = None
        self._done()


def _by_renewal(state: Choice) -> str | None:
    return "“已换证”由办理换证产生，请改用“办理换证”" if state.value == "replaced" else None
