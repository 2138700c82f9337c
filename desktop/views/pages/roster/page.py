"""队伍: the roster, the team's figures, and the form of one person."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QWidget

from desktop.services import person, roster_batch
from desktop.services.person_card import PersonCard
from desktop.services.work import obstacle
from desktop.views.kit.desk import Desk
from desktop.views.kit.page import Command, Page, Pose
from desktop.views.kit.text import button
from desktop.views.pages.roster.figures import Figures
from desktop.views.pages.roster.output import Output
from desktop.views.pages.roster.people import People
from desktop.views.pages.roster.person_form import PersonForm

_LIST, _FIGURES, _FORM = range(3)
_TITLE = "队伍花名册"
_KEYS = "Enter 到下一项 · Ctrl+S 保存 · Esc 返回"


class RosterPage(Page):
    """`visit` takes the id of a person."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_TITLE)
        self._desk, self._said = desk, ""
        self.people, self.form = People(desk), PersonForm(desk)
        self.figures = Figures(desk)
        self.output = Output(self, desk)
        self.tabs, self.stack, self.buttons = QTabBar(), QStackedWidget(), QWidget()
        self.new = button("新增人员", "user-plus", primary=True, keys="Ctrl+N")
        self.import_ = button("导入", "upload-simple")
        self.print_ = button("打印名册", "printer", keys="Ctrl+P")
        self.export = button("导出", "download-simple")
        self._lay_out()
        self._connect()
        self._offer()

    def refresh(self) -> None:
        """The list, or the figures."""
        (self.figures if self.tabs.currentIndex() else self.people).refresh()

    def visit(self, target: object) -> None:
        """Show one person."""
        if isinstance(target, UUID):
            self._show(_LIST)
            self.people.point_at(target)

    def unsaved(self) -> str:
        """A form someone has begun to fill in."""
        return self.title.text() if self.form.unsaved() else ""

    def commands(self) -> Sequence[Command]:
        """What the palette offers here."""
        return (
            Command("新增人员", self.new.click, "user-plus", "Ctrl+N", "xzry"),
            Command("导入花名册", self.import_.click, "upload-simple", "", "drhmc"),
            Command("打印名册", self.print_.click, "printer", "Ctrl+P", "dymc"),
            Command("导出花名册", self.export.click, "download-simple", "", "dchmc"),
        )

    def poses(self) -> Sequence[Pose]:
        """The figures, the blank form, a posting, the import."""
        return (
            Pose("figures", lambda: self.tabs.setCurrentIndex(_FIGURES)),
            Pose("new", self.start_new),
            Pose("move", self.people.deeds.relocate.click),
            Pose("import", self.open_import),
            Pose("print", self.print_.click),
        )

    def start_new(self) -> None:
        """The blank form."""
        if self.stack.currentIndex() != _FORM:
            self._open_form("新增人员")
            self.form.new()

    def start_edit(self, card: PersonCard) -> None:
        """The form of one person."""
        self._open_form(f"编辑：{card.name}")
        self.form.edit(card.id)

    def open_import(self) -> QWidget:
        """The window that reads a workbook."""
        from desktop.views.pages.roster.import_dialog import ImportDialog

        dialog = ImportDialog(self.window(), self._desk)
        dialog.open()
        return dialog

    def _lay_out(self) -> None:
        self.tabs.addTab("名册")
        self.tabs.addTab("队伍指标")
        self.tabs.setAccessibleName("队伍页面分类")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.head.insertWidget(self.head.count() - 1, self.tabs)
        line = QHBoxLayout(self.buttons)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for part in (self.new, self.import_, self.print_, self.export):
            line.addWidget(part)
        self.act(self.buttons)
        for page in (self.people, self.figures, self.form):
            self.stack.addWidget(page)
        self.put(self.stack, stretch=1)

    def _connect(self) -> None:
        self.new.clicked.connect(self.start_new)
        self.import_.clicked.connect(self.open_import)
        self.print_.clicked.connect(lambda: self.output.print_(self.people.view()))
        self.export.clicked.connect(lambda: self.output.ask_export(self.people.view()))
        self.people.counted.connect(self._count)
        self.people.edit_asked.connect(self.start_edit)
        self.form.left.connect(self._leave_form)
        self.tabs.currentChanged.connect(self._show)

    def _offer(self) -> None:
        for part, deed in ((self.new, person.arrive), (self.import_, roster_batch.apply)):
            why = obstacle(self._desk.actor, deed)
            part.setEnabled(not why)
            if why:
                part.setToolTip(why)

    def _show(self, at: int) -> None:
        self.stack.setCurrentIndex(at)
        self.buttons.setVisible(at == _LIST)
        self.tabs.setVisible(at != _FORM)
        if at != _FORM:
            self.tabs.setCurrentIndex(at)
            self.title.setText(_TITLE)
            self._count_again()
        if at == _FIGURES:
            self.figures.refresh()

    def _open_form(self, title: str) -> None:
        self._show(_FORM)
        self.title.setText(title)
        self.subtitle.setText(_KEYS)

    def _leave_form(self, key: UUID | None) -> None:
        self._show(_LIST)
        self.people.table.setFocus()
        if key is not None:
            self.people.point_at(key)

    def _count(self, total: int, chosen: int) -> None:
        self._said = f"{total} 人" + (f" · 已选 {chosen}" if chosen > 1 else "")
        self._count_again()

    def _count_again(self) -> None:
        if self.stack.currentIndex() != _FORM:
            self.subtitle.setText(self._said if self.stack.currentIndex() == _LIST else "")
