"""Editing use cases: a section's text, a redraft, a discard."""

from __future__ import annotations

from dataclasses import dataclass

from bot.changing import change, find
from bot.errors import UserError
from bot.ports import Clock, Store
from bot.postmortem import TRANSITIONS, Act, Postmortem


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

    def redraft(self, number: int) -> Postmortem:
        """Has the sections that nobody has touched written again from all that was said by now."""
        found = find(self.store, number)
        if found.state not in TRANSITIONS[Act.REDRAFT]:
            raise UserError(f"{found.id} is past drafting: only a draft can be redrafted.")
        if all(section.edited_by for section in found.sections) and found.sections:
            raise UserError("People have edited every section, so there is nothing left to redraft.")
        self.store.redraft(number)
        return found
