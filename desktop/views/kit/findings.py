"""Why a step is barred: each finding with its article and the way out, the worst first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.law.guards import Finding, Verdict
from desktop.views.kit.badge import Badge, Mark
from desktop.views.kit.text import button, label, restyle

_KINDS = {Verdict.REFUSE: "bad", Verdict.WARN: "warn", Verdict.UNKNOWN: "info"}
_WORDS = {Verdict.REFUSE: "不得办理", Verdict.WARN: "请注意", Verdict.UNKNOWN: "尚待查明"}


class FindingsView(QWidget):
    """`asked` carries the finding whose way out was clicked; the page goes there."""

    asked = Signal(object)

    def __init__(self, findings: Sequence[Finding] = ()) -> None:
        super().__init__()
        self.setObjectName("bare")
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(12)
        self._rows: list[QWidget] = []
        self.show_findings(findings)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these instead of what was there."""
        for old in self._rows:
            old.deleteLater()
        self._rows = [self._row(finding) for finding in findings]
        for shown in self._rows:
            self._body.addWidget(shown)

    def _row(self, finding: Finding) -> QWidget:
        page = QWidget()
        across, words = QHBoxLayout(page), QVBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(2)
        kind, word = _KINDS.get(finding.verdict, "ok"), _WORDS.get(finding.verdict, "可以办理")
        badge = Badge(Mark(kind, word))
        badge.setFixedWidth(96)
        words.addWidget(label(finding.message, wraps=True))
        words.addWidget(label(finding.cite, "small", wraps=True))
        if finding.way_out:
            way = button(finding.way_out, link=True)
            way.clicked.connect(lambda: self.asked.emit(finding))
            words.addWidget(way, 0, Qt.AlignmentFlag.AlignLeft)
        across.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(words, 1)
        return page


class FindingsDialog(QDialog):
    """The list in a window of its own."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None, said: str, findings: Sequence[Finding]) -> None:
        super().__init__(parent)
        self.setWindowTitle("依法暂不能办理")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(560)
        view, area = FindingsView(findings), QScrollArea()
        view.asked.connect(self._ask)
        area.setWidgetResizable(True)
        area.setWidget(view)
        area.setMinimumHeight(min(96 * max(len(findings), 1), 360))
        close, line = button("知道了", primary=True), QHBoxLayout()
        close.clicked.connect(self.accept)
        line.addStretch()
        line.addWidget(close)
        body = QVBoxLayout(self)
        body.setContentsMargins(18, 16, 18, 14)
        body.setSpacing(12)
        body.addWidget(label(said, "h2", wraps=True))
        body.addWidget(area, 1)
        body.addLayout(line)

    def _ask(self, finding: Finding) -> None:
        self.accept()
        self.asked.emit(finding)


class GuardedButton(QPushButton):
    """A button that says why it is grey: clicking it then lists what is missing.

    `granted` is emitted only when nothing bars the deed; `asked` when a way out was clicked.
    """

    granted = Signal()
    asked = Signal(object)

    def __init__(self, text: str, *, primary: bool = False) -> None:
        super().__init__(text)
        self.setAutoDefault(False)
        self.setProperty("primary", primary)
        self._obstacle = ""
        self._findings: tuple[Finding, ...] = ()
        self.clicked.connect(self._clicked)

    def allow(self, obstacle: str = "", findings: Sequence[Finding] = ()) -> None:
        """Set what stands in the way: a sentence on rights, findings of the law; none = free."""
        self._obstacle, self._findings = obstacle, tuple(findings)
        barred = self.barred()
        reasons = [obstacle, *(finding.message for finding in self._findings)]
        why = "\n".join(filter(None, reasons)) if barred else ""
        self.setToolTip(why)
        self.setAccessibleDescription(why)
        restyle(self, barred=barred)

    def barred(self) -> bool:
        """Whether a click only explains. What is not known yet bars as well: it is asked."""
        open_ = any(finding.verdict is Verdict.UNKNOWN for finding in self._findings)
        return bool(self._obstacle) or open_ or any(one.bars() for one in self._findings)

    def _clicked(self) -> None:
        if not self.barred():
            self.granted.emit()
            return
        said = self._obstacle or f"现在还不能{self.text().rstrip('…')}："
        dialog = FindingsDialog(self.window(), said, self._findings)
        dialog.asked.connect(self.asked)
        dialog.open()
