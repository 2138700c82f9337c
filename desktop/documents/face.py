"""One face of a font file, read by HarfBuzz: its characters, widths and subsets."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import uharfbuzz
from fontTools.ttLib import TTFont
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString

_WIDE = frozenset("“”‘’—…·")
_WIDE_LEAST = 900
_IDEOGRAPHS = 0x3400
_LAYOUT_TABLES = ("GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx")
_UNUSED_TABLES = (*_LAYOUT_TABLES, "name", "OS/2", "post", "gasp", "DSIG")
_RESTRICTED_LICENCE = 0x0002


def _is_private(code_point: int) -> bool:
    """Private use: what such a character looks like depends on the machine."""
    return 0xE000 <= code_point <= 0xF8FF or code_point >= 0xF0000


@dataclass(frozen=True)
class _Facts:
    """What the descriptor of a face says; lengths in thousandths of the size."""

    name: str
    licence: int
    box: tuple[int, ...]
    ascent: int
    descent: int
    capital_height: int
    weight: int

    @classmethod
    def read(cls, tables: Any, scale: float) -> _Facts:
        head, style, lines = tables["head"], tables["OS/2"], tables["hhea"]
        edges = (head.xMin, head.yMin, head.xMax, head.yMax)
        return cls(
            name=str(tables["name"].getDebugName(6) or "Font").replace(" ", ""),
            licence=style.fsType,
            box=tuple(round(edge * scale) for edge in edges),
            ascent=round(lines.ascent * scale),
            descent=round(lines.descent * scale),
            capital_height=round(getattr(style, "sCapHeight", 0) * scale) or 700,
            weight=style.usWeightClass,
        )


class _Characters(NamedTuple):
    """Registry, ordering and supplement of a CFF face; its character numbers by glyph."""

    collection: tuple[str, str, int]
    numbers: list[int] | None


_IDENTITY = ("Adobe", "Identity", 0)


def _numbered(names: Any) -> list[str]:
    """.notdef, cid00001, cid00002, ...: the first is number nought."""
    return ["cid0", *names[1:]]


class Face:
    """One face of a font file: which characters it has, how wide, and its subset for a paper."""

    def __init__(self, path: Path, index: int = 0) -> None:
        self.path, self.index = path, index
        self._face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)), index)
        self._font = uharfbuzz.Font(self._face)
        self._scale = 1000 / self._face.upem
        self.is_cff = "CFF " in self._face.table_tags
        if not self.is_cff and "glyf" not in self._face.table_tags:
            raise ValueError(f"{path}: no outlines")

    def _open(self) -> Any:
        number = self.index if self.path.suffix.lower() == ".ttc" else -1
        return TTFont(self.path, fontNumber=number, lazy=True)

    @cached_property
    def _facts(self) -> _Facts:
        with self._open() as tables:
            return _Facts.read(tables, self._scale)

    @cached_property
    def _characters(self) -> _Characters:
        if not self.is_cff:
            return _Characters(_IDENTITY, None)
        with self._open() as tables:
            top = tables["CFF "].cff.topDictIndex[0]
            if not hasattr(top, "ROS"):
                return _Characters(_IDENTITY, None)
            return _Characters(top.ROS, [int(name[3:]) for name in _numbered(top.charset)])

    @property
    def name(self) -> str:
        """The PostScript name."""
        return self._facts.name

    @property
    def may_be_embedded(self) -> bool:
        """Whether the licence bits of the file allow it to travel inside a PDF."""
        return not self._facts.licence & _RESTRICTED_LICENCE

    def glyph(self, character: str) -> tuple[int, float] | None:
        """Character code and width, or None if missing, blank or too narrow for Chinese text."""
        code_point = ord(character)
        glyph = None if _is_private(code_point) else self._font.get_nominal_glyph(code_point)
        if glyph is None:
            return None
        width = self._font.get_glyph_h_advance(glyph) * self._scale
        if character in _WIDE and width < _WIDE_LEAST:
            return None
        if code_point >= _IDEOGRAPHS:
            extents = self._font.get_glyph_extents(glyph)
            if extents is None or not (extents.width or extents.height):
                return None
        return self._code(glyph), width

    def _code(self, glyph: int) -> int:
        numbers = self._characters.numbers
        return numbers[glyph] if numbers else glyph

    def subset(self, code_points: list[int]) -> tuple[bytes, bytes | None]:
        """The outlines of these characters, and the code-to-glyph map where one is needed."""
        wanted = uharfbuzz.SubsetInput()
        for code_point in code_points:
            wanted.unicode_set.add(code_point)
        wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
        if self.is_cff and self._characters.numbers is None:
            wanted.flags |= uharfbuzz.SubsetFlags.RETAIN_GIDS
        drop = wanted.sets(uharfbuzz.SubsetInputSets.DROP_TABLE_TAG)
        for tag in _UNUSED_TABLES:
            drop.add(int.from_bytes(tag.encode(), "big"))
        plan = uharfbuzz.SubsetPlan(self._face, wanted)
        small = plan.execute()
        if self.is_cff:
            return bytes(small.reference_table("CFF ").data), None
        return bytes(small.blob.data), _glyph_map(plan.old_to_new_glyph_mapping)

    def descriptor(self, name: str, outlines: Any) -> PDFDictionary:
        """The FontDescriptor of its subset called `name`."""
        facts = self._facts
        entries = {
            "Type": PDFName("FontDescriptor"),
            "FontName": PDFName(name),
            "Flags": 4,
            "FontBBox": PDFArray(list(facts.box)),
            "ItalicAngle": 0,
            "Ascent": facts.ascent,
            "Descent": facts.descent,
            "CapHeight": facts.capital_height,
            "StemV": 50 + facts.weight // 8,
            "FontFile3" if self.is_cff else "FontFile2": outlines,
        }
        return PDFDictionary(entries)

    def system(self) -> PDFDictionary:
        """The CIDSystemInfo entry."""
        registry, ordering, supplement = self._characters.collection
        return PDFDictionary(
            {
                "Registry": PDFString(registry),
                "Ordering": PDFString(ordering),
                "Supplement": supplement,
            }
        )


def _glyph_map(mapping: Any) -> bytes:
    """CIDToGIDMap: two bytes of new glyph number for each old one."""
    pairs = {old: mapping[old] for old in mapping}
    table = bytearray(2 * (max(pairs) + 1))
    for old, new in pairs.items():
        table[2 * old : 2 * old + 2] = new.to_bytes(2, "big")
    return bytes(table)
