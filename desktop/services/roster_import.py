"""Importing a roster: what each row would do, doing it all or not at all, and undoing it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from desktop.models.person import DutyState
from desktop.services import certificate, digest, person, posting, unit
from desktop.services.roster_known import Known, squeezed
from desktop.services.roster_sheet import FIELDS, Places, assumed
from desktop.services.work import Work
from desktop.values import Choice


class Fate(Choice):
    """What a row would do."""

    NEW = "new", "新增"
    CHANGED = "changed", "更新"
    SAME = "same", "无变化"
    DOUBTFUL = "doubtful", "可能重复"
    FAULTY = "faulty", "有误"


class Answer(Choice):
    """What a person decides about a doubtful row."""

    LINK = "link", "就是同一人，更新"
    CREATE = "create", "不是同一人，新增"
    SKIP = "skip", "跳过"


@dataclass(frozen=True)
class Difference:
    """One value that would change."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Complaint:
    """A fault the database knows of: row number in the file, column label, value, sentence.

    `repeated` where the value is already held by another row or person.
    """

    row: int
    column: str
    value: str
    sentence: str
    repeated: bool = False


@dataclass
class Line:
    """One row of the file and what it would do; `elsewhere` = the match is another unit's.

    `other` is what is held of a doubtful match, label to text.
    """

    row: int
    fate: Fate
    values: dict[str, Any]
    person_id: UUID | None = None
    elsewhere: bool = False
    other: dict[str, str] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)
    complaints: list[Complaint] = field(default_factory=list)


@dataclass(frozen=True)
class Plan:
    """The whole preview; `names` are those of the units its values refer to."""

    lines: list[Line]
    names: Mapping[UUID, str] = field(default_factory=dict)

    def shown(self, line: Line) -> dict[str, str]:
        """What the file says of a person, label to text."""
        return _shown(line.values, self.names)

    def counts(self) -> Counter[Fate]:
        """How many rows have each fate."""
        return Counter(line.fate for line in self.lines)


def plan(work: Work, rows: Sequence[tuple[int, Mapping[str, Any]]]) -> Plan:
    """What importing these rows (number in the file, values by field) would do.

    Nothing is written. Every fault of every row is named in one pass.
    """
    units = unit.names(work)
    places, known = Places(units), Known(work, {one.id: one.name for one in units})
    lines = [_matched(work, number, dict(values), places, known) for number, values in rows]
    held = known.values_of({line.person_id for line in lines if line.person_id})
    for line in lines:
        _judge(line, held, known)
    _mark_repeats(lines)
    return Plan(lines, known.names)


def _matched(work: Work, number: int, raw: dict[str, Any], places: Places, known: Known) -> Line:
    values, complaints = _resolved(work, number, raw, places)
    line = Line(number, Fate.NEW, values, complaints=complaints)
    _match(work, line, known)
    return line


def _judge(line: Line, held: Mapping[UUID, Mapping[str, Any]], known: Known) -> None:
    """New rows are checked as arrivals; matched ones compared with what is held."""
    line.elsewhere = line.person_id is not None and known.elsewhere(line.person_id)
    if line.person_id is None:
        line.complaints += _arrival_faults(line, known)
    elif line.elsewhere and line.fate is not Fate.DOUBTFUL:
        line.complaints.append(_of_another_unit(line))
    elif line.fate is Fate.DOUBTFUL:
        line.other = _shown(held[line.person_id], known.names)
    else:
        line.differences = differences(held[line.person_id], line.values, known.names)
        line.fate = Fate.CHANGED if line.differences else Fate.SAME
    if line.complaints:
        line.fate = Fate.FAULTY


def _of_another_unit(line: Line) -> Complaint:
    sentence = "该人员已登记在其他乡镇（街道），请由该乡镇（街道）修改，或办理调动后再导入"
    number = line.values.get("number") or ""
    return Complaint(line.row, FIELDS["number"].label, number, sentence, repeated=True)


def _resolved(
    work: Work, number: int, raw: dict[str, Any], places: Places
) -> tuple[dict[str, Any], list[Complaint]]:
    """Names of bodies become units; values nobody wrote stay absent."""
    values = {key: value for key, value in raw.items() if value not in (None, "")}
    faults: list[Complaint] = []

    def resolve(column: str, target: str, find: Any, sentence: str) -> None:
        text = values.pop(column, None)
        if text is None:
            return
        found = find(text)
        if found is None:
            faults.append(Complaint(number, FIELDS[column].label, text, sentence.format(text)))
        else:
            values[target] = found

    resolve("team", "team_unit_id", places.township, "“{}”不是本县的乡镇（街道），请核对名称")
    resolve("station", "station_unit_id", places.township, "驻地“{}”不是本县的乡镇（街道）")
    own = {"本级", "本乡镇", "本镇", "本街道", "本单位", "无", "/", "—", "-"}
    if values.get("home") in own:
        values.pop("home")
    resolve("home", "home_unit_id", places.department, "派出部门“{}”不在九个县级部门之内")
    team = values.pop("team_unit_id", work.unit_id)
    if team != work.unit_id:
        sentence = "该行属于其他乡镇（街道）的队伍，请由该乡镇（街道）导入"
        faults.append(Complaint(number, FIELDS["team"].label, raw.get("team", ""), sentence))
    return values, faults


def _match(work: Work, line: Line, known: Known) -> None:
    """By identity number, then certificate number; the same name alone is only doubtful."""
    number = line.values.get("id_number")
    found = known.by_digest.get(digest.of(work, number)) if number else None
    card = known.by_number.get(line.values.get("number", ""))
    if found is None and card is not None:
        found, name = card
        if squeezed(name) != squeezed(line.values.get("name", "")):
            sentence = f"执法证号已登记在“{name}”名下，与本行姓名不符"
            label = FIELDS["number"].label
            number = line.values["number"]
            line.complaints.append(Complaint(line.row, label, number, sentence, repeated=True))
            return
    if found is not None:
        line.person_id = found
        return
    namesakes = known.by_name.get(squeezed(line.values.get("name", "")), [])
    unsure = [one for one in namesakes if not number or known.may_lack_id(one)]
    if unsure:
        line.person_id, line.fate = unsure[0], Fate.DOUBTFUL


def _arrival_faults(line: Line, known: Known) -> list[Complaint]:
    full = arrival_values(line.values, known.today, known.unit_id)
    found = (
        person.contradictions(person.derived(full))
        | posting.faults(full, known.dual_homes)
        | certificate.date_faults(known.today, full)
    )
    labels = person.ARRIVAL
    return [
        Complaint(line.row, labels[name].label, labels[name].show(full.get(name)), sentence)
        for name, sentence in found.items()
    ]


def arrival_values(values: Mapping[str, Any], today: date, unit_id: UUID) -> dict[str, Any]:
    """A row completed with what an arrival needs."""
    full = assumed({"duty_state": DutyState.SERVING, **values})
    full.setdefault("since", today)
    full.setdefault("station_unit_id", unit_id)
    full["executive_deputy"] = False
    return full


def differences(
    held: Mapping[str, Any], values: Mapping[str, Any], names: Mapping[UUID, str]
) -> list[Difference]:
    """What the row would change; columns it leaves empty change nothing."""
    labels = person.ARRIVAL
    return [
        Difference(
            labels[name].label, _text(name, held.get(name), names), _text(name, value, names)
        )
        for name, value in values.items()
        if name in labels and held.get(name) != value
    ]


def _shown(values: Mapping[str, Any], names: Mapping[UUID, str]) -> dict[str, str]:
    """A record for people to compare: label to shown text, without the empty ones."""
    labels = person.ARRIVAL
    shown = {labels[name].label: _text(name, values.get(name), names) for name in labels}
    return {label: text for label, text in shown.items() if text}


def _text(name: str, value: Any, names: Mapping[UUID, str]) -> str:
    """A value in words, bodies by their names."""
    if isinstance(value, UUID):
        return names.get(value, "")
    return person.ARRIVAL[name].show(value)


def _mark_repeats(lines: Sequence[Line]) -> None:
    """The same identity or certificate number twice within the file."""
    for column in ("id_number", "number"):
        seen: dict[str, int] = {}
        for line in lines:
            text = line.values.get(column)
            if not text:
                continue
            if text in seen:
                label = FIELDS[column].label
                sentence = f"{label}与第{seen[text]}行重复，请核对原件"
                line.complaints.append(Complaint(line.row, label, text, sentence, repeated=True))
                line.fate = Fate.FAULTY
            seen.setdefault(text, line.row)
