"""赋权事项: what the township may punish, since when and by which notice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget

from desktop.services import item
from desktop.services.item_card import ItemCard
from desktop.views.kit.desk import Desk
from desktop.views.kit.form_dialog import FormDialog
from desktop.views.kit.page import Command, Page, Pose
from desktop.views.pages.item.form import ItemFormPage
from desktop.views.pages.item.listing import ItemListing

_WITHDRAWAL = {
    "until": replace(item.FIELDS["until"], label="最后有效日", required=True),
    "withdrawal_ground": replace(item.FIELDS["withdrawal_ground"], required=True, lines=2),
}
_SAID = (
    "事项在最后有效日之后失效，不删除。此前已立案的案件，作出决定前应登记通告的过渡条款"
    "或者县级书面答复（行政处罚法 第三十八条）。"
)


class ItemPage(Page):
    """`visit` takes the id of an item."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("赋权事项")
        self._desk = desk
        self.title.hide()
        self.subtitle.hide()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.stack = QStackedWidget()
        self.listing, self.form = ItemListing(desk), ItemFormPage(desk)
        self.dialog: FormDialog | None = None
        self.stack.addWidget(self.listing)
        self.stack.addWidget(self.form)
        self.put(self.stack, stretch=1)
        self.listing.new_asked.connect(lambda: self.start())
        self.listing.edit_asked.connect(lambda card: self.start(card.id))
        self.listing.withdraw_asked.connect(self.withdraw)
        self.form.saved.connect(self._saved)
        self.form.closed.connect(self.show_list)

    def refresh(self) -> None:
        """The list; a form being typed is left alone."""
        if self.stack.currentWidget() is self.listing:
            self.listing.refresh()

    def visit(self, target: object) -> None:
        """Show one item."""
        if isinstance(target, UUID):
            self.show_list()
            self.listing.point_at(target)

    def unsaved(self) -> str:
        """The form somebody has begun to fill in."""
        return self.form.unsaved()

    def commands(self) -> Sequence[Command]:
        """What the palette offers here."""
        return (Command("新增赋权事项", self.listing.new.click, "plus", "Ctrl+N", "xzfqsx"),)

    def poses(self) -> Sequence[Pose]:
        """An item in the panel, and the blank form."""
        return (
            Pose("chosen", lambda: self.listing.table.selectRow(0)),
            Pose("new", self.start),
        )

    def start(self, key: UUID | None = None) -> None:
        """The form."""
        self.form.start(key)
        self.stack.setCurrentWidget(self.form)

    def show_list(self) -> None:
        """Back to the list."""
        self.stack.setCurrentWidget(self.listing)
        self.listing.table.setFocus()

    def withdraw(self, card: ItemCard) -> None:
        """收回: the last day and the ground."""
        self.dialog = FormDialog(
            self.window(),
            self._desk,
            _WITHDRAWAL,
            (("until",), ("withdrawal_ground",)),
            title=f"收回事项：{card.code}",
            yes="收回",
            said=_SAID,
        )
        self.dialog.begin(
            {"until": self._desk.almanac.today()},
            lambda work, values, _: item.withdraw(
                work, card.id, values["until"], values["withdrawal_ground"]
            ),
            lambda _: None,
        )

    def _saved(self, key: UUID) -> None:
        self.show_list()
        self.listing.point_at(key)
