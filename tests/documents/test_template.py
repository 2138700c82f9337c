"""Forms are data: what they may say, what they refuse, which version is in force."""

import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sample_papers import a_decision, papers

from desktop.documents import template
from desktop.documents.form_source import parse_form
from desktop.documents.placeholder import Condition, TemplateError, Text, printable
from desktop.documents.template import form_names, forms, load_form, missing_fields
from desktop.resources import resources

SOURCE = (resources() / "forms" / "penalty_decision.toml").read_text(encoding="utf-8")


def shown(text: str, **data: Any) -> str:
    return Text.read(text).plain(data)


HOSTILE = [
    "{{当事人.__class__}}",
    "{{__class__.__mro__}}",
    "{{当事人.名称()}}",
    "{{当事人['名称']}}",
    "{{当事人.名称|eval}}",
    "{{当事人.名称|大写|金额}}",
    "{{当事人.名称",
    "当事人}}",
    "{{}}",
    "{{{机关.名称}}}",
    "{{1+1}}",
    "{{机关 名称}}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_refused_when_the_form_is_read(text: str) -> None:
    with pytest.raises(TemplateError):
        Text.read(text)


@pytest.mark.parametrize("text", HOSTILE[:5])
def test_a_fault_in_a_form_is_named_with_its_line(text: str) -> None:
    faulty = SOURCE.replace("以上事实，有下列证据证明：", text)
    line = next(n for n, words in enumerate(faulty.splitlines(), 1) if text in words)
    with pytest.raises(TemplateError, match=f"penalty_decision.toml 第{line}行"):
        parse_form("penalty_decision.toml", faulty.encode())


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ('kind = "grid"', 'kind = "grid"\ncolour = "red"', "colour"),
        ("indent = 0\n", "indent = 0\nscript = 'x'\n", "script"),
        ("level = 1\n", 'level = "1"\n', "level"),
        ('kind = "grid"', 'kind = "letter"', "kind"),
        ('id = "penalty_decision"', 'id = "../etc"', "id"),
        ('"文号" = "决定书文号"', '"字号" = "决定书文号"', "字号"),
        ('when = "项.代理人"', 'when = "项.__dict__"', "__dict__"),
        ('each = "本步.采信证据"', 'each = "本步.采信证据[0]"', "采信证据"),
        ('version = "1"\n', "", "version"),
    ],
)
def test_what_a_form_may_not_say_is_named(before: str, after: str, named: str) -> None:
    assert before in SOURCE
    with pytest.raises(TemplateError, match=named):
        parse_form("penalty_decision.toml", SOURCE.replace(before, after, 1).encode())


def test_broken_toml_is_refused_with_its_line() -> None:
    with pytest.raises(TemplateError, match=r"不是有效的 TOML.*line 3"):
        parse_form("x.toml", b'id = "x"\nversion = "1"\nkind = = 2\n')


def test_a_row_of_too_many_cells_is_refused() -> None:
    source = (resources() / "forms" / "case_filing_approval.toml").read_text(encoding="utf-8")
    with pytest.raises(TemplateError, match="合计 7 列，应为 6 列"):
        parse_form("f.toml", source.replace("span = 5", "span = 6", 1).encode())


def test_data_is_never_read_as_a_form() -> None:
    hostile = "{{机关.名称}} **粗** __线__ <b>&amp;</b>"
    assert Text.read("**{{值}}**").runs({"值": hostile}) == [("**", hostile)]


def test_marks_of_the_form_become_looks() -> None:
    runs = Text.read("甲**乙{{值}}**丙__丁__").runs({"值": "一"})
    assert runs == [("", "甲"), ("**", "乙一"), ("", "丙"), ("__", "丁")]


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("{{值|大写}}", Decimal("1200"), "壹仟贰佰元整"),
        ("{{值|金额}}", Decimal("1200"), "1,200.00"),
        ("{{值|人民币}}", Decimal("1200"), "人民币壹仟贰佰元整（¥1,200.00）"),
        ("{{值|人民币}}", None, ""),
        ("{{值|日期}}", date(2026, 5, 6), "2026年5月6日"),
        ("{{值|短日期}}", date(2026, 5, 6), "2026-05-06"),
        ("{{值|中文日期}}", date(2026, 5, 6), "二〇二六年五月六日"),
        ("{{值|时间}}", datetime(2026, 5, 6, 9, 25), "2026年5月6日9时25分"),
        ("{{值|脱敏}}", "张样例", "张**"),
        ("{{值|证号脱敏}}", "330726199001010000", "330726********0000"),
        ("{{值|缺省:无}}", "", "无"),
        ("{{值|日期|缺省:另行通知}}", None, "另行通知"),
        ("{{值}}", True, "是"),
        ("{{值}}", 3, "3"),
        ("{{值.1}}", ["甲", "乙"], "乙"),
        ("{{值.7}}", ["甲"], ""),
    ],
)
def test_values_are_shown_by_their_filter(text: str, value: Any, words: str) -> None:
    assert shown(text, 值=value) == words


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{{值|大写}}", "1200"),
        ("{{值|日期}}", "2026-05-06"),
        ("{{值}}", 1.5),
        ("{{值}}", {"甲": 1}),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(text: str, value: Any) -> None:
    with pytest.raises(TemplateError, match="不能印出"):
        shown(text, 值=value)


def test_a_field_the_data_lacks_is_named() -> None:
    with pytest.raises(TemplateError, match=r"缺少字段“案件.文号”"):
        shown("{{案件.文号}}", 案件={"字号": "1"})


@pytest.mark.parametrize(
    ("condition", "value", "holds"),
    [
        ("值", "有", True),
        ("值", "", False),
        ("值", None, False),
        ("值", 0, True),
        ("值", [], False),
        ("非 值", "", True),
        ("值 = 提出", "提出", True),
        ("值 = 提出", "放弃", False),
        ("非 值 = 提出", "放弃", True),
        ("值 含 警告", [{"名称": "罚款"}, {"名称": "警告"}], True),
        ("值 含 警告 | 通报批评", [{"名称": "罚款"}], False),
        ("值 含 警告 | 通报批评", ["通报批评"], True),
        ("非 值 含 警告", [], True),
        ("值 含 警告", None, False),
    ],
)
def test_conditions_read_the_data(condition: str, value: Any, holds: bool) -> None:
    assert Condition.read(condition).holds({"值": value}) is holds


def test_unseen_characters_are_dropped_and_lines_kept() -> None:
    text = "甲\x07\u202e乙\r\n丙\u2028丁\u200b\ud800戊\ufe00\t己\xa0庚 \n"
    assert printable(text) == "甲乙\n丙\n丁戊\u3000己 庚"


def test_a_paper_uses_the_version_of_its_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "law").mkdir()
    (tmp_path / "forms").mkdir()
    newer = SOURCE.replace('version = "1"', 'version = "2"').replace("2021-07-15", "2027-01-01")
    (tmp_path / "forms" / "penalty_decision.toml").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "forms" / "penalty_decision_2.toml").write_text(newer, encoding="utf-8")
    monkeypatch.setattr(template, "resources", lambda: tmp_path)
    template.forget()
    try:
        assert load_form("penalty_decision", date(2026, 12, 31)).version == "1"
        assert load_form("penalty_decision", date(2027, 1, 1)).version == "2"
        assert load_form("penalty_decision").version == "2"
        with pytest.raises(TemplateError, match=r"自 2021-07-15 起使用"):
            load_form("penalty_decision", date(2021, 7, 14))
    finally:
        monkeypatch.undo()
        template.forget()


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(TemplateError, match="没有名为"):
        load_form("../../etc/passwd")


def test_a_form_is_known_by_the_hash_of_its_source() -> None:
    form = parse_form("a.toml", SOURCE.encode())
    assert parse_form("a.toml", SOURCE.replace("\n", "\r\n").encode()).digest == form.digest
    assert parse_form("a.toml", (SOURCE + "\n").encode()).digest != form.digest


def test_no_form_has_its_name_from_a_kind() -> None:
    assert set(form_names()) >= {"officer_roster", "case_filing_approval", "penalty_decision"}


@pytest.mark.parametrize("form_id", papers())
def test_the_sample_has_every_field_of_its_form(form_id: str) -> None:
    assert missing_fields(load_form(form_id), papers()[form_id]) == []


def test_missing_fields_are_named_as_people_call_them() -> None:
    data = a_decision()
    data["全部当事人"][0]["住址"] = " "
    data["本步"] |= {"裁量基准": "", "裁量档次": None, "裁量理由": ""}
    data["本步"]["采信证据"][2]["证明"] = ""
    form = load_form("penalty_decision")
    named = ["当事人地址（第1项）", "证据证明内容（第3项）", "裁量基准", "裁量档次", "裁量理由"]
    assert missing_fields(form, data) == named


def test_a_field_needed_only_after_a_hearing_is_asked_only_then() -> None:
    data, form = a_decision(), load_form("penalty_decision")
    data["各步"]["举行听证"]["日期"] = date(2026, 5, 25)
    assert missing_fields(form, data) == [
        "听证报告的处理意见",
        "听证意见采纳情况（登记“听证结果”）",
    ]


def test_a_decision_without_evidence_lacks_it() -> None:
    data = a_decision()
    data["本步"]["采信证据"] = []
    assert "证据名称" in missing_fields(load_form("penalty_decision"), data)


def test_the_decision_asks_for_what_the_law_wants_in_it() -> None:
    """行政处罚法 第五十九条, and bank and surcharge of 罚缴分离办法 第七条."""
    mandatory = set(load_form("penalty_decision").mandatory)
    assert mandatory >= {
        "全部当事人.*.名称",
        "全部当事人.*.住址",
        "本步.违法事实",
        "本步.采信证据.*.名称",
        "本步.处罚种类",
        "本步.处罚依据",
        "文本.缴纳罚款的方式和期限",
        "文本.申请行政复议提起行政诉讼的途径和期限",
        "机关.名称",
        "日期",
        "缴款.银行",
        "缴款.地址",
        "文本.逾期加处罚款",
        "本步.裁量理由",
    }


OF_1996 = ("第三十一条", "第三十二条", "第三十八条", "第三十九条", "第四十二条", "第五十一条")
"""Where the law of 1996 had defence, hearing, decision and surcharge."""
OF_TODAY = {
    "guardian_order": {"第三十一条"},
    "no_penalty_decision": {"第三十一条"},
    "spot_decision": {"第五十一条"},
}
"""Papers that cite the article which has that number since 2021."""


def test_no_form_cites_the_law_of_1996() -> None:
    for form in forms():
        for text, _ in form.texts():
            said = "".join(
                part for seg in text.segments for part in seg.parts if isinstance(part, str)
            )
            assert "三日内" not in said, form.id
            for cited in re.findall("行政处罚法》([^《。]*)", said):
                old = {number for number in OF_1996 if number in cited}
                assert old <= OF_TODAY.get(form.id, set()), form.id


def test_fields_lists_what_a_form_looks_up() -> None:
    fields = load_form("penalty_decision").fields()
    assert {"本步.采信证据.*.名称", "本步.采信证据", "全部当事人.*.类型"} <= set(fields)
    assert not {"序号", "标点"} & set(fields)


@pytest.mark.parametrize("form_id", papers())
def test_the_document_on_forms_lists_every_field(form_id: str) -> None:
    text = (Path(__file__).parents[2] / "docs" / "forms.md").read_text(encoding="utf-8")
    section = text.partition(f"## `{form_id}`")[2].partition("\n## ")[0]
    for field in load_form(form_id).fields():
        assert f"| `{field}` |" in section, field
