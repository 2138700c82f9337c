"""Work is never lost: what is being typed is kept, encrypted, until it has been saved.

An append-only journal, one record per pause in typing, each encrypted with AES-GCM under a
key the app derives for drafts, each on the disk before it counts as kept. The number of a
record is authenticated with it, so records can be neither reordered nor taken out of the
middle. A torn tail (power cut) costs the last record only and is cut off before the next is
written.
"""

from __future__ import annotations

import json
import logging
import os
import struct
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_MAGIC = b"zhifatai drafts 1\n"
_HEAD = struct.Struct("<I12s")
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Draft:
    """What stood in a form: its texts by field, and the version of the record it began from."""

    texts: Mapping[str, str]
    version: int | None
    kept_at: str


class Drafts:
    """The journal of one person at this workstation. `failed` hears once that it cannot write."""

    def __init__(self, file: Path, key: bytes, failed: Callable[[str], None] | None = None) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._file, self._cipher, self._failed = file, AESGCM(key), failed
        self._closed = False
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="draft")
        self._kept, self._count, sound = self._load()
        self._start(sound)

    def waiting(self) -> dict[str, Draft]:
        """Drafts by form, oldest first: offered after a start, gone once saved or discarded."""
        return dict(self._kept)

    def keep(self, form: str, texts: Mapping[str, str], version: int | None, at: str) -> None:
        """Keep what stands in a form (``person:new``, ``case:<id>``); returns at once."""
        self._kept[form] = Draft(dict(texts), version, at)
        self._hand_over([form, dict(texts), version, at])

    def drop(self, form: str) -> None:
        """The form was saved or given up."""
        if self._kept.pop(form, None) is not None:
            self._hand_over([form, None, None, ""])

    def settle(self) -> None:
        """Wait until everything handed over is on the disk."""
        self._writer.submit(lambda: None).result()

    def close(self) -> None:
        """Finish writing; what is kept later is written at once, on the caller's thread."""
        self._closed = True
        self._writer.shutdown(wait=True)

    def _hand_over(self, record: list[Any]) -> None:
        if self._closed:
            self._append(record)
        else:
            self._writer.submit(self._append, record)

    def _append(self, record: list[Any]) -> None:
        plain = json.dumps(record, ensure_ascii=False).encode()
        try:
            with self._file.open("r+b", buffering=0) as journal:
                journal.seek(0, os.SEEK_END)
                journal.write(self._sealed(plain))
                os.fsync(journal.fileno())
        except OSError as error:
            _log.warning("a draft could not be kept: %s", error.strerror)
            self._complain()

    def _complain(self) -> None:
        if self._failed is not None:
            failed, self._failed = self._failed, None
            failed("草稿未能留存（磁盘已满或文件夹不可写），请尽快保存正在填写的内容。")

    def _sealed(self, plain: bytes) -> bytes:
        nonce = os.urandom(12)
        sealed = self._cipher.encrypt(nonce, plain, struct.pack("<Q", self._count))
        self._count += 1
        return _HEAD.pack(len(sealed), nonce) + sealed

    def _load(self) -> tuple[dict[str, Draft], int, bool]:
        """What is kept, how many records hold it, and whether the file was sound to its end."""
        data = self._file.read_bytes() if self._file.exists() else _MAGIC
        kept: dict[str, Draft] = {}
        at, count = len(_MAGIC), 0
        while (record := self._record(data, at, count)) is not None:
            (form, texts, version, kept_at), at = record
            kept.pop(form, None)
            if texts is not None:
                kept[form] = Draft(texts, version, kept_at)
            count += 1
        return kept, count, at == len(data) and data.startswith(_MAGIC)

    def _record(self, data: bytes, at: int, count: int) -> tuple[list[Any], int] | None:
        from cryptography.exceptions import InvalidTag

        if at + _HEAD.size > len(data):
            return None
        length, nonce = _HEAD.unpack_from(data, at)
        end = at + _HEAD.size + length
        sealed = data[at + _HEAD.size : end]
        if len(sealed) < length:
            return None
        try:
            plain = self._cipher.decrypt(nonce, sealed, struct.pack("<Q", count))
        except InvalidTag:
            return None
        record: list[Any] = json.loads(plain)
        return record, end

    def _start(self, sound: bool) -> None:
        """Write the journal anew with only what still waits; keep a damaged one beside it."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        if not sound and self._file.exists():
            self._file.replace(self._file.with_suffix(".damaged"))
        self._count = 0
        fresh = self._file.with_suffix(".new")
        lines = (
            [form, dict(draft.texts), draft.version, draft.kept_at]
            for form, draft in self._kept.items()
        )
        body = b"".join(self._sealed(json.dumps(one, ensure_ascii=False).encode()) for one in lines)
        with fresh.open("wb") as journal:
            journal.write(_MAGIC + body)
            journal.flush()
            os.fsync(journal.fileno())
        fresh.chmod(0o600)
        fresh.replace(self._file)
