"""What the two databases are asked to be."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import StatementError

from bot.conversation import Channel
from bot.errors import UserError
from store.columns import to_json
from store.database import Database
from store.sql import SqlStore
from tests.fakes import NOON, FrozenClock
from tests.store.processes import run_at_once


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://localhost/bot", "sqlite://", "sqlite:///:memory:"])
def test_an_address_that_will_not_do_is_refused_with_what_would(url: str) -> None:
    with pytest.raises(UserError, match="DATABASE_URL"):
        Database(url, FrozenClock())


def test_a_password_in_a_broken_address_is_not_told() -> None:
    with pytest.raises(UserError) as refused:
        Database("postgresql://bot:hunter2@host:port/bot", FrozenClock())
    assert "hunter2" not in str(refused.value)


def test_sqlite_survives_the_power_going_off_and_lets_readers_read(sqlite_store: SqlStore) -> None:
    with sqlite_store.db.read() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(text("PRAGMA synchronous")) == 2  # FULL
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1


def test_a_write_on_sqlite_takes_the_lock_before_it_reads(sqlite_store: SqlStore) -> None:
    said: list[str] = []
    with sqlite_store.db.write() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        raw.set_trace_callback(said.append)
    with sqlite_store.db.write() as connection:
        connection.execute(text("select 1"))
    raw.set_trace_callback(None)
    assert said[:3] == ["COMMIT", "BEGIN IMMEDIATE", "select 1"]


def test_readers_do_not_wait_for_a_writer(store: SqlStore) -> None:
    store.save_channel(Channel("T1", "C1", name="before"))
    with store.db.write() as connection, ThreadPoolExecutor(1) as pool:
        connection.execute(text("update channels set name = 'after'"))
        seen = pool.submit(store.channel, "T1", "C1").result(timeout=5)
    assert seen is not None
    assert seen.name == "before"


def test_what_fails_half_way_leaves_nothing(store: SqlStore) -> None:
    store.save_channel(Channel("T1", "C1", name="before"))

    def fail() -> None:
        with store.db.write() as connection:
            connection.execute(text("update channels set name = 'after'"))
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    kept = store.channel("T1", "C1")
    assert kept is not None
    assert kept.name == "before"


def test_two_processes_that_write_at_once_both_do(database_url: str, store: SqlStore) -> None:
    writes = """
db = Database(url, FrozenClock()); store = SqlStore(db)
for number in range(100):
    store.claim_unheard(1)
    store.keep([heard(id=f"{number}.{who}")])
db.close()
"""
    assert run_at_once(writes, database_url) == ["", ""]
    assert len(store.messages("T1", "C1")) == 200


def test_a_time_without_a_zone_is_refused(store: SqlStore) -> None:
    with pytest.raises(StatementError, match="without a zone"):
        store.grant_entry("hash", "U1", "T1", datetime(2026, 3, 12))
    store.grant_entry("hash", "U1", "T1", NOON)


def test_json_keeps_what_only_looks_like_a_nul() -> None:
    assert to_json(["a\x00b", "\\u0000", "half \ud83d", "whole 🙂"]) == (
        '["a\ufffdb","\\\\u0000","half \ufffd","whole 🙂"]'
    )
