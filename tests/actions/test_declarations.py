"""The actions and their papers fit the law, the forms, and each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from desktop.actions.action import Action
from desktop.actions.example import paper_data
from desktop.actions.source import BrokenAction, actions, read_action
from desktop.documents.form import Form
from desktop.documents.placeholder import TemplateError, lookup
from desktop.documents.template import forms, load_form
from desktop.law.law import Law
from desktop.services import setting

DAY = date(2026, 11, 23)
CASE_PAPERS = [f"{number:02}" for number in range(1, 77)]
BY_RECORD = {"53": "proof_of_service"}
"""Papers that no action makes: the proof of service is made with the service."""


@pytest.fixture(scope="module")
def law() -> Law:
    return Law.load()


def newest() -> list[Form]:
    return [load_form(name) for name in sorted({one.id for one in forms() if one.code})]


@pytest.mark.parametrize("action", actions().values(), ids=lambda one: one.name)
def test_an_action_takes_steps_the_law_has(action: Action, law: Law) -> None:
    for procedure in (action.procedure, *action.also):
        known = {step.key for step in law.procedure(procedure, DAY).steps}
        assert set(action.steps) <= known


@pytest.mark.parametrize("action", actions().values(), ids=lambda one: one.name)
def test_an_action_makes_papers_that_exist(action: Action) -> None:
    known = {one.id for one in forms()}
    assert {paper.form for paper in action.papers} <= known


def test_every_paper_of_a_case_has_a_form_and_something_that_makes_it() -> None:
    made = {paper.form for one in actions().values() for paper in one.papers}
    by_code: dict[str, list[str]] = {}
    for form in newest():
        by_code.setdefault(form.code, []).append(form.id)
    assert [code for code in CASE_PAPERS if code not in by_code] == []
    unmade = [
        f"{code} {form}"
        for code, ids in by_code.items()
        for form in ids
        if form not in made and BY_RECORD.get(code) != form
    ]
    assert unmade == []


@pytest.mark.parametrize("form", newest(), ids=lambda one: f"{one.code} {one.id}")
def test_a_form_prints_nothing_the_record_does_not_have(form: Form, law: Law) -> None:
    data = paper_data(form, law)
    assert list(_unknown(form, data)) == []


def _unknown(form: Form, data: dict[str, Any]) -> Iterator[str]:
    for path in form.fields():
        head, star, tail = path.partition(".*")
        try:
            found = lookup(data, tuple(head.split(".")))
            if star and tail:
                for entry in found or ():
                    lookup(entry, tuple(tail.strip(".").split(".")))
        except TemplateError as fault:
            yield f"{path}: {fault}"


def test_every_number_series_of_a_form_has_a_pattern() -> None:
    series = {one.series for one in forms() if one.series}
    assert {f"{one}_number" for one in series} <= set(setting.declared())


def test_every_paper_carries_the_title_the_list_of_papers_gives_it(law: Law) -> None:
    titles = law.contents("papers", DAY).items
    strange = [f"{one.code} {one.name}" for one in newest() if one.code not in titles]
    assert strange == []


def test_a_broken_action_is_refused_by_file_and_fault(tmp_path: Any) -> None:
    path = tmp_path / "broken.toml"
    path.write_text(
        'label = "样例"\nprocedure = "ordinary"\nsteps = ["filed"]\nday = "later"\ngroup = "filing"\n',
        "utf-8",
    )
    with pytest.raises(BrokenAction, match=r"broken\.toml.*later"):
        read_action(path)
