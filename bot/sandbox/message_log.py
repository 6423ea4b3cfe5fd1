"""The messages of one channel, in order, with their threads.

A message in the log is never changed in place: an edit puts a new object in its stead, so that whoever
was handed the old one (an event waiting to be sent) keeps what was true then.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from itertools import islice
from typing import Any

from bot.sandbox.clock import micros

Json = dict[str, Any]


def is_reply(message: Json) -> bool:
    """Whether a message lives in a thread below another one."""
    return message.get("thread_ts") not in (None, message["ts"])


class MessageLog:
    """Posting is O(1) when it comes last, reading a page is O(log n + page)."""

    def __init__(self) -> None:
        self._by_ts: dict[str, Json] = {}
        self._top: list[str] = []
        self._threads: dict[str, list[str]] = {}
        self._authors: dict[str, Counter[str]] = {}

    def __len__(self) -> int:
        return len(self._by_ts)

    def get(self, ts: str) -> Json | None:
        """The message at `ts`, if it stands."""
        return self._by_ts.get(ts)

    def add(self, message: Json) -> None:
        """Put in a message at its ts; a reply also counts on its parent."""
        ts = message["ts"]
        self._by_ts[ts] = message
        if not is_reply(message) or message.get("subtype") == "thread_broadcast":
            insort(self._top, ts, key=micros)
        if is_reply(message):
            insort(self._threads.setdefault(message["thread_ts"], []), ts, key=micros)
            self._count_replies(message["thread_ts"], _author(message), +1)

    def replace(self, message: Json) -> None:
        """Put a changed message where the one with its ts stood."""
        self._by_ts[message["ts"]] = message

    def remove(self, ts: str) -> None:
        """Take out a message; the replies below it stay."""
        message = self._by_ts.pop(ts)
        if ts in self._top:
            self._top.remove(ts)
        if is_reply(message):
            self._threads[message["thread_ts"]].remove(ts)
            self._count_replies(message["thread_ts"], _author(message), -1)

    def last_ts(self) -> str | None:
        """The ts of the newest message in the channel itself."""
        return self._top[-1] if self._top else None

    def has_replies(self, ts: str) -> bool:
        """Whether anybody answered below `ts`."""
        return bool(self._threads.get(ts))

    def top(self, oldest: int, latest: int, *, inclusive: bool) -> list[str]:
        """Timestamps in the channel itself (no plain replies) between two instants in µs, oldest first."""
        return _between(self._top, oldest, latest, inclusive=inclusive)

    def replies(self, ts: str, oldest: int, latest: int, *, inclusive: bool) -> list[str]:
        """Timestamps of the replies below `ts` between two instants in µs, oldest first."""
        return _between(self._threads.get(ts, []), oldest, latest, inclusive=inclusive)

    def everything(self) -> list[Json]:
        """All messages, replies among them, oldest first."""
        return [self._by_ts[ts] for ts in sorted(self._by_ts, key=micros)]

    def _count_replies(self, parent_ts: str, author: str, change: int) -> None:
        authors = self._authors.setdefault(parent_ts, Counter())
        authors[author] += change
        if not authors[author]:
            del authors[author]
        parent = self._by_ts.get(parent_ts)
        if parent is None:
            return
        parent = {key: value for key, value in parent.items() if key not in _COUNTS}
        below = self._threads[parent_ts]
        if below:
            parent |= {
                "thread_ts": parent_ts,
                "reply_count": len(below),
                "reply_users_count": len(authors),
                "latest_reply": below[-1],
                "reply_users": list(islice(authors, 5)),
                "is_locked": False,
                "subscribed": False,
            }
        self._by_ts[parent_ts] = parent


_COUNTS = {"reply_count", "reply_users_count", "latest_reply", "reply_users", "is_locked", "subscribed"}


def _author(message: Json) -> str:
    return str(message.get("user") or message.get("bot_id") or "")


def _between(timestamps: list[str], oldest: int, latest: int, *, inclusive: bool) -> list[str]:
    from_start, from_end = (bisect_left, bisect_right) if inclusive else (bisect_right, bisect_left)
    start = from_start(timestamps, oldest, key=micros)
    end = from_end(timestamps, latest, key=micros)
    return timestamps[start:end]
