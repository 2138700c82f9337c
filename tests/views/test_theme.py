from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFontDatabase, QIcon
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from desktop.views.kit import theme as look
from desktop.views.kit.icons import icon, icon_font, load_icons
from desktop.views.kit.tokens import DARK, LIGHT, READ_ON, Tokens, contrast
from desktop.views.navigation import DESTINATIONS


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), READ_ON)
def test_every_ink_can_be_read_on_its_ground(tokens: Tokens, ink: str, ground: str) -> None:
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


def test_the_contrast_formula_is_the_published_one() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


def test_the_theme_follows_light_and_dark(qapp: QApplication) -> None:
    look.apply(qapp, dark=True)
    assert qapp.palette().window().color().name() == DARK.ground.lower()
    look.apply(qapp, dark=False)
    assert qapp.palette().window().color().name() == LIGHT.ground.lower()


def test_buttons_speak_chinese(qtbot: QtBot) -> None:
    box = QMessageBox()
    qtbot.addWidget(box)
    ok = box.addButton(QMessageBox.StandardButton.Cancel)
    assert ok.text() == "取消"


def test_a_computer_without_a_chinese_font_is_told_so(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFontDatabase, "families", lambda *_: [])
    assert look.choose_font(qapp) is False
    assert "fonts-noto-cjk" in look.NO_CHINESE_FONT


def test_every_destination_has_an_icon_that_exists(qapp: QApplication) -> None:
    assert load_icons()
    assert [one.key for one in DESTINATIONS if not icon_font.letter(one.icon)] == []


def test_an_icon_takes_the_colour_of_its_token(qapp: QApplication) -> None:
    load_icons()
    picture = icon("scales", "bad").pixmap(QSize(32, 32), QIcon.Mode.Normal).toImage()
    inked = {
        picture.pixelColor(x, y).name()
        for x in range(32)
        for y in range(32)
        if picture.pixelColor(x, y).alpha() == 255
    }
    assert LIGHT.bad.lower() in inked
    assert QApplication.instance() is qapp


def test_the_shell_needs_none_of_the_heavy_packages() -> None:
    heavy = "sqlalchemy pandas reportlab pypinyin openpyxl keyring psycopg qtawesome pypdfium2"
    program = (
        "import sys, desktop.views.window, desktop.views.sign_in, desktop.views.crash;"
        f"print([name for name in {heavy.split()!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr
