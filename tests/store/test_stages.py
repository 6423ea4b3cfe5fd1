"""Due work: leased to one at a time, tried again, given up, and never lost."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta

import pytest

from bot.errors import Retryable
from bot.rows import Claim, Stage
from store.inbox import InboxWriter
from store.sql import SqlStore
from store.stages import want
from tests.fakes import NOON, FrozenClock, arrival, at_once, incident

LEASE = 61  # seconds after which a lease has lapsed


def wish(store: SqlStore, subject: str = "1", stage: Stage = Stage.SHOW, after: int = 0) -> None:
    with store.db.write() as connection:
        want(store.db, connection, stage, subject, timedelta(seconds=after))


def claim(store: SqlStore, stage: Stage = Stage.SHOW) -> Claim:
    (found,) = store.claim(stage, 10)
    return found


def test_what_is_wanted_is_claimed_once_and_done_when_finished(store: SqlStore, clock: FrozenClock) -> None:
    wish(store)
    mine = claim(store)
    assert (mine.stage, mine.subject, mine.attempts) == (Stage.SHOW, "1", 1)
    assert store.claim(Stage.SHOW, 10) == []
    store.finish(mine)
    clock.advance(hours=1)
    assert store.claim(Stage.SHOW, 10) == []


def test_stages_of_one_subject_are_apart(store: SqlStore) -> None:
    wish(store, stage=Stage.DRAFT)
    assert store.claim(Stage.SHOW, 10) == []
    assert claim(store, Stage.DRAFT).subject == "1"


def test_those_due_longest_come_first_up_to_the_limit(store: SqlStore, clock: FrozenClock) -> None:
    for subject in ("third", "second", "first"):
        wish(store, subject, after={"first": 1, "second": 2, "third": 3}[subject])
    clock.advance(10)
    assert [c.subject for c in store.claim(Stage.SHOW, 2)] == ["first", "second"]
    assert [c.subject for c in store.claim(Stage.SHOW, 2)] == ["third"]


def test_what_is_wanted_later_is_not_due_before(store: SqlStore, clock: FrozenClock) -> None:
    wish(store, after=20)
    assert store.claim(Stage.SHOW, 1) == []
    wish(store, after=60)  # a later wish does not put off an earlier one
    clock.advance(20)
    assert claim(store).wanted == 2


def test_a_wish_that_comes_while_a_claim_is_held_stays_due(store: SqlStore) -> None:
    wish(store)
    mine = claim(store)
    wish(store)
    assert store.claim(Stage.SHOW, 1) == []  # never two at once
    store.finish(mine)
    again = claim(store)
    assert (again.wanted, again.attempts) == (2, 1)


def test_a_wish_for_later_that_comes_while_a_claim_is_held_keeps_its_time(
    store: SqlStore, clock: FrozenClock
) -> None:
    wish(store)
    mine = claim(store)
    wish(store, after=20)
    store.finish(mine)
    assert store.claim(Stage.SHOW, 1) == []
    clock.advance(20)
    assert claim(store).wanted == 2


def test_a_lapsed_lease_is_claimed_by_another_and_the_old_claim_settles_nothing(
    store: SqlStore, clock: FrozenClock
) -> None:
    wish(store)
    old = claim(store)
    clock.advance(LEASE)
    new = claim(store)
    assert new.attempts == 2
    store.finish(old)
    store.give_up(old, "too late")
    store.postpone(old, NOON, "too late")
    assert store.troubles() == []
    assert store.claim(Stage.SHOW, 1) == []  # still the new one's
    store.postpone(new, clock.now(), "once more")
    assert claim(store).attempts == 3


def test_an_extended_lease_does_not_lapse(store: SqlStore, clock: FrozenClock) -> None:
    wish(store)
    mine = claim(store)
    clock.advance(50)
    store.extend(mine)
    clock.advance(50)
    assert store.claim(Stage.SHOW, 1) == []
    clock.advance(LEASE)
    assert claim(store).attempts == 2
    with pytest.raises(Retryable):
        store.extend(mine)


def test_a_postponed_claim_is_due_again_when_it_says_with_its_attempts_counted(
    store: SqlStore, clock: FrozenClock
) -> None:
    wish(store)
    store.postpone(claim(store), NOON + timedelta(seconds=300), "rate limited")
    (trouble,) = store.troubles()
    assert (trouble.error, trouble.gave_up) == ("rate limited", False)
    clock.advance(299)
    assert store.claim(Stage.SHOW, 1) == []
    clock.advance(1)
    again = claim(store)
    assert again.attempts == 2
    store.finish(again)
    assert store.troubles() == []


def test_postponing_does_not_put_off_a_wish_that_came_meanwhile(store: SqlStore) -> None:
    wish(store)
    mine = claim(store)
    wish(store)
    store.postpone(mine, NOON + timedelta(hours=1), "rate limited")
    assert claim(store).attempts == 1


def test_what_was_given_up_is_told_and_due_again_only_when_wanted(store: SqlStore) -> None:
    wish(store)
    store.give_up(claim(store), "no such channel")
    assert store.claim(Stage.SHOW, 1) == []
    (trouble,) = store.troubles()
    assert (trouble.stage, trouble.subject, trouble.gave_up) == ("show", "1", True)
    wish(store)
    store.finish(claim(store))
    assert store.troubles() == []


def test_giving_up_an_old_wish_leaves_the_new_one_due(store: SqlStore) -> None:
    wish(store)
    mine = claim(store)
    wish(store)
    store.give_up(mine, "no such channel")
    assert claim(store).wanted == 2


def test_a_new_start_revives_what_was_given_up(store: SqlStore) -> None:
    wish(store)
    store.give_up(claim(store), "no token")
    with closing(InboxWriter(store.db)) as inbox:
        inbox.put(arrival()).result()
    store.spoil(store.claim_unheard(1)[0], "can't be read")
    assert len(store.troubles()) == 2
    assert store.revive() == 2
    assert claim(store).attempts == 1
    assert len(store.claim_unheard(1)) == 1
    assert store.revive() == 0


def test_troubles_of_a_workspace_are_its_channels_and_postmortems(store: SqlStore) -> None:
    ours, _ = store.request_postmortem(store.save_incident(incident()), "U1")
    theirs, _ = store.request_postmortem(store.save_incident(incident(workspace="T_")), "U1")
    wish(store, "T1:C1", Stage.JUDGE)
    wish(store, "T_:C1", Stage.JUDGE)
    for stage in (Stage.JUDGE, Stage.DRAFT):
        for found in store.claim(stage, 10):
            store.give_up(found, "broken")
    assert {t.subject for t in store.troubles("T1")} == {"T1:C1", str(ours.number)}
    assert {t.subject for t in store.troubles("T_")} == {"T_:C1", str(theirs.number)}
    assert len(store.troubles()) == 4


def test_an_endless_error_is_cut_and_a_strange_one_kept(store: SqlStore) -> None:
    wish(store)
    store.give_up(claim(store), "\x00\ud83d" + "x" * 100_000)
    (trouble,) = store.troubles()
    assert trouble.error == "\ufffd\ufffd" + "x" * 1998


def test_many_workers_claim_each_row_exactly_once(store: SqlStore) -> None:
    for number in range(60):
        wish(store, str(number))

    def work() -> list[str]:
        mine: list[str] = []
        while found := store.claim(Stage.SHOW, 4):
            mine += [c.subject for c in found]
            for c in found:
                store.finish(c)
        return mine

    hands = at_once(*[work] * 6)
    assert sorted(int(subject) for hand in hands for subject in hand) == list(range(60))


def test_wishes_and_claims_at_once_lose_no_wish(store: SqlStore) -> None:
    done: list[int] = []

    def wishing() -> None:
        for _ in range(25):
            wish(store)

    def working() -> None:
        for _ in range(25):
            for found in store.claim(Stage.SHOW, 1):
                done.append(found.wanted)
                store.finish(found)

    assert at_once(wishing, wishing, working, working) == [None] * 4
    working()
    assert max(done) == 50
    assert store.claim(Stage.SHOW, 1) == []
