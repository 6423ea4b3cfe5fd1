"""kill -9 at the worst moments: the bot comes back, and there is exactly one card, up to date."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import pytest

from blocks import ids
from bot.app import SystemClock
from bot.postmortem import Postmortem, State
from bot.sandbox import SandboxServer
from store.database import Database
from store.sql import SqlStore
from tests.scenarios.crash import BotProcess, wait_for
from tests.scenarios.room import (
    ANA,
    CHANNEL,
    MARIA,
    RESOLVED,
    SECRET,
    STORY,
    TOKEN,
    WORLD,
    part,
    stamp,
    words,
)


@dataclass
class Killable:
    sandbox: SandboxServer
    bot: BotProcess
    store: SqlStore

    def say(self, minutes: float, user: str, text: str) -> None:
        self.sandbox.control("message", channel=CHANNEL, user=user, text=text, ts=stamp(minutes))

    def ours(self) -> list[dict[str, Any]]:
        said = self.sandbox.look("messages", channel=CHANNEL)["messages"]
        return [m for m in said if m.get("bot_id") == "B0POSTMORTEM"]

    def cards(self) -> list[dict[str, Any]]:
        return [m for m in self.ours() if part(m) == "card"]

    def postmortem(self) -> Postmortem | None:
        return next(iter(self.store.recent_postmortems("T0TEST", 1)), None)

    def restart(self) -> None:
        self.bot.kill()
        self.sandbox.control("clear_faults")
        self.bot.start()

    def all_shown(self) -> bool:
        return len([p for p in map(part, self.ours()) if p.startswith("section/")]) >= 7

    def exactly_one_of_each(self) -> None:
        wait_for(self.all_shown, "every section")
        parts = [part(m) for m in self.ours()]
        assert sorted(parts) == sorted(set(parts))
        assert parts.count("card") == 1


@pytest.fixture
def killable(database_url: str) -> Iterator[Killable]:
    with SandboxServer(
        WORLD, bot_token=TOKEN, signing_secret=SECRET, retry_for=30, retry_every=0.1
    ) as sandbox:
        bot = BotProcess(database_url, sandbox.api_url)
        sandbox.control("config", bot_url=bot.url)
        bot.start()
        bot.wait_until_up()
        try:
            with closing(Database(database_url, SystemClock())) as db:
                yield Killable(sandbox, bot, SqlStore(db))
        finally:
            bot.kill()


def resolve(killable: Killable) -> None:
    for line in [*STORY, RESOLVED]:
        killable.say(*line)


def test_killed_between_draft_stored_and_card_posted(killable: Killable) -> None:
    killable.sandbox.control("fault", method="chat.postMessage", status=429, retry_after=1, times=1000)
    resolve(killable)
    wait_for(lambda: (p := killable.postmortem()) and p.is_written, "the draft to be stored")
    assert killable.cards() == []
    killable.restart()
    wait_for(killable.cards, "the card")
    killable.exactly_one_of_each()


@pytest.mark.parametrize("nth", [0, 3])
def test_killed_during_a_post_that_slack_had_already_made(killable: Killable, nth: int) -> None:
    killable.sandbox.control("fault", method="chat.postMessage", apply=True, delay=20, skip=nth, times=1)
    resolve(killable)
    wait_for(lambda: len(killable.ours()) == nth + 1, "the post that is never answered")
    killable.restart()
    killable.exactly_one_of_each()


def test_killed_between_approved_and_card_updated(killable: Killable) -> None:
    resolve(killable)
    killable.exactly_one_of_each()
    asked = killable.postmortem()
    assert asked
    card = killable.cards()[0]
    killable.sandbox.control("action", user=MARIA, action_id=ids.ASK, channel=CHANNEL, message_ts=card["ts"])
    view = killable.sandbox.look("views", user=MARIA)["views"][-1]
    chosen = {ids.REVIEWERS: {ids.PEOPLE: {"selected_users": [ANA]}}}
    killable.sandbox.control("submit", user=MARIA, view_id=view["id"], values=chosen)
    wait_for(lambda: "IN REVIEW" in words(killable.cards()[0]).upper(), "the card to say In review")

    killable.sandbox.control("fault", method="chat.update", status=429, retry_after=1, times=1000)
    card = killable.cards()[0]
    killable.sandbox.control(
        "action", user=ANA, action_id=ids.APPROVE, channel=CHANNEL, message_ts=card["ts"]
    )
    wait_for(lambda: (p := killable.postmortem()) and p.state is State.APPROVED, "the approval to be stored")
    assert "APPROVED" not in words(killable.cards()[0]).upper()
    killable.restart()
    wait_for(lambda: "APPROVED" in words(killable.cards()[0]).upper(), "the card to say Approved")
    killable.exactly_one_of_each()


def test_killed_while_events_arrive_it_hears_every_one_of_them(killable: Killable) -> None:
    for number in range(40):
        killable.say(number / 10, ANA, f"checkout-api line {number}")
        if number % 13 == 7:
            killable.restart()
    killable.say(*RESOLVED)
    wait_for(killable.cards, "the card")
    assert len(killable.store.messages("T0TEST", CHANNEL)) == 41
    killable.exactly_one_of_each()
