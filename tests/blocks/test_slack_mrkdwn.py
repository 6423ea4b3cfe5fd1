"""Markdown in Slack's markup: the same words, the same emphasis where Slack can show it, no live names."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blocks.prose import parse
from blocks.slack import mrkdwn
from blocks.slack.elements import size
from blocks.slack.paging import markdown_pages

LINKS = {1: "https://example.slack.com/p1", 2: "https://example.slack.com/p2?a=1&b=2"}


def rendered(markdown: str) -> str:
    return "\n".join(text for page in markdown_pages(markdown, LINKS) for text in page)


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("# Heading", "*Heading*"),
        ("**bold** and *italic* and ~~gone~~", "*bold* and _italic_ and ~gone~"),
        ("***both***", "*_both_*"),
        ("un**believ**able", "unbelievable"),
        ("`code <b>`", "`code &lt;b&gt;`"),
        ("- a\n  - b\n- c", "• a\n    ◦ b\n• c"),
        ("3. a\n4. b", "3. a\n4. b"),
        ("> one\n> two", "> one\n> two"),
        ("```python\nx < 1\n```", "```\nx &lt; 1\n```"),
        ("| A | B |\n|---|---|\n| 1 | |", "*A · B*\n• 1 · —"),
        ("| A | B | C |\n|---|---|---|\n| 1 | 2 | |", "*A · B · C*\n• 1\n      2 · —"),
        ("[words](https://a.example/x)", "<https://a.example/x|words>"),
        ("see https://a.example/x.", "see <https://a.example/x|https://a.example/x>."),
        ("![graph](https://a.example/g.png)", "<https://a.example/g.png|graph>"),
        ("one\ntwo", "one\ntwo"),
        ("a & b < c", "a &amp; b &lt; c"),
    ],
)
def test_markdown_reads_the_same_in_slack(markdown: str, expected: str) -> None:
    assert rendered(markdown) == expected


def test_citations_link_the_message_they_rest_on() -> None:
    assert rendered("It failed. [1][2]") == (
        "It failed. <https://example.slack.com/p1|[1]><https://example.slack.com/p2?a=1&amp;b=2|[2]>"
    )
    assert rendered("It failed. [3]") == "It failed. [3]"


def test_an_escaped_citation_is_somebodys_words_and_links_nothing() -> None:
    assert rendered("she wrote \\[1\\]") == "she wrote [1]"
    assert rendered("`[1]`") == "`[1]`"


@pytest.mark.parametrize(
    "markdown",
    [
        "[x](javascript:alert(1))",
        "<script>alert(1)</script>",
        "<!channel> <@U123> <#C1>",
        "[a]: https://b 'c'",
        "<https://evil.example|click>",
        "&lt;!channel&gt;",
        "<!-- hidden -->",
    ],
)
def test_what_could_act_or_hide_is_shown_as_text(markdown: str) -> None:
    text = rendered(markdown)
    for live in ("<!", "<@", "<#", "<s", "|click>", "<javascript"):
        assert live not in text
    for word in ("alert", "channel", "hidden", "click", "U123"):
        assert (word in text) == (word in markdown)


def test_code_cannot_break_out_of_its_fence() -> None:
    text = rendered("~~~~\n```\n<!channel>\n~~~~")
    assert text.startswith("```\n")
    assert text.count("```") == 2


def test_quotes_nested_beyond_measure_lose_nothing() -> None:
    assert "bottom" in rendered("> " * 400 + "bottom")
    assert "bottom" in rendered("- " * 400 + "bottom")


def test_a_paragraph_longer_than_a_section_is_divided_between_words_with_its_marks_whole() -> None:
    pages = markdown_pages("**" + "word " * 3_000 + "end**", {})
    texts = [text for page in pages for text in page]
    assert len(texts) > 4
    for text in texts:
        assert text.startswith("*word")
        assert text.rstrip().endswith("*")
        assert text.count("*") == 2


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.text(st.sampled_from("ab <>&*_~`[]()|#>-\n\\😀1."), max_size=400))
def test_no_markup_of_any_kind_leaves_an_unescaped_bracket(markdown: str) -> None:
    assert "<" not in rendered(markdown)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(st.sampled_from("ab &*\n😀"), max_size=200), st.integers(1, 90), st.integers(2_100, 2_900))
def test_parts_hold_their_limit_whatever_the_text(text: str, times: int, limit: int) -> None:
    for piece in parse(text * times):
        for part in mrkdwn.fit(piece.runs, limit):
            assert size(mrkdwn.render(part)) <= limit


def test_words_and_addresses_beyond_measure_hold_the_limit_too() -> None:
    for address in ("https://a.example/" + "b" * 950, "https://a.example/" + "b" * 5_000):
        for page in markdown_pages(f"**[{'&' * 4_000}]({address}) {'😀' * 4_000}**", {}):
            assert all(size(text) <= 2_900 for text in page)


def test_a_person_is_mentioned_only_by_an_id_of_slacks() -> None:
    assert mrkdwn.mention("U0ANA") == "<@U0ANA>"
    assert mrkdwn.mention("!channel") == "!channel"
    assert mrkdwn.mention("U1> <!here") == "U1&gt; &lt;!here"


def test_times_are_in_the_readers_zone_with_utc_where_slack_cannot_tell() -> None:
    at = datetime(2026, 3, 2, 14, 3, tzinfo=UTC)
    assert mrkdwn.when(at) == "<!date^1772460180^{date_short_pretty} {time}|2026-03-02 14:03 UTC>"
    assert mrkdwn.span(at, at + timedelta(hours=1)).endswith("–<!date^1772463780^{time}|15:03 UTC>")
    assert "2026-03-03" in mrkdwn.span(at, at + timedelta(hours=20))
    assert mrkdwn.span(None, None) == ""
