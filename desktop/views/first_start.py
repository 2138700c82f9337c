"""The first start on a machine: whose office this is, how it is locked, and the recovery key.

Nothing is made before the recovery key has been written down: an interrupted first start leaves
no database whose key nobody has.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.fields import Field
from desktop.values import FieldError, clean, show_day
from desktop.views.house import House, Opened
from desktop.views.kit.background import Background
from desktop.views.kit.card import Card
from desktop.views.kit.desk import WallClock
from desktop.views.kit.field_box import FieldBox
from desktop.views.kit.text import label
from desktop.views.recovery_key import RecoveryKey
from desktop.views.sign_in import Asking, put_named, secret_line, weakness

_ASKED, _SHOWN = range(2)
_WIDTH = 640
_INSIDE = _WIDTH - 2 * 24
_WELCOME = (
    "在本机建立一个加密数据库，供一个乡镇（街道）使用。"
    "多台计算机共用的单位请退出，并向县指导办索取共享数据库的地址。"
)
_KEYRING = (
    "数据库已加密，密钥由本机的系统密钥环保管：您登录计算机后，执法台自动打开，不用另设口令。"
)
_PASSPHRASE = (
    "本机没有可用的系统密钥环，请设置口令。今后打开执法台时都要输入；"
    "至少8个字符，含大写、小写、数字、符号（或汉字）中的三种。"
)
_LOST = {
    True: "重装系统、更换计算机或计算机用户后，只有用它才能打开数据库和备份。",
    False: "忘记口令后，只有用它才能打开数据库和备份。",
}
_WITHOUT = "库中的人员、案件和文书可能永远打不开：任何人都无法代为恢复，包括软件的提供者。"
_WITH = (
    "谁拿到数据库文件（或备份）和这个密钥，谁就能看到全部数据。"
    "请封存保管，不要与计算机、备份放在一起，不要拍照上传。"
)
_EMPOWERED = Field(
    label="县政府赋权通告生效日期",
    kind=date,
    required=False,
    hint="如 2022-07-01；不清楚可以先空着，以后再填",
)


class FirstStart(Asking[Opened]):
    """Two steps: the questions, then the key. `answer` is the opened office."""

    def __init__(
        self, background: Background, house: House, townships: Sequence[str], keyring: bool
    ) -> None:
        super().__init__("开始使用执法台", _WELCOME, background)
        self._house, self._keyring = house, keyring
        self.setFixedWidth(_WIDTH)
        self.township, self.keeper = QComboBox(), QLineEdit()
        self.township.addItems(townships)
        self.township.setCurrentIndex(-1)
        self.empowered = FieldBox(_EMPOWERED, WallClock())
        self.first, self.second = secret_line("口令"), secret_line("再输入一次")
        self.recovery = RecoveryKey(house.new_recovery_key())
        self.written = QCheckBox("我已抄写或打印恢复密钥")
        self.steps = QStackedWidget()
        pages = (self._questions(), self._key())
        for page in pages:
            self.steps.addWidget(page)
        self.steps.setMinimumHeight(max(page.heightForWidth(_INSIDE) for page in pages))
        self.body.addWidget(self.steps)
        self.finish()
        self.leave.clicked.disconnect()
        self.leave.clicked.connect(self._back)
        self.written.toggled.connect(self.go.setEnabled)
        self.township.setFocus()

    def submit(self) -> None:
        """On to the key; then make the office."""
        if self.steps.currentIndex() == _SHOWN:
            self.try_(self._create)
        elif complaint := self._complaint():
            self.say("bad", complaint)
        else:
            self._show_key()

    def say(self, state: str, text: str) -> None:
        """Making the office takes longer than a check."""
        making = state == "hint" and self.steps.currentIndex() == _SHOWN
        super().say(state, "正在建立加密数据库…" if making else text)

    def _create(self) -> Opened:
        return self._house.create(
            self.township.currentText(),
            clean(self.keeper.text()),
            self.recovery.key,
            None if self._keyring else self.first.text(),
            self.empowered.read(),
        )

    def _complaint(self) -> str:
        """The first thing that is still missing or wrong."""
        if not self.township.currentText():
            return "请选择乡镇（街道）。"
        if not clean(self.keeper.text()):
            return "请填写保管人姓名。"
        try:
            self.empowered.read()
        except FieldError as error:
            return f"{error}。"
        if self._keyring:
            return ""
        return weakness(self.first.text(), self.second.text())

    def _show_key(self) -> None:
        day = show_day(WallClock().today())
        keeper = clean(self.keeper.text())
        self.recovery.tell(f"单位：{self.township.currentText()}　保管人：{keeper}　日期：{day}")
        self._turn(_SHOWN, "抄写恢复密钥", _LOST[self._keyring], "建立数据库", "上一步")
        self.go.setEnabled(self.written.isChecked())

    def _back(self) -> None:
        if self.steps.currentIndex() == _ASKED:
            self.reject()
            return
        self._turn(_ASKED, "开始使用执法台", _WELCOME, "继续", "退出")
        self.go.setEnabled(True)

    def _turn(self, step: int, title: str, said: str, go: str, leave: str) -> None:
        self.steps.setCurrentIndex(step)
        self.heading.setText(title)
        self.said.setText(said)
        self.go.setText(go)
        self.leave.setText(leave)
        super().say("", "")

    def _questions(self) -> QWidget:
        self.township.setAccessibleName("乡镇（街道）")
        self.township.setPlaceholderText("请选择")
        self.township.setMaxVisibleItems(16)
        self.keeper.setAccessibleName("保管人姓名")
        self.keeper.setPlaceholderText("负责保管本数据库的人，一般是内勤")
        self.keeper.setMaxLength(80)
        page, body = _page()
        office, lock = Card("本单位"), Card("加密")
        fields = QVBoxLayout()
        fields.setSpacing(5)
        put_named(fields, self.township, "乡镇（街道） *")
        put_named(fields, self.keeper, "保管人姓名 *")
        fields.addSpacing(4)
        fields.addWidget(self.empowered)
        office.put(fields)
        lock.put(label(_KEYRING if self._keyring else _PASSPHRASE, "muted", wraps=True))
        if not self._keyring:
            side_by_side = QHBoxLayout()
            side_by_side.setSpacing(18)
            for line in (self.first, self.second):
                column = QVBoxLayout()
                column.setSpacing(5)
                put_named(column, line)
                column.addStretch()
                side_by_side.addLayout(column)
            lock.put(side_by_side)
        body.addWidget(office)
        body.addWidget(lock)
        body.addStretch()
        return page

    def _key(self) -> QWidget:
        page, body = _page()
        body.addWidget(self.recovery)
        body.addWidget(Card("没有它会怎样", label(_WITHOUT, wraps=True)))
        body.addWidget(Card("别人拿到它会怎样", label(_WITH, wraps=True)))
        body.addStretch()
        body.addWidget(self.written)
        return page


def _page() -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    body = QVBoxLayout(page)
    body.setContentsMargins(0, 6, 0, 0)
    body.setSpacing(10)
    return page, body
