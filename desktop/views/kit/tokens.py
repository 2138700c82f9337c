"""The two palettes. A colour has a name here and nowhere else."""

from __future__ import annotations

from typing import NamedTuple


class Tokens(NamedTuple):
    """Every colour the program uses; text on its ground keeps a contrast of 4.5 or more."""

    ground: str
    surface: str
    sunken: str
    striped: str
    line: str
    edge: str
    text: str
    muted: str
    side: str
    side_text: str
    side_strong: str
    side_chosen: str
    side_mark: str
    accent: str
    accent_strong: str
    accent_soft: str
    on_accent: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    info: str
    info_soft: str


LIGHT = Tokens(
    ground="#F3F5F9",
    surface="#FFFFFF",
    sunken="#EDF1F7",
    striped="#F8FAFD",
    line="#D9E0EA",
    edge="#B9C4D3",
    text="#1B2430",
    muted="#566373",
    side="#16325C",
    side_text="#C9D6EA",
    side_strong="#FFFFFF",
    side_chosen="#24497F",
    side_mark="#7FB2FF",
    accent="#1D5FBF",
    accent_strong="#174E9E",
    accent_soft="#E3EDFB",
    on_accent="#FFFFFF",
    ok="#17703F",
    ok_soft="#E2F4EA",
    warn="#8A5000",
    warn_soft="#FDF0D9",
    bad="#B3261E",
    bad_soft="#FBE4E2",
    info="#1D5FBF",
    info_soft="#E3EDFB",
)

DARK = Tokens(
    ground="#14181F",
    surface="#1C222B",
    sunken="#181D25",
    striped="#1F2630",
    line="#313B49",
    edge="#465364",
    text="#E6EBF2",
    muted="#9AA7B8",
    side="#10151D",
    side_text="#AEBBCB",
    side_strong="#FFFFFF",
    side_chosen="#24344D",
    side_mark="#6BA4F5",
    accent="#6BA4F5",
    accent_strong="#8DB9F8",
    accent_soft="#22344F",
    on_accent="#0E1622",
    ok="#6FD3A0",
    ok_soft="#17372A",
    warn="#F0B959",
    warn_soft="#3D2F14",
    bad="#F28B82",
    bad_soft="#43211F",
    info="#6BA4F5",
    info_soft="#22344F",
)

READ_ON: tuple[tuple[str, str], ...] = (
    *((ink, ground) for ink in ("text", "muted") for ground in ("ground", "surface", "sunken")),
    *(("text", ground) for ground in ("striped", "accent_soft")),
    *(
        (state, ground)
        for state in ("ok", "warn", "bad", "info")
        for ground in ("surface", "ground")
    ),
    *((state, f"{state}_soft") for state in ("ok", "warn", "bad", "info")),
    ("muted", "striped"),
    ("side_text", "side"),
    ("side_text", "side_chosen"),
    ("side_strong", "side_chosen"),
    ("on_accent", "accent"),
    ("on_accent", "accent_strong"),
    ("accent", "surface"),
    ("accent", "ground"),
)
"""Which ink stands on which ground; the contrast test walks this list."""


def contrast(ink: str, ground: str) -> float:
    """The WCAG 2 contrast ratio of two #RRGGBB colours, 1 to 21."""
    lighter, darker = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
