"""Which installed font plays which part on paper, and where fonts are looked for.

Fonts are never shipped with the program. A role takes the first of its files that is
installed; faces of wide coverage stand behind it for rare characters in names.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from threading import Lock

from fontTools.ttLib import TTLibError

from desktop.documents.cid_font import CIDFont, register
from desktop.documents.face import Face
from desktop.errors import WorkError

TITLE, BODY, KAI, HEI, SONG = "title", "body", "kai", "hei", "song"

LABELS = {TITLE: "小标宋", BODY: "仿宋", KAI: "楷体", HEI: "黑体", SONG: "宋体"}

# File names in order of preference. ":2" picks a face of a collection; in the Noto CJK
# collections face 2 has the forms of the mainland.
CANDIDATES = {
    TITLE: (
        "FZXBSJW.TTF",
        "FZXiaoBiaoSong-B05S.ttf",
        "方正小标宋简体.ttf",
        "方正小标宋_GBK.TTF",
        "FZXBSK.TTF",
        "NotoSerifCJK-Bold.ttc:2",
        "SourceHanSerifSC-Bold.otf",
        "FandolSong-Bold.otf",
        "simsun.ttc:0",
    ),
    BODY: (
        "simfang.ttf",
        "FangSong_GB2312.ttf",
        "仿宋_GB2312.ttf",
        "方正仿宋_GBK.TTF",
        "FandolFang-Regular.otf",
        "LXGWWenKai-Regular.ttf",
    ),
    KAI: (
        "simkai.ttf",
        "楷体_GB2312.ttf",
        "方正楷体_GBK.TTF",
        "FandolKai-Regular.otf",
        "LXGWWenKai-Regular.ttf",
    ),
    HEI: (
        "simhei.ttf",
        "方正黑体_GBK.TTF",
        "FandolHei-Regular.otf",
        "NotoSansCJK-Regular.ttc:2",
        "NotoSansSC-Regular.ttf",
        "wqy-zenhei.ttc:0",
    ),
    SONG: ("simsun.ttc:0", "NotoSerifCJK-Regular.ttc:2", "FandolSong-Regular.otf"),
}
_BRUSH = ("LXGWWenKai-Light.ttf", "LXGWWenKai-Regular.ttf")
# The wide faces that look most like the role, before the others.
_NEAREST = {BODY: _BRUSH, KAI: _BRUSH, HEI: ("NotoSansCJK-Regular.ttc:2",)}
_TAIL = (
    "NotoSerifCJK-Regular.ttc:2",
    "NotoSansCJK-Regular.ttc:2",
    "simsunb.ttf",
    "LXGWWenKai-Regular.ttf",
    "wqy-zenhei.ttc:0",
)
_SUFFIXES = (".ttf", ".otf", ".ttc")
_log = logging.getLogger(__name__)
_lock = Lock()


class MissingFont(WorkError):
    """No installed file can play a role; the message names the role, the files and the remedy."""

    def __init__(self, role: str) -> None:
        files = "、".join(name.partition(":")[0] for name in CANDIDATES[role])
        super().__init__(
            f"没有找到“{LABELS[role]}”字体，不能排版文书。可用以下任一字体文件：{files}。"
            "在程序目录执行 make fonts 即可自动安装；也可执行 sudo apt-get install "
            "texlive-lang-chinese fonts-noto-cjk fonts-lxgw-wenkai；"
            "Windows 请在“设置—应用—可选功能”中添加“简体中文补充字体”。"
        )


def places() -> Iterator[Path]:
    """Folders that may hold fonts, nearest first; ZHIFATAI_FONTS, if set, stands alone."""
    if chosen := os.environ.get("ZHIFATAI_FONTS"):
        yield from map(Path, chosen.split(os.pathsep))
        return
    yield Path(__file__).resolve().parents[2] / ".local" / "fonts"
    if windows := os.environ.get("WINDIR"):
        yield Path(windows) / "Fonts"
    if local := os.environ.get("LOCALAPPDATA"):
        yield Path(local) / "Microsoft" / "Windows" / "Fonts"
    yield Path.home() / ".local" / "share" / "fonts"
    yield Path("/usr/local/share/fonts")
    yield Path("/usr/share/fonts")
    yield Path("/usr/share/texlive/texmf-dist/fonts/opentype")


@cache
def _files() -> dict[str, Path]:
    """Every font file found, by lower-case name."""
    found: dict[str, Path] = {}
    for place in places():
        for path in sorted(place.rglob("*")) if place.is_dir() else ():
            if path.suffix.lower() in _SUFFIXES:
                found.setdefault(path.name.lower(), path)
    return found


@cache
def _face(candidate: str) -> Face | None:
    name, _, index = candidate.partition(":")
    path = _files().get(name.lower())
    if path is None:
        return None
    try:
        face = Face(path, int(index or 0))
        return face if face.may_be_embedded else None
    except (ValueError, TTLibError):
        _log.warning("font file %s cannot be read and is passed over", path.name)
        return None


@cache
def _font(role: str) -> CIDFont:
    first = next(filter(None, map(_face, CANDIDATES[role])), None)
    if first is None:
        raise MissingFont(role)
    tail = (*_NEAREST.get(role, ()), *_TAIL)
    chain = dict.fromkeys([first, *filter(None, map(_face, tail))])
    made = CIDFont(role, tuple(chain))
    register(made)
    return made


def font(role: str) -> CIDFont:
    """The font of a role, opened on first use; raises MissingFont."""
    with _lock:
        return _font(role)


def forget() -> None:
    """Look for fonts afresh at the next use, as after an installation."""
    for cached in (_files, _face, _font):
        cached.cache_clear()
