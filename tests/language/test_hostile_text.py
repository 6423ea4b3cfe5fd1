"""Whatever is written: no exception, places that are right, and time that grows with the length."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.checking import check
from bot.language.finding import Field, Finding
from bot.language.policy import Named
from tests.language.growth import growth

BOB = (Named("Bob Tanner", "bob", "U1"),)
BLAME = "Bob should have tested it."
PROSE = "The queue was full, and the worker of the second region restarted the broker at 09:15.\n"


def checked(text: str, field: Field = Field.OTHER) -> tuple[Finding, ...]:
    """The findings, after a look at their places."""
    found = check(text, BOB, field)
    end = 0
    for finding in found:
        first, last = finding.sentence
        assert 0 <= first <= finding.start < finding.end <= last <= len(text)
        assert text[finding.start : finding.end] == finding.text
        assert end <= finding.start
        assert finding.suggestion.text.strip()
        end = finding.end
    return found


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "\n\n\n", "\t", ".", "…", "\x00", "\ufeff", "\u2028", "#", "-"]
)
def test_text_without_words_has_no_findings(text: str) -> None:
    assert checked(text) == ()


def test_a_megabyte_is_read_to_its_end() -> None:
    text = PROSE * (1_000_000 // len(PROSE)) + BLAME
    (finding,) = checked(text)
    assert finding.sentence[1] == len(text)


def test_one_line_of_100_000_characters_is_read_to_its_end() -> None:
    text = PROSE.replace("\n", " ").replace(".", "") * (100_000 // len(PROSE)) + BLAME
    assert checked(text)[-1].text == "Bob should have tested"


def test_a_word_without_an_end_is_no_trouble() -> None:
    assert checked("a" * 100_000) == ()
    assert len(checked(f"{'a' * 5_000} {BLAME}")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Bob should have tested it",
        "BOB SHOULD HAVE TESTED THE BROKER.",
        "bob should have tested it lol",
        "🔥🔥 Bob should have tested it 😡",
        "日本語の文。Bob should have tested it. Это тоже.",
        "Привет, Bob should have tested it",
        "مرحبا Bob should have tested it",
        "Bob should have tested it \ud800 then",
        "\udfff Bob should have tested it",
        "Bob should have tested it\x07 then",
        "Bob should have tested it \U000f0001",
        "**Bob should have tested it",
        "## Bob should have tested it ##",
        "| Bob should have tested it",
        "- [ Bob should have tested it",
        "[Bob should have tested it](",
        "<b>Bob should have tested it",
        "Bob\u00a0should have tested it",
        "Bob should\r\nhave tested it",
        "e\u0301te\u0301: Bob should have tested it",
    ],
)
def test_blame_is_found_in_the_right_place_whatever_stands_around_it(text: str) -> None:
    (finding,) = checked(text)
    assert finding.text.lower().startswith("bob")
    assert " ".join(finding.text.lower().split()) == "bob should have tested"


PIECES = st.sampled_from(
    """Bob @bob <@U1> <@ you they we nobody should have not never forgot broke human error who had the
    ( ) [ ] { } ` ``` ** _ # > | - . ! ? , ; : ' " “ ”
    … ## <!-- --> \\ \x00 \ue000 \uf8ff 😡 É ß İ ﬁ 日本""".split()
)
BLANKS = st.sampled_from(["", " ", "\n", "\n\n", "\t", "\r\n", "\u00a0", "\u2028", "    "])


@settings(max_examples=250, deadline=None)
@given(
    st.lists(st.tuples(PIECES, BLANKS), max_size=30).map(lambda parts: "".join(map("".join, parts))),
    st.sampled_from(Field),
)
def test_whatever_stands_together_places_are_right(text: str, field: Field) -> None:
    checked(text, field)


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(codec=None), max_size=120))
def test_any_characters_are_a_text(text: str) -> None:
    checked(text)
    checked(f"{text}\n\n{BLAME}")


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60).map(lambda text: f"{text}\n\n{BLAME}\n\n{text}"))
def test_the_same_text_is_always_told_the_same(text: str) -> None:
    assert check(text, BOB) == check(text, BOB)


@pytest.mark.parametrize(
    "unit",
    ["had had had ", "never ", "the the ", "(((", "who who who ", "<@", "should have been ", "you ", "@bob "],
)
def test_a_phrase_20_000_times_is_read(unit: str) -> None:
    checked(unit * (20_000 if len(unit) < 5 else 4_000))


@pytest.mark.parametrize(
    "unit",
    [
        "had had had ", "never ", "the the ", "(((", "who who who ", "<@", "should have been ",
        "had Bob not ", "Bob should have been ", "Bob who was the one who ", "not only ", "left ",
        "Bob let the ", "just ", "because of ", "'s ", "you ", ", ", "Bob, ", "?! ",
        "the fault of the ", "x", PROSE, f"{BLAME} ",
    ],
)  # fmt: skip
def test_four_times_the_text_takes_about_four_times_as_long(unit: str) -> None:
    # Of three goes, since what else a busy machine does can fall on the longer text alone.
    assert any(growth(lambda text: check(text, BOB), unit, size=4_000) <= 8 for _ in range(3))
