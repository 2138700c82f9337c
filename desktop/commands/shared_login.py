"""A person's password of the shared database: kept by the operating system's keyring alone."""

from __future__ import annotations

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from desktop.errors import WorkError
from desktop.store import keys


def known(url: str) -> bool:
    """Whether nobody needs to be asked: it stands in the URL or in the keyring."""
    return bool(_read(url).password or _kept(url))


def with_password(url: str, password: str = "") -> str:
    """The URL to connect with: the password given, else the one known."""
    made = _read(url)
    chosen = password or made.password or _kept(url)
    return made.set(password=chosen).render_as_string(hide_password=False) if chosen else url


def remember(url: str, password: str) -> None:
    """Keep it for the next start, where there is a keyring; otherwise it is asked every time."""
    if password and keys.keyring_available():
        import keyring

        keyring.set_password(keys.SERVICE, _entry(url), password)


def _kept(url: str) -> str:
    if not keys.keyring_available():
        return ""
    import keyring

    return keyring.get_password(keys.SERVICE, _entry(url)) or ""


def _entry(url: str) -> str:
    """Login, server and database; the password of the URL is no part of it."""
    made = _read(url)
    return f"{made.username}@{made.host}:{made.port or 5432}/{made.database}"


def _read(url: str) -> URL:
    try:
        return make_url(url)
    except (ArgumentError, ValueError) as error:
        raise WorkError(
            "共享数据库地址的写法不对，应如 postgresql://登录名@服务器/数据库，请核对后重试。"
        ) from error
