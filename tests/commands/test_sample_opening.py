"""The sample county's cases of before: every phase and ending, in order by the law."""

from __future__ import annotations

import random
from collections import Counter

from office import Office
from opening_book import ready
from sqlalchemy import select

from desktop.commands import sample_opening
from desktop.models.action import CaseMark
from desktop.services import number

PHASES = {
    *(
        "立案",
        "调查",
        "调查终结",
        "法制审核",
        "已告知",
        "听证",
        "集体讨论",
        "已决定",
        "已送达",
        "执行",
    ),
    *("申请法院", "结案", "归档", "不予处罚", "移送", "不予立案", "撤销案件", "已决定并送达"),
}


def test_a_township_has_cases_in_every_phase_and_ending(local_office: Office) -> None:
    sample_opening.take_over(ready(local_office).as_("clerk"), random.Random(1))
    query = select(CaseMark.phase_label)
    found = Counter(local_office.ask(lambda work: work.session.execute(query).scalars().all()))
    assert found.total() == len(sample_opening.STORIES)
    assert set(found) == PHASES
    years = local_office.ask(lambda work: (work.today.year - 1, work.today.year))
    for series in ("filing", "decision"):
        for year in years:
            gaps = local_office.ask(lambda work, s=series, y=year: number.gaps(work, s, y))
            assert gaps == []
