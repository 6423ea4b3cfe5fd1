"""A finding as people settle it: found again by its words, replaced exactly, its citations kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.blameless.marking import Found, Marked, digest_of, field_of, mark, replaced
from bot.language.finding import Category, Field, Finding, Level, Suggestion
from tests.blaming import BOB, BOB_PUT_WELL, CARELESS, CARLA, HINT, plain_check


def found(text: str, *, hints: bool = False) -> Found:
    return Found(1, "summary", "Summary", text, mark(text, plain_check(text), hints=hints))


@pytest.mark.parametrize(
    "same",
    [
        "Bob should have  checked!",
        "bob should have checked.",
        "Bob should have checked [3].",
        "*Bob* should have\nchecked",
    ],
)
def test_a_sentence_is_known_again_whatever_its_spaces_case_and_citations(same: str) -> None:
    assert digest_of(same) == digest_of("Bob should have checked.")


@pytest.mark.parametrize("other", ["Bob should not have checked.", "Bob should have checked 3.", "", "…"])
def test_another_sentence_is_another(other: str) -> None:
    assert digest_of(other) != digest_of("Bob should have checked.")


def test_a_sentence_is_marked_once_however_much_is_found_in_it() -> None:
    text = "Bob should have checked, it was careless. Carla should have asked."
    assert [one.sentence for one in found(text).open] == [*text.split(" C")[:1], CARLA]
    assert found(text).open[0].finding.category is Category.COUNTERFACTUAL


def test_of_two_findings_the_warning_is_shown_before_the_hint() -> None:
    text = "It might have been careless."
    (one,) = found(text, hints=True).open
    assert one.finding.level is Level.WARNING


def test_hints_are_marked_only_where_they_are_asked_for() -> None:
    assert found(HINT).open == ()
    assert len(found(HINT, hints=True).open) == 1


def test_the_same_sentence_twice_is_told_apart_by_its_place() -> None:
    twice = found(f"{BOB}\n\nThen more.\n\n{BOB}")
    second = twice.marked(replace(twice.ref(twice.open[1])))
    assert second is not None
    assert replaced(twice.text, second) == f"{BOB}\n\nThen more.\n\n{BOB_PUT_WELL}"


def test_a_place_that_is_gone_means_the_only_one_left() -> None:
    twice = found(f"{BOB}\n{BOB}")
    ref = twice.ref(twice.open[1])
    once = found(BOB)
    assert once.marked(ref) == once.open[0]
    thrice = found("\n".join([BOB] * 3))
    assert thrice.marked(replace(ref, place=7)) is None


def put(old: str, new: str, text: str | None = None) -> str:
    text = text or old
    start = text.index(old)
    finding = Finding(
        start,
        start + 3,
        old[:3],
        Category.OMISSION,
        Level.WARNING,
        (start, start + len(old)),
        Suggestion(new),
    )
    return replaced(text, Marked(finding, old.strip(), digest_of(old), 0, finding.suggestion))


@pytest.mark.parametrize(
    ("old", "new", "after"),
    [
        ("Bob broke it. [3]", "It broke.", "It broke. [3]"),
        ("Bob broke it [3].", "It broke.", "It broke [3]."),
        ("Bob broke it [3][12].", "It broke.", "It broke [3] [12]."),
        ("Bob [2] broke it [3].", "It broke [2].", "It broke [2] [3]."),
        ("Bob broke it. [3] [3]", "It broke. [3]", "It broke. [3]"),
        ("Bob broke it", "It broke", "It broke"),
        ("- Bob broke it. [1]", "It broke.", "- It broke. [1]"),
        ("[2] Bob broke it.", "It broke.", "[2] It broke."),
        ("- Bob broke it.", "- It broke.", "- It broke."),
        ("  2. Bob broke it.", "It broke.", "  2. It broke."),
        ("Bob broke it. \n", "It broke.", "It broke. \n"),
    ],
)
def test_a_suggestion_keeps_what_the_sentence_cites_and_where_it_stands(
    old: str, new: str, after: str
) -> None:
    assert put(old, new) == after


def test_nothing_but_the_sentence_is_touched() -> None:
    text = f"  Before [1].\n\n| a | {BOB} | c |\n\n```\n{BOB}\n```\n"
    assert put(BOB, "It broke.", text) == text.replace(BOB, "It broke.", 1)


def test_whoever_takes_a_suggestion_takes_the_one_they_saw() -> None:
    shown = found(BOB)
    better = shown.better({shown.open[0].digest: "The pipeline had no check."})
    one = better.open[0]
    assert one.suggestion.text == "The pipeline had no check."
    for seen in (shown, better):
        taken = one.as_said(seen.open[0].said)
        assert taken is not None
        assert taken.suggestion == seen.open[0].suggestion
    assert one.as_said("0" * 8) is None


def test_a_question_is_nothing_to_put_into_the_text() -> None:
    one = found(CARELESS).open[0]
    assert one.suggestion.asks
    assert one.as_said(one.said) is None


def test_a_section_is_checked_as_what_its_key_says_it_is() -> None:
    assert field_of("root_cause") is Field.ROOT_CAUSE
    assert field_of("follow_up") is Field.OTHER


def test_several_sentences_stand_in_their_order() -> None:
    assert [m.sentence for m in found(f"{CARLA} Fine. {BOB}").open] == [CARLA, BOB]
