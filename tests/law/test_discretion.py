"""Discretion bands by item, party and date. The rows are made up."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from desktop.errors import WorkError
from desktop.law.discretion import Discretion
from desktop.law.editions import Edition
from desktop.law.shape import BrokenLaw

D = date
ITEM = "330299000000"


def row(position: int, least: Any, most: Any, **fixed: Any) -> dict[str, Any]:
    version = {
        "since": D(2026, 1, 1),
        "cite": "本单位规定 样例裁量基准",
        "condition": f"样例情形{position}",
        "unit": "yuan",
        "least": least,
        "most": most,
    }
    more = {key: fixed.pop(key) for key in ("unit", "base", "confirm") if key in fixed}
    entry = {"label": f"样例{position}", "item": ITEM, "position": position}
    return {**entry, **fixed, "versions": [{**version, **more}]}


def table(**rows: Mapping[str, Any]) -> Discretion:
    return Discretion(Edition({"discretion/rows.toml": rows}))


def test_the_bands_of_an_item_come_light_to_heavy() -> None:
    bands = table(b=row(2, 1000, 3000), a=row(1, 100, 1000)).bands(ITEM, "citizen", D(2026, 1, 1))
    assert [(one.key, one.label) for one in bands] == [("a", "样例1"), ("b", "样例2")]
    first = bands[0]
    assert (first.condition, first.cite) == ("样例情形1", "本单位规定 样例裁量基准")
    assert first.confirmed
    assert first.range().text == "100元以上1000元以下"
    assert first.range().norm == "样例1"
    assert (first.base, first.confirmed) == ("", True)


def test_an_unknown_item_or_an_earlier_day_has_no_bands() -> None:
    rows = table(a=row(1, 100, 1000))
    assert rows.bands("330299000001", "citizen", D(2026, 1, 1)) == ()
    assert rows.bands(ITEM, "citizen", D(2025, 12, 31)) == ()


def test_a_band_for_one_side_is_not_shown_to_the_other() -> None:
    rows = table(
        x=row(1, 5, 6, party="organisation"), a=row(1, 1, 2, party="citizen"), c=row(2, 3, 4)
    )
    assert [one.key for one in rows.bands(ITEM, "citizen", D(2026, 1, 1))] == ["a", "c"]
    assert [one.key for one in rows.bands(ITEM, "organisation", D(2026, 1, 1))] == ["x", "c"]


def test_a_fine_on_a_shared_end_lies_in_both_bands() -> None:
    rows = table(a=row(1, 100, 1000), b=row(2, 1000, 3000), c=row(3, 3000, 5000))
    bands = rows.bands(ITEM, "citizen", D(2026, 1, 1))
    assert [one.key for one in rows.holding(bands, Decimal(1000))] == ["a", "b"]
    assert [one.key for one in rows.holding(bands, Decimal(3001))] == ["c"]
    assert rows.holding(bands, Decimal(99)) == ()


def test_multiples_ask_for_their_base() -> None:
    rows = table(a=row(1, 1, Decimal("2.5"), unit="multiple", base="违法所得", confirm=True))
    band = rows.bands(ITEM, "citizen", D(2026, 1, 1))[0]
    assert not band.confirmed
    assert band.range(Decimal(400)).text == "400元以上1000元以下"
    assert band.range(Decimal(400)).norm == "样例1"
    with pytest.raises(WorkError, match="违法所得“-1”不是有效金额"):
        band.range(Decimal(-1))
    assert rows.holding((band,), Decimal(1000), Decimal(400)) == (band,)
    with pytest.raises(WorkError) as refused:
        band.range()
    assert str(refused.value) == "“样例1”按违法所得的倍数计算，请先登记违法所得。"


def test_an_ended_band_is_gone() -> None:
    ended = row(1, 100, 1000)
    ended["versions"].append({"since": D(2027, 1, 1), "cite": "本单位规定 样例废止", "ended": True})
    rows = table(a=ended, b=row(2, 1, 2))
    assert [one.key for one in rows.bands(ITEM, "citizen", D(2027, 1, 1))] == ["b"]
    rows = table(a=ended)
    assert len(rows.bands(ITEM, "citizen", D(2026, 12, 31))) == 1
    assert rows.bands(ITEM, "citizen", D(2027, 1, 1)) == ()


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ({"a": row(1, 5, 4)}, "discretion/rows/a/2026-01-01：幅度5至4不成立"),
        ({"a": row(1, -1, 4)}, "discretion/rows/a/2026-01-01：幅度-1至4不成立"),
        (
            {"a": row(1, 1, 4, unit="multiple")},
            "discretion/rows/a/2026-01-01：按倍数计算的须写明 base，按元计算的不写 base",
        ),
        ({"a": row(1, 1, 4, base="违法所得")}, "按元计算的不写 base"),
        ({"a": row(1, 1, 4, unit="dollar")}, "之一"),
        (
            {"a": row(1, 1, 4), "b": row(1, 5, 6)},
            "discretion/rows/b：与 a 的事项、阶次和当事人相同",
        ),
        ({"a": row(1, 1, 4, colour=1)}, "discretion/rows/a：不认识的键 colour"),
    ],
)
def test_a_band_that_cannot_stand_is_refused(rows: Mapping[str, Any], words: str) -> None:
    with pytest.raises(BrokenLaw) as refused:
        table(**rows)
    assert words in str(refused.value)


def test_a_key_may_not_stand_in_two_files() -> None:
    files = {"discretion/a.toml": {"x": row(1, 1, 4)}, "discretion/b.toml": {"x": row(2, 1, 4)}}
    with pytest.raises(BrokenLaw, match="discretion/b/x：键 x 重复"):
        Discretion(Edition(files))


def test_a_band_from_nought_to_nought_stands() -> None:
    assert len(table(a=row(1, 0, 0)).bands(ITEM, "citizen", D(2026, 1, 1))) == 1
