"""Events on their way to the real Bolt."""

from __future__ import annotations

import time
from typing import Any

from slack_sdk import WebClient

from bot.sandbox import SandboxServer
from tests.sandbox.tiny_bot import TinyBot, wait_until

Json = dict[str, Any]


def say(sandbox: SandboxServer, text: str, channel: str = "C0INC", **more: Any) -> str:
    ts: str = sandbox.control("message", channel=channel, user="U0ANA", text=text, **more)["ts"]
    return ts


def settle(sandbox: SandboxServer) -> None:
    assert sandbox.control("settle", timeout=5)["settled"]


def test_a_signed_message_event_arrives(sandbox: SandboxServer, bot: TinyBot) -> None:
    ts = say(sandbox, "it is resolved")
    settle(sandbox)
    (heard,) = bot.heard
    event = heard["body"]["event"]
    assert (event["text"], event["ts"], event["event_ts"]) == ("it is resolved", ts, ts)
    assert (event["channel"], event["channel_type"]) == ("C0INC", "channel")
    assert heard["body"]["authorizations"][0]["user_id"] == "U0POSTMORTEM"
    assert heard["headers"]["x-slack-signature"].startswith("v0=")


def test_a_wrong_signing_secret_is_refused_by_bolt(sandbox: SandboxServer, bot: TinyBot) -> None:
    sandbox.control("config", signing_secret="another", retry_delays=[])
    say(sandbox, "who is there")
    settle(sandbox)
    sandbox.control("config", signing_secret="sandbox-signing-secret")
    (delivery,) = sandbox.look("deliveries")["deliveries"]
    assert bot.heard == []
    assert (delivery["state"], delivery["attempts"][0]["status"]) == ("failed", 401)


def test_a_failed_event_is_tried_again_with_the_retry_headers(sandbox: SandboxServer, bot: TinyBot) -> None:
    bot.fail(2)
    say(sandbox, "hello")
    settle(sandbox)
    (heard,) = bot.heard
    assert heard["headers"]["x-slack-retry-num"] == "2"
    assert heard["headers"]["x-slack-retry-reason"] == "http_error"
    (delivery,) = sandbox.look("deliveries")["deliveries"]
    assert [attempt["status"] for attempt in delivery["attempts"]] == [500, 500, 200]


def test_an_event_is_given_up_after_the_last_try(sandbox: SandboxServer, bot: TinyBot) -> None:
    bot.fail(99)
    say(sandbox, "hello")
    settle(sandbox)
    (delivery,) = sandbox.look("deliveries")["deliveries"]
    assert (delivery["state"], len(delivery["attempts"])) == ("failed", 4)


def test_a_bot_that_comes_back_in_time_hears_what_it_missed(sandbox: SandboxServer, bot: TinyBot) -> None:
    sandbox.control("config", bot_url="http://127.0.0.1:9/", retry_for=5, retry_every=0.02)
    for number in range(3):
        say(sandbox, str(number))
    time.sleep(0.1)
    sandbox.control("config", bot_url=bot.url)
    settle(sandbox)
    assert sorted(event["text"] for event in bot.events()) == ["0", "1", "2"]
    assert all(item["state"] == "delivered" for item in sandbox.look("deliveries")["deliveries"])


def test_a_slow_bot_is_not_waited_for(sandbox: SandboxServer, bot: TinyBot) -> None:
    sandbox.control("config", ack_timeout=0.0001, retry_delays=[])
    say(sandbox, "hello")
    settle(sandbox)
    (delivery,) = sandbox.look("deliveries")["deliveries"]
    assert delivery["attempts"][0]["failure"] == "http_timeout"
    assert bot.url


def test_events_of_a_channel_arrive_in_order(sandbox: SandboxServer, bot: TinyBot) -> None:
    for number in range(30):
        say(sandbox, str(number), channel=("C0INC", "C0SECRET")[number % 2])
    settle(sandbox)
    for channel, start in (("C0INC", 0), ("C0SECRET", 1)):
        heard = [int(event["text"]) for event in bot.events() if event["channel"] == channel]
        assert heard == list(range(start, 30, 2))


def test_held_events_are_released_in_the_order_asked_for(sandbox: SandboxServer, bot: TinyBot) -> None:
    sandbox.control("hold")
    for text in ("first", "second", "third"):
        say(sandbox, text)
    settle(sandbox)
    assert bot.heard == []
    assert sandbox.control("release", order="reverse")["released"] == 3
    settle(sandbox)
    assert [event["text"] for event in bot.events()] == ["third", "second", "first"]


def test_a_redelivery_carries_the_same_event_id(sandbox: SandboxServer, bot: TinyBot) -> None:
    say(sandbox, "hello")
    settle(sandbox)
    sandbox.control("redeliver", event_id="last", times=2)
    settle(sandbox)
    assert len({item["body"]["event_id"] for item in bot.heard}) == 1
    assert len(bot.heard) == 3


def test_the_bot_hears_only_of_its_own_channels(sandbox: SandboxServer, bot: TinyBot) -> None:
    say(sandbox, "not for you", channel="C0ELSE")
    say(sandbox, "for you", channel="C0SECRET")
    settle(sandbox)
    assert [(event["text"], event["channel_type"]) for event in bot.events()] == [("for you", "group")]


def test_edits_deletions_reactions_and_mentions_are_told_as_slack_tells_them(
    sandbox: SandboxServer, bot: TinyBot
) -> None:
    ts = say(sandbox, "<@U0POSTMORTEM> help")
    sandbox.control("edit", channel="C0INC", ts=ts, text="<@U0POSTMORTEM> please")
    sandbox.control("react", channel="C0INC", ts=ts, user="U0JONAS", name="eyes")
    sandbox.control("delete", channel="C0INC", ts=ts)
    sandbox.control("archive", channel="C0INC", user="U0ANA")
    settle(sandbox)
    kinds = [(event["type"], event.get("subtype")) for event in (item["body"]["event"] for item in bot.heard)]
    assert kinds == [
        ("message", None),
        ("app_mention", None),
        ("message", "message_changed"),
        ("reaction_added", None),
        ("message", "message_deleted"),
        ("channel_archive", None),
    ]
    changed, deleted = (item for item in bot.events() if item.get("subtype"))
    assert changed["previous_message"]["text"] == "<@U0POSTMORTEM> help"
    assert changed["message"]["edited"]["user"] == "U0ANA"
    assert deleted["deleted_ts"] == ts


def test_pins_and_reactions_are_told_when_put_on_and_when_taken_off(
    sandbox: SandboxServer, bot: TinyBot, client: WebClient
) -> None:
    ts = say(sandbox, "rolling back")
    for name in ("react", "unreact", "react"):
        sandbox.control(name, channel="C0INC", ts=ts, user="U0JONAS", name="eyes")
    sandbox.control("pin", channel="C0INC", ts=ts, user="U0JONAS")
    settle(sandbox)
    (shown,) = client.conversations_history(channel="C0INC")["messages"]
    assert (shown["pinned_to"], shown["pinned_info"]["pinned_by"]) == (["C0INC"], "U0JONAS")
    assert shown["reactions"] == [{"name": "eyes", "users": ["U0JONAS"], "count": 1}]
    sandbox.control("unpin", channel="C0INC", ts=ts, user="U0ANA")
    settle(sandbox)
    events = [item["body"]["event"] for item in bot.heard][1:]
    assert [event["type"] for event in events] == [
        "reaction_added",
        "reaction_removed",
        "reaction_added",
        "pin_added",
        "pin_removed",
    ]
    pinned = events[-2]
    assert (pinned["user"], pinned["channel_id"], pinned["item"]["message"]["ts"]) == ("U0JONAS", "C0INC", ts)
    assert "pinned_to" not in client.conversations_history(channel="C0INC")["messages"][0]


def test_a_file_is_told_with_its_subtype(sandbox: SandboxServer, bot: TinyBot) -> None:
    say(sandbox, "the graph", files=[{"id": "F1", "name": "graph.png"}])
    settle(sandbox)
    assert bot.events()[0]["subtype"] == "file_share"
    assert "subtype" not in sandbox.look("messages", channel="C0INC")["messages"][0]


def test_a_deleted_parent_leaves_a_tombstone(sandbox: SandboxServer, bot: TinyBot, client: WebClient) -> None:
    parent = say(sandbox, "a token: abc")
    say(sandbox, "delete that", thread_ts=parent)
    sandbox.control("delete", channel="C0INC", ts=parent)
    settle(sandbox)
    changed = bot.events()[-1]
    assert (changed["subtype"], changed["message"]["subtype"]) == ("message_changed", "tombstone")
    messages = client.conversations_replies(channel="C0INC", ts=parent)["messages"]
    assert [item["text"] for item in messages] == ["This message was deleted.", "delete that"]


def test_the_bots_own_post_comes_back_as_an_event(
    sandbox: SandboxServer, bot: TinyBot, client: WebClient
) -> None:
    client.chat_postMessage(
        channel="C0INC", text="mine", metadata={"event_type": "draft", "event_payload": {"key": "1"}}
    )
    settle(sandbox)
    (delivery,) = sandbox.look("deliveries")["deliveries"]
    assert delivery["event"]["bot_id"] == "B0POSTMORTEM"
    assert "metadata" not in delivery["event"]
    wait_until(lambda: delivery["state"] == "delivered")
    assert bot.events("reaction_added") == []
