"""Channels written as lines of "14:03 ana: text", for tests that listen to them."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.conversation import Kind, Message

DAY = datetime(2027, 2, 9, tzinfo=UTC)


def channel(*lines: str) -> list[Message]:
    """Messages of 9 February 2027 (UTC). A name in brackets is a tool; "ana>1" replies to the first line."""
    return [_message(str(number), line) for number, line in enumerate(lines, start=1)]


def _message(id: str, line: str) -> Message:
    clock, _, rest = line.partition(" ")
    name, _, text = rest.partition(": ")
    hour, minute = clock.split(":")
    name, _, thread = name.partition(">")
    tool = name.startswith("[")
    return Message(
        id=id,
        at=DAY.replace(hour=int(hour), minute=int(minute)),
        author="" if tool else name,
        author_name=name.strip("[]").replace("_", " ") if tool else "",
        text=text,
        kind=Kind.TOOL if tool else Kind.PERSON,
        thread=thread or None,
    )
