from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation import Mark, moment
from bot.listening.hearing import Hearing
from bot.listening.slack_marks import read_mark, read_marks
from bot.rows import Arrival
from store.sql import SqlStore
from tests.fakes import FrozenClock

TS, LATER = "1802174400.000100", "1802174500.000200"
REACTED = {
    "type": "reaction_added",
    "user": "U1",
    "reaction": "eyes",
    "item": {"type": "message", "channel": "C1", "ts": TS},
    "item_user": "U2",
    "event_ts": LATER,
}
PINNED = {
    "type": "pin_removed",
    "user": "U1",
    "channel_id": "C1",
    "item": {"type": "message", "channel": "C1", "message": {"ts": TS, "text": "x"}},
    "event_ts": LATER,
}


def test_a_reaction_and_a_pin_are_read_from_their_events() -> None:
    assert read_mark(REACTED) == ("C1", Mark(TS, "reaction", "eyes", "U1", moment(LATER)))
    assert read_mark(PINNED) == ("C1", Mark(TS, "pin", "", "U1", moment(LATER), gone=True))


@pytest.mark.parametrize(
    "event",
    [
        REACTED | {"item": {"type": "file", "file": "F1"}},
        REACTED | {"item": {"type": "message", "channel": "C1"}},
        REACTED | {"event_ts": "soon"},
        REACTED | {"item": None},
        PINNED | {"item": {"type": "message", "message": "x"}},
    ],
)
def test_what_is_not_about_a_message_is_no_mark(event: dict[str, Any]) -> None:
    assert read_mark(event) is None


def test_history_shows_who_reacted_and_who_pinned() -> None:
    raw = {
        "ts": TS,
        "reactions": [{"name": "eyes", "users": ["U1", "U2", "U1"], "count": 3}, {"name": "tada"}, 7],
        "pinned_to": ["C1"],
        "pinned_info": {"pinned_by": "U3", "pinned_ts": 1802174450},
    }
    eyes = [Mark(TS, "reaction", "eyes", who) for who in ("U1", "U2")]
    assert read_marks(raw, "C1") == (*eyes, Mark(TS, "pin", "", "U3", moment("1802174450")))
    assert read_marks(raw, "C2") == tuple(eyes)
    assert read_marks(raw | {"pinned_info": None})[-1] == Mark(TS, "pin", "", "")


def test_what_is_heard_of_marks_is_kept(sqlite_store: SqlStore, clock: FrozenClock) -> None:
    hearing = Hearing(sqlite_store, None, clock)  # type: ignore[arg-type]  # nothing is asked of the chat
    for event in (PINNED, REACTED, REACTED):
        arrival = Arrival("k", "slack", json.dumps({"team_id": "T1", "event": event}))
        assert hearing.understand(arrival) == []
    assert [(m.kind, m.gone) for m in sqlite_store.marks("T1", "C1")] == [
        ("pin", True),
        ("reaction", False),
    ]


KEYS = st.sampled_from(
    "type ts item message channel user reaction reactions name users pinned_to pinned_info event_ts".split()
)
JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=4) | st.just(TS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(KEYS, JSON, max_size=6))
def test_no_shape_is_too_strange(raw: dict[str, Any]) -> None:
    read_marks(raw | {"ts": TS})
    read_mark(raw | {"type": "pin_added", "event_ts": TS})
