"""Reactions and pins, from a person's hand in Slack to the case that a writer is given."""

from __future__ import annotations

from pathlib import Path

import yaml

from bot.sandbox import SandboxServer
from tests.fakes import FrozenClock
from tests.scenarios.room import ANA, CHANNEL, JONAS, SECRET, TOKEN, room

MANIFEST = yaml.safe_load((Path(__file__).parents[2] / "app.yaml").read_text(encoding="utf-8"))


def test_a_reaction_and_a_pin_reach_the_case_and_leave_it_again(sqlite_url: str, clock: FrozenClock) -> None:
    asked = tuple(MANIFEST["settings"]["event_subscriptions"]["bot_events"])
    with (
        SandboxServer({}, bot_token=TOKEN, signing_secret=SECRET, subscriptions=asked) as slack,
        room(sqlite_url, slack, clock) as opened,
    ):
        ts = opened.say(0, ANA, "rolling back the deploy")
        slack.control("react", channel=CHANNEL, ts=ts, user=JONAS, name="eyes")
        slack.control("pin", channel=CHANNEL, ts=ts, user=JONAS)
        opened.tick()
        store, team = opened.app.store, slack.sandbox.workspace.world.team_id
        assert {(m.kind, m.name, m.by, m.gone) for m in store.marks(team, CHANNEL)} == {
            ("reaction", "eyes", JONAS, False),
            ("pin", "", JONAS, False),
        }
        for event in ("unreact", "unpin"):
            slack.control(event, channel=CHANNEL, ts=ts, user=JONAS, name="eyes")
        slack.control("redeliver", event_id="last", times=2)
        opened.tick()
        assert [m.gone for m in store.marks(team, CHANNEL)] == [True, True]
        assert opened.app.worker.tick() == 0
