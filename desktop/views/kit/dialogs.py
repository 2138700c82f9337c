"""What the program says and asks in a small window. None of them blocks the event loop."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.errors import Blocked, Forbidden, Unreachable, WorkError
from desktop.views.kit.text import button, copyable, label

_TITLES: dict[type[WorkError], str] = {
    Forbidden: "没有权限",
    Unreachable: "无法连接数据库",
}


def message(parent: QObject | None, text: str, title: str = "提示") -> QMessageBox:
    """Say something; one button to close it."""
    return _box(parent, QMessageBox.Icon.Information, title, text)


def warning(parent: QObject | None, text: str, title: str = "未能完成") -> QMessageBox:
    """Say that something did not work, and what to do about it."""
    return _box(parent, QMessageBox.Icon.Warning, title, text)


def show_refusal(error: WorkError, owner: QObject | None) -> QDialog:
    """Show a refusal; for a step the law bars, each finding with article and way out."""
    if isinstance(error, Blocked) and error.findings:
        from desktop.views.kit.findings import FindingsDialog

        said = str(error).partition("\n")[0]  # The sentences below it are the findings.
        dialog = FindingsDialog(window_of(owner), said, error.findings)
        dialog.open()
        return dialog
    return warning(owner, str(error), _TITLES.get(type(error), "未能完成"))


def confirm(
    parent: QObject | None,
    question: str,
    yes: str,
    then: Callable[[], None],
    *,
    detail: str = "",
    dangerous: bool = False,
) -> QMessageBox:
    """Ask before a deed; the button says the deed (移出), never just 是."""
    kind = QMessageBox.Icon.Warning if dangerous else QMessageBox.Icon.Question
    box = _box(parent, kind, "请确认", question, close="返回")
    box.setInformativeText(detail)
    agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    agree.setProperty("primary", not dangerous)
    agree.clicked.connect(then)
    return box


class ReasonDialog(QDialog):
    """Asks for a reason that goes into the audit; no reason, no deed."""

    def __init__(
        self, parent: QWidget | None, title: str, prompt: str, yes: str, then: Callable[[str], None]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(420)
        self.reason = QPlainTextEdit()
        self.reason.setAccessibleName(prompt)
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(96)
        self.agree, back = button(yes, primary=True), button("返回")
        self.agree.setEnabled(False)
        self.reason.textChanged.connect(lambda: self.agree.setEnabled(bool(self.text())))
        self.agree.clicked.connect(lambda: self._done(then))
        back.clicked.connect(self.reject)
        _stack(self, [label(prompt, wraps=True), self.reason], [back, self.agree])

    def text(self) -> str:
        """The reason without blanks around it."""
        return self.reason.toPlainText().strip()

    def _done(self, then: Callable[[str], None]) -> None:
        reason = self.text()
        self.accept()
        then(reason)


def ask_reason(
    parent: QObject | None, title: str, prompt: str, yes: str, then: Callable[[str], None]
) -> ReasonDialog:
    """Open a ReasonDialog over the window of `parent`."""
    dialog = ReasonDialog(window_of(parent), title, prompt, yes, then)
    dialog.open()
    return dialog


class CrashDialog(QDialog):
    """程序出错: says what to do, with a number that finds the report."""

    def __init__(self, parent: QWidget | None, number: str, folder: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("程序出错")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.number = copyable(number, "h2")
        self.number.setAccessibleName(f"报告编号 {number}")
        copy, close = button("复制编号", "copy"), button("继续工作", primary=True)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(number))
        close.clicked.connect(self.accept)
        said = "刚才的操作没有完成，已经保存的内容不受影响。请把下面的编号告诉维护人员："
        where = label(f"报告存放在 {folder}", "small", wraps=True)
        _stack(self, [label(said, wraps=True), self.number, where], [copy, close])
        self.setMinimumWidth(440)


def window_of(owner: QObject | None) -> QWidget | None:
    """The window a dialog belongs over: the owner's, else the active one."""
    if isinstance(owner, QWidget):
        return owner.window()
    return QApplication.activeWindow()


def _box(
    parent: QObject | None, icon: QMessageBox.Icon, title: str, text: str, close: str = "知道了"
) -> QMessageBox:
    box = QMessageBox(window_of(parent))
    box.setIcon(icon)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    back = box.addButton(close, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(back)
    box.setEscapeButton(back)
    box.open()
    return box


def _stack(
    dialog: QDialog, parts: list[QLabel | QPlainTextEdit], buttons: list[QPushButton]
) -> None:
    body = QVBoxLayout(dialog)
    body.setContentsMargins(18, 16, 18, 14)
    body.setSpacing(10)
    for part in parts:
        body.addWidget(part)
    line = QHBoxLayout()
    line.addStretch()
    for each in buttons:
        line.addWidget(each)
    body.addLayout(line)
