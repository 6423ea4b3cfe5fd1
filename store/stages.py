"""Due work: a row a stage and subject, claimed with a lease, retried until it is done or given up.

A claim moves ``next_at`` to the end of its lease. So a row in somebody's hands is out of the way of
whoever looks for due ones, is due again by itself if they die, and a wish that comes meanwhile keeps
its own time.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, String, Update, and_, case, cast, false, func, or_, select, tuple_, update

from bot.errors import Retryable
from bot.rows import Claim, Stage, Trouble
from store.database import Database
from store.tables import DUE, FAILED, inbox, postmortems, stages

MOST_TROUBLES = 100
LONGEST_ERROR = 2000


def want(
    db: Database,
    connection: Connection,
    stage: Stage,
    subject: str,
    after: timedelta | None = None,
    *,
    hurry: bool = True,
) -> None:
    """Makes the stage due, inside the caller's transaction; a claim in progress will find it newly wanted.

    What it failed of last stays in sight until it is done. Without ``hurry`` a row that waits keeps its
    own time, be it that a platform asked for, and its count of attempts.
    """
    at = db.clock.now() + (after or timedelta())
    due, waits = stages.c.state == DUE, stages.c.lease_until.is_(None)
    keeps = and_(due, waits) if not hurry else false()
    fresh = {"stage": stage.value, "subject": subject, "state": "due", "wanted": 1, "next_at": at}
    least = func.min if db.is_sqlite else func.least
    again = {
        "state": "due",
        "wanted": stages.c.wanted + 1,
        "next_at": case((keeps, stages.c.next_at), (due, least(stages.c.next_at, at)), else_=at),
        "attempts": case((keeps, stages.c.attempts), else_=0),
    }
    insert = db.insert(stages).values(**fresh, attempts=0)
    connection.execute(insert.on_conflict_do_update(index_elements=["stage", "subject"], set_=again))


def drop(connection: Connection, stage: Stage, subject: str) -> None:
    """What was due is not wanted any more; a claim in progress settles nothing."""
    connection.execute(
        update(stages)
        .where(stages.c.stage == stage.value, stages.c.subject == subject)
        .values(state="done", wanted=stages.c.wanted + 1, error=None)
    )


def is_in_hand(db: Database, connection: Connection, stage: Stage, subject: str) -> bool:
    """Whether somebody holds the stage now. Until the caller's transaction ends nobody new can claim it."""
    row = select(stages.c.lease_until).where(stages.c.stage == stage.value, stages.c.subject == subject)
    until = connection.scalar(row.with_for_update())
    return until is not None and until >= db.clock.now()


class StageRows:
    db: Database

    def claim(self, stage: Stage, limit: int) -> Sequence[Claim]:
        """Leases up to ``limit`` due rows, those due longest first, to the caller alone."""
        now = self.db.clock.now()
        due = (
            select(stages.c.subject)
            .where(stages.c.stage == stage.value, stages.c.state == DUE, stages.c.next_at <= now)
            .where(or_(stages.c.lease_until.is_(None), stages.c.lease_until < now))
            .order_by(stages.c.next_at)
            .limit(limit)
        )
        if not self.db.has_any(due):
            return []
        token, until = secrets.token_hex(16), now + self.db.lease
        with self.db.write() as connection:
            subjects = connection.scalars(due.with_for_update(skip_locked=True)).all()
            if not subjects:
                return []
            rows = connection.execute(
                update(stages)
                .where(stages.c.stage == stage.value, stages.c.subject.in_(subjects))
                .values(lease_until=until, next_at=until, token=token, attempts=stages.c.attempts + 1)
                .returning(stages.c.subject, stages.c.wanted, stages.c.attempts)
            ).all()
        found = {row.subject: Claim(stage, row.subject, token, row.wanted, row.attempts) for row in rows}
        return [found[subject] for subject in subjects]

    def extend(self, claim: Claim) -> None:
        """Renews the lease. Raises Retryable when the claim is somebody else's by now."""
        until = self.db.clock.now() + self.db.lease
        unchanged = stages.c.wanted == claim.wanted
        held = self._mine(claim).values(
            lease_until=until, next_at=case((unchanged, until), else_=stages.c.next_at)
        )
        with self.db.write() as connection:
            if connection.execute(held).rowcount != 1:
                raise Retryable("this took so long that somebody else took it over")

    def finish(self, claim: Claim) -> None:
        """Done, unless it was wanted again meanwhile: then it stays due."""
        self._settle(claim, "done", None)

    def give_up(self, claim: Claim, error: str) -> None:
        """Failed for good, with the reason kept for people to see; due if it was wanted again meanwhile."""
        self._settle(claim, "failed", error)

    def postpone(self, claim: Claim, at: datetime, error: str) -> None:
        """To be tried again at ``at``, or when a wish that came meanwhile says."""
        unchanged = stages.c.wanted == claim.wanted
        with self.db.write() as connection:
            connection.execute(
                self._mine(claim).values(
                    lease_until=None,
                    token=None,
                    next_at=case((unchanged, at), else_=stages.c.next_at),
                    error=error[:LONGEST_ERROR],
                )
            )

    def revive(self) -> int:
        """Makes due again what was given up, since a new start may bring what was missing; how many rows.

        Called when the bot starts: a token was put right, a defect was mended.
        """
        again = {"state": "due", "lease_until": None}
        wanted = {"wanted": stages.c.wanted + 1, "next_at": self.db.clock.now(), "attempts": 0, "token": None}
        # What somebody is at anyway is skipped: to wait for rows in no order would be to deadlock.
        given_up = select(stages.c.stage, stages.c.subject).where(stages.c.state == FAILED)
        spoiled = select(inbox.c.number).where(inbox.c.state == FAILED)
        key = tuple_(stages.c.stage, stages.c.subject)
        acts = update(stages).where(key.in_(given_up.with_for_update(skip_locked=True)))
        arrivals = update(inbox).where(inbox.c.number.in_(spoiled.with_for_update(skip_locked=True)))
        with self.db.write() as connection:
            revived = connection.execute(acts.values(**again, **wanted)).rowcount
            return revived + connection.execute(arrivals.values(**again)).rowcount

    def troubles(self, workspace: str | None = None) -> Sequence[Trouble]:
        """What failed or is being retried, the failed first; at most a hundred.

        ``workspace`` narrows it to that one's channels and postmortems. Arrivals that could not be
        understood belong to none, and come last when none is asked for.
        """
        query = (
            select(stages.c.stage, stages.c.subject, stages.c.error, stages.c.state)
            .where(stages.c.error.is_not(None), stages.c.state.in_((DUE, FAILED)))
            .order_by(stages.c.state.desc(), stages.c.next_at)
            .limit(MOST_TROUBLES)
        )
        spoiled = select(inbox.c.source, inbox.c.key, inbox.c.error).where(inbox.c.state == FAILED)
        if workspace is not None:
            numbers = select(cast(postmortems.c.number, String)).where(postmortems.c.workspace == workspace)
            judging = stages.c.stage == Stage.JUDGE.value
            channels = stages.c.subject.startswith(f"{workspace}:", autoescape=True)
            query = query.where(or_(and_(judging, channels), and_(~judging, stages.c.subject.in_(numbers))))
        with self.db.read() as connection:
            rows = connection.execute(query).all()
            late = spoiled.order_by(inbox.c.number.desc()).limit(MOST_TROUBLES - len(rows))
            arrivals = [] if workspace is not None else connection.execute(late).all()
        found = [Trouble(row.stage, row.subject, row.error, row.state == "failed") for row in rows]
        return found + [Trouble(f"inbox {row.source}", row.key, row.error or "", True) for row in arrivals]

    def _mine(self, claim: Claim) -> Update:
        return update(stages).where(
            stages.c.stage == claim.stage.value,
            stages.c.subject == claim.subject,
            stages.c.token == claim.token,
        )

    def _settle(self, claim: Claim, state: str, error: str | None) -> None:
        unchanged = stages.c.wanted == claim.wanted
        with self.db.write() as connection:
            connection.execute(
                self._mine(claim).values(
                    state=case((unchanged, state), else_=stages.c.state),
                    error=error[:LONGEST_ERROR] if error else None,
                    lease_until=None,
                    token=None,
                    attempts=0,
                )
            )
