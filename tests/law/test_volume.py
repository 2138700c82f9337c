"""A volume of the archive goes out and comes back."""

from guard_facts import D
from lawful import SETTINGS, a_case

from desktop.law.history import Taken
from desktop.law.law import Law


def test_a_volume_is_lent_only_when_the_case_is_archived(law: Law) -> None:
    assert law.procedure("volume", D(2026, 11, 27)).within == ("archived",)


def test_a_lent_volume_can_only_come_back(law: Law) -> None:
    day = D(2026, 11, 27)
    seen = law.outlook("volume", a_case(), (Taken("lent", day),), day, SETTINGS)
    assert [one.step.key for one in seen.steps] == ["brought_back"]
    assert seen.phase_label == "案卷借出"
