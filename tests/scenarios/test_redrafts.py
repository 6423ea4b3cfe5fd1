"""A redraft is shown before it is made, and made as it was shown."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

from blocks import ids
from bot.errors import Retryable
from tests.scenarios.room import ANA, FOLLOW_UP, JONAS, MARIA, Room, words
from tests.scenarios.test_main_job import section_value
from tests.scenarios.writers import SlowWriter, with_writer

ASKED = {"value": f"1:1:{ids.REDRAFT}", "text": {"type": "plain_text", "text": "Redraft"}}


def drafted(room: Room) -> None:
    room.play()
    room.tick()


def behind(room: Room) -> None:
    """A draft that does not have yet what was said after it."""
    drafted(room)
    room.say(*FOLLOW_UP)
    room.tick()


def redraft(room: Room, by: str = MARIA) -> str:
    """What the dialog says."""
    room.click(ids.MORE, by, selected_option=ASKED)
    return words(room.modal(by))


def edit(room: Room, text: str, by: str = JONAS) -> None:
    room.click(ids.EDIT, by)
    room.submit(by, section_value(room.modal(by), text))


def body(room: Room, key: str) -> str:
    found = room.app.store.postmortem(1)
    assert found is not None
    return found.section(key).body


def wait_for_modal(room: Room, text: str, by: str = MARIA) -> str:
    until = time.monotonic() + 10
    while text not in (said := words(room.modal(by))):
        assert time.monotonic() < until, said
        time.sleep(0.02)
    return said


def test_what_would_change_is_shown_and_nothing_is_changed_before_it_is_confirmed(small_room: Room) -> None:
    room = small_room
    behind(room)
    before, said = room.app.store.postmortem(1), redraft(room)
    assert "*Action Items* will be rewritten" in said
    assert "➖ ~None agreed in the conversation.~" in said
    assert "➕" in said
    assert "contract test" in said
    assert "stay as they are" in said
    assert room.app.store.postmortem(1) == before
    room.submit(MARIA, {})
    room.tick()
    assert "contract test" in body(room, "action_items")
    assert "contract test" in words(room.ours())


def test_what_a_person_wrote_is_named_as_theirs_and_stays(small_room: Room) -> None:
    room = small_room
    drafted(room)
    edit(room, "Ours, in our words.")
    room.say(*FOLLOW_UP)
    room.tick()
    assert f"*Summary* stays: edited by <@{JONAS}>" in redraft(room)
    room.submit(MARIA, {})
    assert body(room, "summary") == "Ours, in our words."
    assert "contract test" in body(room, "action_items")


def test_a_section_edited_while_the_redraft_was_shown_stays_its_editors(room: Room) -> None:
    behind(room)
    redraft(room)
    edit(room, "Written meanwhile.")
    room.submit(MARIA, {})
    assert body(room, "summary") == "Written meanwhile."
    assert "contract test" in body(room, "action_items")


def test_a_submission_that_comes_twice_changes_nothing_twice(room: Room) -> None:
    behind(room)
    redraft(room)
    view = room.modal(MARIA)
    room.submit(MARIA, {})
    once = room.app.store.postmortem(1)
    token = str(view["private_metadata"]).partition('"token": "')[2].partition('"')[0]
    assert room.app.cases.redrafting.apply(1, token) == once
    assert room.app.store.postmortem(1) == once


def test_when_the_channel_moved_on_it_is_said_and_may_be_made_as_shown_or_shown_again(
    small_room: Room,
) -> None:
    room = small_room
    behind(room)
    redraft(room)
    room.say(29, ANA, "I'll also alert on declines by Monday, P2")
    room.tick()
    asked = room.submit(MARIA, {})
    assert not asked.get("errors")
    assert "More was said in the channel" in words(room.modal(MARIA))
    assert "contract test" not in body(room, "action_items")
    room.sandbox.control(
        "action", user=MARIA, action_id=ids.PREVIEW_AGAIN, view_id=room.modal(MARIA)["id"]
    )  # fmt: skip
    assert "Alert on declines" in wait_for_modal(room, "will be rewritten")
    room.submit(MARIA, {})
    assert "Alert on declines" in body(room, "action_items")


def test_what_was_shown_can_be_made_though_the_channel_moved_on(small_room: Room) -> None:
    room = small_room
    behind(room)
    redraft(room)
    room.say(29, ANA, "I'll also alert on declines by Monday, P2")
    room.tick()
    room.submit(MARIA, {})
    assert room.modal(MARIA)["submit"]["text"] == "Redraft as shown"
    room.submit(MARIA, {})
    assert "contract test" in body(room, "action_items")
    assert "Alert on declines" not in body(room, "action_items")


def test_a_draft_that_was_written_again_meanwhile_is_not_overwritten_by_an_older_one(room: Room) -> None:
    behind(room)
    redraft(room)
    room.say(29, ANA, "I'll also alert on declines by Monday, P2")
    room.tick()
    room.later(25)  # the late words have come in by themselves
    assert "Alert on declines" in body(room, "action_items")
    room.submit(MARIA, {})
    assert "written again since" in words(room.modal(MARIA))
    assert "Alert on declines" in body(room, "action_items")


def test_a_redraft_that_would_change_nothing_says_so(small_room: Room) -> None:
    drafted(small_room)
    assert "Nothing would change" in redraft(small_room)
    assert not small_room.modal(MARIA)["submit"]


def test_a_slow_writer_is_waited_for_in_an_open_dialog(small_room: Room) -> None:
    room, go_on = small_room, threading.Event()
    behind(room)
    room.app = with_writer(room.app, SlowWriter(meanwhile=lambda: go_on.wait(20) and None))
    assert "Reading the channel again…" in redraft(room)
    assert not room.modal(MARIA)["submit"]
    go_on.set()
    assert "contract test" in wait_for_modal(room, "will be rewritten")
    room.submit(MARIA, {})
    assert "contract test" in body(room, "action_items")


def test_a_writer_that_fails_is_told_of_in_the_dialog(small_room: Room) -> None:
    room = small_room
    drafted(room)
    room.app = with_writer(room.app, SlowWriter(trouble=[Retryable("the model is away")]))
    assert "the model is away. Nothing is lost" in redraft(room)


def fell_back(room: Room) -> SlowWriter:
    """A model that did not answer once, and would now."""
    told = ["the model did not answer within 45 s"]

    writer = SlowWriter((), change=lambda draft: replace(draft, fell_back=told.pop() if told else None))
    room.app = with_writer(room.app, writer)
    drafted(room)
    return writer


def test_a_draft_written_in_the_models_stead_says_so_and_is_tried_again_by_a_click(small_room: Room) -> None:
    room = small_room
    writer = fell_back(room)
    card = room.card()
    assert "Written offline: the model did not answer within 45 s." in words(card)
    assert "Try AI again" in words(card)
    room.click(ids.TRY_AI, ANA)
    room.tick()
    assert writer.written == 2
    assert "Try AI again" not in words(room.card())


def test_trying_again_asks_first_where_somebody_has_written(small_room: Room) -> None:
    room = small_room
    fell_back(room)
    edit(room, "Ours, in our words.")
    room.tick()
    room.say(*FOLLOW_UP)
    room.tick()
    room.click(ids.TRY_AI, MARIA)
    assert f"*Summary* stays: edited by <@{JONAS}>" in words(room.modal(MARIA))
    room.submit(MARIA, {})
    assert body(room, "summary") == "Ours, in our words."


def test_without_a_model_there_is_nothing_to_try(small_room: Room) -> None:
    small_room.app = with_writer(
        small_room.app, SlowWriter((), change=lambda d: d), has_model=False
    )  # fmt: skip
    drafted(small_room)
    assert "Try AI" not in words(small_room.card())
