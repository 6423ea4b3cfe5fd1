"""The inbox: every inbound event, committed before it is acked, by one writer for all requests.

A transaction per event costs a disk flush per event. Here a request queues its row and waits; the
writer commits whatever queued up while the last commit ran, so a batch is as large as the load is
high and nobody waits on a timer.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import Future
from datetime import timedelta
from queue import Empty, SimpleQueue

from sqlalchemy import delete, select, update
from sqlalchemy.exc import SQLAlchemyError

from bot.ports import Arrival
from store.database import Database
from store.tables import inbox

LARGEST_BATCH = 500

Waiting = tuple[Arrival, Future[bool]]


class InboxWriter:
    """Commits arrivals in batches on a thread of its own. ``close`` commits what is queued, then ends."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._queue: SimpleQueue[Waiting | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="inbox-writer", daemon=True)
        self._thread.start()

    def put(self, arrival: Arrival) -> Future[bool]:
        done: Future[bool] = Future()
        self._queue.put((arrival, done))
        return done

    def close(self) -> None:
        self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        while True:
            batch, last = self._next_batch()
            if batch:
                self._commit(batch)
            if last:
                return

    def _next_batch(self) -> tuple[list[Waiting], bool]:
        first = self._queue.get()
        if first is None:
            return [], True
        batch = [first]
        while len(batch) < LARGEST_BATCH:
            try:
                item = self._queue.get_nowait()
            except Empty:
                break
            if item is None:
                return batch, True
            batch.append(item)
        return batch, False

    def _commit(self, batch: Sequence[Waiting]) -> None:
        try:
            new = self._insert([arrival for arrival, _ in batch])
        except (SQLAlchemyError, ValueError) as error:
            if len(batch) == 1:
                batch[0][1].set_exception(error)
                return
            for one in batch:  # one row that the database refuses must not fail its neighbours
                self._commit([one])
            return
        for arrival, done in batch:
            done.set_result(arrival.key in new)
            new.discard(arrival.key)  # the second of two equal keys in one batch is a repeat

    def _insert(self, arrivals: Sequence[Arrival]) -> set[str]:
        now = self._db.clock.now()
        rows = [
            {"key": a.key[:255], "source": a.source, "body": a.body, "state": a.state, "received_at": now}
            for a in sorted(arrivals, key=lambda a: a.key)  # one order for every replica: no deadlock
        ]
        statement = self._db.insert(inbox).on_conflict_do_nothing().returning(inbox.c.key)
        with self._db.write() as connection:
            return {row.key for row in connection.execute(statement, rows)}


class InboxRows:
    """The worker's side of the inbox."""

    db: Database

    def claim_unheard(self, limit: int) -> Sequence[Arrival]:
        now = self.db.clock.now()
        free = (inbox.c.lease_until.is_(None)) | (inbox.c.lease_until < now)
        due = select(inbox.c.number).where(inbox.c.state == "due", free).order_by(inbox.c.number).limit(limit)
        with self.db.read() as connection:
            if connection.execute(due.limit(1)).first() is None:
                return []
        with self.db.write() as connection:
            numbers = connection.scalars(due.with_for_update(skip_locked=True)).all()
            rows = connection.execute(
                update(inbox)
                .where(inbox.c.number.in_(numbers))
                .values(lease_until=now + self.db.lease, attempts=inbox.c.attempts + 1)
                .returning(inbox.c.number, inbox.c.key, inbox.c.source, inbox.c.body)
            ).all()
        found = [Arrival(row.key, row.source, row.body, number=row.number) for row in rows]
        return sorted(found, key=lambda arrival: arrival.number)

    def spoil(self, arrival: Arrival, error: str) -> None:
        """An arrival that cannot be understood is put aside with the reason."""
        with self.db.write() as connection:
            connection.execute(
                update(inbox).where(inbox.c.number == arrival.number).values(state="failed", error=error)
            )

    def purge_inbox(self, limit: int, *, older_than_days: int = 7) -> int:
        """Forgets what was understood long ago (no platform redelivers after days); returns how many rows."""
        before = self.db.clock.now() - timedelta(days=older_than_days)
        old = select(inbox.c.number).where(inbox.c.state == "done", inbox.c.received_at < before).limit(limit)
        with self.db.write() as connection:
            return connection.execute(delete(inbox).where(inbox.c.number.in_(old))).rowcount
