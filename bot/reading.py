"""Reading what was published: who may see which page, and the one-use way in from chat."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from bot.access import is_private
from bot.drift import find_drift, messages_of
from bot.errors import UserError
from bot.ports import Chat, Clock, Store
from bot.postmortem import Postmortem, State, Visibility
from bot.showing import Shown
from bot.underway import Underway

ENTRY_LASTS = timedelta(minutes=10)  # OWASP ASVS 5.0 §6.5.5: a link that signs in lives ten minutes at most


class Unseen(UserError):
    """No such page, or none that this visitor may see: the two are told apart for nobody."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """A person whom the chat platform vouched for."""

    workspace: str
    person: str


def shown(
    store: Store, postmortem: Postmortem, underway: Underway | None = None, *, has_model: bool = False
) -> Shown:
    """Everything that is shown of a postmortem, people's names included. Raises Unseen.

    All but the private notices, which are nobody's to see but their readers'.
    """
    incident = store.incident(postmortem.incident)
    if incident is None:
        raise Unseen("Its incident is gone.")
    draft = store.draft(postmortem.number)
    people = set(postmortem.authors) | set(postmortem.reviewers) | {r.reviewer for r in postmortem.reviews}
    people |= {item.owner for item in draft.action_items if item.owner} if draft else set()
    said = store.said(incident.workspace, incident.channel, messages_of(postmortem.sources))
    return Shown(
        postmortem,
        incident,
        draft,
        store.people(postmortem.workspace, people),
        underway=underway,
        drift=find_drift(postmortem.sources, said),
        has_model=has_model,
    )


@dataclass(frozen=True)
class Reading:
    """``has_model``: a language model can be asked for a draft."""

    store: Store
    chat: Chat
    clock: Clock
    has_model: bool = False

    def page(self, slug: str, visitor: Visitor | None) -> Shown:
        """The postmortem as it was last published under ``slug``. Raises Unseen."""
        postmortem = self.store.published(slug)
        if postmortem is None or not self._may_read(postmortem, visitor):
            raise Unseen("This page does not exist, or it is not public.")
        return self.shown(postmortem)

    def shown(self, postmortem: Postmortem) -> Shown:
        writing = postmortem.state is State.DRAFT
        underway = self.store.underway(postmortem.number) if writing else None
        return shown(self.store, postmortem, underway, has_model=self.has_model)

    def grant(self, visitor: Visitor) -> str:
        """A token that lets this visitor in once, within ten minutes. Only its hash is stored."""
        token = secrets.token_urlsafe(32)
        expires = self.clock.now() + ENTRY_LASTS
        self.store.grant_entry(_hash(token), visitor.person, visitor.workspace, expires)
        return token

    def enter(self, token: str) -> Visitor:
        """Whom the token lets in; it works once. Raises UserError when it is used, old or made up."""
        found = self.store.use_entry(_hash(token), self.clock.now())
        if found is None:
            raise UserError(
                "This link was used already or is older than ten minutes. Ask for a new one in chat."
            )
        workspace, _, person = found.partition(":")
        return Visitor(workspace, person)

    def _may_read(self, postmortem: Postmortem, visitor: Visitor | None) -> bool:
        incident = self.store.incident(postmortem.incident)
        if incident is None:
            return False
        # A private incident channel keeps its postmortem to its members, whatever was chosen.
        private = is_private(self.store, postmortem)
        if postmortem.visibility is Visibility.PUBLIC and not private:
            return True
        if visitor is None or visitor.workspace != postmortem.workspace:
            return False
        if postmortem.visibility is Visibility.ORGANIZATION and not private:
            return True
        return self.chat.is_member(incident.channel, visitor.person)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
