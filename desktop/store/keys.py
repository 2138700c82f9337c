"""The vault key of a person on a workstation, and how it is locked away.

One random 256-bit vault key opens everything this person keeps here; database, drafts and
offline copies use subkeys of it (HKDF-SHA256). It lies in the operating system's keyring, or
is wrapped by a passphrase (argon2id), and always also by a printed recovery key.
"""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop.errors import WorkError
from desktop.store import passwords, vault_file
from desktop.store.vault_file import Wrap, WrongPassphrase

__all__ = ["Vault", "WrongPassphrase"]

SERVICE = "zhifatai"
_WRONG = "口令不正确，数据没有改动。请重新输入，或使用恢复密钥。"
_WRONG_RECOVERY = "恢复密钥不正确，请对照打印件逐组核对（共八组，每组四个字符）。"
_NO_KEYRING = (
    "本机的系统密钥环不可用，不能用它保存密钥。请改为设置口令，或在登录桌面并解锁密钥环后重试。"
)
# Keyrings of operating systems; one that keeps plain files does not count.
_GOOD_KEYRINGS = (
    "keyring.backends.SecretService",
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
    "keyring.backends.Windows",
    "keyring.backends.macOS",
)


@dataclass(frozen=True)
class Vault:
    """An opened vault: `subkey` gives the key of one use."""

    key: bytes

    def subkey(self, use: str) -> bytes:
        """32 bytes for one use, for example ``database``."""
        return HKDF(algorithm=SHA256(), length=32, salt=None, info=use.encode()).derive(self.key)

    def __repr__(self) -> str:
        """Never the key: representations end up in logs."""
        return "Vault()"


def new_recovery_key() -> str:
    """160 random bits as eight groups of four letters and digits, to be printed."""
    text = base64.b32encode(secrets.token_bytes(20)).decode()
    return "-".join(text[at : at + 4] for at in range(0, 32, 4))


def create(
    path: Path, passphrase: str | None, recovery_key: str, *, key: bytes | None = None
) -> Vault:
    """Make a vault whose wraps are kept in the file at `path`.

    Without a passphrase the key goes into the keyring (`keyring_available` must be true). A
    weak passphrase is refused in words.
    """
    if path.exists():
        raise WorkError(f"密钥文件已存在：{path}。请先确认其中的数据库不再使用，再另选文件夹。")
    vault = Vault(key or secrets.token_bytes(32))
    wraps = {"recovery": vault_file.wrap(vault.key, _normal_recovery(recovery_key))}
    wraps |= _daily(vault, passphrase)
    vault_file.write(path, wraps)
    return vault


def open_by_keyring(path: Path) -> Vault | None:
    """Open without asking anybody, or None where the keyring cannot help."""
    held = vault_file.read(path).get("keyring")
    if not held or not keyring_available():
        return None
    import keyring
    from keyring.errors import KeyringError

    try:
        found = keyring.get_password(SERVICE, held["entry"])
    except KeyringError:
        return None
    return Vault(base64.b64decode(found)) if found else None


def open_by_passphrase(path: Path, passphrase: str) -> Vault:
    """Open with what the person typed; takes about a quarter of a second on purpose."""
    held = vault_file.read(path).get("passphrase")
    if held is None:
        raise WorkError("本机没有为该数据库设置口令，请使用恢复密钥打开。")
    return Vault(vault_file.unwrap(path, held, passwords.normal(passphrase), _WRONG))


def open_by_recovery_key(path: Path, recovery_key: str) -> Vault:
    """Open with the printed key; spaces, dashes and case do not matter."""
    held = vault_file.read(path).get("recovery")
    if held is None:
        raise vault_file.damaged(path)
    return Vault(vault_file.unwrap(path, held, _normal_recovery(recovery_key), _WRONG_RECOVERY))


def change_passphrase(path: Path, vault: Vault, passphrase: str | None) -> None:
    """Lock the opened vault by another passphrase, or by the keyring (None).

    Only the wrap changes: the database is not rewritten and the recovery key stays valid.
    """
    recovery = vault_file.read(path)["recovery"]
    vault_file.write(path, {"recovery": recovery, **_daily(vault, passphrase)})


def needs_passphrase(path: Path) -> bool:
    """Whether a person must be asked."""
    return "passphrase" in vault_file.read(path)


def keyring_available() -> bool:
    """Whether the machine has a keyring of the operating system; plaintext ones do not count."""
    import keyring
    from keyring.backends.chainer import ChainerBackend

    backend = keyring.get_keyring()
    chain = backend.backends if isinstance(backend, ChainerBackend) else [backend]
    return any(type(one).__module__.startswith(_GOOD_KEYRINGS) for one in chain)


def recovery_sheet(database: Path, recovery_key: str, made_on: str) -> tuple[str, ...]:
    """The lines of the sheet that is printed once, signed and locked away."""
    return (
        "执法台数据库恢复密钥",
        f"数据库：{database}",
        f"生成日期：{made_on}",
        f"恢复密钥：{recovery_key}",
        "用途：忘记口令、系统密钥环失效或者更换电脑时，凭此密钥打开数据库或者备份。",
        "用法：打开数据库时选择“使用恢复密钥”，逐组输入以上八组字符；大小写和短横线不影响。",
        "保管：请打印一份，由专人签收后锁存；不要拍照、不要存入电脑或者网盘。",
        "口令、系统密钥环和本密钥全部丢失的，数据无法恢复，任何人都不能打开。",
        "保管人（签名）：　　　　　　　　日期：　　　　年　　月　　日",
    )


def _daily(vault: Vault, passphrase: str | None) -> dict[str, Wrap]:
    """How the vault is opened every day."""
    if passphrase is not None:
        passwords.refuse_weak(passphrase)
        return {"passphrase": vault_file.wrap(vault.key, passwords.normal(passphrase))}
    entry = secrets.token_hex(16)
    _keyring_store(entry, vault.key)
    return {"keyring": {"entry": entry}}


def _keyring_store(entry: str, key: bytes) -> None:
    if not keyring_available():
        raise WorkError(_NO_KEYRING)
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(SERVICE, entry, base64.b64encode(key).decode())
    except KeyringError as error:
        raise WorkError(_NO_KEYRING) from error


def _normal_recovery(text: str) -> str:
    plain = passwords.normal(text).upper().replace("-", "").replace("—", "")
    return "".join(plain.split()).replace("0", "O").replace("1", "I")
