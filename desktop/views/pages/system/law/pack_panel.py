"""The chosen law pack: what it changes, who brought and approved it, and what may be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QStackedWidget, QVBoxLayout

from desktop.services.law_pack_list import Kept, PackState
from desktop.views.kit.badge import Badge, Mark
from desktop.views.kit.dialogs import ask_reason, confirm
from desktop.views.kit.page import row
from desktop.views.kit.text import button, label
from desktop.views.pages.system.law.words_table import ChangeTable, FaultTable

_NOTHING = (
    "法律数据包把新的较大数额、期限、文书用语、裁量基准和放假安排并入法律数据，不必升级程序。\n"
    "一人导入，另一人核对变更后批准；全县共用一次。"
)
_IN_FORCE = "批准后全县立即使用；已经制发的文书仍按制发时的法律数据。"
_OUT = "停用后不再并入法律数据；已经制发的文书不受影响。"


class PackPanel(QFrame):
    """`approved` and `retired(reason)` are emitted once the person has agreed."""

    approved = Signal()
    retired = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName("法律数据包详情")
        self.shown: Kept | None = None
        self.title, self.state = label("", "h2", wraps=True), Badge(Mark("none", ""))
        self.about = label("", "small", wraps=True)
        self.why = label("", "small", wraps=True)
        self.agree = button("批准…", "check-circle", primary=True)
        self.retire = button("停用…", "prohibit")
        self.changes, self.faults = ChangeTable(), FaultTable()
        self.tables = QStackedWidget()
        self._nothing = label(_NOTHING, "muted", wraps=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for part in (self._nothing, self.changes, self.faults):
            self.tables.addWidget(part)
        body = QVBoxLayout(self)
        body.setContentsMargins(14, 10, 14, 12)
        body.setSpacing(6)
        body.addLayout(row(self.title, self.state, 1, self.agree, self.retire))
        for words in (self.about, self.why):
            body.addWidget(words)
        body.addWidget(self.tables, 1)
        self.agree.clicked.connect(self._ask_approval)
        self.retire.clicked.connect(self._ask_reason)
        self.show_pack(None)

    def show_pack(self, kept: Kept | None) -> None:
        """Another pack; None: what packs are for."""
        self.shown = kept
        shown: tuple[QLabel | QPushButton, ...] = (self.title, self.state, self.about, self.agree)
        for part in (*shown, self.retire):
            part.setVisible(kept is not None)
        self.why.setVisible(False)
        if kept is None:
            self.tables.setCurrentWidget(self._nothing)
            return
        self.title.setText(kept.standing.label)
        self.state.show_mark(Mark(*kept.mark))
        self.about.setText(_about(kept))
        self.changes.show_changes(kept.changes)
        self.faults.show_faults(kept.faults)
        self.tables.setCurrentWidget(self.faults if kept.faults else self.changes)
        self._offer(kept)

    def _offer(self, kept: Kept) -> None:
        waiting = kept.state is PackState.WAITING
        self.retire.setText("撤回…" if waiting else "停用…")
        said = []
        for one, why, shown in (
            (self.agree, kept.approve_obstacle, waiting),
            (self.retire, kept.retire_obstacle, kept.state is not PackState.RETIRED),
        ):
            one.setVisible(shown)
            one.setEnabled(not why)
            one.setToolTip(why)
            one.setAccessibleDescription(why)
            said += [why] if shown and why else []
        self.why.setText(said[0] if said else "")  # The second differs by a word at most.
        self.why.setVisible(bool(said))

    def _ask_approval(self) -> None:
        if self.shown is not None:
            count = f"共 {len(self.shown.changes)} 处变更，请确认已经逐项与依据文件核对。"
            confirm(
                self,
                f"批准“{self.shown.standing.label}”？",
                "批准",
                self.approved.emit,
                detail=f"{count}{_IN_FORCE}",
            )

    def _ask_reason(self) -> None:
        if self.shown is not None:
            deed = self.retire.text().rstrip("…")
            prompt = f"{deed}“{self.shown.standing.label}”的原因："
            said = "" if self.shown.state is PackState.WAITING else f"\n{_OUT}"
            ask_reason(self, f"{deed}法律数据包", prompt + said, deed, self.retired.emit)


def _about(kept: Kept) -> str:
    one = kept.standing
    parts = [f"依据文件：{one.source}", f"文件：{kept.file}", f"导入：{one.imported}"]
    if one.approved:
        parts.append(f"批准：{one.approved}")
    if kept.state is PackState.LATER:
        parts.append(f"自 {one.since} 起启用")
    if one.retired:
        parts.append(f"停用：{one.retired}，原因：{one.reason}")
    return "　".join(parts)
