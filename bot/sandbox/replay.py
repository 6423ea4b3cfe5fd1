"""An incident told again: a bundle's messages with their own timestamps, in a fraction of the time."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from bot.sandbox.clock import MICROS, micros
from bot.sandbox.message_log import MessageLog
from bot.sandbox.workspace import Change, Workspace
from bot.sandbox.world import Channel, User

Json = dict[str, Any]

DEFAULT_SECONDS = 60.0
LONGEST_GAP = 3.0
"""Seconds that nothing happens at most, at the default length; it scales with the length."""

_RECOUNTED = {"reply_count", "reply_users", "reply_users_count", "latest_reply", "parent_user_id",
              "reactions", "edited", "subscribed", "is_locked", "pinned_to", "pinned_info"}  # fmt: skip
_OF_A_PERSON = ("id", "name", "real_name", "is_bot", "is_admin", "tz", "email")


@dataclass(frozen=True)
class Step:
    """One thing that happens at an instant of the story (µs)."""

    at: int
    kind: str  # message | edit
    message: Json


class Replay:
    """Plays one bundle into its channel; play, pause, finish, restart.  Runs on the server's event loop."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._task: asyncio.Task[None] | None = None
        self._bundle: Json | None = None
        self._steps: list[Step] = []
        self._places: list[float] = []
        self._next = 0
        self._turn = 0
        self.state = "idle"
        self.seconds = DEFAULT_SECONDS
        workspace.subscribe(self._on_change)

    @property
    def status(self) -> Json:
        """For the page: {state, done, total, seconds, title}."""
        incident = (self._bundle or {}).get("incident", {})
        title = " · ".join(filter(None, (incident.get("id"), incident.get("title"))))
        counted = {"done": self._next, "total": len(self._steps)}
        return {"state": self.state, **counted, "seconds": self.seconds, "title": title}

    def load(self, bundle: Json, seconds: float = DEFAULT_SECONDS) -> None:
        """Take a bundle (`incident`, `channel`, `users`, `messages`) and wait for play."""
        self._turn += 1
        with self._workspace.lock:
            self._bundle, self.seconds = bundle, seconds
            self._steps = _steps(bundle["messages"])
            self._places = _places([step.at for step in self._steps])
            self._next = 0
            self._people(bundle)
            self._open_channel(bundle)
            self.state = "idle"
        self._tell()

    def control(self, action: str, seconds: float | None = None) -> Json:
        """play, pause, finish (all the rest at once) or restart; returns the status."""
        if self._bundle is None:
            return self.status
        if seconds is not None:
            self.seconds = max(0.0, float(seconds))
        if action == "restart":
            self.load(self._bundle, self.seconds)
            action = "play"
        if action == "play" and self.state != "done":
            self._turn += 1
            self.state = "playing"
            self._task = asyncio.get_running_loop().create_task(self._play(self._turn))
        elif action == "pause" and self.state == "playing":
            self._turn += 1
            self.state = "paused"
        elif action == "finish" and self.state != "done":
            self._turn += 1
            while self._next < len(self._steps):
                self._step()
            self.state = "done"
        self._tell()
        return self.status

    async def stop(self) -> None:
        """The server goes away."""
        self._turn += 1
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _play(self, turn: int) -> None:
        """Each step at its own instant of the timetable, so that delays do not add up."""
        begun, first = time.monotonic(), self._next
        while turn == self._turn and self._next < len(self._steps):
            due = begun + (self._places[self._next] - self._places[first]) * self.seconds
            wait = due - time.monotonic()
            if wait > 0:
                await asyncio.sleep(min(wait, 0.25))
                continue
            self._step()
            self._tell()
            await asyncio.sleep(0)
        if turn == self._turn:
            self.state = "done"
            self._tell()

    def _step(self) -> None:
        step = self._steps[self._next]
        with self._workspace.lock:
            if step.kind == "edit":
                self._edit(step.message)
            else:
                self._workspace.clock.anchor(step.message["ts"])
                self._message(step.message)
            self._next += 1

    def _message(self, message: Json) -> None:
        channel = self._channel_id
        fields = {key: value for key, value in message.items() if key not in _RECOUNTED and key != "ts"}
        if "team" in fields:
            fields["team"] = self._workspace.world.team_id
        if fields.get("thread_ts") == message["ts"]:
            del fields["thread_ts"]
        self._before(channel, fields)
        if fields.get("subtype") == "tombstone":
            self._tombstone(channel, fields, message["ts"])
        else:
            self._workspace.post(channel, fields, message["ts"])
        self._after(channel, fields)
        for reaction in message.get("reactions", []):
            for user in reaction["users"]:
                if user in self._workspace.world.users:
                    self._workspace.react(channel, message["ts"], user, reaction["name"])
        by = (message.get("pinned_info") or {}).get("pinned_by") or message.get("user")
        if message.get("pinned_to") and by in self._workspace.world.users:
            self._workspace.pin(channel, message["ts"], by)

    def _before(self, channel: str, fields: Json) -> None:
        conversation = self._workspace.channel(channel)
        if fields.get("subtype") == "channel_join":
            conversation.members[fields["user"]] = None
        elif fields.get("subtype") == "channel_topic":
            conversation.topic = fields.get("topic", "")

    def _after(self, channel: str, fields: Json) -> None:
        kind = fields.get("subtype")
        if kind == "channel_join":
            more = {"inviter": fields["inviter"]} if fields.get("inviter") else {}
            self._workspace.tell(Change("member_joined", channel, user=fields["user"], data=more))
        elif kind == "channel_leave":
            self._workspace.channel(channel).members.pop(fields["user"], None)
        if kind in ("channel_join", "channel_leave", "channel_topic"):
            self._workspace.tell(Change("channel", channel))

    def _tombstone(self, channel: str, fields: Json, ts: str) -> None:
        """What it said is not known any more: it comes as Slack tells of a deletion, not as a message."""
        log = self._workspace.channel(channel).log
        tomb = {"type": "message", **fields, "ts": ts}
        log.add(tomb)
        self._workspace.tell(Change("message_changed", channel, message=tomb, previous=tomb))

    def _edit(self, message: Json) -> None:
        edited = message["edited"]
        self._workspace.edit(
            self._channel_id,
            message["ts"],
            {"text": message["text"]},
            by=edited["user"],
            edited_ts=edited["ts"],
        )

    @property
    def _channel_id(self) -> str:
        assert self._bundle is not None
        return str(self._bundle["channel"]["id"])

    def _people(self, bundle: Json) -> None:
        users = self._workspace.world.users
        for item in bundle["users"]:
            known = {key: item[key] for key in _OF_A_PERSON if key in item}
            users[item["id"]] = User(**{"real_name": item["name"], **known})
            if not item.get("is_bot"):
                self._workspace.open_im(item["id"])

    def _open_channel(self, bundle: Json) -> None:
        """A fresh channel with those who never join later, and the bot."""
        late = {item["user"] for item in bundle["messages"] if item.get("subtype") == "channel_join"}
        inside = [item["id"] for item in bundle["users"] if item["id"] not in late and not item.get("is_bot")]
        clock = self._workspace.clock
        clock.leave_story()
        clock.reserve(item["ts"] for item in bundle["messages"])
        channel = bundle["channel"]
        self._workspace.add_channel(
            Channel(
                id=channel["id"],
                name=channel["name"],
                kind="private" if channel.get("is_private") else "channel",
                members=dict.fromkeys([*inside, self._workspace.bot.user_id]),
                created=micros(bundle["messages"][0]["ts"]) // MICROS if bundle["messages"] else 0,
                log=MessageLog(),
            )
        )

    def _tell(self) -> None:
        self._workspace.tell(Change("replay", data={**self.status, "replay": self.status}))

    def _on_change(self, change: Change) -> None:
        if change.kind == "world":
            self._turn += 1
            self._bundle, self._steps, self._places = None, [], []
            self._next, self.state = 0, "idle"


def _steps(messages: list[Json]) -> list[Step]:
    """The messages at their ts, and each edit at its own."""
    steps = [Step(micros(message["ts"]), "message", message) for message in messages]
    steps += [Step(micros(item["edited"]["ts"]), "edit", item) for item in messages if item.get("edited")]
    return sorted(steps, key=lambda step: step.at)


def _places(instants: list[int]) -> list[float]:
    """Instants to places between 0 and 1.  No gap is longer than LONGEST_GAP of DEFAULT_SECONDS."""
    gaps = [after - before for before, after in pairwise(instants)]
    whole = sum(gaps) or 1
    cut = [min(gap / whole, LONGEST_GAP / DEFAULT_SECONDS) for gap in gaps]
    scale = sum(cut) or 1.0
    places, place = [0.0], 0.0
    for gap in cut:
        place += gap / scale
        places.append(place)
    return places
