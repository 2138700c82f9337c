"""Running terms: listed by urgency, narrowed, shown by week, taken out; marks kept fresh."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from case_life import Life, a_case
from office import Office, a_lead
from openpyxl import load_workbook
from sqlalchemy import select, update

from desktop.documents.template import load_form, missing_fields
from desktop.errors import Forbidden
from desktop.models.action import CaseDue, CaseMark
from desktop.models.case import Case
from desktop.services import case, case_due, case_due_file, case_list, case_mark
from desktop.services.listing import View


def listed(office: Office, who: str = "clerk", words: str = "", **filters: Any) -> list[Any]:
    view = View(words=words, filters=filters)
    return office.ask(lambda work: case_due.LIST.first(work, view), who)


def labels(rows: list[Any]) -> list[str]:
    return [row[2] for row in rows]


@pytest.fixture
def life(office: Office) -> Life:
    return a_case(office).decided().served(1)


def put(office: Office, deadline: str, days: int) -> None:
    """Have a term end so many days from today."""

    def change(work: Any) -> None:
        for row in work.session.execute(
            select(CaseDue).where(CaseDue.deadline == deadline)
        ).scalars():
            row.ends_on, row.provisional = work.today + timedelta(days), False

    # The index is not changed by hand in the program; the owner's connection may.
    office.do(change, None)


def test_the_authoritys_overdue_terms_come_first_and_a_lapsed_right_is_not_overdue(
    office: Office, life: Life
) -> None:
    put(office, "decision_publication", -3)
    put(office, "payment", -1)
    put(office, "review_application", 2)
    rows = listed(office)
    assert labels(rows)[:2] == ["公开行政处罚决定信息", "申请行政复议"]
    assert rows[0][1][:2] == ("bad", "逾期 3 天") and rows[1][1][:2] == ("warn", "剩 2 天")
    assert "当事人缴纳罚款" not in labels(rows)
    lapsed = listed(office, state="lapsed")
    assert "当事人缴纳罚款" in labels(lapsed)
    assert {row[1][:2] for row in lapsed} == {("none", "已届满")}
    assert labels(listed(office, state="over")) == ["公开行政处罚决定信息"]


def test_a_guessed_term_says_so(office: Office, life: Life) -> None:
    put(office, "suit", 5)
    guessed = listed(office, state="provisional")
    assert "提起行政诉讼" not in labels(guessed)
    assert all(row[1][1].endswith("（推算）") and "放假通知" in row[1][2] for row in guessed)
    assert {row[0] for row in guessed} < {row[0] for row in listed(office)}


def test_the_list_is_narrowed_by_holder_term_officer_and_words(office: Office, life: Life) -> None:
    assert {row[5] for row in listed(office, holder="party")} == {"当事人"}
    assert labels(listed(office, deadline="suit")) == ["提起行政诉讼"]
    officers = office.ask(lambda work: case.handlers(work, life.id))
    assert len(listed(office, person_id=officers[1].person_id)) == len(listed(office))
    assert listed(office, person_id=UUID(int=7)) == []
    assert listed(office, words="样例水果") and not listed(office, words="别的当事人")


def test_every_row_says_the_article_and_opens_its_case(office: Office, life: Life) -> None:
    for row in listed(office):
        assert row[6] and row[-1] == life.id
    row = listed(office, deadline="suit")[0]
    leading = office.ask(lambda work: case.handlers(work, life.id))[0].name
    assert row[7] == life.page().title and row[9] == leading and row[4] == "黄宅镇"


def test_rows_ids_and_windows_agree(office: Office, life: Life) -> None:
    view = View(filters={"state": "all"})
    first = office.ask(lambda work: case_due.LIST.first(work, view))
    ids = office.ask(lambda work: case_due.LIST.ids(work, view))
    assert office.ask(lambda work: case_due.LIST.rows(work, view, ids)) == first
    assert ids == b"".join(row[0].bytes for row in first)


def test_the_guidance_office_sees_every_township_and_a_township_only_its_own(
    office: Office, life: Life
) -> None:
    own = listed(office)
    assert len(listed(office, "guidance")) == len(own) > 0
    assert listed(office, "clerk@白马镇") == []
    assert office.ask(lambda work: case_due.LIST.ids(work, View()), "clerk@白马镇") == b""
    assert listed(office, "guidance", unit_id=office.units["白马镇"]) == []
    found = office.ask(case_due.choices, "guidance")
    assert ("黄宅镇" in dict(map(reversed, found.towns))) and office.ask(
        case_due.choices
    ).towns == ()
    cases = office.ask(lambda work: case_list.LIST.first(work, View()), "guidance")
    assert cases[0][6] == "黄宅镇"


def test_a_week_puts_each_term_on_its_day_with_its_working_days(office: Office, life: Life) -> None:
    put(office, "decision_publication", 0)
    today = life.day(0)
    monday = today - timedelta(today.weekday())
    week = office.ask(lambda work: case_due.week(work, View(filters={"state": "all"}), monday))
    assert [one.look.day for one in week.days] == [monday + timedelta(at) for at in range(7)]
    shown = week.days[today.weekday()].entries
    assert [(one.label, one.case_id) for one in shown] == [("公开行政处罚决定信息", life.id)]
    assert shown[0].mark[:2] == ("warn", "今天到期") and life.page().title == shown[0].number
    assert not week.days[6].look.works


def test_the_tally_counts_only_our_own_overdue_and_soon(office: Office, life: Life) -> None:
    put(office, "decision_publication", -3)
    put(office, "payment", -1)
    found = office.ask(case_due.tally)
    assert (found.over, found.running) == (1, len(listed(office)))
    put(office, "decision_publication", 3)
    found = office.ask(case_due.tally)
    assert (found.over, found.soon) == (0, len(listed(office, state="soon"))) == (0, 1)
    assert office.ask(case_due.tally, "clerk@白马镇") == case_due.Tally(0, 0, 0)


def test_a_day_shows_what_ends_on_it_and_today_the_overdue_too(office: Office, life: Life) -> None:
    put(office, "decision_publication", -3)
    put(office, "suit", 5)
    assert labels(listed(office, state="all", day=life.day(0))) == ["公开行政处罚决定信息"]
    assert labels(listed(office, state="all", day=life.day(-5))) == ["提起行政诉讼"]


def test_the_list_goes_out_as_workbook_calendar_and_paper(
    office: Office, life: Life, tmp_path: Path
) -> None:
    view = View()
    export = office.do(lambda work: case_due_file.gather(work, view))
    case_due_file.write_book(tmp_path / "期限.xlsx", export)
    sheet = load_workbook(tmp_path / "期限.xlsx").active
    heads = [cell.value for cell in sheet[2]]
    assert heads[:3] == ["剩余", "期限", "届满日"] and sheet.max_row == 2 + len(export.rows)
    case_due_file.write_ics(tmp_path / "期限.ics", export)
    content = (tmp_path / "期限.ics").read_text("utf-8")
    assert content.count("BEGIN:VEVENT") == len(listed(office))
    assert "样例水果店" not in content.replace("\n ", "")
    data = office.ask(lambda work: case_due_file.data(work, view))
    assert missing_fields(load_form(case_due_file.FORM), data) == []
    assert office.ask(lambda work: case_due_file.printed(work, view)).startswith(b"%PDF")


def test_an_entry_keeps_its_key_when_the_index_is_written_anew(office: Office, life: Life) -> None:
    def keys() -> list[str]:
        found = office.do(lambda work: case_due_file.gather(work, View()))
        return sorted(one.key for one in found.entries)

    before = keys()
    office.do(lambda work: case_mark.rebuild(work, life.id))
    assert keys() == before and len(set(before)) == len(before)


def test_days_that_pass_without_an_action_are_caught_up_with(office: Office, life: Life) -> None:
    def age(work: Any) -> None:
        work.session.execute(
            update(CaseMark).values(looked_on=work.today - timedelta(1), phase="lead")
        )

    office.do(age, None)
    assert office.do(case_mark.catch_up) == 0
    row = office.ask(lambda work: case_list.LIST.first(work, View()))[0]
    assert row[-1][1] == "已送达"
    assert office.do(case_mark.catch_up) == 0
    with pytest.raises(Forbidden):
        office.do(case_mark.catch_up, "guidance")


def test_catching_up_goes_in_steps(office: Office) -> None:
    for _ in range(3):
        a_lead(office, item_id=None, officers=())
    office.do(
        lambda work: work.session.execute(
            update(CaseMark).values(looked_on=work.today - timedelta(1))
        ),
        None,
    )
    assert [office.do(lambda work: case_mark.catch_up(work, 2)) for _ in range(2)] == [1, 0]


def test_what_is_wrong_with_the_record_stands_in_the_mark(office: Office, life: Life) -> None:
    def mark(work: Any) -> CaseMark:
        return work.session.execute(select(CaseMark)).scalar_one()

    assert office.ask(mark).warnings is None

    def break_it(work: Any) -> None:
        from desktop.models.action import CaseAction

        filed = select(CaseAction).where(CaseAction.step == "filed")
        work.session.execute(filed).scalar_one().taken_on = work.today - timedelta(1)
        work.session.flush()
        case_mark.write(work, work.get(Case, life.id))

    office.do(break_it)
    assert office.ask(mark).warnings
