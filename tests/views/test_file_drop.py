"""A file chosen or dropped: kind and size are judged before it is sent, its bytes read after."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from pytestqt.qtbot import QtBot

from desktop.errors import WorkError
from desktop.values import FieldError
from desktop.views.kit import file_drop
from desktop.views.kit.file_drop import FileDrop, read_bytes

NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton
COPY = Qt.DropAction.CopyAction


@pytest.fixture
def editor(qtbot: QtBot) -> FileDrop:
    made = FileDrop("签字件")
    qtbot.addWidget(made)
    made.show()
    return made


def parcel(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def test_a_dropped_file_is_the_value(qtbot: QtBot, editor: FileDrop, tmp_path: Path) -> None:
    path = tmp_path / "签批.PDF"
    path.write_bytes(b"%PDF-")
    mime = parcel(path)
    with qtbot.waitSignal(editor.edited):
        editor.dropEvent(QDropEvent(QPoint(1, 1), COPY, mime, LEFT, NONE))
    assert editor.value() == path
    assert "签批.PDF" in editor.shown.text()
    editor.clear.click()
    assert editor.value() is None


def test_only_one_file_may_be_dropped(editor: FileDrop, tmp_path: Path) -> None:
    mime = parcel(tmp_path / "a.pdf", tmp_path / "b.pdf")
    event = QDragEnterEvent(QPoint(1, 1), COPY, mime, LEFT, NONE)
    event.ignore()
    editor.dragEnterEvent(event)
    assert not event.isAccepted()


def test_another_kind_of_file_is_refused_by_name(editor: FileDrop, tmp_path: Path) -> None:
    path = tmp_path / "签批.docx"
    path.write_bytes(b"x")
    editor.fill(path)
    with pytest.raises(FieldError, match="签字件应为 PDF、JPG、JPEG、PNG 文件"):
        editor.value()


def test_a_file_that_is_gone_is_said(editor: FileDrop, tmp_path: Path) -> None:
    editor.restore(str(tmp_path / "没有.png"))
    with pytest.raises(FieldError, match=r"找不到文件“没有\.png”"):
        editor.value()
    with pytest.raises(WorkError, match="不能读取文件"):
        read_bytes(tmp_path / "没有.png")


def test_a_file_too_large_is_refused_unless_it_is_only_registered(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_drop, "LARGEST", 1 << 20)
    film, photo = tmp_path / "检查.mp4", tmp_path / "照片.jpg"
    for path in (film, photo):
        path.write_bytes(bytes(2 << 20))
    editor = FileDrop("附件", (".jpg",), (".mp4",))
    qtbot.addWidget(editor)
    editor.fill(film)
    assert editor.value() == film
    editor.fill(photo)
    with pytest.raises(FieldError, match="文件 2 MB，超过 1 MB 的上限"):
        editor.value()


def test_a_draft_keeps_the_place_of_the_file(
    qtbot: QtBot, editor: FileDrop, tmp_path: Path
) -> None:
    path = tmp_path / "签批.png"
    path.write_bytes(b"x")
    editor.fill(path)
    again = FileDrop("签字件")
    qtbot.addWidget(again)
    again.restore(editor.text())
    assert again.value() == path


def test_the_buttons_say_for_what_they_choose(editor: FileDrop) -> None:
    assert editor.choose.accessibleName() == "选择文件：签字件"
    dialog = editor.ask()
    assert "*.pdf" in dialog.nameFilters()[0]
    dialog.reject()
