"""Law packs: what joins the law, what is refused and where, what a second person reads."""

from datetime import date
from decimal import Decimal

import pytest

from desktop.law.facts import PartyType
from desktop.law.law import Law
from desktop.law.pack import BrokenPack, Pack, read_pack
from desktop.law.pack_check import faults
from desktop.law.pack_difference import difference
from desktop.law.pack_lines import Lines

D = date
LAW = Law.load()
HEAD = '[pack]\nlabel = "样例包"\nsource = "样例〔2026〕1号"\n'
YEAR = """
[calendar.2027]
notice = '''
元旦：1月1日（周五）至3日放假，共3天。
春节：2月5日至11日放假调休，共7天。2月14日（星期日）上班。
清明节：4月3日至5日放假，共3天。
劳动节：5月1日至5日放假调休，共5天。5月8日（周六）上班。
端午节：6月9日放假，共1天。
中秋节：9月15日（周三）放假，共1天。
国庆节：10月1日至7日放假调休，共7天。10月9日（周六）上班。
'''
"""
LIMIT = """
[limits.simple_citizen]
[[limits.simple_citizen.versions]]
since = 2027-01-01
value = 300
cite = "本单位规定 样例"
"""
ROW = """
[thresholds.sample]
label = "样例领域对公民较大数额罚款"
field = "样例"
party = "citizen"
purpose = "hearing"
[[thresholds.sample.versions]]
since = 2026-01-01
until = 2026-12-31
amount = 5000
cite = "样例办法 第三条"
[[thresholds.sample.versions]]
since = 2027-01-01
amount = 6000
cite = "样例办法 第三条"

[sources.sample]
short = "样例办法"
title = "样例办法（测试用，非真实文件）"
since = 2026-01-01
"""
BAND = """
[discretion.sample_light]
label = "较轻"
item = "330299000000"
position = 1
[[discretion.sample_light.versions]]
since = 2026-01-01
condition = "样例情形"
unit = "yuan"
least = 100
most = 500
cite = "本单位规定 样例裁量基准"
"""


def pack(*parts: str) -> Pack:
    return read_pack("样例.toml", HEAD + "".join(parts))


def broken(text: str) -> list[str]:
    with pytest.raises(BrokenPack) as refused:
        read_pack("样例.toml", text)
    assert str(refused.value) == "\n".join(fault.text for fault in refused.value.faults)
    return [fault.text for fault in refused.value.faults]


def found(*parts: str) -> list[str]:
    return [fault.text for fault in faults(LAW.edition, pack(*parts))]


def test_a_sound_pack_joins_the_law_and_changes_its_hash() -> None:
    given = pack(YEAR, LIMIT, ROW, BAND)
    assert faults(LAW.edition, given) == []
    joined = LAW.with_packs([given])
    assert joined.edition.hash != LAW.edition.hash
    assert joined.limit("simple_citizen", D(2027, 1, 1)).value == Decimal(300)
    assert joined.limit("simple_citizen", D(2026, 12, 31)).value == Decimal(200)
    row = joined.threshold("样例", PartyType.CITIZEN, "hearing", D(2026, 12, 31))
    assert row is not None
    assert (row.amount, row.confirmed, row.cite) == (Decimal(5000), True, "样例办法 第三条")
    assert [one.label for one in joined.penalties.bands("330299000000", "citizen", D(2026, 1, 1))]
    assert LAW.due("K02", D(2026, 12, 1)).provisional
    assert not joined.due("K02", D(2026, 12, 1)).provisional
    assert joined.due("K07", D(2027, 2, 4)).raw == D(2027, 2, 17)


def test_the_shipped_files_are_not_touched_and_the_same_pack_twice_changes_nothing() -> None:
    before = LAW.edition.hash
    once = LAW.with_packs([pack(YEAR, LIMIT, ROW)])
    twice = LAW.with_packs([pack(YEAR, LIMIT, ROW), pack(YEAR, LIMIT, ROW)])
    assert once.edition.hash == twice.edition.hash
    assert Law.load().edition.hash == LAW.edition.hash == before
    assert LAW.with_packs([]) is LAW


def test_a_row_that_ends_is_asked_for_again_afterwards() -> None:
    part = ROW.replace(
        "[[thresholds.sample.versions]]\nsince = 2027-01-01\namount = 6000\ncite", "x"
    )
    part = part.replace('x = "样例办法 第三条"\n', "")
    joined = LAW.with_packs([pack(part)])
    assert joined.threshold("样例", PartyType.CITIZEN, "hearing", D(2026, 12, 31)) is not None
    assert joined.threshold("样例", PartyType.CITIZEN, "hearing", D(2027, 1, 1)) is None


def test_a_band_of_one_side_is_asked_by_side() -> None:
    joined = LAW.with_packs([pack(BAND.replace("position = 1", 'position = 1\nparty = "citizen"'))])
    on, bands = D(2026, 1, 1), joined.penalties.bands
    assert len(bands("330299000000", "citizen", on)) == 1
    assert bands("330299000000", "organisation", on) == ()


def test_a_dated_correction_replaces_a_slip() -> None:
    slip = LIMIT.replace("2027-01-01", "2021-07-15") + 'correction = "样例：误录"\n'
    assert found(slip) == []
    joined = LAW.with_packs([pack(slip)])
    assert joined.limit("simple_citizen", D(2026, 1, 1)).value == Decimal(300)
    (change,) = difference(LAW.edition, pack(slip))
    assert change.kind == "更正"
    assert (change.old, change.old_cite) == ("数值 200", "行政处罚法 第五十一条")
    assert (change.new, change.cite) == ("数值 300，更正原因 样例：误录", "本单位规定 样例")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[pack", ["样例.toml 第1行：不是有效的 TOML 文件（"]),
        (HEAD + "\nx = = 1", ["样例.toml 第5行：不是有效的 TOML 文件（"]),
        ("", ["样例.toml 第1行［pack］：缺少 [pack] 表"]),
        ("pack = 1\n[limits]", ["样例.toml 第1行［pack］：应为一个表"]),
        (HEAD, ["样例.toml 第1行［pack］：没有任何内容，请至少写一条"]),
        (
            '[pack]\nlabel = ""\n' + LIMIT,
            [
                "样例.toml 第1行［pack］：请写明 label（名称）",
                "样例.toml 第1行［pack］：请写明 source（依据文件）",
            ],
        ),
        (
            HEAD + "colour = 1\n" + LIMIT,
            ["样例.toml 第4行［pack.colour］：不认识的键 colour"],
        ),
        (HEAD + "note = 1\n" + LIMIT, ["样例.toml 第4行［pack.note］：note 应为文字"]),
        (
            HEAD + "\n[guards.G01]\nlabel = 1\n",
            [
                "样例.toml 第5行［guards］：不认识的部分 guards，应为 "
                "sources、thresholds、deadlines、texts、limits、case_time_rules、discretion、calendar 之一"
            ],
        ),
        (
            HEAD + "\n[limits]\nx = 1\n",
            ["样例.toml 第6行［limits.x］：应为一个表"],
        ),
        (
            HEAD + "\n[limits.x]\nlabel = 'x'\n",
            ["样例.toml 第5行［limits.x］：没有任何版本，请写 [[…versions]]"],
        ),
        (
            HEAD + LIMIT.replace("since = 2027-01-01\n", ""),
            ["样例.toml 第6行［limits.simple_citizen］：缺少 since（起始日期），应写成 2027-01-01"],
        ),
        (
            HEAD + LIMIT.replace("2027-01-01", "2027-01-01T00:00:00"),
            ["样例.toml 第6行［limits.simple_citizen］：缺少 since（起始日期），应写成 2027-01-01"],
        ),
        (
            HEAD + LIMIT + 'until = "x"\n',
            [
                "样例.toml 第10行［limits.simple_citizen］：until（最后一日）应写成 2027-12-31",
            ],
        ),
        (
            HEAD + LIMIT + "until = 2026-12-31\n",
            [
                "样例.toml 第10行［limits.simple_citizen］：最后一日2026-12-31早于起始日期2027-01-01",
            ],
        ),
        (
            HEAD + ROW.replace("until = 2026-12-31", "until = 2026-11-30"),
            [
                "样例.toml 第15行［thresholds.sample］："
                "日期有空档：2026-12-01至2026-12-31没有任何版本"
            ],
        ),
        (
            HEAD + ROW.replace("until = 2026-12-31", "until = 2027-01-01"),
            [
                "样例.toml 第15行［thresholds.sample］："
                "与上一版本重叠：上一版本到2027-01-01，本版本自2027-01-01"
            ],
        ),
        (
            HEAD + ROW.replace("until = 2026-12-31\n", "").replace("2027-01-01", "2025-01-01"),
            ["样例.toml 第14行［thresholds.sample］：版本日期没有按先后排列（2025-01-01）"],
        ),
        (
            HEAD + ROW.replace("until = 2026-12-31\n", "").replace("2027-01-01", "2026-01-01"),
            ["样例.toml 第14行［thresholds.sample］：同一日期有两个版本（2026-01-01）"],
        ),
        (
            HEAD + "\n[calendar.next]\nwork = []\n",
            ["样例.toml 第5行［calendar.next］：“next”不是年份，应写成 [calendar.2027]"],
        ),
        (
            HEAD + YEAR + "work = []\n",
            ["样例.toml 第15行［calendar.2027］：已有通知原文，不能再写 work"],
        ),
        (
            HEAD + YEAR.replace("共7天。2月14日（星期日）", "共8天。2月14日（星期一）"),
            [
                "样例.toml 第8行［calendar.2027］：春节写明共8天，起止日期是7天，请核对。",
                "样例.toml 第8行［calendar.2027］：2027-02-14是星期日，不是星期一，请核对日期。",
            ],
        ),
    ],
)
def test_a_pack_that_cannot_be_read_says_file_line_and_entry(text: str, said: list[str]) -> None:
    told = broken(text)
    assert len(told) == len(said), told
    for one, start in zip(told, said, strict=True):
        assert one.startswith(start)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (
            LIMIT.replace("value = 300", "value = 300\ncolour = 1"),
            ["样例.toml 第6行［limits.simple_citizen］：不认识的键 colour"],
        ),
        (
            LIMIT.replace("value = 300", 'value = "三百"'),
            ["样例.toml 第8行［limits.simple_citizen］：值的类型应为 Decimal"],
        ),
        (
            LIMIT.replace("2027-01-01", "2020-01-01"),
            [
                "样例.toml 第7行［limits.simple_citizen］："
                "起始日期2020-01-01早于现行版本2021-07-15，只能增加更晚的版本"
            ],
        ),
        (
            LIMIT.replace("2027-01-01", "2021-07-15"),
            [
                "样例.toml 第6行［limits.simple_citizen］："
                "已有自2021-07-15起的版本，只能用 correction 更正"
            ],
        ),
        (
            LIMIT + 'correction = "样例"\n',
            ["样例.toml 第6行［limits.simple_citizen］：没有自2027-01-01起的版本可以更正"],
        ),
        (
            LIMIT.replace("本单位规定 样例", "无名规定 一"),
            [
                "样例.toml 第6行［limits.simple_citizen］：依据“无名规定 一”的出处不在 sources.toml 中"
            ],
        ),
        (
            LIMIT.replace("本单位规定 样例", "行政处罚法（2017年修正） 第五条"),
            [
                "样例.toml 第6行［limits.simple_citizen］："
                "2027-01-01时“行政处罚法（2017年修正） 第五条”不是有效的依据"
            ],
        ),
        (
            LIMIT.replace("simple_citizen", "simple_dog"),
            [
                "样例.toml 第5行［limits.simple_dog］："
                "程序没有“simple_dog”这一条，只能增加已有条目的版本"
            ],
        ),
        (
            LIMIT.replace("[[", 'unit = "角"\n[[', 1),
            ["样例.toml 第6行［limits.simple_citizen］：不能改动已有条目的 unit"],
        ),
        (
            ROW.replace('purpose = "hearing"', 'purpose = "holiday"'),
            [
                "样例.toml 第9行［thresholds.sample］："
                "“holiday”应为 hearing、legal_review、collective、transfer_confiscation 之一"
            ],
        ),
        (
            ROW.replace('field = "样例"', 'field = "市场监管"'),
            ["样例.toml 第5行［thresholds.sample］：与 market_citizen_hearing 重复"],
        ),
        (
            ROW.replace("title", "number"),
            [
                "样例.toml 第10行［thresholds.sample］：依据“样例办法 第三条”的出处不在 sources.toml 中",
                "样例.toml 第20行［sources.sample］：缺少 title",
            ],
        ),
        (
            BAND.replace("most = 500", "most = 50"),
            ["样例.toml 第9行［discretion.sample_light］：幅度100至50不成立"],
        ),
        (
            BAND + BAND.replace("sample_light", "sample_other"),
            [
                "样例.toml 第17行［discretion.sample_other］："
                "与 sample_light 的事项、阶次和当事人相同"
            ],
        ),
    ],
)
def test_a_pack_that_does_not_fit_the_law_says_where(parts: str, said: list[str]) -> None:
    told = found(parts)
    for one, start in zip(told, said, strict=True):
        assert one.startswith(start), told


def test_an_early_version_may_be_corrected_and_a_held_one_repeated() -> None:
    early = LIMIT.replace("2027-01-01", "1996-10-01") + 'correction = "样例：误录"\n'
    assert found(early) == []
    joined = LAW.with_packs([pack(early)])
    assert joined.limit("simple_citizen", D(2021, 7, 14)).value == Decimal(300)
    assert joined.limit("simple_citizen", D(2021, 7, 15)).value == Decimal(200)
    held = LIMIT.replace("2027-01-01", "1996-10-01").replace("300", "50")
    held = held.replace("本单位规定 样例", "行政处罚法（2017年修正） 第三十三条")
    again = "[[limits.simple_citizen.versions]]\nsince = 2027-01-01\nvalue = 300\n"
    again += 'cite = "本单位规定 样例"\n'
    assert found(held, again) == []
    assert LAW.with_packs([pack(held)]).edition.hash == LAW.edition.hash
    middle = LIMIT.replace("2027-01-01", "2000-01-01") + again
    assert found(middle) == [
        "样例.toml 第7行［limits.simple_citizen］："
        "起始日期2000-01-01早于现行版本2021-07-15，只能增加更晚的版本"
    ]


def test_a_term_with_three_versions_is_only_continued_after_the_last() -> None:
    versions = LAW.edition.files["deadlines.toml"]["review_answer"]["versions"]
    assert len(versions) > 1
    last = versions[-1]["since"]
    text = (
        "\n[deadlines.review_answer]\n[[deadlines.review_answer.versions]]\n"
        f'since = {last.replace(year=last.year - 1)}\nunit = "day"\nlength = 9\n'
        'cite = "本单位规定 样例"\n'
    )
    (told,) = found(text)
    assert told.endswith(f"早于现行版本{last}，只能增加更晚的版本")


def test_a_source_without_names_says_both() -> None:
    assert found('\n[sources.sample]\nnumber = "1"\n') == [
        "样例.toml 第5行［sources.sample］：缺少 short、title"
    ]


def test_a_year_may_cite_a_source_of_the_pack() -> None:
    own = YEAR.replace("notice =", 'cite = "样例办法 通知"\nnotice =')
    assert found(own, ROW) == []
    assert LAW.with_packs([pack(own, ROW)]).calendar.look(D(2027, 3, 1)).cite == "样例办法 通知"
    assert found(own) == [
        "样例.toml 第5行［calendar.2027］：依据“样例办法 通知”的出处不在 sources.toml 中"
    ]


def test_a_year_after_a_missing_one_is_a_hole() -> None:
    told = found("\n[calendar.2028]\nwork = []\nholidays = []\n")
    assert any(one.endswith("日期有空档：还没有2027年的放假安排") for one in told)


def test_a_year_that_leaves_out_a_feast_is_not_taken() -> None:
    told = found(YEAR.replace("端午节：6月9日放假，共1天。\n", ""))
    assert told == [
        "样例.toml 第5行［calendar.2027］：2027-06-09是法定节假日（端午节），通知中没有放假，请核对。"
    ]


def test_a_year_already_held_is_changed_by_a_correction_only() -> None:
    held = LAW.edition.files["calendar/2026.toml"]
    spans = "".join(
        f'[[calendar.2026.holidays]]\nname = "{one["name"]}"\n'
        f"since = {one['since']}\nuntil = {one['until']}\n"
        for one in held["holidays"]
    )
    work = ", ".join(str(day) for day in held["work"])
    same = f"\n[calendar.2026]\nwork = [{work}]\n{spans}"
    assert found(same) == []
    assert difference(LAW.edition, pack(same)) == ()
    assert LAW.with_packs([pack(same)]).edition.hash == LAW.edition.hash
    less = same.replace(", 2026-10-10", "")
    assert found(less) == [
        "样例.toml 第5行［calendar.2026］：已有2026年的放假安排且内容不同，更正须写明 correction"
    ]
    mended = less.replace("work =", 'correction = "样例：通知更正"\nwork =')
    assert found(mended) == []
    assert not LAW.with_packs([pack(mended)]).is_workday(D(2026, 10, 10))
    (change,) = difference(LAW.edition, pack(mended))
    assert change.kind == "更正"
    assert change.old.endswith("调休上班：1月4日、2月14日、2月28日、5月9日、9月20日、10月10日")
    assert change.new.endswith("调休上班：1月4日、2月14日、2月28日、5月9日、9月20日")


def test_a_correction_of_a_year_not_held_is_refused() -> None:
    told = found(YEAR.replace("notice", 'correction = "样例"\nnotice'))
    assert told == ["样例.toml 第5行［calendar.2027］：没有2027年的放假安排可以更正"]


def test_a_typed_year_is_checked_like_a_file() -> None:
    assert found("\n[calendar.2027]\nwork = [2027-02-15]\nholidays = []\n") == [
        "样例.toml 第5行［calendar.2027］：2027-02-15不能作为调休上班日，它本来就上班或者已列为放假"
    ]
    assert found("\n[calendar.2027]\nholidays = []\n") == [
        "样例.toml 第5行［calendar.2027］：缺少 work"
    ]


def test_days_off_that_belong_to_the_year_before_must_stand_there() -> None:
    dated = YEAR.replace(
        "元旦：1月1日（周五）至3日放假，共3天", "元旦：2026年12月31日至2027年1月3日放假，共4天"
    )
    assert found(dated) == [
        "样例.toml 第5行［calendar.2027］：2026-12-31属于2026年，该年的放假安排没有列入，请一并更正"
    ]


PLAIN = "元旦：1月1日（周五）至3日放假，共3天。"
WITH_LAST = """
[calendar.2026]
correction = "样例"
work = []
[[calendar.2026.holidays]]
name = "元旦"
since = 2026-12-31
until = 2026-12-31
"""


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("样例假：2026年12月26日放假。", ""),
        ("样例假：2026年12月27日放假。", ""),
        (
            "样例假：2026年12月31日放假。",
            "2026-12-31属于2026年，该年的放假安排没有列入，请一并更正",
        ),
        (
            "样例假：2026年10月10日放假。",
            "2026-10-10属于2026年，该年的放假安排没有列入，请一并更正",
        ),
        ("样例假：2026年10月1日放假。", ""),
        (
            "样例假：2020年12月27日放假。",
            "2020-12-27属于2020年，该年的放假安排没有列入，请一并更正",
        ),
    ],
)
def test_a_day_off_in_another_year_must_be_off_there(more: str, told: str) -> None:
    said = found(YEAR.replace(PLAIN, f"{PLAIN}{more}"))
    assert said == ([f"样例.toml 第5行［calendar.2027］：{told}"] if told else [])


def test_the_year_before_may_be_mended_in_the_same_pack() -> None:
    dated = YEAR.replace(PLAIN, PLAIN + "样例假：2026年12月31日放假。")
    told = found(dated, WITH_LAST)
    assert all("calendar.2026" in one for one in told), told
    assert len(told) > 5, "the mended year leaves the statutory holidays out"


def test_every_faulty_year_is_told_and_two_years_in_a_row_are_no_hole() -> None:
    bad = "\n[calendar.{}]\nwork = [{}]\nholidays = []\n"
    first, other = found(bad.format(2027, "2027-02-15"), bad.format(2028, "2028-02-15"))
    assert first.startswith("样例.toml 第5行［calendar.2027］：2027-02-15不能作为调休上班日")
    assert other.startswith("样例.toml 第9行［calendar.2028］：2028-02-15不能作为调休上班日")
    empty = "\n[calendar.2028]\nwork = []\nholidays = []\n"
    assert not any("空档" in one for one in found(YEAR, empty))
    clash = "\n[calendar.2025]\nwork = []\nholidays = []\n"
    told = found(clash, empty.replace("2028", "2024"))
    assert ["calendar.2025" in one or "calendar.2024" in one for one in told] == [True, True]


def test_a_holiday_one_day_shorter_is_another_year() -> None:
    held = LAW.edition.files["calendar/2026.toml"]
    ends = [one["until"] for one in held["holidays"]]
    spans = "".join(
        f'[[calendar.2026.holidays]]\nname = "{one["name"]}"\n'
        f"since = {one['since']}\nuntil = {min(one['until'], D(2026, 10, 6))}\n"
        for one in held["holidays"]
    )
    assert max(ends) == D(2026, 10, 7)
    work = ", ".join(str(day) for day in held["work"])
    (told, *_) = found(f"\n[calendar.2026]\nwork = [{work}]\n{spans}")
    assert told.endswith("已有2026年的放假安排且内容不同，更正须写明 correction")
    later = spans.replace("since = 2026-09-25", "since = 2026-09-26")
    later = later.replace("until = 2026-10-06", "until = 2026-10-07")
    (told, *_) = found(f"\n[calendar.2026]\nwork = [{work}]\n{later}")
    assert told.endswith("且内容不同，更正须写明 correction")


def test_a_year_cites_its_notice_unless_told_otherwise() -> None:
    look = LAW.with_packs([pack(YEAR)]).calendar.look(D(2027, 3, 1))
    assert look.cite == "国务院办公厅节假日安排通知 2027年"
    (told,) = broken(HEAD + YEAR + "work = []\nholidays = []\n")
    assert told.endswith("［calendar.2027］：已有通知原文，不能再写 holidays、work")


@pytest.mark.parametrize("versions", ["{}", "1", "[]"])
def test_versions_are_a_list_that_holds_something(versions: str) -> None:
    assert broken(f"{HEAD}\n[limits.x]\nversions = {versions}\n") == [
        "样例.toml 第5行［limits.x］：没有任何版本，请写 [[…versions]]"
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("until = 2026-12-31", "until = 'x'", "until（最后一日）应写成 2027-12-31"),
        (
            "until = 2026-12-31",
            "until = 2025-12-31",
            "最后一日2025-12-31早于起始日期2026-01-01",
        ),
        (
            "until = 2026-12-31",
            "until = 2026-12-30",
            "日期有空档：2026-12-31至2026-12-31没有任何版本",
        ),
    ],
)
def test_one_wrong_day_is_one_fault(old: str, new: str, said: str) -> None:
    told = broken(HEAD + ROW.replace(old, new))
    assert len(told) == 1
    assert told[0].endswith(f"［thresholds.sample］：{said}")


def test_a_slip_within_the_pack_may_be_corrected_there() -> None:
    again = "[[thresholds.sample.versions]]\nsince = 2027-01-01\namount = 7000\n"
    again += 'cite = "样例办法 第三条"\ncorrection = "样例"\n'
    text = ROW.replace("[sources", again + "[sources")
    assert found(text) == []
    row = LAW.with_packs([pack(text)]).threshold(
        "样例", PartyType.CITIZEN, "hearing", D(2027, 1, 1)
    )
    assert row is not None
    assert row.amount == 7000


def test_an_end_needs_its_source_like_anything_else() -> None:
    bare = LIMIT.replace('cite = "本单位规定 样例"', "until = 2027-12-31")
    assert any(one.endswith("缺少 cite") for one in found(bare)), found(bare)


def test_what_only_one_side_says_is_told_as_none() -> None:
    same = LIMIT.replace("300", "200").replace("本单位规定 样例", "行政处罚法 第五十一条")
    (change,) = difference(LAW.edition, pack(same + "confirm = false\n"))
    assert (change.section, change.entry) == ("limits", "simple_citizen")
    assert (change.old, change.new) == ("无", "须人确认 否")
    (year,) = difference(LAW.edition, pack("\n[calendar.2027]\nwork = []\nholidays = []\n"))
    assert year.new == "放假：无；调休上班：无"
    assert (year.section, year.entry, year.since) == ("calendar", "2027", D(2027, 1, 1))


def test_a_new_basis_for_the_same_value_shows_the_value_and_both_bases() -> None:
    (change,) = difference(LAW.edition, pack(LIMIT.replace("300", "200")))
    assert (change.old, change.new) == ("数值 200", "数值 200")
    assert (change.old_cite, change.cite) == ("行政处罚法 第五十一条", "本单位规定 样例")
    assert change.text.endswith("数值 200（行政处罚法 第五十一条） → 数值 200（本单位规定 样例）")


@pytest.mark.parametrize(
    ("parts", "way_out"),
    [
        (LIMIT.replace("2027-01-01", "2020-01-01"), "since 写 2021-07-15 之后的日期"),
        (LIMIT.replace("2027-01-01", "2021-07-15"), 'correction = "更正原因"'),
        (LIMIT + 'correction = "样例"\n', "删去 correction"),
        (LIMIT.replace("simple_citizen", "simple_dog"), "核对条目的英文名称"),
        (LIMIT.replace("[[", 'unit = "角"\n[[', 1), "删去这一行"),
        (LIMIT.replace("value = 300", "value = 300\ncolour = 1"), "核对这一行开头的英文名称"),
        (LIMIT.replace("value = 300", 'value = "三百"'), "数字不加引号"),
        (LIMIT.replace("本单位规定 样例", "无名规定 一"), "写明 [sources.…]"),
        (BAND.replace("most = 500", "most = 50"), "保存后重新选择文件"),
        (YEAR.replace("notice", 'correction = "样例"\nnotice'), "作为新的一年导入"),
        ("\n[calendar.2028]\nwork = []\nholidays = []\n", "先导入2027年的放假安排"),
        ("\n[calendar.2027]\nwork = []\nholidays = []\n", "对照通知原文补上"),
    ],
)
def test_every_fault_carries_its_way_out(parts: str, way_out: str) -> None:
    try:
        told = faults(LAW.edition, pack(parts))
    except BrokenPack as broken:
        told = list(broken.faults)
    assert any(way_out in fault.way_out for fault in told), told
    assert all(fault.way_out.endswith("。") for fault in told)


@pytest.mark.parametrize(
    ("old", "new", "way_out"),
    [
        ("until = 2026-12-31", "until = 2026-11-30", "until 改为 2026-12-31"),
        ("until = 2026-12-31", "until = 2027-01-01", "until 改为 2026-12-31"),
        ("until = 2026-12-31", "until = 2025-12-31", "改正写反的一个"),
        ("until = 2026-12-31\n", "", ""),
    ],
)
def test_a_hole_or_an_overlap_says_which_day_closes_it(old: str, new: str, way_out: str) -> None:
    text = HEAD + ROW.replace(old, new)
    if not way_out:
        assert read_pack("样例.toml", text)
        return
    with pytest.raises(BrokenPack) as refused:
        read_pack("样例.toml", text)
    assert way_out in refused.value.faults[0].way_out


def test_an_end_and_a_source_carry_where_they_stand() -> None:
    (end,) = difference(LAW.edition, pack(LIMIT.replace("value = 300", "ended = true")))
    assert (end.section, end.entry, end.since) == ("limits", "simple_citizen", D(2027, 1, 1))
    assert end.label == "对公民当场处罚的罚款上限（以下，含本数）"
    source = difference(LAW.edition, pack(ROW))[0]
    assert (source.section, source.entry, source.old) == ("sources", "sample", "")


def test_a_year_already_held_does_not_hide_the_next() -> None:
    held = LAW.edition.files["calendar/2026.toml"]
    spans = "".join(
        f'[[calendar.2026.holidays]]\nname = "{one["name"]}"\n'
        f"since = {one['since']}\nuntil = {one['until']}\n"
        for one in held["holidays"]
    )
    work = ", ".join(str(day) for day in held["work"])
    both = pack(f"\n[calendar.2026]\nwork = [{work}]\n{spans}", YEAR)
    assert [change.entry for change in difference(LAW.edition, both)] == ["2027"]


def test_the_difference_is_read_entry_by_entry() -> None:
    told = [change.text for change in difference(LAW.edition, pack(YEAR, LIMIT, ROW))]
    assert told[0].startswith(
        "出处“样例办法（测试用，非真实文件）”自2026-01-01起新增：简称 样例办法"
    )
    assert told[1:4] == [
        "较大数额“样例领域对公民较大数额罚款”自2026-01-01起新增：数额（元） 5000（样例办法 第三条）",
        "较大数额“样例领域对公民较大数额罚款”自2027-01-01起变更："
        "数额（元） 5000（样例办法 第三条） → 数额（元） 6000（样例办法 第三条）",
        "数值“对公民当场处罚的罚款上限（以下，含本数）”自2027-01-01起变更："
        "数值 200（行政处罚法 第五十一条） → 数值 300（本单位规定 样例）",
    ]
    assert told[4].startswith(
        "放假安排“2027年放假安排”自2027-01-01起新增：尚无通知，按周末和法定节假日推算 → "
        "放假：元旦1月1日至1月3日、春节2月5日至2月11日"
    )
    assert told[4].endswith(
        "端午节6月9日、中秋节9月15日、国庆节10月1日至10月7日；调休上班：2月14日、5月8日、10月9日"
        "（国务院办公厅节假日安排通知 2027年）"
    )
    assert len(told) == 5


def test_an_end_is_told_as_an_end() -> None:
    ended = LIMIT.replace("value = 300", "ended = true")
    assert found(ended) == []
    (change,) = difference(LAW.edition, pack(ended))
    assert (change.kind, change.old, change.new) == ("废止", "数值 200", "不再适用")
    assert change.cite == "本单位规定 样例"


def test_flags_are_told_in_words() -> None:
    (change,) = difference(LAW.edition, pack(LIMIT.replace("value", "confirm = true\nvalue")))
    assert "须人确认 是" in change.new


def test_a_stored_pack_that_no_longer_fits_says_the_way_out() -> None:
    clash = pack(LIMIT.replace("2027-01-01", "2021-07-15"))
    with pytest.raises(BrokenPack) as refused:
        LAW.with_packs([clash])
    assert str(refused.value) == (
        "样例.toml 第6行［limits.simple_citizen］：已有自2021-07-15起的版本，只能用 correction 更正。"
        "请停用这个法律数据包，或者按现行版本改正后重新导入。"
    )
    uncited = pack(LIMIT.replace("本单位规定 样例", "无名规定 一"))
    with pytest.raises(BrokenPack, match=r"出处不在 sources\.toml 中。请停用这个法律数据包"):
        LAW.with_packs([uncited])
    other = ROW.replace("（测试用，非真实文件）", "甲")
    with pytest.raises(BrokenPack, match="出处“sample”已经存在且内容不同"):
        LAW.with_packs([pack(ROW), pack(other)])


def test_line_ends_do_not_change_what_a_pack_is() -> None:
    text = HEAD + LIMIT
    one, other = read_pack("a", text), read_pack("a", text.replace("\n", "\r\n"))
    assert one.digest == other.digest
    assert len(one.digest) == 64
    assert read_pack("a", text + "# x\n").digest != one.digest


def test_lines_are_found_by_path() -> None:
    text = '[a]\nx = 1\n[[a.b]]\ny = """\n[z]\n"""\n[[a.b]]\ny = 2\n[[a.b.c]]\nw = 1\n["q.r".s] # t\nv = 1'
    lines = Lines(text)
    assert lines.at("a") == 1
    assert lines.at("a", "x") == 2
    assert lines.at("a", "b", 0) == 3
    assert lines.at("a", "b", 0, "y") == 4
    assert lines.at("a", "b", 1, "y") == 8
    assert lines.at("a", "b", 1, "c", 0, "w") == 10
    assert lines.at("q.r", "s", "v") == 12
    assert lines.at("a", "b", 0, "unknown") == 3
    assert lines.at("z") == 1
    assert lines.within(("a", "b", 0, "y"), 1) == 5
    assert Lines("k = ''' \none\ntwo'''").within(("k",), 2) == 3
    assert Lines("k = '''one\ntwo'''").within(("k",), 2) == 2
    assert Lines("").within((), 1) == 1
