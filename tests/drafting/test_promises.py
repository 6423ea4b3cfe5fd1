"""What was promised before, gathered from the store, and found by who is like this incident alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import cast

from bot.conversation import Channel, Person
from bot.drafting.case import Case
from bot.drafting.draft import Commitment, Coverage, Draft, Impact, RootCause, Similar
from bot.drafting.gathering import Gathering
from bot.drafting.promises import find_promises
from bot.errors import Retryable
from bot.incident import PastIncident, Promise
from bot.ports import Chat
from bot.postmortem import Postmortem, Visibility
from store.sql import SqlStore
from tests.drafting.builders import at, case, say
from tests.fakes import NOON, FrozenClock, drafted, heard, incident

LIKE = Similar("PM-2", 0.8, "Both: storage filled up.")
OLD = Promise("PM-2", "Alert on free space.", "U2", made_at=at(-9000))
NEW = Promise("PM-2", "Clean up weekly.", made_at=at(-100))
OTHER = Promise("PM-3", "Buy a cat.", made_at=at(-5000))
UNDATED = Promise("PM-2", "Write it down.")


def with_promises(*promises: Promise, resolved: float | None = None) -> Case:
    return replace(case(say(1, "hm"), resolved=resolved), promises=promises)


def test_only_promises_of_similar_incidents_are_found_oldest_first() -> None:
    assert find_promises((LIKE,), with_promises(NEW, OTHER, OLD, UNDATED)) == (UNDATED, OLD, NEW)
    assert find_promises((), with_promises(NEW, OLD)) == ()


def test_what_was_promised_after_this_incident_could_not_have_prevented_it() -> None:
    late = replace(NEW, made_at=at(50))
    assert find_promises((LIKE,), with_promises(OLD, late, replace(OLD, text=""), resolved=30)) == (OLD,)


# -- from the store ------------------------------------------------------------------------------


@dataclass
class Embedding:
    """An embedding model that sees every text alike, or is away."""

    model: str = "small"
    is_away: bool = False
    asked: list[list[str]] = field(default_factory=list)

    def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        self.asked.append(list(texts))
        if self.is_away:
            raise Retryable("away")
        return [[3.0, 4.0] for _ in texts]


def published(store: SqlStore) -> Postmortem:
    """A postmortem of an earlier incident in a public channel, with one promise."""
    store.save_channel(Channel("T1", "C0", "inc-0", caught_up=True))
    before = store.save_incident(incident("C0", id="INC-0"))
    made, _ = store.request_postmortem(before, "U1")
    promise = Commitment("Alert on free space.", ("1",), "U2")
    draft = Draft("t", None, (), (), Impact(), RootCause("r"), (), (promise,), (), (), Coverage(1, 1, 0))
    saved = store.save(drafted(made, root_cause="The disk of the broker was full [1]."), draft=draft)
    approved = store.save(store.save(saved.ask_for_review(["U9"], "U1", NOON)).approve("U9", NOON))
    return store.save(approved.publish(Visibility.ORGANIZATION, "disk", "U1", NOON))


def gathered(store: SqlStore, embedder: Embedding | None = None, channel: str = "C1") -> Case:
    store.save_channel(Channel("T1", "C1", "inc-1", caught_up=True))
    words = heard(text="found it: no space left on the disk of the printer")
    store.keep([words])
    now = store.save_incident(incident(channel, started_at=NOON + timedelta(days=3)))
    store.save_person("T1", Person("U1", "ana"))
    chat = cast(Chat, None)  # where all is known, it is not asked
    return Gathering(store, chat, FrozenClock(), "https://bot.example.org", embedder).case(now)


def test_the_next_incident_finds_what_we_published_and_what_was_promised(sqlite_store: SqlStore) -> None:
    made = published(sqlite_store)
    sqlite_store.record_past("T1", PastIncident("PM-77", "Lift stuck", (), "A dirty door sensor."))
    found = gathered(sqlite_store)
    assert [(past.id, past.url) for past in found.past] == [(made.id, "https://bot.example.org/p/disk")]
    assert [(promise.of, promise.text, promise.owner) for promise in found.promises] == [
        (made.id, "Alert on free space.", "U2")
    ]
    assert found.closeness == {}


def test_an_incident_is_not_like_itself(sqlite_store: SqlStore) -> None:
    published(sqlite_store)
    sqlite_store.keep([replace(heard(text="found it: the disk was full"), channel="C0")])
    assert gathered(sqlite_store, channel="C0").past == ()


def test_an_embedding_is_asked_for_once_and_kept(sqlite_store: SqlStore) -> None:
    made, embedder = published(sqlite_store), Embedding()
    assert gathered(sqlite_store, embedder).closeness == {made.id: 1.0}
    assert gathered(sqlite_store, embedder).closeness == {made.id: 1.0}
    assert [len(asked) for asked in embedder.asked] == [2, 1]


def test_an_embedding_model_that_is_away_takes_nothing_from_a_draft(sqlite_store: SqlStore) -> None:
    made = published(sqlite_store)
    found = gathered(sqlite_store, Embedding(is_away=True))
    assert [past.id for past in found.past] == [made.id]
    assert found.closeness == {}


def test_secrets_do_not_go_to_the_embedding_model(sqlite_store: SqlStore) -> None:
    published(sqlite_store)
    embedder = Embedding()
    sqlite_store.keep([heard(id="1773316900.000100", text="found it: disk full, password=hunter2hunter2")])
    gathered(sqlite_store, embedder)
    assert "hunter2hunter2" not in str(embedder.asked)
    assert "found it" in str(embedder.asked)
