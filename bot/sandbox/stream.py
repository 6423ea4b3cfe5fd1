"""Server-sent events to the pages that are open, each with what its person may see."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from bot.sandbox.config import Config
from bot.sandbox.workspace import Change, Workspace

Json = dict[str, Any]

KEEP_ALIVE = 15.0
"""Seconds of silence after which a comment is sent, so that a closed page is noticed."""


@dataclass(eq=False)
class Reader:
    """One open page."""

    user: str
    queue: asyncio.Queue[Json | None]
    loop: asyncio.AbstractEventLoop


class Stream:
    """Turns changes into page events.  Changes may come from any thread."""

    def __init__(self, workspace: Workspace, config: Config) -> None:
        self._workspace = workspace
        self._config = config
        self._lock = threading.Lock()
        self._readers: set[Reader] = set()
        workspace.subscribe(self._on_change)

    async def read(self, user: str) -> AsyncIterator[str]:
        """The lines of one page's stream, until it goes away or the server stops."""
        reader = Reader(user, asyncio.Queue(), asyncio.get_running_loop())
        with self._lock:
            self._readers.add(reader)
        try:
            yield "retry: 1000\n\n"
            while True:
                try:
                    async with asyncio.timeout(KEEP_ALIVE):
                        event = await reader.queue.get()
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                if event is None:
                    return
                yield f"data: {json.dumps(event)}\n\n"
        finally:
            with self._lock:
                self._readers.discard(reader)

    def close(self) -> None:
        """End every stream."""
        self._send(None, None)

    def _on_change(self, change: Change) -> None:
        event = self._event(change)
        if event is None:
            return
        private = change.kind in ("ephemeral", "ephemeral_deleted", "view", "view_closed", "home", "notice")
        self._send(event, change.user if private else None, change.channel)

    def _event(self, change: Change) -> Json | None:
        """The page's form of a change; None for what a page does not care about."""
        kind = change.kind
        where = {"channel": change.channel} if change.channel else {}
        if kind in ("message", "message_changed", "ephemeral", "replied"):
            assert change.message is not None
            assert change.channel is not None
            shown = page_message(change.message, change.channel, self._config.base_url)
            return {"type": "message_changed" if kind == "replied" else kind, **where, "message": shown}
        if kind == "message_deleted":
            assert change.previous is not None
            gone = {"ts": change.previous["ts"], "thread_ts": change.previous.get("thread_ts")}
            return {"type": kind, **where, **gone}
        if kind == "reaction":
            assert change.message is not None
            assert change.channel is not None
            shown = page_message(change.message, change.channel, self._config.base_url)
            return {"type": kind, **where, "ts": shown["ts"], "message": shown}
        if kind in ("ephemeral_deleted", "view", "view_closed", "home", "notice", "replay", "channel"):
            return {"type": kind, **where, **change.data}
        return {"type": "channel"} if kind == "world" else None

    def _send(self, event: Json | None, user: str | None, channel: str | None = None) -> None:
        with self._lock:
            for reader in self._readers:
                if user is not None and reader.user != user:
                    continue
                if event is not None and channel is not None and not self._sees(reader.user, channel):
                    continue
                if not reader.loop.is_closed():
                    reader.loop.call_soon_threadsafe(reader.queue.put_nowait, event)

    def _sees(self, user: str, channel_id: str) -> bool:
        channel = self._workspace.world.channels.get(channel_id)
        return channel is None or channel.kind == "channel" or user in channel.members


def page_message(message: Json, channel: str, base_url: str) -> Json:
    """A message for the page: Slack's, with its permalink (a path on this server with its address)."""
    path = f"{base_url}/archives/{channel}/p{message['ts'].replace('.', '')}"
    thread_ts = message.get("thread_ts")
    if thread_ts and thread_ts != message["ts"]:
        path += f"?thread_ts={thread_ts}&cid={channel}"
    return {**message, "permalink": path}
