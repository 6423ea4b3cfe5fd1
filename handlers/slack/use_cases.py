"""What Slack's handlers call: the use cases, and the inbox that events go into."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

from bot.editing import Editing
from bot.listening.hearing import Creating
from bot.ports import Arrival, Inbox, Store
from bot.publishing import Publishing
from bot.reading import Reading
from bot.reviewing import Reviewing

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class UseCases:
    """``base_url`` is where people reach the pages."""

    inbox: Inbox
    store: Store
    creating: Creating
    editing: Editing
    reviewing: Reviewing
    publishing: Publishing
    reading: Reading
    base_url: str

    async def first_time(self, key: str, source: str) -> bool:
        """Commits that this request came; False for a repeat, which must change nothing again."""
        return await asyncio.wrap_future(self.inbox.put(Arrival(key, source, "", state="done")))


async def inward(call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """The core is synchronous: its calls leave the event loop by a thread."""
    return await asyncio.to_thread(call, *args, **kwargs)
