"""What Slack's handlers call: the use cases, and the inbox that events go into."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ParamSpec, TypeVar

from bot.access import Access
from bot.blameless.wording import Wording
from bot.editing import Editing
from bot.listening.hearing import Creating
from bot.organization import Organization
from bot.ports import Inbox, Store
from bot.publishing import Publishing
from bot.reading import Reading
from bot.redrafting import Redrafting
from bot.reviewing import Reviewing
from bot.rows import Arrival, Live
from handlers.slack.together import Together

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class UseCases:
    """``base_url`` is where people reach the pages."""

    inbox: Inbox
    store: Store
    creating: Creating
    editing: Editing
    wording: Wording
    organization: Organization
    redrafting: Redrafting
    reviewing: Reviewing
    publishing: Publishing
    access: Access
    reading: Reading
    base_url: str

    @cached_property
    def take(self) -> Together[Arrival, bool]:
        """Commits an arrival; True if it is new, False if it came before."""
        return Together(self._take)

    @cached_property
    def live_in(self) -> Together[tuple[str, str], Live | None]:
        """Which postmortem a channel (workspace, id) has."""
        return Together(self.store.live_in)

    async def first_time(self, key: str) -> bool:
        """Commits that this request came; False for a repeat, which must change nothing again."""
        return await self.take(Arrival(key, "slack", "", state="done"))

    def _take(self, arrivals: Sequence[Arrival]) -> Sequence[bool | Exception]:
        waiting = [self.inbox.put(arrival) for arrival in arrivals]
        return [problem if (problem := w.exception()) else w.result() for w in waiting]  # type: ignore[misc]


async def inward(call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """The core is synchronous: its calls leave the event loop by a thread."""
    return await asyncio.to_thread(call, *args, **kwargs)
