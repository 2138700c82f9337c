"""What a person reads of a law pack, word for word: faults, ways out, the difference."""

from decimal import Decimal

import pytest
from guard_facts import D
from test_case_time import ROW as RULE
from test_pack import BAND, HEAD, LAW, LIMIT, ROW, YEAR, pack

from desktop.law.law import Law
from desktop.law.pack import MEND, BrokenPack, read_pack
from desktop.law.pack_check import faults
from desktop.law.pack_difference import difference
from desktop.law.pack_lines import Lines
from desktop.law.pack_notice import notice_text, pack_text, read_notice

_AS = "请按“春节：2月15日至23日放假调休，共9天。”的写法填写。"


def told(text: str) -> tuple[str, str]:
    """Words and way out of the only fault."""
    try:
        found = faults(LAW.edition, read_pack("样例.toml", text))
    except BrokenPack as broken:
        found = list(broken.faults)
    (fault,) = found
    return fault.words, fault.way_out


@pytest.mark.parametrize(
    ("text", "words", "way_out"),
    [
        (
            HEAD + ROW.replace("until = 2026-12-31", "until = 2025-12-31"),
            "最后一日2025-12-31早于起始日期2026-01-01",
            "核对 since 与 until 两个日期，改正写反的一个。",
        ),
        (
            HEAD + ROW.replace("2027-01-01", "2025-01-01").replace("until = 2026-12-31\n", ""),
            "版本日期没有按先后排列（2025-01-01）",
            "把各版本按 since 从早到晚排列。",
        ),
        (
            HEAD + ROW.replace("2027-01-01", "2026-01-01").replace("until = 2026-12-31\n", ""),
            "同一日期有两个版本（2026-01-01）",
            '删去多余的一个；如果是更正前一个，加上 correction = "更正原因"。',
        ),
        (
            HEAD + YEAR.replace("notice", "work = []\nnotice", 1),
            "已有通知原文，不能再写 work",
            "通知原文和日期表只留一种，删去另一种。",
        ),
        (
            HEAD + LIMIT.replace("[[", 'unit = "角"\n[[', 1),
            "不能改动已有条目的 unit",
            "删去这一行，已有条目只写 versions。",
        ),
        (
            HEAD + YEAR.replace("notice", 'correction = "样例"\nnotice', 1),
            "没有2027年的放假安排可以更正",
            "删去 correction，作为新的一年导入。",
        ),
        (
            HEAD + LIMIT.replace("2027-01-01", "2021-07-15"),
            "已有自2021-07-15起的版本，只能用 correction 更正",
            '确属更正的，加上 correction = "更正原因"；新的规定请写更晚的 since。',
        ),
        (
            RULE.replace('["suspension"]', '["strike", "rain"]'),
            "不认识的扣除事由 strike、rain，应为 announcement、appraisal、hearing、obstacle、"
            "suspension、test 之一",
            MEND,
        ),
        (RULE.replace("= 60", "= 0"), "base_days 应大于0", MEND),
        (
            HEAD + LIMIT.replace("value = 300", 'value = 300\n"甲：乙" = 1'),
            "不认识的键 甲：乙",
            "核对这一行开头的英文名称，写法见“写法样例”。",
        ),
        (
            RULE.replace("cite", 'ext1_by = "head"\ncite'),
            "ext1_days 和 ext1_by 应同时写明",
            MEND,
        ),
        (
            RULE.replace("cite", 'ext1_days = 0\next1_by = "head"\ncite'),
            "ext1_days 应大于0",
            MEND,
        ),
        (
            RULE.replace("cite", 'ext2_by = "head"\ncite'),
            "没有第一次延长（ext1_days、ext1_by），不能有 ext2_by",
            MEND,
        ),
    ],
)
def test_a_fault_says_what_and_the_way_out(text: str, words: str, way_out: str) -> None:
    assert told(text) == (words, way_out)


def test_a_source_that_means_two_things_says_the_way_out() -> None:
    other = ROW.replace("（测试用，非真实文件）", "甲")
    joined = LAW.with_packs([pack(ROW)])
    (fault,) = faults(joined.edition, pack(other))
    assert fault.words == "出处“sample”已经存在且内容不同"
    assert fault.way_out == "给新的出处另起一个英文名称和简称。"


def test_the_shortest_rule_is_a_rule() -> None:
    one = read_pack("样例.toml", RULE.replace("= 60", "= 1"))
    rule = LAW.with_packs([one]).case_time("样例", D(2026, 3, 2))
    assert rule is not None
    assert (rule.given.base_days, rule.field, rule.label) == (1, "样例", "样例领域办案期限规则")
    more = RULE.replace("cite", 'ext1_days = 1\next1_by = "head"\ncite')
    longer = LAW.with_packs([read_pack("样例.toml", more)]).case_time("样例", D(2026, 3, 2))
    assert longer is not None
    assert longer.given.words.startswith("60日；经行政机关负责人批准可以延长1日；")


def test_a_pack_says_its_kinds_of_time_one_after_the_other() -> None:
    rule = read_pack("样例.toml", RULE.replace('["suspension"]', '["hearing", "test"]'))
    (change,) = difference(LAW.edition, rule)
    assert change.new == "办案期限（日） 60，不计入的期间 听证、检测、检验、检疫"
    assert change.text.endswith("（本单位规定 样例）")


def test_a_pasted_notice_is_packed_plain() -> None:
    text = pack_text(2027, "一\r\n二\t三", "样例", "样例〔2026〕1号")
    assert "correction" not in text
    assert "一\n二 三\n" in text
    assert 'correction = "样例 更正"\n' in pack_text(2027, "一", "样例", "样例", "样例\n更正")
    one = notice_text(
        {"holidays": [{"name": "元旦", "since": D(2027, 1, 1), "until": D(2027, 1, 1)}], "work": []}
    )
    assert one == "元旦：1月1日（星期五）放假，共1天。"


def test_a_change_of_unit_is_told_in_the_words_of_both(law: Law) -> None:
    longer = (
        "\n[deadlines.payment]\n[[deadlines.payment.versions]]\nsince = 2027-01-01\n"
        'unit = "workday"\nlength = 10\ncite = "本单位规定 样例"\n'
    )
    (change,) = difference(LAW.edition, pack(longer))
    assert (change.old, change.new) == ("单位 日，长度 15", "单位 个工作日，长度 10")
    assert (change.old_cite, change.cite) == ("行政处罚法 第六十七条", "本单位规定 样例")
    (band,) = difference(LAW.edition, pack(BAND))
    assert "单位 元" in band.new
    assert (band.old, band.old_cite) == ("", "")


def test_a_new_basis_for_the_same_value_tells_the_value_whole() -> None:
    same = LIMIT.replace("value = 300", "value = 200")
    (change,) = difference(LAW.edition, pack(same))
    assert (change.old, change.new) == ("数值 200", "数值 200")
    assert change.text.endswith("数值 200（行政处罚法 第五十一条） → 数值 200（本单位规定 样例）")


def test_a_year_given_anew_tells_on_what_the_old_one_rested() -> None:
    other = YEAR.replace("2027", "2026").replace("notice", 'correction = "样例"\nnotice', 1)
    text = other.replace(other[other.index("'''") :], "'''\n元旦：1月1日放假。\n'''\n")
    (change,) = difference(LAW.edition, pack(text))
    assert change.kind == "更正"
    assert change.old_cite == LAW.edition.files["calendar/2026.toml"]["cite"]
    (fresh,) = difference(LAW.edition, pack(YEAR))
    assert fresh.old_cite == ""


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("元旦：1日放假。", f"读不懂“1日放假”，{_AS}"),
        ("元旦：1月1日放假。3日上班。", f"读不懂“3日上班”，{_AS}"),
        ("1月1日放假。", "“1月1日放假”没有节日名称，请在前面写明，例如“春节：”。"),
    ],
)
def test_a_day_without_a_month_or_a_name_is_not_guessed(text: str, fault: str) -> None:
    assert [words for _, words in read_notice(2027, text).faults] == [fault]


def test_a_file_that_is_no_toml_says_the_line_and_what_to_look_for() -> None:
    with pytest.raises(BrokenPack) as refused:
        read_pack("样例.toml", HEAD + "[limits.officers\nvalue = 1\n")
    (fault,) = refused.value.faults
    assert (fault.file, fault.line, fault.entry) == ("样例.toml", HEAD.count("\n") + 1, "")
    assert fault.way_out == "检查这一行前后的引号、方括号和等号是否成对、是否用了全角符号。"
    with pytest.raises(BrokenPack) as refused:
        read_pack("样例.toml", HEAD + "\n[limits]\nx = '''a")
    assert refused.value.faults[0].line == HEAD.count("\n") + 3


def test_amounts_of_a_pack_are_exact() -> None:
    (change,) = difference(LAW.edition, pack(LIMIT.replace("value = 300", "value = 0.10")))
    assert change.new == "数值 0.10"
    joined = LAW.with_packs([pack(LIMIT.replace("value = 300", "value = 0.1"))])
    assert joined.limit("simple_citizen", D(2027, 1, 1)).value == Decimal("0.1")


def test_what_a_pack_changed_is_held_against_the_programs_own_law() -> None:
    joined = LAW.with_packs([pack(LIMIT)])
    assert joined.base is LAW.edition
    assert joined.with_packs([pack(ROW)]).base is LAW.edition
    assert joined.edition is not LAW.edition
    assert LAW.with_packs([]) is LAW


def test_every_version_that_is_too_early_is_named() -> None:
    entry = "\n[limits.township_share]\n[[limits.township_share.versions]]\nsince = {}\n{}"
    value = 'value = 50\ncite = "本单位规定 样例"\n'
    words = "起始日期2021-01-01早于现行版本2022-01-01，只能增加更晚的版本"
    assert told(HEAD + entry.format("2021-01-01", value))[0] == words
    twice = LIMIT.replace("2027-01-01", "1996-10-01") + 'correction = "样例"\n'
    twice += "[[limits.simple_citizen.versions]]\nsince = 2000-01-01\nvalue = 60\n"
    twice += 'cite = "本单位规定 样例"\n'
    words = "起始日期2000-01-01早于现行版本2021-07-15，只能增加更晚的版本"
    assert told(HEAD + twice)[0] == words


def test_a_colon_in_a_name_does_not_cut_the_sentence() -> None:
    odd = '\n[calendar.2027]\nwork = []\nholidays = []\n"甲：乙" = 1\n'
    assert told(HEAD + odd)[0] == "不认识的键 甲：乙"


@pytest.mark.parametrize("text", ["", 'label = "甲"', 'source = "乙"'])
def test_a_head_without_name_or_source_is_named(text: str) -> None:
    with pytest.raises(BrokenPack) as refused:
        read_pack("样例.toml", f"[pack]\n{text}\n{LIMIT}")
    wanted = [] if "label" in text else ["请写明 label（名称）"]
    wanted += [] if "source" in text else ["请写明 source（依据文件）"]
    assert [fault.words for fault in refused.value.faults] == wanted


def test_a_quoted_key_has_its_line() -> None:
    lines = Lines('# x\n[a]\n"b c" = 1\n\'d\' = 2\n["e f".g]\nh = 1\n')
    assert lines.at("a", "b c") == 3
    assert lines.at("a", "d") == 4
    assert lines.at("e f", "g", "h") == 6
    assert lines.at() == 1
    assert lines.within(("a", "b c"), 1) == 3
