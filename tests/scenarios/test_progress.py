"""While a draft is written the card stands in the channel and says how far it has come."""

from __future__ import annotations

from bot.drafting.progress import Progress, Step
from bot.errors import Permanent, Retryable
from tests.scenarios.room import MARIA, Room, words
from tests.scenarios.writers import SlowWriter, with_writer


def slow(room: Room, *steps: Progress) -> tuple[SlowWriter, list[str]]:
    """A writer that needs two seconds for each step, and what the card says after each."""
    said: list[str] = []

    def two_seconds() -> None:
        room.clock.advance(2)
        room.app.worker.parts["show"]()
        said.extend(words(card) for card in room.cards())

    writer = SlowWriter(steps or (Progress(Step.WRITING, 4, 7),), two_seconds)
    room.app = with_writer(room.app, writer)
    return writer, said


def test_a_slow_draft_is_told_of_on_the_card_that_later_holds_it(room: Room) -> None:
    _, said = slow(room, Progress(Step.ASKING, 1, 3), Progress(Step.WRITING, 4, 7))
    room.play()
    room.tick()
    assert "Reading the channel: 7 messages · asking the model, 1 of 3 parts answered …" in said[0]
    assert "Reading the channel: 7 messages · drafting 4 of 7 sections …" in said[1]
    assert "DRAFT" not in said[1]
    assert "Reading the channel" not in words(room.card())
    assert "DRAFT" in words(room.card())
    assert len(room.cards()) == 1


def test_a_quick_draft_comes_at_once_and_without_a_word_of_waiting(small_room: Room) -> None:
    room = small_room
    room.play()
    room.tick()
    assert "DRAFT" in words(room.card())
    assert room.calls("chat.update") == []
    room.later(2)
    assert "Reading the channel" not in words(room.card())
    assert room.calls("chat.update") == []


def test_a_card_is_updated_once_a_second_however_often_is_told(small_room: Room) -> None:
    room = small_room
    room.app = with_writer(room.app, SlowWriter(
        tuple(Progress(Step.READING, n, 3000) for n in range(0, 3000, 30)),
        lambda: (room.clock.advance(0.05), room.app.worker.parts["show"]())[0] and None,
    ))  # fmt: skip
    room.play()
    room.tick()
    assert len(room.calls("chat.update")) <= 5  # five seconds of telling


def test_a_redraft_is_told_of_in_a_line_below_the_draft_that_stands(small_room: Room) -> None:
    room = small_room
    room.play()
    room.tick()
    _, said = slow(room)
    room.app.store.redraft(1)
    room.tick()
    assert "Writing it again. Reading the channel: 7 messages · drafting 4 of 7 sections …" in said[0]
    assert "DRAFT" in said[0]
    assert "Read 7 of 7 messages" in said[0]
    assert "Writing it again" not in words(room.card())


def test_a_crash_while_writing_leaves_a_card_that_the_draft_takes_over(room: Room) -> None:
    writer, said = slow(room)
    writer.trouble.append(Retryable("the machine went down"))
    room.play()
    room.tick()
    first = room.card()["ts"]
    assert "drafting 4 of 7 sections" in said[0]
    room.later(400)
    assert room.card()["ts"] == first
    assert "DRAFT" in words(room.card())
    assert len(room.cards()) == 1


def test_a_draft_that_will_not_come_leaves_no_card_that_says_it_will(small_room: Room) -> None:
    room = small_room
    writer, said = slow(room)
    writer.trouble.append(Permanent("there is nothing to write with"))
    room.play()
    room.tick()
    assert said
    assert room.cards() == []
    room.command("", MARIA)
    assert room.app.store.troubles()[0].error == "there is nothing to write with"
