"""Everything posted for a postmortem: complete, within Slack's limits, and harmless."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blocks import ids
from blocks.slack.posts import lay_out
from bot.drafting.draft import Claim, Similar
from bot.ports import Post, Shown
from bot.postmortem import Postmortem, Section, Source
from tests.blocks import samples
from tests.blocks.slack_limits import all_texts, check_post

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


def laid_out(postmortem: Postmortem) -> dict[str, Post]:
    return {post.part: post for post in lay_out(samples.shown(postmortem), samples.BASE)}


def text_of(post: Post) -> str:
    return "\n".join(all_texts(post.body["blocks"]))


def buttons(post: Post) -> list[dict[str, Any]]:
    found = [element for block in post.body["blocks"] for element in block.get("elements", [])]
    found += [block["accessory"] for block in post.body["blocks"] if "accessory" in block]
    return [element for element in found if "action_id" in element]


def actions(post: Post) -> list[str]:
    return [element["action_id"] for element in buttons(post)]


def letters(texts: Sequence[str]) -> str:
    """What remains to be compared when the markup of either side is gone: letters and digits, in order."""
    return "".join(c for c in unescape("".join(texts)) if c.isalnum())


@pytest.mark.parametrize("postmortem", samples.EVERY_STATE, ids=lambda p: f"{p.state}-{p.version}")
def test_every_state_is_laid_out_within_slacks_limits(postmortem: Postmortem) -> None:
    for post in lay_out(samples.shown(postmortem), samples.BASE):
        check_post(post)


@pytest.mark.parametrize(
    ("postmortem", "expected"),
    [
        (samples.POSTMORTEM, [ids.READ, ids.EDIT, ids.ASK, ids.MORE]),
        (samples.ASKED, [ids.APPROVE, ids.CHANGES, ids.READ, ids.EDIT]),
        (samples.APPROVED, [ids.PUBLISH, ids.READ, ids.EDIT, ids.CHANGES]),
        (samples.PUBLIC, [ids.LINK, ids.READ, ids.EDIT]),
        (samples.INTERNAL, [ids.OPEN_PAGE, ids.READ, ids.EDIT]),
        (samples.DISCARDED, []),
        (samples.UNWRITTEN, []),
    ],
)
def test_a_card_offers_what_can_be_done_in_its_state(postmortem: Postmortem, expected: list[str]) -> None:
    assert actions(laid_out(postmortem)["card"]) == expected


def test_every_button_carries_number_and_version_and_approve_the_text_that_was_seen() -> None:
    for button in buttons(laid_out(samples.ASKED)["card"]):
        seen = f":{samples.ASKED.content[:16]}" if button["action_id"] == ids.APPROVE else ""
        assert button["value"] == f"12:{samples.ASKED.version}{seen}"


def test_redraft_and_discard_say_what_they_are_and_ask_first() -> None:
    [menu] = [b for b in buttons(laid_out(samples.POSTMORTEM)["card"]) if b["action_id"] == ids.MORE]
    assert [o["value"] for o in menu["options"]] == ["12:3:redraft", "12:3:discard"]
    assert menu["confirm"]["deny"]["text"] == "Keep as it is"


def test_the_card_says_what_screens_promise() -> None:
    text = text_of(laid_out(samples.POSTMORTEM)["card"])
    assert "📝 Postmortem for INC-2041 · Checkout declines" in text
    assert "SEV2 · checkout-api · 101 min · <!date^1772460180^{date_short_pretty} {time}|2026-03-02" in text
    assert f"declined. <{samples.PERMALINK}|[1]>[2] It lasted 101 minutes. [3]" in text
    assert "deploy-8841 (checkout-api 5.18.0)   3 signs for · 0 against · 2 other changes considered" in text
    assert "2 proposed · 1 without an owner" in text
    assert "Read 102 of 102 messages, 14 threads · 1 secret redacted · written offline" in text


def test_a_card_in_review_says_who_is_waited_for() -> None:
    text = text_of(laid_out(samples.HALF)["card"])
    assert "1 of 2 approvals · waiting for <@U0JONAS> since <!date^" in text
    assert "✅ <@U0ANA>" in text


def test_a_published_card_lists_what_is_due_next_soonest_first() -> None:
    text = text_of(laid_out(samples.PUBLIC)["card"])
    assert text.index("Add a contract test for amounts · <@U0ANA> · due 9 March 2026 · P1") < text.index(
        "Alert on declines · no owner yet"
    )


def test_the_parts_come_in_posting_order_and_sections_stand_in_the_cards_thread() -> None:
    posts = lay_out(samples.shown(samples.RETURNED), samples.BASE)
    assert [post.part for post in posts] == [
        "card", "section/summary/1", "section/timeline/1", "section/root_cause/1", "section/action_items/1",
        "changes/1", "review/U0ANA", "review/U0JONAS",
    ]  # fmt: skip
    assert [post.follows for post in posts] == [None, *["card"] * 5, None, None]
    assert [post.person for post in posts][-2:] == ["U0ANA", "U0JONAS"]


def test_a_reviewer_is_told_what_is_wanted_of_them_now() -> None:
    def review(postmortem: Postmortem, person: str) -> tuple[str, list[str]]:
        post = laid_out(postmortem)[f"review/{person}"]
        return text_of(post), actions(post)

    asked = [ids.APPROVE, ids.CHANGES, ids.READ]
    assert review(samples.ASKED, "U0ANA")[1] == asked
    assert "asks you to review PM-12" in review(samples.ASKED, "U0ANA")[0]
    assert "You approved PM-12" in review(samples.HALF, "U0ANA")[0]
    assert review(samples.HALF, "U0ANA")[1] == [ids.READ]
    assert review(samples.HALF, "U0JONAS")[1] == asked
    assert "You asked for changes" in review(samples.RETURNED, "U0JONAS")[0]
    assert review(samples.RETURNED, "U0JONAS")[1] == []
    assert "is a draft again" in review(samples.RETURNED, "U0ANA")[0]
    assert "is published" in review(samples.INTERNAL, "U0ANA")[0]


def test_a_reviewer_whose_approval_an_edit_voided_is_told_so() -> None:
    edited = samples.HALF.edit("summary", "Another text.", "U0MARIA", samples.AT, seen=1)
    again = edited.ask_for_review(["U0ANA"], "U0MARIA", samples.AT)
    post = laid_out(again)["review/U0ANA"]
    assert "changed after you approved it" in text_of(post)
    assert ids.APPROVE in actions(post)


def test_the_channel_gets_a_line_with_the_link_only_while_it_is_published() -> None:
    assert f"<{samples.BASE}/p/checkout-declines-k3|Checkout declines>" in text_of(
        laid_out(samples.PUBLIC)["published"]
    )
    internal = laid_out(samples.INTERNAL)["published"]
    assert actions(internal) == [ids.OPEN_PAGE]
    assert samples.BASE not in text_of(internal)
    assert "published" not in laid_out(samples.APPROVED)


def test_what_a_reviewer_asked_for_stands_in_the_thread_in_their_words() -> None:
    text = text_of(laid_out(samples.RETURNED)["changes/1"])
    assert text == "↩ <@U0JONAS> asked for changes:\n> Say when the bank noticed."


def test_a_very_long_comment_goes_on_in_further_posts() -> None:
    comment = "& why " * 4_000
    returned = samples.HALF.request_changes("U0JONAS", comment, samples.AT)
    posts = [post for part, post in laid_out(returned).items() if part.startswith("changes/")]
    assert len(posts) > 1
    for post in posts:
        check_post(post)
    assert letters([text_of(post) for post in posts]).endswith(letters([comment]))


def test_posts_are_redrawn_only_when_what_they_show_changes() -> None:
    before, after = laid_out(samples.POSTMORTEM), laid_out(samples.ASKED)
    assert before["section/timeline/1"].digest == after["section/timeline/1"].digest
    assert before["card"].digest != after["card"].digest
    assert laid_out(samples.ASKED)["card"].digest == after["card"].digest


def test_fifty_thousand_characters_are_paged_and_labelled_and_none_is_lost() -> None:
    body = "\n".join(f"- 14:{n % 60:02} UTC — word{n} happened & <was> seen [1]" for n in range(1_100))
    assert len(body) > 45_000
    posts = [
        p for part, p in laid_out(samples.with_body(body)).items() if part.startswith("section/timeline/")
    ]
    for post in posts:
        check_post(post)
    assert f"Timeline (2 of {len(posts)})" in text_of(posts[1])
    shown = "".join(text for post in posts for text in all_texts(post.body["blocks"][1:]))
    assert re.findall(r"word\d+", shown) == [f"word{n}" for n in range(1_100)]
    assert shown.count(f"<{samples.PERMALINK}|[1]>") == 1_100


def test_a_table_row_is_never_divided_between_messages() -> None:
    rows = "\n".join(f"| action{n} {'x' * 200} | owner{n} |" for n in range(200))
    posts = laid_out(samples.with_body(f"| Action | Owner |\n|---|---|\n{rows}"))
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
        p for part, p in laid_out(samples.with_body(body)).items() if part.startswith("section/timeline/")
    ]
    for post in posts:
        check_post(post)
    shown = [text for post in posts for text in all_texts(post.body["blocks"][1:])]
    assert letters(shown) == letters([body])
