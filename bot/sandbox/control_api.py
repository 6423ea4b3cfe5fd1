"""`/_control/*`: a test's hands and eyes.  Bodies and answers are JSON."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from starlette.routing import Route

from bot.sandbox.control_people import PEOPLE
from bot.sandbox.errors import SlackError
from bot.sandbox.faults import Fault
from bot.sandbox.page_api import Handler, answering
from bot.sandbox.sandbox import Sandbox

Json = dict[str, Any]


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


_DOES: dict[str, Handler] = {
    "world": load_world, "reset": reset, "config": config, "archive": archive, "rename": rename,
    "delete_channel": delete_channel, "user": user, "revoke": revoke, "fault": fault,
    "clear_faults": clear_faults, "redeliver": redeliver, "hold": hold, "release": release, "settle": settle,
    "disconnect": disconnect, "replay": replay, **PEOPLE,
}  # fmt: skip
_SEES: dict[str, Handler] = {
    "messages": messages, "ephemerals": ephemerals, "views": views, "home": home, "log": log,
    "deliveries": deliveries,
}  # fmt: skip

ROUTES = [
    *(Route(f"/_control/{name}", answering(handler), methods=["POST"]) for name, handler in _DOES.items()),
    *(Route(f"/_control/{name}", answering(handler), methods=["GET"]) for name, handler in _SEES.items()),
]
