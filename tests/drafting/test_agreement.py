"""What a model may say of its sources, and what it may not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.drafting.grounding import Grounds
from bot.drafting.transcript import transcribe
from bot.incident import Change
from tests.drafting.builders import BO, at, case, say, ts

FAILING, CAUSE, ROLLED_BACK, NOT_YET, OVER, SPANISH = 0, 5, 10, 15, 20, 25
CASE = case(
    say(FAILING, "since 10:01 about 1,840 orders were declined by the payment provider"),
    say(CAUSE, "found it, `fx-rates` 5.18.0 rounds amounts with hundreds to zero. That was my deploy", BO),
    say(ROLLED_BACK, "rolled fx-rates back to 5.17.2, nothing else changed"),
    say(NOT_YET, "not resolved yet, the queue still grows"),
    say(OVER, "the queue is empty, declines are back to normal. resolved"),
    say(SPANISH, "la cola no bajó hasta que reiniciamos los workers", BO),
    resolved=OVER,
    changes=(Change("dep-9", "deploy", "fx-rates", at(-5), "fx-rates 5.18.0"),),
    services=("checkout", "search"),
)
GROUNDS = Grounds(CASE, transcribe(CASE))


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("About 1,840 orders were declined by the payment provider from 10:01.", FAILING),
        ("The deploy of fx-rates 5.18.0 rounds amounts with hundreds to zero.", CAUSE),
        ("Bo Chen found that fx-rates 5.18.0 rounds amounts to zero.", CAUSE),
        ("Responders rolled fx-rates back to 5.17.2.", ROLLED_BACK),
        ("The queue still grows.", NOT_YET),
        ("The queue was empty and declines were back to normal.", OVER),
        ("La cola no bajó hasta reiniciar los workers.", SPANISH),
    ],
)
def test_what_a_message_says_may_be_said_in_other_words(text: str, minute: float) -> None:
    assert GROUNDS.support(text, [ts(minute)])


@pytest.mark.parametrize(
    ("invented", "text", "minute"),
    [
        ("a number", "About 2,840 orders were declined by the payment provider.", FAILING),
        ("a number in words", "About twelve thousand orders were declined by the payment provider.", FAILING),
        ("everybody", "Everyone had orders declined by the payment provider.", FAILING),
        ("a time", "Orders were declined by the payment provider from 09:58.", FAILING),
        ("an actor", "Kowalski rolled fx-rates back to 5.17.2.", ROLLED_BACK),
        ("another's act", "Bo Chen rolled fx-rates back to 5.17.2.", ROLLED_BACK),
        ("a service", "The search queue still grows.", NOT_YET + 0.5),
        ("a part", "Responders rolled fx-rates and pay_gateway back.", ROLLED_BACK),
        ("a version", "Responders rolled fx-rates back to 5.16.", ROLLED_BACK),
        ("an end", "The incident was resolved and the queue grows.", NOT_YET),
        ("a denial", "The queue is not empty, declines are back to normal.", OVER),
        ("the opposite", "La cola bajó.", SPANISH),
        ("a quote", "“We broke it on purpose” was said of fx-rates 5.18.0 and hundreds.", CAUSE),
        ("what another message says", "Orders were declined by the payment provider.", OVER),
        ("a company", "Orders were declined by Globopay, the payment provider.", FAILING),
    ],
)
def test_what_is_invented_is_not_supported(invented: str, text: str, minute: float) -> None:
    assert not GROUNDS.support(text, [ts(minute)]), invented


def test_a_source_that_does_not_exist_supports_nothing_however_true_the_others() -> None:
    assert not GROUNDS.support("The queue still grows.", [ts(NOT_YET), "1.5"])


def test_a_name_may_be_said_where_the_message_mentions_the_person() -> None:
    asked = replace(CASE, messages=(*CASE.messages, say(30, "<@U2> restarts the workers at 10:32")))
    grounds = Grounds(asked, transcribe(asked))
    assert grounds.support("Bo Chen restarts the workers at 10:32.", [ts(30)])
    assert not grounds.support("Dana restarts the workers at 10:32.", [ts(30)])
