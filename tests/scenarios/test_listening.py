"""What arrives, in whatever order and however often: kept once, understood once."""

from __future__ import annotations

import pytest

from blocks import ids
from bot.rows import Stage
from tests.scenarios.room import ANA, BOT, CHANNEL, JONAS, MARIA, RESOLVED, Room, stamp, words


def redeliver_everything(room: Room) -> None:
    for event in room.sandbox.look("deliveries")["deliveries"]:
        room.sandbox.control("redeliver", event_id=event["event_id"], times=2)


def test_events_delivered_again_change_nothing(room: Room) -> None:
    room.play()
    room.tick()
    before = [(m["ts"], words(m)) for m in room.ours()]
    redeliver_everything(room)
    room.tick()
    assert [(m["ts"], words(m)) for m in room.ours()] == before
    assert len(room.app.store.messages("T0TEST", CHANNEL)) == 7


@pytest.mark.parametrize("order", ["reverse", "shuffle"])
def test_events_that_come_in_another_order_give_the_same_draft(room: Room, order: str) -> None:
    room.sandbox.control("hold")
    room.play()
    room.sandbox.control("release", order=order, seed=3)
    room.tick()
    assert "7 of 7 messages" in words(room.card())
    assert room.app.store.incident_in("T0TEST", CHANNEL).resolved_by == stamp(25)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text",
    [
        "not resolved yet, still seeing declines",
        "is it resolved?",
        "I resolved the merge conflict",
        "so resolved?",
    ],
)
def test_what_only_sounds_like_resolved_is_not_heard(small_room: Room, text: str) -> None:
    small_room.play(resolved=False)
    small_room.say(25, MARIA, text)
    small_room.tick()
    assert small_room.cards() == []


def test_a_resolution_that_is_an_edit_of_an_earlier_message_is_heard(room: Room) -> None:
    room.play(resolved=False)
    ts = room.say(25, ANA, "Status: investigating")
    room.tick()
    assert room.cards() == []
    room.sandbox.control("edit", channel=CHANNEL, ts=ts, text="Status: INC-2041 is resolved, all clear")
    room.tick()
    assert len(room.cards()) == 1


def test_an_incident_reopened_before_the_draft_was_posted_takes_it_back(room: Room) -> None:
    room.play()
    assert room.sandbox.control("settle")["settled"]
    room.app.worker.hear()
    for claim in room.app.store.claim(Stage.JUDGE, 10):
        room.app.worker.hearing.judge(claim)
        room.app.store.finish(claim)
    room.say(26, JONAS, "Reopening INC-2041: it is not resolved, declines are back at 9%")
    room.tick()
    assert room.cards() == []
    assert room.app.store.recent_postmortems("T0TEST", 10) == []


def test_an_incident_resolved_again_gets_one_postmortem(room: Room) -> None:
    room.play()
    room.tick()
    room.say(26, JONAS, "Reopening: not resolved, declines are back at 9%")
    room.tick()
    assert room.app.store.incident_in("T0TEST", CHANNEL).is_resolved is False  # type: ignore[union-attr]
    room.say(40, ANA, "Now INC-2041 is resolved for good, at 14:40")
    room.tick()
    assert len(room.cards()) == 1
    assert room.app.store.incident_in("T0TEST", CHANNEL).resolved_by == stamp(40)  # type: ignore[union-attr]


def test_a_deleted_resolution_takes_the_resolution_back(room: Room) -> None:
    room.play(resolved=False)
    ts = room.say(*RESOLVED)
    room.sandbox.control("delete", channel=CHANNEL, ts=ts)
    room.tick()
    assert room.cards() == []
    assert all(m.id != ts for m in room.app.store.messages("T0TEST", CHANNEL))


def test_tools_posts_threads_edits_and_deletions_are_kept_as_they_stand(room: Room) -> None:
    root = room.say(0, ANA, "Looking at checkout")
    room.say(1, JONAS, "in the thread", thread_ts=root)
    tool = {"color": "#e51c23", "title": "Triggered: declines high", "text": "9.4% over 15m", "fallback": "x"}
    room.sandbox.control(
        "message", channel=CHANNEL, username="Datadog", bot_id="B0DD", attachments=[tool], ts=stamp(2)
    )
    gone = room.say(3, MARIA, "wrong channel, sorry")
    room.sandbox.control("delete", channel=CHANNEL, ts=gone)
    room.sandbox.control("edit", channel=CHANNEL, ts=root, text="Looking at checkout-api")
    room.tick()
    kept = room.app.store.messages("T0TEST", CHANNEL)
    assert [m.text for m in kept] == [
        "Looking at checkout-api",
        "in the thread",
        "Triggered: declines high\n9.4% over 15m",
    ]
    assert kept[1].thread == root
    assert kept[2].author_name == "Datadog"


def test_a_bot_that_comes_late_reads_what_was_said_before(room: Room) -> None:
    room.sandbox.control("leave", channel=CHANNEL, user=BOT)
    root = room.say(0, ANA, "Checkout is failing, 11% declined")
    room.say(1, JONAS, "deployed checkout-api 5.18.0 at 13:58", thread_ts=root)
    assert room.sandbox.control("settle")["settled"]
    room.sandbox.control("join", channel=CHANNEL, user=BOT)
    room.say(*RESOLVED)
    room.tick()
    kept = [m.text for m in room.app.store.messages("T0TEST", CHANNEL) if m.kind == "person"]
    assert kept == ["Checkout is failing, 11% declined", "deployed checkout-api 5.18.0 at 13:58", RESOLVED[2]]


def test_a_quiet_channel_is_no_incident_until_somebody_asks(room: Room) -> None:
    room.say(0, ANA, "the dishwasher is resolved", channel="C0QUIET")
    room.tick()
    assert room.cards("C0QUIET") == []
    answer = room.command("create", channel="C0QUIET")
    assert answer["status"] == 200
    room.tick()
    assert len(room.cards("C0QUIET")) == 1


def test_an_empty_channel_gives_a_draft_that_says_what_it_does_not_know(room: Room) -> None:
    room.command("create", channel="C0EMPTY")
    room.tick()
    assert "unknown" in words(room.ours("C0EMPTY")).lower()


@pytest.mark.parametrize(
    ("id", "name", "text"),
    [
        ("U0EMOJI", "🦆 quack 🦆", "declines at 11% on checkout-api"),
        ("U0RTL", "‏مريم خان‏", "الدفع يفشل عند 11% من العملاء"),
        ("U0LONG", "long", "log line " * 4444),
    ],
)
def test_strange_names_and_huge_messages_give_a_draft(
    small_room: Room, id: str, name: str, text: str
) -> None:
    world = small_room.sandbox.sandbox.workspace.source
    people = [*world["users"], {"id": id, "name": name, "real_name": name}]
    small_room.sandbox.control("world", world={**world, "users": people})
    small_room.say(0, id, text[:40000])
    small_room.say(*RESOLVED)
    small_room.tick()
    assert "2 of 2 messages" in words(small_room.card())


def test_somebody_who_has_left_is_still_read(small_room: Room) -> None:
    small_room.play(resolved=False)
    small_room.sandbox.control("fault", method="users.info", error="user_not_found", match={"user": JONAS})
    small_room.say(*RESOLVED)
    small_room.tick()
    assert "7 of 7 messages" in words(small_room.card())


def test_a_half_typed_command_gets_help_not_silence(small_room: Room) -> None:
    answer = words(small_room.command("craete")["response"])
    assert "/postmortem create" in answer


@pytest.mark.parametrize("text", ["", "help", "list", "show", "show PM-99", "show nonsense", "list 3", "🦆"])
def test_every_command_is_answered_privately(small_room: Room, text: str) -> None:
    answer = small_room.command(text)
    assert answer["status"] == 200
    assert words(answer["response"])
    assert small_room.private(ANA)


def test_create_a_second_time_says_which_one_there_is(small_room: Room) -> None:
    small_room.play()
    small_room.tick()
    assert "PM-1" in words(small_room.command("create")["response"])
    small_room.tick()
    assert len(small_room.cards()) == 1


def test_a_message_can_start_a_postmortem(small_room: Room) -> None:
    small_room.play(resolved=False)
    small_room.tick()
    ts = small_room.messages()[0]["ts"]
    small_room.sandbox.control(
        "shortcut", user=ANA, callback_id=ids.CREATE_MESSAGE, channel=CHANNEL, message_ts=ts
    )
    small_room.tick()
    assert len(small_room.cards()) == 1


def test_app_home_shows_the_recent_postmortems(small_room: Room) -> None:
    small_room.play()
    small_room.tick()
    small_room.sandbox.control("home", user=ANA)
    assert small_room.sandbox.control("settle")["settled"]
    assert "PM-1" in words(small_room.sandbox.look("home", user=ANA)["view"])
