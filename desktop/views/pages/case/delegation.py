"""委托签署: another account gives the opinions of one's own seat for a time."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.fields import Field
from desktop.roles import SEATED, Actor, Seat
from desktop.services import account, opinion
from desktop.services.work import Work
from desktop.values import Choice
from desktop.views.kit.desk import Desk
from desktop.views.kit.form_dialog import FormDialog

_SINCE = Field(name="since", label="起始日期", kind=date)
_UNTIL = Field(name="until", label="截止日期", kind=date, required=False, hint="不填则一直有效")


def seats_of(actor: Actor | None) -> list[Seat]:
    """The seats this account gives opinions for by its own role."""
    return [seat for seat, roles in SEATED.items() if actor and actor.role in roles]


def ask_delegation(owner: QWidget, desk: Desk) -> None:
    """Read who there is in the unit, then ask for whom, what and how long."""
    actor = desk.actor
    if actor is None:
        return

    def show(found: list[tuple[Actor, str]]) -> None:
        others = [
            one for one, _ in found if one.unit_id == actor.unit_id and one.login != actor.login
        ]
        _dialog(owner, desk, actor, others)

    desk.ask(owner, account.actors, show, "delegation")


def _dialog(owner: QWidget, desk: Desk, actor: Actor, others: list[Actor]) -> FormDialog:
    seats = seats_of(actor)
    people = _choice("Account", [(one.login, f"{one.name}（{one.role.label}）") for one in others])
    own = _choice("OwnSeat", [(str(one.value), one.label) for one in seats])
    fields = {
        "seat": Field(name="seat", label="签署的意见", kind=own),
        "to_login": Field(name="to_login", label="受托人", kind=people),
        "since": _SINCE,
        "until": _UNTIL,
    }
    dialog = FormDialog(
        owner.window(),
        desk,
        fields,
        (("seat", "to_login"), ("since", "until")),
        title="委托他人签署",
        yes="委托",
        said="委托期间由受托人以自己的姓名签署；行政机关负责人的意见只能委托另一名负责人。",
    )

    def deed(work: Work, values: dict[str, Any], _: int | None) -> UUID:
        seat = Seat.of(values["seat"].value)
        login = str(values["to_login"].value)
        return opinion.delegate(work, seat, login, values["since"], values["until"])

    first = next(iter(own)) if len(seats) == 1 else None
    given = {"seat": first, "to_login": None, "since": desk.almanac.today(), "until": None}
    dialog.begin(given, deed, lambda _: desk.said.emit("已登记委托"))
    return dialog


def _choice(name: str, members: list[tuple[str, str]]) -> type[Choice]:
    make: Any = Choice  # the functional form of an enumeration, which mypy does not know here
    made: type[Choice] = make(name, [(f"MEMBER_{at}", one) for at, one in enumerate(members)])
    return made
