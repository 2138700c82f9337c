"""What a person must confirm before go-live (domain.md §11) is listed, with who and when."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from office import Office, an_item

from desktop.errors import WorkError
from desktop.services import number, setting, setting_list, unit
from desktop.services.setting_list import Line
from desktop.services.work import Draft, Work

BEFORE_GO_LIVE: Mapping[str, tuple[str, ...]] = {
    "start date of the plan": ("plan_start",),
    "thresholds per field": ("threshold.",),
    "statement period (K06)": ("statement_days",),
    "case-time rules per field": ("case_time.",),
    "committee quorum": ("committee_quorum",),
    "court": ("court",),
    "review contact address": ("review_body", "review_address", "review_channel"),
    "bank and account": ("bank", "bank_address", "bank_holder", "bank_account"),
    "number templates": ("filing_number", "decision_number"),
    "township short names": ("short_name",),
    "item list with notice": ("items",),
    "discretion tables": ("discretion_tables",),
    "retention and order": ("retention",),
    "months for zero enforcement": ("zero_enforcement_months",),
    "K29, K30": ("archiving_days", "simple_record_days"),
    "hours 60": ("limit.training_hours",),
    "whether 个体工商户 is treated as citizen in 51": ("business_as_citizen",),
    "who signs as 行政机关负责人": ("head_of_authority",),
    "recorder retention": ("recorder_months",),
    "vehicle and equipment standards": ("equipment_standards",),
    "issuer names as on the seals": ("issuer_name",),
    "whether every decision is reviewed": ("review_all",),
    "which decisions are published": ("published_decisions",),
}
"""Every item of domain.md §11 in its own words, and the settings that answer for it."""


def lines(office: Office, who: str = "reviewer") -> dict[str, Line]:
    found = office.ask(lambda work: setting_list.lines(work, work.unit_id), who)
    return {line.name: line for line in found}


def confirmed(office: Office, name: str, who: str = "reviewer", **values: object) -> Line:
    line = lines(office, who)[name]

    def confirm(work: Work) -> None:
        given = {"source": "样例依据", "since": work.today} | values
        setting_list.confirm(work, work.unit_id, line, given)

    office.do(confirm, who)
    return lines(office, who)[name]


@pytest.mark.parametrize("item", BEFORE_GO_LIVE)
def test_everything_to_confirm_before_go_live_is_listed_as_open(
    local_office: Office, item: str
) -> None:
    listed = lines(local_office)
    for key in BEFORE_GO_LIVE[item]:
        held = [line for name, line in listed.items() if name == key or name.startswith(key)]
        if not key.endswith("."):
            held = [listed[key]]
        assert held, key
        assert all(line.confirm and line.open for line in held), key


def test_every_number_pattern_and_fixed_text_is_to_be_confirmed(local_office: Office) -> None:
    listed = lines(local_office)
    patterns = [line for line in listed.values() if line.pattern]
    assert len(patterns) > 2
    assert all(line.confirm for line in patterns)
    assert sum(name.startswith("text.") for name in listed) >= 14


def test_labels_are_told_apart(local_office: Office) -> None:
    labels = [line.label for line in lines(local_office).values()]
    assert len(labels) == len(set(labels))


def test_who_confirmed_and_when_is_kept(office: Office) -> None:
    line = confirmed(office, "court", value="样例人民法院")
    assert (line.value, line.confirmed_by) == ("样例人民法院", "样例审核员")
    assert line.confirmed_on == office.ask(lambda work: work.today)
    assert not line.open


def test_a_short_name_of_ones_own_is_used_in_numbers(office: Office) -> None:
    before = lines(office)["short_name"].value
    assert before
    confirmed(office, "short_name", value="样黄")

    def written(work: Work) -> str:
        return number.written(work, "decision", 2026, 12)

    assert written_as(office, "clerk") == "样黄罚决字〔2026〕第000012号"
    assert written_as(office, "clerk@白马镇").startswith(
        lines(office, "clerk@白马镇")["short_name"].value
    )


def written_as(office: Office, who: str) -> str:
    return office.ask(lambda work: number.written(work, "decision", 2026, 12), who)


def test_a_name_that_changes_afterwards_is_open_again(office: Office) -> None:
    assert confirmed(office, "issuer_name").mark[1] == "已确认"

    def rename(work: Work) -> None:
        draft = unit.open_township(work, work.unit_id)
        values = draft.values | {"issuer_name": "浦江县样例镇人民政府"}
        unit.save_township(work, Draft(draft.id, draft.version, values))

    office.do(rename)
    line = lines(office)["issuer_name"]
    assert line.open
    assert line.mark[1] == "已变更"
    assert line.value == "浦江县样例镇人民政府"


def test_a_list_is_confirmed_once_there_is_something_to_confirm(office: Office) -> None:
    empty = lines(office)["items"]
    assert "赋权事项" in empty.obstacle
    with pytest.raises(WorkError, match="尚无内容"):
        confirmed(office, "items")
    an_item(office)
    line = confirmed(office, "items")
    assert (line.value, line.open) == ("1 项", False)
    an_item(office, code="330217002000")
    assert lines(office)["items"].mark[1] == "已变更"


def test_the_county_answers_for_every_item_and_has_no_seal_of_its_own(office: Office) -> None:
    an_item(office)
    listed = lines(office, "guidance")
    assert listed["items"].value == "1 项"
    assert "issuer_name" not in listed


def test_a_number_that_is_no_pattern_is_no_pattern(local_office: Office) -> None:
    assert {line.name for line in lines(local_office).values() if line.pattern} == {
        name for name, one in setting.declared().items() if "{seq" in one.default
    }
