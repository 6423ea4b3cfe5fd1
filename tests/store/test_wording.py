"""What the language check keeps: sentences that stay, better suggestions, settings, who may be named."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.blameless.ports import Kept
from bot.blameless.settings import LanguageSettings
from bot.conversation import Person
from bot.errors import Stale
from bot.language.finding import Category
from store.sql import SqlStore
from tests.fakes import NOON, WORKSPACE, at_once, heard, incident, message

KEPT = Kept(1, "summary", "a" * 16, Category.OMISSION, "U1", NOON)


@pytest.fixture
def number(store: SqlStore) -> int:
    made, _ = store.request_postmortem(store.save_incident(incident()), None)
    return made.number


def test_the_first_to_keep_a_sentence_is_remembered(store: SqlStore, number: int) -> None:
    later = replace(KEPT, by="U2", at=NOON + timedelta(hours=1))
    other = replace(KEPT, digest="b" * 16, at=NOON + timedelta(hours=2))
    for kept in (KEPT, later, KEPT, other):
        store.keep_sentence(replace(kept, postmortem=number))
    assert list(store.kept_sentences(number)) == [replace(k, postmortem=number) for k in (KEPT, other)]
    assert list(store.kept_sentences(number + 1)) == []


def test_a_sentence_kept_by_two_at_once_is_kept_once(store: SqlStore, number: int) -> None:
    kept = replace(KEPT, postmortem=number)
    done = at_once(*[lambda by=by: store.keep_sentence(replace(kept, by=by)) for by in ("U1", "U2", "U3")])
    assert done == [None] * 3
    assert len(store.kept_sentences(number)) == 1


def test_the_first_better_suggestion_for_a_sentence_stands(store: SqlStore, number: int) -> None:
    store.keep_rewrites(number, {})
    store.keep_rewrites(number, {"a": "It broke.", "b": "Nothing\x00 checked it."})
    store.keep_rewrites(number, {"a": "Another.", "c": "A third."})
    assert store.rewrites(number) == {"a": "It broke.", "b": "Nothing\ufffd checked it.", "c": "A third."}
    assert store.rewrites(number + 1) == {}


def test_settings_are_saved_over_the_version_before_and_no_other(store: SqlStore) -> None:
    first = LanguageSettings(exempt=("Karen",), version=1, changed_by="U1", changed_at=NOON)
    assert store.language_settings(WORKSPACE) == LanguageSettings()
    store.save_language_settings(WORKSPACE, first)
    second = replace(first, must_settle=True, version=2, changed_by="U2")
    store.save_language_settings(WORKSPACE, second)
    for stale in (first, replace(second, exempt=()), replace(second, version=4)):
        with pytest.raises(Stale):
            store.save_language_settings(WORKSPACE, stale)
    assert store.language_settings(WORKSPACE) == second
    assert store.language_settings("T2") == LanguageSettings()


def test_of_two_first_saves_at_once_one_is_told(store: SqlStore) -> None:
    first = LanguageSettings(version=1, changed_by="U1", changed_at=NOON)
    both = [replace(first, exempt=(word,)) for word in ("Karen", "Grace")]
    done = at_once(*[lambda one=one: store.save_language_settings(WORKSPACE, one) for one in both])
    assert sorted(type(outcome).__name__ for outcome in done) == ["NoneType", "Stale"]
    assert store.language_settings(WORKSPACE) in both


def test_who_may_be_named_spoke_there_or_was_mentioned_there(store: SqlStore) -> None:
    for id in ("U1", "U2", "U3", "U4", "W5"):
        store.save_person(WORKSPACE, Person(id, f"name{id}", is_admin=True))
    store.save_person("T2", Person("U1", "somebody of another workspace"))
    store.keep(
        [
            heard(message("1773316800.000100", "Look, <@U2>", author="U1")),
            heard(message("1773316801.000100", "and <@W5|ward> or <@U0UNKNOWN>", author="U1")),
            heard(message("1773316802.000100", "elsewhere", author="U3"), channel="C2"),
        ]
    )
    assert [person.id for person in store.people_in(WORKSPACE, "C1")] == ["U1", "U2", "W5"]
    assert [person.id for person in store.people_in(WORKSPACE, "C1", {"U4"})] == ["U1", "U2", "U4", "W5"]
    assert store.people_in(WORKSPACE, "") == []


def test_that_somebody_is_an_administrator_is_never_kept(store: SqlStore) -> None:
    store.save_person(WORKSPACE, Person("U1", "ana", is_admin=True))
    assert store.people(WORKSPACE, ["U1"])["U1"] == Person("U1", "ana")
