"""Stored types that mean the same on SQLCipher and PostgreSQL."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Dialect, LargeBinary, String, Text, Uuid
from sqlalchemy.types import TypeDecorator, TypeEngine

from desktop.values import Choice


def new_key() -> UUID:
    """A UUIDv7 (RFC 9562 §5.7): made by the client, so that a retried deed keeps its ids."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds & (1 << 48) - 1) << 80 | random
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)


class Key(TypeDecorator[UUID]):
    """A record's id: 16 bytes on SQLCipher, `uuid` on PostgreSQL."""

    impl = Uuid
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Bytes on SQLite, whose own Uuid would become 32 characters of text."""
        return dialect.type_descriptor(LargeBinary(16) if dialect.name == "sqlite" else Uuid())

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> Any:
        """To bytes where the engine has no uuid."""
        return value.bytes if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> UUID | None:
        """Back to a UUID."""
        return UUID(bytes=bytes(value)) if isinstance(value, bytes | memoryview) else value


class Instant(TypeDecorator[datetime]):
    """A moment in UTC; on SQLite as ISO text of fixed width, so that it sorts."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text on SQLite, timestamptz on PostgreSQL."""
        kind = String(27) if dialect.name == "sqlite" else DateTime(timezone=True)
        return dialect.type_descriptor(kind)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Refuses a moment without zone: a bug that would shift days."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("moments are stored with their zone")
        moment = value.astimezone(UTC)
        if dialect.name == "sqlite":
            return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        return moment

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Always aware, always UTC."""
        if value is None or isinstance(value, datetime):
            return value
        return datetime.strptime(value, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


class Money(TypeDecorator[Decimal]):
    """Yuan as `Decimal` in Python, whole 分 in the database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Refuses fractions of a 分 instead of rounding them away."""
        if value is None:
            return None
        cents = Decimal(value) * 100
        if cents != cents.to_integral_value():
            raise ValueError(f"{value} has fractions of a 分")
        return int(cents)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        """Two decimals."""
        return None if value is None else (Decimal(value) / 100).quantize(Decimal("0.01"))


class Keyed(TypeDecorator[Choice]):
    """A choice, stored by its English key."""

    impl = Text
    cache_ok = True

    def __init__(self, choices: type[Choice]) -> None:
        super().__init__()
        self.choices = choices

    def process_bind_param(self, value: Choice | None, dialect: Dialect) -> str | None:
        """The key."""
        return None if value is None else str(value.value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Choice | None:
        """The member."""
        return None if value is None else self.choices.of(value)
