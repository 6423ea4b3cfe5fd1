"""chat.* and reactions.*: what the bot says."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from bot.sandbox import limits
from bot.sandbox.errors import SlackError
from bot.sandbox.message_log import is_reply
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.surfaces import check_blocks, check_metadata, with_ids
from bot.sandbox.web_api.call import Call, Method

Json = dict[str, Any]


def post_message(call: Call) -> Json:
    """chat.postMessage: the message stands exactly when this returned."""
    channel = call.channel(joined=True)
    if channel.archived:
        raise SlackError("is_archived")
    fields = {**_author(call), **_content(call)}
    metadata = call.data("metadata")
    if metadata is not None and (checked := check_metadata(metadata)):
        fields["metadata"] = checked
    thread_ts = call.optional("thread_ts")
    # Slack does not refuse an answer to a message that is gone: it posts it into the channel itself, and
    # only the missing thread_ts in its answer tells (slack-go#1571, PostHog#83601).
    if thread_ts is not None and channel.log.get(thread_ts) is not None:
        fields["thread_ts"] = thread_ts
        if call.flag("reply_broadcast"):
            fields["subtype"] = "thread_broadcast"
    message = call.sandbox.workspace.post(channel.id, fields)
    return {"channel": channel.id, "ts": message["ts"], "message": message}


def update(call: Call) -> Json:
    """chat.update: what is not given stays as it was."""
    workspace = call.sandbox.workspace
    channel = call.channel()
    with workspace.lock:
        old = workspace.message(channel.id, call.text("ts", error="message_not_found"))
        if old.get("bot_id") != workspace.bot.bot_id or old.get("subtype") == "tombstone":
            raise SlackError("cant_update_message")
        if channel.archived:
            raise SlackError("is_archived")
        fields = _content(call, updating=True)
        metadata = call.data("metadata")
        if metadata is not None:
            fields["metadata"] = check_metadata(metadata)
        message = workspace.edit(channel.id, old["ts"], fields, by=workspace.bot.user_id)
    return {"channel": channel.id, "ts": message["ts"], "text": message["text"], "message": message}


def delete(call: Call) -> Json:
    """chat.delete: only the bot's own."""
    workspace = call.sandbox.workspace
    channel = call.channel()
    with workspace.lock:
        old = workspace.message(channel.id, call.text("ts", error="message_not_found"))
        if old.get("subtype") == "tombstone":
            raise SlackError("message_not_found")
        if old.get("bot_id") != workspace.bot.bot_id:
            raise SlackError("cant_delete_message")
        workspace.delete(channel.id, old["ts"])
    return {"channel": channel.id, "ts": old["ts"]}


def post_ephemeral(call: Call) -> Json:
    """chat.postEphemeral: only one member of the channel sees it."""
    channel = call.channel(joined=True)
    if channel.archived:
        raise SlackError("is_archived")
    user = call.text("user", error="user_not_found")
    call.sandbox.workspace.user(user)
    if user not in channel.members:
        raise SlackError("user_not_in_channel")
    fields = _content(call)
    if thread_ts := call.optional("thread_ts"):
        fields["thread_ts"] = thread_ts
    message = call.sandbox.ephemerals.show(channel.id, user, fields)
    return {"message_ts": message["ts"]}


def get_permalink(call: Call) -> Json:
    """chat.getPermalink."""
    channel = call.channel()
    message = call.sandbox.workspace.message(channel.id, call.text("message_ts", error="message_not_found"))
    return {"channel": channel.id, "permalink": permalink(call.sandbox, channel.id, message)}


def add_reaction(call: Call) -> Json:
    """reactions.add."""
    channel = call.channel()
    name = call.text("name", error="no_reaction").strip(":")
    ts = call.text("timestamp", error="no_item_specified")
    call.sandbox.workspace.react(channel.id, ts, call.sandbox.workspace.bot.user_id, name)
    return {}


def remove_reaction(call: Call) -> Json:
    """reactions.remove."""
    channel = call.channel()
    name = call.text("name", error="no_reaction").strip(":")
    ts = call.text("timestamp", error="no_item_specified")
    call.sandbox.workspace.unreact(channel.id, ts, call.sandbox.workspace.bot.user_id, name)
    return {}


def permalink(sandbox: Sandbox, channel_id: str, message: Json) -> str:
    """The address of a message on this server; a reply's names its thread."""
    path = f"{sandbox.config.base_url}/archives/{channel_id}/p{message['ts'].replace('.', '')}"
    if not is_reply(message):
        return path
    return f"{path}?{urlencode({'thread_ts': message['thread_ts'], 'cid': channel_id})}"


def _author(call: Call) -> Json:
    """Who speaks: the bot, or (as with chat:write.customize) a name of its choice."""
    world = call.sandbox.workspace.world
    bot = world.bot
    profile = {"id": bot.bot_id, "app_id": bot.app_id, "name": bot.name, "team_id": world.team_id,
               "deleted": False, "updated": 0}  # fmt: skip
    marks: Json = {"bot_id": bot.bot_id, "app_id": bot.app_id, "team": world.team_id}
    username = call.optional("username")
    if username is None:
        return {**marks, "user": bot.user_id, "bot_profile": profile}
    icons = {"emoji": call.optional("icon_emoji")} if call.optional("icon_emoji") else {}
    custom = {"subtype": "bot_message", "username": username}
    return {**marks, **custom, **({"icons": icons} if icons else {})}


def _content(call: Call, *, updating: bool = False) -> Json:
    """Text, blocks and attachments, checked; SlackError no_text and Slack's block errors."""
    fields: Json = {}
    text = call.args.get("text")
    if text is not None:
        fields["text"] = str(text)[: limits.MESSAGE_TEXT]
    blocks = call.data("blocks")
    if blocks is not None:
        check_blocks(blocks)
        fields["blocks"] = with_ids(blocks) or None
    attachments = call.data("attachments")
    if attachments is not None:
        fields["attachments"] = _checked_attachments(attachments) or None
    if not any(fields.get(name) for name in ("text", "blocks", "attachments")):
        raise SlackError("no_text")
    if updating:
        return fields
    return {"text": "", **{name: value for name, value in fields.items() if value is not None}}


def _checked_attachments(attachments: Any) -> list[Json]:
    if not isinstance(attachments, list) or not all(isinstance(item, dict) for item in attachments):
        raise SlackError("invalid_attachments")
    if len(attachments) > limits.ATTACHMENTS:
        raise SlackError("too_many_attachments")
    for item in attachments:
        if item.get("blocks"):
            check_blocks(item["blocks"])
    return [{"id": number, **item} for number, item in enumerate(attachments, start=1)]


METHODS: dict[str, Method] = {
    "chat.postMessage": post_message,
    "chat.update": update,
    "chat.delete": delete,
    "chat.postEphemeral": post_ephemeral,
    "chat.getPermalink": get_permalink,
    "reactions.add": add_reaction,
    "reactions.remove": remove_reaction,
}
