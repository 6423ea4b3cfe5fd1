"""Who may read a published page: every visibility, every kind of channel, every kind of visitor."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

import pytest

from bot.conversation import Channel
from bot.errors import Retryable, UserError
from bot.ports import Chat
from bot.postmortem import Postmortem, Visibility
from bot.reading import Reading, Unseen, Visitor
from store.sql import SqlStore
from tests.fakes import CHANNEL, NOON, WORKSPACE, FrozenClock, drafted, incident

SLUG = "checkout-fails-0a1b2c3d4e"

VISITORS: dict[str, Visitor | None] = {
    "anybody": None,
    "a stranger": Visitor("T2", "U9"),
    "a stranger with a member's id": Visitor("T2", "U1"),
    "a colleague": Visitor(WORKSPACE, "U5"),
    "a member": Visitor(WORKSPACE, "U1"),
}
ALL, INSIDE, MEMBERS = set(VISITORS), {"a colleague", "a member"}, {"a member"}

# Visibility and the incident's channel → who may read. A channel that we know nothing of may be private.
MAY = {
    (Visibility.PUBLIC, "open"): ALL,
    (Visibility.PUBLIC, "private"): MEMBERS,
    (Visibility.PUBLIC, "unknown"): MEMBERS,
    (Visibility.ORGANIZATION, "open"): INSIDE,
    (Visibility.ORGANIZATION, "private"): MEMBERS,
    (Visibility.ORGANIZATION, "unknown"): MEMBERS,
    (Visibility.TEAM, "open"): MEMBERS,
    (Visibility.TEAM, "private"): MEMBERS,
    (Visibility.TEAM, "unknown"): MEMBERS,
}


@dataclass
class Members:
    """A chat platform that is asked only who is in the incident's channel."""

    members: set[str] = field(default_factory=lambda: {"U1"})
    is_away: bool = False
    asked: list[str] = field(default_factory=list)

    def is_member(self, channel: str, person: str) -> bool:
        assert channel == CHANNEL
        self.asked.append(person)
        if self.is_away:
            raise Retryable("Slack is away")
        return person in self.members


@pytest.fixture
def chat() -> Members:
    return Members()


@pytest.fixture
def reading(sqlite_store: SqlStore, chat: Members, clock: FrozenClock) -> Reading:
    return Reading(sqlite_store, cast(Chat, chat), clock)


def published(store: SqlStore, visibility: Visibility, channel: str = "open") -> Postmortem:
    if channel != "unknown":
        store.save_channel(Channel(WORKSPACE, CHANNEL, is_private=channel == "private"))
    made, _ = store.request_postmortem(store.save_incident(incident()), None)
    found = store.save(drafted(made))
    found = store.save(found.ask_for_review(["U2"], "U1", NOON))
    found = store.save(found.approve("U2", NOON))
    return store.save(found.publish(visibility, SLUG, "U1", NOON))


@pytest.mark.parametrize("channel", ["open", "private", "unknown"])
@pytest.mark.parametrize("visibility", list(Visibility))
def test_a_page_is_read_by_those_it_is_for_and_nobody_else(
    sqlite_store: SqlStore, reading: Reading, visibility: Visibility, channel: str
) -> None:
    published(sqlite_store, visibility, channel)
    assert {name for name in VISITORS if reads(reading, VISITORS[name])} == MAY[visibility, channel]


def reads(reading: Reading, visitor: Visitor | None) -> bool:
    try:
        return reading.page(SLUG, visitor).postmortem.slug == SLUG
    except Unseen:
        return False


def test_a_page_that_does_not_exist_is_refused_in_the_same_words(reading: Reading) -> None:
    with pytest.raises(Unseen, match="does not exist, or it is not public"):
        reading.page("no-such-page", VISITORS["a member"])


def test_nobody_is_asked_about_who_needs_not_be_a_member(
    sqlite_store: SqlStore, reading: Reading, chat: Members
) -> None:
    published(sqlite_store, Visibility.PUBLIC)
    for visitor in VISITORS.values():
        reading.page(SLUG, visitor)
    assert chat.asked == []


def test_a_stranger_is_never_looked_up_in_our_channel(
    sqlite_store: SqlStore, reading: Reading, chat: Members
) -> None:
    published(sqlite_store, Visibility.TEAM, "private")
    with pytest.raises(Unseen):
        reading.page(SLUG, VISITORS["a stranger with a member's id"])
    assert chat.asked == []


def test_while_membership_cannot_be_asked_nobody_is_let_in(
    sqlite_store: SqlStore, reading: Reading, chat: Members
) -> None:
    published(sqlite_store, Visibility.TEAM)
    chat.is_away = True
    with pytest.raises(Retryable):
        reading.page(SLUG, VISITORS["a member"])


def test_who_leaves_the_channel_cannot_read_on(
    sqlite_store: SqlStore, reading: Reading, chat: Members
) -> None:
    published(sqlite_store, Visibility.TEAM)
    reading.page(SLUG, VISITORS["a member"])
    chat.members.clear()
    with pytest.raises(Unseen):
        reading.page(SLUG, VISITORS["a member"])


def test_a_channel_made_private_later_takes_its_page_along(sqlite_store: SqlStore, reading: Reading) -> None:
    published(sqlite_store, Visibility.PUBLIC)
    reading.page(SLUG, None)
    sqlite_store.save_channel(Channel(WORKSPACE, CHANNEL, is_private=True))
    with pytest.raises(Unseen):
        reading.page(SLUG, None)


def test_a_page_stands_as_published_until_it_is_published_again(
    sqlite_store: SqlStore, reading: Reading
) -> None:
    found = published(sqlite_store, Visibility.PUBLIC)
    sqlite_store.save(found.edit("summary", "Not approved by anybody.", "U1", NOON, seen=1))
    page = reading.page(SLUG, None)
    assert page.postmortem.section("summary").body == found.section("summary").body


# -- the way in from chat --------------------------------------------------------------------------


def test_a_link_lets_in_once_whom_it_was_made_for(reading: Reading) -> None:
    token = reading.grant(Visitor(WORKSPACE, "U1"))
    assert reading.enter(token) == Visitor(WORKSPACE, "U1")
    with pytest.raises(UserError, match="Ask for a new one"):
        reading.enter(token)


def test_a_link_lives_ten_minutes(reading: Reading, clock: FrozenClock) -> None:
    early, late = reading.grant(Visitor(WORKSPACE, "U1")), reading.grant(Visitor(WORKSPACE, "U1"))
    clock.advance(minutes=9, seconds=59)
    assert reading.enter(early).person == "U1"
    clock.advance(seconds=1)
    with pytest.raises(UserError):
        reading.enter(late)


@pytest.mark.parametrize("token", ["", "x", "\x00", "é" * 50, "a" * 10_000])
def test_a_token_that_was_made_up_lets_nobody_in(reading: Reading, token: str) -> None:
    reading.grant(Visitor(WORKSPACE, "U1"))
    with pytest.raises(UserError):
        reading.enter(token)


def test_two_links_are_never_the_same_and_neither_is_stored(sqlite_store: SqlStore, reading: Reading) -> None:
    tokens = {reading.grant(Visitor(WORKSPACE, "U1")) for _ in range(20)}
    assert len(tokens) == 20
    assert not [token for token in tokens if sqlite_store.use_entry(token, NOON)]
