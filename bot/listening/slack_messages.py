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
    "ekm_access_denied channel_posting_permissions sh_room_created huddle_thread".split()
)
HIDDEN = frozenset({"message_replied", "assistant_app_thread"})
# What one may press isn't what is said: a "Mark resolved" button resolves nothing.
CONTROLS = frozenset("actions button overflow datepicker timepicker checkboxes radio_buttons input".split())
# Where a block keeps its texts: https://docs.slack.dev/reference/block-kit/blocks
INSIDE = "text title subtitle description body details output fields elements rows accessory".split()
DEEPEST = 20  # blocks nest a few levels; a made-up message must not exhaust the stack


@dataclass(frozen=True, slots=True)
class Said:
    """A message as it now stands in a channel: new, edited or deleted (``message.deleted``)."""

    workspace: str
    channel: str
    message: Message


def read_event(workspace: str, event: Raw) -> Said | None:
    """A ``message`` event of the Events API as what it says of one message, or None if it says nothing."""
    channel, subtype = event.get("channel"), _subtype(event)
    if not isinstance(channel, str) or subtype in HIDDEN:
        return None
    if subtype == "message_deleted":
        gone = _mapping(event.get("previous_message")) | {"ts": event.get("deleted_ts")}
        # Nothing tells the time of a deletion but its event.
        message = read_message(gone, deleted=True, edited=str(event.get("event_ts") or "") or None)
    elif subtype == "message_changed":
        message = _read_changed(event)
    else:
        message = read_message(event)
    return Said(workspace, channel, message) if message else None


def read_message(raw: Raw, *, deleted: bool = False, edited: str | None = None) -> Message | None:
    """One message object as a :class:`Message`, or None where it has no readable ``ts``.

    ``edited`` is the time of the edit where an event tells it; else the message's own ``edited.ts``.
    """
    ts = raw.get("ts")
    try:
        at = moment(str(ts))
    except ValueError:
        return None
    thread = raw.get("thread_ts")
    return Message(
        id=str(ts),
        at=at,
        author=str(raw.get("user") or raw.get("bot_id") or ""),
        text="" if deleted else flatten(raw),
        kind=_kind(raw),
        author_name=_tool_name(raw),
        thread=str(thread) if thread else None,
        edited=edited or _edited(raw),
        deleted=deleted or _subtype(raw) == "tombstone",
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
        email=str(profile.get("email") or raw.get("email") or "") or None,
        left=bool(raw.get("deleted")),
        is_admin=any(raw.get(right) is True for right in ("is_admin", "is_owner", "is_primary_owner")),
    )


def flatten(raw: Raw) -> str:
    """All the text of a message, a line each: its own, then its blocks', then its attachments'.

    Quoted, forwarded and unfurled text stands in lines that begin with ">", preformatted text between
    backticks, so that a reader can tell them from the author's own words.
    """
    own = str(raw.get("text") or "")
    parts = [own]
    # A person's text repeats their blocks; a tool's may be empty or a mere summary of them.
    if not own.strip() or _is_tool(raw):
        said = _plain(own)
        parts += [part for part in _block_texts(raw.get("blocks")) if _plain(part) not in said]
    for attachment in _mappings(raw.get("attachments")):
        parts += _attachment_texts(attachment)
    return "\n".join(dict.fromkeys(part.strip() for part in parts if part and part.strip()))


def _read_changed(event: Raw) -> Message | None:
    """The message of a message_changed event, which Slack also sends for an unfurl or a reply count.

    Only a change of words is an edit at the event's time; other versions keep the message's own edit time.
    """
    new, old = _mapping(event.get("message")), _mapping(event.get("previous_message"))
    same_words = bool(old) and _own_text(new) == _own_text(old)
    return read_message(new, edited=None if same_words else str(event.get("ts") or "") or None)


def _own_text(raw: Raw) -> str:
    return "\n".join(line for line in flatten(raw).splitlines() if not line.startswith("> "))


def _plain(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())


def _attachment_texts(attachment: Raw) -> list[str]:
    parts = [str(attachment.get(key) or "") for key in ("pretext", "author_name", "title", "text")]
    parts += [_field(field) for field in _mappings(attachment.get("fields"))]
    parts += _block_texts(attachment.get("blocks") or _shared_blocks(attachment))
    if not any(parts):
        parts = [str(attachment.get("fallback") or "")]
    # Not the author's own words: a forwarded message, or what a link leads to.
    if any(attachment.get(key) for key in ("is_share", "is_msg_unfurl", "from_url", "is_app_unfurl")):
        parts = [_as_quote(part) for part in parts if part.strip()]
    return parts


def _shared_blocks(attachment: Raw) -> list[Any]:
    """A forwarded message's blocks, which lie one wrapping deeper and repeat its text."""
    if attachment.get("text"):
        return []
    wrapped = [_mapping(block.get("message")) for block in _mappings(attachment.get("message_blocks"))]
    return [block for message in wrapped for block in _mappings(message.get("blocks"))]


def _as_quote(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.strip().splitlines())


def _field(field: Raw) -> str:
    title, value = str(field.get("title") or ""), str(field.get("value") or "")
    return f"{title}: {value}" if title and value else title or value


def _block_texts(value: Any) -> list[str]:
    """The text objects inside blocks, outermost block by block (rich text one line a section)."""
    found: list[str] = []
    for block in _mappings(value):
        if block.get("type") == "rich_text":
            found += _rich_sections(block, 0)
        elif block.get("type") == "table":
            found += _rows(block)
        else:
            found += _texts(block, 0)
    return found


def _rows(table: Raw) -> Iterator[str]:
    """A line for each row of a table, so that what belongs together stays together."""
    rows = table.get("rows")
    for row in rows if isinstance(rows, list) else []:
        cells = (" ".join(_texts(cell, 1)).strip() for cell in _mappings(row))
        yield " | ".join(cell for cell in cells if cell)


def _texts(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, Mapping) and depth < DEEPEST:
        if str(value.get("type")) in CONTROLS or "select" in str(value.get("type")):
            return
        if value.get("type") == "rich_text":
            yield from _rich_sections(value, depth)
            return
        text = value.get("text")
        if isinstance(text, str):
            yield text
        if depth == 0 and value.get("type") == "image":  # not the small ones beside a text: those are faces
            yield str(value.get("alt_text") or "")
        for key in INSIDE:
            if isinstance(value.get(key), Mapping | list):
                yield from _texts(value[key], depth + 1)
    elif isinstance(value, list) and depth < DEEPEST:
        for inner in value:
            yield from _texts(inner, depth + 1)


def _rich_sections(block: Raw, depth: int) -> Iterator[str]:
    """A line for each section, list item, quote and preformatted part of a rich text block."""
    for section in _mappings(block.get("elements")):
        kind = section.get("type")
        if kind == "rich_text_list" and depth < DEEPEST:
            yield from _rich_sections(section, depth + 1)
            continue
        text = "".join(_rich_texts(section, 0))
        if kind == "rich_text_quote":
            yield _as_quote(text)
        elif kind == "rich_text_preformatted":
            yield f"```{text}```"
        else:
            yield text


def _rich_texts(element: Raw, depth: int) -> Iterator[str]:
    kind = element.get("type")
    text = element.get("text")
    if kind == "user":
        yield f"<@{element.get('user_id')}>"
    elif kind == "channel":
        yield f"<#{element.get('channel_id')}>"
    elif kind == "emoji":
        yield f":{element.get('name')}:"
    elif kind == "usergroup":
        yield f"<!subteam^{element.get('usergroup_id')}>"
    elif kind == "date":
        yield str(element.get("fallback") or "")
    elif kind == "broadcast":
        yield f"<!{element.get('range')}>"
    elif kind == "link":
        yield f"<{element.get('url')}|{text or element.get('url')}>"
    elif isinstance(text, str):
        style = _mapping(element.get("style"))
        yield f"`{text}`" if style.get("code") else f"~{text}~" if style.get("strike") else text
    for inner in _mappings(element.get("elements")) if depth < DEEPEST else []:
        yield from _rich_texts(inner, depth + 1)


def _kind(raw: Raw) -> Kind:
    if _subtype(raw) in NOTICES:
        return Kind.NOTICE
    return Kind.TOOL if _is_tool(raw) else Kind.PERSON


def _is_tool(raw: Raw) -> bool:
    return bool(raw.get("bot_id")) or _subtype(raw) == "bot_message" or raw.get("user") == "USLACKBOT"


def _subtype(raw: Raw) -> str:
    return str(raw.get("subtype") or "")


def _edited(raw: Raw) -> str | None:
    stamp = _mapping(raw.get("edited")).get("ts")
    return str(stamp) if stamp else None


def _tool_name(raw: Raw) -> str:
    profile = _mapping(raw.get("bot_profile"))
    return str(raw.get("username") or profile.get("name") or "")


def _mapping(value: Any) -> dict[str, Any]:
    return dict(value) if isinstance(value, Mapping) else {}


def _mappings(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []
