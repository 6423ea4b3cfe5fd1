"""Findings in normal weather: others save meanwhile, clicks come twice, dialogs are behind."""

from __future__ import annotations

from typing import Any

from blocks import ids, wording_words
from bot.app import build
from tests.blaming import BOB, BOB_PUT_WELL, CARLA, CARLA_PUT_WELL, plain_check
from tests.scenarios.room import ANA, JONAS, MARIA, Room, served, words
from tests.scenarios.test_main_job import section_value
from tests.scenarios.wording import (
    again,
    deliver,
    edit,
    field,
    is_open,
    press,
    save,
    summary,
)

Json = dict[str, Any]


def test_beside_somebody_elses_save_both_texts_are_shown_and_none_is_lost(worded: Room) -> None:
    edit(worded, BOB)
    edit(worded, "Jonas's summary.", JONAS)
    press(worded, ids.USE, typed=f"{BOB} More.")
    shown = words(worded.modal(MARIA))
    assert "Jonas's summary." in shown
    assert f"{BOB_PUT_WELL} More." in shown
    assert summary(worded) == "Jonas's summary."
    save(worded, f"{BOB_PUT_WELL} More.")
    assert summary(worded) == f"{BOB_PUT_WELL} More."


def test_a_dialog_that_was_drawn_anew_meanwhile_is_left_as_it_is(worded: Room) -> None:
    edit(worded, f"{BOB} {CARLA}")
    worded.sandbox.control("fault", method="views.update", error="hash_conflict", times=1)
    press(worded, ids.USE)
    assert summary(worded) == f"{BOB_PUT_WELL} {CARLA}"
    assert field(worded) == f"{BOB} {CARLA}"
    press(worded, ids.USE)  # what was clicked is done, so the dialog shows how it stands
    assert summary(worded) == f"{BOB_PUT_WELL} {CARLA}"
    assert field(worded) == f"{BOB_PUT_WELL} {CARLA}"
    assert len(worded.app.store.revisions(1, "summary")) == 3
    press(worded, ids.USE)
    assert summary(worded) == f"{BOB_PUT_WELL} {CARLA_PUT_WELL}"


def test_saving_a_dialog_that_is_behind_a_click_in_it_loses_nothing(worded: Room) -> None:
    edit(worded, BOB)
    worded.sandbox.control("fault", method="views.update", error="hash_conflict", times=1)
    press(worded, ids.USE)
    assert save(worded, BOB)["ok"]
    assert summary(worded) == BOB_PUT_WELL
    assert not is_open(worded)


def test_a_click_that_comes_twice_changes_the_text_once(worded: Room) -> None:
    edit(worded, BOB)
    old = worded.modal(MARIA)
    values = {"body/summary/2/0": {ids.TEXT: {"value": BOB}}}
    press(worded, ids.USE)
    again(worded, old["blocks"], view=old | {"state": {"values": values}})
    assert field(worded) == BOB_PUT_WELL
    assert summary(worded) == BOB_PUT_WELL
    assert len(worded.app.store.revisions(1, "summary")) == 3


def test_a_dialog_that_is_sent_twice_is_saved_once_and_answered_twice(worded: Room) -> None:
    worded.click(ids.EDIT, MARIA)
    view = worded.modal(MARIA)
    sent = view | {"state": {"values": section_value(view, BOB)}}
    answers = [deliver(worded, type="view_submission", view=sent) for _ in range(2)]
    assert [answer["response_action"] for answer in answers] == ["update", "update"]
    assert answers[0]["view"] == answers[1]["view"]
    assert len(worded.app.store.revisions(1, "summary")) == 2


def test_what_one_process_showed_another_one_answers_for(worded: Room) -> None:
    edit(worded, f"{BOB} {CARLA}")
    restarted = build(worded.app.settings, worded.clock, check=plain_check)
    with served(restarted) as url:
        worded.sandbox.control("config", bot_url=f"{url}/slack/events")
        press(worded, ids.KEEP)
        press(worded, ids.USE)
    restarted.close()
    assert summary(worded) == f"{BOB} {CARLA_PUT_WELL}"
    assert wording_words.kept(f"“{BOB}”") in words(worded.modal(MARIA))


def test_what_is_refused_is_said_in_the_dialog(worded: Room) -> None:
    edit(worded, BOB)
    worded.app.cases.editing.discard(1)
    press(worded, ids.USE, typed=f"{BOB} Typed on.")
    assert "discarded" in words(worded.modal(MARIA))
    assert BOB in words(worded.modal(MARIA))


def test_a_button_that_is_none_of_ours_is_refused(worded: Room) -> None:
    edit(worded, BOB)
    view = worded.modal(MARIA)
    where = {"view_id": view["id"], "block_id": "wording/0/do"}
    for value in (
        "",
        "1",
        "1:0:x:y:rudeness:summary",
        "77:0:a:b:omission:summary",
        "1:0:a:b:omission:timeline",
    ):
        worded.sandbox.control("action", user=MARIA, action_id=ids.USE, value=value, **where)
    assert summary(worded) == BOB


def test_a_private_postmortems_findings_are_its_members_alone(worded: Room) -> None:
    worded.say(40, ANA, "Something is leaking from vault-api", channel="C0PRIVATE")
    worded.say(49, JONAS, "INC-9 is resolved", channel="C0PRIVATE")
    worded.tick()
    secret = worded.app.store.recent_postmortems("T0TEST", 1)[0]
    worded.app.cases.editing.edit(secret.number, "summary", BOB, JONAS, seen=1)
    edit(worded, BOB)
    view = worded.modal(MARIA)
    mine = next(b for b in view["blocks"] if b["block_id"] == "wording/0/do")["elements"][0]["value"]
    forged = str(secret.number) + mine[1:]
    for action in (ids.USE, ids.KEEP):
        asked = {"action_id": action, "value": forged, "block_id": "wording/0/do"}
        worded.sandbox.control("action", user=MARIA, view_id=view["id"], **asked)
    found = worded.app.store.postmortem(secret.number)
    assert found is not None
    assert found.section("summary").body == BOB
    assert worded.app.store.kept_sentences(secret.number) == []
