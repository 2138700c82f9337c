"""备份: when the last one was made, make one now, check the database."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop.errors import WorkError
from desktop.views.kit.badge import Badge, Mark
from desktop.views.kit.card import Card
from desktop.views.kit.desk import Desk
from desktop.views.kit.keeper import Checked, Copy, Keeper, faults_in_words
from desktop.views.kit.page import row
from desktop.views.kit.text import button, copyable, label

_NO_KEEPER = "当前窗口没有打开本机数据库。"
_ABOUT = (
    "备份文件与数据库用同一个密钥加密，旁边的 .vault.json 是上了锁的密钥文件，请一并保存。"
    "备份写成后会重新打开，逐页校验并核对审计链；未通过校验的不会留下。\n"
    "请把备份存到移动硬盘等另外的介质上，与恢复密钥分开存放。"
    "不要用复制文件的方式备份：正在写入的数据库，复制出来的文件可能打不开。"
)
_RESTORE = (
    "从备份恢复：先退出执法台，再运行 zhifatai restore 备份文件。现有数据库会另存，不会被覆盖丢失。"
)


class Backups(QWidget):
    """Two buttons and what came of them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._keeper: Keeper | None = desk.keeper
        self.last = copyable("正在查找…")
        self.now = button("立即备份…", "archive", primary=True)
        self.check = button("校验数据库", "shield-check")
        self.outcome, self.said = Badge(Mark("info", "")), copyable("")
        for text in (self.last, self.said):
            text.setWordWrap(True)
        self.outcome.hide()
        self.said.hide()
        why = self._keeper.obstacle if self._keeper else _NO_KEEPER
        for part in (self.now, self.check):
            part.setEnabled(not why)
            part.setToolTip(why)
        self._lay_out(why)
        self.now.clicked.connect(self.ask_where)
        self.check.clicked.connect(self.start_check)

    def refresh(self) -> None:
        """Look for the newest backup."""
        if (keeper := self._keeper) is not None:
            self._desk.think(self, keeper.last, self._show_last, "last")

    def ask_where(self) -> None:
        """Choose a folder; the one used last is proposed."""
        if (keeper := self._keeper) is not None:
            self._desk.think(self, keeper.proposed, self._ask_in, "where")

    def back_up(self, folder: Path) -> None:
        """Back up into a folder."""
        if (keeper := self._keeper) is not None:
            self._wait("正在备份并校验，可以继续做别的事…")
            self._desk.think(
                self, lambda: keeper.back_up(folder), self._backed_up, "work", self._failed
            )

    def start_check(self) -> None:
        """Check the database in use."""
        if (keeper := self._keeper) is not None:
            self._wait("正在逐页校验…")
            self._desk.think(self, keeper.check, self._checked, "work", self._failed)

    def _ask_in(self, proposed: Path | None) -> None:
        dialog = QFileDialog(self.window(), "备份到", str(proposed or Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda folder: self.back_up(Path(folder)))
        dialog.open()

    def _backed_up(self, made: Checked) -> None:
        self._tell("ok", "备份已完成并通过校验", f"{made.path}\n{_counts(made)}")
        self._desk.said.emit("备份已完成")
        self.refresh()

    def _checked(self, found: Checked) -> None:
        if found.faults:
            what = faults_in_words(found.faults)
            self._tell("bad", "校验发现问题", f"{what}。请停止录入，从最近的备份恢复。")
        else:
            self._tell("ok", "数据库完好", f"{found.path}\n{_counts(found)}")

    def _failed(self, error: WorkError) -> bool:
        self._tell("bad", "未能完成", str(error))
        return True

    def _wait(self, text: str) -> None:
        self.now.setEnabled(False)
        self.check.setEnabled(False)
        self.outcome.hide()
        self.said.setText(text)
        self.said.show()

    def _tell(self, kind: str, title: str, text: str) -> None:
        self.now.setEnabled(True)
        self.check.setEnabled(True)
        self.outcome.show_mark(Mark(kind, title))
        self.outcome.show()
        self.said.show()
        self.said.setText(text)

    def _show_last(self, copy: Copy | None) -> None:
        if copy is None:
            self.last.setText("没有找到备份。建议每周至少备份一次，每次批量导入前备份一次。")
        else:
            self.last.setText(f"{copy.at:%Y-%m-%d %H:%M}\n{copy.path}")

    def _lay_out(self, why: str) -> None:
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(10)
        newest, work = Card("最近一次备份", self.last), Card("备份和校验")
        work.put(row(self.now, self.check, self.outcome, 1), self.said)
        if why:
            work.put(label(why, "small", wraps=True))
        body.addWidget(newest)
        body.addWidget(work)
        body.addWidget(
            Card("说明", label(_ABOUT, wraps=True), label(_RESTORE, "muted", wraps=True))
        )
        body.addStretch()


def _counts(found: Checked) -> str:
    return f"办理记录 {found.deeds:,} 条，审计记录 {found.entries:,} 条。"
