"""The worker: what failed is tried again when it makes sense, put aside when not, and never lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

import pytest
from sqlalchemy import select, update

from bot.drafting.writing import Drafting
from bot.errors import Gone, Permanent, Retryable, Stale, UserError
from bot.listening.hearing import Hearing
from bot.publishing import Publishing
from bot.rows import Arrival, Claim, Heard, Stage
from bot.worker import LONGEST_WAIT, MOST_FAILURES, Worker
from store.inbox import InboxWriter
from store.sql import SqlStore
from store.stages import want
from store.tables import stages
from tests.fakes import CHANNEL, WORKSPACE, FrozenClock, arrival, heard, message


@dataclass
class Acts:
    """All that the worker does, as one thing that notes what it was asked and does as told."""

    act: Callable[[Claim], None] = lambda _: None
    done: list[str] = field(default_factory=list)

    def judge(self, claim: Claim) -> None:
        self._do(claim)

    write = show = judge

    def understand(self, arrived: Arrival) -> Sequence[Heard]:
        if arrived.body == "nonsense":
            raise ValueError("that is no event")
        return [heard(message(id=arrived.body, text="so it is"))]

    def _do(self, claim: Claim) -> None:
        self.done.append(f"{claim.stage} {claim.subject}")
        self.act(claim)


@dataclass
class Desk:
    """A worker over a real store; ``wish`` makes something due."""

    store: SqlStore
    clock: FrozenClock
    acts: Acts

    @property
    def worker(self) -> Worker:
        hearing, drafting = cast(Hearing, self.acts), cast(Drafting, self.acts)
        return Worker(self.store, hearing, drafting, cast(Publishing, self.acts), self.clock)

    def wish(self, subject: str = "1", stage: Stage = Stage.SHOW) -> None:
        with self.store.db.write() as connection:
            want(self.store.db, connection, stage, subject)

    def due_at(self) -> datetime:
        with self.store.db.read() as connection:
            found: datetime = connection.execute(select(stages.c.next_at)).scalar_one()
        return found

    def wait(self) -> float:
        """One round; the seconds after which what failed in it is due again."""
        self.worker.tick()
        return (self.due_at() - self.clock.now()).total_seconds()

    def until_due(self) -> None:
        self.clock.advance((self.due_at() - self.clock.now()).total_seconds())


@pytest.fixture
def desk(sqlite_store: SqlStore, clock: FrozenClock) -> Desk:
    return Desk(sqlite_store, clock, Acts())


def raising(problem: Exception) -> Callable[[Claim], None]:
    def act(_: Claim) -> None:
        raise problem

    return act


def test_a_round_carries_an_incident_through_all_its_stages_in_order(desk: Desk) -> None:
    desk.wish("1", Stage.SHOW)
    desk.wish("1", Stage.DRAFT)
    desk.wish("T1:C1", Stage.JUDGE)
    assert desk.worker.tick() == 3
    assert desk.acts.done == ["judge T1:C1", "draft 1", "show 1"]
    assert desk.worker.tick() == 0


def test_what_one_stage_makes_due_is_done_in_the_same_round(desk: Desk) -> None:
    def pass_on(claim: Claim) -> None:
        if claim.stage is Stage.JUDGE:
            desk.wish("7", Stage.DRAFT)

    desk.acts.act = pass_on
    desk.wish("T1:C1", Stage.JUDGE)
    desk.worker.tick()
    assert desk.acts.done == ["judge T1:C1", "draft 7"]


def test_what_may_work_later_is_tried_after_longer_and_longer_waits(desk: Desk) -> None:
    desk.acts.act = raising(Retryable("Slack is away"))
    desk.wish()
    waits = []
    for _ in range(12):
        waits.append(desk.wait())
        desk.until_due()
    for attempt, wait in enumerate(waits, 1):
        usual = min(LONGEST_WAIT, 2.0**attempt)
        assert usual <= wait <= usual * 1.1 + 0.001
    (trouble,) = desk.store.troubles()
    assert (trouble.error, trouble.gave_up) == ("Slack is away", False)


def test_after_days_of_trying_it_still_only_waits(desk: Desk) -> None:
    desk.acts.act = raising(Retryable("Slack is away"))
    desk.wish()
    with desk.store.db.write() as connection:
        connection.execute(update(stages).values(attempts=5000))
    assert LONGEST_WAIT <= desk.wait() <= LONGEST_WAIT * 1.1 + 0.001


@pytest.mark.parametrize("after", [0.0, 7.0, 1200.0])
def test_a_wait_that_was_asked_for_is_kept(desk: Desk, after: float) -> None:
    problems = [Retryable("slow down", after=after)]

    def once(_: Claim) -> None:
        if problems:
            raise problems.pop()

    desk.acts.act = once
    desk.wish()
    desk.worker.tick()
    if after:
        desk.clock.advance(after - 0.001)
        desk.worker.tick()
        assert len(desk.acts.done) == 1
        desk.clock.advance(after / 10 + 0.002)
        desk.worker.tick()
    assert len(desk.acts.done) == 2
    assert desk.store.troubles() == []


@pytest.mark.parametrize("problem", [Permanent("archived"), Gone("archived"), UserError("archived")])
def test_what_cannot_work_is_given_up_and_shown(desk: Desk, problem: Exception) -> None:
    desk.acts.act = raising(problem)
    desk.wish()
    desk.worker.tick()
    desk.clock.advance(days=3)
    desk.worker.tick()
    assert desk.acts.done == ["show 1"]
    (trouble,) = desk.store.troubles()
    assert (trouble.stage, trouble.subject, trouble.error, trouble.gave_up) == ("show", "1", "archived", True)


def test_what_was_given_up_is_done_when_it_is_wanted_anew(desk: Desk) -> None:
    desk.acts.act = raising(Permanent("archived"))
    desk.wish()
    desk.worker.tick()
    desk.acts.act = lambda _: None
    desk.wish()
    desk.worker.tick()
    assert desk.store.troubles() == []


def test_a_defect_is_tried_eight_times_and_then_put_aside_with_its_kind(desk: Desk) -> None:
    assert MOST_FAILURES == 8
    desk.acts.act = raising(KeyError("a secret of somebody's"))
    desk.wish()
    for attempt in range(1, 9):
        desk.worker.tick()
        (trouble,) = desk.store.troubles()
        assert trouble.gave_up is (attempt == 8)
        desk.clock.advance(LONGEST_WAIT * 1.2)
    desk.worker.tick()
    assert len(desk.acts.done) == 8
    assert "defect" in trouble.error
    assert "KeyError" in trouble.error
    assert "secret" not in trouble.error


def test_a_save_that_came_first_is_taken_up_in_the_same_round(desk: Desk) -> None:
    problems = [Stale("saved meanwhile"), Stale("saved meanwhile")]

    def overtaken(_: Claim) -> None:
        if problems:
            raise problems.pop()

    desk.acts.act = overtaken
    desk.wish()
    desk.worker.tick()
    assert len(desk.acts.done) == 3
    assert desk.store.troubles() == []


def test_what_is_wanted_anew_while_it_is_done_is_done_again(desk: Desk) -> None:
    def once_more(_: Claim) -> None:
        if len(desk.acts.done) == 1:
            desk.wish()

    desk.acts.act = once_more
    desk.wish()
    desk.worker.tick()
    assert desk.acts.done == ["show 1", "show 1"]
    desk.worker.tick()
    assert len(desk.acts.done) == 2


@pytest.mark.parametrize("problem", [Permanent("archived"), Retryable("slow down", after=600.0)])
def test_a_failure_does_not_hold_back_what_was_wanted_meanwhile(desk: Desk, problem: Exception) -> None:
    def fail_once(_: Claim) -> None:
        if len(desk.acts.done) == 1:
            desk.wish()
            raise problem

    desk.acts.act = fail_once
    desk.wish()
    desk.worker.tick()
    assert len(desk.acts.done) == 2
    assert desk.store.troubles() == []


def test_one_that_fails_does_not_hold_up_the_others(desk: Desk) -> None:
    def one_fails(claim: Claim) -> None:
        if claim.subject == "1":
            raise ZeroDivisionError

    desk.acts.act = one_fails
    for subject in ("1", "2", "3"):
        desk.wish(subject)
    desk.worker.tick()
    assert sorted(desk.acts.done) == ["show 1", "show 2", "show 3"]
    assert [trouble.subject for trouble in desk.store.troubles()] == ["1"]


def test_what_another_worker_died_over_is_done_when_its_lease_has_lapsed(desk: Desk) -> None:
    desk.wish()
    (mine,) = desk.store.claim(Stage.SHOW, 1)
    desk.worker.tick()
    assert desk.acts.done == []
    desk.clock.advance(seconds=desk.store.db.lease.total_seconds() + 1)
    desk.worker.tick()
    assert desk.acts.done == ["show 1"]
    with pytest.raises(Retryable):
        desk.store.extend(mine)


def test_an_arrival_that_cannot_be_understood_is_put_aside_and_the_rest_is_kept(desk: Desk) -> None:
    with closing(InboxWriter(desk.store.db)) as inbox:
        for number, body in enumerate(["10.5", "nonsense", "20.5"]):
            inbox.put(arrival(f"event:{number}", body)).result()
    assert desk.worker.tick() == 3
    assert [m.id for m in desk.store.messages(WORKSPACE, CHANNEL)] == ["10.5", "20.5"]
    (trouble,) = desk.store.troubles()
    assert trouble.gave_up
    assert "that is no event" in trouble.error
    assert desk.worker.tick() == 0
