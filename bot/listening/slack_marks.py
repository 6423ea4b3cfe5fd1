"""Slack's reactions and pins read into marks: from their own events, and from message objects.

Shapes: https://docs.slack.dev/reference/events/reaction_added, .../pin_added, and ``reactions``,
``pinned_to`` and ``pinned_info`` of a message object in a channel's history.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.conversation import Mark, moment

Raw = Mapping[str, Any]

EVENTS = ("reaction_added", "reaction_removed", "pin_added", "pin_removed")


def read_mark(event: Raw) -> tuple[str, Mark] | None:
    """What one of :data:`EVENTS` says, and in which channel; None where it is not about a message."""
    item = _mapping(event.get("item"))
    at = _moment(event.get("event_ts"))
    if item.get("type") != "message" or at is None:
        return None
    kind, _, change = str(event.get("type")).partition("_")
    message = item.get("ts") if kind == "reaction" else _mapping(item.get("message")).get("ts")
    channel = item.get("channel") or event.get("channel_id")
    if _moment(message) is None or not isinstance(channel, str):
        return None
    name = str(event.get("reaction") or "") if kind == "reaction" else ""
    return channel, Mark(str(message), kind, name, str(event.get("user") or ""), at, gone=change == "removed")


def read_marks(raw: Raw, channel: str = "") -> tuple[Mark, ...]:
    """The marks that a message object shows: who reacted (when is not told), and whether it is pinned.

    ``channel`` is where it is read, "" if unknown: a message may be pinned elsewhere.
    """
    message = raw.get("ts")
    if _moment(message) is None:
        return ()
    marks = [
        Mark(str(message), "reaction", str(reaction["name"]), user)
        for reaction in _list(raw.get("reactions"))
        if isinstance(reaction, Mapping) and reaction.get("name")
        for user in dict.fromkeys(u for u in _list(reaction.get("users")) if isinstance(u, str))
    ]
    places = [place for place in _list(raw.get("pinned_to")) if isinstance(place, str)]
    if places and (not channel or channel in places):
        told = _mapping(raw.get("pinned_info"))
        by, at = str(told.get("pinned_by") or ""), _moment(told.get("pinned_ts"))
        marks.append(Mark(str(message), "pin", "", by, at))
    return tuple(marks)


def _moment(ts: Any) -> datetime | None:
    try:
        return moment(str(ts))
    except ValueError:
        return None


def _mapping(value: Any) -> Raw:
    return value if isinstance(value, Mapping) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
