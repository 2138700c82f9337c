"""Pictures of a paper's pages, for the screen and for printers that want pixels.

PDFium is not safe in several threads: every call goes through one thread of its own.
"""

from __future__ import annotations

import atexit
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import Any, Self, TypeVar

from desktop.errors import WorkError

_T = TypeVar("_T")
_POINTS_PER_INCH = 72
_CHANNELS = 4
_LARGEST = 200_000_000  # bytes of one picture, about A3 at 600 dpi


@cache
def _thread() -> ThreadPoolExecutor:
    executor = ThreadPoolExecutor(1, thread_name_prefix="pdfium")
    atexit.register(executor.shutdown, cancel_futures=True)
    return executor


def _call(work: Callable[[], _T]) -> _T:
    return _thread().submit(work).result()


@dataclass(frozen=True)
class Picture:
    """A page in pixels, rows from the top, four bytes each: blue, green, red, unused.

    The layout of QImage.Format_RGB32; `width * 4` bytes make a row.
    """

    width: int
    height: int
    pixels: bytes


class Pages:
    """The pages of a PDF file; numbers start at 0. Close it, or use it in `with`."""

    def __init__(self, pdf: bytes) -> None:
        self._document: Any = _call(lambda: _open(pdf))
        self.count: int = _call(lambda: len(self._document))

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of a page in points."""
        width, height = _call(lambda: self._document.get_page_size(page))
        return float(width), float(height)

    def picture(self, page: int, scale: float) -> Picture:
        """The page with `scale` pixels to the point; raises WorkError if it would be too large."""
        width, height = self.size(page)
        if width * height * scale * scale * _CHANNELS > _LARGEST:
            raise WorkError("放大倍数过高，无法显示这一页，请缩小后再看。")
        return _call(lambda: _draw(self._document, page, scale))

    def picture_at(self, page: int, dots_per_inch: int) -> Picture:
        """The page at a printer's resolution."""
        return self.picture(page, dots_per_inch / _POINTS_PER_INCH)

    def text(self, page: int) -> str:
        """The words of a page in reading order, to be copied."""
        return _call(lambda: _words(self._document, page))

    def close(self) -> None:
        """Give the memory back; harmless when repeated."""
        document, self._document = self._document, None
        if document is not None:
            _call(document.close)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _open(pdf: bytes) -> Any:
    # Imported here: only people who look at a paper pay for it.
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError:
        raise WorkError("这份文件不是有效的 PDF，无法预览；请重新生成或从备份中取回。") from None


def _words(document: Any, number: int) -> str:
    page = document[number]
    words = page.get_textpage()
    try:
        return str(words.get_text_bounded())
    finally:
        words.close()
        page.close()


def _draw(document: Any, number: int, scale: float) -> Picture:
    page = document[number]
    bitmap = page.render(scale=scale, prefer_bgrx=True)
    try:
        row = bitmap.width * _CHANNELS
        buffer = memoryview(bitmap.buffer).cast("B")
        rows = [bytes(buffer[y * bitmap.stride :][:row]) for y in range(bitmap.height)]
        return Picture(bitmap.width, bitmap.height, b"".join(rows))
    finally:
        bitmap.close()
        page.close()
