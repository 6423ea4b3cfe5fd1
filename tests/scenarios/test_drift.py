"""Messages that are edited or deleted after a statement was drafted from them."""

from __future__ import annotations

import pytest

from blocks import ids
from bot.postmortem import Postmortem
from tests.scenarios.room import ANA, CHANNEL, JONAS, MARIA, Room, stamp, words
from tests.scenarios.test_main_job import ask_for_review, publish, section_value

CITED = stamp(2)  # "11% of checkouts fail since 14:00. We deployed checkout-api 5.18.0 at 13:58"
CHANGED = "statements rest on messages that were changed since"
DRIFTED = "changed since."


def drafted(room: Room) -> None:
    room.play()
    room.tick()


def change(room: Room, text: str = "9% of checkouts fail since 14:05.", ts: str = CITED) -> None:
    room.sandbox.control("edit", channel=CHANNEL, ts=ts, text=text)
    room.tick()


def delete(room: Room, ts: str = CITED) -> None:
    room.sandbox.control("delete", channel=CHANNEL, ts=ts)
    room.tick()


def postmortem(room: Room) -> Postmortem:
    found = room.app.store.postmortem(1)
    assert found is not None
    return found


def number_of(room: Room, ts: str = CITED) -> int:
    return max(source.number for source in postmortem(room).sources if source.ref == ts)


def test_an_edit_of_a_cited_message_is_told_on_the_card_with_what_rests_on_it(small_room: Room) -> None:
    room = small_room
    drafted(room)
    assert DRIFTED not in words(room.card())
    change(room)
    assert DRIFTED in words(room.card())
    room.click(ids.DRIFT, MARIA)
    shown = words(room.modal(MARIA))
    assert f"[{number_of(room)}] changed since · <http" in shown
    assert "5.18.0" in shown
    room.click(ids.READ, MARIA)
    assert f"[{number_of(room)}]> ⚠️" in words(room.modal(MARIA))


def test_a_deletion_is_told_of_as_one_and_not_linked(small_room: Room) -> None:
    room = small_room
    drafted(room)
    number = number_of(room)
    delete(room)
    room.click(ids.DRIFT, MARIA)
    assert f"[{number}] deleted since" in words(room.modal(MARIA))
    assert "changed since ·" not in words(room.modal(MARIA))


@pytest.mark.parametrize("state", ["edited", "in_review", "approved", "published"])
def test_it_is_told_in_every_state(small_room: Room, state: str) -> None:
    room = small_room
    drafted(room)
    if state == "edited":
        room.click(ids.EDIT, MARIA)
        room.submit(MARIA, section_value(room.modal(MARIA), f"Ours. [{number_of(room)}]"))
    else:
        ask_for_review(room)
    if state in ("approved", "published"):
        room.click(ids.APPROVE, ANA)
        room.tick()
    if state == "published":
        publish(room, MARIA, "team")
    room.tick()
    delete(room)
    assert DRIFTED in words(room.card()), state


def test_a_redraft_that_reads_the_new_words_clears_it(small_room: Room) -> None:
    room = small_room
    drafted(room)
    change(room)
    assert DRIFTED in words(room.card())
    room.later(25)
    assert DRIFTED not in words(room.card())


def test_what_a_person_wrote_from_the_old_words_stays_marked_when_the_rest_is_written_again(
    room: Room,
) -> None:
    drafted(room)
    old = number_of(room)
    room.click(ids.EDIT, MARIA)
    room.submit(MARIA, section_value(room.modal(MARIA), f"It was 11%. [{old}]"))
    change(room)
    room.later(25)
    assert "1 statement rests on a message that was changed since." in words(room.card())
    kept = {source.number: source for source in postmortem(room).sources if source.ref == CITED}
    assert "11%" in kept[old].quote
    assert "9%" in kept[number_of(room)].quote
    assert number_of(room) != old
    numbers = [source.number for source in postmortem(room).sources]
    assert len(numbers) == len(set(numbers))


def test_an_edit_of_what_nobody_cites_and_a_reaction_are_none(small_room: Room) -> None:
    room = small_room
    drafted(room)
    ask_for_review(room)
    room.say(40, JONAS, "Lunch?")
    room.tick()
    before = room.calls("chat.update")
    change(room, "Dinner?", stamp(40))
    room.sandbox.control("react", channel=CHANNEL, ts=CITED, user=ANA, name="eyes")
    room.tick()
    assert DRIFTED not in words(room.card())
    assert room.calls("chat.update") == before


def test_the_same_edit_heard_again_changes_nothing(room: Room) -> None:
    drafted(room)
    ask_for_review(room)
    change(room)
    before = room.calls("chat.update")
    for event in room.sandbox.look("deliveries")["deliveries"]:
        room.sandbox.control("redeliver", event_id=event["event_id"])
    room.tick()
    assert room.calls("chat.update") == before
