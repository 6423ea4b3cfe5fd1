"""The state of the workspace: who is there, what was said, what stands in front of whom.

One lock guards everything.  Every change is told to the subscribers under that lock, in the order in which
it happened; a subscriber only queues it.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.clock import MICROS, StoryClock
from bot.sandbox.errors import SlackError
from bot.sandbox.message_log import is_reply
from bot.sandbox.world import Bot, Channel, User, World, build_world, direct_message

Json = dict[str, Any]


@dataclass(frozen=True)
class Change:
    """Something that happened.  `kind` is the page's word for it (message, message_changed, reaction …)."""

    kind: str
    channel: str | None = None
    user: str | None = None
    message: Json | None = None
    previous: Json | None = None
    data: Json = field(default_factory=dict)


class Workspace:
    """A Slack workspace in memory; safe to call from any thread."""

    def __init__(self, world: Json | None = None) -> None:
        self.lock = threading.RLock()
        self.clock = StoryClock()
        self._listeners: list[Callable[[Change], None]] = []
        self.load(world or {})

    def load(self, world: Json) -> None:
        """Forget everything and begin with this world (`world.DEFAULT_WORLD` shows the shape)."""
        built = build_world(world)
        with self.lock:
            self.source = world
            self.world: World = built
            self.clock.leave_story()
            self.tell(Change("world"))

    def subscribe(self, listener: Callable[[Change], None]) -> None:
        """Be told of every change from now on."""
        with self.lock:
            self._listeners.append(listener)

    def tell(self, change: Change) -> None:
        """Tell the subscribers of a change."""
        with self.lock:
            for listener in self._listeners:
                listener(change)

    # Who and where

    @property
    def bot(self) -> Bot:
        """The app under test."""
        return self.world.bot

    def user(self, user_id: str) -> User:
        """A person; SlackError user_not_found."""
        user = self.world.users.get(user_id)
        if user is None:
            raise SlackError("user_not_found")
        return user

    def channel(self, channel_id: str) -> Channel:
        """A conversation by id; SlackError channel_not_found."""
        channel = self.world.channels.get(channel_id)
        if channel is None:
            raise SlackError("channel_not_found")
        return channel

    def open_im(self, user_id: str) -> Channel:
        """The bot's conversation with one person, made when there is none."""
        with self.lock:
            im = direct_message(self.world, self.user(user_id))
            return self.world.channels.setdefault(im.id, im)

    def add_channel(self, channel: Channel) -> None:
        """Put in (or replace) a conversation."""
        with self.lock:
            self.world.channels[channel.id] = channel
            self.tell(Change("channel", channel.id))

    def message(self, channel_id: str, ts: str) -> Json:
        """A message; SlackError message_not_found."""
        found = self.channel(channel_id).log.get(ts)
        if found is None:
            raise SlackError("message_not_found")
        return found

    # What is said

    def post(self, channel_id: str, fields: Json, ts: str | None = None) -> Json:
        """Add a message and return it; `fields` are Slack's, `ts` only for a story's own messages."""
        with self.lock:
            channel = self.channel(channel_id)
            message = {"type": "message", **fields, "ts": ts or self.clock.next_ts()}
            while channel.log.get(message["ts"]) is not None:
                if ts is not None:
                    raise SlackError("duplicate_ts")
                message["ts"] = self.clock.next_ts()
            thread_ts = message.get("thread_ts")
            if thread_ts is not None and thread_ts != message["ts"]:
                message["thread_ts"], parent = self._thread(channel, thread_ts)
                if parent is not None and parent.get("user"):
                    message["parent_user_id"] = parent["user"]
            channel.log.add(message)
            self.tell(Change("message", channel_id, message=message))
            if is_reply(message) and (parent := channel.log.get(message["thread_ts"])):
                self.tell(Change("replied", channel_id, message=parent))
            return message

    def say(self, channel_id: str, user_id: str, text: str, **more: Any) -> Json:
        """A person's message, as Slack marks those (client_msg_id, team)."""
        self.user(user_id)
        marks = {"user": user_id, "text": text, "team": self.world.team_id}
        return self.post(channel_id, {**marks, "client_msg_id": str(uuid.uuid4()), **more})

    def edit(self, channel_id: str, ts: str, fields: Json, *, by: str, edited_ts: str | None = None) -> Json:
        """Change a message's fields (a None removes one), mark it edited and return it."""
        with self.lock:
            previous = self.message(channel_id, ts)
            marked = {**previous, **fields}
            if fields.get("subtype") != "tombstone":
                marked["edited"] = {"user": by, "ts": edited_ts or self.clock.next_ts()}
            message = {key: value for key, value in marked.items() if value is not None}
            self.channel(channel_id).log.replace(message)
            self.tell(Change("message_changed", channel_id, message=message, previous=previous))
            return message

    def delete(self, channel_id: str, ts: str) -> None:
        """Delete a message; one with replies leaves a tombstone, as in Slack."""
        with self.lock:
            previous = self.message(channel_id, ts)
            log = self.channel(channel_id).log
            if log.has_replies(ts):
                kept = {key: None for key in previous if key not in _TOMBSTONE_KEEPS}
                tomb = {"subtype": "tombstone", "text": "This message was deleted.", "user": "USLACKBOT"}
                self.edit(channel_id, ts, {**kept, **tomb, "hidden": True}, by="USLACKBOT")
                return
            log.remove(ts)
            self.tell(Change("message_deleted", channel_id, previous=previous))
            if is_reply(previous) and (parent := log.get(previous["thread_ts"])):
                self.tell(Change("replied", channel_id, message=parent))

    def react(self, channel_id: str, ts: str, user_id: str, name: str) -> Json:
        """Add a reaction and return the message; SlackError already_reacted."""
        with self.lock:
            message = self.message(channel_id, ts)
            self.user(user_id)
            reactions = [dict(item) for item in message.get("reactions", [])]
            mine = next((item for item in reactions if item["name"] == name), None)
            if mine is None:
                mine = {"name": name, "users": [], "count": 0}
                reactions.append(mine)
            if user_id in mine["users"]:
                raise SlackError("already_reacted")
            mine["users"] = [*mine["users"], user_id]
            mine["count"] = len(mine["users"])
            return self._reacted(channel_id, message, reactions, ("reaction_added", user_id, name))

    def unreact(self, channel_id: str, ts: str, user_id: str, name: str) -> Json:
        """Take a reaction back and return the message; SlackError no_reaction."""
        with self.lock:
            message = self.message(channel_id, ts)
            reactions = [dict(item) for item in message.get("reactions", [])]
            mine = next((item for item in reactions if item["name"] == name), None)
            if mine is None or user_id not in mine["users"]:
                raise SlackError("no_reaction")
            mine["users"] = [other for other in mine["users"] if other != user_id]
            mine["count"] = len(mine["users"])
            left = [item for item in reactions if item["count"]]
            return self._reacted(channel_id, message, left, ("reaction_removed", user_id, name))

    def _reacted(
        self, channel_id: str, message: Json, reactions: list[Json], what: tuple[str, str, str]
    ) -> Json:
        message = {**message, "reactions": reactions}
        self.channel(channel_id).log.replace(message)
        event, user_id, name = what
        data = {"event": event, "name": name}
        self.tell(Change("reaction", channel_id, user=user_id, message=message, data=data))
        return message

    def pin(self, channel_id: str, ts: str, user_id: str) -> None:
        """Pin a message; SlackError already_pinned."""
        with self.lock:
            message = self.message(channel_id, ts)
            self.user(user_id)
            if "pinned_to" in message:
                raise SlackError("already_pinned")
            at = self.clock.now() // MICROS
            info = {"channel": channel_id, "pinned_by": user_id, "pinned_ts": at}
            pinned = {**message, "pinned_to": [channel_id], "pinned_info": info}
            self._pinned(channel_id, user_id, "pin_added", pinned)

    def unpin(self, channel_id: str, ts: str, user_id: str) -> None:
        """Take a message's pin off; SlackError no_pin."""
        with self.lock:
            message = self.message(channel_id, ts)
            if "pinned_to" not in message:
                raise SlackError("no_pin")
            kept = {key: value for key, value in message.items() if key not in ("pinned_to", "pinned_info")}
            self._pinned(channel_id, user_id, "pin_removed", kept)

    def _pinned(self, channel_id: str, user_id: str, event: str, message: Json) -> None:
        self.channel(channel_id).log.replace(message)
        self.tell(Change("pin", channel_id, user=user_id, message=message, data={"event": event}))

    # What happens to channels

    def join(self, channel_id: str, user_id: str, ts: str | None = None, **more: Any) -> None:
        """Somebody comes in; a second time changes nothing."""
        with self.lock:
            channel = self.channel(channel_id)
            self.user(user_id)
            if user_id in channel.members and ts is None:
                return
            channel.members[user_id] = None
            text = f"<@{user_id}> has joined the channel"
            self.post(channel_id, {"subtype": "channel_join", "user": user_id, "text": text, **more}, ts)
            self.tell(Change("member_joined", channel_id, user=user_id, data=more))
            self.tell(Change("channel", channel_id))

    def leave(self, channel_id: str, user_id: str, ts: str | None = None) -> None:
        """Somebody goes; the message says so first, while a leaving bot can still hear it."""
        with self.lock:
            text = f"<@{user_id}> has left the channel"
            self.post(channel_id, {"subtype": "channel_leave", "user": user_id, "text": text}, ts)
            self.channel(channel_id).members.pop(user_id, None)
            self.tell(Change("channel", channel_id))

    def set_topic(self, channel_id: str, user_id: str, topic: str, ts: str | None = None) -> None:
        """Somebody sets the topic."""
        with self.lock:
            self.channel(channel_id).topic = topic
            text = f"<@{user_id}> set the channel topic: {topic}"
            self.post(
                channel_id, {"subtype": "channel_topic", "user": user_id, "topic": topic, "text": text}, ts
            )
            self.tell(Change("channel", channel_id))

    def archive(self, channel_id: str, user_id: str) -> None:
        """Close a channel; posting answers is_archived from now on."""
        with self.lock:
            self.channel(channel_id).archived = True
            self.tell(Change("channel_archive", channel_id, user=user_id))
            self.tell(Change("channel", channel_id))

    def rename(self, channel_id: str, name: str) -> None:
        """Give a channel another name."""
        with self.lock:
            self.channel(channel_id).name = name
            self.tell(Change("channel_rename", channel_id, data={"name": name}))
            self.tell(Change("channel", channel_id))

    def delete_channel(self, channel_id: str) -> None:
        """Delete a channel with all that was said in it."""
        with self.lock:
            gone = self.channel(channel_id)
            self.tell(
                Change("channel_deleted", channel_id, data={"had_bot": self.bot.user_id in gone.members})
            )
            del self.world.channels[channel_id]
            self.tell(Change("channel", channel_id))

    def _thread(self, channel: Channel, thread_ts: str) -> tuple[str, Json | None]:
        """The thread that `thread_ts` belongs to: a reply's own parent counts, as in Slack."""
        parent = channel.log.get(thread_ts)
        if parent is not None and is_reply(parent):
            thread_ts = parent["thread_ts"]
            parent = channel.log.get(thread_ts)
        return thread_ts, parent


_TOMBSTONE_KEEPS = {
    "type", "ts", "thread_ts", "reply_count", "reply_users", "reply_users_count", "latest_reply",
}  # fmt: skip
