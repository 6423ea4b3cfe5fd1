"""What a person does with the bot: commands, clicks, shortcuts, the App Home.

Each method sends the bot what Slack would send and returns a small result for the page or the control API:
`{"ok": true, "status": 200, …}` or `{"ok": false, "error": "…", "status": …}`.
"""

from __future__ import annotations

import time
from typing import Any

from bot.sandbox.config import Config
from bot.sandbox.delivery import failure_text
from bot.sandbox.ephemerals import Ephemerals
from bot.sandbox.errors import SlackError
from bot.sandbox.message_log import is_reply
from bot.sandbox.outbound import Answer, Outbound
from bot.sandbox.text import escape
from bot.sandbox.views import Views
from bot.sandbox.workspace import Change, Workspace
from bot.sandbox.world import Channel, User

Json = dict[str, Any]


class Interactions:
    """Plays Slack's client towards the bot."""

    def __init__(
        self, workspace: Workspace, views: Views, ephemerals: Ephemerals, outbound: Outbound, config: Config
    ) -> None:
        self._workspace = workspace
        self._views = views
        self._ephemerals = ephemerals
        self._outbound = outbound
        self._config = config

    async def command(self, user_id: str, channel_id: str, text: str) -> Json:
        """`text` is the whole line, `/postmortem help`."""
        name, _, rest = text.strip().partition(" ")
        known = {item["command"]: item for item in self._workspace.world.commands}
        if name not in known:
            return {"ok": False, "error": f"{name} is not a valid command.", "status": None}
        user, channel = self._workspace.user(user_id), self._workspace.channel(channel_id)
        escaped = escape(rest.strip(), self._workspace, link=bool(known[name].get("should_escape")))
        form = {
            "token": self._config.verification_token,
            "team_id": self._workspace.world.team_id,
            "team_domain": self.team_domain,
            "channel_id": channel.id,
            "channel_name": _channel_name(channel),
            "user_id": user.id,
            "user_name": user.name,
            "command": name,
            "text": escaped,
            "api_app_id": self._workspace.bot.app_id,
            "is_enterprise_install": "false",
            "response_url": self._ephemerals.new_url(user.id, channel.id),
            "trigger_id": self._views.new_trigger(user.id),
        }
        answer = await self._outbound.command(form)
        if not answer.ok:
            return self._failed(user_id, answer, f"{name} failed. ")
        result: Json = {"ok": True, "status": answer.status, "body": answer.body}
        response = _as_response(answer.body)
        if response:
            self._ephemerals.answer(user_id, channel_id, response)
            result["response"] = {"response_type": "ephemeral", "text": "", **response}
        return result

    async def action_on_message(
        self, user_id: str, container: Json, action: Json, values: Json | None = None
    ) -> Json:
        """A click in a message; `container` is {channel, message_ts, thread_ts?, ephemeral?}."""
        channel = self._workspace.channel(container["channel"])
        ts = container["message_ts"]
        is_ephemeral = bool(container.get("ephemeral"))
        if is_ephemeral:
            message = self._ephemerals.find(user_id, channel.id, ts)
        else:
            message = self._workspace.message(channel.id, ts)
        thread_ts = _thread_of(message)
        place = {
            "type": "message",
            "message_ts": ts,
            "channel_id": channel.id,
            "is_ephemeral": is_ephemeral,
            **({"thread_ts": thread_ts} if thread_ts else {}),
        }
        url = self._ephemerals.new_url(user_id, channel.id, ts, ephemeral=is_ephemeral, thread_ts=thread_ts)
        more: Json = {"container": place, "channel": {"id": channel.id, "name": _channel_name(channel)}}
        if not is_ephemeral:
            more["message"] = message
        return await self._block_actions(
            user_id, action, {**more, "response_url": url, "state": {"values": values or {}}}
        )

    async def action_in_view(self, user_id: str, view_id: str, action: Json, values: Json) -> Json:
        """A click in a modal or in the App Home; `values` is what the fields hold."""
        view = self._views.keep_state(user_id, view_id, values)
        more = {"container": {"type": "view", "view_id": view_id}, "view": view}
        return await self._block_actions(user_id, action, more)

    async def _block_actions(self, user_id: str, action: Json, more: Json) -> Json:
        payload = {
            **self.payload("block_actions", user_id),
            "trigger_id": self._views.new_trigger(user_id),
            **more,
            "actions": [{**action, "action_ts": f"{time.time():.6f}"}],
        }
        answer = await self._outbound.interaction(payload)
        if not answer.ok:
            return self._failed(user_id, answer)
        return {"ok": True, "status": answer.status}

    async def shortcut(
        self, user_id: str, callback_id: str, channel_id: str | None = None, message_ts: str | None = None
    ) -> Json:
        """A global shortcut, or one on a message when `message_ts` is given."""
        trigger = {"callback_id": callback_id, "trigger_id": self._views.new_trigger(user_id)}
        if message_ts is None or channel_id is None:
            payload = {**self.payload("shortcut", user_id), **trigger, "action_ts": f"{time.time():.6f}"}
        else:
            channel = self._workspace.channel(channel_id)
            message = self._workspace.message(channel_id, message_ts)
            payload = {
                **self.payload("message_action", user_id),
                **trigger,
                "action_ts": f"{time.time():.6f}",
                "message_ts": message_ts,
                "message": message,
                "channel": {"id": channel.id, "name": _channel_name(channel)},
                "response_url": self._ephemerals.new_url(user_id, channel_id, thread_ts=_thread_of(message)),
            }
        answer = await self._outbound.interaction(payload)
        if not answer.ok:
            return self._failed(user_id, answer)
        return {"ok": True, "status": answer.status}

    def open_home(self, user_id: str, tab: str = "home") -> Json | None:
        """A person opens the App Home; returns the view they see until the bot publishes another."""
        view = self._views.home(user_id)
        im = self._workspace.open_im(user_id)
        data = {"view": view, "tab": tab}
        self._workspace.tell(Change("home_opened", im.id, user=user_id, data=data))
        return view

    @property
    def team_domain(self) -> str:
        """The workspace's subdomain, from its name."""
        name = self._workspace.world.team_name.lower()
        return "".join(letter if letter.isalnum() else "-" for letter in name).strip("-") or "sandbox"

    def payload(self, kind: str, user_id: str) -> Json:
        """What every interaction carries."""
        world = self._workspace.world
        user: User = self._workspace.user(user_id)
        return {
            "type": kind,
            "token": self._config.verification_token,
            "api_app_id": world.bot.app_id,
            "team": {"id": world.team_id, "domain": self.team_domain},
            "enterprise": None,
            "is_enterprise_install": False,
            "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": world.team_id},
        }

    def _failed(self, user_id: str, answer: Answer, lead: str = "") -> Json:
        text = lead + failure_text(answer, self._config.ack_timeout)
        self._workspace.tell(Change("notice", user=user_id, data={"level": "error", "text": text}))
        return {"ok": False, "error": text, "status": answer.status, "body": answer.body}


def _channel_name(channel: Channel) -> str:
    """What Slack puts into channel_name: for other than public channels, the kind instead."""
    return {"im": "directmessage", "private": "privategroup"}.get(channel.kind, channel.name)


def _as_response(body: Any) -> Json | None:
    """The message in an acknowledgement's body; None when it holds none."""
    if isinstance(body, str):
        return {"text": body} if body.strip() else None
    if isinstance(body, dict) and any(body.get(key) for key in ("text", "blocks", "attachments")):
        return body
    return None


def _thread_of(message: Json) -> str | None:
    """The thread that a message is answered in; a thread's first message is answered in the channel."""
    return message["thread_ts"] if is_reply(message) else None


def find_element(blocks: list[Json], action_id: str, block_id: str | None = None) -> tuple[str, Json]:
    """The interactive element with this action_id and its block's id; SlackError no_such_action."""
    for block in blocks:
        if block_id is not None and block.get("block_id") != block_id:
            continue
        elements = [*block.get("elements", []), block.get("accessory"), block.get("element")]
        for element in elements:
            if isinstance(element, dict) and element.get("action_id") == action_id:
                return block.get("block_id", ""), element
    raise SlackError("no_such_action", action_id)
