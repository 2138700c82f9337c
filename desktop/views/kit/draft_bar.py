"""Offers what was typed before a crash or a closed window."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout

from desktop.views.kit.keeping import Keeping
from desktop.views.kit.text import button, label


class DraftBar(QFrame):
    """Put it above a form; it shows itself only while a draft of that form waits."""

    def __init__(self, keeping: Keeping) -> None:
        super().__init__()
        self.setObjectName("notice")
        self._keeping = keeping
        self.said = label("")
        self.take, self.drop = button("继续填写", primary=True), button("放弃草稿")
        self.take.clicked.connect(self._take)
        self.drop.clicked.connect(self._drop)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 6, 8, 6)
        line.addWidget(self.said, 1)
        line.addWidget(self.drop)
        line.addWidget(self.take)
        self.look()

    def look(self) -> None:
        """See whether a draft waits."""
        draft = self._keeping.waiting()
        self.setVisible(draft is not None)
        if draft is None:
            return
        text = f"有一份 {draft.kept_at} 留存、尚未保存的草稿。"
        if draft.version is not None and draft.version != self._keeping.version:
            text += "这条记录此后已有人改过，保存时会逐项比对。"
            self.said.setToolTip("草稿开始时的版本与现在不同")
        self.said.setText(text)

    def _take(self) -> None:
        draft = self._keeping.waiting()
        if draft is not None and draft.version is not None:
            self._keeping.version = draft.version  # Saving then meets the newer version.
        self._keeping.restore()
        self.hide()

    def _drop(self) -> None:
        self._keeping.drop()
        self.hide()
