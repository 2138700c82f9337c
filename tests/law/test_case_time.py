"""The time for the decision (K02) by the rule of the case's field: what counts, and for whom."""

from datetime import date
from typing import Any

import pytest
from guard_facts import D
from lawful import SETTINGS, TODAY, a_case
from test_outlook import INQUIRED, look

from desktop.errors import WorkError
from desktop.law.case_time import CaseTimes, Granter, Prolonged
from desktop.law.counting import Excluded, GapKind
from desktop.law.deadlines import Due
from desktop.law.editions import checked
from desktop.law.guards import Verdict
from desktop.law.history import Taken
from desktop.law.law import Law
from desktop.law.pack import read_pack
from desktop.law.pack_check import faults
from desktop.law.pack_difference import difference
from desktop.law.shape import BrokenLaw

FILED = D(2026, 3, 2)
_TENTH, _NINETEENTH = D(2026, 3, 10), D(2026, 3, 19)
SURE = {"case_time.market": True}
HEAD, COLLECTIVE, OTHER = Granter.HEAD, Granter.COLLECTIVE, Granter.OTHER
ROW = """[pack]
label = "样例"
source = "样例〔2026〕1号"
[case_time_rules.sample]
label = "样例领域办案期限规则"
field = "样例"
[[case_time_rules.sample.versions]]
since = 2026-01-01
base_days = 60
excluded_kinds = ["suspension"]
cite = "本单位规定 样例"
"""


def gap(kind: str, first: date = _TENTH, last: date = _NINETEENTH) -> Excluded:
    return Excluded(first, last, "样例期间", kind=kind)


def counted(law: Law, field: str = "市场监管", **further: Any) -> Due:
    return law.due("K02", FILED, field=field, **{"settings": SURE, **further})


def with_row(law: Law, text: str = ROW) -> Law:
    pack = read_pack("样例.toml", text)
    assert faults(law.edition, pack) == []
    return law.with_packs([pack])


def test_the_rows_of_the_program_are_suggestions_until_a_person_agrees(law: Law) -> None:
    assert law.case_time_fields == ("市场监管", "住房城乡建设")
    rule = law.case_time("市场监管", FILED)
    assert rule is not None
    assert not rule.confirmed
    assert rule.given.words == (
        "90日；经行政机关负责人批准可以延长30日，仍不能办结的经行政机关负责人集体讨论决定可以继续延长；"
        "听证、公告、检测、检验、检疫、鉴定的期间不计入"
    )
    sure = law.case_time("市场监管", FILED, SURE)
    assert sure is not None
    assert (sure.confirmed, sure.key) == (True, "case_time.market")
    listed = {one.key: one for one in law.unconfirmed(FILED)}
    assert listed["case_time.market"].value == rule.given.words
    assert listed["case_time.market"].kind == "as_is"
    assert "case_time.market" not in {one.key for one in law.unconfirmed(FILED, SURE)}


def test_no_row_and_no_law_yet_mean_ask(law: Law) -> None:
    assert law.case_time("文物", FILED) is None
    assert law.case_time("住房城乡建设", D(2022, 4, 30)) is None
    assert law.case_time("", FILED) is None


@pytest.mark.parametrize("kind", ["hearing", "announcement", "test", "appraisal"])
def test_what_the_rule_leaves_out_is_left_out(law: Law, kind: str) -> None:
    due = counted(law, excluded=[gap(kind)])
    assert due.raw == D(2026, 6, 10)
    assert due.note == ""
    assert due.cite == "行政处罚法 第六十条；市场监督管理行政处罚程序规定 办案期限"
    left = [step for step in due.steps if "依法扣除" in step.why]
    assert {step.cite for step in left} == {"市场监督管理行政处罚程序规定 办案期限"}
    assert len(left) == 10


@pytest.mark.parametrize("kind", ["suspension", "obstacle"])
def test_a_suspension_counts_where_the_rule_does_not_leave_it_out(law: Law, kind: str) -> None:
    due = counted(law, excluded=[gap(kind)])
    assert due.raw == D(2026, 5, 31)
    assert due.problems == ("“样例期间”的期间依法不从本期限中扣除，没有扣除。",)


def test_an_interval_without_a_kind_is_not_left_out(law: Law) -> None:
    due = counted(law, excluded=[gap("")])
    assert due.raw == D(2026, 5, 31)
    assert due.problems == ("扣除期间“样例期间”没有写明事由的种类，没有扣除。",)


def test_an_interval_with_a_source_of_its_own_keeps_it(law: Law) -> None:
    own = Excluded(D(2026, 3, 10), D(2026, 3, 10), "听证", "样例 依据", "hearing")
    (left,) = (one for one in counted(law, excluded=[own]).steps if "依法扣除" in one.why)
    assert left.cite == "样例 依据"


@pytest.mark.parametrize(
    ("field", "settings"), [("市场监管", {}), ("文物", SURE), ("", SURE), ("市场监管", None)]
)
def test_without_a_confirmed_rule_nothing_counts_and_it_is_said(
    law: Law, field: str, settings: dict[str, Any] | None
) -> None:
    settings = {"case_time.market": None} if settings is None else settings
    claims: list[dict[str, Any]] = [{"excluded": [gap("hearing")]}, {"extension": 30}]
    for claim in claims:
        due = counted(law, field, settings=settings, **claim)
        assert (due.raw, due.length) == (D(2026, 5, 31), 90)
        assert due.cite == "行政处罚法 第六十条"
        assert due.problems == ("本领域的办案期限规则没有经过确认，登记的扣除期间和延长没有计算。",)
    assert counted(law, field, settings=settings).problems == ()


@pytest.mark.parametrize(
    ("given", "length", "fits"),
    [
        ((), 90, True),
        ((Prolonged(30, HEAD),), 120, True),
        ((Prolonged(30, COLLECTIVE),), 120, True),
        ((Prolonged(29, HEAD),), 119, True),
        ((Prolonged(31, HEAD),), 120, False),
        ((Prolonged(30, OTHER),), 90, False),
        ((Prolonged(30),), 90, False),
        ((Prolonged(30, HEAD), Prolonged(45, COLLECTIVE)), 165, True),
        ((Prolonged(31, HEAD), Prolonged(45, COLLECTIVE)), 165, False),
        ((Prolonged(30, HEAD), Prolonged(45, HEAD)), 120, False),
        ((Prolonged(30, HEAD), Prolonged(45, COLLECTIVE), Prolonged(1, COLLECTIVE)), 165, False),
        ((Prolonged(30, OTHER), Prolonged(45, COLLECTIVE)), 90, False),
        ((Prolonged(0), Prolonged(45, COLLECTIVE)), 90, False),
        ((Prolonged(30, HEAD), Prolonged(0)), 120, True),
    ],
)
def test_an_extension_counts_as_far_as_the_rule_allows_and_by_whom(
    law: Law, given: tuple[Prolonged, ...], length: int, fits: bool
) -> None:
    due = counted(law, extension=given)
    assert due.length == length
    said = (
        "登记的延长不符合“市场监管领域办案期限规则”（市场监督管理行政处罚程序规定 办案期限），"
        "不符合的部分没有计算。"
    )
    assert due.problems == (() if fits else (said,))


def test_an_extension_that_cannot_be_is_refused_whoever_granted_it(law: Law) -> None:
    for given in [(Prolonged(-1, HEAD),), (Prolonged(3000, HEAD), Prolonged(661, COLLECTIVE))]:
        with pytest.raises(WorkError, match="延长期限应在0至3660之间"):
            counted(law, extension=given)


def test_other_terms_do_not_ask_for_a_field(law: Law) -> None:
    due = law.due("K04", FILED, field="市场监管", extension=(Prolonged(10, OTHER),))
    assert (due.length, due.problems) == (40, ())


def test_an_office_adds_the_rule_of_a_field_by_law_pack(law: Law) -> None:
    joined = with_row(law)
    due = joined.due("K02", FILED, field="样例", excluded=[gap("suspension")])
    assert (due.length, due.raw) == (60, D(2026, 5, 11))
    assert joined.case_time("样例", FILED) != law.case_time("样例", FILED)
    longer = joined.due("K02", FILED, field="样例", extension=(Prolonged(1, COLLECTIVE),))
    assert (longer.length, len(longer.problems)) == (60, 1)


def test_the_difference_of_a_pack_tells_the_rule_in_words(law: Law) -> None:
    more = 'ext1_days = 20\next1_by = "head"\next2_by = "collective"\n'
    pack = read_pack("样例.toml", ROW.replace("cite", f"{more}cite"))
    (change,) = difference(law.edition, pack)
    assert change.what == "办案期限规则“样例领域办案期限规则”"
    assert change.new == (
        "办案期限（日） 60，不计入的期间 中止调查，可以延长（日） 20，"
        "延长由谁批准 行政机关负责人批准，再次延长由谁决定 行政机关负责人集体讨论决定"
    )
    none = read_pack("样例.toml", ROW.replace('["suspension"]', "[]"))
    assert "不计入的期间 无" in difference(law.edition, none)[0].new


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('["suspension"]', '["strike"]', "不认识的扣除事由 strike，应为 announcement、"),
        ("= 60", "= 0", "base_days 应大于0"),
        ("cite", "ext1_days = 10\ncite", "ext1_days 和 ext1_by 应同时写明"),
        ("cite", 'ext1_by = "head"\ncite', "ext1_days 和 ext1_by 应同时写明"),
        ("cite", 'ext1_days = 0\next1_by = "head"\ncite', "ext1_days 应大于0"),
        ("cite", 'ext2_by = "head"\ncite', "没有第一次延长（ext1_days、ext1_by），不能有 ext2_by"),
        ("cite", 'ext1_days = 1\next1_by = "other"\ncite', "应为 head、collective 之一"),
        ('field = "样例"', 'field = "市场监管"', "与 market 重复"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_by_name(law: Law, old: str, new: str, words: str) -> None:
    pack = read_pack("样例.toml", ROW.replace(old, new))
    (fault,) = faults(law.edition, pack)
    assert fault.words.startswith(words) or words in fault.words
    assert fault.entry == "case_time_rules.sample"


def test_a_file_with_a_broken_rule_is_not_loaded(law: Law) -> None:
    files = {name: dict(tables) for name, tables in law.edition.files.items()}
    market = files["case_time_rules.toml"]["market"]
    wrong = {**market["versions"][0], "base_days": -1}
    files["case_time_rules.toml"]["market"] = {**market, "versions": [wrong]}
    with pytest.raises(BrokenLaw) as refused:
        CaseTimes(checked(files))
    assert str(refused.value) == "case_time_rules.toml/market/2021-07-15：base_days 应大于0"


def test_a_rule_that_ended_is_asked_for_again(law: Law) -> None:
    ended = with_row(
        law, ROW.replace("since = 2026-01-01", "since = 2026-01-01\nuntil = 2026-06-30")
    )
    assert ended.case_time("样例", D(2026, 6, 30)) is not None
    assert ended.case_time("样例", D(2026, 7, 1)) is None


def test_a_rule_without_an_extension_allows_none(law: Law) -> None:
    joined = with_row(law)
    case = a_case(
        field_of_law="样例",
        extension_days=10,
        extension_by=COLLECTIVE,
        extension_reason="样例",
        extension_approved=True,
    )
    (found,) = joined.findings("prolonged", case, TODAY, settings=SETTINGS)
    assert (found.reason, found.verdict) == ("no_extension", Verdict.REFUSE)
    assert found.message == (
        "本领域的办案期限规则不允许第1次延长（60日；不得延长；中止调查的期间不计入，本单位规定 样例）。"
    )
    empty = with_row(law, ROW.replace('["suspension"]', "[]")).case_time("样例", FILED)
    assert empty is not None
    assert empty.given.words == "60日；不得延长；没有可以扣除的期间"


def test_a_shorter_rule_nobody_confirmed_is_asked_about(law: Law) -> None:
    joined = with_row(law, ROW.replace("base_days = 60", "base_days = 60\nconfirm = true"))
    case = a_case(field_of_law="样例", decided_on=D(2026, 5, 2))

    def said(day: date) -> list[str]:
        found = joined.findings(("G15",), a_case(field_of_law="样例", decided_on=day), day)
        return [one.reason for one in found]

    assert said(D(2026, 5, 1)) == []
    assert said(D(2026, 5, 2)) == ["rule_unconfirmed"]
    sure = joined.findings(("G15",), case, D(2026, 5, 2), settings={"case_time.sample": True})
    assert [one.reason for one in sure] == ["over"]


SUSPENDED = (*INQUIRED, Taken("suspended", D(2026, 3, 10)))
RESUMED = (*SUSPENDED, Taken("resumed", D(2026, 3, 19)))


def term(law: Law, taken: tuple[Taken, ...], on: date, **changes: Any) -> Due:
    seen = look(law, taken, on, **changes)
    return next(one.due for one in seen.terms if one.due.code == "K02")


def test_a_recorded_suspension_pauses_the_term_only_where_the_rule_says_so(law: Law) -> None:
    on, joined = D(2026, 4, 1), with_row(law)
    plain = term(law, RESUMED, on)
    assert plain.raw == D(2026, 5, 31)
    assert "“中止办理”的期间依法不从本期限中扣除" in plain.note
    paused = term(joined, RESUMED, on, field_of_law="样例")
    assert (paused.length, paused.raw) == (60, D(2026, 5, 11))
    assert [one.day.day for one in paused.steps if "中止办理" in one.why] == [*range(10, 20)]


def test_a_suspension_still_running_is_left_out_up_to_the_day_asked_for(law: Law) -> None:
    joined = with_row(law)
    running = term(joined, SUSPENDED, D(2026, 3, 12), field_of_law="样例")
    assert running.raw == D(2026, 5, 4)
    ahead = term(joined, SUSPENDED, D(2026, 3, 9), field_of_law="样例")
    assert (ahead.raw, ahead.problems) == (D(2026, 5, 2), ())


def test_two_suspensions_and_what_the_facts_name_are_all_left_out(law: Law) -> None:
    twice = (*RESUMED, Taken("suspended", D(2026, 3, 25)), Taken("resumed", D(2026, 3, 26)))
    gaps = (gap("suspension", D(2026, 4, 1), D(2026, 4, 1)),)
    found = term(with_row(law), twice, D(2026, 4, 2), field_of_law="样例", excluded=gaps)
    assert found.raw == D(2026, 5, 14)


def test_the_guard_looks_at_the_recorded_suspension_too(law: Law) -> None:
    on, joined = D(2026, 5, 5), with_row(law)
    ready = (
        *RESUMED,
        Taken("reported", D(2026, 3, 20)),
        Taken("noticed", D(2026, 3, 23)),
    )
    late = look(law, ready, D(2026, 6, 1)).step("decided")
    assert [one.reason for one in late.findings if one.guard == "G15"] == ["over"]
    paused = look(joined, ready, on, field_of_law="样例").step("decided")
    assert [one for one in paused.findings if one.guard == "G15"] == []


def test_a_second_extension_asks_for_its_own_days(law: Law) -> None:
    first = {"extension_days": 30, "extension_by": HEAD, "extension_reason": "样例"}
    given = {**first, "extension_approved": True}
    once = look(law, INQUIRED, TODAY, **given).step("prolonged")
    assert once.verdict is Verdict.ALLOW
    taken = (*INQUIRED, Taken("prolonged", TODAY))
    again = look(law, taken, D(2026, 6, 1), **given).step("prolonged")
    asked = [one.asks for one in again.findings if one.guard == "G15"]
    assert asked == [("extension_again_days", "extension_again_by")]


def test_kinds_of_time_have_their_words() -> None:
    assert {one.value for one in GapKind} == {
        *("hearing", "announcement", "test", "appraisal", "suspension", "obstacle")
    }
