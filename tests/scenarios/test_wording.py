"""The language check in the chat: shown after an edit, taken or kept by a click, and in nobody's way."""

from __future__ import annotations

from typing import Any

from blocks import ids, wording_words
from tests.blaming import BOB, BOB_PUT_WELL, CARELESS, CARLA, QUESTION
from tests.scenarios.room import JONAS, MARIA, Room, words
from tests.scenarios.wording import (
    choose,
    edit,
    field,
    is_open,
    press,
    save,
    summary,
)

Json = dict[str, Any]


def test_a_blaming_sentence_is_saved_shown_and_put_well_by_a_click(worded: Room) -> None:
    edit(worded, f"Checkout failed. [1] {BOB}")
    assert summary(worded) == f"Checkout failed. [1] {BOB}"
    shown = words(worded.modal(MARIA))
    assert "Saved" in shown
    assert "“Bob should have”" in shown
    assert BOB_PUT_WELL in shown
    assert worded.modal(MARIA)["submit"]["text"] == wording_words.SAVE_AGAIN

    press(worded, ids.USE)
    assert summary(worded) == f"Checkout failed. [1] {BOB_PUT_WELL}"
    assert field(worded) == summary(worded)
    assert "should have" not in words(worded.modal(MARIA))
    worded.tick()
    assert BOB_PUT_WELL in words(worded.ours())
    assert len(worded.cards()) == 1


def test_an_edit_without_findings_closes_the_dialog(worded: Room) -> None:
    edit(worded, "Checkout failed for 25 minutes.")
    assert not is_open(worded)


def test_a_suggestion_goes_into_what_is_typed_by_then(worded: Room) -> None:
    edit(worded, BOB)
    press(worded, ids.USE, typed=f"Typed on. {BOB}")
    assert summary(worded) == f"Typed on. {BOB_PUT_WELL}"


def test_a_kept_sentence_is_not_shown_after_the_next_save_whoever_saves(worded: Room) -> None:
    edit(worded, f"{BOB} {CARLA}")
    press(worded, ids.KEEP, typed=f"{BOB} {CARLA} Not saved yet.")
    shown = words(worded.modal(MARIA))
    assert wording_words.kept(f"“{BOB}”") in shown
    assert "Carla should have" in shown
    assert field(worded) == f"{BOB} {CARLA}"  # Slack goes on showing what was typed: the field is the same
    assert summary(worded) == f"{BOB} {CARLA}"
    press(worded, ids.KEEP)
    assert save(worded, f"{BOB} {CARLA} Done.")["ok"]
    assert not is_open(worded)
    edit(worded, f"Jonas adds this. {BOB}", JONAS)
    assert not is_open(worded, JONAS)


def test_a_question_is_asked_and_cannot_be_put_into_the_text(worded: Room) -> None:
    edit(worded, CARELESS)
    view = worded.modal(MARIA)
    assert wording_words.ask(QUESTION) in words(view)
    (buttons,) = [b for b in view["blocks"] if b["block_id"] == "wording/0/do"]
    assert [b["action_id"] for b in buttons["elements"]] == [ids.KEEP, ids.WHY]


def test_why_is_explained_on_top_of_the_dialog_and_leads_back_to_it(worded: Room) -> None:
    edit(worded, BOB)
    below = worded.modal(MARIA)
    press(worded, ids.WHY)
    why = worded.modal(MARIA)
    assert why["previous_view_id"] == below["id"]
    worded.sandbox.control("close", user=MARIA, view_id=why["id"])
    assert worded.modal(MARIA)["id"] == below["id"]
    assert worded.modal(MARIA)["blocks"] == below["blocks"]
    assert press(worded, ids.USE)["ok"]


def test_five_are_shown_and_the_others_are_counted(worded: Room) -> None:
    edit(worded, " ".join(BOB.replace("config", f"config of host-{n}") for n in range(8)))
    view = worded.modal(MARIA)
    assert sum(b["block_id"].endswith("/do") for b in view["blocks"]) == 5
    assert wording_words.more(3) in words(view)


def test_findings_stand_there_when_a_section_is_opened_or_chosen(worded: Room) -> None:
    edit(worded, BOB)
    worded.sandbox.control("close", user=MARIA, view_id=worded.modal(MARIA)["id"])
    worded.click(ids.EDIT, JONAS)
    assert BOB_PUT_WELL in words(worded.modal(JONAS))
    assert "Saved" not in words(worded.modal(JONAS))
    choose(worded, "timeline", JONAS)
    assert BOB_PUT_WELL not in words(worded.modal(JONAS))
    choose(worded, "summary", JONAS)
    assert BOB_PUT_WELL in words(worded.modal(JONAS))


def test_choosing_another_section_with_something_unsaved_keeps_the_findings_and_the_text(
    worded: Room,
) -> None:
    edit(worded, BOB)
    choose(worded, "timeline", MARIA, typed=f"{BOB} Half a thought")
    shown = words(worded.modal(MARIA))
    assert "is not saved yet" in shown
    assert BOB_PUT_WELL in shown
    press(worded, ids.USE, typed=f"{BOB} Half a thought")
    assert summary(worded) == f"{BOB_PUT_WELL} Half a thought"
    assert "is not saved yet" not in words(worded.modal(MARIA))
