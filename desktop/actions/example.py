"""The data of a specimen: the made-up sample case, and what each action gives as example."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from desktop.actions import data
from desktop.actions.action import Action
from desktop.actions.input import (
    ANSWER,
    CHOICE,
    CHOICES,
    EVIDENCE,
    PARTY,
    PEOPLE,
    QUESTION,
    QUESTIONS,
    ROWS,
    THINGS,
    Input,
)
from desktop.actions.source import actions
from desktop.amounts import in_words
from desktop.documents.form import Form
from desktop.documents.template import forms
from desktop.fields import Field
from desktop.law.law import Law
from desktop.resources import resources
from desktop.values import CHINA, Choice

DAY = date(2026, 11, 23)
_NUMBER = "浦白{word}〔2026〕第000021号"
_SLOTS = {
    "authority": "浦江县白马镇人民政府",
    "officers": "王样例（11330726001）、李样例（11330726002）",
    "term": "五个工作日",
    "fine": "人民币叁仟元整（¥3,000.00）",
    "review_body": "浦江县人民政府",
    "court": "样例市样例区人民法院",
    "review_channel": "样例行政复议网上服务平台",
}
_RULED = "＿" * 8
_SEATS = ("承办人", "承办机构", "法制审核", "负责人", "正职负责人", "听证主持人", "县指导办")


def paper_data(form: Form, law: Law) -> dict[str, Any]:
    """What a specimen of this form prints."""
    found = {**_sample()}
    found["案件"] = _with_money(found["案件"])
    made_by = _maker(form)
    steps = _steps(made_by)
    terms: tuple[str, ...] = ()
    on = DAY
    if made_by is not None:
        on = steps[made_by.key][data.DAY]
        step = law.procedure(made_by.procedure, on).step(made_by.steps[0])
        terms = step.deadlines
    found |= {
        data.NUMBER: _NUMBER.format(word=form.series and "综执字"),
        data.DAY: on,
        data.THIS: steps[made_by.key] if made_by else {data.DAY: on},
        data.STEPS: steps,
        data.OPINIONS: {seat: {"意见": "", "姓名": "", "日期": None} for seat in _SEATS},
        data.TEXTS: data.texts(law, on, _slots(made_by)),
        data.TERMS: data.terms(law, terms, on, {}),
        "全部当事人": [found["当事人"]],
        "设置": data.no_settings() | found["设置"],
    }
    return found


def _slots(made_by: Action | None) -> dict[str, str]:
    """What the texts are filled with; the fine is the one the action's own example decides."""
    fines = [example(one) for one in made_by.inputs if one.fact == "fine"] if made_by else []
    return _SLOTS | ({"fine": in_words(fines[0])} if fines else {})


def blank_data(law: Law) -> dict[str, Any]:
    """What an empty form holds before anybody writes on it: the texts of the law."""
    return {data.TEXTS: data.texts(law, DAY, dict.fromkeys(_SLOTS, _RULED))}


def _maker(form: Form) -> Action | None:
    for one in actions().values():
        if form.id in {paper.form for paper in one.papers}:
            return one
    return None


@cache
def _sample() -> Mapping[str, Any]:
    text = (resources() / "sample" / "paper.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _with_money(case: Mapping[str, Any]) -> dict[str, Any]:
    return {**case, "罚款下限": Decimal(case["罚款下限"]), "罚款上限": Decimal(case["罚款上限"])}


def _steps(made_by: Action | None) -> dict[str, dict[str, Any]]:
    """各步, as if every action had been done with its examples but those of another ending."""
    codes = {form.id: form.code for form in forms()}
    found = data.nothing_done()
    for one in actions().values():
        if _elsewhere(one, made_by):
            continue
        values = {each.name: example(each) for each in one.inputs}
        on = values.get(one.day) or _sample()["办理日期"].get(one.name) or DAY
        day = on.astimezone(CHINA).date() if isinstance(on, datetime) else on
        papers = {
            codes.get(paper.form, ""): {
                data.NUMBER: _NUMBER.format(word="综执字"),
                data.DAY: day,
                data.SERVED: day,
            }
            for paper in one.papers
        }
        said = data.step_data(one, values, day)
        found[one.key] = {**said, data.TIMES: 1, data.PAPERS: papers}
    return found


def _elsewhere(one: Action, made_by: Action | None) -> bool:
    """Whether the sample case took another way (旁支): a party heard has not waived its right.

    The papers of such a way see the actions of their own procedure.
    """
    aside = _sample()["旁支"]
    own = made_by is not None and made_by.name in aside and made_by.procedure == one.procedure
    return one.name in aside and not own


def example(one: Input) -> Any:
    """The example of an input as a value; people, party, things and evidence from the sample."""
    sample, given = _sample(), one.example
    if one.kind == PEOPLE:
        return sample["承办人"]
    if one.kind == PARTY:
        return sample["当事人"]
    if one.kind == THINGS:
        return _picked(sample["物品"], given)
    if one.kind == EVIDENCE:
        return _picked(sample["证据"], given)
    if given == "":
        return () if one.is_list else None
    if one.kind == QUESTIONS:
        return tuple({QUESTION: asked, ANSWER: said} for asked, said in given)
    if one.kind == ROWS:
        return tuple(_row(one.columns, cells) for cells in given)
    if one.kind == CHOICES:
        return tuple(_chosen(one.choices, label) for label in given)
    if one.kind == CHOICE:
        return _chosen(one.choices, given)
    if one.kind == "money":
        return Decimal(str(given)).quantize(Decimal("0.01"))
    return given


def _picked(rows: list[Any], given: Any) -> list[Any]:
    """The rows of the sample an example names by number, the first being 1; without one, all."""
    return rows if given == "" else [rows[number - 1] for number in given]


def _row(columns: tuple[Field, ...], cells: list[Any]) -> dict[str, Any]:
    return {column.name: _cell(column, cell) for column, cell in zip(columns, cells, strict=True)}


def _cell(column: Field, cell: Any) -> Any:
    if cell == "":
        return None
    if issubclass(column.kind, Choice):
        return _chosen(column.kind, cell)
    if column.kind is Decimal:
        return Decimal(str(cell)).quantize(Decimal("0.01"))
    return cell


def _chosen(choices: type[Choice] | None, label: str) -> Choice:
    found = choices.read(label) if choices else None
    if found is None:
        raise ValueError(f"没有选项“{label}”")
    return found
