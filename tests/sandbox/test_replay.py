"""An incident told again."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.sandbox import SandboxServer
from bot.sandbox.__main__ import main
from tests.sandbox.tiny_bot import TinyBot, wait_until

Json = dict[str, Any]

BUNDLE: Json = {
    "incident": {"id": "INC-9", "title": "Checkout declines"},
    "channel": {"id": "C0STORY", "name": "inc-9"},
    "users": [
        {"id": "U1MIA", "name": "mia", "real_name": "Mia", "is_admin": True, "tz": "Europe/London"},
        {"id": "U2NOAH", "name": "noah", "real_name": "Noah", "is_bot": False, "tz": "Europe/Oslo"},
    ],
    "messages": [
        {
            "type": "message",
            "subtype": "bot_message",
            "bot_id": "B0ALERTS",
            "username": "Alertmanager",
            "text": "",
            "attachments": [{"title": "[FIRING:1] Declines", "color": "danger"}],
            "ts": "1772460180.000100",
        },
        {
            "type": "message",
            "subtype": "channel_join",
            "user": "U2NOAH",
            "inviter": "U1MIA",
            "text": "<@U2NOAH> has joined the channel",
            "ts": "1772460200.000200",
        },
        {
            "type": "message",
            "user": "U1MIA",
            "text": "is it the deploy?",
            "ts": "1772460260.000300",
            "thread_ts": "1772460260.000300",
            "reply_count": 1,
            "reply_users": ["U2NOAH"],
            "latest_reply": "1772460290.000400",
            "edited": {"user": "U1MIA", "ts": "1772460270.000000"},
            "reactions": [{"name": "eyes", "users": ["U2NOAH"], "count": 1}],
        },
        {
            "type": "message",
            "user": "U2NOAH",
            "text": "yes",
            "ts": "1772460290.000400",
            "thread_ts": "1772460260.000300",
            "parent_user_id": "U1MIA",
        },
        {
            "type": "message",
            "subtype": "tombstone",
            "user": "USLACKBOT",
            "hidden": True,
            "text": "This message was deleted.",
            "ts": "1772463000.000500",
        },
        {"type": "message", "user": "U2NOAH", "text": "resolved", "ts": "1772463600.000600"},
    ],
}


def finish(sandbox: SandboxServer) -> None:
    assert sandbox.control("replay", bundle=BUNDLE, action="finish")["state"] == "done"
    assert sandbox.control("settle", timeout=5)["settled"]


def told(sandbox: SandboxServer) -> list[Json]:
    messages: list[Json] = sandbox.look("messages", channel="C0STORY")["messages"]
    return messages


def test_a_replay_keeps_the_order_and_every_timestamp(sandbox: SandboxServer, bot: TinyBot) -> None:
    finish(sandbox)
    assert [message["ts"] for message in told(sandbox)] == [message["ts"] for message in BUNDLE["messages"]]
    heard = [event["ts"] for event in bot.events() if event.get("subtype") != "message_changed"]
    assert heard == [item["ts"] for item in BUNDLE["messages"] if item.get("subtype") != "tombstone"]


def test_threads_reactions_edits_and_joins_come_back(sandbox: SandboxServer, bot: TinyBot) -> None:
    finish(sandbox)
    question = told(sandbox)[2]
    original = BUNDLE["messages"][2]
    assert {key: question[key] for key in ("reply_count", "reactions", "edited")} == {
        key: original[key] for key in ("reply_count", "reactions", "edited")
    }
    changed = [event for event in bot.events() if event.get("subtype") == "message_changed"]
    assert [event["message"].get("subtype") for event in changed] == [None, "tombstone"]
    assert bot.events("reaction_added")[0]["reaction"] == "eyes"
    (joined,) = bot.events("member_joined_channel")
    assert (joined["user"], joined["inviter"]) == ("U2NOAH", "U1MIA")


def test_the_bot_is_in_the_channel_from_the_start_and_latecomers_are_not(
    sandbox: SandboxServer, client: WebClient
) -> None:
    sandbox.control("replay", bundle=BUNDLE)
    assert client.conversations_members(channel="C0STORY")["members"] == ["U1MIA", "U0POSTMORTEM"]
    assert client.users_info(user="U2NOAH")["user"]["tz"] == "Europe/Oslo"
    finish(sandbox)
    assert "U2NOAH" in client.conversations_members(channel="C0STORY")["members"]


def test_who_administers_the_workspace_is_told_in_the_story(
    sandbox: SandboxServer, client: WebClient
) -> None:
    sandbox.control("replay", bundle=BUNDLE)
    rights = {user: client.users_info(user=user)["user"]["is_admin"] for user in ("U1MIA", "U2NOAH")}
    assert rights == {"U1MIA": True, "U2NOAH": False}


def test_new_messages_go_on_at_the_storys_time(sandbox: SandboxServer, client: WebClient) -> None:
    finish(sandbox)
    stamps = [client.chat_postMessage(channel="C0STORY", text=str(n))["ts"] for n in range(20)]
    assert stamps == sorted(set(stamps))
    assert 1772463600.0006 < float(stamps[0]) < float(stamps[-1]) < 1772463600 + 30


def test_a_replay_takes_about_the_time_it_is_given_and_cuts_long_gaps(sandbox: SandboxServer) -> None:
    sandbox.control("replay", bundle=BUNDLE, seconds=0.3, action="play")
    wait_until(lambda: sandbox.control("replay")["state"] == "done", 3)
    places = sandbox.sandbox.replay._places
    gaps = [after - before for before, after in pairwise(places)]
    assert places[-1] == pytest.approx(1.0)
    # Three quarters of an hour of silence out of an hour do not take three quarters of the replay.
    assert max(gaps) < 0.5


def test_a_replay_is_paused_and_goes_on(sandbox: SandboxServer) -> None:
    sandbox.control("replay", bundle=BUNDLE, seconds=3600, action="play")
    wait_until(lambda: sandbox.control("replay")["done"] == 1)
    assert sandbox.control("replay", action="pause")["state"] == "paused"
    assert len(told(sandbox)) == 1
    sandbox.control("replay", action="play", seconds=0.05)
    wait_until(lambda: sandbox.control("replay")["state"] == "done")
    assert len(told(sandbox)) == len(BUNDLE["messages"])


def test_a_restart_begins_with_an_empty_channel(sandbox: SandboxServer, client: WebClient) -> None:
    finish(sandbox)
    client.chat_postMessage(channel="C0STORY", text="a draft")
    status = sandbox.control("replay", action="restart", seconds=3600)
    assert (status["state"], status["title"]) == ("playing", "INC-9 · Checkout declines")
    wait_until(lambda: len(told(sandbox)) == 1)


def test_a_broken_bundle_on_the_command_line_is_said_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "bundle.json"
    broken.write_text(json.dumps(BUNDLE)[:-2])
    assert main(["--port", "0", "--bundle", str(broken)]) == 2
    assert capsys.readouterr().err.startswith("The sandbox cannot start: ")
