"""The inbox: committed before it is acked, known when it comes again, understood once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import closing, suppress

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.rows import Arrival
from store.database import Database
from store.inbox import InboxWriter
from store.sql import SqlStore
from tests.fakes import FrozenClock, arrival, at_once

LEASE = 61


@pytest.fixture
def inbox(db: Database) -> Iterator[InboxWriter]:
    with closing(InboxWriter(db)) as inbox:
        yield inbox


def put(inbox: InboxWriter, *keys: str) -> list[bool]:
    """Whether each was new, all queued before any is waited for."""
    return [done.result(timeout=10) for done in [inbox.put(arrival(key)) for key in keys]]


def keys(store: SqlStore, limit: int = 1000) -> list[str]:
    return [a.key for a in store.claim_unheard(limit)]


def test_what_is_put_is_there_to_be_understood(store: SqlStore, inbox: InboxWriter) -> None:
    assert inbox.put(Arrival("event:Ev1", "slack", '{"text": "résumé 🙂"}')).result(timeout=10) is True
    (found,) = store.claim_unheard(10)
    assert (found.key, found.source, found.body) == ("event:Ev1", "slack", '{"text": "résumé 🙂"}')
    assert found.number > 0


def test_a_repeat_is_known_for_one_within_a_batch_and_later(store: SqlStore, inbox: InboxWriter) -> None:
    assert sorted(put(inbox, "a", "b", "a", "a")) == [False, False, True, True]
    assert put(inbox, "b", "c") == [False, True]
    assert sorted(keys(store)) == ["a", "b", "c"]


def test_what_was_answered_at_once_is_kept_only_to_know_its_repeat(
    store: SqlStore, inbox: InboxWriter
) -> None:
    assert inbox.put(arrival("click", state="done")).result(timeout=10) is True
    assert put(inbox, "click") == [False]
    assert keys(store) == []


def test_a_row_the_database_refuses_fails_alone(store: SqlStore, inbox: InboxWriter) -> None:
    poison = Arrival("poison", None, "{}")  # type: ignore[arg-type]
    good = [arrival(f"good {number}") for number in range(20)]
    done = [inbox.put(each) for each in [*good[:10], poison, *good[10:]]]
    with pytest.raises(IntegrityError):
        done[10].result(timeout=10)
    assert all(each.result(timeout=10) for each in done if each is not done[10])
    assert len(keys(store)) == 20


def test_a_database_that_is_away_fails_the_batch_and_not_the_next(sqlite_store: SqlStore) -> None:
    db = sqlite_store.db
    with closing(InboxWriter(db)) as inbox:
        with db.write() as connection:
            connection.execute(text("alter table inbox rename to away"))
        lost = inbox.put(arrival("a"))
        with pytest.raises(OperationalError):
            lost.result(timeout=10)
        with db.write() as connection:
            connection.execute(text("alter table away rename to inbox"))
        assert put(inbox, "a") == [True]


def test_closing_commits_what_is_queued_and_refuses_the_rest(store: SqlStore) -> None:
    inbox = InboxWriter(store.db)
    done = [inbox.put(arrival(str(number))) for number in range(1200)]
    inbox.close()
    assert all(each.result(timeout=0) for each in done)
    assert len(keys(store, 2000)) == 1200
    with pytest.raises(RuntimeError):
        inbox.put(arrival("late"))
    inbox.close()


def test_a_request_that_goes_away_stops_nobody_else(store: SqlStore, inbox: InboxWriter) -> None:
    async def go_away() -> None:
        waiting = asyncio.ensure_future(asyncio.wrap_future(inbox.put(arrival("gone"))))
        waiting.cancel()
        with suppress(asyncio.CancelledError):
            await waiting

    asyncio.run(go_away())
    assert put(inbox, "next") == [True]
    assert keys(store) == ["gone", "next"]


def test_text_that_no_database_holds_is_made_safe(store: SqlStore, inbox: InboxWriter) -> None:
    strange = Arrival("key\x00\ud83d", "sl\x00ack", "body\x00 half \udc00 whole 🙂")
    assert inbox.put(strange).result(timeout=10) is True
    assert inbox.put(strange).result(timeout=10) is False
    (found,) = store.claim_unheard(10)
    assert (found.key, found.source) == ("key\ufffd\ufffd", "sl\ufffdack")
    assert found.body == "body\ufffd half \ufffd whole 🙂"


def test_long_keys_that_begin_alike_are_two(store: SqlStore, inbox: InboxWriter) -> None:
    assert put(inbox, "x" * 5000 + "1", "x" * 5000 + "2", "x" * 5000 + "1") == [True, True, False]
    assert len(keys(store)) == 2


def test_two_writers_with_the_same_keys_take_each_once(store: SqlStore) -> None:
    def write(order: int) -> list[bool]:
        with closing(InboxWriter(store.db)) as inbox:
            return put(inbox, *[str(number) for number in range(600)][::order])

    forwards, backwards = at_once(lambda: write(1), lambda: write(-1))
    assert all(one != other for one, other in zip(forwards, reversed(backwards), strict=True))
    assert len(keys(store)) == 600


def test_the_oldest_are_claimed_first_and_by_one_alone(store: SqlStore, inbox: InboxWriter) -> None:
    for key in "cab":
        put(inbox, key)
    assert keys(store, 2) == ["c", "a"]
    assert keys(store) == ["b"]
    assert keys(store) == []


def test_many_workers_claim_each_arrival_exactly_once(store: SqlStore, inbox: InboxWriter) -> None:
    put(inbox, *[str(number) for number in range(200)])

    def work() -> list[str]:
        mine: list[str] = []
        while found := store.claim_unheard(7):
            mine += [a.key for a in found]
            store.keep([], found)
        return mine

    hands = at_once(*[work] * 6)
    assert sorted(int(key) for hand in hands for key in hand) == list(range(200))


def test_an_arrival_whose_worker_died_is_claimed_again(
    store: SqlStore, inbox: InboxWriter, clock: FrozenClock
) -> None:
    put(inbox, "a")
    assert keys(store) == ["a"]
    clock.advance(LEASE)
    (found,) = store.claim_unheard(10)
    store.keep([], [found])
    clock.advance(LEASE)
    assert keys(store) == []


def test_what_cannot_be_understood_is_put_aside_and_told(
    store: SqlStore, inbox: InboxWriter, clock: FrozenClock
) -> None:
    put(inbox, "a", "b")
    bad, good = store.claim_unheard(10)
    store.keep([], [good])
    store.spoil(bad, "can't be read")
    store.spoil(good, "can't be read")  # understood already by another
    clock.advance(LEASE)
    assert keys(store) == []
    (trouble,) = store.troubles()
    assert (trouble.stage, trouble.subject, trouble.error) == ("inbox slack", "a", "can't be read")
    assert trouble.gave_up


def test_only_what_was_understood_long_ago_is_forgotten(
    store: SqlStore, inbox: InboxWriter, clock: FrozenClock
) -> None:
    put(inbox, "a", "b", "c", "spoilt", "waiting")
    for found in store.claim_unheard(10):
        if found.key == "spoilt":
            store.spoil(found, "can't be read")
        elif found.key != "waiting":
            store.keep([], [found])
    assert store.purge_inbox(10) == 0
    clock.advance(days=8)
    put(inbox, "new")
    assert [store.purge_inbox(2), store.purge_inbox(2), store.purge_inbox(2)] == [2, 1, 0]
    assert put(inbox, "a", "spoilt", "waiting", "new") == [True, False, False, False]
