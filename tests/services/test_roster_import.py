from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from office import Office, a_person, id_number

from desktop.errors import Forbidden, WorkError
from desktop.models.posting import PostingKind, TeamPost
from desktop.services import person, posting, roster, roster_batch, roster_import, roster_undo
from desktop.services.listing import View
from desktop.services.roster_batch import Source
from desktop.services.roster_import import Answer, Fate, Plan
from desktop.services.work import Draft

FILE = Source("样例花名册.xlsx", "0" * 64)


def a_row(**values: Any) -> dict[str, Any]:
    return {
        "name": "样例张三",
        "id_number": id_number(date(1990, 2, 28), 111),
        "team": "黄宅镇",
        "number": "11330726500",
        "issued_on": date(2024, 1, 5),
        "valid_until": date(2029, 1, 4),
    } | values


def planned(office: Office, *rows: dict[str, Any], who: str = "clerk") -> Plan:
    return office.ask(lambda work: roster_import.plan(work, list(enumerate(rows, 4))), who)


def imported(office: Office, *rows: dict[str, Any], **more: Any) -> Any:
    plan = planned(office, *rows)
    return office.do(lambda work: roster_batch.apply(work, plan, FILE, **more))


def names(office: Office) -> list[str]:
    return [row[1] for row in office.ask(lambda work: roster.first(work, View()))]


def test_new_rows_become_persons_with_posting_and_certificate(office: Office) -> None:
    imported(office, a_row(home="县综合行政执法局", kind=PostingKind.DUAL))
    (row,) = office.ask(lambda work: roster.first(work, View()))
    assert row[1:7] == (
        "样例张三",
        "黄宅镇",
        TeamPost.OFFICER,
        PostingKind.DUAL,
        "综合执法",
        "11330726500",
    )
    assert office.ask(lambda work: roster.first(work, View(words="ylzs")))


def test_importing_the_same_rows_again_changes_nothing(office: Office) -> None:
    rows = [a_row(), a_row(name="样例李四", id_number=id_number(), number="11330726501")]
    imported(office, *rows)
    again = planned(office, *rows)
    assert again.counts() == {Fate.SAME: 2}
    office.do(lambda work: roster_batch.apply(work, again, FILE))
    assert len(names(office)) == 2


def test_a_changed_row_shows_what_would_change_and_changes_only_that(office: Office) -> None:
    imported(office, a_row(phone="13800000001"))
    row = a_row(valid_until=date(2031, 1, 4))
    plan = planned(office, row)
    (line,) = plan.lines
    assert line.fate is Fate.CHANGED
    shown = [(one.label, one.before, one.after) for one in line.differences]
    assert shown == [("有效期至", "2029-01-04", "2031-01-04")]
    office.do(lambda work: roster_batch.apply(work, plan, FILE))
    draft = office.ask(lambda work: person.open_(work, line.person_id))
    assert draft.values["phone"] == "13800000001"


def test_the_same_name_without_numbers_is_only_a_possible_duplicate(office: Office) -> None:
    a_person(office, name="样例张三", number="11330726777")
    row = a_row(id_number=None, number="11330726778")
    plan = planned(office, row)
    assert plan.lines[0].fate is Fate.DOUBTFUL
    assert plan.lines[0].other["执法证号"] == "11330726777"
    with pytest.raises(WorkError, match="第4行可能与已有人员重复"):
        office.do(lambda work: roster_batch.apply(work, plan, FILE))
    answers = {4: Answer.CREATE}
    office.do(lambda work: roster_batch.apply(work, plan, FILE, answers))
    assert names(office) == ["样例张三", "样例张三"]


def test_a_namesake_held_without_identity_number_is_not_taken_for_another_person(
    office: Office,
) -> None:
    a_person(office, name="样例张三", number="11330726777")
    assert planned(office, a_row()).lines[0].fate is Fate.DOUBTFUL
    a_person(office, name="样例李四", number="11330726778", id_number=id_number())
    other = a_row(name="样例李四", id_number=id_number(), number="11330726501")
    assert planned(office, other).lines[0].fate is Fate.NEW


def test_every_fault_is_named_and_nothing_is_imported(office: Office) -> None:
    rows = [
        a_row(),
        a_row(name="样例李四", team="某某镇", id_number=id_number()),
        a_row(name="样例王五", number="11330726502"),
        a_row(name="样例赵六", id_number=id_number(), number="1", home="外星局"),
    ]
    plan = planned(office, *rows)
    told = {(one.row, one.column) for line in plan.lines for one in line.complaints}
    assert told == {(5, "所属队伍"), (5, "执法证号"), (6, "身份证号"), (7, "派出部门")}
    with pytest.raises(WorkError, match="没有导入任何内容"):
        office.do(lambda work: roster_batch.apply(work, plan, FILE))
    assert names(office) == []


def test_the_good_rows_alone_can_be_imported_when_asked(office: Office) -> None:
    imported(office, a_row(), a_row(name="样例李四", team="某某镇"), skip_faulty=True)
    assert names(office) == ["样例张三"]


def test_a_batch_can_be_undone_and_imported_again(office: Office) -> None:
    batch = imported(office, a_row())
    office.do(lambda work: roster_undo.undo(work, batch))
    assert names(office) == []
    imported(office, a_row())
    assert names(office) == ["样例张三"]


def test_undoing_restores_what_a_changed_row_held_before(office: Office) -> None:
    imported(office, a_row())
    batch = imported(office, a_row(valid_until=date(2031, 1, 4), education="本科"))
    office.do(lambda work: roster_undo.undo(work, batch))
    assert planned(office, a_row()).counts() == {Fate.SAME: 1}


def test_a_batch_whose_person_was_edited_since_is_not_undone(office: Office) -> None:
    batch = imported(office, a_row())
    (key,) = [row[0] for row in office.ask(lambda work: roster.first(work, View()))]
    draft = office.ask(lambda work: person.open_(work, key))
    office.do(lambda work: person.save(work, Draft(key, draft.version, {"major": "法学"})))
    with pytest.raises(WorkError, match="样例张三"):
        office.do(lambda work: roster_undo.undo(work, batch))
    assert names(office) == ["样例张三"]


def test_an_auxiliary_needs_no_certificate_and_gets_no_power(office: Office) -> None:
    imported(office, a_row(kind=PostingKind.AUXILIARY, number=None))
    (row,) = office.ask(lambda work: roster.first(work, View()))
    assert row[3] is TeamPost.HELPER
    assert row[9][:2] == ("info", "辅助·无执法权")


def test_a_captain_does_not_import(office: Office) -> None:
    plan = planned(office, a_row())
    with pytest.raises(Forbidden):
        office.do(lambda work: roster_batch.apply(work, plan, FILE), "captain")


def test_a_seconded_person_without_station_gets_the_own_township(office: Office) -> None:
    imported(office, a_row(home="农业农村局"))
    (key,) = [row[0] for row in office.ask(lambda work: roster.first(work, View()))]
    station = office.ask(lambda work: posting.all_of(work, key)[0].station_unit_id)
    assert station == office.units["黄宅镇"]
