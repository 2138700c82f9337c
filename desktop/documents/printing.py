"""Puts a paper on a printer, or hands it to the system's own PDF program.

On Linux the PDF goes to CUPS as it is (`lp`): nothing is rasterised and duplex is kept. On
Windows the views print page pictures through the system's dialog.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from desktop.errors import WorkError

ONE_SIDED, LONG_EDGE, SHORT_EDGE = "one-sided", "two-sided-long-edge", "two-sided-short-edge"
SIDES = {ONE_SIDED: "单面", LONG_EDGE: "双面（长边翻转）", SHORT_EDGE: "双面（短边翻转）"}
_PATIENCE = 30
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


@dataclass(frozen=True)
class Options:
    """How to print: `printer` None is the default one; `pages` as in 1-3,5; `tray` by name."""

    printer: str | None = None
    copies: int = 1
    sides: str = LONG_EDGE
    tray: str | None = None
    pages: str | None = None


def _command(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise WorkError(
            f"本机没有打印命令 {name}。请执行 sudo apt-get install cups-client 并在系统设置中添加打印机，"
            "或者改用“用系统程序打开”后打印。"
        )
    return found


def _run(arguments: list[str], content: bytes = b"") -> str:
    try:
        done = subprocess.run(
            arguments, input=content, capture_output=True, timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        raise WorkError(f"打印服务 {_PATIENCE} 秒没有回应，请检查打印机连接后重试。") from None
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip() or f"代码 {done.returncode}"
        raise WorkError(f"打印没有成功：{reason}。请在系统设置中检查打印机，文书没有改变。")
    return done.stdout.decode(errors="replace").strip()


def printers() -> list[str]:
    """Names of the printers CUPS knows; empty if there is none."""
    lpstat = shutil.which("lpstat")
    if lpstat is None:
        return []
    done = subprocess.run([lpstat, "-e"], capture_output=True, timeout=_PATIENCE, check=False)
    return done.stdout.decode(errors="replace").split()


def print_paper(pdf: bytes, title: str, options: Options | None = None) -> str:
    """Send a paper to the printer and return what the print service answered.

    Raises WorkError if there is no print command, no printer, or the service refuses.
    """
    wanted = options or Options()
    if not 1 <= wanted.copies <= 999:
        raise WorkError("打印份数应在 1 至 999 之间。")
    arguments = [
        _command("lp"),
        "-t",
        title,
        "-n",
        str(wanted.copies),
        "-o",
        f"sides={wanted.sides}",
    ]
    if wanted.printer:
        arguments += ["-d", wanted.printer]
    if wanted.tray:
        arguments += ["-o", f"media={wanted.tray}"]
    if wanted.pages:
        arguments += ["-P", wanted.pages]
    return _run([*arguments, "--", "-"], pdf)


@cache
def _folder() -> TemporaryDirectory[str]:
    """A folder of this person's own, gone when the program ends."""
    return TemporaryDirectory(prefix="zhifatai-", ignore_cleanup_errors=True)


def unfold(pdf: bytes, name: str) -> Path:
    """A copy of the paper as a file that other programs can open."""
    path = Path(_folder().name) / (_UNSAFE.sub("_", name).strip(". ")[:80] + ".pdf")
    path.write_bytes(pdf)
    return path


def open_with_system(path: Path) -> Thread:
    """Open a file in the program the system has for it; raises WorkError if there is none.

    The thread ends when the opening command does, which on some desktops is when the window
    is closed: nobody needs to wait for it.
    """
    waiting = Thread(target=_opened(path), daemon=True)
    waiting.start()
    return waiting


def _opened(path: Path) -> Callable[[], object]:
    if sys.platform == "win32":
        return lambda: os.startfile(path)
    opener = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if opener is None:
        raise WorkError(f"系统中没有打开 PDF 的程序，请安装一个 PDF 阅读器；文件在 {path}")
    quiet = subprocess.DEVNULL
    return subprocess.Popen([opener, str(path)], stdin=quiet, stdout=quiet, stderr=quiet).wait
