"""The vault key of a person on a workstation, and how it is locked away.

One random 256-bit vault key opens everything this person keeps here; database, drafts and
offline copies use subkeys of it (HKDF-SHA256). It lies in the operating system's keyring, or
is wrapped by a passphrase (argon2id), and always also by a printed recovery key.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop.errors import WorkError

SERVICE = "zhifatai"
_MEMORY_KIB, _PASSES, _LANES = 64 * 1024, 3, 1
_GOOD_KEYRINGS = (
    "keyring.backends.SecretService",
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
    "keyring.backends.Windows",
    "keyring.backends.macOS",
)


class WrongPassphrase(WorkError):
    """The passphrase or recovery key does not open this vault."""


@dataclass(frozen=True)
class Vault:
    """An opened vault: `subkey` gives the key of one use."""

    key: bytes

    def subkey(self, use: str) -> bytes:
        """32 bytes for one use, for example ``database``."""
        return HKDF(algorithm=SHA256(), length=32, salt=None, info=use.encode()).derive(self.key)


def new_recovery_key() -> str:
    """160 random bits as eight groups of four letters and digits, to be printed."""
    text = base64.b32encode(secrets.token_bytes(20)).decode()
    return "-".join(text[at : at + 4] for at in range(0, 32, 4))


def create(
    path: Path, passphrase: str | None, recovery_key: str, *, key: bytes | None = None
) -> Vault:
    """Make a vault whose wraps are kept in the file at `path`.

    Without a passphrase the key goes into the keyring (`keyring_available` must be true).
    """
    if path.exists():
        raise WorkError(f"密钥文件已存在：{path}。请先确认其中的数据库不再使用，再另选文件夹。")
    vault = Vault(key or secrets.token_bytes(32))
    wraps = {"recovery": _wrap(vault.key, _normal_recovery(recovery_key))}
    if passphrase is not None:
        wraps["passphrase"] = _wrap(vault.key, passphrase)
    else:
        wraps["keyring"] = {"entry": secrets.token_hex(16)}
        _keyring_store(wraps["keyring"]["entry"], vault.key)
    _write(path, wraps)
    return vault


def open_by_keyring(path: Path) -> Vault | None:
    """Open without asking anybody, or None where the keyring cannot help."""
    entry = _read(path).get("keyring")
    if not entry or not keyring_available():
        return None
    import keyring

    found = keyring.get_password(SERVICE, entry["entry"])
    return Vault(base64.b64decode(found)) if found else None


def open_by_passphrase(path: Path, passphrase: str) -> Vault:
    """Open with what the person typed; takes about a quarter of a second on purpose."""
    wrap = _read(path).get("passphrase")
    if wrap is None:
        raise WorkError("本机没有为该数据库设置口令，请使用恢复密钥打开。")
    return Vault(
        _unwrap(wrap, passphrase, "口令不正确，数据没有改动。请重新输入，或使用恢复密钥。")
    )


def open_by_recovery_key(path: Path, recovery_key: str) -> Vault:
    """Open with the printed key; spaces, dashes and case do not matter."""
    sentence = "恢复密钥不正确，请对照打印件逐组核对（共八组，每组四个字符）。"
    return Vault(_unwrap(_read(path)["recovery"], _normal_recovery(recovery_key), sentence))


def needs_passphrase(path: Path) -> bool:
    """Whether a person must be asked."""
    return "passphrase" in _read(path)


def keyring_available() -> bool:
    """Whether the machine has a keyring of the operating system; plaintext ones do not count."""
    import keyring
    from keyring.backends.chainer import ChainerBackend

    backend = keyring.get_keyring()
    chain = backend.backends if isinstance(backend, ChainerBackend) else [backend]
    return any(type(one).__module__.startswith(_GOOD_KEYRINGS) for one in chain)


def _keyring_store(entry: str, key: bytes) -> None:
    import keyring

    keyring.set_password(SERVICE, entry, base64.b64encode(key).decode())


def _wrap(key: bytes, secret: str) -> dict[str, str]:
    salt, nonce = os.urandom(16), os.urandom(12)
    sealed = AESGCM(_stretch(secret, salt)).encrypt(nonce, key, b"zhifatai vault 1")
    return {
        "salt": base64.b64encode(salt).decode(),
        "nonce": base64.b64encode(nonce).decode(),
        "sealed": base64.b64encode(sealed).decode(),
    }


def _unwrap(wrap: dict[str, str], secret: str, sentence: str) -> bytes:
    salt, nonce, sealed = (base64.b64decode(wrap[part]) for part in ("salt", "nonce", "sealed"))
    try:
        return AESGCM(_stretch(secret, salt)).decrypt(nonce, sealed, b"zhifatai vault 1")
    except InvalidTag:
        raise WrongPassphrase(sentence) from None


def _stretch(secret: str, salt: bytes) -> bytes:
    """Argon2id, 64 MiB, three passes (trust.md)."""
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(
        secret.encode(), salt, _PASSES, _MEMORY_KIB, _LANES, hash_len=32, type=Type.ID
    )


def _normal_recovery(text: str) -> str:
    return "".join(text.upper().split()).replace("-", "").replace("0", "O").replace("1", "I")


def _read(path: Path) -> dict[str, dict[str, str]]:
    try:
        wraps: dict[str, dict[str, str]] = json.loads(path.read_text("utf-8"))["wraps"]
    except FileNotFoundError:
        raise WorkError(f"找不到密钥文件：{path}。请把备份中的同名文件放回原处后重试。") from None
    except (ValueError, KeyError, UnicodeDecodeError):
        raise WorkError(f"密钥文件已损坏：{path}。请用备份中的同名文件替换。") from None
    return wraps


def _write(path: Path, wraps: dict[str, dict[str, str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(path.suffix + ".new")
    fresh.write_text(json.dumps({"format": 1, "wraps": wraps}, indent=1), "utf-8")
    fresh.replace(path)
