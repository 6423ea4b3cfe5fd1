"""One sandbox for each module of scenarios; every test begins with a fresh workspace and database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.sandbox import SandboxServer
from tests.fakes import FrozenClock
from tests.scenarios.room import SECRET, TOKEN, Room
from tests.scenarios.room import room as open_room


@pytest.fixture(scope="session")
def slack() -> Iterator[SandboxServer]:
    with SandboxServer({}, bot_token=TOKEN, signing_secret=SECRET, retry_delays=(0.05, 0.1, 0.2)) as running:
        yield running


@pytest.fixture
def room(database_url: str, slack: SandboxServer, clock: FrozenClock) -> Iterator[Room]:
    """On SQLite and on PostgreSQL."""
    with open_room(database_url, slack, clock) as opened:
        yield opened


@pytest.fixture
def small_room(sqlite_url: str, slack: SandboxServer, clock: FrozenClock) -> Iterator[Room]:
    """On SQLite alone, for what the database has no part in."""
    with open_room(sqlite_url, slack, clock) as opened:
        yield opened
