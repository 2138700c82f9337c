"""How far a long task is, with a way to stop it."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from desktop.views.kit.dialogs import window_of
from desktop.views.kit.task import Task
from desktop.views.kit.text import button, label

_PATIENCE = 400  # Milliseconds: quicker tasks show nothing.


class ProgressDialog(QDialog):
    """A bar, a line of text, one button. Closing it means stopping the task."""

    def __init__(self, parent: QWidget | None, task: Task, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(420)
        self._task, self._over = task, False
        self.text = label("正在准备…", "muted", wraps=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(title)
        self.stop = button("停止")
        self.stop.clicked.connect(self.reject)
        line = QHBoxLayout()
        line.addStretch()
        line.addWidget(self.stop)
        body = QVBoxLayout(self)
        body.setContentsMargins(18, 16, 18, 14)
        body.setSpacing(10)
        for part in (label(title, "h2"), self.text, self.bar):
            body.addWidget(part)
        body.addLayout(line)
        task.follow(self.move_to)

    def move_to(self, done: int, total: int, text: str) -> None:
        """Show a step."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if text:
            self.text.setText(text)

    def reject(self) -> None:
        """Stop the task; the window stays until it has really stopped."""
        if not self._over:
            self._task.stop()
            self.stop.setEnabled(False)
            self.text.setText("正在停止，未完成的部分会撤回…")

    def closeEvent(self, event: QCloseEvent) -> None:
        """The cross does what the button does."""
        if not self._over:
            event.ignore()
            self.reject()

    def finish(self) -> None:
        """The task is over, whichever way."""
        self._over = True
        self.hide()
        self.deleteLater()


def follow(owner: QObject, task: Task, title: str) -> Callable[[], None]:
    """Show the progress of a task if it takes a while; call the result when it is over."""
    dialog = ProgressDialog(window_of(owner), task, title)
    timer = QTimer(dialog, singleShot=True, interval=_PATIENCE)
    timer.timeout.connect(dialog.show)
    timer.start()
    return lambda: dialog.finish() if shiboken6.isValid(dialog) else None
