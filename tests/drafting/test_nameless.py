"""Nobody is named as a cause."""

from __future__ import annotations

import pytest

from bot.drafting.nameless import Nameless
from bot.drafting.offline import OfflineWriter
from bot.drafting.transcript import transcribe
from tests.drafting.builders import BO, case, say


def nameless(*said: str) -> Nameless:
    given = case(*(say(minute, text) for minute, text in enumerate(said or ("it is the cache",))))
    return Nameless(given, transcribe(given))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Bo Chen raised the limit to 50.", "Somebody raised the limit to 50."),
        ("The limit was raised by Ana.", "The limit was raised by somebody."),
        (
            "It was fine. Bo's change lowered it.",
            "It was fine. Bo's change lowered it.",
        ),  # too short to be sure
        ("Ana Lima's change and Bo Chen's flag met.", "Somebody's change and somebody's flag met."),
        ("The Analyser and `Lima-2` stay.", "The Analyser and `Lima-2` stay."),
    ],
)
def test_a_statement_is_told_without_the_peoples_names(text: str, told: str) -> None:
    assert nameless().told(text) == told


def test_it_is_told_in_the_channels_language() -> None:
    german = nameless("das ist nicht der Cache, ich sehe auch noch Fehler auf dem Server")
    assert german.told("Ana Lima hat das Limit erhöht.") == "Jemand hat das Limit erhöht."


def test_no_cause_and_no_factor_of_a_draft_names_anybody() -> None:
    draft = OfflineWriter().write(
        case(
            say(5, "kiosks print blank tickets, 12% of all", BO),
            say(
                20,
                "found it: the config that <@U1> merged dropped the font, root cause is the path",
            ),
            say(25, "that was my change, cfg-7. I never saw a warning about the font", BO),
            say(40, "no alert looks at blank tickets, that's why Bo Chen heard of it from the stations"),
            say(60, "40 of 40 print again, resolved"),
            resolved=60,
        )
    )
    cause = draft.root_cause
    told = [cause.text, *(c.text for c in (*cause.statements, *draft.contributing_factors))]
    told += [c.text for one in cause.candidates for c in (*one.for_, *one.against)]
    assert told
    assert not [text for text in told if "Ana" in text or "Bo Chen" in text]
