"""Redrafting on request: shown before it is made, and made as it was shown."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from bot.changing import TRIES, find
from bot.drafting.writing import Drafting
from bot.errors import Stale, UserError
from bot.ports import Store
from bot.postmortem import TRANSITIONS, Act, Postmortem
from bot.preview import Preview


class MovedOn(UserError):
    """More was said in the channel since the redraft was shown; nothing was changed yet."""


@dataclass(frozen=True)
class Redrafting:
    store: Store
    drafting: Drafting

    def check(self, number: int) -> Postmortem:
        """The postmortem, if it may be redrafted. Raises UserError with what can be done instead."""
        found = find(self.store, number)
        if found.state not in TRANSITIONS[Act.REDRAFT]:
            raise UserError(f"{found.id} is past drafting: only a draft can be redrafted.")
        if all(section.edited_by for section in found.sections) and found.sections:
            raise UserError("People have edited every section, so there is nothing left to redraft.")
        return found

    def preview(self, number: int) -> Preview:
        """What a redraft would do now. It is kept, so that exactly this can be made; the draft stays."""
        before = self.check(number)
        incident = self.store.incident(before.incident)
        heard = self.store.heard_until(incident.workspace, incident.channel) if incident else ""
        after, draft = self.drafting.draft(before)
        preview = Preview(secrets.token_urlsafe(16), before, after, draft, heard)
        self.store.keep_preview(preview)
        return preview

    def apply(self, number: int, token: str, *, as_shown: bool = False) -> Postmortem:
        """Makes the redraft that was shown; a repeat changes nothing.

        What a person has edited since stays theirs. Raises Stale where another draft was written since,
        and MovedOn where the channel has gone on, unless it is wanted ``as_shown`` all the same.
        """
        preview = self.store.preview(token)
        if preview is None or preview.after.number != number:
            raise Stale("This preview is too old.")
        for _ in range(TRIES):
            found = self.check(number)
            after = preview.apply(found)
            if after is found:
                return found
            if not as_shown and self._has_moved_on(preview):
                raise MovedOn("More was said in the channel since.")
            try:
                return self.store.save(after, draft=preview.draft)
            except Stale:
                continue  # somebody saved in between: what was shown is weighed against it
        raise Stale("Several people are changing this at once.")

    def again(self, number: int) -> bool:
        """Has it written again at once. False where people edited in it, so that they should be asked."""
        found = self.check(number)
        if any(section.edited_by for section in found.sections):
            return False
        self.store.redraft(number)
        return True

    def _has_moved_on(self, preview: Preview) -> bool:
        incident = self.store.incident(preview.after.incident)
        return incident is not None and (
            self.store.heard_until(incident.workspace, incident.channel) != preview.heard
        )
