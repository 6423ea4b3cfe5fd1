"""Events on their way to the bot: in order within a channel, retried, and never on anybody's request path."""

from __future__ import annotations

import asyncio
import random
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.config import Config
from bot.sandbox.outbound import Answer, Outbound

Json = dict[str, Any]

TEAM_LANE = ""
"""The lane of events that belong to no channel."""


@dataclass
class Record:
    """One event and how its delivery went."""

    envelope: Json
    lane: str
    state: str = "queued"  # queued | held | sending | retrying | delivered | failed
    attempts: list[Json] = field(default_factory=list)
    first_try: float = 0.0

    def summary(self) -> Json:
        """For the delivery log."""
        event = self.envelope["event"]
        named = {key: event.get(key) for key in ("type", "subtype", "channel", "ts") if event.get(key)}
        shown = {"event_id": self.envelope["event_id"], **named, "state": self.state}
        return {**shown, "event": event, "attempts": list(self.attempts)}


class Delivery:
    """The queue.  `put` may be called from any thread; the rest runs on the server's event loop."""

    def __init__(self, config: Config, outbound: Outbound, notice: Callable[[str, str], None]) -> None:
        self._config = config
        self._outbound = outbound
        self._notice = notice
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._bot_answers = True
        self._start_empty()

    def _start_empty(self) -> None:
        self._records: dict[str, Record] = {}
        self._lanes: dict[str, deque[Record]] = {}
        self._ready: deque[str] = deque()
        self._held: list[Record] | None = None
        self._running = 0
        self._waiting = 0
        self._generation = getattr(self, "_generation", 0) + 1

    def start(self) -> None:
        """Begin to deliver, on the running event loop."""
        self._loop = asyncio.get_running_loop()
        self._pump()

    async def stop(self) -> None:
        """Drop what is under way."""
        self._loop = None
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def forget(self) -> None:
        """Drop everything that was queued, held or logged (another world is loaded)."""
        with self._lock:
            self._start_empty()

    def put(self, envelope: Json, channel: str | None) -> None:
        """Queue an event."""
        record = Record(envelope, channel or TEAM_LANE)
        with self._lock:
            self._records[envelope["event_id"]] = record
            if self._held is not None:
                record.state = "held"
                self._held.append(record)
                return
            self._queue(record)
        self._wake()

    def hold(self) -> None:
        """Keep events back from now on."""
        with self._lock:
            self._held = self._held or []

    def release(self, order: str = "fifo", seed: int = 0) -> int:
        """Let the held events go (fifo, reverse, or shuffle by `seed`); says how many there were."""
        with self._lock:
            held, self._held = self._held or [], None
            if order == "reverse":
                held.reverse()
            elif order == "shuffle":
                random.Random(seed).shuffle(held)
            for record in held:
                record.state = "queued"
                self._queue(record)
        self._wake()
        return len(held)

    def redeliver(self, event_id: str, times: int = 1) -> int:
        """Send an event again with the same event_id; `last` is the newest.  KeyError when unknown."""
        with self._lock:
            record = self._records[next(reversed(self._records)) if event_id == "last" else event_id]
            for _ in range(times):
                self._queue(record)
        self._wake()
        return times

    @property
    def busy(self) -> bool:
        """Whether anything is queued, under way or waits for another try (held events do not count)."""
        with self._lock:
            return bool(self._running or self._waiting or self._ready)

    async def settle(self, seconds: float) -> bool:
        """Wait until nothing is being delivered; False when that took longer."""
        deadline = time.monotonic() + seconds
        while self.busy:
            if time.monotonic() > deadline:
                return False
            await asyncio.sleep(0.005)
        return True

    def log(self) -> list[Json]:
        """Every event, oldest first, with its attempts."""
        with self._lock:
            return [record.summary() for record in self._records.values()]

    def _queue(self, record: Record) -> None:
        """Under the lock.  A lane stands in `_ready` once while it has work and nothing under way."""
        lane = self._lanes.get(record.lane)
        if lane is None:
            self._lanes[record.lane] = deque([record])
            self._ready.append(record.lane)
        else:
            lane.append(record)

    def _wake(self) -> None:
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._pump)

    def _pump(self) -> None:
        with self._lock:
            while self._loop and self._ready and self._running < self._config.parallel:
                lane = self._ready.popleft()
                self._running += 1
                task = self._loop.create_task(self._next_of(lane, self._generation))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)

    async def _next_of(self, lane: str, generation: int) -> None:
        with self._lock:
            record = self._lanes[lane].popleft() if generation == self._generation else None
        if record is not None:
            await self._attempt(record, generation)
        with self._lock:
            if generation != self._generation:
                return
            self._running -= 1
            if self._lanes[lane]:
                self._ready.append(lane)
            else:
                del self._lanes[lane]
        self._pump()

    async def _attempt(self, record: Record, generation: int) -> None:
        now = time.time()
        record.first_try = record.first_try or now
        again = record.state in ("delivered", "failed")
        number = 0 if again or not record.attempts else len(record.attempts)
        reason = record.attempts[-1]["failure"] if number else None
        record.state = "sending"
        answer = await self._outbound.event(record.envelope, number, reason)
        attempt = {"at": now, "retry_num": number, "status": answer.status, "ms": answer.ms}
        record.attempts.append({**attempt, "failure": answer.failure})
        self._tell_person(answer)
        if answer.ok:
            record.state = "delivered"
            return
        delay = None if answer.no_retry else self._delay_after(record)
        if delay is None or self._loop is None or generation != self._generation:
            record.state = "failed"
            return
        record.state = "retrying"
        with self._lock:
            self._waiting += 1
        self._loop.call_later(delay, self._requeue, record, generation)

    def _delay_after(self, record: Record) -> float | None:
        """Seconds until the next try, or None when it is given up."""
        config = self._config
        if config.retry_for is not None:
            left = record.first_try + config.retry_for - time.time()
            return config.retry_every if left > 0 else None
        tried = len(record.attempts) - 1
        return config.retry_delays[tried] if tried < len(config.retry_delays) else None

    def _requeue(self, record: Record, generation: int) -> None:
        with self._lock:
            if generation != self._generation:
                return
            self._waiting -= 1
            self._queue(record)
        self._pump()

    def _tell_person(self, answer: Answer) -> None:
        """Say when the bot stops answering, and when it is back; not once for every event."""
        if answer.ok and not self._bot_answers:
            self._notice("info", "The bot answers again.")
        elif not answer.ok and self._bot_answers:
            self._notice("error", failure_text(answer, self._config.ack_timeout))
        self._bot_answers = answer.ok


def failure_text(answer: Answer, ack_timeout: float) -> str:
    """What went wrong, for the person at the page."""
    if answer.failure in ("http_timeout", "timeout"):
        return f"The bot did not answer within {ack_timeout:g} seconds."
    if answer.failure == "http_error":
        return f"The bot answered with HTTP {answer.status}."
    return "The bot cannot be reached. Is it running?"
