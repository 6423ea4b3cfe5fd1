"""The database as a command finds it: what it refuses becomes one sentence with the mend."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from alembic.util import CommandError
from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import UserError
from store.database import Database
from store.migrate import current, head


@contextmanager
def in_words(url: str) -> Iterator[None]:
    """Whatever the database at ``url`` refuses inside is raised as a UserError."""
    try:
        yield
    except SQLAlchemyError as problem:
        raise UserError(
            f"The database {address(url)} can't be used ({reason(problem)}); check DATABASE_URL."
        ) from None
    except CommandError:
        raise UserError(
            f"The database {address(url)} was migrated by a newer version of the bot; run that version."
        ) from None


def check_migrated(db: Database) -> None:
    """Raises UserError where PostgreSQL waits for `db upgrade`. The embedded database migrates itself."""
    if not db.is_sqlite and current(db) != head():
        raise UserError("The database's tables are not up to date: run `postmortem db upgrade`.")


def address(url: str) -> str:
    """The URL without anything secret: no password, and no options, which may hold one too."""
    return make_url(url).set(query={}).render_as_string(hide_password=True)


def reason(problem: Exception) -> str:
    """The driver's own first line, without SQLAlchemy's words around it."""
    told = str(getattr(problem, "orig", None) or problem).strip()
    return told.splitlines()[0].rstrip(".") if told else type(problem).__name__
