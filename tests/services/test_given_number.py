"""Numbers from elsewhere: a sheet of a pad the officer holds, or one the platform gave."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from case_life import Life, a_case
from office import Office, a_person
from sqlalchemy import select

from desktop.errors import WorkError
from desktop.models.number import DocumentNumber, NumberSource, NumberState, PadKind
from desktop.models.paper import Paper
from desktop.services import action, case, number, number_pad, paper_void
from desktop.services.given_number import Given, PadSheet, PlatformNumber

FINED = {"fine": Decimal(150), "band_least": Decimal(100), "band_most": Decimal(200)}
PLATFORM = PlatformNumber("浙执当罚〔2026〕样例7号", "浙江省数字化行政执法平台")


def a_pad(office: Office, kind: PadKind = PadKind.FORM) -> UUID:
    def receive(work: object) -> UUID:
        values = {
            "kind": kind,
            "prefix": "样例当罚",
            "first": 1,
            "last": 3,
            "digits": 6,
            "received_on": work.today - timedelta(days=90),
        }
        return number_pad.receive(work, values)

    return office.do(receive)


def hand_out(office: Office, pad: UUID, person: UUID, days_ago: int = 60) -> None:
    office.do(
        lambda work: number_pad.hand_out(work, pad, person, work.today - timedelta(days=days_ago))
    )


def on_the_spot(office: Office) -> tuple[Life, UUID, UUID]:
    """A case ready to be decided on the spot: the case, the action, its leading officer."""
    life = a_case(office)
    key = life.prepared("spot_decision", 10, **FINED)
    leading = office.ask(lambda work: case.handlers(work, life.id))[0].person_id
    return life, key, leading


def issue(life: Life, key: UUID, given: Given, form: str = "spot_decision") -> tuple[UUID, ...]:
    return life.office.do(lambda work: action.issue(work, key, None, (), {form: given}))


def test_the_decision_on_the_spot_takes_the_sheet_its_officer_wrote_on(office: Office) -> None:
    life, key, leading = on_the_spot(office)
    pad = a_pad(office)
    hand_out(office, pad, leading)
    paper = issue(life, key, PadSheet(pad, 2))[0]
    printed = office.ask(lambda work: work.get(Paper, paper))
    assert printed.number == "样例当罚000002" and "样例当罚000002" in printed.data
    used = office.ask(lambda work: number_pad.sheets(work, pad))[1]
    assert (used.state[1], used.paper_id, used.case_id) == ("已使用", paper, life.id)
    assert office.ask(lambda work: number.gaps(work, "spot", work.today.year)) == []


@pytest.mark.parametrize(
    ("prepare", "said"),
    [
        (lambda office, pad, leading: None, "没有人领用"),
        (
            lambda office, pad, leading: hand_out(office, pad, a_person(office)),
            "不是本次的执法人员",
        ),
        (lambda office, pad, leading: hand_out(office, pad, leading, 5), "才领用"),
    ],
)
def test_a_sheet_of_a_pad_the_officer_did_not_hold_that_day_is_refused(
    office: Office, prepare: object, said: str
) -> None:
    life, key, leading = on_the_spot(office)
    pad = a_pad(office)
    prepare(office, pad, leading)
    with pytest.raises(WorkError, match=said):
        issue(life, key, PadSheet(pad, 1))
    assert office.ask(lambda work: number_pad.next_sheet(work, pad)) == 1


def test_a_receipt_is_no_number_of_a_decision(office: Office) -> None:
    life, key, leading = on_the_spot(office)
    pad = a_pad(office, PadKind.RECEIPT)
    hand_out(office, pad, leading)
    with pytest.raises(WorkError, match="罚没票据"):
        issue(life, key, PadSheet(pad, 1))


def test_a_number_of_the_platform_stands_outside_the_gap_rule(office: Office) -> None:
    life, key, _ = on_the_spot(office)
    paper = issue(life, key, PLATFORM)[0]
    query = select(DocumentNumber).where(DocumentNumber.paper_id == paper)
    held = office.ask(lambda work: work.session.execute(query).scalar_one())
    assert (held.text, held.source, held.seq) == (PLATFORM.text, NumberSource.PLATFORM, None)
    assert held.origin == PLATFORM.origin
    assert office.ask(lambda work: number.gaps(work, "spot", work.today.year)) == []


def test_a_platform_number_is_used_once_in_the_unit_even_after_it_became_void(
    office: Office,
) -> None:
    life, key, _ = on_the_spot(office)
    paper = issue(life, key, PLATFORM)[0]
    office.do(lambda work: paper_void.void(work, paper, "填写错误"))
    query = select(DocumentNumber).where(DocumentNumber.paper_id == paper)
    held = office.ask(lambda work: work.session.execute(query).scalar_one())
    assert (held.state, held.reason, held.voided_by) == (NumberState.VOID, "填写错误", "样例内勤")
    other, second, _ = on_the_spot_again(office, life)
    with pytest.raises(WorkError, match="作废，不能再用"):
        issue(other, second, PLATFORM)


def on_the_spot_again(office: Office, life: Life) -> tuple[Life, UUID, UUID]:
    key = life.prepared("spot_decision", 9, **FINED)
    return life, key, key


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (PlatformNumber(" ", "平台"), "请填写平台编定的文号"),
        (PlatformNumber("浙执1号", " "), "哪个平台"),
    ],
)
def test_a_platform_number_needs_its_words_and_its_source(
    office: Office, given: Given, said: str
) -> None:
    life, key, _ = on_the_spot(office)
    with pytest.raises(WorkError, match=said):
        issue(life, key, given)


def test_a_number_of_our_own_series_is_not_entered_by_hand(office: Office) -> None:
    life, key, _ = on_the_spot(office)
    own = office.ask(lambda work: number.written(work, "spot", work.today.year, 7))
    with pytest.raises(WorkError, match="由系统按序编号"):
        issue(life, key, PlatformNumber(own, "平台"))


def test_a_number_for_a_paper_that_is_not_made_is_refused(office: Office) -> None:
    life, key, _ = on_the_spot(office)
    with pytest.raises(WorkError, match="这次不制发"):
        issue(life, key, PLATFORM, "penalty_decision")


def test_a_number_that_is_on_a_paper_is_voided_with_it_only(office: Office) -> None:
    life, key, _ = on_the_spot(office)
    paper = issue(life, key, PLATFORM)[0]
    query = select(DocumentNumber.id).where(DocumentNumber.paper_id == paper)
    held = office.ask(lambda work: work.session.execute(query).scalar_one())
    with pytest.raises(WorkError, match="作废文书"):
        office.do(lambda work: number.void(work, held, "填写错误"))
