"""Who may see a postmortem in chat: one place, asked by every entrance."""

from __future__ import annotations

from dataclasses import dataclass

from bot.errors import UserError
from bot.ports import Chat, Store
from bot.postmortem import Postmortem


def is_private(store: Store, postmortem: Postmortem) -> bool:
    """Whether its incident's channel is, or may be: one that we know nothing of is taken to be."""
    incident = store.incident(postmortem.incident)
    channel = store.channel(incident.workspace, incident.channel) if incident else None
    return channel is None or channel.is_private


@dataclass(frozen=True)
class Access:
    store: Store
    chat: Chat

    def find(self, number: int, workspace: str, person: str) -> Postmortem:
        """The postmortem, if this person may see it. Raises UserError, the same where there is none."""
        found = self.store.postmortem(number)
        if found is None or found.workspace != workspace or not self.may_see(found, person):
            raise UserError(f"There is no PM-{number} here. `/postmortem list` shows what there is.")
        return found

    def may_see(self, postmortem: Postmortem, person: str) -> bool:
        """Anybody of the workspace; of a private incident, who is in its channel or was asked to review."""
        if not is_private(self.store, postmortem) or person in postmortem.reviewers:
            return True
        incident = self.store.incident(postmortem.incident)
        return incident is not None and self.chat.is_member(incident.channel, person)

    def is_private(self, postmortem: Postmortem) -> bool:
        return is_private(self.store, postmortem)
