"""What a password or passphrase must be (trust.md, figure 14)."""

from __future__ import annotations

import unicodedata

from desktop.errors import WorkError

_LEAST, _CLASSES = 8, 3


def refuse_weak(password: str) -> None:
    """At least eight characters of three classes; any sign that is no letter or digit counts."""
    if len(password) < _LEAST or len(_classes(password)) < _CLASSES:
        raise WorkError("口令至少8位，并含大写字母、小写字母、数字、符号中的三类。")


def normal(password: str) -> str:
    """One form for what looks alike: an input method may send full-width digits."""
    return unicodedata.normalize("NFKC", password)


def _classes(password: str) -> set[str]:
    return {
        "lower"
        if one.islower()
        else "upper"
        if one.isupper()
        else "digit"
        if one.isdigit()
        else "sign"
        for one in password
    }
