"""The yearly notice as pasted: what is read, and what is not passed over."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from desktop.law.calendar import days
from desktop.law.law import Law
from desktop.law.pack import read_pack
from desktop.law.pack_notice import missing_feasts, notice_text, pack_text, read_notice
from desktop.law.year_table import read_year

D = date
WEEKDAYS = "一二三四五六日"
LONG = """国务院办公厅关于2026年部分节假日安排的通知
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
　　经国务院批准，现将2026年元旦、春节等放假调休日期的具体安排通知如下。
　　一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
　　二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
　　三、清明节：4月4日（周六）至6日（周一）放假，共3天。
　　四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
　　五、端午节：6月19日（周五）至21日（周日）放假，共3天。
　　六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
　　七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
　　节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。
国务院办公厅
2025年11月4日
"""


def test_the_notice_of_2026_gives_the_calendar_of_2026(law: Law) -> None:
    notice = read_notice(2026, LONG)
    assert notice.faults == []
    table = notice.table("国务院办公厅节假日安排通知 2026年")
    assert read_year("2026", table) == read_year("2026", law.edition.files["calendar/2026.toml"])
    assert notice.outside == []


def said(day: date, style: str) -> str:
    week = WEEKDAYS[day.weekday()]
    return f"{day.month}月{day.day}日" + style.format(week)


@pytest.mark.parametrize("style", ["", "（星期{}）", "（周{}）", "(星期{})"])
@pytest.mark.parametrize("year", range(2021, 2027))
def test_every_year_held_survives_being_said_and_read(law: Law, year: int, style: str) -> None:
    held: Mapping[str, Any] = law.edition.files[f"calendar/{year}.toml"]
    parts = []
    for span in held["holidays"]:
        length = (span["until"] - span["since"]).days + 1
        end = "" if length == 1 else f"至{said(span['until'], style)}"
        parts.append(f"{span['name']}：{said(span['since'], style)}{end}放假，共{length}天。")
    parts.append("、".join(said(day, style) for day in held["work"]) + "上班。")
    notice = read_notice(year, "\n".join(parts))
    assert notice.faults == []
    assert read_year(str(year), notice.table(held["cite"])) == read_year(str(year), held)


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("元旦：1月1日放假，与周末连休。", 1),
        ("元旦：2027年1月1日放假1天，不调休。", 1),
        ("元旦：1月1日—3日放假,共3天。", 3),
        ("春节：1月31日至2月6日放假调休，共7天。", 7),
        ("春节：1月31日到2月6日调休放假，共７天。", 7),
    ],
)
def test_the_ways_notices_were_worded(sentence: str, days: int) -> None:
    notice = read_notice(2027, sentence)
    assert notice.faults == []
    (name, first, last), *more = notice.holidays
    assert more == []
    assert name in ("元旦", "春节")
    assert (last - first).days + 1 == days


def test_days_of_another_year_are_told_apart() -> None:
    notice = read_notice(2023, "元旦：2022年12月31日至2023年1月2日放假调休，共3天。")
    assert notice.holidays == [("元旦", D(2023, 1, 1), D(2023, 1, 2))]
    assert notice.outside == [D(2022, 12, 31)]


def test_a_holiday_wholly_in_another_year_leaves_nothing_for_this_one() -> None:
    notice = read_notice(2023, "元旦：2022年12月30日至2022年12月31日放假。")
    assert notice.holidays == []
    assert notice.outside == [D(2022, 12, 30), D(2022, 12, 31)]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "没有读到任何放假安排，请粘贴国务院办公厅通知的全文。"),
        ("元旦：1月1日休息。", 1, "读不懂“1月1日休息”，请按“春节：2月15日至23日放假调休，共9天。”"),
        ("1月1日放假。", 1, "“1月1日放假”没有节日名称，请在前面写明，例如“春节：”。"),
        ("\n元旦：1月3日至1日放假。", 2, "元旦的止日2027-01-01早于起日2027-01-03，请核对。"),
        ("元旦：1月1日至3日放假，共4天。", 1, "元旦写明共4天，起止日期是3天，请核对。"),
        ("元旦：2月30日放假。", 1, "“2月30日”不是有效日期，日历上没有这一天。"),
        ("元旦：1月1日（周四）放假。", 1, "2027-01-01是星期五，不是星期四，请核对日期。"),
        ("元旦：1月3日（星期天）放假。\n1月2日（周日）上班。", 2, "2027-01-02是星期六"),
        ("2026年12月27日上班。", 1, "上班日2026-12-27不在2027年，请写入该年的放假安排。"),
    ],
)
def test_what_cannot_be_read_is_a_fault_with_its_line(text: str, line: int, words: str) -> None:
    found = read_notice(2027, text).faults
    assert [one for one, _ in found] == [line]
    assert found[0][1].startswith(words)


def test_sunday_has_two_names() -> None:
    assert read_notice(2027, "元旦：1月3日（星期天）放假。").faults == []


def test_a_statutory_holiday_the_notice_leaves_out_is_named() -> None:
    feasts = {D(2027, 10, 2): "国庆节", D(2027, 1, 1): "元旦"}
    off = set(days(D(2027, 10, 1), D(2027, 10, 7)))
    assert missing_feasts(off, feasts) == [
        "2027-01-01是法定节假日（元旦），通知中没有放假，请核对。"
    ]
    assert missing_feasts(off | {D(2027, 1, 1)}, feasts) == []


def test_quotation_marks_of_toml_in_a_notice_do_no_harm() -> None:
    pasted = "  " + LONG.replace("元旦：", "元'''旦：") + "\n"
    text = pack_text(2026, pasted, "甲", "乙")
    assert read_pack("窗口", text).tables["calendar"]["2026"]["holidays"][0]["name"] == "元旦"
    assert "notice = '''\n国务院办公厅关于" in text
    assert text.endswith("2025年11月4日\n'''\n")


def test_what_is_pasted_in_the_window_becomes_a_pack() -> None:
    text = pack_text(2026, LONG, '样例“通知”"包"', "样例\\通知\n第1号")
    pack = read_pack("窗口", text)
    assert pack.label == '样例“通知”"包"'
    assert pack.source == "样例\\通知 第1号"
    assert pack.tables["calendar"]["2026"]["work"][0] == D(2026, 1, 4)
    assert len(pack.tables["calendar"]["2026"]["holidays"]) == 7
    later = D(2026, 1, 4) + timedelta(41)
    assert later in pack.tables["calendar"]["2026"]["work"]


@pytest.mark.parametrize("year", range(2021, 2027))
def test_a_year_held_is_said_as_a_notice_and_read_back(law: Law, year: int) -> None:
    held = law.edition.files[f"calendar/{year}.toml"]
    notice = read_notice(year, notice_text(held))
    assert notice.faults == []
    assert read_year(str(year), notice.table(held["cite"])) == read_year(str(year), held)


def test_signs_a_pasted_text_may_carry_do_not_break_the_file() -> None:
    text = "元旦：1月1日放假。\x0b春节：\x07'''2月5日至11日放假。\r\n国庆节：10月1日放假。"
    pack = read_pack("样例", pack_text(2027, text, "样\x08例", '样例"\n〔2026〕1号', "样例\\更正"))
    table = pack.tables["calendar"]["2027"]
    assert [span["name"] for span in table["holidays"]] == ["元旦", "春节", "国庆节"]
    assert table["correction"] == "样例\\更正"
    assert pack.source == '样例" 〔2026〕1号'
