"""What was said is kept in its newest version, whatever the order in which it comes."""

from __future__ import annotations

import random
from contextlib import closing
from itertools import permutations

import pytest

from bot.conversation import Channel, Kind, Person
from bot.listening.signals import Signal
from bot.rows import Heard, Stage
from store.inbox import InboxWriter
from store.sql import SqlStore
from tests.fakes import FrozenClock, arrival, at_once, drafted, heard, incident, message

ID = "1773316800.000100"
POSTED = heard(text="The deploy broke it")
EDITED = heard(text="A deploy broke it", edited="1773316860.000000")
EDITED_AGAIN = heard(text="A deploy may have broken it", edited="1773316920.000000")
DELETED = heard(text="", deleted=True, author="")


def texts(store: SqlStore, channel: str = "C1") -> list[str]:
    return [m.text for m in store.messages("T1", channel)]


def due(store: SqlStore, stage: Stage) -> list[str]:
    """The subjects due now, which are thereby done."""
    claims = store.claim(stage, 100)
    for claim in claims:
        store.finish(claim)
    return sorted(claim.subject for claim in claims)


def test_a_message_comes_back_as_it_was(store: SqlStore) -> None:
    said = message(
        text="Größe 🙂 “quoted”\nsecond line",
        kind=Kind.TOOL,
        author_name="Grafana",
        thread="1773316700.000001",
        edited="1773316801.000000",
        reactions=("eyes", "white_check_mark"),
        files=("graph.png",),
    )
    store.keep([heard(said)])
    assert store.messages("T1", "C1") == [said]
    assert store.messages("T2", "C1") == []


def test_messages_stand_in_time_order(store: SqlStore) -> None:
    ids = [f"177331{number}.000000" for number in range(6800, 6830)]
    shuffled = random.Random(7).sample(ids, len(ids))
    store.keep([heard(id=id) for id in shuffled[:10]])
    store.keep([heard(id=id) for id in shuffled[10:]])
    assert [m.id for m in store.messages("T1", "C1")] == ids
    assert [m.id for m in store.opening("T1", "C1", 3)] == ids[:3]


@pytest.mark.parametrize("versions", list(permutations([POSTED, EDITED, EDITED_AGAIN])))
def test_the_latest_edit_stands_whatever_comes_last(store: SqlStore, versions: tuple[Heard, ...]) -> None:
    for version in versions:
        store.keep([version])
    assert texts(store) == ["A deploy may have broken it"]


@pytest.mark.parametrize("versions", list(permutations([POSTED, EDITED, DELETED])))
def test_what_was_deleted_stays_so_even_if_it_is_heard_of_later(
    store: SqlStore, versions: tuple[Heard, ...]
) -> None:
    for version in versions:
        store.keep([version])
    assert texts(store) == []
    assert store.opening("T1", "C1", 10) == []
    assert store.signals("T1", "C1") == []


def test_the_versions_of_one_batch_are_weighed_too(store: SqlStore) -> None:
    store.keep([EDITED_AGAIN, POSTED, heard(id="1773316801.000000"), EDITED])
    assert texts(store) == ["A deploy may have broken it", "Looking into it"]


def test_the_same_message_under_eleven_events_is_one_and_wakes_nobody_twice(store: SqlStore) -> None:
    said = heard(text="Resolved", signal=Signal.RESOLVED)
    with closing(InboxWriter(store.db)) as inbox:
        for number in range(11):
            assert inbox.put(arrival(f"event:Ev{number}")).result(timeout=10)
    arrivals = store.claim_unheard(100)
    store.keep([said] * 6, arrivals[:6])
    assert due(store, Stage.JUDGE) == ["T1:C1"]
    for late in arrivals[6:]:
        store.keep([said], [late])
    assert due(store, Stage.JUDGE) == []
    assert texts(store) == ["Resolved"]
    assert store.purge_inbox(100, older_than_days=-1) == 11


def test_a_signal_makes_its_channel_due_for_judging(store: SqlStore) -> None:
    store.keep([heard(text="Looking"), heard(channel="C2", text="Resolved", signal=Signal.RESOLVED)])
    assert due(store, Stage.JUDGE) == ["T1:C2"]
    (found,) = store.signals("T1", "C2")
    assert (found.signal, found.message.text) == (Signal.RESOLVED, "Resolved")
    assert store.signals("T1", "C1") == []


@pytest.mark.parametrize("after", [EDITED, DELETED])
def test_an_edit_or_a_deletion_may_take_a_signal_away_so_it_is_judged(store: SqlStore, after: Heard) -> None:
    store.keep([heard(text="Resolved", signal=Signal.RESOLVED)])
    assert due(store, Stage.JUDGE) == ["T1:C1"]
    store.keep([after])
    assert due(store, Stage.JUDGE) == ["T1:C1"]
    assert store.signals("T1", "C1") == []


def test_what_is_said_later_goes_into_a_draft_that_is_not_in_review(
    store: SqlStore, clock: FrozenClock
) -> None:
    drafts, reviewed = (
        store.save(drafted(store.request_postmortem(store.save_incident(incident(channel)), None)[0]))
        for channel in ("C1", "C2")
    )
    store.save(reviewed.ask_for_review(["U9"], "U1", clock.now()))
    assert len(due(store, Stage.DRAFT)) == 2
    late = [heard(channel=channel, text="One more thing") for channel in ("C1", "C2", "C3")]
    store.keep(late, [arrival()])
    assert due(store, Stage.DRAFT) == []  # more may follow
    clock.advance(20)
    assert due(store, Stage.DRAFT) == [str(drafts.number)]
    store.keep(late, [arrival()])
    clock.advance(20)
    assert due(store, Stage.DRAFT) == []


def test_text_that_no_database_holds_is_made_safe(store: SqlStore) -> None:
    store.keep(
        [
            heard(
                id="1773316800.000000", text="nul \x00 half \ud83d whole 🙂", files=("a\x00.png", "\udc00")
            ),
            heard(id="1773316801.000000", text="fine", author_name="x" * 5000, author="U" * 300),
        ]
    )
    first, second = store.messages("T1", "C1")
    assert first.text == "nul \ufffd half \ufffd whole 🙂"
    assert first.files == ("a\ufffd.png", "\ufffd")
    assert (second.text, len(second.author_name), len(second.author)) == ("fine", 5000, 300)
    assert store.messages("T1", "C\x00\ud83d") == []


def test_nothing_to_keep_is_kept(store: SqlStore) -> None:
    store.keep([])
    assert texts(store) == []


def test_workers_that_keep_the_same_messages_at_once_neither_stop_nor_contradict_each_other(
    store: SqlStore, clock: FrozenClock
) -> None:
    for channel in ("C1", "C2"):
        found, _ = store.request_postmortem(store.save_incident(incident(channel)), None)
        store.save(drafted(found))
    versions = [
        heard(id=f"17733168{n:02}.000000", channel=c, text=t, edited=e, signal=Signal.RESOLVED)
        for n in range(40)
        for c in ("C1", "C2")
        for t, e in (("posted", None), ("edited", "1773316999.000000"))
    ]

    def work(seed: int) -> None:
        mine = random.Random(seed).sample(versions, len(versions))
        for start in range(0, len(mine), 20):
            store.keep(mine[start : start + 20])
            for claim in store.claim(Stage.JUDGE, 1):
                store.finish(claim)

    assert at_once(*[lambda seed=seed: work(seed) for seed in range(4)]) == [None] * 4
    assert texts(store) == texts(store, "C2") == ["edited"] * 40
    clock.advance(20)
    assert len(due(store, Stage.DRAFT)) == 2


def test_channels_and_people_are_known_as_last_saved(store: SqlStore) -> None:
    assert store.channel("T1", "C1") is None
    store.save_channel(Channel("T1", "C1", "inc-1"))
    renamed = Channel("T1", "C1", "inc-1-checkout", "INC-1 🙂", is_private=True, caught_up=True)
    store.save_channel(renamed)
    assert store.channel("T1", "C1") == renamed
    ana = Person("U1", "ana", "Ana Ionescu", tz="Europe/Bucharest", email="ana@example.org")
    bot = Person("B1", "grafana", is_bot=True, left=True)
    for person in (Person("U1", "ana"), ana, bot):
        store.save_person("T1", person)
    assert store.people("T1", {"U1", "B1", "U9"}) == {"U1": ana, "B1": bot}
    assert store.people("T2", {"U1"}) == {}
    assert store.people("T1", set()) == {}
