"""Small stand-ins and samples that tests of every part share."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any

from bot.conversation import Message, moment
from bot.incident import Incident
from bot.listening.signals import Signal
from bot.postmortem import Postmortem, Section, Source
from bot.rows import Arrival, Heard

NOON = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)
WORKSPACE, CHANNEL = "T1", "C1"


class FrozenClock:
    """A clock that stands still until it is told to go on."""

    def __init__(self, now: datetime = NOON) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def advance(self, seconds: float = 0, **more: float) -> datetime:
        """On by ``seconds`` and whatever ``timedelta`` takes besides; returns the new time."""
        self._now += timedelta(seconds=seconds, **more)
        return self._now


def arrival(key: str = "event:Ev1", body: str = "{}", **fields: Any) -> Arrival:
    return Arrival(key=key, source="slack", body=body, **fields)


def message(id: str = "1773316800.000100", text: str = "Looking into it", **fields: Any) -> Message:
    """A message of U1's at the time its id says."""
    return Message(**{"id": id, "at": moment(id), "author": "U1", "text": text, **fields})


def heard(
    said: Message | None = None, signal: Signal | None = None, channel: str = CHANNEL, **fields: Any
) -> Heard:
    """The message, or one made of ``fields``, as heard in ``channel`` of workspace T1."""
    return Heard(WORKSPACE, channel, said or message(**fields), signal)


def incident(channel: str = CHANNEL, **fields: Any) -> Incident:
    """INC-1 in T1:C1: checkout failed from 10:00, and nobody has said that it is over."""
    values: dict[str, Any] = {
        "id": "INC-1",
        "title": "Checkout fails",
        "workspace": WORKSPACE,
        "channel": channel,
        "severity": "SEV1",
        "services": ("checkout",),
        "started_at": NOON - timedelta(hours=2),
    }
    return Incident(**{**values, **fields})


def sections(**bodies: str) -> tuple[Section, ...]:
    """A section for each keyword, or a summary and a root cause."""
    bodies = bodies or {"summary": "Checkout failed for 40 minutes [1].", "root_cause": "A bad deploy [1]."}
    return tuple(Section(key, key.replace("_", " ").title(), body) for key, body in bodies.items())


def source(number: int = 1, ref: str = "1773316800.000100") -> Source:
    return Source(number, ref, author="U1", at=moment(ref), quote="Looking into it")


def drafted(postmortem: Postmortem, **bodies: str) -> Postmortem:
    """The postmortem with a draft put in."""
    return postmortem.redraft(postmortem.title, sections(**bodies), [source()])


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each of ``acts`` returned, or the exception it raised, all started together on threads."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        start.wait()
        try:
            return act()
        except Exception as error:
            return error

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))
