"""`zhifatai law` as another program calls it: one object a line in, one a line out."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from desktop.__main__ import main
from desktop.commands import law, law_answers
from desktop.commands.law_values import BadInput, facts_of, read_line, vocabulary
from desktop.law.facts import Facts
from desktop.law.law import Law
from desktop.resources import resources

_TEST = {"reason": "检测", "kind": "test"}
Ask = Callable[..., tuple[int, list[dict[str, Any]]]]
PACK = """[pack]
label = "样例"
source = "样例〔2026〕1号"
[limits.surcharge_rate]
[[limits.surcharge_rate.versions]]
since = 2026-01-01
value = 2
cite = "本单位规定 样例"
"""


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    def say(question: str, *lines: Any, options: tuple[str, ...] = ()) -> tuple[int, list[Any]]:
        text = "\n".join(one if isinstance(one, str) else json.dumps(one) for one in lines)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8"))
        code = law.run([question, "--json", *options])
        return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return say


def test_a_term_is_answered_with_raw_effective_and_target_day(ask: Ask) -> None:
    code, (one,) = ask("due", {"id": "a", "key": "K10", "start": "2026-09-18"})
    assert code == 0
    assert one["id"] == "a"
    assert (one["raw"], one["effective"], one["target"]) == (
        "2026-10-03",
        "2026-10-08",
        "2026-10-08",
    )
    assert (one["key"], one["code"], one["holder"], one["unit"], one["length"]) == (
        "payment",
        "K10",
        "party",
        "day",
        15,
    )
    assert one["cite"] == "行政处罚法 第六十七条"
    assert one["provisional"] is False
    assert "steps" not in one


def test_every_day_is_explained_when_asked(ask: Ask) -> None:
    asked = {"key": "K07", "start": "2026-02-13", "explain": True}
    _, (one,) = ask("due", asked)
    assert one["steps"][0]["why"] == "起算之日，不计入"
    assert [step["number"] for step in one["steps"] if step["counted"]] == [1, 2, 3, 4, 5]
    assert one["steps"][-1]["day"] == one["effective"] == "2026-02-27"
    assert one["text"].splitlines()[1].startswith("2026-02-13")


def test_settings_extensions_and_intervals_count(ask: Ask) -> None:
    gap = {"since": "2026-03-10", "until": "2026-03-19", "reason": "听证", "kind": "hearing"}
    _, (one, other) = ask(
        "due",
        {"key": "seizure", "start": "2026-03-02", "excluded": [gap | _TEST], "extension": 30},
        {"key": "archiving", "start": "2026-03-02", "settings": {"archiving_days": 60}},
    )
    assert one["raw"] == "2026-05-11"
    assert other["raw"] == "2026-05-01"


def test_the_time_for_the_decision_follows_the_rule_of_the_field(ask: Ask) -> None:
    gap = {"since": "2026-03-10", "until": "2026-03-19", "reason": "听证", "kind": "hearing"}
    line = {"key": "decision", "start": "2026-03-02", "excluded": [gap], "field": "市场监管"}
    more = {"extension": [{"days": 30, "by": "head"}]}
    sure = {"settings": {"case_time.market": True}}
    _, (one, longer, wrong, open_, nobody) = ask(
        "due",
        {**line, **sure},
        {**line, **sure, **more},
        {**line, **sure, "extension": [{"days": 30, "by": "其他人员"}]},
        {**line, **more},
        {**line, **sure, "extension": 30},
    )
    assert [one["raw"], longer["raw"], wrong["raw"]] == ["2026-06-10", "2026-07-10", "2026-06-10"]
    assert (one["problems"], longer["problems"]) == ([], [])
    assert "不符合" in wrong["note"]
    assert "不符合" in nobody["note"]
    assert open_["raw"] == "2026-05-31"
    assert "规则没有经过确认" in open_["note"]


def test_a_claim_without_a_confirmed_rule_is_unknown(ask: Ask) -> None:
    facts = {"filed_on": "2026-03-02", "extension_days": 30, "extension_by": "head"}
    line = {"guards": ["G15"], "on": "2026-06-15", "field_of_law": "市场监管", **facts}
    sure = {"settings": {"case_time.market": True}}
    _, (open_, one) = ask("check", line, {**line, **sure})
    assert (open_["verdict"], open_["findings"][0]["reason"]) == ("unknown", "rule_unconfirmed")
    assert one["verdict"] == "allow"


def test_hours_are_counted_from_the_moment(ask: Ask) -> None:
    _, (one, far) = ask(
        "due",
        {"key": "K05", "start": "2026-04-10T09:30"},
        {"key": "K05", "start": "2026-04-10T01:30Z"},
    )
    assert one["moment"] == far["moment"] == "2026-04-11T09:30:00"


def test_a_year_without_a_notice_is_said_to_be_provisional(ask: Ask) -> None:
    _, (one,) = ask("due", {"key": "K09", "start": "2030-03-01"})
    assert one["provisional"] is True
    assert one["provisional_years"] == [2030]
    assert "推算" in one["note"]


@pytest.mark.parametrize(
    ("line", "position", "words"),
    [
        ("{bad", "第2列", "不是有效的 JSON"),
        ("[]", "第1列", "每行应为一个 JSON 对象"),
        ("[" * 100_000, "第1列", "嵌套过深"),
        ('{"key": NaN}', "NaN", "“NaN”不是数。"),
        ('{"key": "K10", "key": "K11"}', "key", "“key”写了两次且内容不同"),
        ({"start": "2026-03-01"}, "key", "缺少“key”（文字）。"),
        ({"key": "K99", "start": "2026-03-01"}, "key", "没有“K99”这个期限"),
        ({"key": "K10"}, "start", "缺少“start”"),
        ({"key": "K10", "start": "2026-02-30"}, "start", "“start”的日期2026-02-30不存在。"),
        ({"key": "K10", "start": "26/3/1"}, "start", "应为日期，例如"),
        ({"key": "K10", "start": 20260301}, "start", "“start”应为文字。"),
        ({"key": "K05", "start": "2026-04-10T99:30"}, "start", "应为时刻"),
        ({"key": "K10", "start": "2026-03-01", "stert": 1}, "stert", "是否想写“start”？"),
        ({"key": "K10", "start": "1900-03-01"}, "", "1900-03-01不在1949年至2200年之间"),
        ({"key": "K02", "start": "2026-03-01", "extension": 10**30}, "", "延长期限应在0至3660"),
        ({"key": "K02", "start": "2026-03-01", "extension": True}, "extension", "应为整数"),
        ({"key": "K02", "start": "2026-03-01", "excluded": "x"}, "excluded", "应为列表。"),
        (
            {"key": "K02", "start": "2026-03-01", "excluded": [{"since": "2026-03-02"}]},
            "excluded[0]",
            "“excluded[0]”缺少 until。",
        ),
        (
            {"key": "K02", "start": "2026-03-01", "excluded": [3]},
            "excluded[0]",
            "“excluded[0]”应为对象。",
        ),
        ({"key": "K02", "start": "2026-03-01", "settings": 3}, "settings", "应为对象。"),
        ({"key": "K02", "start": "2026-03-01", "explain": "yes"}, "explain", "true 或者 false"),
    ],
)
def test_a_bad_line_says_where_and_the_others_are_answered(
    ask: Ask, line: Any, position: str, words: str
) -> None:
    good = {"key": "K10", "start": "2026-09-18"}
    code, answers = ask("due", good, "", line, good)
    assert code == 1
    assert len(answers) == 3
    assert answers[0] == answers[2]
    bad = answers[1]
    assert (bad["line"], bad["position"]) == (3, position)
    assert words in bad["error"]


def test_bytes_that_are_no_text_are_one_bad_line(tmp_path: Path) -> None:
    file = tmp_path / "lines.jsonl"
    good = b'{"key": "K10", "start": "2026-09-18"}\r\n'
    file.write_bytes(b"\xef\xbb\xbf" + good + b'{"key": "\xff"}\n' + good)
    lines = io.BytesIO(file.read_bytes())
    answers = list(law._answers(Law.load(), law_answers.due, lines))
    assert [one.get("position") for one in answers] == [None, "第10字节", None]
    assert law.run(["due", "--json", "--file", str(file)]) == 1


def test_the_surcharge_of_a_late_payment(ask: Ask) -> None:
    stop = {"since": "2026-10-09", "until": "2026-10-10", "reason": "行政复议"}
    _, (one, same) = ask(
        "surcharge",
        {"fine": "1000", "served_on": "2026-09-18", "paid": "2026-10-12", "stopped": [stop]},
        {"fine": 1000, "last": "2026-10-08", "paid": "2026-10-10", "explain": True},
    )
    assert (one["last"], one["days"], one["left_out"]) == ("2026-10-08", 2, 2)
    assert (one["amount"], one["words"], one["total"]) == ("60.00", "陆拾元整（¥60.00）", "1060.00")
    assert one["cite"] == "行政处罚法 第七十二条"
    assert (same["days"], same["amount"]) == (2, "60.00")
    assert same["steps"][-1]["why"] == "逾期第2日，累计60.00元"
    assert "steps" not in one


def test_instalments_are_surcharged_one_by_one(ask: Ask) -> None:
    parts = [
        {"due": "2026-04-10", "amount": 600, "paid": "2026-04-12"},
        {"due": "2026-05-11", "amount": "400"},
    ]
    line = {"fine": 1000, "last": "2026-03-10", "on": "2026-05-20", "instalments": parts}
    _, (one,) = ask("surcharge", {**line, "explain": True})
    assert [part["amount"] for part in one["instalments"]] == ["36.00", "108.00"]
    assert (one["amount"], one["last"], one["faults"]) == ("144.00", "2026-05-11", [])
    assert one["instalments"][1]["steps"]
    code, (off, open_) = ask(
        "surcharge",
        {**line, "fine": 1001},
        {**line, "on": None},
    )
    assert off["faults"] == ["各期合计1000.00元，与罚款数额1001.00元不符，请更正。"]
    assert open_["error"] == "缺少“on”（日期）。"
    assert code == 1


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ({"fine": True, "last": "2026-03-10", "paid": "2026-03-12"}, "应为金额"),
        ({"fine": "x", "last": "2026-03-10", "paid": "2026-03-12"}, "应为金额"),
        ({"fine": "-1", "last": "2026-03-10", "paid": "2026-03-12"}, "不是有效金额"),
        ({"fine": 1, "paid": "2026-03-12"}, "写一个"),
        (
            {"fine": 1, "last": "2026-03-10", "served_on": "2026-03-10", "paid": "2026-03-12"},
            "写一个",
        ),
        ({"fine": 1, "last": "2026-03-10"}, "缺少“paid”（日期）"),
        ({"fine": 1, "last": "2026-03-10", "instalments": []}, "没有任何一期"),
    ],
)
def test_what_cannot_be_reckoned_is_said(ask: Ask, line: dict[str, Any], words: str) -> None:
    code, (one,) = ask("surcharge", line)
    assert code == 1
    assert words in one["error"]


OFFICERS = [
    {"person": "1", "name": "样甲", "certified": True, "auxiliary": False, "related": False},
    {"person": "2", "name": "样乙", "certified": True, "auxiliary": False, "related": False},
]


def test_a_refusal_names_guard_sentence_article_and_way_out(ask: Ask) -> None:
    line = {"guards": ["G06"], "on": "2026-04-10", "penalties": ["detention"]}
    _, (one,) = ask("check", line)
    assert one["verdict"] == "refuse"
    (finding,) = one["findings"]
    assert finding["guard"] == "G06"
    assert finding["article"] == "行政处罚法 第十八条"
    assert finding["sentence"] and finding["way_out"]
    assert finding["overrulable"] is False


def test_what_is_not_known_is_asked(ask: Ask) -> None:
    _, (one,) = ask("check", {"guards": ["G06"], "on": "2026-04-10", "penalties": None})
    assert one["verdict"] == "unknown"
    assert one["findings"][0]["asks"] == ["penalties"]


def test_what_is_in_order_is_allowed_and_facts_may_stand_apart(ask: Ask) -> None:
    _, (one, same) = ask(
        "check",
        {"guards": ["G03"], "on": "2026-04-10", "officers": OFFICERS},
        {"guards": ["G03"], "on": "2026-04-10", "facts": {"officers": OFFICERS}},
    )
    assert one == same
    assert one == {"verdict": "allow", "findings": []}


def test_labels_are_understood_like_keys(ask: Ask) -> None:
    _, (one, same) = ask(
        "check",
        {"guards": ["G06"], "on": "2026-04-10", "penalties": ["行政拘留"]},
        {"guards": ["G06"], "on": "2026-04-10", "penalties": ["detention"]},
    )
    assert one == same


def test_a_step_is_checked_and_the_record_gives_the_outlook(ask: Ask) -> None:
    _, (step, begun) = ask(
        "check",
        {"step": "filed", "on": "2026-04-10", "place_inside": False},
        {"taken": [], "on": "2026-04-10"},
    )
    assert step["verdict"] == "refuse"
    assert "G02" in {one["guard"] for one in step["findings"]}
    assert begun["phase"] == ""
    assert [one["step"] for one in begun["steps"]] == ["lead"]


@pytest.mark.parametrize(
    ("line", "position"),
    [
        ({"on": "2026-04-10"}, "step"),
        ({"step": "filed", "guards": [], "on": "2026-04-10"}, "step"),
        ({"step": "filed"}, "on"),
        ({"step": "flown", "on": "2026-04-10"}, "step"),
        ({"guards": ["G03", "G99"], "on": "2026-04-10"}, "guards[1]"),
        ({"step": "filed", "on": "2026-04-10", "procedure": "secret"}, "procedure"),
        ({"guards": ["G06"], "on": "2026-04-10", "penaltys": []}, "penaltys"),
        ({"guards": ["G06"], "on": "2026-04-10", "penalties": ["fin"]}, "penalties[0]"),
        ({"guards": ["G06"], "on": "2026-04-10", "facts": 1}, "facts"),
        ({"guards": [], "on": "2026-04-10", "fine": 1, "facts": {"fine": 2}}, "fine"),
        ({"guards": [], "on": "2026-04-10", "officers": [{"name": "x"}]}, "officers[0]"),
        (
            {"guards": [], "on": "2026-04-10", "officers": [{**OFFICERS[0], "certified": "x"}]},
            "officers[0].certified",
        ),
        (
            {"guards": [], "on": "2026-04-10", "officers": [{**OFFICERS[0], "name": None}]},
            "officers[0].name",
        ),
        ({"guards": [], "on": "2026-04-10", "party_age": "40"}, "party_age"),
        ({"taken": [{"step": "lead"}], "on": "2026-04-10"}, "taken[0]"),
    ],
)
def test_a_question_that_cannot_be_understood_names_the_place(
    ask: Ask, line: dict[str, Any], position: str
) -> None:
    code, (one,) = ask("check", line)
    assert code == 1
    assert one["position"] == position
    assert one["error"].endswith(("。", "？"))


def test_no_fact_is_called_like_a_word_of_the_question() -> None:
    assert not {one.name for one in fields(Facts)} & {*law_answers.CHECK, "id"}


def test_every_fact_can_be_said_and_stands_in_the_documentation() -> None:
    document = (resources().parent / "docs" / "law-commands.md").read_text("utf-8")
    rows = vocabulary()
    assert len(rows) == len(fields(Facts))
    assert [row for row in rows if row not in document] == []
    assert facts_of(dict.fromkeys([one.name for one in fields(Facts)])) == Facts()


def test_every_term_and_word_of_the_questions_stands_in_the_documentation() -> None:
    document = (resources().parent / "docs" / "law-commands.md").read_text("utf-8")
    entries = Law.load().edition.files["deadlines.toml"]
    missing = [
        key for key, one in entries.items() if f"| {one['code']} | `{key}` |" not in document
    ]
    words = {*law_answers.DUE, *law_answers.SURCHARGE, *law_answers.CHECK}
    assert missing == []
    assert [word for word in words if f"`{word}`" not in document] == []


def test_a_pack_may_join_before_the_question(ask: Ask, tmp_path: Path) -> None:
    file = tmp_path / "样例.toml"
    file.write_text(PACK, "utf-8")
    line = {"fine": 1000, "last": "2026-03-10", "paid": "2026-03-11"}
    _, (one,) = ask("surcharge", line, options=("--pack", str(file)))
    assert one["amount"] == "20.00"


def test_a_pack_is_checked_and_its_changes_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "样例.toml"
    file.write_text(PACK, "utf-8")
    assert law.run(["pack", "--json", "--file", str(file)]) == 0
    change, edition = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (change["kind"], change["since"]) == ("变更", "2026-01-01")
    assert len(edition["edition"]) == 64
    assert law.run(["pack", "--file", str(file)]) == 0
    assert "自2026-01-01起变更" in capsys.readouterr().out
    file.write_text(PACK.replace("value = 2", "worth = 2"), "utf-8")
    assert law.run(["pack", "--json", "--file", str(file)]) == 1
    fault = json.loads(capsys.readouterr().out)
    assert (fault["position"], fault["entry"]) == ("第5行", "limits.surcharge_rate")
    file.write_text("[pack", "utf-8")
    assert law.run(["pack", "--file", str(file)]) == 1


def test_without_json_people_read_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "q.jsonl"
    file.write_text('{"key": "K10", "start": "2026-09-18"}\n{\n', "utf-8")
    assert law.run(["due", "--file", str(file)]) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "当事人缴纳罚款：2026-10-08（行政处罚法 第六十七条）"
    assert told[1].startswith("第2行 第2列：这一行不是有效的 JSON")
    file.write_text('{"guards": ["G06"], "on": "2026-04-10", "penalties": ["detention"]}', "utf-8")
    assert law.run(["check", "--file", str(file)]) == 0
    assert capsys.readouterr().out.startswith("不能办理\n限制人身自由")
    file.write_text('{"fine": 1000, "last": "2026-03-10", "paid": "2026-03-11"}', "utf-8")
    assert law.run(["surcharge", "--file", str(file)]) == 0
    assert capsys.readouterr().out == "加处罚款叁拾元整（¥30.00）（行政处罚法 第七十二条）\n"


def test_a_missing_file_is_said_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "due", "--json", "--file", "no-such-file"]) == 1
    assert "找不到文件：no-such-file。" in capsys.readouterr().err


def test_the_facts_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "facts"]) == 0
    assert "| `fine` | 罚款数额 | 金额 |" in capsys.readouterr().out


def test_a_line_is_read_strictly() -> None:
    assert read_line(b'{"a": 1, "a": 1}') == {"a": 1}
    with pytest.raises(BadInput, match="不是数"):
        read_line(b'{"a": Infinity}')
