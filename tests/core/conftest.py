"""A postmortem with its draft written, on a store and a wall."""

from __future__ import annotations

import pytest

from bot.conversation import Channel
from store.sql import SqlStore
from tests.core.wall import Desk, Wall
from tests.fakes import CHANNEL, WORKSPACE, FrozenClock, drafted, incident


@pytest.fixture
def desk(sqlite_store: SqlStore, clock: FrozenClock) -> Desk:
    """PM-1 is drafted and nobody has been shown it."""
    sqlite_store.save_channel(Channel(WORKSPACE, CHANNEL))
    made, _ = sqlite_store.request_postmortem(sqlite_store.save_incident(incident()), None)
    sqlite_store.save(drafted(made))
    return Desk(sqlite_store, Wall(), clock)
