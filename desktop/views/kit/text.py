"""Labels in the styles of the sheet, made in one line."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desktop.views.kit.icons import icon


def shell_label(text: str, style: str = "") -> QLabel:
    """A fixed text of the shell. Other texts go through `label`, which reads nothing as HTML.

    The namespace Qt, which `label` needs, takes 12 ms to make: the shell is painted without.
    """
    made = QLabel(text)
    made.setObjectName(style)
    return made


def plain(made: QLabel) -> QLabel:
    """Have a label show its text as it stands."""
    from PySide6.QtCore import Qt

    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


def label(text: str, style: str = "", *, wraps: bool = False) -> QLabel:
    """A text as it stands, never read as HTML; `style` is an object name of style.qss."""
    made = plain(shell_label(text, style))
    made.setWordWrap(wraps)
    return made


def copyable(text: str, style: str = "") -> QLabel:
    """A text people can select with mouse or keyboard."""
    from PySide6.QtCore import Qt

    made = label(text, style)
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return made


def button(
    text: str, picture: str = "", *, primary: bool = False, link: bool = False, keys: str = ""
) -> QPushButton:
    """A push button; `keys` (such as Ctrl+N) also show in its tooltip."""
    made = QPushButton(text)
    made.setProperty("primary", primary)
    made.setProperty("link", link)
    made.setAutoDefault(False)
    if picture:
        made.setIcon(icon(picture, "on_accent" if primary else "accent" if link else "text"))
    if keys:
        made.setShortcut(keys)
        made.setToolTip(f"{text}（{keys}）")
    return made


def restyle(widget: QWidget, **properties: object) -> None:
    """Set properties the style sheet looks at, and have it look again."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
