"""Findings beside the dialog: told privately, put better by a model, required before an approval."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from blocks import ids, wording_words
from bot.errors import Retryable
from bot.language.finding import Category, Field, Finding
from bot.postmortem import State
from bot.sandbox import SandboxServer
from tests.blaming import BOB, BOB_PUT_WELL, CARLA, plain_check
from tests.fakes import FrozenClock
from tests.scenarios.room import ANA, CHANNEL, FOLLOW_UP, JONAS, MARIA, Room, words
from tests.scenarios.room import room as open_room
from tests.scenarios.test_main_job import ask_for_review, publish
from tests.scenarios.wording import (
    again,
    decide,
    edit,
    field,
    is_open,
    postmortem,
    press,
    summary,
    wait_for,
)

Json = dict[str, Any]


# -- an edit from elsewhere -----------------------------------------------------------------------


def tell(room: Room, text: str, by: str = MARIA) -> Json:
    """``by`` edits somewhere else, and is told; the message that they see."""
    seen = postmortem(room).section("summary").revision
    room.app.cases.editing.edit(1, "summary", text, by, seen=seen)
    room.app.cases.wording.tell(1, ["summary"], by)
    (shown,) = room.sandbox.look("ephemerals", user=by, channel=CHANNEL)["messages"]
    return dict(shown)


def press_there(room: Room, action: str, shown: Json, by: str = MARIA, n: int = 0) -> Json:
    """A click in that message; the message as it stands then."""
    room.click(action, by, shown, ephemeral=True, block_id=f"wording/{n}/do")
    (after,) = room.sandbox.look("ephemerals", user=by, channel=CHANNEL)["messages"]
    assert after["ts"] == shown["ts"]
    return dict(after)


def test_an_edit_from_elsewhere_is_told_its_editor_alone_and_settled_there(worded: Room) -> None:
    shown = tell(worded, f"{BOB} {CARLA}")
    assert BOB_PUT_WELL in words(shown)
    assert worded.private(JONAS) == []
    shown = press_there(worded, ids.USE, shown)
    assert summary(worded) == f"{BOB_PUT_WELL} {CARLA}"
    assert "Bob" not in words(shown)
    assert "Carla should have" in words(shown)
    shown = press_there(worded, ids.KEEP, shown)
    assert wording_words.SETTLED in words(shown)
    assert summary(worded) == f"{BOB_PUT_WELL} {CARLA}"
    assert postmortem(worded).section("summary").edited_by == MARIA


def test_there_too_a_click_that_comes_twice_changes_the_text_once(worded: Room) -> None:
    shown = tell(worded, BOB)
    press_there(worded, ids.USE, shown)
    url = worded.sandbox.sandbox.ephemerals.new_url(MARIA, CHANNEL, shown["ts"], ephemeral=True)
    again(worded, shown["blocks"], response_url=url, channel={"id": CHANNEL})
    assert summary(worded) == BOB_PUT_WELL
    assert len(worded.app.store.revisions(1, "summary")) == 3
    assert wording_words.GONE in worded.private(MARIA)[0]


def test_there_why_opens_a_dialog(worded: Room) -> None:
    shown = tell(worded, BOB)
    press_there(worded, ids.WHY, shown)
    assert worded.modal(MARIA)["callback_id"] == ids.WHY_VIEW


def test_whoever_accepts_a_redraft_is_told_what_is_found_in_it(worded: Room) -> None:
    decide(worded, terms=(("contract test", Category.ANIMATED),))
    worded.say(*FOLLOW_UP)
    worded.tick()
    option = {"value": f"1:1:{ids.REDRAFT}", "text": {"type": "plain_text", "text": "Redraft"}}
    worded.click(ids.MORE, MARIA, selected_option=option)
    worded.submit(MARIA, {})
    wait_for(lambda: worded.private(MARIA))
    (told,) = worded.private(MARIA)
    assert "“Action Items” is saved" in told


# -- a better suggestion a moment later -----------------------------------------------------------


class Writer:
    """A language model that has one sentence to say, once it is let to."""

    def __init__(self) -> None:
        self.said: str | Exception = "The pipeline deployed without a check."
        self.waits: Callable[[], None] = lambda: None

    def __call__(self, text: str, finding: Finding, field: Field) -> str:
        assert text[slice(*finding.sentence)] == BOB
        assert field is Field.SUMMARY
        self.waits()
        if isinstance(self.said, Exception):
            raise self.said
        return self.said


@pytest.fixture
def writer() -> Writer:
    return Writer()


@pytest.fixture
def modelled(sqlite_url: str, slack: SandboxServer, clock: FrozenClock, writer: Writer) -> Iterator[Room]:
    with open_room(sqlite_url, slack, clock, check=plain_check, better=writer) as opened:
        opened.play()
        opened.tick()
        yield opened


def test_a_better_suggestion_replaces_the_one_shown_and_is_taken_as_seen(
    modelled: Room, writer: Writer
) -> None:
    edit(modelled, BOB)
    wait_for(lambda: str(writer.said) in words(modelled.modal(MARIA)))
    assert BOB_PUT_WELL not in words(modelled.modal(MARIA))
    press(modelled, ids.USE)
    assert summary(modelled) == writer.said


def test_a_section_that_is_only_opened_gets_better_suggestions_too(modelled: Room, writer: Writer) -> None:
    modelled.app.cases.editing.edit(1, "summary", BOB, JONAS, seen=1)
    modelled.click(ids.EDIT, MARIA)
    wait_for(lambda: str(writer.said) in words(modelled.modal(MARIA)))
    assert modelled.modal(MARIA)["submit"]["text"] == "Save"


def test_a_better_suggestion_never_comes_over_a_click(modelled: Room, writer: Writer) -> None:
    edits: list[str] = []

    def click_first() -> None:
        wait_for(lambda: is_open(modelled) and "Saved" in words(modelled.modal(MARIA)))
        press(modelled, ids.USE)
        edits.append(summary(modelled))

    writer.waits = click_first
    edit(modelled, BOB)
    wait_for(lambda: modelled.app.store.rewrites(1))
    assert edits == [BOB_PUT_WELL]
    assert str(writer.said) not in words(modelled.modal(MARIA))
    assert field(modelled) == BOB_PUT_WELL
    assert summary(modelled) == BOB_PUT_WELL


@pytest.mark.parametrize("trouble", [Retryable("busy"), RuntimeError("a defect")])
def test_a_model_in_trouble_is_in_nobodys_way(modelled: Room, writer: Writer, trouble: Exception) -> None:
    done: list[bool] = []
    writer.said, writer.waits = trouble, lambda: done.append(True)
    edit(modelled, BOB)
    wait_for(lambda: done)
    assert BOB_PUT_WELL in words(modelled.modal(MARIA))
    writer.waits = lambda: None
    press(modelled, ids.USE)
    assert summary(modelled) == BOB_PUT_WELL


# -- settled before approval ----------------------------------------------------------------------


def test_an_approval_waits_for_findings_and_leads_to_them(worded: Room) -> None:
    edit(worded, BOB)
    decide(worded, must_settle=True)
    ask_for_review(worded, JONAS, ANA)
    worded.click(ids.APPROVE, ANA)
    assert postmortem(worded).state is State.IN_REVIEW
    (shown,) = worded.sandbox.look("ephemerals", user=ANA, channel=CHANNEL)["messages"]
    assert "1 sentence still reads as blame (1 in “Summary”)" in words(shown)
    worded.click(ids.OPEN_SECTION, ANA, shown, ephemeral=True)
    assert BOB_PUT_WELL in words(worded.modal(ANA))
    press(worded, ids.KEEP, ANA)
    worded.tick()
    worded.click(ids.APPROVE, ANA)
    assert postmortem(worded).state is State.APPROVED


def test_publishing_waits_for_findings_too(worded: Room) -> None:
    edit(worded, BOB)
    ask_for_review(worded, JONAS, ANA)
    worded.click(ids.APPROVE, ANA)
    worded.tick()
    decide(worded, must_settle=True)
    refused = publish(worded, MARIA, "team")
    assert "1 in “Summary”" in str(refused["errors"])
    assert postmortem(worded).state is State.APPROVED
