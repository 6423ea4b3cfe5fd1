"""A published postmortem and a Reading over small stand-ins for the store and the chat platform."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, cast

from starlette.testclient import TestClient

from bot.conversation import Channel, Message, Person
from bot.drafting.draft import Draft
from bot.errors import Retryable
from bot.incident import Incident
from bot.ports import Chat, Store
from bot.postmortem import Postmortem, Section, Source, State, Visibility
from bot.reading import Reading, Visitor
from bot.review import Decision, Review
from bot.showing import Shown
from tests.fakes import CHANNEL, NOON, WORKSPACE, FrozenClock

BASE = "https://bot.example"
KEY = "a secret of enough length"
SLUG = "/p/checkout-fails-0a1b2c3d4e"
ANA = Visitor(WORKSPACE, "U1")

PEOPLE = {
    "U1": Person("U1", "ana", "Ana Pereira"),
    "U2": Person("U2", "jonas", "Jonas Weber"),
}
TIMELINE = """**12 March 2026**

- 10:04 UTC — The alert fired [1]
- 10:31 UTC — Rolled back to `5.17.3` [2]
"""
ACTIONS = """| Action | Owner | Due Date | Priority |
| --- | --- | --- | --: |
| Add a contract test [2] | Jonas Weber | 2026-03-19 | P1 |
"""


def postmortem(visibility: Visibility = Visibility.TEAM, **fields: Any) -> Postmortem:
    """PM-7, published two days after its incident and approved by U2."""
    written = Postmortem(
        incident=1,
        title="Checkout fails",
        workspace=WORKSPACE,
        number=7,
        state=State.PUBLISHED,
        sections=(
            Section("summary", "Summary", "Checkout failed for 40 minutes [1] [2]."),
            Section("timeline", "Timeline", TIMELINE),
            Section("action_items", "Action Items", ACTIONS),
        ),
        sources=(
            Source(1, "1773309840.0001", "Ana Pereira", NOON - timedelta(minutes=116), "pager went off"),
            Source(2, "1773311460.0001", "Jonas Weber", None, "rolled back", "https://chat.example/p2"),
        ),
        reviewers=("U2",),
        asked_by="U1",
        asked_at=NOON + timedelta(days=1),
        published_at=NOON + timedelta(days=2),
        published_by="U1",
        visibility=visibility,
        slug="checkout-fails-0a1b2c3d4e",
    )
    written = replace(written, **fields)
    review = Review("U2", Decision.APPROVED, written.content, NOON + timedelta(days=1, hours=2))
    return replace(written, reviews=(review,))


def incident(**fields: Any) -> Incident:
    values: dict[str, Any] = {
        "id": "INC-1",
        "title": "Checkout fails",
        "workspace": WORKSPACE,
        "channel": CHANNEL,
        "severity": "SEV1",
        "services": ("checkout", "payments"),
        "started_at": NOON - timedelta(hours=2),
        "detected_at": NOON - timedelta(minutes=116),
        "resolved_at": NOON - timedelta(minutes=80),
        "number": 1,
    }
    return Incident(**{**values, **fields})


def shown(**fields: Any) -> Shown:
    return Shown(postmortem(**fields), incident(), None, PEOPLE)


def said(body: str, key: str = "summary", **fields: Any) -> Shown:
    """The postmortem with one section of this body."""
    return shown(sections=(Section(key, "Summary", body),), **fields)


@dataclass
class Shelf:
    """What Reading asks the store and the chat platform, as far as it asks."""

    found: Postmortem
    is_private: bool = False
    members: set[str] = field(default_factory=lambda: {"U1"})
    is_down: bool = False
    drafted: Draft | None = None
    messages: dict[str, Message] = field(default_factory=dict)
    entries: dict[str, tuple[str, datetime]] = field(default_factory=dict)

    def reading(self, clock: FrozenClock) -> Reading:
        return Reading(cast(Store, self), cast(Chat, self), clock)

    def published(self, slug: str) -> Postmortem | None:
        return self.found if slug == self.found.slug else None

    def incident(self, _: int) -> Incident:
        return incident()

    def channel(self, workspace: str, id: str) -> Channel:
        return Channel(workspace, id, is_private=self.is_private)

    def draft(self, _: int) -> Draft | None:
        return self.drafted

    def said(self, _workspace: str, _channel: str, ids: Collection[str]) -> Mapping[str, Message]:
        return {id: self.messages[id] for id in ids if id in self.messages}

    def underway(self, _: int) -> None:
        return None

    def people(self, _: str, ids: Collection[str]) -> Mapping[str, Person]:
        return {id: PEOPLE[id] for id in ids if id in PEOPLE}

    def is_member(self, _: str, person: str) -> bool:
        if self.is_down:
            raise Retryable("the platform is away")
        return person in self.members

    def grant_entry(self, token_hash: str, person: str, workspace: str, expires: datetime) -> None:
        self.entries[token_hash] = (f"{workspace}:{person}", expires)

    def use_entry(self, token_hash: str, now: datetime) -> str | None:
        visitor, expires = self.entries.pop(token_hash, ("", now))
        return visitor if now < expires else None


def enter(
    client: TestClient, shelf: Shelf, clock: FrozenClock, visitor: Visitor = ANA, then: str = SLUG
) -> str:
    """In through a fresh link, as a person does; returns where it led."""
    token = shelf.reading(clock).grant(visitor)
    answer = client.post(f"/enter/{token}?next={then}", headers={"Origin": BASE})
    assert answer.status_code == 303
    return str(answer.headers["Location"])
