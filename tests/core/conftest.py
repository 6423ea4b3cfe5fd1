"""A postmortem with its draft written, on a store and a wall, or beside the language check."""

from __future__ import annotations

import pytest

from bot.conversation import Channel
from store.sql import SqlStore
from tests.core.wall import Desk, Wall
from tests.core.worded import EVE, Worded
from tests.fakes import CHANNEL, WORKSPACE, FrozenClock, drafted, incident


@pytest.fixture
def desk(sqlite_store: SqlStore, clock: FrozenClock) -> Desk:
    """PM-1 is drafted and nobody has been shown it."""
    sqlite_store.save_channel(Channel(WORKSPACE, CHANNEL))
    made, _ = sqlite_store.request_postmortem(sqlite_store.save_incident(incident()), None)
    sqlite_store.save(drafted(made))
    return Desk(sqlite_store, Wall(), clock)


@pytest.fixture
def worded(sqlite_store: SqlStore, clock: FrozenClock) -> Worded:
    sqlite_store.save_channel(Channel(WORKSPACE, CHANNEL))
    made, _ = sqlite_store.request_postmortem(sqlite_store.save_incident(incident()), EVE)
    sqlite_store.save(drafted(made))
    return Worded(sqlite_store, clock)
