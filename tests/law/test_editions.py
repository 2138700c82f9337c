import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from desktop.law.editions import NotYetLaw, load_edition, read_entry
from desktop.law.law import Law
from desktop.law.shape import BrokenLaw, Shape
from desktop.resources import resources

Tamper = Callable[[str, str, str], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(resources() / "law", tmp_path / "law"))


@pytest.fixture
def tamper(folder: Path) -> Tamper:
    def change(name: str, old: str, new: str) -> None:
        path = folder / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8", newline="\n")

    return change


def test_the_law_as_shipped_loads() -> None:
    assert len(Law.load().edition.hash) == 64


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("deadlines.toml", "length = 90", "length = 90\ndays = 90", "不认识的键 days"),
        ("deadlines.toml", 'starts = "立案之日"', 'begins = "立案之日"', "不认识的键 begins"),
        ("deadlines.toml", 'holder = "party"', 'holder = "nobody else"', "之一"),
        ("deadlines.toml", "length = 90", 'length = "90"', "类型应为 int"),
        ("deadlines.toml", "length = 90", "", "缺少 length"),
        ("deadlines.toml", 'unit = "year"', 'unit = "fortnight"', "之一"),
        ("deadlines.toml", "since = 2021-07-15", "since = 1990-01-01", "不是有效的依据|先后"),
        ("deadlines.toml", "行政处罚法 第六十条", "行政处罚条例 第六十条", "不在 sources.toml 中"),
        ("deadlines.toml", "行政处罚法 第六十条", "", "不在 sources.toml 中"),
        ("deadlines.toml", "since = 2021-07-15", "since = 2021-07-14", "不是有效的依据"),
        ("deadlines.toml", 'code = "K01"', 'code = "K01', "不是有效的 TOML"),
        ("guards.toml", 'verdict = "refuse"', 'verdict = "maybe"', "之一"),
        ("guards.toml", "[G41]", "[G99]", "没有任何版本|缺少 label"),
        ("guards.toml", 'key = "kept"', "key = 1", "类型应为 str"),
        ("guards.toml", "[[G41.versions.reasons]]", "[G41.versions.reasons]", "TOML|若干个表"),
        ("texts.toml", "{court}提起", "{tribunal}提起", "填空项不一致"),
        ("thresholds.toml", 'party = "organisation"', 'party = "citizen"', "重复"),
        ("thresholds.toml", 'purpose = "hearing"', 'purpose = "holiday"', "之一"),
        ("procedures/ordinary.toml", 'needs = ["lead"]', 'needs = ["led"]', "不在它之前"),
        ("procedures/ordinary.toml", 'key = "filed"', 'key = "lead"', "重复"),
        ("procedures/ordinary.toml", '"G05", "G31"', '"G05", "G99"', "不一致"),
        ("procedures/ordinary.toml", '["archiving"]', '["burning"]', "不存在的期限"),
        (
            "procedures/ordinary.toml",
            'label = "普通程序"',
            'label = "普通程序"\ncolour = 1',
            "不认识",
        ),
        ("sources.toml", 'short = "民法典"', "", "缺少 short"),
        ("sources.toml", 'short = "民法典"', 'short = "民法"', "不在 sources.toml 中"),
        ("settings.toml", "value = 5", 'value = "五"', "类型应为 int"),
        ("settings.toml", 'kind = "date"', 'kind = "moon"', "之一"),
        ("calendar/2026.toml", "year = 2026", "year = 2027", "不在2027年"),
        ("calendar/feasts.toml", "spring = 2016-02-08", "", "缺少 spring"),
        ("calendar/statutory.toml", "first = 0", "first = false", "类型应为 int"),
        ("limits.toml", "value = 2", 'value = "两人"', "类型应为 Decimal"),
    ],
)
def test_a_law_file_that_cannot_be_law_is_refused(
    folder: Path, tamper: Tamper, name: str, old: str, new: str, words: str
) -> None:
    tamper(name, old, new)
    with pytest.raises(BrokenLaw, match=words):
        Law.load(folder)


def test_an_edition_without_sources_is_refused(folder: Path) -> None:
    (folder / "sources.toml").unlink()
    with pytest.raises(BrokenLaw, match=r"sources\.toml"):
        load_edition(folder)


def test_a_file_that_is_not_text_is_refused(folder: Path) -> None:
    (folder / "limits.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BrokenLaw, match=r"limits\.toml"):
        load_edition(folder)


def test_comments_and_line_ends_do_not_change_the_hash_but_values_do(
    folder: Path, tamper: Tamper
) -> None:
    before = load_edition(folder).hash
    path = folder / "limits.toml"
    path.write_text("# note\r\n" + path.read_text("utf-8").replace("\n", "\r\n"), newline="")
    assert load_edition(folder).hash == before
    tamper("limits.toml", "value = 200", "value = 201")
    assert load_edition(folder).hash != before


def _entry(*versions: dict[str, object]) -> dict[str, object]:
    return {"label": "样例", "versions": [{"cite": "样例 一", **one} for one in versions]}


_SHAPE = Shape({"value": int})


def _read(table: dict[str, object]) -> object:
    return read_entry("样例", "sample", table, Shape({}), _SHAPE)


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (
            _entry(
                {"since": date(2022, 1, 1), "value": 1}, {"since": date(2021, 1, 1), "value": 2}
            ),
            "先后",
        ),
        (
            _entry(
                {"since": date(2022, 1, 1), "value": 1}, {"since": date(2022, 1, 1), "value": 2}
            ),
            "两个版本",
        ),
        (
            _entry(
                {"since": date(2022, 1, 1), "value": 1},
                {"since": date(2023, 1, 1), "value": 2, "correction": "笔误"},
            ),
            "同日",
        ),
        ({"label": "样例", "versions": []}, "没有任何版本"),
        ({"label": "样例"}, "没有任何版本"),
        ({"label": "样例", "versions": [{"since": date(2022, 1, 1), "value": 1}]}, "缺少 cite"),
        (_entry({"value": 1}), "缺少 since"),
    ],
)
def test_versions_out_of_order_or_doubled_are_refused(table: dict[str, object], words: str) -> None:
    with pytest.raises(BrokenLaw, match=words):
        _read(table)


def test_a_correction_replaces_the_slip_and_the_slip_stays_readable() -> None:
    table = _entry(
        {"since": date(2022, 1, 1), "value": 9},
        {"since": date(2022, 1, 1), "value": 6, "correction": "6 误录为 9"},
    )
    entry = read_entry("样例", "sample", table, Shape({}), _SHAPE)
    assert entry.on(date(2022, 1, 1)).values["value"] == 6
    assert entry.versions[0].values["value"] == 9


def test_what_was_ended_is_no_longer_law_and_says_since_when() -> None:
    table = _entry(
        {"since": date(2022, 1, 1), "value": 1}, {"since": date(2024, 1, 1), "ended": True}
    )
    entry = read_entry("样例", "sample", table, Shape({}), _SHAPE)
    assert entry.on(date(2023, 12, 31)).values["value"] == 1
    with pytest.raises(NotYetLaw, match="自2024-01-01起不再适用"):
        entry.on(date(2024, 1, 1))
    with pytest.raises(NotYetLaw, match="2021-12-31尚无依据"):
        entry.on(date(2021, 12, 31))
