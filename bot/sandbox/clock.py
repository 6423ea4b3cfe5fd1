"""Message timestamps: real time, or the time of a story being replayed."""

from __future__ import annotations

import time
from collections.abc import Iterable

MICROS = 1_000_000


def micros(ts: str) -> int:
    """A Slack ts ("1772460180.000100") in microseconds since the epoch; ValueError when it is none."""
    seconds, _, fraction = ts.partition(".")
    return int(seconds) * MICROS + int((fraction + "000000")[:6])


def as_ts(value: int) -> str:
    """Microseconds since the epoch as a Slack ts."""
    return f"{value // MICROS}.{value % MICROS:06d}"


class StoryClock:
    """Hands out timestamps that are unique and only ever increase.

    Not thread-safe by itself: the workspace calls it under its lock.
    """

    def __init__(self) -> None:
        self._last = 0
        self._offset = 0
        self._reserved: frozenset[int] = frozenset()
        self.in_story = False

    def now(self) -> int:
        """Microseconds since the epoch, in the story while one is told."""
        return time.time_ns() // 1000 + self._offset

    def next_ts(self) -> str:
        """A fresh timestamp, later than every one before it."""
        value = max(self.now(), self._last + 1)
        while value in self._reserved:
            value += 1
        self._last = value
        return as_ts(value)

    def reserve(self, timestamps: Iterable[str]) -> None:
        """Keep these for the story, so that nobody else is given one of them."""
        self._reserved = frozenset(micros(ts) for ts in timestamps)

    def anchor(self, ts: str) -> None:
        """The story is at `ts` now; from here it goes on at real speed."""
        value = micros(ts)
        self._offset = value - time.time_ns() // 1000
        self._last = max(self._last, value) if self.in_story else value
        self.in_story = True

    def leave_story(self) -> None:
        """Back to real time."""
        self._offset = 0
        self._last = 0
        self._reserved = frozenset()
        self.in_story = False
