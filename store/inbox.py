"""The inbox: every inbound event, committed before it is acked, by one writer for all requests.

A transaction per event costs a disk flush per event. Here a request queues its row and waits; the
writer commits whatever queued up while the last commit ran, so a batch is as large as the load is
high and nobody waits on a timer.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from datetime import timedelta
from queue import Empty, SimpleQueue

from sqlalchemy import delete, or_, select, update
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.rows import Arrival
from store.columns import safe
from store.database import Database
from store.tables import DONE, DUE, inbox

LARGEST_BATCH = 500
LONGEST_KEY = 255
# The database is away or busy: no other row would fare better.
NOBODYS_FAULT = (OperationalError, InterfaceError, PoolTimeout)

Waiting = tuple[Arrival, Future[bool]]


class InboxWriter:
    """Commits arrivals in batches on a thread of its own. ``close`` commits what is queued, then ends."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._queue: SimpleQueue[Waiting | None] = SimpleQueue()
        self._closing = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="inbox-writer", daemon=True)
        self._thread.start()

    def put(self, arrival: Arrival) -> Future[bool]:
        """Resolves once the row is committed. Raises RuntimeError after ``close``."""
        done: Future[bool] = Future()
        done.set_running_or_notify_cancel()  # a request that goes away cancels nothing from here on
        with self._closing:
            if self._closed:
                raise RuntimeError("the inbox is closed")
            self._queue.put((arrival, done))
        return done

    def close(self) -> None:
        with self._closing:
            self._closed = True
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
        except Exception as error:  # were this thread to end, every request would wait for ever
            if len(batch) == 1 or isinstance(error, NOBODYS_FAULT):
                for _, done in batch:
                    done.set_exception(error)
                return
            middle = len(batch) // 2  # a row that the database refuses must not fail its neighbours
            self._commit(batch[:middle])
            self._commit(batch[middle:])
            return
        for arrival, done in batch:
            key = _key(arrival)
            done.set_result(key in new)
            new.discard(key)  # the second of two equal keys in one batch is a repeat

    def _insert(self, arrivals: Sequence[Arrival]) -> set[str]:
        now = self._db.clock.now()
        rows = [
            {"key": _key(a), "source": a.source, "body": a.body, "state": a.state, "received_at": now}
            for a in arrivals
        ]
        rows.sort(key=lambda row: str(row["key"]))  # one order for every replica: no deadlock
        statement = self._db.insert(inbox).on_conflict_do_nothing().returning(inbox.c.key)
        with self._db.statement() as connection:
            return set(connection.scalars(statement, rows))


def _key(arrival: Arrival) -> str:
    """The key as it is stored: safe, and a very long one by its hash (an index refuses it)."""
    key = safe(arrival.key)
    if len(key) <= LONGEST_KEY:
        return key
    return key[: LONGEST_KEY - 65] + "#" + hashlib.sha256(key.encode()).hexdigest()


class InboxRows:
    """The worker's side of the inbox."""

    db: Database

    def claim_unheard(self, limit: int) -> Sequence[Arrival]:
        """Leases up to ``limit`` due arrivals to the caller, the oldest first."""
        now = self.db.clock.now()
        due = (
            select(inbox.c.number)
            .where(inbox.c.state == DUE, or_(inbox.c.lease_until.is_(None), inbox.c.lease_until < now))
            .order_by(inbox.c.number)
            .limit(limit)
        )
        if not self.db.has_any(due):
            return []
        with self.db.write() as connection:
            numbers = connection.scalars(due.with_for_update(skip_locked=True)).all()
            if not numbers:
                return []
            rows = connection.execute(
                update(inbox)
                .where(inbox.c.number.in_(numbers))
                .values(lease_until=now + self.db.lease, attempts=inbox.c.attempts + 1)
                .returning(inbox.c.number, inbox.c.key, inbox.c.source, inbox.c.body, inbox.c.attempts)
            ).all()
        found = [
            Arrival(row.key, row.source, row.body, number=row.number, attempts=row.attempts) for row in rows
        ]
        return sorted(found, key=lambda arrival: arrival.number)

    def spoil(self, arrival: Arrival, error: str) -> None:
        """An arrival that cannot be understood is put aside with the reason; one that was, stays so."""
        mine = (inbox.c.number == arrival.number) & (inbox.c.state == DUE)
        with self.db.write() as connection:
            connection.execute(update(inbox).where(mine).values(state="failed", error=error[:2000]))

    def purge_inbox(self, limit: int, *, older_than_days: int = 7) -> int:
        """Forgets what was understood long ago (no platform redelivers after days); returns how many rows."""
        before = self.db.clock.now() - timedelta(days=older_than_days)
        old = select(inbox.c.number).where(inbox.c.state == DONE, inbox.c.received_at < before).limit(limit)
        with self.db.write() as connection:
            return connection.execute(delete(inbox).where(inbox.c.number.in_(old))).rowcount
