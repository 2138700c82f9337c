"""One PDF font per role over a chain of OpenType faces, chosen character by character.

ReportLab embeds no CFF outlines and cuts a face into fonts of 256 glyphs. `CIDFont` is a
ReportLab dynamic font of its own: one Identity-H composite font per face used, subset by
HarfBuzz, with a ToUnicode map. The same characters give the same bytes in every process.
"""

from __future__ import annotations

import hashlib
import zlib
from itertools import groupby
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFStream,
)

from desktop.documents.face import Face
from desktop.errors import WorkError


class MissingCharacter(WorkError):
    """No installed font has these characters; the message names each."""

    def __init__(self, characters: list[str]) -> None:
        named = "；".join(map(missing_character, characters))
        super().__init__(f"{named}。请改用通用写法，或安装收有该字的字体后重试。")
        self.characters = characters


def missing_character(character: str) -> str:
    """How a missing character is reported: 缺字：𰀀（U+30000）."""
    return f"缺字：{character}（U+{ord(character):04X}）"


class Glyph(NamedTuple):
    """What a font writes for one character; `width` is in thousandths of the size."""

    face: int
    code: str
    width: float


def _to_unicode(used: dict[str, str]) -> bytes:
    """The CMap that turns codes back into text."""
    rows = [
        f"<{code}> <{character.encode('utf-16-be').hex().upper()}>"
        for code, character in sorted(used.items())
    ]
    blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    body = "\n".join(
        "\n".join((f"{len(block)} beginbfchar", *block, "endbfchar")) for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{body}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")


def _commonness(character: str) -> tuple[bool, int]:
    """Where two characters share a glyph (a radical and an ideograph), the later one is read."""
    return "\u4e00" <= character <= "\u9fff", -ord(character)


class _Glyphs(dict[str, Glyph]):
    """Characters looked up so far."""

    def __init__(self, faces: tuple[Face, ...]) -> None:
        super().__init__()
        self._faces = faces

    def __missing__(self, character: str) -> Glyph:
        for number, face in enumerate(self._faces):
            found = face.glyph(character)
            if found is not None:
                code, width = found
                glyph = self[character] = Glyph(number, f"{code:04X}", width)
                return glyph
        raise MissingCharacter([character])


class Use:
    """What one document uses of a font, and how it writes it."""

    def __init__(self, base: str, glyphs: _Glyphs, codes: dict[str, str]) -> None:
        self.base = base
        self.characters: set[str] = set()
        self._first = f"/{base}+0"
        self._glyphs, self._codes = glyphs, codes

    def run(self, text: str) -> list[tuple[str, str]]:
        """`text` as (font resource name, hexadecimal codes), one pair per run of a face."""
        self.characters.update(text)
        codes = self._codes
        try:
            return [(self._first, "".join([codes[character] for character in text]))]
        except KeyError:
            return self._mixed(text)

    def _mixed(self, text: str) -> list[tuple[str, str]]:
        glyphs = [self._glyphs[character] for character in text]
        for character, glyph in zip(text, glyphs, strict=True):
            if glyph.face == 0:
                self._codes[character] = glyph.code
        return [
            (f"/{self.base}+{number}", "".join([glyph.code for glyph in group]))
            for number, group in groupby(glyphs, lambda glyph: glyph.face)
        ]


class CIDFont:
    """A font of a role: the first face of the chain that has a character writes it.

    Usable wherever ReportLab takes a dynamic font; the pen asks for its `use_in` a document.
    """

    _multiByte = 1
    _dynamicFont = 1
    shapable = False
    encoding = None
    encName = "Identity-H"
    requiredEncoding = None
    # One vertical metric for every face: rows must not move with the installed font.
    ascent = 880.0
    descent = -120.0

    def __init__(self, name: str, faces: tuple[Face, ...]) -> None:
        self.fontName = self.name = name
        self.face = self
        self.substitutionFonts: list[Any] = []
        self.faces = faces
        self._glyphs = _Glyphs(faces)
        self._codes: dict[str, str] = {}  # of characters the first face has
        self._uses: WeakKeyDictionary[PDFDocument, Use] = WeakKeyDictionary()

    def missing(self, text: str) -> list[str]:
        """The characters of `text` that no face has, in order of code point."""
        unknown = sorted(set(text) - self._glyphs.keys())
        lacking = []
        for character in unknown:
            try:
                _ = self._glyphs[character]
            except MissingCharacter:
                lacking.append(character)
        return lacking

    def width(self, text: str) -> float:
        """Width in thousandths of the size."""
        glyphs = self._glyphs
        return sum([glyphs[character].width for character in text])

    def use_in(self, document: PDFDocument) -> Use:
        """The font as that document uses it; from now on it is part of the document."""
        use = self._uses.get(document)
        if use is None:
            base = f"G{len(document.fontMapping) + 1}"
            use = self._uses[document] = Use(base, self._glyphs, self._codes)
            document.fontMapping[self.fontName] = "/" + use.base
            document.delayedFonts.append(self)
        return use

    # What ReportLab asks of a dynamic font.

    def stringWidth(self, text: str | bytes, size: float, encoding: str = "utf8") -> float:
        """Width in points at `size`."""
        if isinstance(text, bytes):
            text = text.decode(encoding)
        return self.width(text) * size * 0.001

    def splitString(
        self, text: str | bytes, document: PDFDocument, encoding: str = "utf8"
    ) -> list[tuple[int, bytes]]:
        """Runs of one face each, as two-byte codes."""
        if isinstance(text, bytes):
            text = text.decode(encoding)
        return [
            (int(name.rpartition("+")[2]), bytes.fromhex(codes))
            for name, codes in self.use_in(document).run(text)
        ]

    def getSubsetInternalName(self, subset: int, document: PDFDocument) -> str:
        """The resource name of one face's font in this document."""
        return f"/{self.use_in(document).base}+{subset}"

    def addObjects(self, document: PDFDocument) -> None:
        """Embed what the document used; ReportLab calls this once, before writing."""
        use = self._uses.pop(document)
        for number, face in enumerate(self.faces):
            used = {
                self._glyphs[character].code: character
                for character in sorted(use.characters, key=_commonness)
                if self._glyphs[character].face == number
            }
            if used:
                name = f"{use.base}+{number}"
                font = self._embed(document, face, used)
                document.idToObject["BasicFonts"].dict[name] = document.Reference(font, name)

    def _embed(self, document: PDFDocument, face: Face, used: dict[str, str]) -> PDFDictionary:
        codes = sorted(used)
        digest = hashlib.sha256(" ".join(codes).encode()).digest()
        name = "".join(chr(65 + byte % 26) for byte in digest[:6]) + "+" + face.name
        outlines, mapping = face.subset([ord(used[code]) for code in codes])
        kind: dict[str, Any] = {"Length1": len(outlines)}
        if face.is_cff:
            kind = {"Subtype": PDFName("CIDFontType0C")}
        file = _stream(document, outlines, kind)
        font = {
            "Type": PDFName("Font"),
            "Subtype": PDFName("CIDFontType0" if face.is_cff else "CIDFontType2"),
            "BaseFont": PDFName(name),
            "CIDSystemInfo": face.system(),
            "DW": 1000,
            "W": PDFArray(self._widths(used)),
            "FontDescriptor": document.Reference(face.descriptor(name, file)),
        }
        if mapping is not None:
            font["CIDToGIDMap"] = _stream(document, mapping, {})
        return PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("Type0"),
                "BaseFont": PDFName(name + ("-Identity-H" if face.is_cff else "")),
                "Encoding": PDFName("Identity-H"),
                "DescendantFonts": PDFArray([document.Reference(PDFDictionary(font))]),
                "ToUnicode": _stream(document, _to_unicode(used), {}),
            }
        )

    def _widths(self, used: dict[str, str]) -> list[Any]:
        """The W array, without the many that have the default width."""
        widths: list[Any] = []
        for code in sorted(used):
            width = round(self._glyphs[used[code]].width, 3)
            if width != 1000:
                widths += [int(code, 16), PDFArray([width])]
        return widths


def _stream(document: PDFDocument, content: bytes, entries: dict[str, Any]) -> Any:
    stream = PDFStream()
    stream.content = zlib.compress(content)
    stream.filters = []
    # A plain name, where ReportLab would write a list: so no later pass compresses it again.
    stream.dictionary.dict.update(entries, Filter=PDFName("FlateDecode"))
    return document.Reference(stream)


def register(font: CIDFont) -> None:
    """Make the font known to ReportLab by its name."""
    pdfmetrics.registerFont(font)
