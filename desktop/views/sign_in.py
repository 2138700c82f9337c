"""Before the window: the passphrase of the local database, and who sits here today."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.errors import WorkError
from desktop.views.kit.background import Background
from desktop.views.kit.text import button, label, restyle

T = TypeVar("T")
_NEW = (
    "本机没有可用的系统密钥环。请设置口令，今后打开数据库时都要输入；忘记口令只能用恢复密钥打开。"
)
_LOST = (
    "系统密钥环中没有本数据库的密钥（例如重装过系统，或换了计算机用户）。"
    "请输入打印的恢复密钥，数据没有改动。"
)
SHORTEST = 8
"""Characters of a new passphrase (trust.md, figure 14)."""


class Asking(QDialog, Generic[T]):
    """A dialog whose answer takes a while: it works in the background and says what is wrong."""

    def __init__(self, title: str, said: str, background: Background) -> None:
        super().__init__()
        self.setWindowTitle(title)
        self.setMinimumWidth(420)
        self._background = background
        self.answer: T | None = None
        self.complaint = label("", "", wraps=True)
        self.go, self.leave = button("继续", primary=True), button("退出")
        self.go.setDefault(True)
        self.go.clicked.connect(self.submit)
        self.leave.clicked.connect(self.reject)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(24, 20, 24, 18)
        self.body.setSpacing(8)
        self.heading, self.said = label(title, "h1"), label(said, "muted", wraps=True)
        self.body.addWidget(self.heading)
        self.body.addWidget(self.said)

    def submit(self) -> None:
        """What the button does."""
        raise NotImplementedError

    def try_(self, work: Callable[[], T]) -> None:
        """Run `work` in the background; close on success, complain otherwise."""
        self.say("hint", "正在核对…")
        self.go.setEnabled(False)
        self._background.run(self, work, self._succeed, self._fail, "sign-in")

    def say(self, state: str, text: str) -> None:
        """A line above the buttons."""
        glyph = "✕ " if state == "bad" else ""
        self.complaint.setText(glyph + text if text else "")
        restyle(self.complaint, state=state)

    def finish(self) -> None:
        """The last lines: what is wrong, and the buttons."""
        line = QHBoxLayout()
        line.addStretch()
        line.addWidget(self.leave)
        line.addWidget(self.go)
        self.body.addWidget(self.complaint)
        self.body.addLayout(line)

    def _succeed(self, answer: T) -> None:
        self.answer = answer
        self.accept()

    def _fail(self, error: BaseException) -> None:
        self.go.setEnabled(True)
        if not isinstance(error, WorkError):
            self.say("bad", "程序出错，未能打开。")
            raise error
        self.say("bad", str(error))


class PassphraseDialog(Asking[T]):
    """Asks for the passphrase where the computer has no keyring.

    `unlock` derives the key (slow on purpose) and raises WorkError when it is wrong. With
    `recover` a printed recovery key is taken instead. `new` asks for a passphrase twice; `lost`
    tells that the keyring no longer has the key, and asks for the recovery key at once.
    """

    def __init__(
        self,
        background: Background,
        unlock: Callable[[str], T],
        *,
        recover: Callable[[str], T] | None = None,
        new: bool = False,
        lost: bool = False,
    ) -> None:
        said = _NEW if new else _LOST if lost else "请输入打开本机数据库的口令。"
        super().__init__("设置口令" if new else "打开数据库", said, background)
        self._unlock, self._recover, self._new = unlock, recover, new
        self.first, self.second = secret_line("口令"), secret_line("再输入一次")
        self.asked_for = put_named(self.body, self.first)
        if new:
            put_named(self.body, self.second)
        self.instead = button("改用恢复密钥", link=True)
        self.instead.setCheckable(True)
        self.instead.setVisible(recover is not None and not new)
        self.instead.toggled.connect(self._swap)
        self.body.addWidget(self.instead, 0, Qt.AlignmentFlag.AlignLeft)
        if lost and recover is not None:
            self.instead.setChecked(True)
            self.instead.hide()
        self.finish()

    def submit(self) -> None:
        """Check what can be checked here, then derive the key in the background."""
        text = self.first.text()
        if self._new and (complaint := weakness(text, self.second.text())):
            self.say("bad", complaint)
        elif not text:
            self.say("bad", f"请先输入{'恢复密钥' if self.instead.isChecked() else '口令'}。")
        else:
            use = self._recover if self.instead.isChecked() and self._recover else self._unlock
            self.try_(lambda: use(text))

    def _swap(self, recovering: bool) -> None:
        name = "恢复密钥" if recovering else "口令"
        self.asked_for.setText(name)
        self.first.setAccessibleName(name)
        self.instead.setText("改用口令" if recovering else "改用恢复密钥")
        mode = QLineEdit.EchoMode.Normal if recovering else QLineEdit.EchoMode.Password
        self.first.setEchoMode(mode)
        self.first.setPlaceholderText("打印件上的恢复密钥" if recovering else "")
        self.first.clear()
        self.first.setFocus()


class PasswordDialog(Asking[T]):
    """Asks for a person's password of the shared database; `complaint` says why again."""

    def __init__(
        self, background: Background, unlock: Callable[[str], T], complaint: str = ""
    ) -> None:
        said = "请输入您在共享数据库中的口令。有系统密钥环的计算机会记住它，下次不用再输入。"
        super().__init__("登录共享数据库", said, background)
        self._unlock = unlock
        self.line = secret_line("口令")
        put_named(self.body, self.line)
        self.finish()
        self.say("bad" if complaint else "", complaint)

    def submit(self) -> None:
        """Connect in the background."""
        text = self.line.text()
        if text:
            self.try_(lambda: self._unlock(text))
        else:
            self.say("bad", "请先输入口令。")


@dataclass(frozen=True)
class Seat:
    """An account as the list shows it."""

    id: object
    name: str
    role: str
    unit: str

    @property
    def text(self) -> str:
        """One line of the list."""
        return f"{self.name} · {self.role} · {self.unit}"

    def matches(self, words: str) -> bool:
        """Whether every word stands somewhere in the line."""
        return all(word in self.text for word in words.split())


class SeatDialog(Asking[T]):
    """Choose an account of the local database: filter, arrows, Enter.

    `chosen` is the id of the account under the cursor at first.
    """

    def __init__(
        self,
        background: Background,
        seats: Sequence[Seat],
        enter: Callable[[Seat], T],
        *,
        said: str = "请选择登录的账号。",
        chosen: object = None,
        leave: str = "退出",
    ) -> None:
        super().__init__("选择账号", said, background)
        self._seats, self._enter, self._chosen = seats, enter, chosen
        self.leave.setText(leave)
        self.words, self.list = QLineEdit(), QListWidget()
        self.words.setPlaceholderText("姓名、角色、单位")
        self.words.setAccessibleName("查找账号")
        self.list.setObjectName("found")
        self.list.setAccessibleName("账号")
        self.list.setMinimumSize(460, 260)
        self.words.textChanged.connect(self._show)
        self.list.itemActivated.connect(lambda _: self.submit())
        for part in (self.words, self.list):
            self.body.addWidget(part)
        self.finish()
        self._show("")

    def submit(self) -> None:
        """Enter as the account under the cursor."""
        item = self.list.currentItem()
        if item is None:
            self.say("bad", "请先选择一个账号。")
            return
        seat: Seat = item.data(Qt.ItemDataRole.UserRole)
        self.try_(lambda: self._enter(seat))

    def _show(self, words: str) -> None:
        self.list.clear()
        shown = [seat for seat in self._seats if seat.matches(words)]
        for seat in shown:
            item = QListWidgetItem(seat.text)
            item.setData(Qt.ItemDataRole.UserRole, seat)
            self.list.addItem(item)
        at = next((n for n, seat in enumerate(shown) if seat.id == self._chosen), 0)
        self.list.setCurrentRow(at)


def put_named(body: QVBoxLayout, editor: QWidget, words: str = "") -> QLabel:
    """An editor with its accessible name, or `words`, written above; that line."""
    heading = label(words or editor.accessibleName())
    heading.setBuddy(editor)
    body.addWidget(heading)
    body.addWidget(editor)
    return heading


def secret_line(name: str) -> QLineEdit:
    """An editor whose text is not shown."""
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setAccessibleName(name)
    return line


def weakness(text: str, again: str) -> str:
    """Why a new passphrase will not do; at least 8 characters of 3 classes."""
    others = "".join(one for one in text if not (one.isascii() and one.isalnum()))
    ascii_ = "".join(one for one in text if one.isascii())
    kinds = sum(any(map(test, ascii_)) for test in (str.islower, str.isupper, str.isdigit))
    if len(text) < SHORTEST or kinds + bool(others) < 3:
        return f"口令至少 {SHORTEST} 个字符，并含大写、小写、数字、符号（或汉字）中的三种。"
    return "" if text == again else "两次输入的口令不一致，请重新输入。"
