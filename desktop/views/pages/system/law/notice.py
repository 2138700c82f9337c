"""录入放假通知: the State Council's notice pasted, read as a year to check, then handed on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.services import year_notice
from desktop.services.work import Work
from desktop.services.year_notice import Complaint, Offered, Reading
from desktop.views.kit.desk import Desk
from desktop.views.kit.dialogs import confirm, message
from desktop.views.kit.filter_box import FilterBox
from desktop.views.kit.page import after_pause, row
from desktop.views.kit.text import button, label, restyle
from desktop.views.pages.system.law.year_preview import YearPreview

_PASTE = "在此粘贴或者输入国务院办公厅通知的全文，例如：\n\n春节：2月15日（周日）至23日（周一）放假调休，共9天。2月14日（周六）上班。"
_SAID = "粘贴通知，右侧随即显示读出的全年安排。核对无误后提交，由另一人批准后全县生效。"
_DONE = "{year}年放假安排已录入，待另一名法制审核员或者县指导办批准。批准前仍按原来的计算。"
_MEND = "请按左侧列出的问题改正通知文字；点击一条可以跳到该行。"
_LEFT = 392


class NoticeDialog(QDialog):
    """`reading` is what was read of the text as it stands; None while it is being read."""

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        super().__init__(parent)
        self.setWindowTitle("录入放假通知")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1300, 680)
        self._desk = desk
        self.reading: Reading | None = None
        self._offers: dict[int, Offered] = {}
        self.year = FilterBox("年份", ())
        self.year.setSizeAdjustPolicy(FilterBox.SizeAdjustPolicy.AdjustToContents)
        self.source, self.correction = QLineEdit(), QLineEdit()
        self.text, self.faults = QPlainTextEdit(), QListWidget()
        self.preview = YearPreview()
        self.why = label("", "", wraps=True)
        self.go, self.back = button("提交待批准", primary=True), button("返回")
        self._dress()
        self._lay_out()
        self._connect()
        self._offer()
        self.text.setFocus()
        desk.ask(self, year_notice.offered, self._show_years, "years")

    def read(self) -> None:
        """Read the text as it stands."""
        year, text = self.year.currentData(), self.text.toPlainText()
        if year is None or not text.strip():
            self._show(None)
            return

        def show(reading: Reading) -> None:
            if (year, text) == (self.year.currentData(), self.text.toPlainText()):
                self._show(reading)

        asked = partial(year_notice.read, year=year, text=text, correction=self.correction.text())
        self._desk.ask(self, asked, show, "reading")

    def run(self) -> None:
        """Hand it on to the second person."""
        year, text = self.year.currentData(), self.text.toPlainText()
        source, why = self.source.text(), self.correction.text()

        def bring(work: Work) -> object:
            return year_notice.bring(work, year, text, source, why)

        def done(_: object) -> None:
            parent = self.parentWidget()
            self.accept()
            message(parent, _DONE.format(year=year), "已录入")

        self._desk.act(self, bring, done)

    def reject(self) -> None:
        """Asks before a pasted text is given up."""
        if self._typed():
            confirm(self, "放弃正在录入的通知？", "放弃", self._give_up, dangerous=True)
        else:
            self._give_up()

    def _give_up(self) -> None:
        super().reject()

    def _show_years(self, offers: Sequence[Offered]) -> None:
        self._offers = {one.year: one for one in offers}
        self.year.blockSignals(True)
        for one in offers:
            self.year.addItem(f"{one.year}年（更正）" if one.held else f"{one.year}年", one.year)
        self.year.blockSignals(False)
        self._turn()

    def _turn(self) -> None:
        """Another year: one held begins with its own words; what was typed is never replaced."""
        offer = self._offers[self.year.currentData()]
        self.correction.setVisible(offer.held)
        if not self._typed():
            self.text.setPlainText(offer.text)
        self._show(None)
        self.read()

    def _typed(self) -> bool:
        """Whether the text is anybody's work, not just the words of a year held."""
        text = self.text.toPlainText().strip()
        return bool(text) and all(text != one.text.strip() for one in self._offers.values())

    def _edited(self) -> None:
        self.reading = None
        if not self.source.text().strip():
            self.source.setText(year_notice.source_in(self.text.toPlainText()))
        self._offer()

    def _show(self, reading: Reading | None) -> None:
        self.reading = reading
        faults = reading.faults if reading else ()
        self.faults.clear()
        for one in faults:
            item = QListWidgetItem(one.text)
            item.setData(Qt.ItemDataRole.UserRole, one)
            self.faults.addItem(item)
        self.faults.setVisible(bool(faults))
        self.preview.show_reading(reading)
        self._offer()

    def _offer(self) -> None:
        why, reading = self._why_not(), self.reading
        faults = len(reading.faults) if reading else 0
        self.why.setText(why)
        restyle(self.why, state="bad" if faults and why == _MEND else "hint")
        self.go.setEnabled(reading is not None and not why)
        self.go.setToolTip(why)

    def _why_not(self) -> str:
        offer = self._offers.get(self.year.currentData() or 0)
        if offer is not None and offer.waiting:
            return (
                f"{offer.year}年的放假安排已由{offer.waiting}录入，正待批准；重录请先撤回原来的。"
            )
        if not self.text.toPlainText().strip():
            return "请先粘贴通知。"
        if self.reading is not None and self.reading.faults:
            return _MEND
        if not self.source.text().strip():
            return "请填写依据文件。"
        if offer is not None and offer.held and not self.correction.text().strip():
            return "请填写更正的原因。"
        if self.reading is not None and offer is not None and offer.held and not self.reading.moved:
            return "与现行的放假安排相同，不必更正。"
        return ""

    def _go_to(self, item: QListWidgetItem) -> None:
        """Choose the line the fault belongs to."""
        fault: Complaint = item.data(Qt.ItemDataRole.UserRole)
        if fault.line:
            cursor = QTextCursor(self.text.document().findBlockByNumber(fault.line - 1))
            cursor.select(QTextCursor.SelectionType.LineUnderCursor)
            self.text.setTextCursor(cursor)
            self.text.setFocus()

    def _connect(self) -> None:
        self.year.currentIndexChanged.connect(lambda _: self._turn())
        self.text.textChanged.connect(self._edited)
        after_pause(self.text.textChanged, self, self.read)
        for line in (self.source, self.correction):
            line.textChanged.connect(lambda _: self._offer())
        self.faults.itemClicked.connect(self._go_to)
        self.faults.itemActivated.connect(self._go_to)
        self.go.clicked.connect(self.run)
        self.back.clicked.connect(self.reject)

    def _dress(self) -> None:
        for line, name in ((self.source, "依据文件"), (self.correction, "更正的原因")):
            line.setAccessibleName(name)
            line.setPlaceholderText(
                f"{name}，如 国办发明电〔2026〕1号" if line is self.source else name
            )
        self.correction.hide()
        self.text.setAccessibleName("通知全文")
        self.text.setPlaceholderText(_PASTE)
        self.text.setTabChangesFocus(True)
        self.faults.setAccessibleName("读不懂或者有矛盾的地方")
        self.faults.setObjectName("found")
        self.faults.setWordWrap(True)
        self.faults.setFixedHeight(150)
        self.faults.hide()

    def _lay_out(self) -> None:
        left, across = QVBoxLayout(), QHBoxLayout()
        left.setSpacing(6)
        left.addLayout(row(self.year, self.source))
        for part in (self.correction, self.text, self.faults):
            left.addWidget(part, 1 if part is self.text else 0)
        side = QWidget()
        side.setFixedWidth(_LEFT)
        left.setContentsMargins(0, 0, 0, 0)
        side.setLayout(left)
        across.setSpacing(16)
        across.addWidget(side)
        across.addWidget(self.preview, 1)
        foot = row(self.why, self.back, self.go)
        foot.setStretch(0, 1)
        body = QVBoxLayout(self)
        body.setContentsMargins(18, 14, 18, 14)
        body.setSpacing(8)
        head = row(label("录入放假通知", "h1"), label(_SAID, "muted"), 1)
        body.addLayout(head)
        body.addLayout(across, 1)
        body.addLayout(foot)
