"""Editing use cases: a section's text, a discard."""

from __future__ import annotations

from dataclasses import dataclass

from bot.changing import change
from bot.ports import Clock, Store
from bot.postmortem import Postmortem


@dataclass(frozen=True)
class Editing:
    store: Store
    clock: Clock

    def edit(self, number: int, key: str, body: str, by: str, *, seen: int) -> Postmortem:
        """Saves a section that was opened at revision ``seen``. Raises Stale if it moved on since."""
        now = self.clock.now()
        return change(self.store, number, lambda found: found.edit(key, body, by, now, seen=seen))

    def discard(self, number: int) -> Postmortem:
        return change(self.store, number, lambda found: found.discard())
