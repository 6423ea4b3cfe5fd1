"""Review use cases: asking for it, approving, requesting changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.changing import change
from bot.errors import Stale, UserError
from bot.gates import Gate, pass_gates
from bot.ports import Chat, Clock, Store
from bot.postmortem import Act, Postmortem

SEEN = 16  # characters of the content's hash that a button carries; fewer tell too little


@dataclass(frozen=True)
class Reviewing:
    store: Store
    chat: Chat
    clock: Clock
    gates: Sequence[Gate] = ()

    def ask(self, number: int, reviewers: Sequence[str], by: str) -> Postmortem:
        """Puts the postmortem into review by ``reviewers``, who must be people that can answer."""
        now = self.clock.now()
        after = change(self.store, number, lambda found: found.ask_for_review(reviewers, by, now))
        self._remember(after)
        return after

    def approve(self, number: int, by: str, *, seen: str) -> Postmortem:
        """Approves the text whose hash begins with ``seen``, which the button carried. Raises Held."""
        now = self.clock.now()

        def approved(found: Postmortem) -> Postmortem:
            if len(seen) < SEEN or not found.content.startswith(seen):
                raise Stale("The text changed since that button was drawn. Read it again, then approve.")
            after = found.approve(by, now)
            if after is not found:
                pass_gates(self.gates, found, Act.APPROVE)
            return after

        return change(self.store, number, approved)

    def request_changes(self, number: int, by: str, comment: str) -> Postmortem:
        now = self.clock.now()
        return change(self.store, number, lambda found: found.request_changes(by, comment, now))

    def check(self, reviewers: Sequence[str]) -> None:
        """Raises UserError for a reviewer that can't review: a bot, or somebody who has left."""
        for id in reviewers:
            person = self.chat.person(id)
            if person.is_bot:
                raise UserError(f"{person.shown} is a bot; choose a person.")
            if person.left:
                raise UserError(f"{person.shown} has left; choose somebody else.")

    def _remember(self, postmortem: Postmortem) -> None:
        """Keeps who the reviewers are, so that pages and cards can name them."""
        known = self.store.people(postmortem.workspace, postmortem.reviewers)
        for id in postmortem.reviewers:
            if id not in known:
                self.store.save_person(postmortem.workspace, self.chat.person(id))
