"""The list of evidence of a decision's draft: kind, name, what it proves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desktop.services import decision
from desktop.views.kit.desk import Almanac
from desktop.views.kit.rows_editor import RowsEditor
from desktop.views.kit.rows_editor import in_words as rows_in_words

_COLUMNS = tuple(decision.EVIDENCE.values())


class EvidenceEditor(RowsEditor):
    """A new piece begins with the first kind of 处罚法46."""

    def __init__(self, almanac: Almanac) -> None:
        super().__init__(_COLUMNS, almanac, "证据清单", noun="项证据")

    def value(self) -> Any:
        """As the draft holds it."""
        return list(super().value())

    def blank(self) -> list[str]:
        """The first kind stands there already."""
        kinds: Any = decision.EVIDENCE["kind"].kind
        return [next(iter(kinds)).label, "", ""]


def in_words(pieces: Sequence[Any]) -> str:
    """The list in one line, where two versions are compared."""
    return rows_in_words(_COLUMNS, pieces)
