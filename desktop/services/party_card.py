"""The parties of a case as its page shows them: age at the act, what the law says to it, before."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from desktop.law.facts import Facts, PartyType
from desktop.law.guards import Verdict
from desktop.models.case import Party, PartyKind
from desktop.services import party
from desktop.services.case import PARTY
from desktop.services.case_facts import parties_of
from desktop.services.party import Earlier
from desktop.services.work import Work

_SHOWN = ("sex", "representative", "representative_post", "guardian", "address")
_LEVELS = {Verdict.REFUSE: "bad", Verdict.WARN: "warn"}
_UNKNOWN_AGE = ("warn", "年龄未知", "没有登记有效的身份证号，不能算出违法行为发生时的年龄。")


@dataclass(frozen=True)
class PartyCard:
    """One party. `age` is level, words and reason, None where age does not matter.

    `said` are the other fields that are filled in: label and text.
    """

    id: UUID
    kind: str
    name: str
    said: tuple[tuple[str, str], ...]
    age: tuple[str, str, str] | None
    earlier: tuple[Earlier, ...]


def of_case(work: Work, case_id: UUID) -> tuple[PartyCard, ...]:
    """Every party in its order."""
    return tuple(_card(work, one) for one in parties_of(work, case_id))


def _card(work: Work, record: Party) -> PartyCard:
    age = _age(work, record)
    said = [(PARTY[name].label, PARTY[name].show(getattr(record, name))) for name in _SHOWN]
    if age is not None and age[0] != "ok" and age != _UNKNOWN_AGE and not record.guardian:
        said.append((PARTY["guardian"].label, "尚未登记"))
    return PartyCard(
        record.id,
        record.kind.label,
        record.name,
        tuple((label, text) for label, text in said if text),
        age,
        tuple(party.earlier(work, record.id)),
    )


def _age(work: Work, record: Party) -> tuple[str, str, str] | None:
    """The age at the act, with what the law says to it (G23; 行政处罚法 第三十条)."""
    if record.kind is not PartyKind.CITIZEN:
        return None
    age = party.age(work, record.id)
    if age is None:
        return _UNKNOWN_AGE
    facts = Facts(party_type=PartyType.CITIZEN, party_age=age, party_capable=True)
    for one in work.law.findings(("G23",), facts, work.today):
        if one.verdict in _LEVELS:
            why = f"{one.message}（{one.cite}）{one.way_out}"
            return _LEVELS[one.verdict], f"行为时{age}周岁", why
    return "ok", f"行为时{age}周岁", ""
