"""Due work: a row a stage and subject, claimed with a lease, retried until it is done or given up."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, case, func, or_, select, update

from bot.ports import Claim, Stage, Trouble
from store.database import Database
from store.tables import stages


def want(
    db: Database, connection: Connection, stage: Stage, subject: str, after: timedelta | None = None
) -> None:
    """Makes the stage due, inside the caller's transaction; a claim in progress will find it newly wanted."""
    at = db.clock.now() + (after or timedelta())
    fresh = {
        "stage": stage.value,
        "subject": subject,
        "state": "due",
        "wanted": 1,
        "next_at": at,
        "attempts": 0,
    }
    insert = db.insert(stages).values(fresh)
    sooner = case((stages.c.state == "due", func.min(stages.c.next_at, at)), else_=at)
    if not db.is_sqlite:
        sooner = case((stages.c.state == "due", func.least(stages.c.next_at, at)), else_=at)
    again = {"state": "due", "wanted": stages.c.wanted + 1, "next_at": sooner, "attempts": 0, "error": None}
    connection.execute(insert.on_conflict_do_update(index_elements=["stage", "subject"], set_=again))


def drop(connection: Connection, stage: Stage, subject: str) -> None:
    """What was due is not wanted any more."""
    connection.execute(
        update(stages)
        .where(stages.c.stage == stage.value, stages.c.subject == subject)
        .values(state="done", wanted=stages.c.wanted + 1)
    )


class StageRows:
    db: Database

    def claim(self, stage: Stage, limit: int) -> Sequence[Claim]:
        """Leases up to ``limit`` due rows, those due longest first, to the caller alone."""
        now = self.db.clock.now()
        free = or_(stages.c.lease_until.is_(None), stages.c.lease_until < now)
        due = (
            select(stages.c.subject)
            .where(stages.c.stage == stage.value, stages.c.state == "due", stages.c.next_at <= now, free)
            .order_by(stages.c.next_at)
            .limit(limit)
        )
        with self.db.read() as connection:
            if connection.execute(due.limit(1)).first() is None:
                return []
        token = secrets.token_hex(16)
        with self.db.write() as connection:
            subjects = connection.scalars(due.with_for_update(skip_locked=True)).all()
            rows = connection.execute(
                update(stages)
                .where(stages.c.stage == stage.value, stages.c.subject.in_(subjects))
                .values(lease_until=now + self.db.lease, token=token, attempts=stages.c.attempts + 1)
                .returning(stages.c.subject, stages.c.wanted, stages.c.attempts)
            ).all()
        return [Claim(stage, row.subject, token, row.wanted, row.attempts) for row in rows]

    def finish(self, claim: Claim) -> None:
        """Done, unless it was wanted again meanwhile: then it stays due."""
        self._settle(claim, "done", None)

    def give_up(self, claim: Claim, error: str) -> None:
        """Failed for good, with the reason kept for people to see."""
        self._settle(claim, "failed", error)

    def postpone(self, claim: Claim, at: datetime, error: str) -> None:
        with self.db.write() as connection:
            connection.execute(
                self._mine(claim).values(lease_until=None, token=None, next_at=at, error=error[:2000])
            )

    def troubles(self, workspace: str | None = None) -> Sequence[Trouble]:
        """What failed or is being retried, the failed first. ``workspace`` narrows judging to its channels."""
        query = (
            select(stages.c.stage, stages.c.subject, stages.c.error, stages.c.state)
            .where(stages.c.error.is_not(None), stages.c.state != "done")
            .order_by(stages.c.state.desc(), stages.c.next_at)
            .limit(100)
        )
        if workspace is not None:
            other = stages.c.subject.contains(":") & ~stages.c.subject.startswith(
                f"{workspace}:", autoescape=True
            )
            query = query.where(~other)
        with self.db.read() as connection:
            rows = connection.execute(query).all()
        return [Trouble(row.stage, row.subject, row.error, row.state == "failed") for row in rows]

    def _mine(self, claim: Claim):  # type: ignore[no-untyped-def]  # SQLAlchemy's Update is generic in nothing we use
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
                    error=error[:2000] if error else None,
                    lease_until=None,
                    token=None,
                    attempts=0,
                )
            )
