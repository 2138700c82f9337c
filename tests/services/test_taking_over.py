"""An office that starts with the program brings its running and closed cases along."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import openpyxl
import pytest
from case_life import BAND
from office import Office, a_lead, a_person
from opening_book import TODAY, YEAR, a_book, a_row, ago, checked, imported, ready

from desktop.commands import sample_action
from desktop.errors import WorkError
from desktop.exchange.finding import Kind
from desktop.models.number import PadKind
from desktop.models.paper import Paper
from desktop.services import (
    case_list,
    case_page,
    number,
    number_pad,
    opening_batch,
    opening_file,
    opening_undo,
    party,
    stated_fact,
)
from desktop.services.case_page import CasePage
from desktop.services.listing import View

FILED = f"浦黄综执立〔{YEAR}〕第000003号"
DECIDED = f"浦黄罚决字〔{YEAR}〕第000002号"


@pytest.fixture
def office(office: Office) -> Office:  # type: ignore[misc]
    return ready(office)


def listed(office: Office, words: str = "", who: str = "clerk") -> list[tuple[Any, ...]]:
    return office.ask(lambda work: case_list.LIST.first(work, View(words=words)), who)


def the_case(office: Office) -> UUID:
    ((key, *_),) = listed(office)
    assert isinstance(key, UUID)
    return key


def the_page(office: Office) -> CasePage:
    key = the_case(office)
    return office.ask(lambda work: case_page.read(work, key))


def phase(office: Office) -> str:
    return the_page(office).mark[1]


def blocking(office: Office, path: Path) -> list[tuple[str, int, str]]:
    found = checked(office, path).findings
    return [(one.sheet, one.row, one.column) for one in found if one.blocks]


def sentence(office: Office, path: Path) -> str:
    """The only fault of a workbook."""
    (only,) = (one.sentence for one in checked(office, path).findings if one.blocks)
    return only


PLAIN = (
    *("案由", "来源", "发现时间", "案情", "地点", "是否在辖区内", "违法行为日期", "事项代码"),
    *("当事人类别", "当事人", "证件号码", "负责人", "住址", "电话", "主办人", "协办人"),
)


def undecided(**changes: Any) -> dict[str, Any]:
    names = ("决定日期", "决定书文号", "处罚种类", "罚款", "决定送达日期")
    return a_row(**{**dict.fromkeys(names), **changes})


def test_a_running_case_stands_where_it_stood_and_says_since_when(
    office: Office, tmp_path: Path
) -> None:
    imported(office, a_book(tmp_path / "a.xlsx", a_row()))
    page = the_page(office)
    assert page.title == FILED
    assert page.mark[1] == "执行"
    decided = next(one for one in page.steps if one.key == "decided")
    assert decided.day == ago(30)
    assert decided.said == f"作出处罚决定 · {DECIDED} · 启用前办理"
    assert page.papers == ()
    assert [one.name for one in page.people if "办" in one.role] == ["王志强", "李海燕"]
    assert page.history[0].said == "启用前办理"
    assert [row[1] for row in listed(office, "水果店")] == [FILED]


def test_every_fault_of_every_sheet_is_named_in_one_pass_and_nothing_is_written(
    office: Office, tmp_path: Path
) -> None:
    path = a_book(
        tmp_path / "a.xlsx",
        a_row(主办人="无名氏", 罚款="三百"),
        a_row(立案文号="浦黄综执立〔2026〕9号", 立案日期=None, 当事人类别="神仙", 决定书文号=None),
        缴款=[{"立案文号": "没有的号", "缴款日期": ago(5), "金额": 100}],
        文号=[{"系列": "不存在的系列", "年度": YEAR, "已用到的序号": 3}],
        票据=[{"种类": "票据", "起号": "0010", "止号": "0001", "领入日期": ago(5)}],
    )
    assert blocking(office, path) == [
        ("案件", 2, "罚款"),
        ("案件", 2, "主办人"),
        ("案件", 3, "当事人类别"),
        ("案件", 3, "立案日期"),
        ("缴款", 2, "立案文号"),
        ("文号", 2, "系列"),
        ("票据", 2, "止号"),
    ]
    found = checked(office, path)
    with pytest.raises(WorkError, match="没有导入任何内容"):
        office.do(lambda work: opening_batch.apply(work, found.plan, found.file.source))
    assert listed(office) == []
    assert office.ask(opening_undo.batches) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"决定日期": None}, "缺少决定日期"),
        ({"告知送达日期": None}, "导入后在案件中重新告知"),
        ({"处罚种类": "打手心"}, "“打手心”不在可选范围内"),
        ({"处罚种类": "警告"}, "处罚种类中没有罚款"),
        ({"罚款": None}, "请填写数额"),
        ({"处罚种类": "不予处罚"}, "不应当填写罚款"),
        ({"结案日期": ago(1)}, "请填写结案方式"),
        ({"结案方式": "履行完毕"}, "缺少结案日期"),
        ({"立案日期": TODAY.replace(year=YEAR + 1)}, "晚于今天"),
        ({"协办人": "王志强"}, "既是主办人又是协办人"),
        ({"事项代码": "999"}, "没有这个代码"),
        ({"证件号码": "123"}, "请核对原件"),
        ({"程序": "当场"}, "当场处罚案件没有这一项"),
        ({"违法行为日期": f"{YEAR}.13.41"}, "日历上没有这一天"),
        ({"立案日期": "2019-03-05"}, "没有当时的程序规定"),
    ],
)
def test_a_fault_says_what_is_wrong_and_what_to_do(
    local_office: Office, tmp_path: Path, changes: dict[str, Any], said: str
) -> None:
    found = checked(ready(local_office), a_book(tmp_path / "a.xlsx", a_row(**changes)))
    assert said in "".join(one.sentence for one in found.findings if one.blocks)


def test_what_breaks_the_law_is_told_and_kept_and_refuses_nothing(
    office: Office, tmp_path: Path
) -> None:
    path = a_book(tmp_path / "a.xlsx", a_row(罚款=900, 决定日期=ago(47), 协办人=None))
    found = [one for one in checked(office, path).findings if one.kind is Kind.LAW]
    columns = {one.column for one in found}
    assert "决定日期" in columns  # before the time to answer is over, and above what was told
    assert "立案日期" in columns  # one officer
    imported(office, path)
    faults = "".join(the_page(office).faults)
    assert "陈述" in faults
    assert "告知" in faults
    assert faults.count("少于2人") == 1


def test_a_case_in_order_is_told_nothing(office: Office, tmp_path: Path) -> None:
    found = checked(office, a_book(tmp_path / "a.xlsx", a_row()))
    assert [one.sentence for one in found.findings] == []


def test_steps_without_what_they_need_are_findings_of_the_record(
    office: Office, tmp_path: Path
) -> None:
    row = a_row(
        **dict.fromkeys(("告知书文号", "告知送达日期", "告知处罚种类", "告知罚款", "是否告知听证"))
    )
    path = a_book(tmp_path / "a.xlsx", row)
    said = [one.sentence for one in checked(office, path).findings]
    assert any("处罚前告知" in one for one in said)
    imported(office, path)
    assert any("处罚前告知" in one for one in the_page(office).faults)


def test_each_series_goes_on_with_its_next_number_and_has_no_gap(
    office: Office, tmp_path: Path
) -> None:
    series = [{"系列": "行政处罚决定书", "年度": YEAR, "已用到的序号": 7}]
    imported(office, a_book(tmp_path / "a.xlsx", a_row(), 文号=series))

    def draw(name: str) -> int:
        return office.do(lambda work: number.draw(work, name, TODAY)).seq

    assert (draw("decision"), draw("filing"), draw("notice"), draw("review")) == (8, 4, 3, 1)
    for name in ("decision", "filing"):
        assert office.ask(lambda work, name=name: number.gaps(work, name, YEAR)) == []


def test_the_last_number_cannot_lie_below_one_a_case_has(office: Office, tmp_path: Path) -> None:
    series = [{"系列": "立案", "年度": YEAR, "已用到的序号": 2}]
    assert "已经用到第 3 号" in sentence(office, a_book(tmp_path / "a.xlsx", a_row(), 文号=series))


def test_a_number_is_known_however_it_is_written(office: Office, tmp_path: Path) -> None:
    other = {"告知书文号": None, "决定书文号": None}
    path = a_book(tmp_path / "a.xlsx", a_row(), a_row(立案文号=f"浦黄综执立[{YEAR}]3号", **other))
    assert "第2行的文号重复" in sentence(office, path)


def test_a_number_of_another_pattern_is_kept_and_takes_no_place(
    office: Office, tmp_path: Path
) -> None:
    path = a_book(tmp_path / "a.xlsx", a_row(立案文号="（2026）浦执案第18号"))
    assert [one.kind for one in checked(office, path).findings] == [Kind.REMARK]
    imported(office, path)
    assert the_page(office).title == "（2026）浦执案第18号"
    assert office.do(lambda work: number.draw(work, "filing", TODAY)).seq == 1


def test_cases_that_are_there_already_are_refused_by_number(office: Office, tmp_path: Path) -> None:
    path = a_book(tmp_path / "a.xlsx", a_row())
    imported(office, path)
    assert "不能重复导入" in checked(office, path).barred
    again = a_book(tmp_path / "b.xlsx", a_row(当事人="换一个名字"))
    assert blocking(office, again) == [
        ("案件", 2, one) for one in ("立案文号", "告知书文号", "决定书文号")
    ]


def test_a_number_drawn_meanwhile_refuses_the_whole_batch(office: Office, tmp_path: Path) -> None:
    found = checked(office, a_book(tmp_path / "a.xlsx", a_row()))
    for _ in range(3):
        office.do(lambda work: number.draw(work, "filing", TODAY))
    with pytest.raises(WorkError, match="刚刚被使用"):
        office.do(lambda work: opening_batch.apply(work, found.plan, found.file.source))
    assert listed(office) == []


def test_officers_are_found_by_name_and_namesakes_by_certificate(
    office: Office, tmp_path: Path
) -> None:
    a_person(office, name="王志强", number="11330726777")
    twice = a_book(tmp_path / "a.xlsx", a_row())
    assert "有 2 名“王志强”" in sentence(office, twice)
    path = a_book(tmp_path / "b.xlsx", a_row(主办人="王志强（11330726777）"))
    imported(office, path)
    assert [one.role for one in the_page(office).people if one.name == "王志强"] == ["主办人"]


def test_undoing_leaves_nothing_behind_and_the_file_can_come_again(
    office: Office, tmp_path: Path
) -> None:
    pads = [{"种类": "票据", "起号": "001", "止号": "050", "领入日期": ago(5), "已用到": "010"}]
    path = a_book(tmp_path / "a.xlsx", a_row(), 票据=pads)
    key = imported(office, path)
    office.do(lambda work: opening_undo.undo(work, key))
    assert listed(office) == []
    assert listed(office, "水果店") == []
    assert office.ask(number_pad.pads) == []
    assert office.ask(opening_undo.batches)[0].undone_by == "样例内勤"
    with pytest.raises(WorkError, match="已经撤销过"):
        office.do(lambda work: opening_undo.undo(work, key))
    imported(office, path)
    assert the_page(office).title == FILED
    assert office.do(lambda work: number.draw(work, "filing", TODAY)).seq == 4


def test_undoing_is_refused_where_somebody_went_on(office: Office, tmp_path: Path) -> None:
    key = imported(office, a_book(tmp_path / "a.xlsx", a_row()))
    case_id = the_case(office)
    values = {**party.blank(), "name": "样例合伙人", "kind": "citizen"}
    with pytest.raises(WorkError):  # decided already: no further party
        office.do(lambda work: party.add(work, case_id, values))
    prepare(office, "payment")
    with pytest.raises(WorkError, match=FILED):
        office.do(lambda work: opening_undo.undo(work, key))
    assert len(listed(office)) == 1


def prepare(office: Office, name: str, **given: Any) -> UUID:
    return sample_action.prepare(office.as_("clerk"), the_case(office), name, TODAY, **given)


def test_a_series_that_was_drawn_from_stays_where_it_is(office: Office, tmp_path: Path) -> None:
    key = imported(office, a_book(tmp_path / "a.xlsx", a_row()))
    office.do(lambda work: number.draw(work, "review", TODAY))
    assert office.do(lambda work: number.draw(work, "filing", TODAY)).seq == 4
    office.do(lambda work: opening_undo.undo(work, key))
    assert office.do(lambda work: number.draw(work, "filing", TODAY)).seq == 5
    assert office.do(lambda work: number.draw(work, "decision", TODAY)).seq == 1


def test_told_before_decided_now(office: Office, tmp_path: Path) -> None:
    imported(office, a_book(tmp_path / "a.xlsx", undecided()))
    assert phase(office) == "已告知"
    desk, key = office.as_("clerk"), the_case(office)
    office.do(lambda work: _with_evidence(work, key))
    told = {"notice_contents": True}  # nobody but a person can say it of a paper in the old file
    office.do(lambda work: stated_fact.state(work, key, told))
    done = sample_action.do(desk, key, "decision", TODAY, fine=Decimal(300), **BAND)
    assert phase(office) == "已决定"
    (decision,) = [one for one in the_page(office).papers if one.title == "行政处罚决定书"]
    assert decision.number == f"浦黄罚决字〔{TODAY.year}〕第000001号"
    printed = office.ask(lambda work: work.get(Paper, decision.id).data)
    assert f"浦黄罚告字〔{YEAR}〕第000002号" in printed
    assert decision.id in done.papers


def _with_evidence(work: Any, key: UUID) -> None:
    from desktop.models.evidence import EvidenceKind
    from desktop.services import evidence
    from desktop.services.work import Draft

    values = {
        "kind": EvidenceKind.RECORD,
        "name": "现场检查（勘验）笔录1份",
        "proves": "违法事实",
        "pages": 2,
        "obtained_on": ago(58),
    }
    evidence.save(work, key, Draft(None, None, values))


def test_decided_before_served_now_and_paid(office: Office, tmp_path: Path) -> None:
    imported(office, a_book(tmp_path / "a.xlsx", a_row(决定送达日期=None)))
    assert phase(office) == "已决定"
    offered = {one.name: one.why for one in the_page(office).menu}
    assert offered["opening_service"] == ""
    sample_action.do(office.as_("clerk"), the_case(office), "opening_service", TODAY)
    page = the_page(office)
    assert page.mark[1] == "已送达"
    assert "当事人缴纳罚款" in {one.due.label for step in page.steps for one in step.terms}


def test_a_case_of_the_program_is_offered_nothing_of_before(office: Office) -> None:
    a_lead(office, item_id=None)
    assert not {"opening_service", "opening_inquiry"} & {one.name for one in the_page(office).menu}


def test_a_lead_alone_goes_on_from_its_paper(office: Office, tmp_path: Path) -> None:
    row = {name: value for name, value in a_row().items() if name in PLAIN}
    imported(office, a_book(tmp_path / "a.xlsx", row))
    assert phase(office) == "线索"
    desk, key = office.as_("clerk"), the_case(office)
    sample_action.do(desk, key, "lead", TODAY)
    sample_action.do(desk, key, "filing", TODAY)
    assert phase(office) == "立案"


ENDINGS: list[tuple[dict[str, Any], str]] = [
    ({"处罚种类": "不予立案", "立案文号": None, "立案日期": None}, "不予立案"),
    ({"处罚种类": "移送"}, "移送"),
    ({"处罚种类": "撤案"}, "撤销案件"),
    ({"处罚种类": "不予处罚"}, "不予处罚"),
    ({"处罚种类": "不予处罚", "结案日期": ago(5), "结案方式": "不予处罚"}, "结案"),
    (
        {
            **{"罚款": 300, "处罚种类": "罚款", "决定书文号": DECIDED, "决定送达日期": ago(29)},
            **{"结案日期": ago(5), "结案方式": "履行完毕", "归档日期": ago(4)},
        },
        "归档",
    ),
]


@pytest.mark.parametrize(("changes", "words"), ENDINGS, ids=[words for _, words in ENDINGS])
def test_every_ending_is_taken_over(
    office: Office, tmp_path: Path, changes: dict[str, Any], words: str
) -> None:
    row = undecided(决定日期=ago(30), **changes)
    if "立案日期" not in row:
        gone = ("调查取证日期", "调查终结日期", "告知书文号", "告知送达日期", "告知处罚种类")
        for name in (*gone, "告知罚款", "是否告知听证"):
            row.pop(name, None)
    imported(office, a_book(tmp_path / "a.xlsx", row))
    assert phase(office) == words


def a_spot_row(**changes: Any) -> dict[str, Any]:
    row = {name: value for name, value in a_row().items() if name in PLAIN}
    row |= {"程序": "当场", "决定日期": ago(60), "处罚种类": "罚款", "罚款": 100}
    return row | {"决定书文号": f"浦黄当罚决字〔{YEAR}〕5号", "决定送达日期": ago(60)} | changes


def test_a_fine_on_the_spot_is_taken_over_with_record_and_payment(
    office: Office, tmp_path: Path
) -> None:
    spot = f"浦黄当罚决字〔{YEAR}〕5号"
    row = a_spot_row(当场处罚备案日期=ago(59), 结案日期=ago(50), 结案方式="履行完毕")
    paid = [{"决定书文号": spot, "缴款日期": ago(60), "金额": "100元", "票据号": "A003"}]
    pads = [
        {
            **{"种类": "票据", "前缀": "A", "起号": "001", "止号": "050", "领入日期": ago(90)},
            "已用到": "003",
        }
    ]
    imported(office, a_book(tmp_path / "a.xlsx", row, 缴款=paid, 票据和预编号文书=pads))
    page = the_page(office)
    assert page.title == spot
    assert page.mark[1] == "结案"
    assert page.faults == ()
    (pad,) = office.ask(lambda work: number_pad.pads(work, PadKind.RECEIPT))
    assert (pad.first, pad.used, pad.free) == ("A001", 3, 47)
    assert office.ask(lambda work: number_pad.next_sheet(work, pad.id)) == 4


def test_a_form_numbered_beforehand_is_the_number_of_its_decision(
    office: Office, tmp_path: Path
) -> None:
    pad = {
        "种类": "当场处罚决定书",
        "前缀": "当罚",
        "起号": "001",
        "止号": "050",
        "领入日期": ago(90),
    }
    row = a_spot_row(决定书文号="当罚007")
    low = a_book(tmp_path / "a.xlsx", row, 票据和预编号文书=[pad | {"已用到": "006"}])
    assert "已经用到 当罚007" in sentence(office, low)
    imported(office, a_book(tmp_path / "b.xlsx", row, 票据和预编号文书=[pad | {"已用到": "009"}]))
    assert the_page(office).title == "当罚007"
    (held,) = office.ask(lambda work: number_pad.pads(work, PadKind.FORM))
    assert (held.used, office.ask(lambda work: number_pad.next_sheet(work, held.id))) == (9, 10)


def test_what_was_published_is_not_asked_for_again(office: Office, tmp_path: Path) -> None:
    imported(office, a_book(tmp_path / "a.xlsx", a_row(公开日期=ago(25))))
    steps = the_page(office).steps
    assert [one.left for step in steps for one in step.terms if "公开" in one.due.label] == [None]


def test_payments_tell_whether_the_decision_is_performed(office: Office, tmp_path: Path) -> None:
    paid = [{"立案文号": FILED, "缴款日期": ago(25), "金额": 300}]
    imported(office, a_book(tmp_path / "a.xlsx", a_row(), 缴款=paid))
    assert phase(office) == "已送达"


def test_another_township_neither_sees_nor_undoes_it(office: Office, tmp_path: Path) -> None:
    key = imported(office, a_book(tmp_path / "a.xlsx", a_row()))
    assert listed(office, who="clerk@白马镇") == []
    with pytest.raises(WorkError):
        office.do(lambda work: opening_undo.undo(work, key), "clerk@白马镇")
    found = checked(office, a_book(tmp_path / "b.xlsx", a_row(立案文号=None)))
    for who in ("officer", "reviewer"):
        with pytest.raises(WorkError, match="不能导入启用前案件"):
            office.do(lambda work: opening_batch.apply(work, found.plan, found.file.source), who)


def test_the_template_is_read_back_and_says_that_it_is_empty(
    office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "模板.xlsx"
    opening_file.write_template(path, TODAY)
    found = checked(office, path)
    assert found.findings == []
    assert found.barred == "表中没有可以导入的内容。"
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["填写说明", "案件", "缴款", "文号", "票据和预编号文书"]
    assert "*案由" in [cell.value for cell in book["案件"][1]]


def test_faulty_rows_come_back_with_their_reasons(office: Office, tmp_path: Path) -> None:
    found = checked(office, a_book(tmp_path / "a.xlsx", a_row(), a_row(主办人="无名氏")))
    opening_file.write_faults(tmp_path / "back.xlsx", found)
    rows = list(openpyxl.load_workbook(tmp_path / "back.xlsx")["案件"].iter_rows(values_only=True))
    assert rows[1][-1] is None
    assert "花名册中没有“无名氏”" in str(rows[2][-1])


def test_a_sheet_without_a_needed_column_bars_the_file(office: Office, tmp_path: Path) -> None:
    found = checked(office, a_book(tmp_path / "a.xlsx", a_row(当事人=None)))
    assert "表头缺少“当事人”列" in found.barred


def test_checking_asks_no_more_of_the_database_for_more_cases(
    local_office: Office, tmp_path: Path, statements: Callable[[Office], list[str]]
) -> None:
    ready(local_office)
    plain = {"告知书文号": None, "决定书文号": None}
    counts = []
    for many in (2, 12):
        rows = [
            a_row(立案文号=f"浦黄综执立〔{YEAR}〕{one}号", **plain) for one in range(1, many + 1)
        ]
        path = a_book(tmp_path / f"{many}.xlsx", *rows)
        seen = statements(local_office)
        before = len(seen)
        checked(local_office, path)
        counts.append(len(seen) - before)
    assert counts[0] == counts[1]
