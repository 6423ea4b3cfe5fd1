"""The database: one engine, and the two kinds of transaction that everything here is made of."""

from __future__ import annotations

import math
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import psycopg
from sqlalchemy import URL, Connection, Engine, Insert, Select, Table, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DisconnectionError

from bot.errors import UserError
from bot.ports import Clock
from store.columns import to_json

TRUSTED = 5.0  # seconds of idleness after which a connection is tried before it is used
LEASE = timedelta(seconds=60)
BUSY_SECONDS = 30


class Database:
    """SQLite or PostgreSQL by URL. ``lease`` is how long a claimed row belongs to who claimed it.

    Raises UserError for a URL that is not one of the two.
    """

    def __init__(self, url: str, clock: Clock, *, lease: timedelta = LEASE) -> None:
        self.url = url
        self.clock = clock
        self.lease = lease
        self.engine = _engine(url)
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        single = {"single": True} if self.is_sqlite else {"isolation_level": "AUTOCOMMIT"}
        self._reading = self.engine.execution_options(**single)
        # SQLite has one writer; waiting on a lock of our own is fair and free where its busy wait is neither.
        self._writing = threading.Lock()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Each statement is a transaction of its own: no BEGIN and no COMMIT to wait for."""
        with self._reading.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that may write: committed at the end, rolled back whole if anything raises."""
        if not self.is_sqlite:
            with self.engine.begin() as connection:
                yield connection
            return
        with self._writing, self.engine.connect() as plain:
            connection = plain.execution_options(immediate=True)
            with connection.begin():
                yield connection

    @contextmanager
    def statement(self) -> Iterator[Connection]:
        """For one statement that writes: on PostgreSQL it commits by itself, one round trip for three."""
        with self.write() if self.is_sqlite else self.read() as connection:
            yield connection

    def has_any(self, query: Select[*tuple[Any, ...]]) -> bool:
        """Whether it is worth claiming: on SQLite an idle worker must not take the write lock to find out."""
        if not self.is_sqlite:
            return True
        with self.read() as connection:
            return connection.execute(query.limit(1)).first() is not None

    def insert(self, table: Table) -> Any:
        """An INSERT that can say ON CONFLICT, in the dialect at hand."""
        insert: Insert = sqlite.insert(table) if self.is_sqlite else postgresql.insert(table)
        return insert

    def upsert(self, table: Table, key: list[str], values: dict[str, Any]) -> None:
        """Writes the row under its key, over the one that may be there."""
        rest = {name: value for name, value in values.items() if name not in key}
        statement = self.insert(table).values(values).on_conflict_do_update(index_elements=key, set_=rest)
        with self.write() as connection:
            connection.execute(statement)

    def close(self) -> None:
        self.engine.dispose()


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise UserError("DATABASE_URL can't be read. Write it like sqlite:///bot.db.") from None
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed)
    if parsed.get_backend_name() in ("postgresql", "postgres"):
        return _postgresql(parsed)
    raise UserError("DATABASE_URL must begin with sqlite:/// or postgresql://.")


def _postgresql(url: URL) -> Engine:
    url = url.set(drivername="postgresql+psycopg")
    if "connect_timeout" not in url.query:  # or a host that swallows packets holds whoever asks for minutes
        url = url.update_query_dict({"connect_timeout": "10"})
    engine = create_engine(url, pool_size=8, json_serializer=to_json)
    event.listen(engine, "checkin", _note_use)
    event.listen(engine, "checkout", _ping_if_idle)
    return engine


def _note_use(_connection: Any, record: Any) -> None:
    record.info["used"] = time.monotonic()


def _ping_if_idle(connection: Any, record: Any, _proxy: Any) -> None:
    """A connection that lay idle may have gone with its server; one just used has not."""
    if time.monotonic() - record.info.get("used", math.inf) < TRUSTED:
        return
    try:
        connection.execute("SELECT 1")
        connection.rollback()
    except psycopg.Error as problem:
        raise DisconnectionError(str(problem)) from None  # the pool then makes another


def _sqlite(url: URL) -> Engine:
    if url.database in (None, "", ":memory:"):  # every thread would have one of its own
        raise UserError("DATABASE_URL must name a file, like sqlite:///bot.db.")
    connect_args = {"check_same_thread": False, "timeout": BUSY_SECONDS}
    engine = create_engine(url, connect_args=connect_args, pool_size=16, json_serializer=to_json)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver would begin transactions itself, and too late
    _use_wal(connection)
    connection.execute("PRAGMA synchronous=FULL")  # an acked event survives the power going off, too
    connection.execute("PRAGMA foreign_keys=ON")


def _use_wal(connection: Any) -> None:
    # Turning WAL on in a new file fails at once where another process does so, whatever the busy timeout.
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.01)


def _begin_sqlite(connection: Connection) -> None:
    # Read-then-write in a deferred transaction fails at once when another has written in between,
    # whatever the busy timeout; BEGIN IMMEDIATE waits its turn instead.
    options = connection.get_execution_options()
    if options.get("single"):
        return
    immediate = options.get("immediate")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
