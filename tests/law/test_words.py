"""What people read, word for word: faults of packs with their ways out, rules, findings."""

from datetime import date
from decimal import Decimal

import pytest
from guard_facts import D
from lawful import SETTINGS, TODAY, a_case
from test_case_time import ROW as RULE
from test_outlook import INQUIRED, REPORTED, T, facts, look
from test_pack import BAND, HEAD, LAW, LIMIT, ROW, YEAR, pack

from desktop.law.confirmations import Unconfirmed, unconfirmed
from desktop.law.counting import Unit
from desktop.law.editions import Edition, Entry, Version
from desktop.law.facts import Facts
from desktop.law.facts_outcome import ChangeGround
from desktop.law.law import Law
from desktop.law.outlook import Outlook
from desktop.law.pack import MEND, BrokenPack, read_pack
from desktop.law.pack_check import faults
from desktop.law.pack_difference import difference
from desktop.law.pack_notice import notice_text, pack_text, read_notice
from desktop.law.procedure import Procedure

_AS = "请按“春节：2月15日至23日放假调休，共9天。”的写法填写。"
NO_REMEDY = {"fully_performed": False, "review_sought": False, "suit_brought": False}


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


def test_the_late_decision_is_told_with_every_day(law: Law) -> None:
    case = a_case(decided_on=D(2026, 6, 1))
    (found,) = law.findings(("G15",), case, D(2026, 6, 1), settings=SETTINGS)
    assert found.message == (
        "办案期限已于2026年5月31日届满（自2026年3月2日立案起90日），决定日期2026年6月1日超期。"
    )


def test_an_open_rule_is_told_with_its_words_and_its_source(law: Law) -> None:
    case = a_case(
        field_of_law="市场监管", extension_days=1, extension_approved=True, extension_reason="样例"
    )
    for step, on in (("prolonged", TODAY), ("decided", D(2026, 6, 1))):
        found = law.findings(step, case, on, settings=SETTINGS)
        (one,) = (one for one in found if one.guard == "G15")
        assert one.message == (
            "“市场监管领域办案期限规则”（90日；经行政机关负责人批准可以延长30日，仍不能办结的经行政机关"
            "负责人集体讨论决定可以继续延长；听证、公告、检测、检验、检疫、鉴定的期间不计入）尚未经人确认，"
            "不能据以扣除期间、延长期限。"
        )
        assert "市场监督管理行政处罚程序规定 办案期限原文" in one.way_out
    nobody = a_case(field_of_law="文物", extension_days=1)
    (one,) = law.findings(("G15",), nobody, D(2026, 6, 1), settings=SETTINGS)
    assert one.message.startswith("没有登记“文物”领域的办案期限规则")


def test_the_reasons_for_review_are_told_in_words(law: Law) -> None:
    case = a_case(public_interest=True, fine=Decimal(10000), reviewed=False)
    (found,) = law.findings(("G12",), case, TODAY, settings=SETTINGS)
    assert found.message == (
        "本案应当经法制审核（涉及重大公共利益、罚款10000元达到10000元），尚未审核通过。"
    )
    unsure = {key: value for key, value in SETTINGS.items() if not key.startswith("threshold.")}
    seen = law.findings(("G10", "G12"), a_case(), TODAY, settings=unsure)
    assert [one.message for one in seen] == [
        "没有经确认的“较大数额”听证标准，不能判断是否应当告知听证权利。"
        "参考：住房城乡建设领域对公民较大数额罚款（听证）10000元（住房和城乡建设行政处罚程序规定 听证）。",
        "不能判断本案是否应当法制审核：“较大数额罚款”的标准没有经过确认。",
    ]
    large = a_case(field_of_law="文物")
    (open_,) = law.findings(("G12",), large, TODAY, settings={"review_all": None})
    assert open_.message == (
        "不能判断本案是否应当法制审核：“较大数额罚款”的标准没有经过确认；"
        "本单位是否规定所有处罚决定均经法制审核。"
    )


def test_before_the_law_there_is_nothing_but_why(law: Law) -> None:
    seen = law.outlook("ordinary", Facts(), (), D(2021, 7, 14))
    (found,) = seen.findings
    assert seen == Outlook("ordinary", "", "", "", (), (), (), (found,))
    assert found.message == "“普通程序”在2021-07-14尚无依据，请核对日期是否填写正确，不能判断程序。"


def test_a_step_that_is_not_open_has_no_outlook(law: Law) -> None:
    with pytest.raises(KeyError) as refused:
        look(law, (), TODAY).step("decided")
    assert refused.value.args == ("decided",)


def test_resuming_what_was_never_suspended_pauses_nothing(law: Law) -> None:
    taken = (*INQUIRED, T("resumed", D(2026, 3, 10)))
    seen = look(law, taken, D(2026, 3, 11))
    (term,) = (one for one in seen.terms if one.due.code == "K02")
    assert term.due.problems == ()
    assert "out_of_order" in {one.reason for one in seen.findings}
    assert look(law, REPORTED, D(2026, 3, 18), excluded=None).findings == ()
    assert facts(excluded=None).excluded is None


def test_whole_days_lie_between_two_days_by_the_old_law(law: Law) -> None:
    """Before 2021-07-15 the seven days before a hearing were calendar days (1996 text, art. 42)."""

    def case_of(served: date) -> Facts:
        return a_case(
            hearing_asked=True,
            hearing_on=D(2021, 7, 12),
            hearing_notice_served_on=served,
            hearing_host_investigates=False,
            hearing_host_related=False,
            hearing_public=True,
            hearing_secret=False,
        )

    def reasons(served: date) -> set[str]:
        found = law.findings(("G11",), case_of(served), D(2021, 7, 13))
        return {one.reason for one in found}

    assert reasons(D(2021, 7, 4)) == set()
    assert reasons(D(2021, 7, 5)) == {"six"}
    assert reasons(D(2021, 7, 6)) == {"short"}
    assert reasons(D(2021, 7, 12)) == {"short"}
    assert reasons(D(2021, 7, 13)) == {"short"}
    (short,) = law.findings(("G11",), case_of(D(2021, 7, 12)), D(2021, 7, 13))
    assert short.message == (
        "听证通知书2021年7月12日送达，至听证日2021年7月12日之间只有0日，少于7日。"
    )


def test_the_years_of_a_notice_period_are_said_to_be_worked_out(law: Law) -> None:
    case = a_case(
        hearing_asked=True,
        hearing_on=D(2027, 3, 15),
        hearing_notice_served_on=D(2027, 2, 15),
        hearing_host_investigates=False,
        hearing_host_related=False,
        hearing_public=True,
        hearing_secret=False,
    )
    (found,) = law.findings(("G11",), case, D(2027, 2, 15))
    assert found.reason == "provisional"


def test_everything_a_list_names_is_found_by_its_label(law: Law) -> None:
    keys = law.content_keys(TODAY)
    assert keys["事实"] == "facts"
    assert keys["应当先申请行政复议"] == "review_first"
    assert keys["行政处罚决定书"] == "47"
    early = law.content_keys(D(2011, 6, 1))
    assert "事实" not in early
    assert early["代收机构的名称、地址"] == "bank"
    assert early["行政处罚决定书"] == "47"
    assert "应当先申请行政复议" not in law.content_keys(D(2023, 12, 31))


def test_what_a_person_confirms_is_shown_with_its_kind() -> None:
    def one(key: str, **values: object) -> Entry:
        version = Version(D(2020, 1, 1), "样例 依据", False, "", {"confirm": True, **values})
        return Entry(key, "样例", {"kind": "flag"}, (version,))

    groups = {
        "deadline.": [one("a", length=5, setting="own_days"), one("b", length=7)],
        "threshold.": [one("c", amount=Decimal(9))],
        "text.": [one("d", body="原文")],
        "": [one("e", value=False), one("f", value=True), one("g")],
    }
    assert unconfirmed(groups, D(2026, 1, 1), {"deadline.x"}) == [
        Unconfirmed("own_days", "样例", "5", "样例 依据", "integer"),
        Unconfirmed("deadline.b", "样例", "7", "样例 依据", "as_is"),
        Unconfirmed("threshold.c", "样例", "9", "样例 依据", "money"),
        Unconfirmed("text.d", "样例", "原文", "样例 依据", "as_is"),
        Unconfirmed("e", "样例", "否", "样例 依据", "flag"),
        Unconfirmed("f", "样例", "是", "样例 依据", "flag"),
        Unconfirmed("g", "样例", "", "样例 依据", "flag"),
    ]


def test_the_conventions_of_a_count_can_be_listed(law: Law) -> None:
    rules = law.due("K10", D(2026, 3, 2))._count.rules
    assert set(rules) >= {"start_not_counted", "rolls_forward", "left_out"}
    assert len(rules) == len(set(rules))
    assert law.due("K10", D(2026, 3, 2)).unit is Unit.DAY


def test_a_pin_follows_label_values_and_the_table_without_versions() -> None:
    def pins(**changes: object) -> dict[str, str]:
        files = dict(LAW.edition.files)
        for name, (key, value) in {"limits.toml": ("officers", changes.get("label"))}.items():
            if value is not None:
                files[name] = {**files[name], key: {**files[name][key], "label": value}}
        if "title" in changes:
            source = {**files["sources.toml"]["plan"], "title": changes["title"]}
            files["sources.toml"] = {**files["sources.toml"], "plan": source}
        return Edition(files).published

    held = pins()
    assert held["sources.toml/plan"] != pins(title="样例")["sources.toml/plan"]
    assert (
        held["limits.toml/officers/2021-07-15"]
        != pins(label="样例")["limits.toml/officers/2021-07-15"]
    )
    assert held["limits.toml/officers/2021-07-15"] != held["limits.toml/officers/1996-10-01"]
    assert held["sources.toml/plan"] != held["sources.toml/office"]
    assert all(len(pin) == 16 for pin in held.values())


@pytest.mark.parametrize(
    ("within", "until", "standing", "begins"),
    [
        ((), (), (), True),
        (("lead",), (), (), False),
        (("lead",), (), ("lead",), True),
        (("served", "decided"), (), ("lead", "decided"), True),
        (("lead",), ("closed",), ("lead",), True),
        (("lead",), ("closed",), ("lead", "closed"), False),
        ((), ("closed", "decided"), ("decided",), False),
        ((), ("closed",), ("lead",), True),
    ],
)
def test_a_procedure_begins_beside_some_steps_of_the_case_and_ends_with_others(
    within: tuple[str, ...], until: tuple[str, ...], standing: tuple[str, ...], begins: bool
) -> None:
    procedure = Procedure("sample", "样例", (), "样例 依据", within, until)
    assert procedure.begins(standing) is begins


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


def test_hours_are_never_worked_out_by_a_calendar(law: Law) -> None:
    assert law.due("K05", D(2030, 3, 1)).provisional_years == ()


def test_what_is_asked_is_asked_alone(law: Law) -> None:
    case = a_case(hearing_asked=True, hearing_on=D(2026, 4, 10), hearing_public=True)
    found = law.findings(("G11",), case, TODAY)
    assert ("hearing_notice_served_on",) in [one.asks for one in found]
    lawful = a_case(fully_performed=False, review_sought=False, suit_brought=False)
    found = law.findings(("G25",), lawful, TODAY, procedure="execution")
    assert ("served_on", "deferral_approved") in [one.asks for one in found]
    case = a_case(served_on=D(2025, 6, 30), deferral_approved=False, **NO_REMEDY)
    found = law.findings(("G25",), case, D(2026, 4, 10), procedure="execution")
    assert "over" in {one.reason for one in found}


def test_a_correction_of_its_own_is_told_by_its_name(law: Law) -> None:
    case = a_case(change_ground=ChangeGround.OWN, change_approved=False)
    found = law.findings("changed", case, TODAY, settings=SETTINGS)
    assert "“自行变更、撤销处罚决定”没有经过批准。" in [one.message for one in found]
