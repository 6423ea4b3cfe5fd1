"""Reactions and pins are kept as they last stood, whatever the order in which they come."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest

from bot.conversation import Mark, moment
from bot.rows import Stage
from store.sql import SqlStore
from tests.fakes import FrozenClock, drafted, heard, incident

ID = "1773316800.000100"
EYES = Mark(ID, "reaction", "eyes", "U1", moment("1773316810.000001"))
OFF = replace(EYES, at=moment("1773316820.000002"), gone=True)
AGAIN = replace(EYES, at=moment("1773316830.000003"))
PIN = Mark(ID, "pin", "", "U1", moment("1773316811.000000"))


@pytest.mark.parametrize("order", list(permutations([EYES, OFF, AGAIN])))
def test_the_newest_stands_whatever_comes_last(store: SqlStore, order: tuple[Mark, ...]) -> None:
    for mark in order:
        store.mark("T1", "C1", [mark])
        store.mark("T1", "C1", [mark])
    assert store.marks("T1", "C1") == [AGAIN]
    store.mark("T1", "C1", [replace(OFF, at=moment("1773316840.0"))])
    assert [mark.gone for mark in store.marks("T1", "C1")] == [True]


def test_marks_of_one_batch_are_weighed_too(store: SqlStore) -> None:
    store.mark("T1", "C1", [AGAIN, EYES, OFF, PIN])
    assert store.marks("T1", "C1") == [PIN, AGAIN]


def test_a_mark_may_come_before_its_message(store: SqlStore) -> None:
    store.mark("T1", "C1", [EYES])
    store.keep([heard(id=ID, text="here")])
    assert store.marks("T1", "C1") == [EYES]
    assert [m.text for m in store.messages("T1", "C1")] == ["here"]


def test_what_history_shows_without_a_time_gives_way_to_what_was_heard(store: SqlStore) -> None:
    shown = replace(EYES, at=None)
    store.mark("T1", "C1", [shown])
    assert store.marks("T1", "C1") == [shown]
    store.mark("T1", "C1", [OFF])
    store.mark("T1", "C1", [shown])
    assert store.marks("T1", "C1") == [OFF]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_pin_may_be_taken_off_by_somebody_else(store: SqlStore, order: tuple[int, int]) -> None:
    off = Mark(ID, "pin", "", "U2", moment("1773316899.0"), gone=True)
    for number in order:
        store.mark("T1", "C1", [(PIN, off)[number]])
    assert store.marks("T1", "C1") == [off]


def test_marks_are_of_one_channel_and_each_persons_own(store: SqlStore) -> None:
    hers, his = EYES, replace(EYES, by="U2", at=moment("1773316812.0"))
    store.mark("T1", "C1", [his, hers])
    store.mark("T1", "C2", [PIN])
    store.mark("T1", "C1", [])
    assert store.marks("T1", "C1") == [hers, his]
    assert store.marks("T2", "C1") == []


def test_a_mark_asks_for_no_redraft(store: SqlStore, clock: FrozenClock) -> None:
    store.save(drafted(store.request_postmortem(store.save_incident(incident("C1")), None)[0]))
    for claim in store.claim(Stage.DRAFT, 10):
        store.finish(claim)
    store.mark("T1", "C1", [EYES])
    clock.advance(timedelta(minutes=5).total_seconds())
    assert store.claim(Stage.DRAFT, 10) == []


def test_a_deletion_is_told_with_its_time_where_it_is_asked_for(store: SqlStore) -> None:
    store.keep([heard(id=ID, text="oops")])
    store.keep([heard(id=ID, text="", deleted=True, edited="1773316850.000000")])
    assert store.messages("T1", "C1") == []
    (gone,) = store.messages("T1", "C1", deleted=True)
    assert (gone.text, gone.deleted, gone.edited) == ("", True, "1773316850.000000")
