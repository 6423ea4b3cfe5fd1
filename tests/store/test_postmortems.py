"""Postmortems: one live one an incident, no save lost under another, what was published as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from bot.conversation import Channel
from bot.drafting.draft import (
    Candidate,
    Claim,
    Commitment,
    Coverage,
    Draft,
    Impact,
    Moment,
    Redaction,
    RootCause,
    Similar,
)
from bot.errors import Stale, UserError
from bot.incident import PastIncident
from bot.postmortem import Postmortem, Section, Source, State, Visibility
from bot.review import Decision, Review
from bot.rows import Stage
from store.sql import SqlStore
from tests.fakes import NOON, FrozenClock, at_once, drafted, incident, sections

ODD = "Größe “so” 🙂 \\u0000 <b> 東京"
CLAIM = Claim(ODD, ("1773316800.000100", "change:d1"))
DRAFT = Draft(
    title=ODD,
    resolved_by="1773316800.000100",
    summary=(CLAIM,),
    timeline=(Moment(NOON, ODD, ("1",)),),
    impact=Impact(40, ("checkout",), (CLAIM,)),
    root_cause=RootCause(ODD, ("1",), "d1", (Candidate("d1", 0.8, (CLAIM,), (CLAIM,)),)),
    contributing_factors=(CLAIM,),
    action_items=(Commitment(ODD, ("1",), "U1", date(2026, 3, 20), "P1"), Commitment("b", ())),
    lessons=(CLAIM,),
    similar_incidents=(Similar("PM-1", 0.5, ODD),),
    coverage=Coverage(612, 612, 41),
    redactions=(Redaction("token", 2),),
    markdown="# " + ODD,
)


@pytest.fixture
def made(store: SqlStore) -> Postmortem:
    """PM-1 of INC-1, its draft put in."""
    found, _ = store.request_postmortem(store.save_incident(incident()), "U1")
    return store.save(drafted(found))


def published(store: SqlStore, postmortem: Postmortem, slug: str = "checkout") -> Postmortem:
    asked = store.save(postmortem.ask_for_review(["U2"], "U1", NOON))
    approved = store.save(asked.approve("U2", NOON))
    return store.save(approved.publish(Visibility.PUBLIC, slug, "U2", NOON))


def test_every_field_comes_back_as_it_was(store: SqlStore, made: Postmortem) -> None:
    at = datetime(2026, 3, 12, 13, 0, 0, 123456, tzinfo=timezone(timedelta(hours=2)))
    full = replace(
        made,
        title=ODD,
        version=made.version + 1,
        state=State.PUBLISHED,
        sections=(Section("summary", ODD, ODD, 3, "U1", at), Section("impact", "Impact", "None")),
        sources=(Source(1, "177.1", "U1", at, ODD, "https://example.org/1"), Source(2, "incident")),
        reviewers=("U2", "U3"),
        reviews=(Review("U2", Decision.CHANGES_REQUESTED, "ab" * 32, at, ODD),),
        asked_by="U1",
        asked_at=at,
        approved_at=at,
        published_at=at,
        published_by="U2",
        visibility=Visibility.ORGANIZATION,
        slug="größe",
    )
    assert None not in [getattr(full, name) for name in full.__slots__]  # else this tests less than it says
    assert store.save(full, draft=DRAFT) == full
    assert store.postmortem(made.number) == full
    assert store.live_postmortem(made.incident) == full
    assert store.published("größe") == full
    found = store.draft(made.number)
    assert found == DRAFT
    assert found is not None
    assert found.markdown == DRAFT.markdown
    assert found.timeline[0].at.tzinfo is UTC


def test_what_is_not_there_is_none(store: SqlStore, made: Postmortem) -> None:
    assert store.draft(made.number) is None
    assert store.postmortem(99) is None
    assert store.live_postmortem(99) is None
    assert store.published("nowhere") is None
    assert store.revisions(99, "summary") == []


def test_a_request_makes_one_and_a_second_finds_it(store: SqlStore) -> None:
    found = store.save_incident(incident())
    first, new = store.request_postmortem(found, "U1")
    assert (new, first.created_by, first.state, first.version) == (True, "U1", State.DRAFT, 1)
    second, new = store.request_postmortem(found, "U2")
    assert (second, new) == (first, False)
    assert [c.subject for c in store.claim(Stage.DRAFT, 10)] == [str(first.number)]


def test_eight_requests_at_once_make_one(store: SqlStore) -> None:
    found = store.save_incident(incident())
    outcomes = at_once(*[lambda: store.request_postmortem(found, "U1")] * 8)
    assert len({postmortem.number for postmortem, _ in outcomes}) == 1
    assert sorted(new for _, new in outcomes) == [False] * 7 + [True]
    assert len(store.recent_postmortems("T1", 10)) == 1


def test_a_postmortem_in_review_is_not_drafted_again_by_a_request(
    store: SqlStore, made: Postmortem, clock: FrozenClock
) -> None:
    (claim,) = store.claim(Stage.DRAFT, 10)
    store.finish(claim)
    store.save(made.ask_for_review(["U9"], "U1", clock.now()))
    found = store.incident(made.incident)
    assert found is not None
    store.request_postmortem(found, "U1")
    assert store.claim(Stage.DRAFT, 10) == []
    store.redraft(made.number)
    assert len(store.claim(Stage.DRAFT, 10)) == 1


def test_of_saves_over_one_version_exactly_one_wins(store: SqlStore, made: Postmortem) -> None:
    edits = [made.edit("summary", f"By U{n}.", f"U{n}", NOON, seen=1) for n in range(8)]
    outcomes = at_once(*[lambda edit=edit: store.save(edit) for edit in edits])
    won = [o for o in outcomes if isinstance(o, Postmortem)]
    assert [type(o) for o in outcomes].count(Stale) == 7
    assert store.postmortem(made.number) == won[0]
    assert [s.body for s in store.revisions(made.number, "summary")][1:] == [won[0].section("summary").body]


def test_a_save_makes_it_due_for_showing_and_a_stale_one_does_not(store: SqlStore, made: Postmortem) -> None:
    (claim,) = store.claim(Stage.SHOW, 10)
    store.finish(claim)
    with pytest.raises(Stale):
        store.save(made)
    assert store.claim(Stage.SHOW, 10) == []
    store.save(made.discard())
    assert [c.subject for c in store.claim(Stage.SHOW, 10)] == [str(made.number)]


def test_every_saved_body_of_a_section_is_kept(store: SqlStore, made: Postmortem, clock: FrozenClock) -> None:
    at = clock.advance(60)
    edited = store.save(made.edit("summary", "Second " + ODD, "U1", at, seen=1))
    store.save(edited.edit("summary", "Third", "U2", clock.advance(60), seen=2))
    first, second, third = store.revisions(made.number, "summary")
    assert (first.body, first.revision, first.edited_by) == ("Checkout failed for 40 minutes [1].", 1, None)
    assert second == Section("summary", "Summary", "Second " + ODD, 2, "U1", at)
    assert (third.body, third.edited_by) == ("Third", "U2")
    assert len(store.revisions(made.number, "root_cause")) == 1


def test_what_was_published_stays_as_it_was_until_it_is_published_again(
    store: SqlStore, made: Postmortem
) -> None:
    first = published(store, made)
    edited = store.save(first.edit("summary", "Second edition", "U1", NOON, seen=1))
    assert edited.state is State.DRAFT
    assert store.published("checkout") == first
    second = published(store, edited, "another-slug")
    assert store.published("checkout") == second
    assert second.section("summary").body == "Second edition"
    assert store.published("another-slug") is None


def test_a_published_postmortem_that_is_discarded_is_not_shown_any_more(
    store: SqlStore, made: Postmortem
) -> None:
    first = published(store, made)
    edited = store.save(first.edit("summary", "Second edition", "U1", NOON, seen=1))
    store.save(edited.discard())
    assert store.published("checkout") is None


def test_publishing_remembers_the_incident_for_the_next_one_like_it(
    store: SqlStore, made: Postmortem
) -> None:
    store.save_channel(Channel("T1", "C1", "inc-1"))
    published(store, made)
    cause, summary = "A bad deploy.", "Checkout failed for 40 minutes."
    past = PastIncident(made.id, "Checkout fails", ("checkout",), cause, summary, url="/p/checkout")
    assert store.past_incidents("T1") == [past]


def test_an_address_belongs_to_one_postmortem(store: SqlStore, made: Postmortem) -> None:
    published(store, made)
    other, _ = store.request_postmortem(store.save_incident(incident("C2")), "U1")
    with pytest.raises(UserError, match="address"):
        published(store, store.save(drafted(other)))
    kept = store.postmortem(other.number)
    assert kept is not None
    assert kept.state is State.APPROVED


def test_the_newest_come_first_a_page_at_a_time_without_the_discarded(store: SqlStore) -> None:
    numbers = []
    for n in range(5):
        made, _ = store.request_postmortem(store.save_incident(incident(f"C{n}")), None)
        numbers.append(made.number)
    store.save(made.discard())
    store.request_postmortem(store.save_incident(incident(workspace="T2")), None)
    pages = [store.recent_postmortems("T1", 3, offset) for offset in (0, 3)]
    assert [[p.number for p in page] for page in pages] == [numbers[3:0:-1], numbers[:1]]


def test_a_discarded_postmortem_makes_room_for_another(store: SqlStore, made: Postmortem) -> None:
    store.save(made.discard())
    found = store.incident(made.incident)
    assert found is not None
    again, new = store.request_postmortem(found, "U1")
    assert (new, again.number) == (True, made.number + 1)


def test_text_that_no_database_holds_is_made_safe(store: SqlStore, made: Postmortem) -> None:
    strange = made.redraft("Title \x00\ud83d", sections(summary="nul \x00 half \ud83d"), [])
    store.save(strange, draft=replace(DRAFT, title="\x00\udc00"))
    kept, draft = store.postmortem(made.number), store.draft(made.number)
    assert kept is not None
    assert draft is not None
    assert (kept.title, kept.section("summary").body) == ("Title \ufffd\ufffd", "nul \ufffd half \ufffd")
    assert draft.title == "\ufffd\ufffd"
    assert store.revisions(made.number, "summary")[-1].body == "nul \ufffd half \ufffd"
