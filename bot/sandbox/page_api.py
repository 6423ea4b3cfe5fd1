"""`/_ui/*`: what the page in the browser reads and does, always as one person (`as`)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.sandbox.clock import as_ts, micros
from bot.sandbox.errors import SlackError
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.stream import page_message
from bot.sandbox.text import escape
from bot.sandbox.world import Channel, User

Json = dict[str, Any]
Handler = Callable[[Sandbox, Json], Awaitable[Json]]

_KINDS = {"channel": "channel", "private": "private", "im": "im", "mpim": "private"}


async def state(sandbox: Sandbox, asked: Json) -> Json:
    """The team, the people, and the channels as this person sees them."""
    workspace = sandbox.workspace
    with workspace.lock:
        world = workspace.world
        me = _me(sandbox, asked)
        channels = [item for item in world.channels.values() if _visible(item, me.id)]
        return {
            "team": {"id": world.team_id, "name": world.team_name},
            "me": _user(me),
            "bot": {**world.bot.__dict__},
            "users": [_user(user) for user in world.users.values()],
            "channels": [_channel(sandbox, item, me.id) for item in channels],
            "commands": world.commands,
            "shortcuts": world.shortcuts,
            "replay": sandbox.replay.status,
            "now": as_ts(workspace.clock.now()) if workspace.clock.in_story else None,
        }


async def messages(sandbox: Sandbox, asked: Json) -> Json:
    """Everything said in a channel, oldest first, and what only this person sees; marks it read."""
    workspace = sandbox.workspace
    with workspace.lock:
        me = _me(sandbox, asked)
        channel = _seen_channel(sandbox, asked["channel"], me.id)
        said = channel.log.everything()
        base = sandbox.config.base_url
        _mark_read(sandbox, me.id, channel)
        return {
            "messages": [page_message(item, channel.id, base) for item in said],
            "ephemerals": [
                page_message(item, channel.id, base) for item in sandbox.ephemerals.of(me.id, channel.id)
            ],
        }


async def read(sandbox: Sandbox, asked: Json) -> Json:
    """Mark a channel read."""
    me = _me(sandbox, asked)
    _mark_read(sandbox, me.id, _seen_channel(sandbox, asked["channel"], me.id))
    return {"ok": True}


async def message(sandbox: Sandbox, asked: Json) -> Json:
    """A person writes."""
    me = _me(sandbox, asked)
    channel = _seen_channel(sandbox, asked["channel"], me.id)
    if channel.archived:
        raise SlackError("is_archived")
    text = escape(str(asked["text"]), sandbox.workspace)
    if not text.strip():
        raise SlackError("no_text")
    more = {"thread_ts": asked["thread_ts"]} if asked.get("thread_ts") else {}
    said = sandbox.workspace.say(channel.id, me.id, text, **more)
    return {"ok": True, "ts": said["ts"]}


async def edit(sandbox: Sandbox, asked: Json) -> Json:
    """A person changes their own message."""
    me = _me(sandbox, asked)
    if sandbox.workspace.message(asked["channel"], asked["ts"]).get("user") != me.id:
        raise SlackError("cant_update_message")
    fields = {"text": escape(str(asked["text"]), sandbox.workspace)}
    sandbox.workspace.edit(asked["channel"], asked["ts"], fields, by=me.id)
    return {"ok": True}


async def delete(sandbox: Sandbox, asked: Json) -> Json:
    """A person deletes their own message."""
    me = _me(sandbox, asked)
    if sandbox.workspace.message(asked["channel"], asked["ts"]).get("user") != me.id:
        raise SlackError("cant_delete_message")
    sandbox.workspace.delete(asked["channel"], asked["ts"])
    return {"ok": True}


async def react(sandbox: Sandbox, asked: Json) -> Json:
    """A person reacts, or takes the same reaction back."""
    me = _me(sandbox, asked)
    place = (asked["channel"], asked["ts"], me.id, asked["name"].strip(":"))
    try:
        sandbox.workspace.react(*place)
    except SlackError as refused:
        if refused.error != "already_reacted":
            raise
        sandbox.workspace.unreact(*place)
    return {"ok": True}


async def command(sandbox: Sandbox, asked: Json) -> Json:
    """A person types a slash command."""
    return await sandbox.interactions.command(_me(sandbox, asked).id, asked["channel"], asked["text"])


async def action(sandbox: Sandbox, asked: Json) -> Json:
    """A person clicks or chooses in a message or a view."""
    me = _me(sandbox, asked)
    container = asked["container"]
    values = (asked.get("state") or {}).get("values", {})
    done = {**asked["action"], "block_id": asked.get("block_id", "")}
    if "view_id" in container:
        return await sandbox.interactions.action_in_view(me.id, container["view_id"], done, values)
    return await sandbox.interactions.action_on_message(me.id, container, done, values)


async def submit(sandbox: Sandbox, asked: Json) -> Json:
    """A person submits a modal."""
    return await sandbox.submissions.submit(
        _me(sandbox, asked).id, asked["view_id"], asked.get("values") or {}
    )


async def close(sandbox: Sandbox, asked: Json) -> Json:
    """A person closes a modal."""
    return await sandbox.submissions.close(_me(sandbox, asked).id, asked["view_id"])


async def shortcut(sandbox: Sandbox, asked: Json) -> Json:
    """A person uses a shortcut."""
    me = _me(sandbox, asked)
    place = (asked.get("channel"), asked.get("message_ts"))
    return await sandbox.interactions.shortcut(me.id, asked["callback_id"], *place)


async def open_home(sandbox: Sandbox, asked: Json) -> Json:
    """A person opens the App Home; the bot hears of it."""
    return {"ok": True, "view": sandbox.interactions.open_home(_me(sandbox, asked).id)}


async def home(sandbox: Sandbox, asked: Json) -> Json:
    """The App Home as it stands."""
    return {"view": sandbox.views.home(_me(sandbox, asked).id)}


async def views(sandbox: Sandbox, asked: Json) -> Json:
    """The modal that is open for this person, for a page that was reloaded."""
    return {"views": sandbox.views.stack(_me(sandbox, asked).id)}


async def dismiss(sandbox: Sandbox, asked: Json) -> Json:
    """A person dismisses a message that only they see."""
    sandbox.ephemerals.dismiss(asked["channel"], _me(sandbox, asked).id, asked["ts"])
    return {"ok": True}


async def replay(sandbox: Sandbox, asked: Json) -> Json:
    """Play, pause, finish or restart the replay."""
    return {"ok": True, **sandbox.replay.control(asked["action"], asked.get("seconds"))}


async def stream(request: Request) -> Response:
    """Server-sent events for one page."""
    sandbox: Sandbox = request.app.state.sandbox
    try:
        me = _me(sandbox, dict(request.query_params))
    except SlackError as refused:
        return JSONResponse(refused.body(), status_code=400)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(sandbox.stream.read(me.id), media_type="text/event-stream", headers=headers)


def answering(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """A route from a handler: arguments from the query or the JSON body; what Slack refuses is HTTP 400."""

    async def endpoint(request: Request) -> Response:
        asked: Json = dict(request.query_params)
        try:
            if request.method == "POST" and await request.body():
                asked |= await request.json()
            return JSONResponse(await handler(request.app.state.sandbox, asked))
        except SlackError as refused:
            return JSONResponse(refused.body(), status_code=400)
        except KeyError as missing:
            return JSONResponse({"ok": False, "error": f"missing: {missing.args[0]}"}, status_code=400)
        except ValueError as wrong:
            return JSONResponse({"ok": False, "error": str(wrong)}, status_code=400)

    return endpoint


_READS = {"state": state, "messages": messages, "home": home, "views": views}
_DOES = {
    "read": read, "message": message, "edit": edit, "delete": delete, "react": react, "command": command,
    "action": action, "submit": submit, "close": close, "shortcut": shortcut, "home": open_home,
    "dismiss": dismiss, "replay": replay,
}  # fmt: skip

ROUTES = [
    Route("/_ui/stream", stream, methods=["GET"]),
    *(Route(f"/_ui/{name}", answering(handler), methods=["GET"]) for name, handler in _READS.items()),
    *(Route(f"/_ui/{name}", answering(handler), methods=["POST"]) for name, handler in _DOES.items()),
]


def _me(sandbox: Sandbox, asked: Json) -> User:
    """The person at the page: `as`, else the first who is neither a bot nor gone."""
    given = asked.get("as")
    if given:
        return sandbox.workspace.user(given)
    people = (item for item in sandbox.workspace.world.users.values() if not item.is_bot and not item.deleted)
    first = next(people, None)
    if first is None:
        raise SlackError("user_not_found")
    return first


def _visible(channel: Channel, user: str) -> bool:
    return channel.kind == "channel" or user in channel.members


def _seen_channel(sandbox: Sandbox, channel_id: str, user: str) -> Channel:
    channel = sandbox.workspace.channel(channel_id)
    if not _visible(channel, user):
        raise SlackError("channel_not_found")
    return channel


def _mark_read(sandbox: Sandbox, user: str, channel: Channel) -> None:
    with sandbox.workspace.lock:
        last = channel.log.last_ts()
        if last is not None:
            sandbox.read_marks[(user, channel.id)] = last


def _unread(sandbox: Sandbox, channel: Channel, user: str) -> int:
    mark = sandbox.read_marks.get((user, channel.id))
    new = channel.log.top(micros(mark) if mark else -1, 10**18, inclusive=False)
    return sum(1 for ts in new if (said := channel.log.get(ts)) and said.get("user") != user)


def _user(user: User) -> Json:
    return {**user.__dict__}


def _channel(sandbox: Sandbox, channel: Channel, user: str) -> Json:
    shown = {
        "id": channel.id,
        "name": channel.name,
        "kind": _KINDS[channel.kind],
        "topic": channel.topic,
        "members": list(channel.members),
        "archived": channel.archived,
        "unread": _unread(sandbox, channel, user),
    }
    if channel.kind == "im":
        shown["with"] = next((item for item in channel.members if item != user), channel.with_user)
    return shown
