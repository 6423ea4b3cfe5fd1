"""Whoever pasted a secret is told so, privately and once, and thanked when it is gone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from bot.drafting.draft import Draft, Leak
from tests.scenarios.room import ANA, CHANNEL, JONAS, MARIA, STORY, Room, part, stamp, words
from tests.scenarios.test_main_job import ask_for_review
from tests.scenarios.writers import SlowWriter, with_writer

TOKEN = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
PASTED, AGAIN, OTHER, TOOLS = stamp(3), stamp(4), stamp(5), stamp(7)
WORDS = "It is not in the draft. Rotate it and delete the message."


def leaking(room: Room, *leaks: Leak) -> None:
    """The story with secrets in it, and a draft that says whose they are."""

    def found(draft: Draft) -> Draft:
        there = {m.id for m in room.app.store.messages("T0TEST", CHANNEL) if TOKEN in m.text}
        return replace(draft, leaks=tuple(leak for leak in leaks if leak.message in there))

    room.app = with_writer(room.app, SlowWriter((), change=found), has_model=False)
    room.play(resolved=False)
    for minute, who in ((3, JONAS), (4, JONAS), (5, ANA)):
        if stamp(minute) in {leak.message for leak in leaks}:
            room.say(minute, who, f"try it with {TOKEN}")
    room.say(25, ANA, "INC-2041 is resolved as of 14:25, thanks everybody")
    room.tick()


def told(room: Room, person: str) -> list[str]:
    return [words(m) for m in room.direct(person) if part(m).startswith("secret/")]


def everything_said(room: Room) -> Iterable[str]:
    yield words(room.ours())
    for person in (ANA, JONAS, MARIA):
        yield words(room.direct(person))


def test_the_author_and_nobody_else_is_told_once(small_room: Room) -> None:
    room = small_room
    leaking(room, Leak(PASTED, JONAS, ("github-token",)))
    (said,) = told(room, JONAS)
    assert "A GitHub token was pasted at <!date^" in said
    assert WORDS in said
    assert "Open message" in said
    assert told(room, ANA) == told(room, MARIA) == []
    assert all(TOKEN not in text for text in everything_said(room))
    assert "GitHub token" not in words(room.ours())
    room.app.store.redraft(1)
    room.tick()
    ask_for_review(room)
    assert told(room, JONAS) == [said]


def test_several_of_one_author_come_in_one_message(room: Room) -> None:
    leaking(room, Leak(PASTED, JONAS, ("github-token",)), Leak(AGAIN, JONAS, ("password", "api-key")),
            Leak(OTHER, ANA, ("github-token",)))  # fmt: skip
    (said,) = told(room, JONAS)
    assert "A GitHub token was pasted" in said
    assert "A password and an API key were pasted" in said
    assert "None of it is in the draft. Rotate them and delete the messages." in said
    assert len(told(room, ANA)) == 1


def test_another_secret_later_is_told_of_in_a_message_of_its_own(small_room: Room) -> None:
    room = small_room
    leaking(room, Leak(PASTED, JONAS, ("github-token",)), Leak(stamp(30), JONAS, ("github-token",)))
    assert len(told(room, JONAS)) == 1
    room.say(30, JONAS, f"or with {TOKEN}")
    room.tick()
    room.later(25)
    assert len(told(room, JONAS)) == 2


@pytest.mark.parametrize("mended", ["deleted", "edited"])
@pytest.mark.parametrize("state", ["draft", "in review"])
def test_when_it_is_gone_the_same_message_says_thank_you(small_room: Room, mended: str, state: str) -> None:
    room = small_room
    leaking(room, Leak(PASTED, JONAS, ("github-token",)))
    if state == "in review":
        ask_for_review(room)
    (before,) = [m["ts"] for m in room.direct(JONAS) if part(m).startswith("secret/")]
    if mended == "deleted":
        room.sandbox.control("delete", channel=CHANNEL, ts=PASTED)
    else:
        room.sandbox.control("edit", channel=CHANNEL, ts=PASTED, text="try it with the new one")
    room.tick()
    room.later(25)  # a redraft that finds no secret any more
    (after,) = [m for m in room.direct(JONAS) if part(m).startswith("secret/")]
    assert after["ts"] == before
    assert "Thank you, it is gone." in words(after)


def test_a_private_word_that_was_lost_on_the_way_is_not_said_twice(room: Room) -> None:
    room.sandbox.control("fault", method="chat.postMessage", skip=8, apply=True)
    leaking(room, Leak(PASTED, JONAS, ("github-token",)))
    room.later(60)
    room.later(60)
    assert len(told(room, JONAS)) == 1


def test_somebody_who_can_not_be_told_holds_up_nothing(small_room: Room) -> None:
    room = small_room
    for _ in range(3):
        room.sandbox.control("fault", method="conversations.open", error="user_disabled")
    leaking(room, Leak(PASTED, JONAS, ("github-token",)))
    assert "DRAFT" in words(room.card())
    assert told(room, JONAS) == []
    assert room.app.store.troubles() == []


@pytest.mark.parametrize("asked", [True, False])
def test_a_tools_secret_is_told_to_whoever_asked_for_the_postmortem(small_room: Room, asked: bool) -> None:
    room = small_room
    leak = Leak(TOOLS, "B0DD", ("password",))
    writer = SlowWriter((), change=lambda draft: replace(draft, leaks=(leak,)))
    room.app = with_writer(room.app, writer, has_model=False)
    for line in STORY:
        room.say(*line)
    room.sandbox.control("message", channel=CHANNEL, username="Datadog", bot_id="B0DD",
                         text="postgres://app:Xk29dm!fkw2@db/main", ts=TOOLS)  # fmt: skip
    room.tick()
    if asked:
        room.command("create", MARIA)
    else:
        room.say(25, ANA, "INC-2041 is resolved as of 14:25, thanks everybody")
    room.tick()
    assert len(told(room, MARIA)) == asked
    assert told(room, ANA) == told(room, JONAS) == []
    if asked:
        assert "A password was posted by a tool" in told(room, MARIA)[0]
