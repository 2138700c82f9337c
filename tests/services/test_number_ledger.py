"""The ledger of numbers: complete, filtered, taken out; a hole in a series is an error in words."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from case_life import Life, a_case
from office import Office, a_person
from openpyxl import load_workbook
from sqlalchemy import select

from desktop.models.number import DocumentNumber, PadKind, SeriesCounter
from desktop.services import number_ledger, number_pad, number_pad_list, paper_void
from desktop.services.listing import View


@pytest.fixture
def life(office: Office) -> Life:
    return a_case(office).decided().served(1)


def listed(office: Office, who: str = "clerk", words: str = "", **filters: Any) -> list[Any]:
    view = View(words=words, filters=filters)
    return office.ask(lambda work: number_ledger.LIST.first(work, view), who)


def test_every_number_stands_in_the_ledger_with_its_paper_and_case(
    office: Office, life: Life
) -> None:
    rows = listed(office)
    filing = next(row for row in rows if row[2] == "立案")
    assert filing[1] == life.page().title and filing[6] == "立案审批表"
    assert (filing[4], filing[7][1], filing[11]) == (1, "已使用", life.page().title)
    assert number_ledger.paper_of(filing) is not None and filing[-1] == life.id
    assert listed(office, series="filing") == [filing]
    assert listed(office, words=filing[1]) == [filing] and listed(office, words="没有的号") == []
    assert listed(office, year=1999) == [] and listed(office, source="platform") == []
    ids = office.ask(lambda work: number_ledger.LIST.ids(work, View()))
    assert office.ask(lambda work: number_ledger.LIST.rows(work, View(), ids)) == rows


def test_the_void_register_says_why_when_and_by_whom(office: Office) -> None:
    life = a_case(office).filed()
    paper = life.paper("case_filing_approval")
    office.do(lambda work: paper_void.void(work, paper, "案由有误"))
    void = listed(office, state="void")
    assert [(row[8], row[9], row[10]) for row in void] == [("案由有误", life.day(0), "样例内勤")]
    assert void[0][7] == ("bad", "作废", "案由有误")
    assert office.ask(number_ledger.gaps) == []


def test_a_missing_number_is_an_error_in_the_middle_and_at_the_end(
    office: Office, life: Life
) -> None:
    assert office.ask(number_ledger.gaps) == []

    def tear(work: Any) -> None:
        query = select(DocumentNumber).where(DocumentNumber.series == "filing")
        work.remove(work.session.execute(query).scalar_one())

    def count_on(work: Any) -> None:
        query = select(SeriesCounter).where(SeriesCounter.series == "decision")
        work.session.execute(query).scalar_one().last = 3

    office.do(tear, None)
    office.do(count_on, None)
    found = {one.series: one for one in office.ask(number_ledger.gaps)}
    assert found["立案"].missing == (1,) and found["处罚决定书"].missing == (2, 3)
    assert "黄宅镇“处罚决定书”" in found["处罚决定书"].words
    assert found["处罚决定书"].words.endswith("年缺 2、3 号")


def test_the_county_reads_every_ledger_and_a_township_its_own(office: Office, life: Life) -> None:
    assert listed(office, "clerk@白马镇") == []
    assert office.ask(lambda work: number_ledger.LIST.ids(work, View()), "clerk@白马镇") == b""
    assert {row[13] for row in listed(office, "guidance")} == {"黄宅镇"}
    found = office.ask(number_ledger.choices)
    assert ("filing", "立案") in found.series and found.years == (life.day(0).year,)
    assert office.ask(number_ledger.choices, "clerk@白马镇").series == ()
    assert office.ask(number_ledger.gaps, "guidance") == []


def test_the_ledger_goes_out_as_a_workbook(office: Office, life: Life, tmp_path: Path) -> None:
    export = office.do(lambda work: number_ledger.gather(work, View()))
    number_ledger.write(tmp_path / "文号.xlsx", export)
    sheet = load_workbook(tmp_path / "文号.xlsx").active
    assert [cell.value for cell in sheet[2]][:3] == ["文号", "文号系列", "年度"]
    assert sheet.max_row == 2 + len(listed(office))
    assert life.page().title in {row[0].value for row in sheet.iter_rows(min_row=3)}
    void = office.do(lambda work: number_ledger.gather(work, View(filters={"state": "void"})))
    assert void.title.startswith("作废文号登记簿") and void.rows == []


def test_pads_and_sheets_are_listed_with_what_became_of_them(office: Office) -> None:
    person = a_person(office)

    def receive(work: Any) -> UUID:
        values = {"kind": PadKind.FORM, "prefix": "样例", "first": 1, "last": 2, "digits": 4}
        return number_pad.receive(work, values | {"received_on": work.today - timedelta(9)})

    pad = office.do(receive)
    office.do(lambda work: number_pad.hand_out(work, pad, person, work.today))
    office.do(lambda work: number_pad.void(work, pad, 1, "写坏"))
    rows = office.ask(lambda work: number_pad_list.PAD_LIST.first(work, View()))
    assert [row[2:5] for row in rows] == [("样例0001", "样例0002", ("info", "领用中"))]
    assert rows[0][6:] == (0, 1, 1)
    sheets = office.ask(
        lambda work: number_pad_list.SHEET_LIST.first(work, View(filters={"pad_id": pad}))
    )
    assert [row[1:4] for row in sheets] == [
        ("样例0001", ("bad", "作废"), "写坏"),
        ("样例0002", ("info", "未使用"), ""),
    ]
    again = office.ask(
        lambda work: number_pad_list.SHEET_LIST.ids(work, View(filters={"pad_id": pad}))
    )
    assert again == b"".join(row[0].bytes for row in sheets)
    view = View(filters={"kind": "receipt"})
    assert office.ask(lambda work: number_pad_list.PAD_LIST.first(work, view)) == []
    assert person in dict(office.ask(number_pad_list.holders))
