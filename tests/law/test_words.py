"""What people read of findings, terms and what is to be confirmed, word for word."""

from datetime import date
from decimal import Decimal

import pytest
from guard_facts import D
from lawful import SETTINGS, TODAY, a_case
from test_outlook import INQUIRED, REPORTED, T, facts, look
from test_pack import LAW, pack

from desktop.law.confirmations import Unconfirmed, unconfirmed
from desktop.law.counting import Unit
from desktop.law.editions import Edition, Entry, Version
from desktop.law.facts import Facts, Penalty
from desktop.law.facts_outcome import ChangeGround
from desktop.law.law import Law
from desktop.law.outlook import Outlook
from desktop.law.procedure import Procedure

NO_REMEDY = {"fully_performed": False, "review_sought": False, "suit_brought": False}


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


def test_an_unconfirmed_row_is_shown_where_it_would_decide(law: Law) -> None:
    rows = "".join(
        f"""
[thresholds.sample_{purpose}]
label = "样例标准"
field = "文物"
party = "citizen"
purpose = "{purpose}"
[[thresholds.sample_{purpose}.versions]]
since = 2026-01-01
amount = 5000
confirm = true
cite = "本单位规定 样例"
"""
        for purpose in ("transfer_confiscation", "legal_review")
    )
    joined = law.with_packs([pack(rows)])
    taken = a_case(
        field_of_law="文物", penalties=frozenset({Penalty.CONFISCATE_GAINS}), gains=Decimal(1)
    )
    (found,) = joined.findings(("G06",), taken, TODAY)
    assert found.message.endswith("参考：样例标准5000元（本单位规定 样例）。")
    fined = a_case(field_of_law="文物")
    (found,) = joined.findings(("G12",), fined, TODAY, settings={"review_all": False})
    assert found.message == (
        "不能判断本案是否应当法制审核：“较大数额罚款”的标准没有经过确认"
        "参考：样例标准5000元（本单位规定 样例）。"
    )


def test_two_kinds_are_told_one_after_the_other(law: Law) -> None:
    kinds = frozenset({Penalty.REVOKE_PERMIT, Penalty.CLOSE_BUSINESS})
    (found,) = law.findings(("G10",), a_case(penalties=kinds), TODAY, settings=SETTINGS)
    assert found.message == "拟作出的处罚（吊销许可证件、责令关闭）应当告知听证权利，尚未告知。"


@pytest.mark.parametrize("month", range(1, 13))
def test_a_quarter_ends_with_its_third_month(law: Law, month: int) -> None:
    end = [D(2026, 3, 31), D(2026, 6, 30), D(2026, 9, 30), D(2026, 12, 31)][(month - 1) // 3]
    assert law.due("K21", D(2026, month, 1)).raw == end
    assert law.due("K27", D(2026, month, 28)).raw == D(2026, 12, 31)
