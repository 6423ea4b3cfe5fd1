"""Migrations: brings the tables to the newest shape (Alembic, driven from here, no ini file)."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from store.database import Database

LOCK = 736914  # any number, the same for every replica


def upgrade(db: Database, revision: str = "head") -> None:
    """Runs every migration that has not run yet, all or none. A database at the head is left alone.

    Of processes that start together one migrates while the others wait, then find it done.
    """
    if revision == "head" and current(db) == head():
        return
    config = _config()
    with db.write() as connection:  # on SQLite that is the lock
        if not db.is_sqlite:
            connection.exec_driver_sql(f"select pg_advisory_xact_lock({LOCK})")
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def current(db: Database) -> str | None:
    """The revision the database is at; None for an empty one."""
    with db.read() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def head() -> str:
    """The revision this release wants."""
    found = ScriptDirectory.from_config(_config()).get_current_head()
    assert found is not None
    return found


def _config() -> Config:
    config = Config()
    folder = str(Path(__file__).parent / "migrations")
    config.set_main_option("script_location", folder.replace("%", "%%"))  # ConfigParser reads % itself
    return config
