"""Whole explanations, day by day, read through by hand against the statutes and the notices."""

from datetime import date, datetime
from typing import Any

import pytest

from desktop.law.counting import Excluded
from desktop.law.deadlines import Due
from desktop.law.law import Law

D = date
START = "民法典 第二百零一条；民事诉讼法 第八十五条"
ROLL = "民法典 第二百零三条；民事诉讼法 第八十五条"
MONTH = "民法典 第二百零二条"
NOTICE = "国务院办公厅节假日安排通知 2026年"
BEFORE = "本系统约定 期日之前的日数"
STILL = "本系统约定 机关期限不顺延"
LEFT = "本系统约定 扣除期间"
GUESS = "本系统约定 推算工作日"
SPRING = "春节放假，不是工作日，不计入"
MAY = "劳动节放假，不是工作日，不计入"
STORM = "台风，依法扣除，不计入"


def told(due: Due) -> list[tuple[Any, ...]]:
    return [(f"{s.day:%m-%d}", s.counted, s.number, s.why, s.cite) for s in due.steps]


CASES: list[tuple[str, date | datetime, list[tuple[Any, ...]]]] = [
    (
        "K12",
        D(2026, 5, 8),
        [
            ("05-08", False, 0, "起算之日，不计入", START),
            ("05-09", True, 1, "第1个工作日，星期六调休上班", ""),
            ("05-10", False, 1, "星期日，不是工作日，不计入", NOTICE),
            ("05-11", True, 2, "第2个工作日，星期一", ""),
        ],
    ),
    (
        "K07",
        D(2026, 2, 13),
        [
            ("02-13", False, 0, "起算之日，不计入", START),
            ("02-14", True, 1, "第1个工作日，星期六调休上班", ""),
            *((f"02-{day}", False, 1, SPRING, NOTICE) for day in range(15, 24)),
            ("02-24", True, 2, "第2个工作日，星期二", ""),
            ("02-25", True, 3, "第3个工作日，星期三", ""),
            ("02-26", True, 4, "第4个工作日，星期四", ""),
            ("02-27", True, 5, "第5个工作日，星期五", ""),
        ],
    ),
    (
        "K05",
        datetime(2026, 4, 10, 9, 30),
        [
            ("04-10", False, 0, "09:30 起算", "行政强制法 第十九条"),
            ("04-11", True, 24, "09:30 满24小时", "行政强制法 第十九条"),
        ],
    ),
    (
        "K08",
        D(2026, 5, 12),
        [
            ("05-12", False, 0, "期日当日，不计入", BEFORE),
            ("05-11", True, 1, "第1个工作日，星期一", ""),
            ("05-10", False, 1, "星期日，不是工作日，不计入", NOTICE),
            ("05-09", True, 2, "第2个工作日，星期六调休上班", ""),
            ("05-08", True, 3, "第3个工作日，星期五", ""),
            ("05-07", True, 4, "第4个工作日，星期四", ""),
            ("05-06", True, 5, "第5个工作日，星期三", ""),
            *((f"05-0{day}", False, 5, MAY, NOTICE) for day in range(5, 0, -1)),
            ("04-30", True, 6, "第6个工作日，星期四", ""),
            ("04-29", True, 7, "第7个工作日，星期三", ""),
            ("04-28", False, 7, "至迟在此日作出，当日不计入", BEFORE),
        ],
    ),
    (
        "K32",
        D(2026, 3, 12),
        [
            ("03-12", False, 0, "期日当日，不计入", BEFORE),
            ("03-11", True, 1, "第1个工作日，星期三", ""),
            ("03-10", True, 2, "第2个工作日，星期二", ""),
            ("03-09", True, 3, "第3个工作日，星期一", ""),
            ("03-08", False, 3, "至迟在此日作出，当日不计入", BEFORE),
            (
                "03-08",
                False,
                3,
                "届满日为星期日，机关的期限不顺延，应当在2026-03-06前（含当日）办结",
                STILL,
            ),
        ],
    ),
    (
        "K33",
        D(2026, 3, 4),
        [
            ("03-04", False, 0, "起算之日，不计入", START),
            ("03-05", True, 1, "第1日", ""),
            ("03-06", True, 2, "第2日", ""),
            ("03-07", True, 3, "第3日", ""),
            (
                "03-07",
                False,
                3,
                "届满日为星期六，机关的期限不顺延，应当在2026-03-06前（含当日）办结",
                STILL,
            ),
        ],
    ),
    (
        "K16",
        D(2026, 1, 31),
        [
            ("01-31", False, 0, "起算之日，不计入", START),
            ("02-28", True, 1, "满1个月", MONTH),
            ("03-31", True, 2, "满2个月", MONTH),
            ("04-30", True, 3, "满3个月", MONTH),
        ],
    ),
    (
        "K27",
        D(2026, 1, 31),
        [
            ("01-31", False, 0, "起算之日，不计入", START),
            ("12-31", True, 1, "满1个年度", MONTH),
        ],
    ),
    (
        "K11",
        D(2030, 3, 1),
        [
            ("03-01", False, 0, "起算之日，不计入", START),
            ("03-02", False, 0, "星期六（推算，尚无2030年放假通知），不是工作日，不计入", GUESS),
            ("03-03", False, 0, "星期日（推算，尚无2030年放假通知），不是工作日，不计入", GUESS),
            ("03-04", True, 1, "第1个工作日，星期一（推算，尚无2030年放假通知）", ""),
            ("03-05", True, 2, "第2个工作日，星期二（推算，尚无2030年放假通知）", ""),
        ],
    ),
]


@pytest.mark.parametrize(("key", "start", "steps"), CASES)
def test_a_term_is_told_day_by_day(
    law: Law, key: str, start: date | datetime, steps: list[tuple[Any, ...]]
) -> None:
    assert told(law.due(key, start)) == steps


def test_a_partys_last_day_at_rest_is_told_until_it_works(law: Law) -> None:
    steps = told(law.due("K10", D(2026, 9, 18)))
    assert steps[:2] == [
        ("09-18", False, 0, "起算之日，不计入", START),
        ("09-19", True, 1, "第1日", ""),
    ]
    assert steps[15:] == [
        ("10-03", True, 15, "第15日", ""),
        ("10-03", False, 15, "期间届满日为国庆节放假，顺延", ROLL),
        *((f"10-0{day}", False, 15, "国庆节放假，继续顺延", ROLL) for day in range(4, 8)),
        ("10-08", False, 15, "星期四，顺延至此日届满", ROLL),
    ]


def test_days_left_out_of_a_count_are_told_with_their_reason(law: Law) -> None:
    gaps = [
        Excluded(D(2026, 3, 4), D(2026, 3, 5), "鉴定", "样例 依据", "appraisal"),
        Excluded(D(2026, 3, 7), D(2026, 3, 7), "检测", kind="test"),
    ]
    found = law.due("K04", D(2026, 3, 2), excluded=gaps)
    steps = told(found)
    assert steps[:7] == [
        ("03-02", False, 0, "起算之日，不计入", START),
        ("03-03", True, 1, "第1日", ""),
        ("03-04", False, 1, "鉴定，依法扣除，不计入", "样例 依据"),
        ("03-05", False, 1, "鉴定，依法扣除，不计入", "样例 依据"),
        ("03-06", True, 2, "第2日", ""),
        ("03-07", False, 2, "检测，依法扣除，不计入", LEFT),
        ("03-08", True, 3, "第3日", ""),
    ]
    assert steps[-2:] == [
        ("04-04", True, 30, "第30日", ""),
        (
            "04-04",
            False,
            30,
            "届满日为清明节放假，机关的期限不顺延，应当在2026-04-03前（含当日）办结",
            STILL,
        ),
    ]


def test_days_left_out_of_months_are_made_up_at_the_end(law: Law) -> None:
    gaps = [
        Excluded(D(2026, 8, 3), D(2026, 8, 4), "台风", "样例 依据", "obstacle"),
        Excluded(D(2027, 2, 1), D(2027, 2, 1), "台风", kind="obstacle"),
    ]
    assert told(law.due("K14", D(2026, 7, 31), excluded=gaps))[1:] == [
        ("08-31", True, 1, "满1个月", MONTH),
        ("09-30", True, 2, "满2个月", MONTH),
        ("10-31", True, 3, "满3个月", MONTH),
        ("11-30", True, 4, "满4个月", MONTH),
        ("12-31", True, 5, "满5个月", MONTH),
        ("01-31", True, 6, "满6个月", MONTH),
        ("08-03", False, 6, STORM, "样例 依据"),
        ("08-04", False, 6, STORM, "样例 依据"),
        ("02-01", False, 6, STORM, LEFT),
        ("02-02", False, 6, "补足扣除的第1日", LEFT),
        ("02-03", False, 6, "补足扣除的第2日", LEFT),
    ]


def test_a_day_left_out_before_the_start_is_not_told(law: Law) -> None:
    gap = [Excluded(D(2026, 7, 30), D(2026, 7, 31), "台风", kind="obstacle")]
    steps = told(law.due("K14", D(2026, 7, 31), excluded=gap))
    assert steps[1:] == told(law.due("K14", D(2026, 7, 31)))[1:]
    assert len(steps) == 9


def test_working_days_left_out_are_told_like_others(law: Law) -> None:
    gap = [Excluded(D(2026, 3, 3), D(2026, 3, 3), "台风", kind="obstacle")]
    found = law.due("K13", D(2026, 3, 2), excluded=gap)
    assert told(found)[1] == ("03-03", False, 0, STORM, LEFT)
    assert found.raw == D(2026, 5, 2)


def test_the_text_is_head_steps_and_note(law: Law) -> None:
    assert law.due("K11", D(2030, 3, 4)).text().splitlines() == [
        "执法人员将当场收缴的罚款交至行政机关：2个工作日（行政处罚法 第七十一条；行政处罚法 第八十五条）",
        f"2030-03-04 起算之日，不计入（{START}）",
        "2030-03-05 第1个工作日，星期二（推算，尚无2030年放假通知）",
        "2030-03-06 第2个工作日，星期三（推算，尚无2030年放假通知）",
        "推算：国务院办公厅2030年放假安排尚未录入，公布后可能变化。",
    ]


def test_a_moment_not_given_is_midnight_and_said(law: Law) -> None:
    found = law.due("K05", D(2026, 4, 10))
    assert found.problems == ("起算时刻未填写，按当日零时从严计算，请补充到分钟。",)
    assert found.moment == datetime(2026, 4, 11)
    assert (found.raw, found.effective, found.target) == (D(2026, 4, 11),) * 3
    assert told(found)[0][3] == "00:00 起算"


def test_a_term_names_itself(law: Law) -> None:
    found = law.due("K10", D(2026, 9, 18))
    assert (found.key, found.code, found.label) == ("payment", "K10", "当事人缴纳罚款")
    assert found.missed == "每日按罚款数额的百分之三加处罚款"


@pytest.mark.parametrize(
    ("key", "start", "years"),
    [
        ("K12", D(2026, 12, 29), ()),
        ("K12", D(2026, 12, 30), (2027,)),
        ("K12", D(2026, 12, 31), (2027,)),
        ("K32", D(2021, 1, 5), (2020,)),
        ("K32", D(2021, 1, 8), ()),
        ("K10", D(2026, 12, 16), ()),
        ("K10", D(2026, 12, 18), (2027,)),
        ("K31", D(2026, 12, 31), ()),
        ("K25", D(2026, 12, 16), ()),
    ],
)
def test_only_years_looked_at_make_a_date_provisional(
    law: Law, key: str, start: date, years: tuple[int, ...]
) -> None:
    assert law.due(key, start).provisional_years == years
