"""Pads numbered beforehand: one holder, every sheet used, void or free."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from office import Office, a_person

from desktop.errors import Invalid, WorkError
from desktop.models.number import PadKind
from desktop.services import number_pad

RECEIVED = date(2026, 1, 5)


def a_pad(office: Office, first: int = 1, last: int = 50) -> UUID:
    values = {
        "kind": PadKind.FORM,
        "prefix": "样例当罚",
        "first": first,
        "last": last,
        "digits": 6,
        "received_on": RECEIVED,
    }
    return office.do(lambda work: number_pad.receive(work, values))


def test_a_pad_has_one_holder_until_it_is_given_back(office: Office) -> None:
    pad, first, second = a_pad(office), a_person(office), a_person(office)
    office.do(lambda work: number_pad.hand_out(work, pad, first, date(2026, 1, 6)))
    with pytest.raises(WorkError, match="交回后才能再领用"):
        office.do(lambda work: number_pad.hand_out(work, pad, second, date(2026, 1, 7)))
    office.do(lambda work: number_pad.give_back(work, pad, date(2026, 1, 8)))
    office.do(lambda work: number_pad.hand_out(work, pad, second, date(2026, 1, 9)))
    listed = office.ask(lambda work: number_pad.of_holder(work, (second,), PadKind.FORM))
    assert [one.id for one in listed] == [pad]


def test_pads_never_overlap(office: Office) -> None:
    a_pad(office, 1, 50)
    with pytest.raises(Invalid, match="重叠"):
        a_pad(office, 50, 99)
    a_pad(office, 51, 99)


def test_every_sheet_is_free_used_or_void_and_none_is_used_twice(office: Office) -> None:
    pad = a_pad(office, 1, 3)
    office.do(lambda work: number_pad.void(work, pad, 2, "填写错误"))
    with pytest.raises(WorkError, match="作废，不能再用"):
        office.do(lambda work: number_pad.void(work, pad, 2, "再次作废"))
    sheets = office.ask(lambda work: number_pad.sheets(work, pad))
    assert [(one.text, one.state[1]) for one in sheets] == [
        ("样例当罚000001", "未使用"),
        ("样例当罚000002", "作废"),
        ("样例当罚000003", "未使用"),
    ]
    assert office.ask(lambda work: number_pad.next_sheet(work, pad)) == 1
    assert office.ask(number_pad.pads)[0].free == 2


def test_a_sheet_outside_the_pad_is_refused_by_its_range(office: Office) -> None:
    pad = a_pad(office, 1, 3)
    with pytest.raises(WorkError, match="样例当罚000001 至 样例当罚000003"):
        office.do(lambda work: number_pad.void(work, pad, 4, "错号"))
