"""Slack's message objects, as events and history bring them, read into our own values.

Shapes: https://docs.slack.dev/reference/events/message and its subtypes. Tools often leave ``text``
empty and put everything into ``attachments`` or ``blocks``, so all of it is flattened.
Nothing here raises for a strange shape: what cannot be read is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.conversation import Kind, Message, Person, moment

Raw = Mapping[str, Any]

# Slack writes these itself: https://docs.slack.dev/reference/events/message#subtypes
NOTICES = frozenset(
    "channel_join channel_leave channel_topic channel_purpose channel_name channel_archive channel_unarchive "
    "channel_convert_to_private group_join group_leave group_topic group_purpose group_name group_archive "
    "group_unarchive pinned_item unpinned_item reminder_add tombstone bot_add bot_remove "
    "ekm_access_denied channel_posting_permissions sh_room_created".split()
)
HIDDEN = frozenset({"message_replied", "assistant_app_thread"})


@dataclass(frozen=True, slots=True)
class Said:
    """A message as it now stands in a channel: new, edited or deleted (``message.deleted``)."""

    workspace: str
    channel: str
    message: Message


def read_event(workspace: str, event: Raw) -> Said | None:
    """A ``message`` event of the Events API as what it says of one message, or None if it says nothing."""
    channel, subtype = event.get("channel"), event.get("subtype")
    if not isinstance(channel, str) or subtype in HIDDEN:
        return None
    if subtype == "message_deleted":
        gone = _mapping(event.get("previous_message")) | {"ts": event.get("deleted_ts")}
        message = read_message(gone, deleted=True)
    elif subtype == "message_changed":
        message = read_message(_mapping(event.get("message")), edited=str(event.get("ts") or ""))
    else:
        message = read_message(event)
    return Said(workspace, channel, message) if message else None


def read_message(raw: Raw, *, deleted: bool = False, edited: str | None = None) -> Message | None:
    """One message object as a :class:`Message`, or None where it has no readable ``ts``.

    ``edited`` is the time of the edit for a message_changed event; a message object's own
    ``edited.ts`` serves where it is absent. Slack also sends message_changed for an unfurl or a
    reply count, so the later of both orders the versions.
    """
    ts = raw.get("ts")
    try:
        at = moment(str(ts))
    except ValueError:
        return None
    subtype = raw.get("subtype")
    thread = raw.get("thread_ts")
    return Message(
        id=str(ts),
        at=at,
        author=str(raw.get("user") or raw.get("bot_id") or ""),
        text="" if deleted else flatten(raw),
        kind=_kind(raw),
        author_name=_tool_name(raw),
        thread=str(thread) if thread else None,
        edited=edited or _mapping(raw.get("edited")).get("ts"),
        deleted=deleted or subtype == "tombstone",
        reactions=tuple(str(r["name"]) for r in _mappings(raw.get("reactions")) if "name" in r),
        files=tuple(str(f.get("name") or f.get("title") or "file") for f in _mappings(raw.get("files"))),
    )


def read_person(raw: Raw) -> Person:
    """A user object (users.info, or a bundle's list) as a :class:`Person`."""
    profile = _mapping(raw.get("profile"))
    return Person(
        id=str(raw.get("id") or ""),
        name=str(profile.get("display_name") or raw.get("name") or ""),
        real_name=str(raw.get("real_name") or profile.get("real_name") or ""),
        is_bot=bool(raw.get("is_bot")),
        tz=str(raw.get("tz") or "Etc/UTC"),
        email=profile.get("email") or raw.get("email"),
        left=bool(raw.get("deleted")),
    )


def flatten(raw: Raw) -> str:
    """All the text of a message, a line each: its own, then its blocks', then its attachments'."""
    own = str(raw.get("text") or "")
    # A message's text repeats its blocks where a client wrote both; a tool's text may be empty.
    parts = [own] if own.strip() else list(_block_texts(raw.get("blocks")))
    for attachment in _mappings(raw.get("attachments")):
        parts += _attachment_texts(attachment)
    return "\n".join(dict.fromkeys(part.strip() for part in parts if part and part.strip()))


def _attachment_texts(attachment: Raw) -> list[str]:
    parts = [str(attachment.get(key) or "") for key in ("pretext", "author_name", "title", "text")]
    parts += [_field(field) for field in _mappings(attachment.get("fields"))]
    parts += _block_texts(attachment.get("blocks"))
    if not any(parts):
        parts = [str(attachment.get("fallback") or "")]
    return parts


def _field(field: Raw) -> str:
    title, value = str(field.get("title") or ""), str(field.get("value") or "")
    return f"{title}: {value}" if title and value else title or value


def _block_texts(value: Any) -> Iterator[str]:
    """The text objects inside blocks, outermost block by block (rich text joined to one line a section)."""
    for block in _mappings(value):
        if block.get("type") == "rich_text":
            for section in _mappings(block.get("elements")):
                yield "".join(_rich_texts(section))
        else:
            yield from _texts(block)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        text = value.get("text")
        if isinstance(text, str):
            yield text
        for key in ("text", "fields", "elements", "accessory", "title"):
            if isinstance(value.get(key), Mapping | list):
                yield from _texts(value[key])
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _rich_texts(element: Raw) -> Iterator[str]:
    kind = element.get("type")
    if kind == "user":
        yield f"<@{element.get('user_id')}>"
    elif kind == "channel":
        yield f"<#{element.get('channel_id')}>"
    elif kind == "emoji":
        yield f":{element.get('name')}:"
    elif kind == "link":
        yield f"<{element.get('url')}|{element.get('text') or element.get('url')}>"
    elif isinstance(element.get("text"), str):
        yield str(element["text"])
    for inner in _mappings(element.get("elements")):
        yield from _rich_texts(inner)


def _kind(raw: Raw) -> Kind:
    if raw.get("subtype") in NOTICES:
        return Kind.NOTICE
    if raw.get("bot_id") or raw.get("subtype") == "bot_message":
        return Kind.TOOL
    return Kind.PERSON


def _tool_name(raw: Raw) -> str:
    profile = _mapping(raw.get("bot_profile"))
    return str(raw.get("username") or profile.get("name") or "")


def _mapping(value: Any) -> dict[str, Any]:
    return dict(value) if isinstance(value, Mapping) else {}


def _mappings(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []
