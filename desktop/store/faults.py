"""What drivers say, in the words of the office; whether waiting may help."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from desktop.errors import Forbidden, Unreachable, WorkError

_RETRY_STATES = ("40P01", "40001")  # deadlock, serialisation
_DENIED = "42501"
_DENIED_WORDS = ("not authorized", "prohibited", "zfa:")
_FORBIDDEN = "您的账号没有这项权限。如确有需要，请联系系统管理员调整角色。"
_UNREACHED = "暂时连不上数据库，刚才的操作没有保存。请检查网络后重试。"
_NOT_LET_IN = "登录名或者口令不正确，未能连接共享数据库。"
_DUPLICATE = "已有相同的记录，或者所引用的记录已被移除；没有保存。请刷新后核对。"
_FULL = "磁盘空间已满，刚才的操作没有保存，原有数据未受影响。请清理磁盘后重试。"
_READ_ONLY = "数据库当前只读，刚才的操作没有保存。请检查文件权限或联系管理员。"
_BUSY = "另一个操作正在保存，等待超时；刚才的操作没有保存，请稍后重试。"
_KEPT = "这项内容已经定稿或者须永久留存，不能改动或删除；没有保存。"

# What occurs in a driver's text, and what the clerk is told.
_BY_TEXT = (
    ("disk is full", _FULL),
    ("disk I/O error", "读写磁盘出错，刚才的操作没有保存。请检查磁盘空间和磁盘状况后重试。"),
    ("readonly", _READ_ONLY),
    ("database is locked", _BUSY),
    ("malformed", "数据库文件已损坏，已停止写入。请从最近的备份恢复（zhifatai restore）。"),
    ("unable to open", "打不开数据库文件。请检查所在文件夹是否存在、是否允许读写。"),
    ("password authentication failed", _NOT_LET_IN),
    ("no password supplied", "尚未提供共享数据库的口令。"),
    ("not permitted to log in", "该登录名已被停用，未能连接共享数据库。请联系系统管理员。"),
    ("permission denied for database", "该登录名无权使用这个共享数据库。请联系系统管理员。"),
    ("constraint failed", _DUPLICATE),
)
# What a server's state begins with.
_BY_STATE = (
    ("53100", _FULL),
    ("25006", _READ_ONLY),
    ("55P03", _BUSY),
    ("57014", "这次查询用时过长，已停止。请缩小查询范围后重试。"),
    ("28", _NOT_LET_IN),
    ("3D000", "服务器上没有这个数据库。请核对共享数据库地址。"),
    ("23", _DUPLICATE),
)


def passing(error: DBAPIError) -> bool:
    """Whether the same deed may succeed when run again."""
    text = str(error.orig)
    return (
        _state(error.orig) in _RETRY_STATES
        or error.connection_invalidated
        or "database is locked" in text
    )


def unreached(error: DBAPIError) -> bool:
    """Whether the server could not be asked at all."""
    return isinstance(in_words(error), Unreachable)


def in_words(error: Exception) -> Exception:
    """The sentence for the clerk; a fault of our own comes back as it is."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    text, state = str(cause), _state(cause)
    if "zfa: rows are" in text or "zfa: columns are" in text:
        return WorkError(_KEPT)
    if state == _DENIED or any(word in text for word in _DENIED_WORDS):
        return Forbidden(_FORBIDDEN)
    for start, sentence in _BY_STATE:
        if state.startswith(start):
            return WorkError(sentence)
    lost = isinstance(error, DBAPIError) and error.connection_invalidated
    if lost or state.startswith(("08", "57")):
        return Unreachable(_UNREACHED)
    if not state:
        return _local(text) or (Unreachable(_UNREACHED) if _no_connection(cause, text) else error)
    return error


@contextmanager
def worded() -> Iterator[None]:
    """Everything a driver raises inside comes out as a sentence."""
    try:
        yield
    except DBAPIError as error:
        raise in_words(error) from error


def _local(text: str) -> WorkError | None:
    for words, sentence in _BY_TEXT:
        if words in text:
            return WorkError(sentence)
    return None


def _no_connection(cause: object, text: str) -> bool:
    """libpq gives no state for what happens before the server answers."""
    said = ("connection", "resolve host")
    return type(cause).__module__.startswith("psycopg") and any(one in text for one in said)


def _state(cause: object) -> str:
    return getattr(cause, "sqlstate", None) or ""
