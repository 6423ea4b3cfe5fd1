"""What is said of a draft's making, of what it rests on, and of what it could not tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from blocks import markdown, trust_words, web_words
from blocks.audience import for_outsiders
from blocks.card import card_view
from blocks.drift import drifted_statements
from blocks.headline import without_headline
from blocks.html import body
from blocks.slack import modals
from blocks.slack.posts import lay_out
from bot.drafting.draft import Claim, Coverage, Redaction, Usage
from bot.drafting.progress import Progress, Step
from bot.drift import Drifted
from bot.incident import Promise
from bot.showing import Shown
from bot.underway import Underway
from tests.blocks import samples
from tests.blocks.slack_limits import check_view, text_of

READ = "Reading the channel: 3,120 messages"
DRIFTED = replace(samples.shown(), drift=(Drifted(1), Drifted(2, deleted=True)))


def card(shown: Shown) -> str:
    return text_of(next(post for post in lay_out(shown, samples.BASE) if post.part == "card"))


# -- the receipt -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Read 102 of 102 messages, 14 threads, 1 secret redacted · written offline"),
        (
            {"coverage": Coverage(102, 102, 14, tools=9), "redactions": (Redaction("jwt", 2),)},
            "Read 102 of 102 messages, 14 threads, 9 tools' posts, 2 secrets redacted · written offline",
        ),
        (
            {"coverage": Coverage(3120, 3000, 1, 120, 1), "redactions": (Redaction("email", 3),)},
            "Read 3,000 of 3,120 messages, 1 thread, 1 tool's post, 120 left out, 3 personal details redacted"
            " · written offline",
        ),
        (
            {"writer": "openai:gpt-5", "usage": Usage("gpt-5", 9, 11_000, 1_400, 0.034), "redactions": ()},
            "Read 102 of 102 messages, 14 threads · written by gpt-5, 12,400 tokens, $0.03",
        ),
        (
            {"writer": "openai:gpt-5", "usage": Usage("gpt-5", 9, 11_000, 1_400), "redactions": ()},
            "Read 102 of 102 messages, 14 threads · written by gpt-5, 12,400 tokens",
        ),
        (
            {"fell_back": "it refused", "usage": Usage("gpt-5", 1, 90, 10, 0.001), "redactions": ()},
            "Read 102 of 102 messages, 14 threads · written offline (100 tokens, under $0.01 went to gpt-5)",
        ),
        (
            {"coverage": Coverage(0, 0, 0), "redactions": ()},
            "No messages to read · written offline",
        ),
    ],
)  # fmt: skip
def test_the_receipt_says_what_was_read_and_what_it_cost(fields: dict[str, object], said: str) -> None:
    draft = replace(samples.DRAFT, **fields)  # type: ignore[arg-type]
    assert trust_words.receipt(draft) == said
    assert card_view(samples.shown(draft=draft)).receipt == said


def test_the_receipt_stands_in_every_export() -> None:
    assert "Read 102 of 102 messages, 14 threads, 1 secret redacted" in markdown.export(samples.shown())
    assert web_words.receipt(samples.shown()).startswith("Read 102 of 102 messages")


def test_outsiders_are_not_told_what_the_team_could_not_tell_or_paid() -> None:
    usage = Usage("gpt-5", 9, 11_000, 1_400, 0.034)
    draft = replace(samples.DRAFT, writer="openai:gpt-5", usage=usage, unknowns=("Nobody said when.",))
    inside = replace(samples.shown(draft=draft), drift=(Drifted(1),))
    text = markdown.export(for_outsiders(inside))
    assert "102 of 102 messages" in text
    assert not [said for said in ("$0.03", "tokens", "Nobody said when.", "changed since") if said in text]
    assert "Nobody said when." in markdown.export(inside)


# -- the card --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("progress", "said"),
    [
        (Progress(Step.READING, 0, 0), "Reading the channel: 3,120 messages …"),
        (Progress(Step.ASKING, 2, 5), f"{READ} · asking the model, 2 of 5 parts answered …"),
        (Progress(Step.WRITING, 4, 7), f"{READ} · drafting 4 of 7 sections …"),
        (Progress(Step.WRITING, 0, 7), f"{READ} · drafting 1 of 7 sections …"),
    ],
)  # fmt: skip
def test_a_card_says_how_far_its_draft_has_come(progress: Progress, said: str) -> None:
    shown = replace(samples.shown(samples.UNWRITTEN, None), underway=Underway(progress, 3120))
    assert card(shown).endswith(said)
    assert "DRAFT" not in card(shown)
    again = card(replace(samples.shown(), underway=shown.underway))
    assert f"Writing it again. {said}" in again
    assert "deploy-8841" in again


def test_trying_again_is_offered_where_a_model_can_be_asked_and_nobody_is_at_it() -> None:
    draft = replace(samples.DRAFT, fell_back="The model did not answer within 45 s.")
    shown = replace(samples.shown(draft=draft), has_model=True)
    assert "Written offline: the model did not answer within 45 s.\nTry AI again" in card(shown)
    for other in (
        replace(shown, has_model=False),
        replace(shown, postmortem=samples.ASKED),
        replace(shown, underway=Underway(Progress(Step.ASKING, 1, 2), 9)),
    ):
        assert "did not answer within 45 s." in card(other)
        assert "Try AI" not in card(other)


def test_an_open_promise_is_told_with_its_age() -> None:
    promise = Promise("PM-88", "contract test for amounts.", made_at=samples.AT - timedelta(days=125))
    draft = replace(samples.DRAFT, promises=(promise, Promise("PM-2", "another")))
    line = "*Seen before*   PM-88 (its action “contract test for amounts” is still open, 4 months)"
    assert line in card(samples.shown(draft=draft))
    young = replace(promise, made_at=None)
    assert "still open)" in card(samples.shown(draft=replace(draft, promises=(young,))))


def test_the_first_thing_it_could_not_tell_is_on_the_card_and_all_of_it_in_the_document() -> None:
    unknowns = ("Nobody said when the bank noticed.", "The cost is not in the channel.")
    shown = samples.shown(draft=replace(samples.DRAFT, unknowns=unknowns))
    assert "*Could not tell*   Nobody said when the bank noticed." in card(shown)
    assert unknowns[1] not in card(shown)
    view = modals.read_modal(shown)
    check_view(view)
    read = str(view)
    assert "What we could not tell" in read
    assert all(unknown in read for unknown in unknowns)
    assert "## What we could not tell\n\n- Nobody said" in markdown.export(shown)


def test_the_summary_begins_with_what_the_headline_does_not_say() -> None:
    touched = Claim("INC-2041 was a SEV2 incident that touched checkout-api.", ("incident",))
    lasted = Claim("It began at 14:03 UTC and was over at 15:44 UTC.", ("incident", "m9"))
    told = Claim("Amounts were sent as 1E+2.", ("m1",))
    assert without_headline([touched, lasted, told]) == [told]
    assert without_headline([touched, lasted]) == [touched, lasted]  # rather than nothing


# -- drift -----------------------------------------------------------------------------------------


def test_statements_on_changed_messages_are_counted_once_wherever_they_stand() -> None:
    found = drifted_statements(DRIFTED)
    assert [(said.headings, said.text) for said in found] == [
        (("Summary",), "Amounts were sent as 1E+2 and declined."),
        (("Timeline",), "the first decline"),
        (("Timeline",), "resolved"),
        (("Root Cause",), "The deploy changed how amounts are written."),
    ]
    assert "⚠️ 4 statements rest on messages that were changed since.\nShow which" in card(DRIFTED)
    twice = samples.with_body("- 14:03 UTC — Amounts were sent as 1E+2 and declined. [1][2]")
    assert len(drifted_statements(replace(DRIFTED, postmortem=twice))) == 2
    assert "rest on" not in card(samples.shown())


def test_a_statement_is_all_the_sentences_that_its_citation_covers() -> None:
    one = replace(samples.shown(samples.with_body("- It broke. It broke again. [2]")), drift=(Drifted(2),))
    assert "It broke. It broke again." in [said.text for said in drifted_statements(one)]


def test_the_dialog_says_of_each_what_became_of_its_message() -> None:
    view = modals.drift_modal(DRIFTED)
    check_view(view)
    assert f"[1] changed since · <{samples.PERMALINK}|Open the message>" in str(view)
    assert "[2] deleted since" in str(view)
    check_view(modals.drift_modal(samples.shown()))


def test_a_changed_source_is_marked_where_the_document_is_read() -> None:
    assert "[2] ⚠️" in str(modals.read_modal(DRIFTED))
    assert 'class="cite changed"' in body(DRIFTED)[0].html
    assert "changed since it was read" in body(DRIFTED)[0].html
    assert 'class="cite changed"' not in body(samples.shown())[0].html
    assert "(deleted since it was read)" in markdown.export(DRIFTED)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("tomorrow :coffee:", "tomorrow"), (":+1::skin-tone-3: good", "good"), ("at 14:03:22", "at 14:03:22"),
     ("std::vector::push", "std::vector::push"), ("a :white_check_mark: b", "a b")],
)  # fmt: skip
def test_codes_of_emoji_are_left_out_of_quotes(text: str, shown: str) -> None:
    assert web_words.quoted(text) == shown
