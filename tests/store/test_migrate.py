"""The tables as migrations make them."""

from __future__ import annotations

from contextlib import closing

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect

from store.database import Database
from store.migrate import current, head, upgrade
from store.sql import SqlStore
from store.tables import metadata
from tests.fakes import FrozenClock
from tests.store.processes import run_at_once

TEXT_INDEX = "text_"  # full-text indexes, which each database has its own way of


def test_an_empty_database_has_no_revision_and_is_brought_to_the_newest(empty_url: str) -> None:
    with closing(Database(empty_url, FrozenClock())) as db:
        assert current(db) is None
        upgrade(db)
        assert current(db) == head()
        made = {name for name in inspect(db.engine).get_table_names() if not name.startswith(TEXT_INDEX)}
        assert made == {*metadata.tables, "alembic_version"}


def test_migrations_make_what_the_code_says(db: Database) -> None:
    with db.read() as connection:
        opts = {"compare_type": True, "include_name": lambda name, *_: not str(name).startswith(TEXT_INDEX)}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, metadata) == []


def test_partial_indexes_are_partial(db: Database) -> None:
    indexes = {row["name"]: row for row in inspect(db.engine).get_indexes("postmortems")}
    live = indexes["ux_postmortems_live"]
    assert live["unique"]
    assert any("discarded" in str(where) for where in live["dialect_options"].values())


def test_a_database_at_the_newest_revision_is_left_alone(store: SqlStore) -> None:
    upgrade(store.db)
    assert current(store.db) == head()


def test_two_processes_that_start_together_migrate_once(empty_url: str) -> None:
    start = "db = Database(url, FrozenClock()); upgrade(db); SqlStore(db).ping(); db.close()"
    assert run_at_once(start, empty_url) == ["", ""]
    with closing(Database(empty_url, FrozenClock())) as db:
        assert current(db) == head()
