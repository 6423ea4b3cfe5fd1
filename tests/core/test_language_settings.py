"""An organization's settings of the language check: what lines are taken, and what a row says later."""

from __future__ import annotations

from typing import Any, cast

import pytest

from bot.blameless.settings import (
    MOST,
    LanguageSettings,
    LineError,
    from_json,
    kinds_of_blame,
    read_terms,
    read_words,
    write_terms,
    write_words,
)
from bot.conversation import Person
from bot.errors import Stale, UserError
from bot.language.finding import Category, Field
from bot.language.policy import Policy, Strictness
from bot.organization import Organization
from bot.ports import Chat
from store.sql import SqlStore
from tests.fakes import NOON, WORKSPACE, FrozenClock

KINDS = kinds_of_blame({Category.CHARACTER: "Judging a person"})
FULL = LanguageSettings(
    is_on=False,
    strictness=Strictness.STRICT,
    terms=(("sheepish", Category.CHARACTER),),
    exempt=("Karen",),
    roles=("release captain",),
    off=frozenset({Field.TIMELINE, Field.LESSONS}),
    must_settle=True,
)


def test_terms_are_read_with_their_kinds_however_those_are_spelt() -> None:
    text = "sheepish = character_judgement\n\n  asleep at the wheel=Omission \nlazy = judging a Person"
    text += "\nhot = human-error"
    assert read_terms(text, KINDS) == (
        ("sheepish", Category.CHARACTER),
        ("asleep at the wheel", Category.OMISSION),
        ("lazy", Category.CHARACTER),
        ("hot", Category.HUMAN_ERROR),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fine = omission\nsheepish", "Line 2: “sheepish” has no kind"),
        ("sheepish = rudeness", "Line 1: “rudeness” is no kind of blame"),
        ("= omission", "Line 1: the word is missing"),
        ("!? = omission", "Line 1: there is no word in it"),
        ("x = omission", "Line 1: “x” is too short"),
        ("y" * 81 + " = omission", "Line 1: it is longer than 80"),
        ("Lazy = omission\nlazy = animated", "Line 2: “lazy” stands there twice, with another kind"),
        ("\n".join(f"word number {chr(97 + n % 26)}{n} = omission" for n in range(200)), "more than fits"),
    ],
)
def test_a_line_that_cannot_be_taken_is_named_with_the_reason(text: str, said: str) -> None:
    with pytest.raises(LineError) as refused:
        read_terms(text, KINDS)
    assert said in str(refused.value)


def test_what_is_taken_fits_into_its_field_again_and_reads_the_same() -> None:
    text = "\n".join(f"aa{n}=animated" for n in range(120))
    terms = read_terms(text, KINDS)
    assert len(write_terms(terms)) <= MOST
    assert read_terms(write_terms(terms), KINDS) == terms
    words = read_words("Karen\n\n karen \nRelease   Captain")
    assert words == ("Karen", "Release Captain")
    assert read_words(write_words(words)) == words


def test_settings_come_back_from_their_row_as_they_went_in() -> None:
    back = from_json(FULL.to_json(), 3, "U1", NOON)
    assert back.to_json() == FULL.to_json()
    assert (back.version, back.changed_by, back.changed_at) == (3, "U1", NOON)


@pytest.mark.parametrize(
    "damaged",
    [
        {},
        {"terms": "sheepish", "exempt": None, "roles": {}, "off": 7},
        {"terms": [["a"], "b", ["c", "a_kind_of_tomorrow"]], "strictness": "furious", "off": ["moon"]},
    ],
)
def test_what_a_row_says_that_this_release_does_not_know_is_left_out(damaged: dict[str, Any]) -> None:
    assert from_json(damaged, 0, None, None) == LanguageSettings()


def test_the_settings_are_the_policy_with_the_incidents_services() -> None:
    assert FULL.policy(["checkout-api"]) == Policy(
        Strictness.STRICT, FULL.terms, FULL.exempt, FULL.roles, ("checkout-api",), FULL.off
    )


# -- who may change them --------------------------------------------------------------------------


class People:
    """A platform that knows one administrator."""

    def person(self, id: str) -> Person:
        return Person(id, id, is_admin=id == "U0ADMIN")


def organization(store: SqlStore, clock: FrozenClock) -> Organization:
    return Organization(store, cast(Chat, People()), clock)


def test_an_administrators_change_is_kept_with_who_and_when(
    sqlite_store: SqlStore, clock: FrozenClock
) -> None:
    ours = organization(sqlite_store, clock)
    saved = ours.change_language(WORKSPACE, FULL, "U0ADMIN", seen=0)
    assert (saved.version, saved.changed_by, saved.changed_at) == (1, "U0ADMIN", clock.now())
    assert ours.language(WORKSPACE) == saved
    assert ours.language("T2") == LanguageSettings()


def test_nobody_else_changes_anything(sqlite_store: SqlStore, clock: FrozenClock) -> None:
    ours = organization(sqlite_store, clock)
    with pytest.raises(UserError, match="administrator"):
        ours.change_language(WORKSPACE, FULL, "U0ANA", seen=0)
    assert ours.language(WORKSPACE) == LanguageSettings()


def test_a_repeat_changes_nothing_and_a_change_over_an_older_version_is_refused(
    sqlite_store: SqlStore, clock: FrozenClock
) -> None:
    ours = organization(sqlite_store, clock)
    ours.change_language(WORKSPACE, FULL, "U0ADMIN", seen=0)
    assert ours.change_language(WORKSPACE, FULL, "U0ADMIN", seen=0).version == 1
    with pytest.raises(Stale):
        ours.change_language(WORKSPACE, LanguageSettings(), "U0ADMIN", seen=0)
    assert ours.language(WORKSPACE).must_settle
