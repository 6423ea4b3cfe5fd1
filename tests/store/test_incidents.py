"""Incidents: one a channel, resolved and taken back, with what is known from before."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import update

from bot.incident import Change, Incident, PastIncident
from bot.postmortem import Postmortem, State
from bot.rows import Stage
from bot.showing import Post
from store.sql import SqlStore
from store.stages import want
from store.tables import postmortems
from tests.fakes import NOON, FrozenClock, at_once, drafted, incident

CARD = Post("card", "d1", {})


def resolved(store: SqlStore) -> tuple[Incident, Postmortem]:
    """INC-1, resolved, and the postmortem that was thereby requested."""
    found = store.save_incident(incident())
    store.resolve(found.resolve(NOON, "1773316800.000100"), request_postmortem=True)
    saved, made = store.incident(found.number), store.live_postmortem(found.number)
    assert saved is not None
    assert made is not None
    return saved, made


def test_an_incident_comes_back_as_it_was(store: SqlStore) -> None:
    full = incident(
        title="Checkout “fails” 🙂",
        team="Payments",
        severity="Critical: everybody is affected",
        services=("checkout", "größe"),
        detected_at=NOON,
        resolved_at=NOON + timedelta(microseconds=1),
        resolved_by="1773316800.000100",
        source="pagerduty",
        url="https://example.org/INC-1",
    )
    saved = store.save_incident(full)
    assert saved == replace(full, number=saved.number)
    assert store.incident(saved.number) == store.incident_in("T1", "C1") == saved
    assert store.incident_in("T2", "C1") is None
    assert store.incident(saved.number + 1) is None


def test_a_second_incident_of_a_channel_is_the_same_and_wipes_nothing(store: SqlStore) -> None:
    first = store.save_incident(incident(resolved_at=NOON, team="Payments"))
    second = store.save_incident(incident(title="Checkout fails for all", severity=None, started_at=None))
    assert second == replace(first, title="Checkout fails for all")
    assert store.incident(first.number) == second


def test_who_knows_the_incident_may_take_back_what_was_known(store: SqlStore) -> None:
    saved = store.save_incident(incident(resolved_at=NOON))
    assert store.save_incident(saved.reopen()) == saved.reopen()
    assert store.incident(saved.number) == saved.reopen()


def test_incidents_without_a_channel_are_told_apart_by_their_ids(store: SqlStore) -> None:
    one, other = (store.save_incident(incident("", id=id)) for id in ("INC-1", "INC-2"))
    again = store.save_incident(incident("", id="INC-1", title="New title"))
    assert (again.number, other.number) == (one.number, one.number + 1)
    assert store.incident_in("T1", "") is None
    assert store.save_incident(replace(one, channel="C1")).number == one.number
    assert store.incident_in("T1", "C1") is not None


def test_a_resolved_incident_has_its_postmortem_due_at_once(store: SqlStore) -> None:
    saved, made = resolved(store)
    assert saved.resolved_by == "1773316800.000100"
    assert [c.subject for c in store.claim(Stage.DRAFT, 10)] == [str(made.number)]
    assert (made.title, made.workspace, made.created_by) == ("Checkout fails", "T1", None)


def test_an_incident_may_be_resolved_without_a_postmortem(store: SqlStore) -> None:
    found = store.save_incident(incident())
    store.resolve(found.resolve(NOON, None), request_postmortem=False)
    assert store.live_postmortem(found.number) is None
    assert store.claim(Stage.DRAFT, 10) == []


def test_a_reopened_incident_takes_back_what_nobody_has_seen(store: SqlStore) -> None:
    saved, made = resolved(store)
    store.save(drafted(made))
    assert store.take_back(saved.reopen()) is True
    gone = store.postmortem(made.number)
    assert gone is not None
    assert gone.state is State.DISCARDED
    assert store.live_postmortem(saved.number) is None
    assert [store.claim(stage, 10) for stage in (Stage.DRAFT, Stage.SHOW)] == [[], []]
    found = store.incident(saved.number)
    assert found == saved.reopen()
    again, new = store.request_postmortem(saved, "U1")
    assert new
    assert again.number != made.number


def test_a_reopened_incident_leaves_what_was_shown_or_touched(store: SqlStore, clock: FrozenClock) -> None:
    saved, made = resolved(store)
    written = store.save(drafted(made))
    assert store.intend(made.number, CARD, "C1")
    assert store.take_back(saved.reopen()) is False
    store.forget_post(made.number, "card")
    store.save(written.edit("summary", "In my words.", "U1", clock.now(), seen=1))
    assert store.take_back(saved.reopen()) is False
    assert store.live_postmortem(saved.number) is not None
    assert len(store.claim(Stage.SHOW, 10)) == 1


def test_a_reopened_incident_leaves_what_somebody_is_showing_right_now(
    store: SqlStore, clock: FrozenClock
) -> None:
    saved, made = resolved(store)
    store.save(drafted(made))
    assert len(store.claim(Stage.SHOW, 1)) == 1
    assert store.take_back(saved.reopen()) is False
    clock.advance(61)  # whoever held it died before a word of it was posted
    assert store.take_back(saved.reopen()) is True


def test_a_draft_that_was_taken_back_while_it_was_written_stays_so(store: SqlStore) -> None:
    saved, made = resolved(store)
    (writing,) = store.claim(Stage.DRAFT, 1)
    assert store.take_back(saved.reopen()) is True
    store.postpone(writing, NOON, "overtaken")
    store.finish(writing)
    assert store.claim(Stage.DRAFT, 1) == []
    assert store.live_postmortem(made.incident) is None


def test_resolved_and_reopened_at_once_ends_as_one_of_the_two(store: SqlStore) -> None:
    for _ in range(5):
        found = store.save_incident(incident())
        done = found.resolve(NOON, "1")
        outcomes = at_once(
            lambda done=done: store.resolve(done, request_postmortem=True),  # type: ignore[misc]
            lambda done=done: store.resolve(done, request_postmortem=True),  # type: ignore[misc]
            lambda done=done: store.take_back(done.reopen()),  # type: ignore[misc]
        )
        assert not [o for o in outcomes if isinstance(o, Exception)]
        store.take_back(done.reopen())
        assert store.live_postmortem(found.number) is None


def test_a_save_and_a_taking_back_at_once_leave_either_a_draft_to_show_or_none(store: SqlStore) -> None:
    for _ in range(15):
        saved, made = resolved(store)
        made = store.save(drafted(made))
        kept, gone = at_once(
            lambda made=made: store.save(made.redraft("Written", drafted(made).sections, [])),  # type: ignore[misc]
            lambda saved=saved: store.take_back(saved.reopen()),  # type: ignore[misc]
        )
        shown = [c.subject for c in store.claim(Stage.SHOW, 10)]
        assert shown == ([] if gone else [str(made.number)])
        assert gone or not isinstance(kept, Exception)
        if not gone:
            store.save(kept.discard())


def test_taking_back_waits_for_a_save_without_holding_what_the_save_needs(store: SqlStore) -> None:
    saved, made = resolved(store)
    made = store.save(drafted(made))
    with ThreadPoolExecutor(1) as pool:
        with store.db.write() as connection:  # a save, half way
            connection.execute(update(postmortems).values(version=made.version + 1))
            taking_back = pool.submit(store.take_back, saved.reopen())
            assert not wait([taking_back], timeout=0.3).done
            want(store.db, connection, Stage.SHOW, str(made.number))
        assert taking_back.result(timeout=10) is True


def test_changes_are_found_by_when_they_were_made(store: SqlStore) -> None:
    changes = [
        Change(f"d{hour}", "deploy", "checkout", NOON - timedelta(hours=hour), "v1 🙂", "U1", "https://x.org")
        for hour in (1, 2, 3)
    ]
    for change in changes:
        store.record_change("T1", change)
        store.record_change("T1", replace(change, title="v2"))
    found = store.changes_before("T1", NOON - timedelta(hours=1), NOON - timedelta(hours=2))
    assert found == [replace(changes[1], title="v2"), replace(changes[0], title="v2")]
    assert store.changes_before("T2", NOON, NOON - timedelta(days=1)) == []


def test_past_incidents_are_kept_once_each(store: SqlStore) -> None:
    past = PastIncident("PM-1", "Checkout", ("checkout",), "A “bad” deploy", "It failed 🙂", NOON)
    store.record_past("T1", replace(past, title="Draft"))
    store.record_past("T1", past)
    store.record_past("T2", PastIncident("PM-1", "Theirs"))
    assert store.past_incidents("T1") == [past]
    assert store.past_incidents("T2") == [PastIncident("PM-1", "Theirs")]
