"""Texts beyond all measure and with the worst intent: nothing cut, no limit exceeded, nobody called."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from blocks.slack.posts import lay_out
from bot.drafting.draft import Claim, Similar
from bot.postmortem import Section, Source
from bot.showing import Shown
from tests.blocks import samples
from tests.blocks.slack_limits import all_texts, check_post, letters, text_of

HOSTILE = "<!channel> <!here|x> <@U0ANA> <#C1> <https://evil.example|click> & *b* `c` ```d``` \u202edrawkcab"
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
SNIPPETS = [
    "- item [1]",
    "  - nested",
    "1. one",
    "# Heading",
    "> said",
    "```\ncode\n```",
    "**bold**",
    "\n\n",
    "| a | b |\n|---|---|\n| c | d |",
    "[a](https://a.example 'why')",
    "~~gone~~",
    "<b>html</b>",
    HOSTILE,
]
MARKDOWN = st.lists(st.one_of(ANYTHING, st.sampled_from(SNIPPETS)), max_size=40).map("\n".join)


def test_fifty_thousand_characters_are_paged_and_labelled_and_none_is_lost() -> None:
    body = "\n".join(f"- 14:{n % 60:02} UTC — word{n} happened & <was> seen [1]" for n in range(1_100))
    assert len(body) > 45_000
    posts = [
        p
        for part, p in samples.laid_out(samples.with_body(body)).items()
        if part.startswith("section/timeline/")
    ]
    for post in posts:
        check_post(post)
    assert f"Timeline (2 of {len(posts)})" in text_of(posts[1])
    shown = "".join(text for post in posts for text in all_texts(post.body["blocks"][1:]))
    assert re.findall(r"word\d+", shown) == [f"word{n}" for n in range(1_100)]
    assert shown.count(f"<{samples.PERMALINK}|[1]>") == 1_100


def test_a_table_row_is_never_divided_between_messages() -> None:
    rows = "\n".join(f"| action{n} {'x' * 200} | owner{n} |" for n in range(200))
    posts = samples.laid_out(samples.with_body(f"| Action | Owner |\n|---|---|\n{rows}"))
    lines = [
        line
        for part, post in posts.items()
        if part.startswith("section/timeline/")
        for line in text_of(post).splitlines()
    ]
    assert [line for line in lines if line.startswith("• action")] == [
        f"• action{n} {'x' * 200} · owner{n}" for n in range(200)
    ]


def test_nothing_that_people_or_tools_wrote_calls_anybody() -> None:
    draft = replace(
        samples.DRAFT,
        summary=(Claim(HOSTILE, ("m1",)),),
        similar_incidents=(Similar(HOSTILE, 1.0, HOSTILE),),
        writer=f"openai:{HOSTILE}",
    )
    incident = replace(samples.INCIDENT, id=HOSTILE, title=HOSTILE, severity=HOSTILE, services=(HOSTILE,))
    sections = tuple(replace(s, heading=HOSTILE, body=HOSTILE) for s in samples.POSTMORTEM.sections)
    returned = samples.ASKED.request_changes("U0JONAS", HOSTILE, samples.AT)
    for postmortem in (returned, samples.POSTMORTEM, samples.ASKED, samples.PUBLIC):
        hostile = replace(postmortem, title=HOSTILE, sections=sections)
        for post in lay_out(Shown(hostile, incident, draft), samples.BASE):
            check_post(post)
            texts = [post.body["text"], *mrkdwn_of(post.body["blocks"])]
            for text in texts:
                ours = re.sub(r"<@U0(JONAS|ANA|MARIA)>|<!date\^[^>]*>|<https://[^>|]*\|[^<>]*>", "", text)
                assert "<" not in ours
                assert "<https://evil.example|click>" not in text
                assert "\u202e" not in text


def mrkdwn_of(value: Any) -> list[str]:
    if isinstance(value, list):
        return [text for inner in value for text in mrkdwn_of(inner)]
    if not isinstance(value, dict):
        return []
    own = [value["text"]] if value.get("type") == "mrkdwn" else []
    assert value.get("type") != "mrkdwn" or value["verbatim"]
    return own + [text for inner in value.values() for text in mrkdwn_of(inner)]


def test_names_beyond_all_measure_and_empty_ones_break_no_block() -> None:
    for odd in (
        "",
        " ",
        "x" * 40_000,
        "🏔️" * 20_000,
        "مرحبا " * 5_000,
        "&" * 40_000,
        "\n\n",
        "a\u0300" * 9_000,
    ):
        draft = replace(
            samples.DRAFT,
            summary=(Claim(odd, ("m1", "m4")),) * 3,
            root_cause=replace(samples.DRAFT.root_cause, change=odd),
            similar_incidents=(Similar(odd, 1.0, odd),) * 3,
        )
        incident = replace(samples.INCIDENT, id=odd, title=odd, severity=odd, services=(odd, odd))
        for postmortem in samples.EVERY_STATE:
            sections = tuple(replace(s, heading=odd) for s in postmortem.sections)
            strange = replace(postmortem, title=odd, sections=sections)
            for post in lay_out(Shown(strange, incident, draft), samples.BASE):
                check_post(post)


def test_citations_with_long_addresses_do_not_push_the_summary_out() -> None:
    links = tuple(Source(n, f"m{n}", link=f"https://example.org/{'a' * 900}") for n in range(1, 9))
    draft = replace(samples.DRAFT, summary=(Claim("It was down.", tuple(f"m{n}" for n in range(1, 9))),))
    postmortem = replace(samples.POSTMORTEM, sources=links)
    card = lay_out(Shown(postmortem, samples.INCIDENT, draft), samples.BASE)[0]
    check_post(card)
    assert "It was down. [1][2][3]" in text_of(card)


@settings(max_examples=120, deadline=None, derandomize=True)
@given(MARKDOWN)
def test_any_markdown_is_laid_out_within_limits(body: str) -> None:
    postmortem = replace(samples.POSTMORTEM, sections=(Section("timeline", "Timeline", body),))
    for post in lay_out(Shown(postmortem, samples.INCIDENT, None), samples.BASE):
        check_post(post)


WORD = st.text(st.characters(categories=["Lu", "Ll", "Lo", "Nd", "So"]), min_size=1, max_size=40)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.lists(st.lists(WORD, min_size=1, max_size=60), min_size=1, max_size=12), st.integers(1, 60))
def test_no_word_of_a_long_section_is_lost_or_out_of_order(paragraphs: list[list[str]], times: int) -> None:
    text = "\n\n".join(" ".join(words) for words in paragraphs)
    body = "\n\n".join([text] * max(1, min(times, 50_000 // (len(text) + 2))))
    posts = [
        p
        for part, p in samples.laid_out(samples.with_body(body)).items()
        if part.startswith("section/timeline/")
    ]
    for post in posts:
        check_post(post)
    shown = [text for post in posts for text in all_texts(post.body["blocks"][1:])]
    assert letters(shown) == letters([body])
