"""A file that appears whole or not at all: written beside its place, then put there."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

from desktop.errors import WorkError


def write_whole(path: Path, fill: Callable[[IO[bytes]], None]) -> None:
    """Let `fill` write beside `path`, then put the finished file in its place.

    Raises WorkError in words where the place cannot be written; what was there stays.
    """
    try:
        descriptor, name = tempfile.mkstemp(".tmp", ".zhifatai-", path.parent)
    except OSError as error:
        raise _unwritable(path, error) from error
    beside = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            fill(stream)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        beside.unlink(missing_ok=True)


def _unwritable(path: Path, error: OSError) -> WorkError:
    if isinstance(error, PermissionError):
        why = "文件正被其他程序打开，或没有写入权限，请关闭该文件或换一个位置"
    elif isinstance(error, FileNotFoundError):
        why = "所在文件夹不存在，请换一个位置"
    elif error.errno == errno.ENOSPC:
        why = "磁盘空间已满，请清理后重试"
    else:
        why = f"{error.strerror or '写入失败'}，请检查磁盘后重试"
    return WorkError(f"无法保存“{path.name}”：{why}。原有文件未改动。")
