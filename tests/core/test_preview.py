"""A redraft is made as it was shown, or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.drafting.draft import Coverage, Draft, Impact, RootCause
from bot.errors import Stale
from bot.postmortem import Postmortem, Section, Source
from bot.preview import Fate, Preview
from tests.fakes import NOON, drafted, sections

DRAFT = Draft(
    "Checkout fails", None, (), (), Impact(), RootCause("Unknown."), (), (), (), (), Coverage(1, 1, 0)
)
BEFORE = drafted(Postmortem(1, "Checkout fails", number=1))


def preview(**bodies: str) -> Preview:
    bodies = {"summary": "New words [2].", "root_cause": "A bad deploy [1].", **bodies}
    listed = [Source(1, "1773316800.000100"), Source(2, "1773316900.000100")]
    after = BEFORE.redraft(BEFORE.title, sections(**bodies), listed).citing_only()
    return Preview("t", BEFORE, after, DRAFT, "")


def test_it_says_what_becomes_of_each_section() -> None:
    assert [change.fate for change in preview().changes] == [Fate.REWRITTEN, Fate.SAME]
    assert not preview(summary=BEFORE.section("summary").body).changes_anything


def test_it_is_made_exactly_as_shown_and_once() -> None:
    once = preview().apply(BEFORE)
    assert once.section("summary").body == "New words [2]."
    assert once.section("summary").revision == 2
    assert [source.number for source in once.sources] == [1, 2]
    assert preview().apply(once) is once


def test_a_person_who_wrote_meanwhile_keeps_their_words_and_what_they_cite() -> None:
    found = BEFORE.edit("root_cause", "Ours [1].", "U1", NOON, seen=1)
    after = preview(root_cause="Theirs [2].").apply(found)
    assert after.section("root_cause").body == "Ours [1]."
    assert after.section("summary").body == "New words [2]."
    assert {source.number for source in after.sources} == {1, 2}


def test_another_draft_in_between_makes_it_stale() -> None:
    other = drafted(BEFORE, summary="Another draft [1].", root_cause="A bad deploy [1].")
    with pytest.raises(Stale):
        preview().apply(other)


def test_a_number_that_means_something_else_by_now_makes_it_stale() -> None:
    found = BEFORE.edit("summary", "Ours [2].", "U1", NOON, seen=1)
    found = replace(found, sources=(*found.sources, Source(2, "1773319999.000100")))
    with pytest.raises(Stale):
        preview().apply(found)


def test_a_section_that_a_person_wrote_stays_though_the_template_has_none_like_it() -> None:
    own = replace(BEFORE, sections=(*BEFORE.sections, Section("cost", "Cost", "A lot.", edited_by="U1")))
    after = own.redraft(own.title, sections(summary="New."), [])
    assert [section.key for section in after.sections] == ["summary", "cost"]
