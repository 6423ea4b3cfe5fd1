"""What a test lets people do: write, click, fill in modals.  Bodies and answers are JSON."""

from __future__ import annotations

from typing import Any

from bot.sandbox.interactions import find_element
from bot.sandbox.page_api import Handler
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.submissions import state_of

Json = dict[str, Any]

_MESSAGE_FIELDS = ("text", "attachments", "blocks", "thread_ts", "subtype", "files", "topic", "bot_id",
                   "username", "icons", "metadata")  # fmt: skip


async def message(sandbox: Sandbox, asked: Json) -> Json:
    """Somebody (user, or a tool: username and bot_id) says something; text is taken as it stands."""
    content = {name: asked[name] for name in _MESSAGE_FIELDS if asked.get(name) is not None}
    workspace = sandbox.workspace
    if asked.get("user"):
        workspace.user(asked["user"])
        marks = {"user": asked["user"], "text": "", "team": workspace.world.team_id}
        said = workspace.post(asked["channel"], {**marks, **content}, asked.get("ts"))
    else:
        said = workspace.post(
            asked["channel"], {"subtype": "bot_message", "text": "", **content}, asked.get("ts")
        )
    return {"ok": True, "ts": said["ts"]}


async def edit(sandbox: Sandbox, asked: Json) -> Json:
    """A message's author changes its text, attachments or blocks."""
    old = sandbox.workspace.message(asked["channel"], asked["ts"])
    changed: Json = {name: asked[name] for name in ("text", "attachments", "blocks") if name in asked}
    by = asked.get("user") or old.get("user") or old.get("bot_id", "")
    sandbox.workspace.edit(asked["channel"], asked["ts"], changed, by=by)
    return {"ok": True}


async def delete(sandbox: Sandbox, asked: Json) -> Json:
    """A message is deleted."""
    sandbox.workspace.delete(asked["channel"], asked["ts"])
    return {"ok": True}


async def react(sandbox: Sandbox, asked: Json) -> Json:
    """Somebody reacts."""
    sandbox.workspace.react(asked["channel"], asked["ts"], asked["user"], asked["name"])
    return {"ok": True}


async def unreact(sandbox: Sandbox, asked: Json) -> Json:
    """Somebody takes their reaction back."""
    sandbox.workspace.unreact(asked["channel"], asked["ts"], asked["user"], asked["name"])
    return {"ok": True}


async def pin(sandbox: Sandbox, asked: Json) -> Json:
    """Somebody pins a message."""
    sandbox.workspace.pin(asked["channel"], asked["ts"], asked["user"])
    return {"ok": True}


async def unpin(sandbox: Sandbox, asked: Json) -> Json:
    """Somebody takes a pin off."""
    sandbox.workspace.unpin(asked["channel"], asked["ts"], asked["user"])
    return {"ok": True}


async def join(sandbox: Sandbox, asked: Json) -> Json:
    """Somebody (or the bot) comes into a channel."""
    sandbox.workspace.join(asked["channel"], asked["user"])
    return {"ok": True}


async def leave(sandbox: Sandbox, asked: Json) -> Json:
    """Somebody (or the bot) leaves a channel."""
    sandbox.workspace.leave(asked["channel"], asked["user"])
    return {"ok": True}


async def topic(sandbox: Sandbox, asked: Json) -> Json:
    """Somebody sets the topic."""
    sandbox.workspace.set_topic(asked["channel"], asked["user"], asked["topic"])
    return {"ok": True}


async def command(sandbox: Sandbox, asked: Json) -> Json:
    """Somebody types a command: {status, body}."""
    return await sandbox.interactions.command(asked["user"], asked["channel"], asked["text"])


async def action(sandbox: Sandbox, asked: Json) -> Json:
    """Somebody clicks: the element is found by its action_id in the message or view."""
    who, done = asked["user"], {key: asked[key] for key in asked if key in _ACTION_FIELDS}
    if "view_id" in asked:
        view = sandbox.views.seen_by(who, asked["view_id"])
        action = _action(view["blocks"], asked, done)
        values = state_of(view, (asked.get("state") or {}).get("values", {}))
        return await sandbox.interactions.action_in_view(who, view["id"], action, values)
    place = {"channel": asked["channel"], "message_ts": asked["message_ts"]}
    place["ephemeral"] = bool(asked.get("ephemeral"))
    if place["ephemeral"]:
        found = sandbox.ephemerals.find(who, asked["channel"], asked["message_ts"])
    else:
        found = sandbox.workspace.message(asked["channel"], asked["message_ts"])
    blocks = [*found.get("blocks", [])]
    for attachment in found.get("attachments", []):
        blocks += attachment.get("blocks", [])
    values = (asked.get("state") or {}).get("values", {})
    return await sandbox.interactions.action_on_message(who, place, _action(blocks, asked, done), values)


_ACTION_FIELDS = {
    "value", "selected_option", "selected_options", "selected_user", "selected_users", "selected_date",
    "selected_time", "selected_date_time", "selected_channel", "selected_channels",
    "selected_conversation", "selected_conversations",
}  # fmt: skip


def _action(blocks: list[Json], asked: Json, done: Json) -> Json:
    block_id, element = find_element(blocks, asked["action_id"], asked.get("block_id"))
    kept: Json = {key: element[key] for key in ("action_id", "type", "text", "value") if key in element}
    return {**kept, **done, "block_id": block_id}


async def submit(sandbox: Sandbox, asked: Json) -> Json:
    """Somebody submits a modal: {status, errors?}; fields not named keep their initial values."""
    return await sandbox.submissions.submit(asked["user"], asked["view_id"], asked.get("values") or {})


async def close(sandbox: Sandbox, asked: Json) -> Json:
    """Somebody closes a modal."""
    return await sandbox.submissions.close(asked["user"], asked["view_id"])


async def shortcut(sandbox: Sandbox, asked: Json) -> Json:
    """Somebody uses a shortcut, global or on a message (channel and message_ts)."""
    place = (asked.get("channel"), asked.get("message_ts"))
    return await sandbox.interactions.shortcut(asked["user"], asked["callback_id"], *place)


async def open_home(sandbox: Sandbox, asked: Json) -> Json:
    """Somebody opens the App Home."""
    return {"ok": True, "view": sandbox.interactions.open_home(asked["user"], asked.get("tab", "home"))}


PEOPLE: dict[str, Handler] = {
    "message": message,
    "edit": edit,
    "delete": delete,
    "react": react,
    "unreact": unreact,
    "pin": pin,
    "unpin": unpin,
    "join": join,
    "leave": leave,
    "topic": topic,
    "command": command,
    "action": action,
    "submit": submit,
    "close": close,
    "shortcut": shortcut,
    "home": open_home,
}
