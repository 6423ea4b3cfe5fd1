"""Everything posted for a postmortem: complete, within Slack's limits, and harmless."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from blocks import ids
from blocks.slack.posts import lay_out
from bot.postmortem import Postmortem
from bot.showing import Post
from tests.blocks import samples
from tests.blocks.slack_limits import check_post, letters, text_of


def buttons(post: Post) -> list[dict[str, Any]]:
    found = [element for block in post.body["blocks"] for element in block.get("elements", [])]
    found += [block["accessory"] for block in post.body["blocks"] if "accessory" in block]
    return [element for element in found if "action_id" in element]


def actions(post: Post) -> list[str]:
    return [element["action_id"] for element in buttons(post)]


@pytest.mark.parametrize("postmortem", samples.EVERY_STATE, ids=lambda p: f"{p.state}-{p.version}")
def test_every_state_is_laid_out_within_slacks_limits(postmortem: Postmortem) -> None:
    for post in lay_out(samples.shown(postmortem), samples.BASE):
        check_post(post)


@pytest.mark.parametrize(
    ("postmortem", "expected"),
    [
        (samples.POSTMORTEM, [ids.READ, ids.EDIT, ids.ASK, ids.MORE]),
        (samples.ASKED, [ids.APPROVE, ids.CHANGES, ids.READ, ids.EDIT, ids.MORE]),
        (samples.APPROVED, [ids.PUBLISH, ids.READ, ids.EDIT, ids.CHANGES, ids.MORE]),
        (samples.PUBLIC, [ids.LINK, ids.READ, ids.EDIT]),
        (samples.INTERNAL, [ids.OPEN_PAGE, ids.READ, ids.EDIT]),
        (samples.DISCARDED, []),
        (samples.UNWRITTEN, []),
    ],
)
def test_a_card_offers_what_can_be_done_in_its_state(postmortem: Postmortem, expected: list[str]) -> None:
    assert actions(samples.laid_out(postmortem)["card"]) == expected


def test_every_button_carries_number_and_version_and_approve_the_text_that_was_seen() -> None:
    *pressed, menu = buttons(samples.laid_out(samples.ASKED)["card"])
    assert [o["value"] for o in menu["options"]] == ["12:4:reviewers", "12:4:discard"]
    for button in pressed:
        seen = f":{samples.ASKED.content[:16]}" if button["action_id"] == ids.APPROVE else ""
        assert button["value"] == f"12:{samples.ASKED.version}{seen}"


def test_a_draft_can_be_redrafted_or_discarded_from_its_menu() -> None:
    [menu] = [b for b in buttons(samples.laid_out(samples.POSTMORTEM)["card"]) if b["action_id"] == ids.MORE]
    assert [o["value"] for o in menu["options"]] == ["12:3:redraft", "12:3:discard"]


def test_the_card_says_what_screens_promise() -> None:
    text = text_of(samples.laid_out(samples.POSTMORTEM)["card"])
    assert "📝 Postmortem for INC-2041 · Checkout declines" in text
    assert "SEV2 · checkout-api · 101 min · <!date^1772460180^{date_short_pretty} {time}|2026-03-02" in text
    assert f"declined. <{samples.PERMALINK}|[1]>[2]" in text
    assert "It lasted 101 minutes" not in text  # the line above says so
    assert "deploy-8841 (checkout-api 5.18.0)   3 signs for · 0 against · 2 other changes considered" in text
    assert "2 proposed · 1 without an owner" in text
    assert "Read 102 of 102 messages, 14 threads, 1 secret redacted · written offline" in text


def test_a_card_in_review_says_who_is_waited_for() -> None:
    text = text_of(samples.laid_out(samples.HALF)["card"])
    assert "1 of 2 approvals · waiting for <@U0JONAS> since <!date^" in text
    assert "✅ <@U0ANA>" in text


def test_a_published_card_lists_what_is_due_next_soonest_first() -> None:
    text = text_of(samples.laid_out(samples.PUBLIC)["card"])
    assert text.index("Add a contract test for amounts · <@U0ANA> · due 9 March 2026 · P1") < text.index(
        "Alert on declines · no owner yet"
    )


def test_the_parts_come_in_posting_order_and_sections_stand_in_the_cards_thread() -> None:
    posts = lay_out(samples.shown(samples.RETURNED), samples.BASE)
    assert [post.part for post in posts] == [
        "card", "section/summary/1", "section/timeline/1", "section/root_cause/1", "section/action_items/1",
        "changes/1", "review/U0ANA/1772460180", "review/U0JONAS/1772460180",
    ]  # fmt: skip
    assert [post.follows for post in posts] == [None, *["card"] * 5, None, None]
    assert [post.person for post in posts][-2:] == ["U0ANA", "U0JONAS"]


def test_a_reviewer_is_told_what_is_wanted_of_them_now() -> None:
    def review(postmortem: Postmortem, person: str) -> tuple[str, list[str]]:
        post = samples.laid_out(postmortem)[f"review/{person}/1772460180"]
        return text_of(post), actions(post)

    asked = [ids.READ, ids.APPROVE, ids.CHANGES]
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
    again = edited.ask_for_review(["U0ANA"], "U0MARIA", samples.AT + timedelta(hours=1))
    post = samples.laid_out(again)["review/U0ANA/1772463780"]  # a new message, so that it is noticed
    assert "changed after you approved it" in text_of(post)
    assert ids.APPROVE in actions(post)


def test_a_card_edited_after_publishing_says_that_the_page_stays_as_it_was() -> None:
    edited = samples.INTERNAL.edit("summary", "Another text.", "U0MARIA", samples.AT, seen=1)
    text = text_of(samples.laid_out(edited)["card"])
    assert "📗 Published for the organization" in text
    assert "Its page keeps that text until this one is published." in text


def test_the_channel_gets_a_line_with_the_link_only_while_it_is_published() -> None:
    assert f"<{samples.BASE}/p/checkout-declines-k3|Checkout declines>" in text_of(
        samples.laid_out(samples.PUBLIC)["published"]
    )
    internal = samples.laid_out(samples.INTERNAL)["published"]
    assert actions(internal) == [ids.OPEN_PAGE]
    assert samples.BASE not in text_of(internal)
    assert "published" not in samples.laid_out(samples.APPROVED)


def test_what_a_reviewer_asked_for_stands_in_the_thread_in_their_words() -> None:
    text = text_of(samples.laid_out(samples.RETURNED)["changes/1"])
    assert text == "↩ <@U0JONAS> asked for changes:\n> Say when the bank noticed."


def test_a_very_long_comment_goes_on_in_further_posts() -> None:
    comment = "& why " * 4_000
    returned = samples.HALF.request_changes("U0JONAS", comment, samples.AT)
    posts = [post for part, post in samples.laid_out(returned).items() if part.startswith("changes/")]
    assert len(posts) > 1
    for post in posts:
        check_post(post)
    assert letters([text_of(post) for post in posts]).endswith(letters([comment]))


def test_posts_are_redrawn_only_when_what_they_show_changes() -> None:
    before, after = samples.laid_out(samples.POSTMORTEM), samples.laid_out(samples.ASKED)
    assert before["section/timeline/1"].digest == after["section/timeline/1"].digest
    assert before["card"].digest != after["card"].digest
    assert samples.laid_out(samples.ASKED)["card"].digest == after["card"].digest
