"""conversations.*: where people are and what was said there."""

from __future__ import annotations

import hashlib
from typing import Any

from bot.sandbox.clock import micros
from bot.sandbox.errors import SlackError
from bot.sandbox.web_api.call import Call, Method, next_cursor, page_of
from bot.sandbox.world import Channel, channel_object

Json = dict[str, Any]

FOREVER = 10**18
_TYPES = {"channel": "public_channel", "private": "private_channel", "im": "im", "mpim": "mpim"}


def history(call: Call) -> Json:
    """conversations.history: newest first, replies left out unless they were sent to the channel too."""
    channel = call.channel(joined=True)
    log = channel.log
    with call.sandbox.workspace.lock:
        latest = call.instant("latest", FOREVER)
        inclusive = call.flag("inclusive")
        if position := call.cursor():
            latest, inclusive = _position(position), False
        found = log.top(call.instant("oldest", -1), latest, inclusive=inclusive)
        limit = call.limit(100, 999)
        page = found[-limit:][::-1]
        messages = [_shown(call, log.get(ts)) for ts in page]
    answer: Json = {"messages": messages, "has_more": len(found) > limit, "pin_count": 0}
    if len(found) > limit:
        answer["response_metadata"] = {"next_cursor": next_cursor(page[-1])}
    return answer


def replies(call: Call) -> Json:
    """conversations.replies: the parent, then what was answered, oldest first."""
    channel = call.channel(joined=True)
    log = channel.log
    with call.sandbox.workspace.lock:
        ts = call.text("ts", error="thread_not_found")
        parent = log.get(ts)
        if parent is None and not log.has_replies(ts):
            raise SlackError("thread_not_found")
        oldest, inclusive = call.instant("oldest", -1), call.flag("inclusive")
        position = call.cursor()
        if position:
            oldest, inclusive = _position(position), False
        found = log.replies(ts, oldest, call.instant("latest", FOREVER), inclusive=inclusive)
        limit = call.limit(1000, 1000)
        first = [parent] if parent is not None and not position else []
        page = found[: max(limit - len(first), 0)]
        messages = [_shown(call, message) for message in [*first, *(log.get(item) for item in page)]]
    more = len(page) < len(found)
    answer: Json = {"messages": messages, "has_more": more}
    if more:
        answer["response_metadata"] = {"next_cursor": next_cursor(page[-1] if page else ts)}
    return answer


def info(call: Call) -> Json:
    """conversations.info."""
    channel = call.channel()
    count = call.flag("include_num_members")
    return {"channel": channel_object(channel, call.sandbox.workspace.world, count=count)}


def list_all(call: Call) -> Json:
    """conversations.list: public channels, and of the others those the bot is in."""
    return _listed(call, joined=False)


def list_joined(call: Call) -> Json:
    """users.conversations: only those the bot (or the user named) is in."""
    return _listed(call, joined=True)


def members(call: Call) -> Json:
    """conversations.members."""
    channel = call.channel()
    everybody = [{"id": user} for user in channel.members]
    page, metadata = page_of(call, everybody, 100, 1000)
    return {"members": [item["id"] for item in page], "response_metadata": metadata}


def open_conversation(call: Call) -> Json:
    """conversations.open: a direct message with one person, or a group's with several."""
    workspace = call.sandbox.workspace
    if given := call.optional("channel"):
        channel = call.channel()
        if given != channel.id or channel.kind not in ("im", "mpim"):
            raise SlackError("channel_not_found")
    else:
        users = [item for item in str(call.text("users", error="users_list_not_supplied")).split(",") if item]
        for user in users:
            if workspace.user(user).deleted:
                raise SlackError("user_disabled")
        channel = workspace.open_im(users[0]) if len(users) == 1 else _group(call, users)
    shown = {"id": channel.id}
    if call.flag("return_im"):
        shown = channel_object(channel, workspace.world)
    return {"no_op": True, "already_open": True, "channel": shown}


def join(call: Call) -> Json:
    """conversations.join: the bot comes into a public channel."""
    channel = call.channel()
    workspace = call.sandbox.workspace
    if channel.kind != "channel":
        raise SlackError("method_not_supported_for_channel_type")
    if channel.archived:
        raise SlackError("is_archived")
    already = workspace.bot.user_id in channel.members
    workspace.join(channel.id, workspace.bot.user_id)
    answer: Json = {"channel": channel_object(channel, workspace.world)}
    return answer | ({"warning": "already_in_channel"} if already else {})


def _group(call: Call, users: list[str]) -> Channel:
    workspace = call.sandbox.workspace
    names = [workspace.user(user).name for user in users]
    key = hashlib.sha256(",".join(sorted(users)).encode()).hexdigest()[:9].upper()
    known = workspace.world.channels.get(f"G{key}")
    if known is not None:
        return known
    people = dict.fromkeys([*users, workspace.bot.user_id])
    group = Channel(f"G{key}", f"mpdm-{'--'.join(names)}-1", kind="mpim", members=people)
    workspace.add_channel(group)
    return group


def _listed(call: Call, *, joined: bool) -> Json:
    workspace = call.sandbox.workspace
    user = call.optional("user") or workspace.bot.user_id
    wanted = set((call.optional("types") or "public_channel").replace(" ", "").split(","))
    if not wanted <= set(_TYPES.values()):
        raise SlackError("invalid_types")
    found = []
    for channel in list(workspace.world.channels.values()):
        inside = user in channel.members and (
            channel.kind == "channel" or workspace.bot.user_id in channel.members
        )
        if _TYPES[channel.kind] not in wanted or (call.flag("exclude_archived") and channel.archived):
            continue
        if inside or (channel.kind == "channel" and not joined):
            found.append(channel_object(channel, workspace.world, count=not joined))
    page, metadata = page_of(call, found, 100, 1000)
    return {"channels": page, "response_metadata": metadata}


def _shown(call: Call, message: Json | None) -> Json:
    """A message as history shows it: metadata only when asked for."""
    assert message is not None
    if call.flag("include_all_metadata"):
        return message
    return {key: value for key, value in message.items() if key != "metadata"}


def _position(position: str) -> int:
    try:
        return micros(position)
    except ValueError:
        raise SlackError("invalid_cursor") from None


METHODS: dict[str, Method] = {
    "conversations.history": history,
    "conversations.replies": replies,
    "conversations.info": info,
    "conversations.list": list_all,
    "conversations.members": members,
    "conversations.open": open_conversation,
    "conversations.join": join,
    "users.conversations": list_joined,
}
