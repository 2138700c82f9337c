import re
from datetime import date

import pytest

from desktop.errors import WorkError
from desktop.law.editions import NotYetLaw
from desktop.law.law import Law

SLOTS = {
    "court": "样例县人民法院",
    "review_body": "样例县人民政府",
    "bank": "样例银行（样例路1号）",
    "bank_account": "000000",
    "fine": "贰仟元整（¥2000.00）",
    "term": "五个工作日",
    "review_channel": "样例网址",
    "authority": "样例镇人民政府",
    "officers": "样甲（样例证号1）、样乙（样例证号2）",
}
SPOKEN = ("certificate_shown", "recusal_right", "truth_duty", "read_and_agreed", "effect")
BLOCKS = (
    "payment",
    "surcharge",
    "remedy",
    "remedy_simple",
    "not_stopped",
    "court_warning",
    "hardship",
)


@pytest.mark.parametrize(
    "key", [*BLOCKS, *SPOKEN, "statement_right", "hearing_right", "online_review"]
)
@pytest.mark.parametrize("on", [date(2021, 7, 15), date(2024, 1, 1), date(2026, 11, 23)])
def test_a_block_is_whole_when_its_slots_are_filled(law: Law, key: str, on: date) -> None:
    if key == "online_review" and on < date(2024, 1, 1):
        with pytest.raises(NotYetLaw):
            law.text(key, on, **SLOTS)
        return
    body = law.text(key, on, **SLOTS)
    assert "{" not in body
    assert body[-1] in "。？"


@pytest.mark.parametrize(
    ("key", "before", "after"),
    [
        ("payment", "持本决定书到下列代收机构缴纳罚款", "或者通过电子支付系统缴纳"),
        ("surcharge", "第五十一条第（一）项", "第七十二条第一款第（一）项"),
        ("not_stopped", "法律另有规定的除外。", "加处罚款的数额在行政复议或者行政诉讼期间不予计算"),
        ("court_warning", "第五十一条第（三）项", "第七十二条第一款第（四）项"),
        ("recusal_right", "可以申请其回避", "第四十三条"),
        ("truth_duty", "第三十七条", "第五十五条"),
        ("hearing_right", "三日内提出", "五个工作日内提出"),
        ("statement_right", "第三十一条、第三十二条", "第四十四条、第四十五条"),
    ],
)
def test_the_text_changes_with_the_penalty_law_of_2021_07_15(
    law: Law, key: str, before: str, after: str
) -> None:
    old, new = law.text(key, date(2021, 7, 14), **SLOTS), law.text(key, date(2021, 7, 15), **SLOTS)
    assert before in old
    assert after in new
    assert old != new


def test_on_the_spot_penalties_go_to_review_first_from_2024(law: Law) -> None:
    old = law.text("remedy_simple", date(2023, 12, 31), **SLOTS)
    new = law.text("remedy_simple", date(2024, 1, 1), **SLOTS)
    assert "也可以自收到本决定书之日起六个月内直接向样例县人民法院提起行政诉讼" in old
    assert "应当先自收到本决定书之日起六十日内向样例县人民政府申请行政复议" in new
    assert "十五日内向样例县人民法院提起行政诉讼" in new
    assert "六个月" not in new


def test_ordinary_decisions_keep_both_ways_but_cite_the_new_review_law(law: Law) -> None:
    old = law.text_block("T08", date(2023, 12, 31), **SLOTS)
    new = law.text_block("T08", date(2024, 1, 1), **SLOTS)
    assert old.body == new.body
    assert "2017年修正" in old.cite
    assert new.cite.startswith("行政复议法 第二十条")


def test_an_empty_slot_is_named_and_nothing_is_printed(law: Law) -> None:
    with pytest.raises(WorkError, match="管辖法院") as refused:
        law.text("remedy", date(2026, 1, 1), review_body="样例县人民政府", court="  ")
    assert "行政复议机关" not in str(refused.value)


def test_slots_are_told_with_their_labels(law: Law) -> None:
    assert law.text_slots("remedy", date(2026, 1, 1)) == {
        "review_body": "行政复议机关",
        "court": "管辖法院",
    }


def test_braces_in_a_value_are_printed_as_they_are(law: Law) -> None:
    body = law.text("remedy", date(2026, 1, 1), review_body="{court}", court="样例县人民法院")
    assert "向{court}申请行政复议" in body


def test_every_block_of_the_list_is_there(law: Law) -> None:
    codes = {table["code"].partition("-")[0] for table in law.edition.files["texts.toml"].values()}
    assert codes >= {f"T{number:02}" for number in range(1, 14)}


def test_a_citation_inside_a_block_is_one_of_its_own(law: Law) -> None:
    """An article named in the words of a block stands in its `cite` too."""
    for table in law.edition.files["texts.toml"].values():
        for version in table["versions"]:
            named = re.findall(r"第[一二三四五六七八九十百]+条", version["body"])
            assert [one for one in named if one not in version["cite"]] == [], version["body"]
