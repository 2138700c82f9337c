"""Reading a foreign workbook without trusting it: pre-check, child process, plain cells.

The child runs the hidden subcommand ``read-sheet`` of this same program. Time is bounded by
the watch here; memory by the child itself on Linux, on Windows and macOS by the watch, which
looks at the child's size ten times a second (a Windows job object would be stricter).
"""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

from desktop.exchange import wire
from desktop.exchange.cells import LIMITS, Limits, Progress, Sheet, Unreadable, quiet
from desktop.exchange.precheck import precheck
from desktop.exchange.process_size import process_size

_LONGEST_LINE = 256 << 20
_PAUSE = 0.1


def read_sheets(path: Path, progress: Progress = quiet, limits: Limits = LIMITS) -> list[Sheet]:
    """All sheets of an xlsx, xls, csv or txt file.

    `progress` is called about ten times a second with the rows received so far; whatever it
    raises ends the child and comes out here. Raises Unreadable with a sentence otherwise.
    """
    precheck(path, limits)
    return _Child(command(path), path.name, limits).sheets(progress)


def command(path: Path) -> list[str]:
    """The command line that reads one workbook, in a checkout, a wheel and a bundle alike."""
    frozen = getattr(sys, "frozen", False)
    program = [sys.executable] if frozen else [sys.executable, "-m", "desktop"]
    return [*program, "read-sheet", str(path.resolve())]


class _Child:
    """One run of the child process, watched from the caller's thread."""

    def __init__(self, command: list[str], name: str, limits: Limits) -> None:
        self._name, self._limits = name, limits
        self._lines: queue.Queue[bytes | None] = queue.Queue(maxsize=8)
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._stopped = threading.Event()
        self._deadline = time.monotonic() + limits.seconds

    def sheets(self, progress: Progress) -> list[Sheet]:
        """Receive everything, or end the child and raise."""
        assert self._process.stdout is not None
        pump = threading.Thread(target=self._pump, args=(self._process.stdout,), daemon=True)
        pump.start()
        try:
            return self._receive(progress)
        except wire.Garbled as error:
            raise self._broken() from error
        finally:
            self._stopped.set()
            self._process.kill()
            self._process.wait()
            pump.join()
            self._process.stdout.close()

    def _pump(self, stream: IO[bytes]) -> None:
        # ValueError: closed under our hands after the child was ended.
        with suppress(OSError, ValueError):
            while line := stream.readline(_LONGEST_LINE):
                self._offer(line)
        self._offer(None)

    def _offer(self, line: bytes | None) -> None:
        while not self._stopped.is_set():
            try:
                self._lines.put(line, timeout=_PAUSE)
            except queue.Full:
                continue
            return

    def _receive(self, progress: Progress) -> list[Sheet]:
        found: list[Sheet] = []
        done = total = received = 0
        while True:
            progress(done, total, "正在读取表格")
            line = self._next()
            if line is None:
                continue
            received += len(line)
            if received > 4 * self._limits.total_bytes:
                raise self._too_large()
            message = wire.decode(line)
            if "fault" in message:
                raise Unreadable(str(message["fault"]))
            if "end" in message:
                return found
            if "sheet" in message:
                sheet, height = wire.sheet_of(message)
                found.append(sheet)
                total += height
            else:
                rows = wire.rows_of(message)
                if not found:
                    raise wire.Garbled("rows before any sheet")
                found[-1].rows += rows
                done += len(rows)

    def _next(self) -> bytes | None:
        """The next line, or None when it is not there yet."""
        if time.monotonic() > self._deadline:
            raise Unreadable(
                f"读取“{self._name}”超过 {self._limits.seconds} 秒，已停止；"
                "请删去多余的工作表和格式，或拆分成几个文件后再导入。"
            )
        if process_size(self._process.pid) > self._limits.memory:
            raise self._too_large()
        try:
            line = self._lines.get(timeout=_PAUSE)
        except queue.Empty:
            return None
        if line is None:
            raise self._broken()
        return line

    def _too_large(self) -> Unreadable:
        return Unreadable(
            f"读取“{self._name}”需要的内存超过 {self._limits.memory >> 20} MB，已停止；"
            "请删去多余的工作表和格式，或拆分成几个文件后再导入。"
        )

    def _broken(self) -> Unreadable:
        return Unreadable(
            f"“{self._name}”无法读取：内容异常或过大，读取进程已停止，本程序不受影响；"
            "请用 Excel 或 WPS 打开后另存为 xlsx，只保留要导入的工作表，再导入。"
        )


def _environment() -> dict[str, str]:
    """The child finds the same package as we do, wherever it is started from."""
    home = str(Path(__file__).resolve().parents[2])
    paths = [home, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
