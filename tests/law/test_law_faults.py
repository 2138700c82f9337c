"""What a broken law file is told, word for word: file, entry and fault."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desktop.law.editions import Edition, checked, load_edition
from desktop.law.law import Law
from desktop.law.shape import BrokenLaw
from desktop.law.year_table import read_year

D = date
LAW = Law.load()
Files = dict[str, dict[str, Any]]


def files() -> Files:
    return deepcopy({name: dict(tables) for name, tables in LAW.edition.files.items()})


def fault(change: Callable[[Files], object]) -> str:
    tampered = files()
    change(tampered)
    with pytest.raises(BrokenLaw) as refused:
        Law(checked(tampered))
    return str(refused.value)


def setting(path: str, value: Any) -> Callable[[Files], None]:
    """Set one value; the path is file|entry|… with numbers for versions."""

    def change(tampered: Files) -> None:
        name, *steps = path.split("|")
        place: Any = tampered[name]
        keys: list[Any] = [int(step) if step.isdigit() else step for step in steps]
        for key in keys[:-1]:
            place = place[key]
        place[keys[-1]] = value

    return change


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            setting("limits.toml|officers|colour", 1),
            "limits.toml/officers：不认识的键 colour",
        ),
        (
            lambda f: f["limits.toml"]["officers"].update(b=1, a=1),
            "limits.toml/officers：不认识的键 a、b",
        ),
        (
            lambda f: [f["deadlines.toml"]["payment"].pop(key) for key in ("code", "starts")],
            "deadlines.toml/payment：缺少 code、starts",
        ),
        (
            setting("deadlines.toml|payment|holder", "dog"),
            "deadlines.toml/payment/holder：“dog”应为 "
            "authority、party、department、county、nobody 之一",
        ),
        (
            setting("deadlines.toml|payment|versions|0|length", "15"),
            "deadlines.toml/payment/1996-10-01/length：值的类型应为 int",
        ),
        (
            setting("deadlines.toml|decision|excludes", [1]),
            "deadlines.toml/decision/excludes：列表中只能是文字或者日期",
        ),
        (
            setting("limits.toml|officers|versions|0|since", "1996"),
            "limits.toml/officers/1996/since：值的类型应为 date",
        ),
        (
            lambda f: f["limits.toml"]["officers"]["versions"][0].pop("since"),
            "limits.toml/officers/?：缺少 since",
        ),
        (
            setting("limits.toml|officers|versions|0|cite", "无名法 第一条"),
            "limits.toml/officers/versions：依据“无名法 第一条”的出处不在 sources.toml 中",
        ),
        (
            setting("limits.toml|officers|versions|1|cite", "行政处罚法 第四十二条；无名法 一"),
            "limits.toml/officers/versions：依据“无名法 一”的出处不在 sources.toml 中",
        ),
        (
            setting("limits.toml|officers|versions|0|cite", "行政处罚法 第四十二条 第一款"),
            "limits.toml/officers：1996-10-01时“行政处罚法 第四十二条 第一款”不是有效的依据",
        ),
        (
            setting(
                "limits.toml|officers|versions|1|cite",
                "行政处罚法 第四十二条；行政处罚法（2017年修正） 第三十七条",
            ),
            "limits.toml/officers：2021-07-15时“行政处罚法（2017年修正） 第三十七条”不是有效的依据",
        ),
        (
            setting("calendar/2026.toml|cite", "无名通知 2026年"),
            "calendar/2026.toml：依据“无名通知 2026年”的出处不在 sources.toml 中",
        ),
        (
            setting("procedures/simple.toml|versions|0|since", D(2020, 1, 1)),
            "procedures/simple.toml/procedures/simple.toml：2020-01-01时"
            "“行政处罚法 第五章第二节”不是有效的依据",
        ),
        (
            setting("limits.toml|officers|versions|1|since", D(1990, 1, 1)),
            "limits.toml/officers：1990-01-01时“行政处罚法 第四十二条”不是有效的依据",
        ),
        (
            setting("sources.toml|civil_code|colour", 1),
            "sources.toml/civil_code：不认识的键 colour",
        ),
        (
            setting("calendar/statutory.toml|statutory|versions", []),
            "calendar/statutory：没有任何版本",
        ),
        (
            setting("calendar/feasts.toml|2027", {}),
            "calendar/feasts/2027：缺少 spring、tomb_sweeping、dragon_boat、mid_autumn",
        ),
        (
            setting("calendar/2026.toml|colour", 1),
            "calendar/2026：不认识的键 colour",
        ),
        (
            setting("settings.toml|statement_days|versions|0|value", "五"),
            "settings.toml/statement_days/1996-10-01/value：值的类型应为 int",
        ),
        (
            setting("settings.toml|statement_days|colour", 1),
            "settings.toml/statement_days：不认识的键 colour",
        ),
        (
            lambda f: f["settings.toml"]["statement_days"].pop("kind"),
            "settings.toml/statement_days：缺少 kind",
        ),
        (
            setting("texts.toml|payment|slots", {"fine": "罚款", "b": "乙", "a": "甲"}),
            "texts.toml/payment：填空项不一致 a、b",
        ),
        (
            setting("procedures/simple.toml|label", 1),
            "procedures/simple/label：值的类型应为 str",
        ),
    ],
)
def test_a_fault_is_told_with_its_place(change: Callable[[Files], object], words: str) -> None:
    assert fault(change) == words


@pytest.mark.parametrize("value", ["x", ["x"], [{"name": "x"}, 1]])
def test_tables_are_wanted_where_tables_belong(value: Any) -> None:
    assert (
        fault(setting("calendar/2026.toml|holidays", value))
        == "calendar/2026/holidays：应为若干个表"
    )


def test_the_faulty_table_of_several_is_numbered() -> None:
    table = {**LAW.edition.files["calendar/2026.toml"]}
    table["holidays"] = [*table["holidays"][:2], {"name": "样例"}]
    with pytest.raises(BrokenLaw) as refused:
        read_year("样例", table)
    assert str(refused.value) == "样例/holidays[3]：缺少 since、until"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"work": [D(2026, 1, 4), "x"]}, "样例：“x”不是日期"),
        ({"work": [D(2027, 1, 2)]}, "样例：2027-01-02不在2026年"),
        (
            {"work": [D(2026, 1, 5)]},
            "样例：2026-01-05不能作为调休上班日，它本来就上班或者已列为放假",
        ),
        (
            {"work": [D(2026, 1, 3)]},
            "样例：2026-01-03不能作为调休上班日，它本来就上班或者已列为放假",
        ),
    ],
)
def test_a_year_that_contradicts_itself_is_told(change: Mapping[str, Any], words: str) -> None:
    table = {**LAW.edition.files["calendar/2026.toml"], **change}
    with pytest.raises(BrokenLaw) as refused:
        read_year("样例", table)
    assert str(refused.value) == words


def test_spans_that_overlap_or_run_backwards_are_told() -> None:
    def broken(*spans: tuple[str, date, date]) -> str:
        held = [{"name": name, "since": since, "until": until} for name, since, until in spans]
        table = {"year": 2026, "cite": "x", "work": [], "holidays": held}
        with pytest.raises(BrokenLaw) as refused:
            read_year("样例", table)
        return str(refused.value)

    assert broken(("甲", D(2026, 1, 3), D(2026, 1, 2))) == "样例：甲的止日早于起日"
    one, other = ("甲", D(2026, 1, 1), D(2026, 1, 2)), ("乙", D(2026, 1, 2), D(2026, 1, 2))
    assert broken(one, other) == "样例：2026-01-02列了两次"


def test_numbers_with_a_point_are_read_exactly(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text("", "utf-8")
    (tmp_path / "x.toml").write_text("value = 0.1\nname = '甲'\n", "utf-8")
    assert load_edition(tmp_path).files["x.toml"] == {"value": Decimal("0.1"), "name": "甲"}


def test_a_version_is_pinned_with_its_day_and_its_correction() -> None:
    versions = [
        {"since": D(2026, 1, 1), "value": 1},
        {"since": D(2026, 1, 1), "value": 2, "correction": "样例"},
    ]
    edition = Edition({"x.toml": {"a": {"label": "甲", "versions": versions}}, "y.toml": {"b": 1}})
    assert list(edition.published) == [
        "x.toml/a/2026-01-01",
        "x.toml/a/2026-01-01/correction",
        "y.toml",
    ]
    assert all(len(pin) == 16 for pin in edition.published.values())


def test_guards_terms_and_steps_must_know_each_other() -> None:
    def without(*names: str) -> Callable[[Files], None]:
        def change(tampered: Files) -> None:
            for file in [one for one in tampered if one.startswith("guards")]:
                for name in names:
                    tampered[file].pop(name, None)

        return change

    assert fault(without("G40", "G41")).endswith("：G40、G41")
    told = fault(
        lambda f: f["procedures/simple.toml"]["versions"][0]["steps"][0].update(
            deadlines=["zebra", "ape"]
        )
    )
    assert told == "程序引用了不存在的期限：ape、zebra"


@pytest.mark.parametrize("kind", ["documents", "keeps"])
def test_a_step_names_only_papers_that_have_a_title(kind: str) -> None:
    path = f"procedures/simple.toml|versions|0|steps|0|{kind}"
    assert fault(setting(path, ["99", "01", "98"])) == "程序引用了目录中没有的文书：98、99"


@pytest.mark.parametrize("kind", ["within", "until"])
def test_a_procedure_beside_the_case_names_only_its_steps(kind: str) -> None:
    told = fault(setting(f"procedures/hearing.toml|{kind}", ["zebra", "lead", "recorded", "ape"]))
    assert told == f"procedures/hearing/{kind}：案件没有步骤 zebra、ape"


def test_a_list_of_contents_names_everything_once() -> None:
    item = {"key": "facts", "label": "再一次"}
    told = fault(lambda f: f["contents.toml"]["notice"]["versions"][0]["items"].append(item))
    assert told == "contents.toml/notice/2021-07-15：重复 facts"
