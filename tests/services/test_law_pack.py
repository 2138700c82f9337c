"""Law packs on both engines: two people, one county, in force for everybody at once."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from office import Office

from desktop.errors import Forbidden, WorkError
from desktop.law.pack import BrokenPack
from desktop.services import law_pack

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
    assert office.ask(lambda work: law_pack.changes(work, key)) == ()


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
    assert (change.old, change.new) == (
        "数值 200，依据 行政处罚法 第五十一条",
        "数值 300，依据 本单位规定 样例",
    )


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
