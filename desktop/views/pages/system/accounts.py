"""账号: who may sign in, with one role, for one unit."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.services import account, account_list
from desktop.services.listing import View
from desktop.services.work import Work, obstacle
from desktop.views.kit.badge import as_mark
from desktop.views.kit.columns import Column
from desktop.views.kit.desk import Desk
from desktop.views.kit.dialogs import confirm
from desktop.views.kit.filter_box import search_line
from desktop.views.kit.form_dialog import FormDialog
from desktop.views.kit.page import after_pause, row
from desktop.views.kit.table import RowsModel
from desktop.views.kit.table_view import TableView
from desktop.views.kit.text import button, label

_WIDTHS = {"login": 200, "name": 200, "role": 130, "unit": 300, "state": 110}
_SAID = (
    "一个账号只有一个角色、属于一个单位。系统管理员、安全管理员、审计管理员三者不得由同一人担任。"
)
_SHARED = "共享数据库的账号由数据库管理员用 zhifatai server account 建立，建立后在此列出。"


class Accounts(QWidget):
    """The list; adding and switching off is the administrator's."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._chosen: tuple[UUID, str, bool] | None = None
        self.words = search_line("搜索登录名、姓名", "搜索账号")
        self.rows = RowsModel(_columns())
        self.table = TableView(self.rows, "账号")
        self.new = button("新增账号", "user-plus", primary=True)
        self.switch = button("停用")
        self.why = label("", "small", wraps=True)
        self.dialog: FormDialog | None = None
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(10)
        body.addLayout(row(self.words, 1, self.switch, self.new))
        body.addWidget(self.why)
        body.addWidget(self.table, 1)
        self._connect()
        self._offer()

    def refresh(self) -> None:
        """Ask for the list, and for the chosen account again."""
        view = View(words=self.words.text().strip())
        self.rows.show(self._desk, account_list.LIST, view)
        if self._chosen is not None:
            self._choose(self._chosen[0])

    def ask_new(self) -> None:
        """The form of a new account."""
        self._desk.ask(self, account_list.bodies, self._ask_new, "units")

    def ask_switch(self) -> None:
        """Ask before an account is switched off; switching on needs no question."""
        if self._chosen is None:
            return
        key, login, active = self._chosen
        if not active:
            self._desk.act(self, lambda work: account.set_active(work, key, True))
            return
        said = "停用后不能登录；以前办理的记录仍署其名，需要时可以重新启用。"
        confirm(self, f"停用账号“{login}”？", "停用", lambda: self._switch_off(key), detail=said)

    def _switch_off(self, key: UUID) -> None:
        self._desk.act(self, lambda work: account.set_active(work, key, False))

    def _ask_new(self, units: list[tuple[UUID, str]]) -> None:
        self.dialog = FormDialog(
            self.window(),
            self._desk,
            account_list.NEW,
            (("login", "name"), ("role", "unit_id")),
            title="新增账号",
            name="account:new",
            said=_SAID,
            offers={"unit_id": units},
        )

        def save(work: Work, values: dict[str, Any], _: int | None) -> UUID:
            return account.create(work, **values)

        self.dialog.begin({}, save, lambda _: None)

    def _choose(self, key: UUID | None) -> None:
        if key is not None:
            self._desk.ask(
                self,
                lambda work: (key, *account_list.state(work, key)),
                self._show,
                "chosen",
            )

    def _show(self, chosen: tuple[UUID, str, bool]) -> None:
        self._chosen = chosen
        self._offer()

    def _offer(self) -> None:
        """Which buttons may be pressed, and why not."""
        actor, keeper = self._desk.actor, self._desk.keeper
        shared = _SHARED if keeper is not None and keeper.obstacle else ""
        add = obstacle(actor, account.create) or shared
        off = obstacle(actor, account.set_active) or ("" if self._chosen else "请先选择一个账号。")
        self.switch.setText("停用" if self._chosen is None or self._chosen[2] else "启用")
        for part, why in ((self.new, add), (self.switch, off)):
            part.setEnabled(not why)
            part.setToolTip(why)
            part.setAccessibleDescription(why)
        self.why.setText(add)
        self.why.setVisible(bool(add))

    def _connect(self) -> None:
        after_pause(self.words.textChanged, self, self.refresh)
        self.table.chosen.connect(self._choose)
        self.new.clicked.connect(self.ask_new)
        self.switch.clicked.connect(self.ask_switch)
        self._desk.watch(self, {"account"}, self.refresh)


def _columns() -> list[Column]:
    return [
        Column(field, mark=as_mark if field.name == "state" else None, width=_WIDTHS[field.name])
        for field in account_list.COLUMNS
    ]
