"""What can be said about a workbook before any library opens it.

Spreadsheet libraries abort the whole process on bombs or hang on them (design/trust.md), so
the container is looked at first, cheaply and without unpacking more than a few kilobytes.
"""

from __future__ import annotations

import zipfile
import zlib
from enum import Enum
from pathlib import Path, PurePosixPath

from desktop.exchange.cells import LIMITS, Limits, Unreadable

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BIFF = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_SAVE_AS = "请用 Excel 或 WPS 打开原文件，另存为“Excel 工作簿（.xlsx）”后再导入"
_PICTURES = {
    b"\xff\xd8\xff": " JPG 图片",
    b"\x89PNG": " PNG 图片",
    b"GIF8": " GIF 图片",
    b"BM": " BMP 图片",
    b"%PDF": " PDF 文件",
    b"Rar!": " RAR 压缩包",
    b"7z\xbc\xaf": " 7z 压缩包",
    b"MZ": "程序文件",
}


class Container(Enum):
    """How the cells are packed, by content and never by the file's name."""

    XLSX = "xlsx"
    XLS = "xls"
    TEXT = "text"


def precheck(path: Path, limits: Limits = LIMITS) -> Container:
    """Say what the file is, or raise Unreadable with the reason and the way out."""
    try:
        return _checked(path, limits)
    except PermissionError:
        raise Unreadable(
            f"无法打开“{path.name}”：没有读取权限或文件正被其他程序占用，请关闭该文件后重试。"
        ) from None
    except OSError as error:
        reason = error.strerror or "读取失败"
        raise Unreadable(f"无法读取“{path.name}”（{reason}），请检查磁盘或网络后重试。") from None


def _checked(path: Path, limits: Limits) -> Container:
    if not path.exists():
        raise Unreadable(f"找不到文件“{path.name}”，请检查路径后重新选择。")
    if not path.is_file():
        raise Unreadable(f"“{path.name}”不是文件，请选择一个表格文件。")
    size = path.stat().st_size
    if size == 0:
        raise Unreadable(f"“{path.name}”是空文件，没有任何内容，请重新取得原表后再导入。")
    if size > limits.file_bytes:
        raise Unreadable(
            f"“{path.name}”有 {size >> 20} MB，超过 {limits.file_bytes >> 20} MB 的上限，"
            "请删去图片和多余的工作表后再导入。"
        )
    with path.open("rb") as stream:
        head = stream.read(512)
    if head.startswith(b"PK"):
        return _zip(path, limits)
    if head.startswith(_OLE):
        return _ole(path)
    return _other(path, head)


def _other(path: Path, head: bytes) -> Container:
    for magic, what in _PICTURES.items():
        if head.startswith(magic):
            raise Unreadable(f"“{path.name}”其实是{what}，不是表格；请选择 xlsx、xls 或 csv 文件。")
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(
        (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<style", b"<div")
    ):
        raise Unreadable(f"“{path.name}”其实是网页格式的表格，{_SAVE_AS}。")
    if not head.startswith((b"\xff\xfe", b"\xfe\xff")) and b"\0" in head:
        raise Unreadable(
            f"“{path.name}”不是能识别的表格或文本文件，可能已损坏或被改名；{_SAVE_AS}。"
        )
    return Container.TEXT


def _ole(path: Path) -> Container:
    data = path.read_bytes()
    if _ENCRYPTED in data:
        raise Unreadable(f"“{path.name}”设有打开密码，请在 Excel 或 WPS 中取消密码后再导入。")
    if not any(name in data for name in _BIFF):
        raise Unreadable(f"“{path.name}”是旧版 Office 文件，但不是 Excel 表格；{_SAVE_AS}。")
    return Container.XLS


def _zip(path: Path, limits: Limits) -> Container:
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
            _sizes(path, parts, limits)
            _names(path, parts)
            _no_doctype(path, package, parts)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, EOFError) as error:
        raise _damaged(path) from error
    return Container.XLSX


def _sizes(path: Path, parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(parts) > limits.entries:
        raise Unreadable(
            f"“{path.name}”内部有 {len(parts)} 个部件，超过 {limits.entries} 个，"
            f"不像正常的表格，已拒绝打开；{_SAVE_AS}。"
        )
    if sum(part.file_size for part in parts) > limits.total_bytes:
        raise _bomb(path, limits.total_bytes)
    for part in parts:
        if part.file_size > limits.part_bytes:
            raise _bomb(path, limits.part_bytes)
        if part.file_size > 1 << 20 and part.file_size > limits.ratio * part.compress_size:
            raise Unreadable(
                f"“{path.name}”解压后会膨胀 {part.file_size // max(part.compress_size, 1)} 倍，"
                f"像是压缩炸弹，已拒绝打开；{_SAVE_AS}。"
            )


def _bomb(path: Path, limit: int) -> Unreadable:
    return Unreadable(
        f"“{path.name}”解压后超过 {limit >> 20} MB，已拒绝打开；"
        "请只保留要导入的工作表，另存后再导入。"
    )


def _names(path: Path, parts: list[zipfile.ZipInfo]) -> None:
    names = {part.filename.replace("\\", "/") for part in parts}
    for name in names:
        if name.startswith("/") or ".." in PurePosixPath(name).parts or ":" in name:
            raise Unreadable(f"“{path.name}”内部含有指向外部目录的部件名，已拒绝打开；{_SAVE_AS}。")
    if "xl/workbook.xml" in names:
        return
    if "xl/workbook.bin" in names:
        raise Unreadable(f"“{path.name}”是 xlsb 二进制工作簿，暂不支持；{_SAVE_AS}。")
    if "content.xml" in names:
        raise Unreadable(f"“{path.name}”是 ods 表格，暂不支持；{_SAVE_AS}。")
    raise Unreadable(f"“{path.name}”是压缩包或其他文档，不是 Excel 表格；{_SAVE_AS}。")


def _no_doctype(path: Path, package: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    for part in parts:
        if not part.filename.lower().endswith((".xml", ".rels")):
            continue
        if part.flag_bits & 1:
            raise Unreadable(f"“{path.name}”设有密码，请取消密码后再导入。")
        with package.open(part) as stream:
            head = stream.read(8192)
        # Entities and outside files come in through a DOCTYPE; no spreadsheet program writes one.
        if b"<!DOCTYPE" in head.replace(b"\0", b"").upper():
            raise Unreadable(
                f"“{path.name}”内部含有 DOCTYPE 声明，正常的表格不会有，已拒绝打开；{_SAVE_AS}。"
            )


def _damaged(path: Path) -> Unreadable:
    return Unreadable(f"“{path.name}”已损坏，无法解开；请向提供单位重新要一份，或{_SAVE_AS[1:]}。")
