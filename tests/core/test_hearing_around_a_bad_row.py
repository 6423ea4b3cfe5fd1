"""An arrival that the store can't keep holds up nobody, and is put aside in the end."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import cast

import pytest

from bot.drafting.writing import Drafting
from bot.listening.hearing import Hearing
from bot.ports import Chat
from bot.publishing import Publishing
from bot.rows import Arrival, Heard
from bot.worker import MOST_FAILURES, Worker
from store.inbox import InboxWriter
from store.sql import SqlStore
from tests.fakes import FrozenClock


class Choosy(SqlStore):
    """A store that refuses what says "poison", as a database might refuse some row."""

    away = False

    def keep(self, heard: Sequence[Heard], arrivals: Sequence[Arrival] = ()) -> None:
        if self.away or any(h.message.text == "poison" for h in heard):
            raise ValueError("refused")
        super().keep(heard, arrivals)


def said(number: int, text: str) -> Arrival:
    ts = f"177332400{number}.000100"
    event = {"type": "message", "channel": "C1", "user": "U1", "text": text, "ts": ts}
    return Arrival(f"slack:event:Ev{number}", "slack", json.dumps({"team_id": "T1", "event": event}))


@pytest.fixture
def store(sqlite_store: SqlStore) -> Choosy:
    store = Choosy(sqlite_store.db)
    inbox = InboxWriter(store.db)
    for number, text in enumerate(["one", "poison", "two", "three"]):
        inbox.put(said(number, text)).result()
    inbox.close()
    return store


@pytest.fixture
def worker(store: Choosy, clock: FrozenClock) -> Worker:
    hearing = Hearing(store, cast(Chat, None), clock)  # none of these messages asks the platform anything
    return Worker(store, hearing, cast(Drafting, None), cast(Publishing, None), clock)


def test_the_others_are_kept_and_the_bad_one_is_put_aside_after_some_tries(
    worker: Worker, store: Choosy, clock: FrozenClock
) -> None:
    for _ in range(MOST_FAILURES):
        assert store.troubles() == []
        worker.hear()
        assert [m.text for m in store.messages("T1", "C1")] == ["one", "two", "three"]
        clock.advance(61)
    (trouble,) = store.troubles()
    assert trouble.subject == "slack:event:Ev1"
    assert worker.hear() == 0


def test_while_the_database_is_away_nothing_is_put_aside(
    worker: Worker, store: Choosy, clock: FrozenClock
) -> None:
    store.away = True
    for _ in range(MOST_FAILURES + 1):
        with pytest.raises(ValueError, match="refused"):
            worker.hear()
        clock.advance(61)
    store.away = False
    clock.advance(61)
    worker.hear()
    assert [m.text for m in store.messages("T1", "C1")] == ["one", "two", "three"]
