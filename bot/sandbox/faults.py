"""Faults on demand, Slack's rate limits, and a log of every call the bot made."""

from __future__ import annotations

import threading
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.errors import RateLimited
from bot.sandbox.limits import RATES

Json = dict[str, Any]

LOG_SIZE = 50_000


@dataclass
class Fault:
    """What goes wrong with the next `times` calls of a method ("*" for any).

    With `apply` the effect takes place and then the answer fails; without, the call has no effect.
    With neither `error` nor `status`, `apply` drops the connection, and so does `close`.
    A bare `delay` (seconds) only makes the answer late: before the effect, or after it with `apply`.
    """

    method: str
    error: str | None = None
    status: int | None = None
    retry_after: int | None = None
    times: int = 1
    apply: bool = False
    delay: float = 0.0
    close: bool = False
    skip: int = 0
    """How many calls go through unharmed first."""
    match: Json = field(default_factory=dict)
    """Only calls whose arguments have these values."""

    @property
    def only_late(self) -> bool:
        """Whether the call succeeds after all."""
        return bool(self.delay) and not (self.error or self.status or self.close)

    @property
    def drops(self) -> bool:
        """Whether the connection is closed instead of an answer."""
        return not self.only_late and (self.close or not (self.error or self.status))


class Faults:
    """The faults that wait for their call, oldest first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Arm a fault."""
        with self._lock:
            self._waiting.append(fault)

    def clear(self) -> None:
        """Disarm all."""
        with self._lock:
            self._waiting.clear()

    def take(self, method: str, args: Json) -> Fault | None:
        """The fault that strikes this call, counted down."""
        with self._lock:
            for fault in self._waiting:
                if fault.method not in ("*", method):
                    continue
                if any(args.get(name) != value for name, value in fault.match.items()):
                    continue
                if fault.skip > 0:
                    fault.skip -= 1
                    return None
                fault.times -= 1
                if fault.times <= 0:
                    self._waiting.remove(fault)
                return fault
        return None


class Rates:
    """Slack's rate limits, per method and channel, over a sliding window."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._calls: dict[tuple[str, str], deque[float]] = {}

    def check(self, method: str, args: Json) -> None:
        """Count a call; RateLimited when there were too many."""
        if method not in RATES:
            return
        allowed, seconds = RATES[method]
        now = time.monotonic()
        with self._lock:
            calls = self._calls.setdefault((method, str(args.get("channel", ""))), deque())
            while calls and calls[0] <= now - seconds:
                calls.popleft()
            if len(calls) >= allowed:
                raise RateLimited(max(1, round(calls[0] + seconds - now)))
            calls.append(now)

    def clear(self) -> None:
        """Forget all counts."""
        with self._lock:
            self._calls.clear()


class CallLog:
    """Every Web API call with its arguments, status and times."""

    def __init__(self) -> None:
        self._calls: deque[Json] = deque(maxlen=LOG_SIZE)

    def add(self, call: Json) -> None:
        """Note a call."""
        self._calls.append(call)

    def clear(self) -> None:
        """Forget all calls."""
        self._calls.clear()

    def of(self, method: str | None) -> list[Json]:
        """The calls of one method, or all, oldest first."""
        return [call for call in list(self._calls) if method in (None, call["method"])]
