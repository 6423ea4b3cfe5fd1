"""The card's values, before any platform draws them."""

from __future__ import annotations

from dataclasses import replace

from blocks.card import card_view
from blocks.sentences import clip, statements
from bot.drafting.draft import Claim, RootCause
from tests.blocks import samples


def test_the_first_statements_of_the_draft_are_the_summary_with_their_citations() -> None:
    view = card_view(samples.shown())
    assert [(s.text, [c.number for c in s.cites]) for s in view.summary] == [
        ("Amounts with whole hundreds were sent as 1E+2 and declined.", [1, 2]),
    ]  # that it lasted 101 minutes stands in the headline
    assert view.summary[0].cites[0].link == samples.PERMALINK
    assert not view.clipped


def test_a_summary_that_a_person_edited_is_shown_in_their_words() -> None:
    edited = samples.POSTMORTEM.edit("summary", "**Ours** now. [1] And more.", "U0MARIA", samples.AT, seen=1)
    view = card_view(samples.shown(edited))
    assert [s.text for s in view.summary] == ["Ours now.", "And more."]
    assert view.summary[0].cites[0].link == samples.PERMALINK


def test_a_long_summary_ends_with_a_whole_sentence_and_says_that_it_goes_on() -> None:
    long = tuple(Claim(f"Sentence {n} " + "word " * 40 + "ends.", ("m1",)) for n in range(5))
    view = card_view(samples.shown(draft=replace(samples.DRAFT, summary=long)))
    assert view.clipped
    assert all(s.text.endswith("ends.") for s in view.summary)
    assert sum(len(s.text) for s in view.summary) <= 450


def test_a_cause_that_the_evidence_does_not_show_is_unknown() -> None:
    unknown = RootCause("Unknown.", (), None, samples.DRAFT.root_cause.candidates)
    cause = card_view(samples.shown(draft=replace(samples.DRAFT, root_cause=unknown))).cause
    assert cause is not None
    assert (cause.change, cause.text, cause.others) == (None, "", 3)


def test_a_cause_that_is_no_change_of_theirs_is_told_in_the_summarys_words() -> None:
    lapsed = Claim("The certificate of the bank ran out.", ("m4",))
    draft = replace(
        samples.DRAFT,
        root_cause=RootCause(f"{lapsed.text} Nobody was told.", ("m4", "m7"), None),
        summary=(*samples.DRAFT.summary, lapsed),
    )
    cause = card_view(samples.shown(draft=draft)).cause
    assert cause is not None
    assert cause.text == lapsed.text


def test_a_cause_that_a_person_wrote_replaces_the_drafts() -> None:
    edited = samples.POSTMORTEM.edit("root_cause", "A stale cache. It was old.", "U1", samples.AT, seen=1)
    cause = card_view(samples.shown(edited)).cause
    assert cause is not None
    assert (cause.change, cause.text) == (None, "A stale cache.")


def test_action_items_are_counted_in_the_text_that_a_person_wrote() -> None:
    table = "| Action | Owner |\n|---|---|\n| a | Ana |\n| b | — |\n| c | |"
    edited = samples.POSTMORTEM.edit("action_items", table, "U1", samples.AT, seen=1)
    actions = card_view(samples.shown(edited)).actions
    assert actions is not None
    assert (actions.total, actions.without_owner, actions.proposed) == (3, 2, False)
    listed = samples.POSTMORTEM.edit("action_items", "- a\n- b\n  - b2", "U1", samples.AT, seen=1)
    actions = card_view(samples.shown(listed)).actions
    assert actions is not None
    assert (actions.total, actions.without_owner) == (2, None)


def test_a_request_stands_on_the_card_until_the_text_changes() -> None:
    assert [r.comment for r in card_view(samples.shown(samples.RETURNED)).requests] == [
        "Say when the bank noticed."
    ]
    edited = samples.RETURNED.edit("summary", "They noticed at noon.", "U0MARIA", samples.AT, seen=1)
    assert card_view(samples.shown(edited)).requests == ()


def test_a_postmortem_without_a_draft_still_has_its_card() -> None:
    view = card_view(samples.shown(draft=None))
    assert [s.text for s in view.summary] == ["Amounts were sent as 1E+2 and declined."]
    assert view.cause is not None
    assert view.receipt == ""


def test_sentences_are_found_with_their_citations_and_numbers_do_not_end_them() -> None:
    found = statements("Version 5.18.0 failed. [1][2] Was it? Yes! 終わり。", {1: "https://a"}, 9)
    assert [(s.text, [c.number for c in s.cites]) for s in found] == [
        ("Version 5.18.0 failed.", [1, 2]), ("Was it?", []), ("Yes!", []), ("終わり。", []),
    ]  # fmt: skip


def test_sentences_are_looked_for_in_time_that_grows_with_the_text() -> None:
    assert len(statements("." * 19_000 + "x", {}, 3)) == 1
    assert len(statements("[1" * 9_000, {}, 3)) == 1


def test_clipping_prefers_the_end_of_a_sentence_then_of_a_word() -> None:
    assert clip("One two three. Four five six seven", 24) == "One two three. …"
    assert clip("one two three four five six", 20) == "one two three four…"
    assert clip("x" * 30, 20) == "x" * 19 + "…"
