"""What drivers say, in the words of the office; whether waiting may help."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError, IntegrityError

from desktop.errors import Forbidden, Unreachable, WorkError

_DEADLOCK, _SERIALIZATION = "40P01", "40001"
_LOCK, _DENIED, _TIMEOUT = "55P03", "42501", "57014"


def passing(error: DBAPIError) -> bool:
    """Whether the same deed may succeed when run again."""
    state = getattr(error.orig, "sqlstate", None)
    if state in (_DEADLOCK, _SERIALIZATION):
        return True
    text = str(error.orig)
    return error.connection_invalidated or "database is locked" in text or "is busy" in text


def in_words(error: DBAPIError) -> Exception:
    """The sentence for the clerk; a fault of our own comes back as it is."""
    text, state = str(error.orig), getattr(error.orig, "sqlstate", None) or ""
    if state == _DENIED or any(word in text for word in ("not authorized", "prohibited", "zfa:")):
        return Forbidden("您的账户没有这项权限。如确有需要，请联系系统管理员调整角色。")
    if isinstance(error, IntegrityError):
        return WorkError("已有相同的记录，或者所引用的记录已被移除；没有保存。请刷新后核对。")
    if "disk is full" in text or state == "53100":
        return WorkError("磁盘空间已满，刚才的操作没有保存，原有数据未受影响。请清理磁盘后重试。")
    if "disk I/O error" in text:
        return WorkError("读写磁盘出错，刚才的操作没有保存。请检查磁盘，并先做一次备份。")
    if "readonly" in text or "read-only" in text or state == "25006":
        return WorkError("数据库当前只读，刚才的操作没有保存。请检查文件权限或联系管理员。")
    if "database is locked" in text or state == _LOCK:
        return WorkError("另一个操作正在保存，等待超时；刚才的操作没有保存，请稍后重试。")
    if state == _TIMEOUT:
        return WorkError("这次查询用时过长，已停止。请缩小查询范围后重试。")
    if "malformed" in text or "not a database" in text:
        return WorkError("数据库文件已损坏，已停止写入。请从最近的备份恢复（zhifatai restore）。")
    if state.startswith("28"):
        return WorkError("登录名或者口令不正确，未能连接共享数据库。")
    unreached = not state and "connection" in text
    if error.connection_invalidated or state.startswith(("08", "57")) or unreached:
        return Unreachable("暂时连不上数据库，刚才的操作没有保存。请检查网络后重试。")
    return error
