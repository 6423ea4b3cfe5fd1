"""What was posted, so that a crash repeats nothing; and entries that let one person in once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rows import Posted
from bot.showing import Post
from store.sql import SqlStore
from tests.fakes import NOON, FrozenClock, at_once, incident

CARD, SUMMARY = Post("card", "d1", {"text": "card"}), Post("section/summary/1", "d2", {}, follows="card")


@pytest.fixture
def number(store: SqlStore) -> int:
    made, _ = store.request_postmortem(store.save_incident(incident()), "U1")
    return made.number


def test_a_post_is_meant_then_known_to_be_there(store: SqlStore, number: int) -> None:
    assert store.posts(number) == []
    assert store.intend(number, CARD, "C1") is True
    assert store.intend(number, SUMMARY, "C1") is True
    assert store.posts(number) == [Posted("card", "C1", None, ""), Posted(SUMMARY.part, "C1", None, "")]
    store.mark_shown(number, "card", "1773316800.000100", "d1")
    assert store.posts(number)[0] == Posted("card", "C1", "1773316800.000100", "d1")
    store.forget_post(number, SUMMARY.part)
    assert [posted.part for posted in store.posts(number)] == ["card"]


def test_a_post_that_was_meant_before_may_be_there(store: SqlStore, number: int) -> None:
    assert store.intend(number, CARD, "C1") is True
    assert store.intend(number, CARD, "C1") is False
    store.forget_post(number, "card")
    assert store.intend(number, CARD, "C1") is True


def test_of_two_that_mean_to_post_at_once_one_is_first(store: SqlStore, number: int) -> None:
    assert sorted(at_once(*[lambda: store.intend(number, CARD, "C1")] * 4)) == [False] * 3 + [True]


def test_an_entry_lets_one_in_once(store: SqlStore) -> None:
    store.grant_entry("hash", "U1", "T1", NOON + timedelta(minutes=10))
    assert store.use_entry("other", NOON) is None
    assert store.use_entry("hash", NOON) == "T1:U1"
    assert store.use_entry("hash", NOON) is None


def test_an_entry_used_from_everywhere_at_once_lets_one_in(store: SqlStore) -> None:
    store.grant_entry("hash", "U1", "T1", NOON + timedelta(minutes=10))
    outcomes = at_once(*[lambda: store.use_entry("hash", NOON)] * 6)
    assert sorted(outcome or "" for outcome in outcomes) == [""] * 5 + ["T1:U1"]


def test_an_entry_expires(store: SqlStore, clock: FrozenClock) -> None:
    store.grant_entry("hash", "U1", "T1", NOON + timedelta(minutes=10))
    assert store.use_entry("hash", clock.advance(minutes=10)) is None


def test_entries_nobody_used_in_time_go(store: SqlStore, clock: FrozenClock) -> None:
    store.grant_entry("old", "U1", "T1", NOON + timedelta(minutes=10))
    clock.advance(minutes=11)
    store.grant_entry("new", "U1", "T1", clock.now() + timedelta(minutes=10))
    assert store.use_entry("old", NOON) is None
    assert store.use_entry("new", clock.now()) == "T1:U1"
