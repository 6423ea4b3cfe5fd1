"""Commands, clicks and modals, between the sandbox and the real Bolt."""

from __future__ import annotations

import time

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.sandbox import SandboxServer
from tests.sandbox.tiny_bot import CARD, MODAL, TinyBot, wait_until

ANA = "U0ANA"


def error_of(refused: pytest.ExceptionInfo[SlackApiError]) -> str:
    return str(refused.value.response["error"])


def open_modal(sandbox: SandboxServer) -> str:
    sandbox.control("command", user=ANA, channel="C0INC", text="/postmortem edit")
    view_id: str = sandbox.look("views", user=ANA)["views"][-1]["id"]
    return view_id


def submit(sandbox: SandboxServer, view_id: str, text: str) -> dict[str, object]:
    return sandbox.control("submit", user=ANA, view_id=view_id, values={"cause": {"text": {"value": text}}})


def test_the_text_in_a_commands_ack_is_shown_to_that_person_only(
    sandbox: SandboxServer, bot: TinyBot
) -> None:
    result = sandbox.control("command", user=ANA, channel="C0INC", text="/postmortem help <me> & co")
    assert result["response"]["text"] == "You typed help &lt;me&gt; &amp; co."
    (shown,) = sandbox.look("ephemerals", user=ANA, channel="C0INC")["messages"]
    assert shown["text"] == result["response"]["text"]
    assert sandbox.look("ephemerals", user="U0JONAS", channel="C0INC")["messages"] == []
    command = bot.heard[0]["body"]
    assert command["team_domain"] == "test-team"
    assert (command["user_name"], command["channel_name"]) == ("ana", "inc-1")
    assert command["api_app_id"] == "A0POSTMORTEM"


def test_a_command_nobody_knows_never_reaches_the_bot(sandbox: SandboxServer, bot: TinyBot) -> None:
    result = sandbox.control("command", user=ANA, channel="C0INC", text="/deploy")
    assert result["error"] == "/deploy is not a valid command."
    assert bot.heard == []


def test_a_command_without_a_bot_says_so(sandbox: SandboxServer) -> None:
    result = sandbox.control("command", user=ANA, channel="C0INC", text="/postmortem")
    assert result["error"] == "/postmortem failed. The bot cannot be reached. Is it running?"


def test_a_response_url_answers_and_replaces_its_answer(sandbox: SandboxServer, bot: TinyBot) -> None:
    sandbox.control("command", user=ANA, channel="C0INC", text="/postmortem later")

    def texts() -> list[str]:
        shown = sandbox.look("ephemerals", user=ANA, channel="C0INC")["messages"]
        return [message["text"] for message in shown]

    wait_until(lambda: texts() == ["two"])
    assert len(bot.heard) == 1


def test_a_response_url_wears_out(sandbox: SandboxServer) -> None:
    url = sandbox.sandbox.ephemerals.new_url(ANA, "C0INC")
    key = url.rsplit("/", 1)[1]
    posts = [sandbox.http.post(f"/_response/{key}", json={"text": "x"}) for _ in range(6)]
    assert [post.status_code for post in posts] == [200] * 5 + [404]
    assert posts[-1].json()["error"] == "used_url"


def test_a_click_reaches_the_bot_and_the_message_changes(
    sandbox: SandboxServer, bot: TinyBot, client: WebClient
) -> None:
    ts = client.chat_postMessage(channel="C0INC", text="A draft", blocks=CARD)["ts"]
    result = sandbox.control("action", user=ANA, channel="C0INC", message_ts=ts, action_id="approve")
    assert result["status"] == 200
    (payload,) = bot.payloads("block_actions")
    (action,) = payload["actions"]
    assert (action["value"], action["block_id"], action["type"]) == ("PM-1:3", "card", "button")
    assert payload["message"]["ts"] == payload["container"]["message_ts"] == ts
    (message,) = sandbox.look("messages", channel="C0INC")["messages"]
    assert message["text"] == "Approved."
    assert "blocks" not in message


def test_a_click_in_an_ephemeral_changes_the_ephemeral(
    sandbox: SandboxServer, bot: TinyBot, client: WebClient
) -> None:
    posted = client.chat_postEphemeral(channel="C0INC", user=ANA, text="A draft", blocks=CARD)
    place = {"channel": "C0INC", "message_ts": posted["message_ts"], "ephemeral": True}
    sandbox.control("action", user=ANA, action_id="approve", **place)
    (shown,) = sandbox.look("ephemerals", user=ANA, channel="C0INC")["messages"]
    assert (shown["text"], shown["ts"]) == ("Approved.", posted["message_ts"])
    (payload,) = bot.payloads("block_actions")
    assert payload["container"]["is_ephemeral"] is True
    assert "message" not in payload


def test_an_answer_to_a_click_on_a_threads_first_message_is_seen_in_the_channel(
    sandbox: SandboxServer, bot: TinyBot, client: WebClient
) -> None:
    ts = client.chat_postMessage(channel="C0INC", text="A draft", blocks=CARD)["ts"]
    reply = client.chat_postMessage(channel="C0INC", text="Its thread", blocks=CARD, thread_ts=ts)["ts"]
    for clicked in (ts, reply):
        sandbox.control("action", user=ANA, channel="C0INC", message_ts=clicked, action_id="approve")
    for payload in bot.payloads("block_actions"):
        answer = {"text": "Not yet.", "response_type": "ephemeral", "replace_original": False}
        sandbox.http.post(payload["response_url"], json=answer)
    first, second = sandbox.look("ephemerals", user=ANA, channel="C0INC")["messages"]
    assert (first.get("thread_ts"), second["thread_ts"]) == (None, ts)


def test_an_answer_for_the_channel_is_a_message_of_the_bot(sandbox: SandboxServer) -> None:
    url = sandbox.sandbox.ephemerals.new_url(ANA, "C0INC")
    answer = {"text": "for all", "response_type": "in_channel"}
    assert sandbox.http.post(url, json=answer).text == "ok"
    (message,) = sandbox.look("messages", channel="C0INC")["messages"]
    assert (message["text"], message["user"]) == ("for all", "U0POSTMORTEM")


def test_a_click_opens_a_modal(sandbox: SandboxServer, bot: TinyBot, client: WebClient) -> None:
    ts = client.chat_postMessage(channel="C0INC", text="A draft", blocks=CARD)["ts"]
    sandbox.control("action", user=ANA, channel="C0INC", message_ts=ts, action_id="open")
    (view,) = sandbox.look("views", user=ANA)["views"]
    assert view["private_metadata"] == "kept"
    assert view["root_view_id"] == view["id"]
    assert {"hash", "team_id", "app_id", "bot_id", "state", "previous_view_id"} <= view.keys()
    assert bot.payloads("block_actions")[0]["user"]["id"] == ANA


def test_errors_of_a_modal_come_back_and_it_stays_open(sandbox: SandboxServer, bot: TinyBot) -> None:
    view_id = open_modal(sandbox)
    result = submit(sandbox, view_id, "Bob should have run it")
    assert result["errors"] == {"cause": "Say what the process allowed."}
    assert [view["id"] for view in sandbox.look("views", user=ANA)["views"]] == [view_id]
    assert submit(sandbox, view_id, "The pipeline did not run it")["ok"] is True
    assert sandbox.look("views", user=ANA)["views"] == []
    assert len(bot.payloads("view_submission")) == 2


def test_an_untouched_field_holds_its_initial_value(sandbox: SandboxServer, bot: TinyBot) -> None:
    sandbox.control("submit", user=ANA, view_id=open_modal(sandbox), values={})
    (payload,) = bot.payloads("view_submission")
    held = payload["view"]["state"]["values"]["cause"]["text"]
    assert held == {"type": "plain_text_input", "value": "unknown"}


def test_an_empty_required_field_is_refused_before_the_bot_hears(
    sandbox: SandboxServer, bot: TinyBot
) -> None:
    result = submit(sandbox, open_modal(sandbox), "")
    assert result["errors"] == {"cause": "Please complete this required field."}
    assert bot.payloads("view_submission") == []


def test_modals_stack_update_and_clear(sandbox: SandboxServer, bot: TinyBot) -> None:
    first = open_modal(sandbox)
    sandbox.control("action", user=ANA, view_id=first, action_id="push")
    root, second = sandbox.look("views", user=ANA)["views"]
    assert (second["previous_view_id"], second["root_view_id"]) == (root["id"], root["id"])
    submit(sandbox, second["id"], "again")
    updated = sandbox.look("views", user=ANA)["views"][-1]
    assert (updated["id"], updated["private_metadata"]) == (second["id"], "updated")
    assert updated["hash"] != second["hash"]
    submit(sandbox, second["id"], "all")
    assert sandbox.look("views", user=ANA)["views"] == []
    assert len(bot.payloads("view_submission")) == 2


def test_closing_a_modal_is_told_to_a_bot_that_asked(sandbox: SandboxServer, bot: TinyBot) -> None:
    view_id = open_modal(sandbox)
    assert sandbox.control("close", user=ANA, view_id=view_id)["ok"] is True
    assert bot.payloads("view_closed")[0]["view"]["id"] == view_id


def test_a_shortcut_on_a_message_brings_the_message(sandbox: SandboxServer, bot: TinyBot) -> None:
    ts = sandbox.control("message", channel="C0INC", user=ANA, text="look")["ts"]
    result = sandbox.control("shortcut", user=ANA, callback_id="make", channel="C0INC", message_ts=ts)
    assert result["ok"] is True
    assert bot.payloads("message_action")[0]["message"]["text"] == "look"


def test_opening_the_app_home_is_an_event_and_publishing_shows_it(
    sandbox: SandboxServer, bot: TinyBot, client: WebClient
) -> None:
    assert sandbox.control("home", user=ANA)["view"] is None
    sandbox.control("settle")
    (event,) = bot.events("app_home_opened")
    assert (event["user"], event["tab"], event["channel"]) == (ANA, "home", "D0ANA")
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "Nothing waits for you."}}]
    client.views_publish(user_id=ANA, view={"type": "home", "blocks": blocks})
    assert sandbox.look("home", user=ANA)["view"]["blocks"][0]["text"]["text"] == "Nothing waits for you."


def test_a_trigger_opens_one_view(sandbox: SandboxServer, client: WebClient) -> None:
    trigger = sandbox.sandbox.views.new_trigger(ANA)
    client.views_open(trigger_id=trigger, view=MODAL)
    with pytest.raises(SlackApiError) as refused:
        client.views_open(trigger_id=trigger, view=MODAL)
    assert error_of(refused) == "exchanged_trigger_id"


def test_a_trigger_expires(sandbox: SandboxServer, client: WebClient) -> None:
    sandbox.control("config", trigger_seconds=0.01)
    trigger = sandbox.sandbox.views.new_trigger(ANA)
    time.sleep(0.03)
    with pytest.raises(SlackApiError) as refused:
        client.views_open(trigger_id=trigger, view=MODAL)
    assert error_of(refused) == "expired_trigger_id"


def test_an_update_with_an_old_hash_is_a_conflict(sandbox: SandboxServer, client: WebClient) -> None:
    view = client.views_open(trigger_id=sandbox.sandbox.views.new_trigger(ANA), view=MODAL)["view"]
    newer = client.views_update(view_id=view["id"], hash=view["hash"], view=MODAL)["view"]
    assert newer["id"] == view["id"]
    with pytest.raises(SlackApiError) as refused:
        client.views_update(view_id=view["id"], hash=view["hash"], view=MODAL)
    assert error_of(refused) == "hash_conflict"


def test_a_fourth_view_is_too_many(sandbox: SandboxServer, client: WebClient) -> None:
    triggers = [sandbox.sandbox.views.new_trigger(ANA) for _ in range(4)]
    client.views_open(trigger_id=triggers[0], view=MODAL)
    for trigger in triggers[1:3]:
        client.views_push(trigger_id=trigger, view=MODAL)
    with pytest.raises(SlackApiError) as refused:
        client.views_push(trigger_id=triggers[3], view=MODAL)
    assert error_of(refused) == "push_limit_reached"
