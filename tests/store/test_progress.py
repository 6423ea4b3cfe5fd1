"""How far a draft has come, what it rests on, and redrafts that were only shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.drafting.draft import Coverage, Draft, Impact, Leak, RootCause
from bot.drafting.progress import Progress, Step
from bot.postmortem import State
from bot.preview import Preview
from bot.rows import Stage
from bot.underway import Underway
from store.sql import SqlStore
from tests.fakes import CHANNEL, NOON, WORKSPACE, FrozenClock, drafted, heard, incident, message

CITED, OTHER = "1773316800.000100", "1773316900.000100"
HALF, MORE = Progress(Step.WRITING, 3, 7), Progress(Step.WRITING, 5, 7)
LEAKS = (Leak(OTHER, "U1", ("jwt",)),)
EMPTY = Draft("Checkout fails", None, (), (), Impact(), RootCause("?"), (), (), (), (), Coverage(1, 1, 0))
DRAFT = replace(EMPTY, leaks=LEAKS)


@pytest.fixture
def number(store: SqlStore) -> int:
    """A postmortem that cites one message of its channel; nothing of it is due."""
    made, _ = store.request_postmortem(store.save_incident(incident()), None)
    store.keep([heard(message(CITED)), heard(message(OTHER, "later"))])
    store.save(drafted(made), draft=DRAFT)
    rest(store)
    return made.number


def rest(store: SqlStore) -> None:
    for stage in Stage:
        for claim in store.claim(stage, 10):
            store.finish(claim)


def due(store: SqlStore) -> bool:
    return bool(store.claim(Stage.SHOW, 1))


def test_what_is_told_is_shown_within_a_second_and_not_at_once(
    store: SqlStore, clock: FrozenClock, number: int
) -> None:
    store.tell_progress(number, HALF)
    assert store.underway(number) == Underway(HALF, messages=2)
    assert not due(store)
    clock.advance(0.6)
    store.tell_progress(number, MORE)
    assert not due(store)
    clock.advance(0.5)
    assert due(store)
    assert store.underway(number) == Underway(MORE, messages=2)


def test_a_platform_that_asked_to_wait_is_not_hurried_by_what_is_told(
    store: SqlStore, clock: FrozenClock, number: int
) -> None:
    store.tell_progress(number, HALF)
    clock.advance(1)
    (claim,) = store.claim(Stage.SHOW, 1)
    store.postpone(claim, clock.now() + timedelta(seconds=30), "slow down")
    store.tell_progress(number, MORE)
    clock.advance(29)
    assert not due(store)
    clock.advance(1)
    assert due(store)


def test_what_is_told_while_the_card_is_drawn_is_drawn_a_second_later(
    store: SqlStore, clock: FrozenClock, number: int
) -> None:
    store.tell_progress(number, HALF)
    clock.advance(1)
    (claim,) = store.claim(Stage.SHOW, 1)
    store.tell_progress(number, MORE)
    store.finish(claim)
    assert not due(store)
    clock.advance(1)
    assert due(store)


def test_a_saved_draft_is_shown_at_once_and_ends_the_telling(store: SqlStore, number: int) -> None:
    store.tell_progress(number, HALF)
    found = store.postmortem(number)
    assert found is not None
    edited = store.save(found.edit("summary", "Ours.", "U1", NOON, seen=1))
    assert store.underway(number) is not None  # an edit meanwhile is no draft
    store.save(drafted(edited), draft=DRAFT)
    assert store.underway(number) is None
    assert due(store)


def test_what_will_not_come_is_forgotten_and_shown_so(store: SqlStore, number: int) -> None:
    store.forget_progress(number)
    assert not due(store)
    store.tell_progress(number, HALF)
    store.forget_progress(number)
    assert store.underway(number) is None
    assert due(store)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (message(CITED, "changed", edited="1773317000.000000"), True),
        (message(CITED, deleted=True), True),
        (message(OTHER, "cleaned", edited="1773317000.000000"), True),  # a secret was found in it
        (message("1773316950.000100", "new"), False),
        (message("1773316950.000100", "new", edited="1773317000.000000"), False),
        (message(CITED), False),  # heard again as it was
    ],
)
@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.PUBLISHED])
def test_only_an_edit_of_what_it_rests_on_makes_a_postmortem_due_for_showing(
    store: SqlStore, number: int, said: object, shown: bool, state: State
) -> None:
    found = store.postmortem(number)
    assert found is not None
    store.save(
        replace(found, version=found.version + 1, state=state, asked_by="U1", slug="x", published_at=NOON)
    )
    rest(store)
    store.keep([heard(said)])  # type: ignore[arg-type]
    assert due(store) is shown


def test_an_edit_in_another_channel_or_of_a_discarded_one_is_nobodys(store: SqlStore, number: int) -> None:
    edited = message(CITED, "changed", edited="1773317000.000000")
    store.keep([heard(edited, channel="C2")])
    assert not due(store)
    found = store.postmortem(number)
    assert found is not None
    store.save(found.discard())
    rest(store)
    store.keep([heard(edited)])
    assert not due(store)


@pytest.mark.usefixtures("number")
def test_messages_are_found_as_they_stand_deleted_ones_too(store: SqlStore) -> None:
    store.keep([heard(message(CITED, deleted=True))])
    found = store.said(WORKSPACE, CHANNEL, [CITED, OTHER, "9.9"])
    assert {id: one.deleted for id, one in found.items()} == {CITED: True, OTHER: False}
    assert store.said(WORKSPACE, CHANNEL, []) == {}


@pytest.mark.usefixtures("number")
def test_a_channel_that_went_on_is_told_from_one_that_did_not(store: SqlStore) -> None:
    marks = [store.heard_until(WORKSPACE, CHANNEL)]
    for said in (message("1773316990.000100"), message(OTHER, "x", edited="1773317000.000000"),
                 message(CITED, deleted=True)):  # fmt: skip
        store.keep([heard(said)])
        marks.append(store.heard_until(WORKSPACE, CHANNEL))
    store.keep([heard(message(CITED))])  # older than its deletion
    assert len(set(marks)) == 4
    assert store.heard_until(WORKSPACE, CHANNEL) == marks[-1]


def test_a_preview_comes_back_as_it_was_and_goes_after_some_days(
    store: SqlStore, clock: FrozenClock, number: int
) -> None:
    found = store.postmortem(number)
    assert found is not None
    kept = Preview("t0k3n", found, drafted(found, summary="New words [1]."), DRAFT, "2/x/None")
    store.keep_preview(kept)
    store.keep_preview(kept)
    assert store.preview("t0k3n") == kept
    assert store.preview("other") is None
    clock.advance(days=8)
    store.purge_inbox(100)
    assert store.preview("t0k3n") is None
