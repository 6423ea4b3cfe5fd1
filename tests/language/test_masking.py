"""What is not prose that somebody wrote is taken out, and nothing moves."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.masking import OPAQUE, mask
from tests.language.growth import HOSTILE, growth

BLAME = "Bob should have checked it."


def seen(text: str) -> str:
    """What is left, its blanks run together."""
    masked = mask(text)
    assert len(masked) == len(text)
    return " ".join(masked.split())


@pytest.mark.parametrize(
    "text",
    [
        f"```\n{BLAME}\n```",
        f"~~~ text\n{BLAME}\n\n{BLAME}\n~~~",
        f"```\n{BLAME} and no end",
        f"    {BLAME}\n    {BLAME}",
        f"> {BLAME}\n> {BLAME}",
        f"  >{BLAME}",
        f"- > {BLAME}",
        f"&gt; {BLAME}",
        f"<!-- {BLAME}\n\n{BLAME} -->",
        f"<pre>\n{BLAME}\n\n{BLAME}\n</pre>",
        f"2026-03-02 14:03:11,120 ERROR {BLAME}",
        f"2026-03-02T14:03:11Z [error] {BLAME}",
        f"Mar  2 14:03:11 web-1 nginx[120]: {BLAME}",
        f'level=error msg="{BLAME}" job=deploy',
        f'{{"level": "error", "text": "{BLAME}"}}',
        'Traceback (most recent call last):\n  File "x.py", line 3, in f\n    bob.should()\nValueError: x',
        "java.lang.IllegalStateException: Bob failed\n\tat com.example.Bob.check(Bob.java:12)",
        "$ kubectl delete pod bob-should-have",
        "[bob]: https://example.com/bob-should-have",
    ],
)
def test_what_a_program_or_somebody_else_said_is_gone(text: str) -> None:
    assert seen(text) == ""
    assert seen(f"Before.\n\n{text}") == "Before."


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("**Bob** should have _checked_ it", "Bob should have checked it"),
        ("***Bob*** ~~should~~ __have__", "Bob should have"),
        ("snake_case_names stay", "snake_case_names stay"),
        ("see [what Bob did](https://x.example/a_(b)?q=1 'title') there", "see what Bob did there"),
        ("see [what Bob did][ref] there", "see what Bob did there"),
        ("it broke.[3] Again [1][4][^note].", "it broke. Again ."),
        ("<b>Bob</b> broke<br/>it &nbsp; there", "Bob broke it there"),
        ("Bob <!-- no --> broke it", "Bob broke it"),
        ("<@U123> and <@U123|bob> broke it", "<@U123> and <@U123|bob> broke it"),
        ("<!subteam^S1|@storage> in <#C1|inc-1>", "@storage in inc-1"),
        ("<https://x.example/y|the runbook> of @bob", "the runbook of @bob"),
        (r"Bob\* did 3 \< 4", "Bob did 3 < 4"),
        ("Bob was \ue123so\u0007 wrong\U000f0001", "Bob was so wrong"),
        ("Bob's check didn't run, the users' data", "Bob's check didn't run, the users' data"),
        ("a “careless” and 'sloppy' \"hack\"", "a “careless” and 'sloppy' \"hack\""),
        ("the 19\" rack and the 5\" disk", "the 19\" rack and the 5\" disk"),
        ("- [ ] Remind **Bob**", "Remind Bob"),
        ("## Bob did it ##", "Bob did it"),
        ("| Bob | did `it` |", f"Bob did {OPAQUE}"),
    ],
)  # fmt: skip
def test_words_stay_where_only_markup_goes(text: str, left: str) -> None:
    assert seen(text) == left


@pytest.mark.parametrize(
    "thing",
    [
        "`should have`",
        "``a ` b``",
        "<code>should have</code>",
        "https://x.example/bob-should-have",
        "<https://x.example>",
        "www.example.com/bob",
        "bob@example.com",
        "<bob@example.com>",
        '"Bob should have"',
        "“Bob should have”",
        "„Das war seine Schuld“",
        "«fue su culpa»",
        "»sein Fehler war es«",
        "'you don't say so'",
        "‘you don’t say so’",
        '"Bob\nshould have"',
    ],
)
def test_what_plays_the_part_of_a_noun_leaves_a_sign_that_it_was_there(thing: str) -> None:
    assert seen(f"We read {thing} there.") == f"We read {OPAQUE} there."


def test_a_quotation_that_ends_a_sentence_still_ends_it() -> None:
    assert seen('He wrote "Bob broke it." Then it was fixed.') == f"He wrote {OPAQUE} . Then it was fixed."


def test_front_matter_is_no_prose_but_a_rule_across_the_page_begins_none() -> None:
    assert seen(f"---\ntitle: {BLAME}\n---\nText.") == "Text."
    assert seen(f'+++\ntitle = "{BLAME}"\n+++\nText.') == "Text."
    assert seen(f"---\n\n{BLAME}\n\n---\nText.") == f"{BLAME} Text."


def test_nothing_is_swallowed_by_a_mark_without_its_fellow() -> None:
    for mark in ('"', "'", "`", "“", "„", "<", "[", "](", "**", "<!--", "<pre>"):
        assert "Bob should have" in mask(f"It was {mark}fine. Bob should have looked.\n\nOr so.")


def test_a_quotation_and_code_end_with_their_block() -> None:
    assert "Bob broke it" in mask("- a ` b\n- Bob broke it ` c")
    assert "Bob broke it" in mask('One "two\n\nBob broke it" three')
    assert "Bob broke it" in mask("| a ' b | Bob broke it ' c |")


def test_a_long_quotation_is_taken_for_a_missing_mark() -> None:
    assert "Bob broke it" in mask('It was "' + "fine " * 100 + 'Bob broke it" then')


@pytest.mark.parametrize(
    "line",
    [
        "14:03 Priya deployed build 5512 to production.",
        "14:03:11 Priya deployed build 5512",
        "2026-03-02 14:03 UTC: the alert fired",
        "Error: nobody looked at it",
        "Set replicas=3 since replicas=1 was too few for a node",
        "$500 were lost by then",
        "1. Bob deployed it",
    ],
)
def test_a_timeline_is_no_log(line: str) -> None:
    assert seen(line).endswith(" ".join(line.split()[2:]))


def test_what_continues_a_list_is_no_code() -> None:
    text = (
        "1.  First\n\n    It went on.\n\n        code\n\n    - Inner\n\n      And on.\n\nAfter.\n\n    code"
    )
    assert seen(text) == "First It went on. Inner And on. After."


TEXTS = st.text(
    st.one_of(st.sampled_from(list("`\"'<>*_[]()|#-~\\ \n\r\t:@&!.=ab“”„«»‘’\ue000")), st.characters()),
    max_size=200,
)


@given(TEXTS)
@settings(max_examples=300)
def test_no_character_moves_whatever_the_text(text: str) -> None:
    masked = mask(text)
    assert len(masked) == len(text)
    assert [at for at, sign in enumerate(masked) if sign in "\r\n"] == [
        at for at, sign in enumerate(text) if sign in "\r\n"
    ]
    assert all(new in (old, " ", OPAQUE) for old, new in zip(text, masked, strict=True))


@given(TEXTS)
def test_what_is_masked_has_nothing_left_that_the_engine_encodes_with(text: str) -> None:
    assert not [sign for sign in mask(text) if "\ue000" <= sign <= "\uf8ff" or sign == "\x00"]


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_grows_with_the_length_of_the_text(unit: str) -> None:
    assert growth(mask, unit) < 10
