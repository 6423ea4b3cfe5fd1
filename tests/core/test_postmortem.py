"""The postmortem's transitions: what may happen, what may not, and what the person is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Stale, UserError
from bot.postmortem import TRANSITIONS, Act, Postmortem, Section, Source, State, Visibility
from bot.review import Decision

NOW = datetime(2026, 3, 12, 16, 0, tzinfo=UTC)
SECTIONS = (
    Section("summary", "Summary", "Orders failed. [1]"),
    Section("root_cause", "Root Cause", "Unknown."),
)
ANA, JONAS, MARIA = "U1ANA", "U2JONAS", "U3MARIA"


def draft(**fields: object) -> Postmortem:
    return replace(Postmortem(incident=1, title="Orders fail", number=12, sections=SECTIONS), **fields)  # type: ignore[arg-type]


def in_review(*reviewers: str) -> Postmortem:
    return draft().ask_for_review(reviewers or (ANA,), MARIA, NOW)


def approved() -> Postmortem:
    return in_review(ANA).approve(ANA, NOW)


def published() -> Postmortem:
    return approved().publish(Visibility.ORGANIZATION, "orders-fail-1", MARIA, NOW)


def test_it_goes_from_draft_through_review_and_approval_to_published() -> None:
    done = published()
    assert done.state is State.PUBLISHED
    assert (done.slug, done.visibility, done.published_at) == ("orders-fail-1", Visibility.ORGANIZATION, NOW)


def test_every_change_raises_the_version_by_one() -> None:
    steps = [draft(), in_review(), approved(), published()]
    assert [step.version for step in steps] == [1, 2, 3, 4]


def test_it_is_approved_only_when_every_reviewer_has_approved() -> None:
    one = in_review(ANA, JONAS).approve(ANA, NOW)
    assert one.state is State.IN_REVIEW
    assert one.approvals == (ANA,)
    assert one.approve(JONAS, NOW).state is State.APPROVED


def test_approving_twice_changes_nothing() -> None:
    once = in_review(ANA, JONAS).approve(ANA, NOW)
    assert once.approve(ANA, NOW) is once
    done = approved()
    assert done.approve(ANA, NOW) is done


def test_an_edit_takes_an_approved_text_back_to_draft_and_voids_the_approval() -> None:
    edited = approved().edit("summary", "Orders failed for an hour.", MARIA, NOW, seen=1)
    assert edited.state is State.DRAFT
    assert edited.approvals == ()
    assert edited.section("summary").revision == 2
    assert edited.section("summary").edited_by == MARIA


def test_an_edit_that_changes_nothing_keeps_the_approval() -> None:
    done = approved()
    assert done.edit("summary", "Orders failed. [1]\n", MARIA, NOW, seen=1) is done


def test_a_second_save_over_the_same_revision_is_refused_not_lost() -> None:
    first = draft().edit("summary", "One.", MARIA, NOW, seen=1)
    with pytest.raises(Stale, match="Summary"):
        first.edit("summary", "Two.", JONAS, NOW, seen=1)


def test_an_empty_section_is_refused_with_what_to_write_instead() -> None:
    with pytest.raises(UserError, match="unknown"):
        draft().edit("summary", "  \n", MARIA, NOW, seen=1)


@pytest.mark.parametrize("writer", ["edited", "asked", "created"])
def test_nobody_approves_their_own(writer: str) -> None:
    if writer == "edited":
        found = draft().edit("summary", "By Ana.", ANA, NOW, seen=1)
        with pytest.raises(UserError, match="wrote part"):
            found.ask_for_review([ANA], MARIA, NOW)
    elif writer == "asked":
        with pytest.raises(UserError, match="can't review what you ask"):
            draft().ask_for_review([ANA], ANA, NOW)
    else:
        with pytest.raises(UserError, match="wrote part"):
            draft(created_by=ANA).ask_for_review([ANA], MARIA, NOW)


def test_a_reviewer_who_edits_during_review_cannot_approve_it_then() -> None:
    edited = in_review(ANA, JONAS).edit("summary", "Ana's words.", ANA, NOW, seen=1)
    with pytest.raises(UserError, match="wrote part"):
        edited.ask_for_review([ANA, JONAS], MARIA, NOW)


def test_somebody_whose_words_were_written_over_has_still_written_in_it() -> None:
    edited = draft().edit("summary", "By Ana.", ANA, NOW, seen=1)
    edited = edited.edit("summary", "By Maria.", MARIA, NOW, seen=2)
    with pytest.raises(UserError, match="wrote part"):
        edited.ask_for_review([ANA], MARIA, NOW)


def test_who_was_not_asked_is_told_who_can() -> None:
    with pytest.raises(UserError, match=f"<@{ANA}>"):
        in_review(ANA).approve(JONAS, NOW)


def test_requested_changes_need_a_comment_and_lead_back_to_draft() -> None:
    with pytest.raises(UserError, match="what should change"):
        in_review(ANA).request_changes(ANA, " ", NOW)
    back = in_review(ANA).request_changes(ANA, "Add when the bank noticed.", NOW)
    assert back.state is State.DRAFT
    assert back.reviews[-1].decision is Decision.CHANGES_REQUESTED


def test_an_approval_of_a_text_that_has_changed_is_stale() -> None:
    with pytest.raises(Stale):
        in_review(ANA).approve(ANA, NOW, content="what ana saw")


def test_publishing_again_keeps_the_address() -> None:
    again = published().edit("summary", "More.", MARIA, NOW, seen=1).ask_for_review([JONAS], MARIA, NOW)
    again = again.approve(JONAS, NOW).publish(Visibility.PUBLIC, "another", MARIA, NOW)
    assert again.slug == "orders-fail-1"


def test_a_redraft_leaves_what_people_wrote_alone() -> None:
    mine = draft().edit("summary", "Mine.", MARIA, NOW, seen=1)
    fresh = [replace(s, body=f"fresh {s.key}") for s in SECTIONS]
    again = mine.redraft("New title", fresh, [Source(1, "17.1")])
    assert again.section("summary").body == "Mine."
    assert again.section("root_cause").body == "fresh root_cause"
    assert again.section("root_cause").revision == 2


def test_a_redraft_that_reads_the_same_is_no_new_revision() -> None:
    again = draft().redraft("T", [SECTIONS[0], replace(SECTIONS[1], body="Known now.")], ())
    assert [section.revision for section in again.sections] == [1, 2]


def test_a_draft_that_is_still_being_written_cannot_be_sent_to_review() -> None:
    with pytest.raises(UserError, match="still being written"):
        draft(sections=()).ask_for_review([ANA], MARIA, NOW)


ACTS: dict[Act, Callable[[Postmortem], Postmortem]] = {
    Act.EDIT: lambda p: p.edit("summary", "Another text.", MARIA, NOW, seen=p.section("summary").revision),
    Act.ASK: lambda p: p.ask_for_review([ANA], MARIA, NOW),
    Act.APPROVE: lambda p: p.approve(ANA, NOW),
    Act.REQUEST_CHANGES: lambda p: p.request_changes(ANA, "More.", NOW),
    Act.PUBLISH: lambda p: p.publish(Visibility.TEAM, "slug", MARIA, NOW),
    Act.DISCARD: lambda p: p.discard(),
    Act.REDRAFT: lambda p: p.redraft("T", SECTIONS, ()),
}


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("act", list(Act))
def test_the_table_of_transitions_is_what_the_methods_do(act: Act, state: State) -> None:
    before = replace(in_review(ANA), state=state)
    if state in TRANSITIONS[act]:
        expected = TRANSITIONS[act][state] or State.APPROVED
        assert ACTS[act](before).state is expected
    else:
        with pytest.raises(UserError, match="PM-12"):
            ACTS[act](before)


@given(st.lists(st.tuples(st.sampled_from(list(Act)), st.sampled_from([ANA, JONAS, MARIA])), max_size=25))
def test_no_order_of_acts_by_anybody_publishes_what_was_not_approved(steps: list[tuple[Act, str]]) -> None:
    found = draft()
    for number, (act, who) in enumerate(steps):
        before = found
        try:
            found = _do(found, act, who, number)
        except UserError:
            found = before
        if found.state in (State.APPROVED, State.PUBLISHED):
            assert found.reviewers
            assert set(found.approvals) == set(found.reviewers)
            assert not set(found.approvals) & set(found.authors)


def _do(found: Postmortem, act: Act, who: str, number: int) -> Postmortem:
    if act is Act.EDIT:
        return found.edit("summary", f"Text {number}", who, NOW, seen=found.section("summary").revision)
    if act is Act.ASK:
        return found.ask_for_review([p for p in (ANA, JONAS, MARIA) if p != who], who, NOW)
    if act is Act.APPROVE:
        return found.approve(who, NOW)
    if act is Act.REQUEST_CHANGES:
        return found.request_changes(who, "Please.", NOW)
    return ACTS[act](found)


def test_the_readme_draws_the_table_of_transitions() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    names = {State.DRAFT: "Draft", State.IN_REVIEW: "InReview", State.APPROVED: "Approved"}
    names |= {State.PUBLISHED: "Published", State.DISCARDED: "Discarded"}
    for act, moves in TRANSITIONS.items():
        for before, after in moves.items():
            line = f"{names[before]} --> {names[after or State.APPROVED]}: {act.value}"
            assert line in readme, line
