"""The Web API as the real slack_sdk sees it."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import SandboxServer

Json = dict[str, Any]


def texts(messages: Any) -> list[str]:
    return [message["text"] for message in messages]


def fails(call: Any, **arguments: Any) -> str:
    with pytest.raises(SlackApiError) as refused:
        call(**arguments)
    return str(refused.value.response["error"])


def test_the_token_is_checked(sandbox: SandboxServer) -> None:
    assert fails(WebClient("xoxb-wrong", base_url=sandbox.api_url).auth_test) == "invalid_auth"
    assert fails(WebClient(base_url=sandbox.api_url).auth_test) == "not_authed"
    assert WebClient("xoxb-sandbox", base_url=sandbox.api_url).auth_test()["user_id"] == "U0POSTMORTEM"


def test_a_revoked_token_stays_revoked_until_another_world(sandbox: SandboxServer, client: WebClient) -> None:
    sandbox.control("revoke", error="account_inactive")
    assert fails(client.auth_test) == "account_inactive"
    assert sandbox.look("deliveries")["deliveries"][0]["event"]["type"] == "app_uninstalled"
    sandbox.control("reset")
    assert client.auth_test()["ok"] is True


def test_the_async_client_works_too(sandbox: SandboxServer) -> None:
    async def post_and_read() -> Json:
        client = AsyncWebClient("xoxb-sandbox", base_url=sandbox.api_url)
        await client.chat_postMessage(channel="#inc-1", text="hello")
        history = await client.conversations_history(channel="C0INC", limit=5)
        return dict(history.data)  # type: ignore[arg-type]

    assert texts(asyncio.run(post_and_read())["messages"]) == ["hello"]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"channel": "C0NONE", "text": "x"}, "channel_not_found"),
        ({"channel": "C0ELSE", "text": "x"}, "not_in_channel"),
        ({"channel": "C0INC", "text": ""}, "no_text"),
        ({"channel": "C0INC", "text": "x", "metadata": {"event_type": "a"}}, "invalid_metadata_schema"),
    ],
)
def test_what_cannot_be_posted_is_refused(client: WebClient, arguments: Json, error: str) -> None:
    # Not through chat_postMessage, which warns about an empty text before it sends it.
    assert fails(client.api_call, api_method="chat.postMessage", json=arguments) == error


def test_an_answer_to_a_message_that_is_gone_lands_in_the_channel(client: WebClient) -> None:
    parent = client.chat_postMessage(channel="C0INC", text="parent")["ts"]
    client.chat_delete(channel="C0INC", ts=parent)
    posted = client.chat_postMessage(channel="C0INC", text="answer", thread_ts=parent)
    assert "thread_ts" not in posted["message"]
    assert texts(client.conversations_history(channel="C0INC")["messages"]) == ["answer"]


def test_an_archived_channel_takes_nothing(sandbox: SandboxServer, client: WebClient) -> None:
    sandbox.control("archive", channel="C0INC", user="U0ANA")
    assert fails(client.chat_postMessage, channel="C0INC", text="x") == "is_archived"


def test_a_private_channel_without_the_bot_does_not_exist_for_it(
    sandbox: SandboxServer, client: WebClient
) -> None:
    sandbox.control("leave", channel="C0SECRET", user="U0POSTMORTEM")
    assert fails(client.conversations_info, channel="C0SECRET") == "channel_not_found"


def test_long_text_is_cut(client: WebClient) -> None:
    message = client.chat_postMessage(channel="C0INC", text="x" * 40_001)["message"]
    assert len(message["text"]) == 40_000


def test_only_its_own_messages_can_be_changed(sandbox: SandboxServer, client: WebClient) -> None:
    theirs = sandbox.control("message", channel="C0INC", user="U0ANA", text="mine")["ts"]
    assert fails(client.chat_update, channel="C0INC", ts=theirs, text="x") == "cant_update_message"
    assert fails(client.chat_delete, channel="C0INC", ts=theirs) == "cant_delete_message"
    assert fails(client.chat_update, channel="C0INC", ts="1.000000", text="x") == "message_not_found"


def test_an_update_keeps_what_it_does_not_name(client: WebClient) -> None:
    block = {"type": "divider", "block_id": "line"}
    metadata = {"event_type": "draft", "event_payload": {"key": "1"}}
    ts = client.chat_postMessage(channel="C0INC", text="one", blocks=[block], metadata=metadata)["ts"]
    client.chat_update(channel="C0INC", ts=ts, text="two")
    (message,) = client.conversations_history(channel="C0INC", include_all_metadata=True)["messages"]
    assert (message["text"], message["blocks"], message["metadata"]) == ("two", [block], metadata)
    assert message["edited"]["user"] == "U0POSTMORTEM"


def test_metadata_comes_only_when_asked_for(client: WebClient) -> None:
    metadata = {"event_type": "draft", "event_payload": {"key": "1"}}
    ts = client.chat_postMessage(channel="C0INC", text="one", metadata=metadata)["ts"]
    for read in (client.conversations_history, lambda **more: client.conversations_replies(ts=ts, **more)):
        assert "metadata" not in read(channel="C0INC")["messages"][0]
        assert read(channel="C0INC", include_all_metadata=True)["messages"][0]["metadata"] == metadata


def test_history_is_paged_newest_first_without_replies(sandbox: SandboxServer, client: WebClient) -> None:
    parents = [client.chat_postMessage(channel="C0INC", text=str(n))["ts"] for n in range(7)]
    client.chat_postMessage(channel="C0INC", text="reply", thread_ts=parents[0])
    client.chat_postMessage(channel="C0INC", text="loud", thread_ts=parents[0], reply_broadcast=True)
    pages = [texts(page["messages"]) for page in client.conversations_history(channel="C0INC", limit=3)]
    assert pages == [["loud", "6", "5"], ["4", "3", "2"], ["1", "0"]]
    between = client.conversations_history(channel="C0INC", oldest=parents[2], latest=parents[4])
    assert texts(between["messages"]) == ["3"]
    parent = client.conversations_history(channel="C0INC", latest=parents[0], inclusive=True)["messages"][0]
    assert (parent["reply_count"], parent["reply_users"]) == (2, ["U0POSTMORTEM"])
    assert sandbox.look("messages", channel="C0INC", thread_ts=parents[0])["messages"][1]["text"] == "reply"


def test_replies_are_paged_oldest_first_after_their_parent(client: WebClient) -> None:
    parent = client.chat_postMessage(channel="C0INC", text="parent")["ts"]
    for number in range(5):
        client.chat_postMessage(channel="C0INC", text=str(number), thread_ts=parent)
    pages = [
        texts(page["messages"]) for page in client.conversations_replies(channel="C0INC", ts=parent, limit=3)
    ]
    assert pages == [["parent", "0", "1"], ["2", "3", "4"]]
    assert fails(client.conversations_replies, channel="C0INC", ts="1.000000") == "thread_not_found"


def test_people_and_channels_are_found(client: WebClient) -> None:
    ana = client.users_lookupByEmail(email="ANA@example.com")["user"]
    assert (ana["id"], ana["tz"], ana["profile"]["display_name"]) == ("U0ANA", "Europe/Lisbon", "ana")
    assert client.users_info(user="U0GONE")["user"]["deleted"] is True
    assert fails(client.users_info, user="U0NONE") == "user_not_found"
    assert client.team_info()["team"]["domain"] == "test-team"
    assert client.bots_info(bot="B0POSTMORTEM")["bot"]["app_id"] == "A0POSTMORTEM"
    public = client.conversations_list()["channels"]
    assert [(item["id"], item["is_member"]) for item in public] == [("C0INC", True), ("C0ELSE", False)]
    mine = client.users_conversations(types="public_channel,private_channel")["channels"]
    assert [item["id"] for item in mine] == ["C0INC", "C0SECRET"]
    assert client.conversations_members(channel="C0ELSE")["members"] == ["U0ANA"]
    assert client.conversations_join(channel="C0ELSE")["channel"]["is_member"] is True


def test_a_direct_message_is_opened_once(client: WebClient) -> None:
    opened = client.conversations_open(users="U0JONAS")["channel"]["id"]
    assert client.chat_postMessage(channel="U0JONAS", text="hello")["channel"] == opened
    group = client.conversations_open(users="U0JONAS,U0ANA")["channel"]["id"]
    assert client.conversations_open(users="U0ANA,U0JONAS")["channel"]["id"] == group != opened


def test_an_ephemeral_needs_a_member(sandbox: SandboxServer, client: WebClient) -> None:
    client.chat_postEphemeral(channel="C0INC", user="U0ANA", text="only you")
    assert texts(sandbox.look("ephemerals", user="U0ANA", channel="C0INC")["messages"]) == ["only you"]
    refused = fails(client.chat_postEphemeral, channel="C0SECRET", user="U0ANA", text="x")
    assert refused == "user_not_in_channel"


def test_a_permalink_leads_to_the_page(sandbox: SandboxServer, client: WebClient) -> None:
    parent = client.chat_postMessage(channel="C0INC", text="parent")["ts"]
    reply = client.chat_postMessage(channel="C0INC", text="reply", thread_ts=parent)["ts"]
    link = client.chat_getPermalink(channel="C0INC", message_ts=reply)["permalink"]
    path = f"/archives/C0INC/p{reply.replace('.', '')}?thread_ts={parent}&cid=C0INC"
    assert link == sandbox.url + path
    assert sandbox.http.get(path).headers["content-type"].startswith("text/html")


def test_too_many_calls_are_answered_429_and_then_succeed(sandbox: SandboxServer, client: WebClient) -> None:
    sandbox.control("fault", method="chat.postMessage", status=429, retry_after=0)
    client.retry_handlers.append(RateLimitErrorRetryHandler(max_retry_count=1))
    assert client.chat_postMessage(channel="C0INC", text="x")["ok"] is True
    calls = sandbox.look("log", method="chat.postMessage")["calls"]
    assert [(call["status"], call["applied"]) for call in calls] == [(429, False), (200, True)]
    assert len(sandbox.look("messages", channel="C0INC")["messages"]) == 1


def test_slacks_own_pace_can_be_enforced(sandbox: SandboxServer, client: WebClient) -> None:
    sandbox.control("config", enforce_rates=True)
    client.chat_postMessage(channel="C0INC", text="x")
    client.chat_postMessage(channel="C0SECRET", text="another channel has its own pace")
    with pytest.raises(SlackApiError) as refused:
        client.chat_postMessage(channel="C0INC", text="x")
    assert refused.value.response.status_code == 429
    assert refused.value.response.headers["Retry-After"] == "1"


@pytest.mark.parametrize("apply", [True, False])
def test_a_fault_applies_the_effect_or_it_does_not(
    sandbox: SandboxServer, client: WebClient, apply: bool
) -> None:
    sandbox.control("fault", method="chat.postMessage", error="fatal_error", apply=apply)
    assert fails(client.chat_postMessage, channel="C0INC", text="x") == "fatal_error"
    assert len(sandbox.look("messages", channel="C0INC")["messages"]) == int(apply)


def test_a_connection_dropped_after_the_effect_makes_the_sdk_post_twice(
    sandbox: SandboxServer, client: WebClient
) -> None:
    sandbox.control("fault", method="chat.postMessage", apply=True)
    client.chat_postMessage(channel="C0INC", text="x")
    assert len(sandbox.look("messages", channel="C0INC")["messages"]) == 2


def test_a_fault_strikes_the_call_it_is_meant_for(sandbox: SandboxServer, client: WebClient) -> None:
    sandbox.control("fault", method="*", error="fatal_error", skip=1, match={"channel": "C0SECRET"})
    for channel in ("C0INC", "C0SECRET", "C0INC"):
        client.chat_postMessage(channel=channel, text="x")
    assert fails(client.chat_postMessage, channel="C0SECRET", text="x") == "fatal_error"


def test_a_late_answer_still_counts(sandbox: SandboxServer, client: WebClient) -> None:
    sandbox.control("fault", method="chat.postMessage", delay=0.1, apply=True)
    started = time.monotonic()
    assert client.chat_postMessage(channel="C0INC", text="x")["ok"] is True
    assert time.monotonic() - started >= 0.1


def test_an_unknown_method_is_named_so(client: WebClient) -> None:
    assert fails(lambda: client.api_call("chat.sing")) == "unknown_method"
