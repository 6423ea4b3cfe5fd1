"""A JSON file read with its places kept, so that every complaint says where and what to do."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

from bot.errors import UserError

LARGEST = 256 * 1024 * 1024  # bytes; a channel of 100,000 messages is about 60 MB
_ESCAPED_SURROGATE = re.compile(rb"\\u(?:[dD][89a-fA-F]|0000)")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # PostgreSQL refuses NUL, UTF-8 a lone surrogate


@dataclass(frozen=True, slots=True)
class Node:
    """A value inside a JSON file, and where it stands there ("messages[14].ts")."""

    value: Any
    file: str
    place: str = ""

    def wrong(self, what: str, mend: str) -> NoReturn:
        """Raises the UserError: one sentence with the file, the place, what is wrong and the mend."""
        where = f"{self.file}, {self.place}" if self.place else self.file
        raise UserError(f"{where}: {what}; {mend}.")

    def object(self) -> Node:
        if not isinstance(self.value, dict):
            self.wrong(f"expected an object, found {_kind(self.value)}", "write it as {…}")
        return self

    def get(self, key: str) -> Node:
        place = f"{self.place}.{key}" if self.place else key
        return Node(self.value.get(key), self.file, place)

    def need(self, key: str) -> Node:
        """What stands under ``key``, which has to be there."""
        if key not in self.value:
            self.get(key).wrong("it is missing", f'add "{key}"')
        return self.get(key)

    def items(self) -> Iterator[Node]:
        """Each item of a list, in order; nothing where there is no list at all (null or missing)."""
        if self.value is None:
            return
        if not isinstance(self.value, list):
            self.wrong(f"expected a list, found {_kind(self.value)}", "write it as […]")
        for index, value in enumerate(self.value):
            yield Node(value, self.file, f"{self.place}[{index}]")

    def text(self, default: str = "") -> str:
        """A string; a number is taken as its digits, null or missing as ``default``."""
        if self.value is None:
            return default
        if isinstance(self.value, bool) or not isinstance(self.value, str | int | float):
            self.wrong(f"expected text, found {_kind(self.value)}", 'put it in "quotes"')
        return str(self.value)

    def optional(self) -> str | None:
        return self.text() or None

    def texts(self) -> tuple[str, ...]:
        return tuple(filter(None, (item.text() for item in self.items())))

    def time(self) -> datetime | None:
        """An ISO 8601 time as aware UTC (without an offset it is read as UTC), or None if absent."""
        if self.value is None or self.value == "":
            return None
        try:
            at = datetime.fromisoformat(str(self.value))
            return (at.replace(tzinfo=UTC) if at.tzinfo is None else at).astimezone(UTC)
        except (ValueError, OverflowError):
            self.wrong(f"{shown(self.value)} is not a time", "write it as 2026-03-02T14:03:00Z")

    def needed_time(self) -> datetime:
        return self.time() or self.wrong("a time is missing", "write it as 2026-03-02T14:03:00Z")


def read_json(path: Path) -> Node:
    """The JSON in ``path``. Raises UserError where it cannot be read, saying line and column."""
    try:
        if path.stat().st_size > LARGEST:
            raise UserError(f"{path}: it is larger than {LARGEST // 2**20} MB; split the channel by date.")
        raw = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise UserError(f"{path}: it cannot be read ({reason}); check the path and its rights.") from error
    if not raw.strip():
        raise UserError(f"{path}: the file is empty; save the incident's JSON into it.")
    try:
        value = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UserError(f"{path}, byte {error.start}: it is not UTF-8 text; save it as UTF-8.") from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno} column {error.colno}"
        raise UserError(f"{path}, {where}: this is not JSON ({error.msg}); correct it there.") from error
    except RecursionError as error:
        raise UserError(f"{path}: it is nested too deeply; it is not an incident.") from error
    except ValueError as error:
        raise UserError(f"{path}: it holds a number far too long; shorten it.") from error
    if b"\x00" in raw or _ESCAPED_SURROGATE.search(raw):
        value = _storable(value)
    return Node(value, str(path))


def shown(value: Any) -> str:
    """A value for a message: JSON, clipped."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 40 else text[:39] + "…"


def _kind(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true or false"
    names = {dict: "an object", list: "a list", str: "text", int: "a number", float: "a number"}
    return names.get(type(value), "something else")


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return _UNSTORABLE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_storable(item) for item in value]
    if isinstance(value, dict):
        return {_storable(key): _storable(inner) for key, inner in value.items()}
    return value
