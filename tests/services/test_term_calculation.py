"""The term calculator's questions, on both engines."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from office import Office

from desktop.documents.template import load_form, missing_fields
from desktop.errors import WorkError
from desktop.law.counting import GapKind
from desktop.law.deadlines import Due
from desktop.services import law_setting, term_calculation
from desktop.services.term_calculation import Question
from desktop.services.work import Work


def counted(office: Office, key: str, start: date | datetime, **more: Any) -> Due:
    question = Question(key, start, **more)
    due: Due = office.ask(lambda work: term_calculation.answer(work, question))
    return due


def agree(office: Office) -> None:
    """Confirm the rule of market supervision for the county."""

    def confirm(work: Work) -> None:
        law_setting.confirm(work, "case_time.market", "样例", date(2026, 1, 1), "样例")

    office.do(confirm, "guidance")


def test_every_term_can_be_chosen_with_number_holder_and_article(office: Office) -> None:
    kinds = office.ask(term_calculation.kinds)
    assert len(kinds) > 30
    assert all(one.code.startswith("K") and one.cite and one.holder for one in kinds)
    decision = next(one for one in kinds if one.key == "decision")
    assert decision.words == "K02 作出行政处罚决定（本机关，90日）— 行政处罚法 第六十条"
    assert GapKind.HEARING in decision.gaps
    assert "市场监管" in decision.fields
    assert next(one for one in kinds if one.key == "seizure").fields == ()


def test_a_hearing_is_left_out_of_the_ninety_days(office: Office) -> None:
    gap = term_calculation.gap(GapKind.HEARING, date(2026, 4, 1), date(2026, 4, 10))
    plain = counted(office, "decision", date(2026, 3, 2))
    open_ = counted(office, "decision", date(2026, 3, 2), gaps=(gap,), field="市场监管")
    agree(office)
    longer = counted(office, "decision", date(2026, 3, 2), gaps=(gap,), field="市场监管")
    assert plain.raw == open_.raw == date(2026, 5, 31)
    assert "规则没有经过确认" in open_.note
    assert (longer.raw - plain.raw).days == 10


def test_a_gap_the_wrong_way_round_is_refused_in_words(office: Office) -> None:
    with pytest.raises(WorkError, match=r"听证.*早于起日"):
        term_calculation.gap(GapKind.HEARING, date(2026, 4, 10), date(2026, 4, 1))


def test_a_day_before_the_law_is_refused_in_words(office: Office) -> None:
    with pytest.raises(WorkError, match="尚无依据"):
        counted(office, "decision", date(1980, 1, 1))


def test_the_length_the_office_confirmed_is_used(office: Office) -> None:
    def confirm(work: Work) -> None:
        law_setting.confirm(work, "archiving_days", 60, date(2026, 1, 1), "样例")

    office.do(confirm, "guidance")
    assert counted(office, "archiving", date(2026, 3, 2)).length == 60


def test_a_year_without_a_notice_is_named(office: Office) -> None:
    due = counted(office, "service", date(2026, 12, 30))
    assert due.provisional_years == (2027,)
    assert "2027年" in due.note


def test_the_paper_lacks_nothing_and_prints(office: Office) -> None:
    gap = term_calculation.gap(GapKind.HEARING, date(2026, 4, 1), date(2026, 4, 10))
    agree(office)
    question = Question("decision", date(2026, 3, 2), (gap,), field="市场监管")
    due = office.ask(lambda work: term_calculation.answer(work, question))
    data = office.ask(lambda work: term_calculation.paper(work, due, question.gaps))
    assert missing_fields(load_form(term_calculation.FORM), data) == []
    assert data["扣除"] == "听证：2026-04-01 至 2026-04-10"
    assert [(line["日期"], line["计入"], line["说明"]) for line in data["步骤"]] == [
        ("2026-03-02", "不计入", "起算之日，不计入"),
        ("2026-03-03\n至 2026-03-31", "计入", "第1日至第29日"),
        ("2026-04-01\n至 2026-04-10", "不计入", "听证，依法扣除，不计入（共10日）"),
        ("2026-04-11\n至 2026-06-10", "计入", "第30日至第90日"),
    ]
    assert office.ask(lambda work: term_calculation.printed(work, question)).startswith(b"%PDF")


def test_a_term_counted_back_names_the_latest_day(office: Office) -> None:
    kinds = office.ask(term_calculation.kinds)
    back = next(one for one in kinds if one.backwards)
    due = counted(office, back.key, date(2026, 11, 23))
    (name, day, why), *_ = term_calculation.last_days(due)
    assert name == "最迟日期"
    assert date.fromisoformat(day) < date(2026, 11, 23)
    assert "往前推算" in why


def test_a_party_s_last_day_on_a_rest_day_moves_and_both_days_are_said(office: Office) -> None:
    due = counted(office, "payment", date(2026, 9, 16))
    said = {name: day for name, day, _ in term_calculation.last_days(due)}
    assert said == {"届满日（有效）": "2026-10-08", "原届满日": "2026-10-01"}


def test_hours_run_to_the_minute(office: Office) -> None:
    hours = next(one for one in office.ask(term_calculation.kinds) if one.by_the_minute)
    due = counted(office, hours.key, datetime(2026, 11, 23, 9, 25))
    assert term_calculation.last_days(due)[0][:2] == ("届满时刻", "2026-11-24 09:25")
