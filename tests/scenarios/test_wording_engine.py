"""The language check itself, not a stand-in, in the chat."""

from __future__ import annotations

from blocks import ids
from tests.blaming import BOB
from tests.scenarios.room import MARIA, Room, words
from tests.scenarios.wording import edit, is_open, postmortem, press, save, summary


def test_a_plainly_blaming_sentence_is_found_and_put_well(small_room: Room) -> None:
    small_room.play()
    small_room.tick()
    edit(small_room, f"Checkout failed for 25 minutes. [1] {BOB} [2]")
    assert "Bob should have" in words(small_room.modal(MARIA))
    press(small_room, ids.USE)
    assert summary(small_room).startswith("Checkout failed for 25 minutes. [1] ")
    assert "Bob" not in summary(small_room)
    assert summary(small_room).endswith("[2]")
    assert save(small_room, f"{summary(small_room)} More.")["ok"]
    assert not is_open(small_room)


def test_what_the_bot_drafts_and_what_says_no_blame_is_left_alone(small_room: Room) -> None:
    small_room.play()
    small_room.tick()
    drafted, look = postmortem(small_room), small_room.app.cases.wording.look
    assert [found.open for section in drafted.sections if (found := look(drafted, section.key)).open] == []
    edit(small_room, "Jonas rolled checkout-api back at 14:09; nothing had compared the amounts before. [1]")
    assert not is_open(small_room)
