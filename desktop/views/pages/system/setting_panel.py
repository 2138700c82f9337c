"""The chosen setting: its whole value, what stands behind it, and every value before."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.roles import Actor
from desktop.services import law_setting, setting
from desktop.services.setting_list import Earlier, Line
from desktop.services.work import obstacle
from desktop.views.kit.badge import Badge, Mark
from desktop.views.kit.text import button, copyable, label

WIDTH = 340
_NOTHING = "在左侧选择一项，查看现行值、依据和历次确认的记录。"


class SettingPanel(QFrame):
    """`confirm` is enabled when the actor may confirm what is shown."""

    def __init__(self, actor: Actor | None) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName("设置详情")
        self.setFixedWidth(WIDTH)
        self._actor = actor
        self.line: Line | None = None
        self.confirm = button("确认…", "check-circle", primary=True)
        self.confirm.setEnabled(False)
        self.why = label("", "small", wraps=True)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        foot = QHBoxLayout()
        foot.addWidget(self.confirm)
        foot.addWidget(self.why, 1)
        body = QVBoxLayout(self)
        body.setContentsMargins(14, 12, 14, 12)
        body.addWidget(self._area, 1)
        body.addLayout(foot)
        nothing = label(_NOTHING, "muted", wraps=True)
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._fill(nothing)

    def show_line(self, line: Line, earlier: list[Earlier], unit_id: UUID | None) -> None:
        """Show one setting of a unit."""
        self.line = line
        self._fill(_page(line, earlier))
        deed = law_setting.confirm if line.law else setting.confirm
        why = line.obstacle or obstacle(self._actor, deed, unit_id)
        self.confirm.setEnabled(not why)
        self.confirm.setText("更改…" if line.confirmed_by else "确认…")
        self.confirm.setToolTip(why)
        self.why.setText(why)

    def _fill(self, page: QWidget) -> None:
        page.setObjectName("bare")
        self._area.setWidget(page)


def _page(line: Line, earlier: list[Earlier]) -> QWidget:
    page = QWidget()
    body = QVBoxLayout(page)
    body.setContentsMargins(0, 0, 6, 0)
    body.setSpacing(6)
    title = label(line.label, "h2", wraps=True)
    body.addWidget(title)
    body.addWidget(Badge(Mark(*line.mark)), 0, Qt.AlignmentFlag.AlignLeft)
    body.addSpacing(4)
    heading = "现行值" if line.confirmed_by else "确认前使用的值"
    _say(body, "现有内容" if line.place else heading, line.value or "（空）")
    if line.place:
        _say(body, "录入处", line.place)
    if line.source:
        _say(body, "依据" if line.confirmed_by else "出处", line.source)
    if line.confirmed_by:
        who = f"{line.confirmed_by}，{line.confirmed_on}"
        _say(body, "确认", who + ("（县级设置，本单位可以另行确认）" if line.inherited else ""))
        _say(body, "生效日期", str(line.since))
    if earlier:
        body.addSpacing(6)
        body.addWidget(label("本单位历次确认", "h2"))
    for one in earlier:
        body.addWidget(_wrapped(one.value or "（空）", ""))
        said = f"自 {one.since}　{one.confirmed_by}　{one.source}"
        body.addWidget(label(said, "small", wraps=True))
    body.addStretch()
    return page


def _say(body: QVBoxLayout, heading: str, text: str) -> None:
    body.addWidget(label(heading, "small"))
    body.addWidget(_wrapped(text, heading))


def _wrapped(text: str, heading: str) -> QWidget:
    """A long text that can be selected."""
    made = copyable(text)
    made.setWordWrap(True)
    made.setAccessibleName(f"{heading}：{text}" if heading else text)
    return made
