"""`/postmortem settings`: an administrator changes what the organization decides, others read it."""

from __future__ import annotations

from typing import Any

import pytest

from blocks import ids, settings_words
from bot.language.finding import Category, Field
from bot.language.policy import Strictness
from bot.sandbox import SandboxServer
from tests.fakes import FrozenClock
from tests.scenarios.room import ANA, JONAS, MARIA, Room, words
from tests.scenarios.room import room as open_room

Json = dict[str, Any]


@pytest.fixture
def governed(sqlite_url: str, slack: SandboxServer, clock: FrozenClock) -> Any:
    """Ana and Jonas are administrators."""
    with open_room(sqlite_url, slack, clock) as opened:
        for person in (ANA, JONAS):
            slack.control("user", id=person, is_admin=True)
        yield opened


def open_settings(room: Room, by: str = ANA) -> Json:
    answer = room.command("settings", by)
    assert answer["ok"], answer
    assert "response" not in answer  # the dialog is the answer
    return room.modal(by)


def filled(**lists: str) -> Json:
    """What the dialog holds with some lists written anew."""
    return {block: {ids.TEXT: {"value": text}} for block, text in lists.items()}


def chosen(view: Json, block: str, *values: str) -> Json:
    element = next(b for b in view["blocks"] if b["block_id"] == block)["element"]
    options = [option for option in element["options"] if option["value"] in values]
    assert len(options) == len(values)
    if element["type"] == "radio_buttons":
        return {block: {block: {"selected_option": options[0]}}}
    return {block: {block: {"selected_options": options}}}


def test_an_administrator_changes_the_settings_and_finds_them_again(governed: Room) -> None:
    view = open_settings(governed)
    values = {
        **filled(terms="sheepish = character_judgement", exempt="Karen\n", roles="release captain"),
        **chosen(view, ids.LANGUAGE_SWITCHES, "is_on", "must_settle"),
        **chosen(view, ids.STRICTNESS, "strict"),
        **chosen(view, ids.NOT_CHECKED, "timeline"),
    }
    assert governed.submit(ANA, values)["ok"]
    kept = governed.app.store.language_settings("T0TEST")
    assert kept.terms == (("sheepish", Category.CHARACTER),)
    assert (kept.exempt, kept.roles) == (("Karen",), ("release captain",))
    assert kept.strictness is Strictness.STRICT
    assert kept.off == {Field.TIMELINE}
    assert kept.must_settle
    assert (kept.changed_by, kept.changed_at) == (ANA, governed.clock.now())

    again = open_settings(governed, JONAS)
    assert "sheepish = character_judgement" in words(again)
    assert f"<@{ANA}>" in words(again)
    assert governed.submit(JONAS, {})["ok"]  # sent as it stands
    assert governed.app.store.language_settings("T0TEST") == kept


def test_somebody_else_reads_them_and_is_told_whom_to_ask(governed: Room) -> None:
    view = open_settings(governed, MARIA)
    assert settings_words.ASK_AN_ADMINISTRATOR in words(view)
    assert view["submit"] is None
    assert not any(block["type"] == "input" for block in view["blocks"])


def test_whoever_is_no_administrator_any_more_changes_nothing(governed: Room) -> None:
    view = open_settings(governed, JONAS)
    governed.sandbox.control("user", id=JONAS, is_admin=False)
    refused = governed.submit(JONAS, chosen(view, ids.LANGUAGE_SWITCHES, "must_settle"))
    assert "administrator" in refused["errors"][ids.LANGUAGE_SWITCHES]
    assert governed.app.store.language_settings("T0TEST").version == 0


def test_a_line_that_cannot_be_taken_is_named_at_its_field(governed: Room) -> None:
    open_settings(governed)
    refused = governed.submit(ANA, filled(terms="sheepish", exempt="ok, then\n??", roles="captain"))
    assert refused["errors"].keys() == {ids.TERMS, ids.EXEMPT}
    assert refused["errors"][ids.TERMS].startswith("Line 1:")
    assert refused["errors"][ids.EXEMPT].startswith("Line 2:")
    assert governed.app.store.language_settings("T0TEST").version == 0


def test_of_two_administrators_at_once_the_second_is_told(governed: Room) -> None:
    open_settings(governed, ANA)
    open_settings(governed, JONAS)
    assert governed.submit(ANA, filled(exempt="Karen"))["ok"]
    refused = governed.submit(JONAS, filled(exempt="Grace"))
    assert "Somebody else" in refused["errors"][ids.LANGUAGE_SWITCHES]
    assert governed.app.store.language_settings("T0TEST").exempt == ("Karen",)


def test_switched_off_nothing_is_checked(governed: Room) -> None:
    view = open_settings(governed)
    assert governed.submit(ANA, chosen(view, ids.LANGUAGE_SWITCHES))["ok"]
    assert not governed.app.store.language_settings("T0TEST").is_on


def test_where_slack_does_not_answer_the_person_is_told(governed: Room) -> None:
    governed.sandbox.control("fault", method="users.info", status=500, times=1)
    answer = governed.command("settings", ANA)
    assert "try again" in words(answer["response"])
