from __future__ import annotations

import pytest

from bot.drafting.picking import fit, telling


@pytest.mark.parametrize(
    "aside",
    [
        "looking",
        "I'm afraid that's me",
        "that one's mine",
        "sorry about the first guess",
        "never seen that",
        "more at 22:30",
        "who?",
        "P2, next sprint",
        "It's not your fault",
        "its 2am here so forgive typos",
        "Ana, nurse in charge of ICU",
    ],
)
def test_an_aside_is_not_told(aside: str) -> None:
    assert telling([aside, "the pumps stand still"], "Ana Ruiz") == ["the pumps stand still"]


@pytest.mark.parametrize(
    "fact",
    [
        "checking takes 40 s",
        "Ana was called at 10:02",
        "it is on 12 pumps",
        "mine 4 stands still",
        "looking good at 0.7%",
    ],
)
def test_a_fact_that_begins_like_an_aside_is_told(fact: str) -> None:
    assert telling([fact, "the pumps stand still"], "Ana Ruiz") == [fact, "the pumps stand still"]


def test_a_message_that_is_all_aside_says_nothing() -> None:
    assert telling(["sorry, was asleep", "reading up"], "Ana Ruiz") == []


def test_a_question_is_told_only_where_nothing_else_is_said() -> None:
    assert telling(["is it the pumps?"], "Ana") == ["is it the pumps?"]
    assert telling(["is it the pumps?", "they stand still"], "Ana") == ["they stand still"]


def test_a_command_with_a_secret_in_it_is_not_repeated() -> None:
    assert telling(["run `psql [redacted: password]@db`", "3 rows"], "Ana") == ["run a command", "3 rows"]


def test_a_short_message_is_told_whole_whatever_its_sentences_are_worth() -> None:
    assert fit(["the lock is held", "force-unlocking"], lambda _: -5.0) == [
        "the lock is held",
        "force-unlocking",
    ]


def test_of_a_long_message_the_neighbours_that_tell_most_are_told() -> None:
    spoken = ["a" * 30, "b" * 30, "c" * 30, "d" * 30]
    assert fit(spoken, lambda s: 2.0 if s[0] in "cd" else 0.2, longest=70) == spoken[2:]


def test_a_sentence_longer_than_there_is_room_is_still_told() -> None:
    assert fit(["a" * 400], None, longest=70) == ["a" * 400]
