"""The recovery key, large, with every way to get it onto paper."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QTextDocument
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout

from desktop.views.kit.card import Card
from desktop.views.kit.dialogs import warning
from desktop.views.kit.page import row
from desktop.views.kit.text import button, copyable, label

_GROUPS = 4
_POINTS = 22


class RecoveryKey(Card):
    """Eight groups of four, in two lines; copy, save as text, print."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key, self._about = key, ""
        self.shown = copyable(_in_lines(key))
        self.shown.setAccessibleName(f"恢复密钥 {key}")
        self.shown.setFont(_fixed_width())
        self.done = label("", "small")
        self.copy = button("复制", "copy")
        self.save = button("另存为文本…", "floppy-disk")
        self.print_ = button("打印…", "printer")
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self._ask_where)
        self.print_.clicked.connect(self._ask_printer)
        body = QVBoxLayout()
        body.setContentsMargins(6, 8, 6, 2)
        body.setSpacing(10)
        body.addWidget(self.shown, 0, Qt.AlignmentFlag.AlignHCenter)
        body.addLayout(row(1, self.copy, self.save, self.print_, 1))
        body.addWidget(self.done, 0, Qt.AlignmentFlag.AlignHCenter)
        self.put(body)

    def tell(self, about: str) -> None:
        """What the key opens, for the paper: unit, keeper, day."""
        self._about = about

    def text(self) -> str:
        """What is saved or printed."""
        return (
            f"执法台 恢复密钥\n\n{self._about}\n\n{_in_lines(self.key)}\n\n"
            "用途：系统密钥环或口令无法使用时，用本密钥打开本机数据库。\n"
            "请封存保管，不要与计算机或备份放在一起。持有数据库文件和本密钥的人可以看到全部数据。\n"
        )

    def save_to(self, path: Path) -> None:
        """Write the text file."""
        try:
            path.write_text(self.text(), "utf-8")
        except OSError as error:
            reason = error.strerror or "磁盘不可写"
            warning(self, f"没有能保存到 {path}：{reason}。请换一个文件夹，或检查剩余空间。")
            return
        self.done.setText(f"已保存到 {path.name}，请转存到别处")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.key)
        self.done.setText("已复制")

    def _ask_where(self) -> None:
        dialog = QFileDialog(
            self.window(), "另存恢复密钥", "执法台恢复密钥.txt", "文本文件 (*.txt)"
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("txt")
        dialog.fileSelected.connect(lambda path: self.save_to(Path(path)))
        dialog.open()

    def _ask_printer(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self.window())

        def print_() -> None:
            paper = QTextDocument()
            font = QFont(self.font())
            font.setPointSizeF(14)
            paper.setDefaultFont(font)
            paper.setPlainText(self.text())
            paper.print_(printer)
            self.done.setText("已送打印机")

        dialog.accepted.connect(print_)
        QDialog.open(dialog)


def _in_lines(key: str) -> str:
    groups = key.split("-")
    lines = (groups[at : at + _GROUPS] for at in range(0, len(groups), _GROUPS))
    return "\n".join(" - ".join(line) for line in lines)


def _fixed_width() -> QFont:
    """A face in which O and 0, I and 1 are told apart."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(_POINTS)
    return font
