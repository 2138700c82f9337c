from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from desktop.documents.preview import Pages
from desktop.errors import WorkError
from desktop.views.kit.desk import Desk
from desktop.views.kit.printing import PicturePrint, PrintDialog
from desktop.views.kit.viewer import Viewer


def paper(pages: int = 40) -> bytes:
    """A made-up paper of some pages with a black square on each."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=(595, 842), invariant=1)
    for number in range(pages):
        canvas.drawString(100, 700, f"Page {number + 1}")
        canvas.rect(100, 300, 200, 200, fill=1)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


@pytest.fixture
def viewer(qtbot: QtBot, desk: Desk) -> Viewer:
    made = Viewer(desk)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    made.show_pdf(paper(), "行政处罚决定书")
    qtbot.waitUntil(lambda: made.view.drawn(0), timeout=5000)
    return made


def test_the_page_is_shown_as_it_will_be_printed(viewer: Viewer) -> None:
    picture = viewer.view.viewport().grab().toImage()
    middle = picture.pixelColor(picture.width() // 2 - 60, int(picture.height() * 0.75))
    corner = picture.pixelColor(picture.width() // 2, 40)
    assert corner.name() == "#ffffff"
    assert {middle.name()} <= {"#000000", "#ffffff"}
    assert viewer.turn.text() == "第 1 / 40 页"


def test_only_pages_in_sight_are_drawn(qtbot: QtBot, viewer: Viewer) -> None:
    viewer.view.go_to(25)
    qtbot.waitUntil(lambda: viewer.view.drawn(25), timeout=5000)
    assert not viewer.view.drawn(12)
    assert viewer.turn.text() == "第 26 / 40 页"


def test_zooming_draws_the_page_anew(qtbot: QtBot, viewer: Viewer) -> None:
    viewer.larger.click()
    assert not viewer.view.drawn(0)
    qtbot.waitUntil(lambda: viewer.view.drawn(0), timeout=5000)
    viewer.fit.click()
    assert viewer.view.horizontalScrollBar().maximum() == 0


def test_the_saved_file_is_the_very_paper(viewer: Viewer, tmp_path: Path) -> None:
    viewer.save_to(tmp_path / "决定书.pdf")
    assert (tmp_path / "决定书.pdf").read_bytes() == paper()


def test_a_folder_that_cannot_be_written_is_named(
    viewer: Viewer, qtbot: QtBot, tmp_path: Path
) -> None:
    viewer.save_to(tmp_path / "absent" / "决定书.pdf")
    from PySide6.QtWidgets import QMessageBox

    box = viewer.window().findChild(QMessageBox)
    assert "absent" in box.text()


def test_the_words_of_the_page_can_be_copied(qtbot: QtBot, viewer: Viewer) -> None:
    viewer.copy_text()
    qtbot.waitUntil(lambda: "Page 1" in QGuiApplication.clipboard().text())


def test_a_file_that_is_no_pdf_is_refused_in_words(
    qtbot: QtBot, desk: Desk, refusals: list[WorkError]
) -> None:
    viewer = Viewer(desk)
    qtbot.addWidget(viewer)
    viewer.show_pdf(b"not a pdf", "x")
    qtbot.waitUntil(lambda: len(refusals) == 1)
    assert not viewer.print_.isEnabled()


def test_printing_takes_what_was_chosen(qtbot: QtBot, viewer: Viewer, desk: Desk) -> None:
    dialog = PrintDialog(viewer, desk, paper(), "行政处罚决定书", ["办公室"])
    dialog.printer.setCurrentIndex(1)
    dialog.copies.setValue(3)
    dialog.range.setText("1-3，5")
    options = dialog.options()
    assert (options.printer, options.copies, options.pages) == ("办公室", 3, "1-3,5")
    dialog.close()


def test_pictures_come_out_of_a_printer_page_by_page(
    qtbot: QtBot, viewer: Viewer, desk: Desk, tmp_path: Path
) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setResolution(100)
    printer.setFullPage(True)
    printer.setFromTo(2, 4)
    said: list[str] = []
    desk.said.connect(said.append)
    with Pages(paper()) as pages:
        PicturePrint(viewer, desk, pages, printer).start()
        qtbot.waitUntil(lambda: said == ["已送打印机"], timeout=10_000)
    with Pages((tmp_path / "out.pdf").read_bytes()) as printed:
        assert printed.count == 3
