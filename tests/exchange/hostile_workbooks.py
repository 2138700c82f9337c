"""Workbooks made to hurt: written into a temporary folder by the tests, never committed."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable
from pathlib import Path

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = (
    f'<?xml version="1.0"?><Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_ROOT = (
    f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
_BOOK = (
    f'<?xml version="1.0"?><workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">'
    '<sheets><sheet name="名册" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_PARTS = (
    f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
    "</Relationships>"
)
_STRINGS = f'<?xml version="1.0"?><sst xmlns="{_MAIN}"><si><t>x</t></si></sst>'
_HEAD = f'<?xml version="1.0"?><worksheet xmlns="{_MAIN}">'
_ONE = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
_TAIL = "</worksheet>"


def workbook(
    path: Path,
    sheet: str | Iterable[str],
    strings: str = _STRINGS,
    more: dict[str, str] | None = None,
) -> Path:
    """An xlsx whose only sheet has exactly this XML."""
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _ROOT,
        "xl/workbook.xml": _BOOK,
        "xl/_rels/workbook.xml.rels": _PARTS,
        "xl/sharedStrings.xml": strings,
        **(more or {}),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, text in parts.items():
            package.writestr(name, text)
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as stream:
            for piece in [sheet] if isinstance(sheet, str) else sheet:
                stream.write(piece.encode())
    return path


def _repeated(head: str, piece: str, times: int, tail: str) -> Iterable[str]:
    yield head
    for _ in range(times):
        yield piece
    yield tail


def _data(xml: str) -> str:
    return f"{_HEAD}<sheetData>{xml}</sheetData>{_TAIL}"


def _doctype(entity: str) -> str:
    return f'<?xml version="1.0"?><!DOCTYPE l [{entity}]>'


def bomb_by_size(path: Path) -> Path:
    return workbook(path, _repeated(_HEAD + _ONE, " " * (1 << 20), 101, _TAIL))


def bomb_by_ratio(path: Path) -> Path:
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>'
    return workbook(
        path,
        _repeated(
            f"{_HEAD}<sheetData>{cell}", "a" * (1 << 20), 30, "</t></is></c></row></sheetData>"
        ),
    )


def many_parts(path: Path) -> Path:
    return workbook(path, _HEAD + _ONE + _TAIL, more={f"xl/media/{n}.txt": "" for n in range(2001)})


def doctype_in_sheet(path: Path) -> Path:
    entity = '<!ENTITY x SYSTEM "file:///etc/hostname">'
    return workbook(path, _doctype(entity) + _HEAD.partition("?>")[2] + _ONE + _TAIL)


def doctype_in_strings(path: Path) -> Path:
    laughs = '<!ENTITY a "haha">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9)
    )
    return workbook(path, _HEAD + _ONE + _TAIL, _doctype(laughs) + _STRINGS.partition("?>")[2])


def a_million_columns(path: Path) -> Path:
    return workbook(path, _data('<row r="1">' + "<c><v>1</v></c>" * 1_000_000 + "</row>"))


def far_corner(path: Path) -> Path:
    return workbook(path, _data('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))


def beyond_any_sheet(path: Path) -> Path:
    return workbook(path, _data('<row r="4294967295"><c r="ZZZZZZ99999999"><v>1</v></c></row>'))


def wide_and_long(path: Path) -> Path:
    """Within the limits of rows and of columns, but 51 million cells when laid out."""
    return workbook(
        path,
        _data(
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="99999"><c r="SQ99999"><v>1</v></c></row>'
        ),
    )


def five_million_cells(path: Path) -> Path:
    rows = ("<row>" + "<c><v>1</v></c>" * 100 + "</row>") * 200
    return workbook(path, _repeated(f"{_HEAD}<sheetData>", rows, 250, f"</sheetData>{_TAIL}"))


def huge_dimension(path: Path) -> Path:
    return workbook(path, f'{_HEAD}<dimension ref="A1:XFD1048576"/>{_ONE}{_TAIL}')


def climbing_name(path: Path) -> Path:
    return workbook(path, _HEAD + _ONE + _TAIL, more={"../../../escaped.txt": "x"})


def strings_out_of_range(path: Path) -> Path:
    return workbook(path, _data('<row r="1"><c r="A1" t="s"><v>999999999</v></c></row>'))


def deep_nesting(path: Path) -> Path:
    return workbook(path, _HEAD + "<a>" * 200_000 + "</a>" * 200_000 + _TAIL)


def cut_in_half(path: Path) -> Path:
    whole = workbook(path, _HEAD + _ONE + _TAIL).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


def lying_size(path: Path) -> Path:
    """A part said to have ten bytes that has thirty million."""
    bomb_by_ratio(path)
    data = bytearray(path.read_bytes())
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"xl/worksheets/sheet1.xml"))
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    path.write_bytes(data)
    return path


def renamed_jpg(path: Path) -> Path:
    path.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + os.urandom(2000))
    return path


def not_a_zip(path: Path) -> Path:
    path.write_bytes(b"PK\x03\x04" + bytes(range(256)) * 2)
    return path


def web_page(path: Path) -> Path:
    path.write_bytes("<html><table><tr><td>张三</td></tr></table></html>".encode("gbk"))
    return path


def locked_by_password(path: Path) -> Path:
    stream = "EncryptedPackage".encode("utf-16-le")
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + stream + bytes(600))
    return path


def word_document(path: Path) -> Path:
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le")
    )
    return path


def broken_xls(path: Path) -> Path:
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Workbook".encode("utf-16-le")
    )
    return path


def empty(path: Path) -> Path:
    path.write_bytes(b"")
    return path


HOSTILE = {
    bomb_by_size: "解压后超过",
    bomb_by_ratio: "压缩炸弹",
    many_parts: "部件",
    doctype_in_sheet: "DOCTYPE",
    doctype_in_strings: "DOCTYPE",
    a_million_columns: "列",
    far_corner: "行",
    beyond_any_sheet: "行",
    wide_and_long: "过大",
    five_million_cells: "上限",
    climbing_name: "外部目录",
    deep_nesting: "另存为",
    strings_out_of_range: "另存为",
    cut_in_half: "损坏",
    lying_size: "损坏",
    renamed_jpg: "JPG 图片",
    not_a_zip: "损坏",
    web_page: "网页",
    locked_by_password: "密码",
    word_document: "不是 Excel",
    broken_xls: "另存为",
    empty: "空文件",
}
"""Every maker, and words its refusal must contain."""
