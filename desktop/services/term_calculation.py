"""Any term of the law worked out for a day: for the calculator, and as a paper to file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from desktop.documents.render import render
from desktop.documents.template import load_form
from desktop.errors import WorkError
from desktop.law.counting import Excluded, GapKind, Unit
from desktop.law.deadlines import Deadlines, Due, Holder
from desktop.law.editions import Entry, NotYetLaw
from desktop.law.explanation import Step
from desktop.services import law_setting
from desktop.services.paper import is_sample
from desktop.services.work import Work

FORM = "term_calculation"
_HOLDERS = {
    Holder.AUTHORITY: "本机关",
    Holder.PARTY: "当事人",
    Holder.DEPARTMENT: "业务主管部门",
    Holder.COUNTY: "县级机关",
    Holder.NOBODY: "不属于任何一方",
}


@dataclass(frozen=True)
class Kind:
    """A term as it can be chosen. `extension` is how much longer the law lets it grow, at most.

    `fields` are fields of law whose own rules decide what is left out; empty: the law itself does.
    """

    key: str
    code: str
    label: str
    holder: str
    starts: str
    length: str
    unit: str
    cite: str
    by_the_minute: bool
    backwards: bool
    gaps: tuple[GapKind, ...]
    extension: int
    fields: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """As it stands in the list: number, name, whose, article."""
        return f"{self.code} {self.label}（{self.holder}，{self.length}）— {self.cite}"


@dataclass(frozen=True)
class Question:
    """What is asked: the term, its start, what does not count, and by how much it was extended.

    `field` is the field of law, where its rule decides.
    """

    key: str
    start: date | datetime
    gaps: tuple[Excluded, ...] = ()
    extension: int = 0
    field: str = ""


def kinds(work: Work) -> list[Kind]:
    """Every term in force today, in the order of the K numbers, with the office's own lengths."""
    deadlines = Deadlines(work.law.edition)
    found = []
    for key, entry in deadlines.entries.items():
        try:
            due = answer(work, Question(key, work.today))
        except NotYetLaw:
            continue
        fields = work.law.case_time_fields if "rule" in entry.values else ()
        found.append(replace(_kind(entry, due, work.today), fields=fields))
    return found


def answer(work: Work, question: Question) -> Due:
    """The term worked out with the settings confirmed for the actor's unit on its first day.

    WorkError in words for a day no law covers or that cannot be counted from.
    """
    start = question.start
    day = start.date() if isinstance(start, datetime) else start
    return work.law.due(
        question.key,
        start,
        excluded=question.gaps,
        extension=question.extension,
        field=question.field,
        settings=law_setting.confirmed(work, work.unit_id, day),
    )


def gap(kind: GapKind, since: date, until: date) -> Excluded:
    """A stretch that does not count; refused in words when it ends before it begins."""
    if until < since:
        raise WorkError(f"“{kind.label}”的止日 {until} 早于起日 {since}，请更正。")
    return Excluded(since, until, kind.label, kind=str(kind.value))


def last_days(due: Due) -> list[tuple[str, str, str]]:
    """Label, day and explanation of the days that matter, the binding one first."""
    if due.moment is not None:
        return [("届满时刻", f"{due.moment:%Y-%m-%d %H:%M}", "按小时计算，休息日不顺延")]
    found = []
    if due.holder is Holder.PARTY and due.effective != due.raw:
        found.append(("届满日（有效）", due.effective.isoformat(), "最后一日是休息日，顺延至此日"))
        found.append(("原届满日", due.raw.isoformat(), "按日历计算，未顺延"))
    elif due.raw < due.start:
        found.append(("最迟日期", due.raw.isoformat(), "往前推算：至迟在此日办理，当日不计入"))
    else:
        found.append(("届满日", due.raw.isoformat(), "当日含在期限内"))
    if due.target != due.effective:
        why = "上述日期是休息日，机关的期限不顺延，应当提前办结"
        found.append(("最迟办结日", due.target.isoformat(), why))
    return found


def printed(work: Work, question: Question) -> bytes:
    """The calculation as a paper (form `term_calculation`), PDF bytes."""
    data = paper(work, answer(work, question), question.gaps)
    return render(load_form(FORM, work.today), data, sample=is_sample(work)).pdf


def paper(work: Work, due: Due, gaps: Sequence[Excluded]) -> dict[str, Any]:
    """Data of the form `term_calculation`."""
    left = [f"{one.reason}：{one.since} 至 {one.until}" for one in gaps]
    return {
        "期限": {
            "编号": due.code,
            "名称": due.label,
            "长度": f"{due.length}{due.unit.words}",
            "依据": due.cite,
            "主体": _HOLDERS[due.holder],
            "后果": due.missed,
        },
        "起算": due.start,
        "扣除": "；".join(left) or "无",
        "结果": [{"名称": name, "日期": day, "说明": why} for name, day, why in last_days(due)],
        "提示": due.note or "无",
        "步骤": [_line(run) for run in _runs(due.steps)],
        "制表人": work.me.name,
        "制表日期": work.today,
    }


def _runs(steps: Iterable[Step]) -> Iterator[list[Step]]:
    """Days next to each other that counted, or did not for the same reason: one line on paper."""
    run: list[Step] = []
    for step in steps:
        if run and not _alike(run[-1], step):
            yield run
            run = []
        run.append(step)
    if run:
        yield run


def _alike(one: Step, other: Step) -> bool:
    adjacent = abs(other.day - one.day) == timedelta(1)
    same = (one.counted, one.cite) == (other.counted, other.cite)
    return adjacent and same and (one.counted or one.why == other.why)


def _line(run: Sequence[Step]) -> dict[str, str]:
    first, last = run[0], run[-1]
    day, why = first.day.isoformat(), first.why
    if len(run) > 1:
        day = f"{day}\n至 {last.day.isoformat()}"
        why = f"{why.partition('，')[0]}至{last.why.partition('，')[0]}" if first.counted else why
        why = why if first.counted else f"{why}（共{len(run)}日）"
    counted = "计入" if first.counted else "不计入"
    return {"日期": day, "计入": counted, "说明": why, "依据": first.cite}


def _kind(entry: Entry, due: Due, day: date) -> Kind:
    values = entry.on(day).values
    kinds = tuple(GapKind.of(kind) for kind in entry.values.get("excludes", ()))
    return Kind(
        key=entry.key,
        code=due.code,
        label=due.label,
        holder=_HOLDERS[due.holder],
        starts=entry.values["starts"],
        length=f"{due.length}{due.unit.words}",
        unit=due.unit.words,
        cite=due.cite,
        by_the_minute=due.unit is Unit.HOUR,
        backwards=entry.values.get("direction") == "before",
        gaps=kinds,
        extension=values.get("extension", 0),
    )
