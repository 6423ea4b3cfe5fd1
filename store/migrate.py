"""Migrations: brings the tables to the newest shape (Alembic, driven from here, no ini file)."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from store.database import Database


def upgrade(db: Database, revision: str = "head") -> None:
    """Runs every migration that has not run yet. A database at the head is left alone."""
    if revision == "head" and current(db) == head():
        return
    config = _config()
    with db.engine.begin() as connection:
        if not db.is_sqlite:  # two replicas that start together: one migrates, the other waits
            connection.exec_driver_sql("select pg_advisory_xact_lock(736914)")
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def current(db: Database) -> str | None:
    """The revision the database is at; None for an empty one."""
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def head() -> str:
    found = ScriptDirectory.from_config(_config()).get_current_head()
    assert found is not None
    return found


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config
