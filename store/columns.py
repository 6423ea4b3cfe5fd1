"""The kinds of column: whatever comes from outside must fit, so text is made safe here and nowhere else."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, Text, TypeDecorator
from sqlalchemy.types import TypeEngine

# What JSON from outside may bring and a database cannot hold: PostgreSQL no NUL, neither half a character.
_UNSAFE = re.compile("[\x00\ud800-\udfff]")
_ESCAPED_NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")
STANDS_FOR_UNSAFE = "\ufffd"

Key = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up only INTEGER PRIMARY KEY


def safe(text: str) -> str:
    """The text with U+FFFD for each NUL and lone surrogate."""
    if text.isascii() and "\x00" not in text:  # nearly always, and a hundred times cheaper to see
        return text
    return _UNSAFE.sub(STANDS_FOR_UNSAFE, text)


def to_json(value: Any) -> str:
    """JSON whose strings are safe, too."""
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if "\\u0000" in plain:
        plain = _ESCAPED_NUL.sub(rf"\1{STANDS_FOR_UNSAFE}", plain)
    return safe(plain)


class Words(TypeDecorator[str]):
    """Text of any length (a limit would refuse, on PostgreSQL alone, what some vendor sends one day)."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002  (SQLAlchemy's)
        return None if value is None else safe(value)


class Id(Words):
    """Text compared byte by byte, as Python and SQLite do: a locale's order would sort "~" before digits."""

    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Text(collation="C") if dialect.name == "postgresql" else Text())


class Utc(TypeDecorator[datetime]):
    """An aware UTC time; SQLite, which has no zones, holds it naive. A naive one is refused (ValueError)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without a zone: {value}")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)
