"""`/_control/*`: a test's hands and eyes.  Bodies and answers are JSON."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from starlette.routing import Route

from bot.sandbox.errors import SlackError
from bot.sandbox.faults import Fault
from bot.sandbox.interactions import find_element
from bot.sandbox.page_api import answering
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.submissions import state_of

Json = dict[str, Any]

_MESSAGE_FIELDS = ("text", "attachments", "blocks", "thread_ts", "subtype", "files", "topic", "bot_id",
                   "username", "icons", "metadata")  # fmt: skip


async def load_world(sandbox: Sandbox, asked: Json) -> Json:
    """Begin again with this world (`{"world": {...}}`, or the world itself)."""
    sandbox.workspace.load(asked.get("world", asked))
    return {"ok": True}


async def reset(sandbox: Sandbox, asked: Json) -> Json:
    """Begin again with the same world."""
    del asked
    sandbox.workspace.load(sandbox.workspace.source)
    return {"ok": True}


async def config(sandbox: Sandbox, asked: Json) -> Json:
    """Change settings by their names in config.Config."""
    try:
        sandbox.config.change(**asked)
    except AttributeError as unknown:
        raise SlackError("unknown_setting", str(unknown)) from None
    return {"ok": True}


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


async def archive(sandbox: Sandbox, asked: Json) -> Json:
    """A channel is archived."""
    sandbox.workspace.archive(asked["channel"], asked.get("user", ""))
    return {"ok": True}


async def rename(sandbox: Sandbox, asked: Json) -> Json:
    """A channel is renamed."""
    sandbox.workspace.rename(asked["channel"], asked["name"])
    return {"ok": True}


async def delete_channel(sandbox: Sandbox, asked: Json) -> Json:
    """A channel is deleted."""
    sandbox.workspace.delete_channel(asked["channel"])
    return {"ok": True}


async def user(sandbox: Sandbox, asked: Json) -> Json:
    """Change a person (deleted, tz, name …)."""
    changed = sandbox.workspace.user(asked["id"])
    for name in {field.name for field in fields(changed)} & asked.keys():
        setattr(changed, name, asked[name])
    return {"ok": True}


async def revoke(sandbox: Sandbox, asked: Json) -> Json:
    """The token stops working: `error` token_revoked (default) or account_inactive."""
    sandbox.revoke(asked.get("error", "token_revoked"))
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


async def fault(sandbox: Sandbox, asked: Json) -> Json:
    """Arm a fault (faults.Fault names the fields)."""
    known = {field.name for field in fields(Fault)}
    if not set(asked) <= known:
        raise SlackError("unknown_fault_field", str(sorted(set(asked) - known)))
    sandbox.faults.add(Fault(**{"method": asked["method"], **asked}))
    return {"ok": True}


async def clear_faults(sandbox: Sandbox, asked: Json) -> Json:
    """Disarm all faults."""
    del asked
    sandbox.faults.clear()
    return {"ok": True}


async def redeliver(sandbox: Sandbox, asked: Json) -> Json:
    """Send an event again, with the same event_id."""
    return {"ok": True, "times": sandbox.delivery.redeliver(asked["event_id"], int(asked.get("times", 1)))}


async def hold(sandbox: Sandbox, asked: Json) -> Json:
    """Keep events back."""
    del asked
    sandbox.delivery.hold()
    return {"ok": True}


async def release(sandbox: Sandbox, asked: Json) -> Json:
    """Let the held events go: order fifo, reverse, or shuffle (by seed)."""
    order = asked.get("order", "fifo")
    if order not in ("fifo", "reverse", "shuffle"):
        raise SlackError("unknown_order")
    return {"ok": True, "released": sandbox.delivery.release(order, int(asked.get("seed", 0)))}


async def settle(sandbox: Sandbox, asked: Json) -> Json:
    """Wait until nothing is being delivered, `timeout` seconds (10) at most: {settled}."""
    return {"ok": True, "settled": await sandbox.delivery.settle(float(asked.get("timeout", 10)))}


async def disconnect(sandbox: Sandbox, asked: Json) -> Json:
    """Ask the bot's sockets to reconnect, and close them: {closed}."""
    return {"ok": True, "closed": await sandbox.sockets.disconnect(asked.get("reason", "refresh_requested"))}


async def replay(sandbox: Sandbox, asked: Json) -> Json:
    """Load a bundle (`bundle`), and or do an `action` (play, pause, finish, restart), in `seconds`."""
    if "bundle" in asked:
        sandbox.replay.load(asked["bundle"], float(asked.get("seconds", 60)))
    if "action" in asked:
        sandbox.replay.control(asked["action"], asked.get("seconds"))
    return {"ok": True, **sandbox.replay.status}


async def messages(sandbox: Sandbox, asked: Json) -> Json:
    """What was said in a channel (or below thread_ts, the parent first), oldest first, metadata included."""
    with sandbox.workspace.lock:
        said = sandbox.workspace.channel(asked["channel"]).log.everything()
    thread = asked.get("thread_ts")
    if thread:
        said = [item for item in said if thread in (item["ts"], item.get("thread_ts"))]
    return {"ok": True, "messages": said}


async def ephemerals(sandbox: Sandbox, asked: Json) -> Json:
    """What only one person sees in a channel."""
    return {"ok": True, "messages": sandbox.ephemerals.of(asked["user"], asked["channel"])}


async def views(sandbox: Sandbox, asked: Json) -> Json:
    """The modals open for a person, the root first."""
    return {"ok": True, "views": sandbox.views.stack(asked["user"])}


async def home(sandbox: Sandbox, asked: Json) -> Json:
    """A person's App Home, or null."""
    return {"ok": True, "view": sandbox.views.home(asked["user"])}


async def log(sandbox: Sandbox, asked: Json) -> Json:
    """The bot's API calls, oldest first."""
    return {"ok": True, "calls": sandbox.calls.of(asked.get("method"))}


async def deliveries(sandbox: Sandbox, asked: Json) -> Json:
    """Every event with its state and attempts, and how many sockets are open."""
    del asked
    return {"ok": True, "deliveries": sandbox.delivery.log(), "sockets": sandbox.sockets.count}


_DOES = {
    "world": load_world, "reset": reset, "config": config, "message": message, "edit": edit, "delete": delete,
    "react": react, "join": join, "leave": leave, "topic": topic, "archive": archive, "rename": rename,
    "delete_channel": delete_channel, "user": user, "revoke": revoke, "command": command, "action": action,
    "submit": submit, "close": close, "shortcut": shortcut, "home": open_home, "fault": fault,
    "clear_faults": clear_faults, "redeliver": redeliver, "hold": hold, "release": release, "settle": settle,
    "disconnect": disconnect, "replay": replay,
}  # fmt: skip
_SEES = {
    "messages": messages, "ephemerals": ephemerals, "views": views, "home": home, "log": log,
    "deliveries": deliveries,
}  # fmt: skip

ROUTES = [
    *(Route(f"/_control/{name}", answering(handler), methods=["POST"]) for name, handler in _DOES.items()),
    *(Route(f"/_control/{name}", answering(handler), methods=["GET"]) for name, handler in _SEES.items()),
]
