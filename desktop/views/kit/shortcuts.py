"""F1: which keys do what."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.views.kit.text import button, label

SHORTCUTS: tuple[tuple[str, str], ...] = (
    ("Ctrl+K", "搜索人员、案件、文书，或输入命令"),
    ("Ctrl+1 … Ctrl+9", "到左侧第一至第九个页面"),
    ("Ctrl+N", "新增"),
    ("Ctrl+S", "保存"),
    ("Ctrl+P", "打印或预览文书"),
    ("Ctrl+F", "到本页的搜索框"),
    ("F5", "刷新本页"),
    ("Enter", "到下一项；在列表中打开所选"),
    ("Ctrl+Enter", "提交整张表单"),
    ("Alt+↓", "打开日历或下拉列表"),
    ("Ctrl+M", "案件中：办理事项"),
    ("Insert、Ctrl+Delete", "清单中：添加、移去一行"),
    ("Alt+↑、Alt+↓", "清单中：上移、下移"),
    ("F2", "询问笔录中：从提纲、常用语选择"),
    ("Ctrl+Z", "撤销未保存的输入"),
    ("Ctrl+C", "复制所选行，可直接粘贴到表格软件"),
    ("Esc", "返回、关闭"),
    ("F1", "本页"),
)


class ShortcutSheet(QDialog):
    """Two columns: key and meaning; a page adds its own below."""

    def __init__(self, parent: QWidget | None, more: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(parent)
        self.setWindowTitle("快捷键")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        for y, (keys, meaning) in enumerate((*SHORTCUTS, *more)):
            grid.addWidget(label(keys, "h2"), y, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(label(meaning), y, 1)
        close, line = button("知道了", primary=True), QHBoxLayout()
        close.clicked.connect(self.accept)
        line.addStretch()
        line.addWidget(close)
        body = QVBoxLayout(self)
        body.setContentsMargins(20, 16, 20, 14)
        body.setSpacing(14)
        body.addLayout(grid)
        body.addLayout(line)
