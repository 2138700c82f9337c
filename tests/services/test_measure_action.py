"""Evidence registered, things seized, cases handed on: each history through its own actions."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from case_life import BAND, FINE, Life, a_case
from office import Office

from desktop.errors import Blocked, WorkError
from desktop.models.paper import Paper
from desktop.services import action_form, case_action, paper_data, stated_fact, thing
from desktop.services.work import Draft, Work
from desktop.values import CHINA


def a_filed_case(office: Office) -> Life:
    """Filed nineteen days ago, with two things in its list."""
    case = a_case(office).filed()
    for name, quantity in (("样例货架", "2"), ("样例水果筐", "8")):
        values = {"name": name, "quantity": quantity, "measure_word": "个", "condition": "完好"}
        draft = Draft(None, None, values)
        office.do(lambda work, draft=draft: thing.save(work, case.id, draft))
    return case


def said(case: Life, form: str) -> dict[str, Any]:
    """What the last action's paper of a form was frozen with."""
    key = case.paper(form)
    text = case.office.ask(lambda work: work.get(Paper, key).data)
    found: dict[str, Any] = json.loads(text)
    return found


def number_of(case: Life, form: str) -> str:
    key = case.paper(form)
    return case.office.ask(lambda work: work.get(Paper, key).number or "")


def numbered(case: Life, name: str) -> str:
    """The number the last action of that name drew."""

    def ask(work: Work) -> str:
        held = case_action.last(work, case.id, name)
        every = paper_data.papers_of(work, case.id)
        return next(one.number for one in every if held and one.action_id == held.id and one.number)

    return case.office.ask(ask)


def things(case: Life) -> tuple[UUID, ...]:
    def ask(work: Work) -> tuple[UUID, ...]:
        opened = action_form.open_(work, case.id, "measure")
        return tuple(one.id for one in opened.offers["things"])

    return case.office.ask(ask)


def steps(case: Life, procedure: str) -> list[str]:
    every = case.office.ask(lambda work: case_action.done(work, case.id))
    return [one.step for one in every if one.procedure == procedure]


def moment(case: Life, days_ago: int, hour: int) -> datetime:
    on: date = case.day(days_ago)
    return datetime(on.year, on.month, on.day, hour, tzinfo=CHINA)


def test_registered_evidence_is_disposed_of_by_the_notice_it_was_registered_with(
    office: Office,
) -> None:
    case = a_filed_case(office).do("registration_approval", 18)
    held = case.thread("registration")
    case.do("registration", 18, held)
    notice = number_of(case, "registration_notice")
    assert "登存字" in notice
    parts = dict.fromkeys(("returned", "appraised", "handed", "other"), ())
    case.do("registration_disposal", 15, held, **parts, measured=things(case))
    assert notice in json.dumps(said(case, "registration_disposal"), ensure_ascii=False)
    assert steps(case, "registration") == ["approved", "taken", "disposed"]


def test_evidence_is_not_registered_before_the_head_approved(office: Office) -> None:
    case = a_filed_case(office)
    with pytest.raises(Blocked, match="负责人批准"):
        case.do("registration", 18)


def test_a_seizure_goes_from_approval_over_extension_to_release(office: Office) -> None:
    case = a_filed_case(office).do("measure_approval", 18)
    held = case.thread("measure")
    case.do("measure", 18, held)
    decision = number_of(case, "measure_decision")
    assert said(case, "measure_list")["文号"] == decision
    frozen = said(case, "measure_decision")
    assert frozen["期限"]["查封扣押期限"]["日数"] == 30
    assert len(frozen["本步"]["涉案的场所设施和财物"]) == 2
    case.do("early_sale", 17, held, things=things(case)[1:])
    case.do("measure_extension", 10, held, times=0, days=20)
    assert decision in json.dumps(said(case, "measure_extension"), ensure_ascii=False)
    with pytest.raises(WorkError, match="还不能办理“延长查封、扣押”"):
        case.do("measure_extension", 9, held)
    case.do("measure_release", 3, held, proceeds=Decimal("260.00"))
    assert steps(case, "measure") == ["approved", "taken", "sold", "extended", "released"]


def test_an_urgent_seizure_is_approved_after(office: Office) -> None:
    case = a_filed_case(office)
    case.do("measure", 18, urgent=True, began=moment(case, 18, 9), ended=moment(case, 18, 10))
    held = case.thread("measure")
    late = {"way": None, "urgency": "样例紧急情形", "approved_at": moment(case, 17, 8)}
    opened = case.office.ask(
        lambda work: action_form.open_(work, case.id, "measure_approval", thread=held)
    )
    choices = opened.action.by_name["way"].choices
    assert choices is not None
    late["way"] = choices.read("情况紧急当场实施后补办")
    case.do("measure_approval", 17, held, taken_at=moment(case, 18, 9), **late)
    assert steps(case, "measure") == ["taken", "reported_late"]


def test_a_seizure_nobody_approved_is_refused(office: Office) -> None:
    with pytest.raises(Blocked, match="负责人批准"):
        a_filed_case(office).do("measure", 18)


def test_a_suspected_crime_goes_to_the_police_with_things_and_materials(office: Office) -> None:
    case = a_filed_case(office).with_evidence(16).do("crime_report", 15)
    held = case.thread("crime_transfer")
    case.do("crime_transfer_approval", 14, held).do("crime_transfer", 13, held)
    letter = number_of(case, "crime_transfer_letter")
    assert "罪移字" in letter
    case.do("crime_case_transfer", 13)
    assert case.phase == "移送"
    case.do("police_filing", 10, held).do("things_delivery", 8, held, measure_number="样例1号")
    assert letter in json.dumps(said(case, "things_transfer_notice"), ensure_ascii=False)
    assert steps(case, "crime_transfer")[-1] == "things_delivered"


def test_a_case_goes_to_the_department_that_may_punish(office: Office) -> None:
    case = a_filed_case(office).do("transfer", 12, optional=("copy_notice",))
    assert case.phase == "移送"
    assert {case.form_of(key) for key in case.last.papers} == {
        "transfer_letter",
        "transfer_list",
        "copy_notice",
    }


def test_a_department_puts_its_reply_off_before_it_is_due(office: Office) -> None:
    case = a_filed_case(office).do("collaboration_request", 15)
    held = case.thread("collaboration")
    case.do("collaboration_receipt", 14, held)
    case.do("collaboration_extension", 13, held, optional=("collaboration_extension",))
    case.do("collaboration_reply", 3, held, optional=("collaboration_reply",))
    assert "样例业务主管局" in json.dumps(said(case, "collaboration_reply"), ensure_ascii=False)


def test_an_order_to_correct_tells_what_until_when_and_the_remedies(office: Office) -> None:
    case = a_filed_case(office).do("correction", 18)
    text = json.dumps(said(case, "correction_order"), ensure_ascii=False)
    assert "六十日内" in text
    assert "改正期限" in text
    assert (case.day(18) + timedelta(days=8)).isoformat() in text


def a_decision_not_performed(office: Office) -> Life:
    """Decided ten weeks ago, served the day after; the time to pay is long over."""
    now = office.ask(lambda work: work.now)
    found: dict[str, Any] = {"found_at": now - timedelta(days=95)}
    found["act_on"] = found["found_at"].date()
    case = a_case(office, **found).do("lead", 95).do("filing", 94)
    case.do("interview", 93).with_evidence(93)
    case.do("investigation_end", 92, fine=FINE, **BAND)
    case.do("prior_notice", 91, hearing_told=False, fine=FINE).served(90)
    case.do("decision", 72, fine=FINE, **BAND).served(71)
    office.do(lambda work: stated_fact.state(work, case.id, {"fully_performed": False}))
    return case


def test_a_demand_counts_from_its_service_and_names_the_sum(office: Office) -> None:
    case = a_decision_not_performed(office)
    decision = numbered(case, "decision")
    owed = {"paid": Decimal(0), "owed": FINE, "surcharge": FINE, "total": 2 * FINE}
    case.do("demand", 40, **owed)
    frozen = said(case, "demand")
    assert frozen["本步"]["决定文号"] == decision
    assert frozen["期限"]["申请法院强制执行前的催告期"] == {"日数": 10, "单位": "个工作日"}
    assert "demanded" not in steps(case, "ordinary")
    case.served(39, "demand")
    assert "demanded" in steps(case, "ordinary")


def test_enforcement_by_oneself_is_demanded_decided_and_done_on_a_working_day(
    office: Office,
) -> None:
    case = a_decision_not_performed(office).do("demolition_notice", 70)
    held = case.thread("execution")
    case.do("execution_demand", 40, held).served(39, "demand")
    case.do("execution_agreement", 38, held)
    case.do("execution_halt", 30, held).do("execution_resumption", 26, held)
    case.do("execution_decision", 24, held)
    assert "限期拆除公告" in said(case, "execution_decision")["各步"]
    on = next(n for n in range(15, 0, -1) if case.day(n).weekday() in (1, 2, 3))
    night = {"began": moment(case, on, 23), "ended": moment(case, on, 23)}
    with pytest.raises(Blocked, match="夜间"):
        case.do("enforcement", on, held, **night)
    day = {"began": moment(case, on, 9), "ended": moment(case, on, 11)}
    case.do("enforcement", on, held, **day)
    case.do("execution_completion", on, held)
    assert steps(case, "execution")[-3:] == ["ordered", "enforced", "done"]


def test_performance_by_others_is_demanded_once_more(office: Office) -> None:
    case = a_decision_not_performed(office).do("execution_demand", 40)
    held = case.thread("execution")
    case.served(39, "demand").do("replacement_decision", 24, held)
    assert "样例市政工程有限公司" in json.dumps(
        said(case, "replacement_decision"), ensure_ascii=False
    )
    on = next(n for n in range(15, 0, -1) if case.day(n).weekday() in (1, 2, 3))
    day = {"began": moment(case, on, 9), "ended": moment(case, on, 11), "other": True}
    with pytest.raises(Blocked, match="代履行"):
        case.do("enforcement", on, held, **day, demanded_on=case.day(on))
    case.do("enforcement", on, held, **day, demanded_on=case.day(39))
    case.do("execution_termination", on - 1, held)
    assert steps(case, "execution")[-2:] == ["enforced", "terminated"]
