"""Asking the law about facts nobody recorded."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from office import Office

from desktop.law.guards import Verdict
from desktop.services import step_explorer
from desktop.services.step_explorer import Explored, Place

DAY = date(2026, 11, 23)


def explored(office: Office, step: str, **facts: Any) -> Explored:
    return office.ask(lambda work: step_explorer.explore(work, Place("ordinary", step, DAY), facts))


def test_the_ordinary_procedure_comes_first_with_its_steps(local_office: Office) -> None:
    found = local_office.ask(step_explorer.procedures)
    assert found[0] == ("ordinary", "普通程序")
    assert len(found) > 5
    steps = dict(local_office.ask(lambda work: step_explorer.steps(work, "ordinary")))
    assert steps["decided"] == "作出处罚决定"


def test_nothing_known_is_asked_and_never_allowed(local_office: Office) -> None:
    answer = explored(local_office, "transferred")
    assert answer.asks
    assert answer.verdict[1] in ("尚有事实待查明", "现有事实下不得办理")
    assert all(one.verdict is not Verdict.ALLOW for one in answer.findings)


def test_a_fact_against_the_step_refuses_it_with_article_and_way_out(local_office: Office) -> None:
    answer = explored(local_office, "filed", place_inside=False)
    refused = [one for one in answer.findings if one.verdict is Verdict.REFUSE]
    assert refused
    assert all(one.cite and one.way_out for one in refused)
    assert answer.verdict == ("bad", "现有事实下不得办理")


def test_every_step_of_every_procedure_can_be_asked_about(local_office: Office) -> None:
    def look(work: Any) -> int:
        seen = 0
        for key, _ in step_explorer.procedures(work):
            for step, _ in step_explorer.steps(work, key):
                answer = step_explorer.explore(work, Place(key, step, DAY), {})
                assert answer.label
                seen += 1
        return seen

    assert local_office.ask(look) > 50


@pytest.mark.parametrize("name", ["records", "notice_contents", "penalties"])
def test_what_a_file_is_made_of_is_not_asked_here(local_office: Office, name: str) -> None:
    for step in ("filed", "noticed"):
        assert name not in [one.name for one in explored(local_office, step).asks]


def test_whether_the_officers_are_in_order_can_be_said(local_office: Office) -> None:
    def guards(**facts: Any) -> dict[str, Verdict]:
        answer = explored(local_office, "inquiry", **facts)
        return {one.label: one.verdict for one in answer.findings}

    label = "两名以上持证执法人员"
    assert guards()[label] is Verdict.UNKNOWN
    assert label not in guards(officers=True)
    assert guards(officers=False)[label] is Verdict.REFUSE
