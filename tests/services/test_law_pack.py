"""Law packs on both engines: two people, one county, in force for everybody at once."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from office import Office

from desktop.commands.keeping import Keeper
from desktop.commands.opened import Opened
from desktop.errors import Forbidden, WorkError
from desktop.law.pack import BrokenPack
from desktop.services import law_pack, law_pack_list, year_notice, year_view
from desktop.services.law_pack_list import PackState
from desktop.services.listing import View
from desktop.services.work import Work

D = date
TEXT = """[pack]
label = "样例法律数据包"
source = "样例〔2026〕1号（测试用）"

[limits.simple_citizen]
[[limits.simple_citizen.versions]]
since = 2026-01-01
value = 300
cite = "本单位规定 样例"
"""


def limit(office: Office, who: str = "clerk") -> int:
    return int(office.ask(lambda work: work.law.limit("simple_citizen", D(2026, 6, 1)).value, who))


def brought(office: Office, who: str = "reviewer", text: str = TEXT, days: int = 0) -> UUID:
    return office.do(
        lambda work: law_pack.import_pack(
            work, "样例.toml", text, work.today + timedelta(days) if days else None
        ),
        who,
    )


def approve(office: Office, key: UUID, who: str = "guidance") -> None:
    office.do(lambda work: law_pack.approve(work, key), who)


def test_a_pack_counts_for_the_whole_county_once_a_second_person_approved(office: Office) -> None:
    before = office.ask(lambda work: work.law.edition.hash)
    key = brought(office)
    assert limit(office) == 200
    approve(office, key)
    assert limit(office) == limit(office, "clerk@白马镇") == limit(office, "guidance") == 300
    assert office.ask(lambda work: work.law.edition.hash) != before
    (one,) = office.ask(law_pack.standings)
    assert one.words == "已批准"
    assert one.imported.startswith("样例审核员 ")
    assert one.approved.startswith("样例指导员 ")
    (change,) = office.ask(lambda work: law_pack.changes(work, key))
    assert (change.old, change.new) == ("数值 200", "数值 300")  # Still what it changed.


def test_who_imported_may_not_approve(office: Office) -> None:
    key = brought(office)
    with pytest.raises(Forbidden, match="导入人不能批准自己导入的法律数据包"):
        approve(office, key, "reviewer")
    assert limit(office) == 200
    assert office.ask(law_pack.standings)[0].words == "待批准"


@pytest.mark.parametrize("who", ["clerk", "officer", "captain", "head"])
def test_other_roles_neither_import_nor_approve(office: Office, who: str) -> None:
    with pytest.raises(Forbidden, match="不能导入法律数据包"):
        brought(office, who)
    key = brought(office)
    with pytest.raises(Forbidden, match="不能批准法律数据包"):
        approve(office, key, who)


def test_the_second_person_reads_old_and_new(office: Office) -> None:
    key = brought(office)
    (change,) = office.ask(lambda work: law_pack.changes(work, key), "guidance")
    assert (change.old, change.old_cite) == ("数值 200", "行政处罚法 第五十一条")
    assert (change.new, change.cite) == ("数值 300", "本单位规定 样例")


def test_a_preview_keeps_nothing_and_tells_the_new_edition(office: Office) -> None:
    seen = office.ask(lambda work: law_pack.preview(work, "样例.toml", TEXT))
    assert seen.faults == ()
    assert (seen.label, seen.source) == ("样例法律数据包", "样例〔2026〕1号（测试用）")
    assert office.ask(law_pack.standings) == []
    approve(office, brought(office))
    assert office.ask(lambda work: work.law.edition.hash) == seen.edition


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (TEXT.replace("value", "worth"), "第6行［limits.simple_citizen］：不认识的键 worth"),
        (TEXT.replace("[pack]", "[pack"), "不是有效的 TOML 文件"),
    ],
)
def test_a_faulty_pack_is_previewed_with_its_faults_and_not_kept(
    office: Office, text: str, words: str
) -> None:
    seen = office.ask(lambda work: law_pack.preview(work, "样例.toml", text))
    assert words in seen.faults[0].text
    with pytest.raises(BrokenPack):
        brought(office, text=text)
    assert office.ask(law_pack.standings) == []


def test_a_pack_is_kept_once_and_one_that_changes_nothing_is_not(office: Office) -> None:
    key = brought(office)
    with pytest.raises(WorkError, match="已经导入"):
        brought(office, "guidance")
    approve(office, key)
    with pytest.raises(WorkError, match="完全相同"):
        brought(office, text=TEXT.replace("样例法律", "另一样例法律"))
    with pytest.raises(WorkError, match="已经批准或者停用"):
        approve(office, key)


def test_a_pack_begins_on_its_day(office: Office) -> None:
    approve(office, brought(office, days=1))
    assert limit(office) == 200


def test_a_retired_pack_no_longer_counts_and_may_be_brought_again(office: Office) -> None:
    key = brought(office)
    approve(office, key)
    with pytest.raises(WorkError, match="请填写停用原因"):
        office.do(lambda work: law_pack.retire(work, key, " "), "guidance")
    office.do(lambda work: law_pack.retire(work, key, "样例：县通知撤回"), "guidance")
    assert limit(office) == 200
    assert office.ask(law_pack.standings)[0].words == "已停用"
    with pytest.raises(WorkError, match="已经停用"):
        office.do(lambda work: law_pack.retire(work, key, "再停用"), "guidance")
    with pytest.raises(WorkError, match="已经批准或者停用"):
        approve(office, key)
    again = brought(office)
    approve(office, again)
    assert limit(office) == 300


def test_of_two_packs_that_clash_the_second_is_not_approved(office: Office) -> None:
    first, other = brought(office), brought(office, text=TEXT.replace("300", "400"))
    approve(office, first)
    with pytest.raises(BrokenPack, match="已有自2026-01-01起的版本，只能用 correction 更正"):
        approve(office, other)
    assert limit(office) == 300


def test_a_file_too_long_is_refused_before_it_is_read(office: Office) -> None:
    with pytest.raises(WorkError, match="超过2000000字"):
        office.ask(lambda work: law_pack.preview(work, "x", "#" * 2_000_001))


def test_a_file_is_read_or_refused_in_words() -> None:
    assert law_pack.read("样例.toml", b"\xef\xbb\xbfx = 1") == "x = 1"
    for name, data, words in (
        ("样例.docx", b"", "不是法律数据包"),
        ("样例.toml", b"\xff\xfe", "不是 UTF-8"),
        ("样例.TOML", b"#" * 2_000_001, "超过2000000字"),
    ):
        with pytest.raises(WorkError, match=words):
            law_pack.read(name, data)


def listed(office: Office, state: PackState | None = None, words: str = "") -> list[str]:
    view = View(words, {"state": state})
    return [row[5][1] for row in office.ask(lambda work: law_pack_list.LIST.first(work, view))]


def kept(office: Office, key: UUID, who: str) -> law_pack_list.Kept:
    return office.ask(lambda work: law_pack_list.read(work, key), who)


def test_the_list_tells_waiting_later_in_force_and_retired(office: Office) -> None:
    first = brought(office)
    assert listed(office) == ["待批准"]
    approve(office, first)
    later = brought(office, text=TEXT.replace("2026-01-01", "2026-03-01"), days=1)
    approve(office, later)
    assert listed(office) == ["待启用", "现行"]
    office.do(lambda work: law_pack.retire(work, first, "样例"), "guidance")
    assert listed(office) == ["待启用", "已停用"]
    assert listed(office, PackState.RETIRED) == ["已停用"]
    assert listed(office, words="没有这一个") == []
    view = View()
    keys = office.ask(lambda work: law_pack_list.LIST.ids(work, view))
    rows = office.ask(lambda work: law_pack_list.LIST.rows(work, view, keys[16:]))
    assert [row[0] for row in rows] == [first]


def test_why_somebody_may_not_approve_is_said_in_words(office: Office) -> None:
    key = brought(office)
    assert kept(office, key, "guidance").approve_obstacle == ""
    assert "导入人不能批准" in kept(office, key, "reviewer").approve_obstacle
    assert "“内勤”不能批准法律数据包" in kept(office, key, "clerk").approve_obstacle
    assert "“内勤”不能停用法律数据包" in kept(office, key, "clerk").retire_obstacle
    approve(office, key)
    assert "已由样例指导员批准" in kept(office, key, "guidance").approve_obstacle


def test_a_pack_the_law_no_longer_takes_is_named_and_can_be_retired(local_office: Office) -> None:
    """As after a release that brought the same version itself."""
    office = local_office
    key = brought(office)
    approve(office, key)

    def spoil(work: Work) -> None:
        from desktop.models.law_pack import LawPack

        record = work.get(LawPack, key)
        other = LawPack(
            id=work.new_id(),
            unit_id=record.unit_id,
            name="后来.toml",
            label="后来的数据包",
            source="样例",
            content=TEXT.replace("300", "400"),
            digest="x",
            since=work.today,
            imported_by="reviewer",
            imported_name="样例",
            imported_on=work.today,
            approved_by="guidance",
            approved_name="样例",
            approved_on=work.today,
        )
        work.session.add(other)

    office.do(spoil, None)
    assert listed(office) == ["无法并入", "现行"]
    broken = office.ask(law_pack.standings)[0].id
    shown = kept(office, broken, "guidance")
    assert shown.state is PackState.BROKEN
    assert "只能用 correction 更正" in shown.faults[0].words
    assert Opened(office.as_("clerk"), Keeper("", Path())).almanac().calendar.years
    office.do(lambda work: law_pack.retire(work, broken, "样例：冲突"), "guidance")
    assert limit(office) == 300


NOTICE = """元旦：1月1日（周五）至3日放假，共3天。
春节：2月5日至11日放假调休，共7天。2月14日（星期日）上班。
清明节：4月3日至5日放假，共3天。
劳动节：5月1日至5日放假调休，共5天。5月8日（周六）上班。
端午节：6月9日放假，共1天。
中秋节：9月15日（周三）放假，共1天。
国庆节：10月1日至7日放假调休，共7天。10月9日（周六）上班。"""


def test_a_notice_waits_and_once_approved_the_year_is_no_longer_worked_out(office: Office) -> None:
    reading = office.ask(lambda work: year_notice.read(work, 2027, NOTICE))
    assert reading.faults == ()
    assert reading.view is not None
    assert (reading.view.published, reading.moved) == (True, 13)
    key = office.do(lambda work: year_notice.bring(work, 2027, NOTICE, "样例"), "reviewer")
    before = office.ask(lambda work: year_view.view(work, 2027))
    assert not before.published
    assert before.waiting.startswith("样例审核员 ")
    assert office.ask(lambda work: work.law.due("K02", D(2026, 12, 1)).provisional)
    with pytest.raises(WorkError, match="正待批准"):
        office.do(lambda work: year_notice.bring(work, 2027, NOTICE, "样例"), "guidance")
    approve(office, key)
    after = office.ask(lambda work: year_view.view(work, 2027), "clerk@白马镇")
    assert (after.published, after.waiting) == (True, "")
    assert after.make_up == (D(2027, 2, 14), D(2027, 5, 8), D(2027, 10, 9))
    assert not office.ask(lambda work: work.law.due("K02", D(2026, 12, 1)).provisional)
    assert office.ask(year_notice.offered)[0].year == 2028
    days = Opened(office.as_("clerk"), Keeper("", Path())).almanac()
    assert days.after_workdays(D(2027, 2, 12), 1) == D(2027, 2, 14)  # A Sunday worked instead.


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("共7天。2", "共8天。2", "第2行：春节写明共8天"),
        ("中秋节：9月15日（周三）放假，共1天。", "", "2027-09-15是法定节假日（中秋节）"),
        ("6月9日放假", "5月5日放假", "2027-05-05列了两次，请核对。"),
        (
            "元旦：1月1日（周五）至3日放假，共3天。",
            "元旦：2026年12月31日至2027年1月3日放假。",
            "2026-12-31属于2026年",
        ),
    ],
)
def test_a_notice_that_cannot_stand_says_where(
    local_office: Office, old: str, new: str, said: str
) -> None:
    text = NOTICE.replace(old, new)
    reading = local_office.ask(lambda work: year_notice.read(work, 2027, text))
    assert any(one.text.startswith(said) for one in reading.faults), reading.faults
    with pytest.raises(BrokenPack):
        local_office.do(lambda work: year_notice.bring(work, 2027, text, "样例"), "reviewer")


def test_a_year_held_is_corrected_only_with_a_reason(local_office: Office) -> None:
    offer = next(one for one in local_office.ask(year_notice.offered) if one.year == 2026)
    assert offer.held
    text = offer.text.replace("、10月10日（星期六）上班", "上班")
    with pytest.raises(WorkError, match="更正须写明原因"):
        local_office.do(lambda work: year_notice.bring(work, 2026, text, "样例"), "reviewer")
    with pytest.raises(WorkError, match="请填写依据文件"):
        local_office.do(lambda work: year_notice.bring(work, 2026, text, " ", "样例"), "reviewer")
    key = local_office.do(
        lambda work: year_notice.bring(work, 2026, text, "样例", "样例：更正"), "reviewer"
    )
    approve(local_office, key)
    assert not local_office.ask(lambda work: work.law.is_workday(D(2026, 10, 10)))


def test_the_number_of_a_notice_is_found_in_its_text() -> None:
    said = "国务院办公厅关于2027年部分节假日安排的通知\n国办发明电〔2026〕 9号\n各省"
    assert year_notice.source_in(said) == "国务院办公厅通知（国办发明电〔2026〕9号）"
    assert year_notice.source_in("没有文号") == ""
