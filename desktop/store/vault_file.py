"""The file beside a database that holds its vault key, wrapped once for each way to open it."""

from __future__ import annotations

import json
import os
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Mapping
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desktop.errors import WorkError

Wrap = Mapping[str, str]
SUFFIX = ".vault.json"
_FORMAT = 1
_USE = b"zhifatai vault 1"
_MEMORY_KIB, _PASSES, _LANES = 64 * 1024, 3, 1  # argon2id (trust.md)
_PARTS = ("salt", "nonce", "sealed")


class WrongPassphrase(WorkError):
    """The passphrase or recovery key does not open this vault."""


def vault_path(database: Path) -> Path:
    """Where the wrapped key of a database lies: beside it."""
    return database.with_name(database.name + SUFFIX)


def read(path: Path) -> dict[str, Wrap]:
    """The wraps by their way of opening; a missing, damaged or newer file is refused in words."""
    try:
        content = json.loads(path.read_text("utf-8"))
        version, wraps = content["format"], content["wraps"]
    except FileNotFoundError:
        raise WorkError(f"找不到密钥文件：{path}。请把备份中的同名文件放回原处后重试。") from None
    except (ValueError, KeyError, TypeError):
        raise damaged(path) from None
    if version != _FORMAT:
        raise WorkError(f"密钥文件由更新版本的程序建立：{path}。请安装新版执法台后再使用。")
    if not isinstance(wraps, dict) or not all(isinstance(one, dict) for one in wraps.values()):
        raise damaged(path)
    return wraps


def write(path: Path, wraps: Mapping[str, Wrap]) -> None:
    """Replace the file in one step, on the disk before it gets its name."""
    fresh = path.with_name(path.name + ".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with fresh.open("w", encoding="utf-8") as file:
            json.dump({"format": _FORMAT, "wraps": wraps}, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        raise WorkError(
            f"无法写入密钥文件：{path}（{error.strerror}）。请检查磁盘空间和写入权限后重试。"
        ) from error


def wrap(key: bytes, secret: str) -> Wrap:
    """The key sealed by AES-256-GCM under what argon2id makes of the secret."""
    salt, nonce = os.urandom(16), os.urandom(12)
    sealed = AESGCM(_stretched(secret, salt)).encrypt(nonce, key, _USE)
    parts = zip(_PARTS, (salt, nonce, sealed), strict=True)
    return {name: b64encode(value).decode() for name, value in parts}


def unwrap(path: Path, held: Wrap, secret: str, sentence: str) -> bytes:
    """The key; raises WrongPassphrase with `sentence` where the secret does not fit."""
    try:
        salt, nonce, sealed = (b64decode(held[part], validate=True) for part in _PARTS)
        return AESGCM(_stretched(secret, salt)).decrypt(nonce, sealed, _USE)
    except InvalidTag:
        raise WrongPassphrase(sentence) from None
    except (NotBase64, KeyError, TypeError, ValueError):
        raise damaged(path) from None


def damaged(path: Path) -> WorkError:
    """What is said of a file that is no vault."""
    return WorkError(f"密钥文件已损坏：{path}。请用备份中的同名文件替换。")


def _stretched(secret: str, salt: bytes) -> bytes:
    from argon2.exceptions import HashingError
    from argon2.low_level import Type, hash_secret_raw

    try:
        return hash_secret_raw(
            secret.encode(), salt, _PASSES, _MEMORY_KIB, _LANES, hash_len=32, type=Type.ID
        )
    except HashingError as error:
        raise ValueError(str(error)) from error
