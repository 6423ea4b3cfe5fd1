"""One sandbox for each module of scenarios; every test begins with a fresh workspace and database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from bot.sandbox import SandboxServer
from tests.blaming import plain_check
from tests.fakes import FrozenClock
from tests.scenarios.room import SECRET, TOKEN, Room
from tests.scenarios.room import room as open_room

MANIFEST = yaml.safe_load((Path(__file__).parents[2] / "app.yaml").read_text(encoding="utf-8"))
ASKED = tuple(MANIFEST["settings"]["event_subscriptions"]["bot_events"])


@pytest.fixture(scope="session")
def slack() -> Iterator[SandboxServer]:
    with SandboxServer({}, bot_token=TOKEN, signing_secret=SECRET, retry_delays=(0.05, 0.1, 0.2)) as running:
        running.control("config", subscriptions=ASKED)  # the stories get by on what app.yaml asks for
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


@pytest.fixture
def worded(database_url: str, slack: SandboxServer, clock: FrozenClock) -> Iterator[Room]:
    """A room where the draft has just been posted."""
    with open_room(database_url, slack, clock, check=plain_check) as opened:
        opened.play()
        opened.tick()
        yield opened
