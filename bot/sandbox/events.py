"""From a change in the workspace to the events Slack would send the bot about it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from bot.sandbox.config import Config
from bot.sandbox.workspace import Change, Workspace

Json = dict[str, Any]


class Events:
    """Turns changes into `event_callback` envelopes and hands them to `send(envelope, channel)`.

    The bot hears only of channels it is in.
    """

    def __init__(
        self, workspace: Workspace, send: Callable[[Json, str | None], None], config: Config
    ) -> None:
        self._workspace = workspace
        self._send = send
        self._config = config
        self._makers: dict[str, Callable[[Change], list[Json]]] = {
            "message": self._message,
            "message_changed": self._changed,
            "message_deleted": self._deleted,
            "reaction": self._reaction,
            "pin": self._pin,
            "member_joined": self._joined,
            "channel_archive": self._channel_news,
            "channel_deleted": self._channel_news,
            "channel_rename": self._renamed,
            "home_opened": self._home_opened,
            "tokens_revoked": self._tokens_revoked,
            "app_uninstalled": self._tokens_revoked,
        }
        workspace.subscribe(self._on_change)

    def _on_change(self, change: Change) -> None:
        maker = self._makers.get(change.kind)
        if maker is None or not self._bot_hears(change):
            return
        for event in maker(change):
            if self._is_subscribed(event):
                self._send(self.envelope(event), change.channel)

    def _is_subscribed(self, event: Json) -> bool:
        """Slack sends what the manifest asks for; a message by the kind of its channel ("message.groups")."""
        asked = self._config.subscriptions
        kind = str(event["type"])
        if kind == "message":
            plural = {"channel": "channels", "group": "groups"}
            where = str(event.get("channel_type", "channel"))
            kind = f"message.{plural.get(where, where)}"
        return asked is None or kind in asked

    def _bot_hears(self, change: Change) -> bool:
        if change.channel is None or change.kind in ("home_opened", "channel_deleted", "channel_rename"):
            return bool(change.data.get("had_bot", True))
        channel = self._workspace.world.channels.get(change.channel)
        return channel is not None and self._workspace.bot.user_id in channel.members

    def envelope(self, event: Json) -> Json:
        """The outer object around one event."""
        world = self._workspace.world
        return {
            "token": self._config.verification_token,
            "team_id": world.team_id,
            "context_team_id": world.team_id,
            "context_enterprise_id": None,
            "api_app_id": world.bot.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": f"Ev{secrets.token_hex(5).upper()}",
            "event_time": int(float(event["event_ts"])),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": world.team_id,
                    "user_id": world.bot.user_id,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": False,
            "event_context": f"4-{secrets.token_urlsafe(24)}",
        }

    def _where(self, change: Change) -> Json:
        assert change.channel is not None
        channel = self._workspace.channel(change.channel)
        return {"channel": channel.id, "channel_type": channel.event_type}

    def _message(self, change: Change) -> list[Json]:
        assert change.message is not None
        message = _as_event(change.message)
        event = {**message, **self._where(change), "event_ts": message["ts"]}
        if message.get("files") and "subtype" not in message:
            event["subtype"] = "file_share"
        events = [event]
        bot = self._workspace.bot
        mentioned = f"<@{bot.user_id}>" in str(message.get("text", ""))
        if mentioned and "subtype" not in message and message.get("user") not in (None, bot.user_id):
            kept = {key: value for key, value in event.items() if key not in ("channel_type", "subtype")}
            events.append({**kept, "type": "app_mention"})
        return events

    def _changed(self, change: Change) -> list[Json]:
        assert change.message is not None
        assert change.previous is not None
        return [
            {
                "type": "message",
                "subtype": "message_changed",
                "hidden": True,
                **self._where(change),
                **self._event_time(),
                "message": _as_event(change.message),
                "previous_message": _as_event(change.previous),
            }
        ]

    def _deleted(self, change: Change) -> list[Json]:
        assert change.previous is not None
        return [
            {
                "type": "message",
                "subtype": "message_deleted",
                "hidden": True,
                **self._where(change),
                **self._event_time(),
                "deleted_ts": change.previous["ts"],
                "previous_message": _as_event(change.previous),
            }
        ]

    def _reaction(self, change: Change) -> list[Json]:
        assert change.message is not None
        author = {"item_user": change.message["user"]} if change.message.get("user") else {}
        item = {"type": "message", "channel": change.channel, "ts": change.message["ts"]}
        kind = {"type": change.data["event"], "user": change.user, "reaction": change.data["name"]}
        return [{**kind, "item": item, **author, "event_ts": self._event_time()["event_ts"]}]

    def _pin(self, change: Change) -> list[Json]:
        assert change.message is not None
        event_ts = self._event_time()["event_ts"]
        message = _as_event(change.message)
        item = {"type": "message", "channel": change.channel, "message": message, "created_by": change.user}
        author = {"item_user": message["user"]} if message.get("user") else {}
        where = {"type": change.data["event"], "user": change.user, "channel_id": change.channel}
        return [{**where, "item": item, **author, "event_ts": event_ts}]

    def _joined(self, change: Change) -> list[Json]:
        where = self._where(change)
        letter = {"channel": "C", "group": "G"}.get(where["channel_type"], "C")
        event = {"type": "member_joined_channel", "user": change.user, "channel": where["channel"]}
        event |= {"channel_type": letter, "team": self._workspace.world.team_id}
        if change.data.get("inviter"):
            event["inviter"] = change.data["inviter"]
        return [event | {"event_ts": self._event_time()["event_ts"]}]

    def _channel_news(self, change: Change) -> list[Json]:
        event = {"type": change.kind, "channel": change.channel, **self._only_event_ts()}
        return [event | ({"user": change.user} if change.user else {})]

    def _renamed(self, change: Change) -> list[Json]:
        channel = {"id": change.channel, "name": change.data["name"], "created": 0}
        return [{"type": "channel_rename", "channel": channel, **self._only_event_ts()}]

    def _home_opened(self, change: Change) -> list[Json]:
        event = {"type": "app_home_opened", "user": change.user, "channel": change.channel}
        if change.data.get("view"):
            event["view"] = change.data["view"]
        return [event | {"tab": change.data.get("tab", "home"), **self._only_event_ts()}]

    def _tokens_revoked(self, change: Change) -> list[Json]:
        if change.kind == "app_uninstalled":
            return [{"type": "app_uninstalled", **self._only_event_ts()}]
        tokens = {"oauth": [], "bot": [self._workspace.bot.user_id]}
        return [{"type": "tokens_revoked", "tokens": tokens, **self._only_event_ts()}]

    def _event_time(self) -> Json:
        ts = self._workspace.clock.next_ts()
        return {"ts": ts, "event_ts": ts}

    def _only_event_ts(self) -> Json:
        return {"event_ts": self._workspace.clock.next_ts()}


def _as_event(message: Json) -> Json:
    """A message as events carry it: metadata travels only to those who ask for it."""
    return {key: value for key, value in message.items() if key != "metadata"}
