"""Fusion, one palette, one style sheet: light or dark, Chinese fonts named explicitly."""

from __future__ import annotations

from string import Template

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from desktop.resources import resources
from desktop.views.kit.tokens import DARK, LIGHT, Tokens

CHINESE_FONTS = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "HarmonyOS Sans SC",
    "WenQuanYi Micro Hei",
    "SimSun",
)

NO_CHINESE_FONT = (
    "No Chinese font was found on this computer; the program cannot show its text.\n"
    "Install one and start again:  sudo apt install fonts-noto-cjk"
)


class Theme(QObject):
    """The palette in force; `changed` tells widgets that paint by hand to do it again."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tokens: Tokens = LIGHT
        self.dark = False

    def colour(self, token: str) -> QColor:
        """The colour of a token in the palette in force."""
        return QColor(getattr(self.tokens, token))


theme = Theme()


def apply(app: QApplication, dark: bool | None = None) -> None:
    """Dress the whole application; None follows the system's own setting."""
    theme.dark = prefers_dark(app) if dark is None else dark
    theme.tokens = DARK if theme.dark else LIGHT
    app.setStyle("Fusion")
    app.setPalette(_palette())
    app.setStyleSheet(_style_sheet())
    theme.changed.emit()


def prefers_dark(app: QApplication) -> bool:
    """Whether the person's desktop is set to dark: its own palette says so.

    `styleHints().colorScheme()` says the same, but touching the namespace Qt costs 12 ms
    before the first paint.
    """
    return app.palette().window().color().lightness() < app.palette().text().color().lightness()


def choose_font(app: QApplication, points: float = 10.0) -> bool:
    """Name the fonts to write with; False when the computer has no Chinese font at all.

    Left to itself Qt mixes a Kai face for Chinese with another for digits.
    """
    known = set(QFontDatabase.families())
    families = [name for name in CHINESE_FONTS if name in known][:2]
    families = families or QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)[:2]
    if not families:
        return False
    font = QFont()
    font.setFamilies(families)
    font.setPointSizeF(points)
    app.setFont(font)
    return True


def speak_chinese(app: QApplication) -> None:
    """Load Qt's own Chinese words (确定, 取消, 打印预览) and Chinese dates."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(app)
    if translator.load(
        "qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    ):
        app.installTranslator(translator)


def _palette() -> QPalette:
    role, palette = QPalette.ColorRole, QPalette()
    tokens = {
        "ground": (role.Window,),
        "text": (role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.BrightText),
        "surface": (role.Base, role.Button, role.ToolTipBase, role.Light),
        "striped": (role.AlternateBase,),
        "accent": (role.Highlight, role.Link, role.LinkVisited, role.Accent),
        "on_accent": (role.HighlightedText,),
        "muted": (role.PlaceholderText,),
        "line": (role.Mid, role.Dark, role.Midlight, role.Shadow),
    }
    for token, roles in tokens.items():
        for each in roles:
            palette.setColor(each, theme.colour(token))
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, theme.colour("muted"))
    return palette


def _style_sheet() -> str:
    folder, shade = resources(), "dark" if theme.dark else "light"
    pictures = {
        token: (folder / "icons" / f"{name}-{shade}.svg").as_posix()
        for token, name in (("arrow", "chevron"), ("tick", "tick"), ("dot", "dot"))
    }
    sheet = Template((folder / "style.qss").read_text(encoding="utf-8"))
    return sheet.substitute(theme.tokens._asdict(), **pictures)
