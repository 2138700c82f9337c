"""Looking at a step before it is taken: what bars it, what must be asked, what was confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.errors import Blocked
from desktop.law.guards import Finding, Verdict
from desktop.services.stated_fact import Answer


@dataclass(frozen=True)
class Point:
    """One finding, and the confirmation that a named person gave of an open one.

    `name` is what such a confirmation is stated under (`stated_fact.state`).
    """

    finding: Finding
    confirmed: Answer | None
    name: str
    ruled: bool = False

    @property
    def bars(self) -> bool:
        """A refusal always bars; an open question bars until answered or confirmed.

        Where the law leaves it to the head (G15), a recorded ruling lifts the bar.
        """
        if self.ruled and self.finding.overrulable:
            return False
        if self.finding.verdict is Verdict.UNKNOWN:
            return self.confirmed is None
        return self.finding.bars()


def refuse_unless_clear(points: Sequence[Point]) -> None:
    """Raise Blocked with every barring finding: sentence, article, way out."""
    barring = tuple(point.finding for point in points if point.bars)
    if barring:
        sentences = "\n".join(f"· {one.message}（{one.cite}）" for one in barring)
        raise Blocked(f"依法还不能办理这一步：\n{sentences}", barring)
