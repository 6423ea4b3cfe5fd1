"""``SlackChat`` over the real SDK: what each answer of Slack's means for whoever has to act on it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from bot.clients import slack as client
from bot.clients.slack import GONE, MENDS, PAGE, TROUBLE, SlackChat
from bot.conversation import Kind, Message, moment
from bot.errors import Gone, Permanent, Retryable, UserError
from bot.ports import Place, Post
from bot.sandbox import SandboxServer
from tests.scenarios.room import ANA, CHANNEL, JONAS, TEAM, TOKEN, WORLD, stamp

PRIVATE = "C0PRIVATE"
PEOPLE: list[dict[str, Any]] = [
    *WORLD["users"],
    {"id": "U0GONE", "name": "gone", "real_name": "Gone Away", "deleted": True},
]


@pytest.fixture(scope="module")
def server() -> Iterator[SandboxServer]:
    with SandboxServer({}, bot_token=TOKEN) as running:
        yield running


@pytest.fixture
def sandbox(server: SandboxServer) -> SandboxServer:
    server.control("clear_faults")
    server.control("world", world={**WORLD, "users": PEOPLE})
    return server


@pytest.fixture
def chat(sandbox: SandboxServer) -> SlackChat:
    return chat_at(sandbox.api_url)


def chat_at(url: str, token: str = TOKEN) -> SlackChat:
    return SlackChat(token, base_url=url, public_url="https://bot.example")


def post(text: str = "hello", part: str = "card") -> Post:
    return Post(part, "digest", {"text": text})


def said(sandbox: SandboxServer, minutes: float, text: str, **more: Any) -> str:
    fields = {"channel": CHANNEL, "user": ANA, "ts": stamp(minutes), **more}
    return str(sandbox.control("message", text=text, **fields)["ts"])


# -- refusals --------------------------------------------------------------------------------------


@pytest.mark.parametrize("error", sorted(MENDS))
def test_what_slack_refuses_for_good_is_told_with_its_mend(
    sandbox: SandboxServer, chat: SlackChat, error: str
) -> None:
    sandbox.control("fault", method="chat.postMessage", error=error)
    with pytest.raises(Permanent) as refused:
        chat.post(CHANNEL, None, post(), "PM-1/card")
    assert not isinstance(refused.value, Gone)
    assert str(refused.value) == MENDS[error]


@pytest.mark.parametrize("error", sorted(GONE))
def test_a_post_that_is_not_there_any_more_is_gone(
    sandbox: SandboxServer, chat: SlackChat, error: str
) -> None:
    sandbox.control("fault", method="chat.update", error=error)
    with pytest.raises(Gone):
        chat.update(CHANNEL, stamp(0), post())


def test_a_refusal_nobody_has_heard_of_is_permanent_and_named(
    sandbox: SandboxServer, chat: SlackChat
) -> None:
    sandbox.control("fault", method="chat.postMessage", error="no_such_thing")
    with pytest.raises(Permanent, match="no_such_thing"):
        chat.post(CHANNEL, None, post(), "k")


def test_a_layout_that_is_refused_says_what_slack_found(chat: SlackChat) -> None:
    wrong = Post("card", "d", {"text": "x", "blocks": [{"type": "section"}]})
    with pytest.raises(Permanent, match=r"defect of the bot's\. \(.*json-pointer"):
        chat.post(CHANNEL, None, wrong, "k")


def test_a_channel_the_bot_is_not_in_is_permanent_and_asks_for_an_invitation(
    sandbox: SandboxServer, chat: SlackChat
) -> None:
    sandbox.control("leave", channel=CHANNEL, user="U0POSTMORTEM")
    with pytest.raises(Permanent, match="invite it"):
        chat.post(CHANNEL, None, post(), "k")


def test_a_token_that_slack_does_not_know_is_permanent(sandbox: SandboxServer) -> None:
    with pytest.raises(Permanent, match="SLACK_BOT_TOKEN"):
        chat_at(sandbox.api_url, "xoxb-another").identity()


def test_an_app_token_is_tried_without_the_bots_own(sandbox: SandboxServer, chat: SlackChat) -> None:
    chat.check_app_token(sandbox.config.app_token)
    for wrong in ("xapp-another", TOKEN):
        with pytest.raises(Permanent, match="SLACK_APP_TOKEN"):
            chat.check_app_token(wrong)


# -- trouble that passes ---------------------------------------------------------------------------


def test_a_429_says_for_how_long_to_wait(sandbox: SandboxServer, chat: SlackChat) -> None:
    sandbox.control("fault", method="chat.postMessage", status=429, retry_after=7)
    with pytest.raises(Retryable) as asked:
        chat.post(CHANNEL, None, post(), "k")
    assert asked.value.after == 7


@pytest.mark.parametrize("status", [500, 502, 503])
def test_an_error_of_slacks_own_is_tried_again_when_we_see_fit(
    sandbox: SandboxServer, chat: SlackChat, status: int
) -> None:
    sandbox.control("fault", method="chat.postMessage", status=status)
    with pytest.raises(Retryable) as trouble:
        chat.post(CHANNEL, None, post(), "k")
    assert trouble.value.after is None


@pytest.mark.parametrize("error", sorted(TROUBLE))
def test_trouble_that_slack_names_is_tried_again(sandbox: SandboxServer, chat: SlackChat, error: str) -> None:
    sandbox.control("fault", method="chat.postMessage", error=error)
    with pytest.raises(Retryable, match=error):
        chat.post(CHANNEL, None, post(), "k")


@pytest.mark.parametrize("applied", [False, True])
def test_a_connection_that_breaks_is_tried_again(
    sandbox: SandboxServer, chat: SlackChat, applied: bool
) -> None:
    sandbox.control("fault", method="chat.postMessage", close=True, apply=applied)
    with pytest.raises(Retryable, match="can't be reached"):
        chat.post(CHANNEL, None, post(), "k")
    assert (chat.find(CHANNEL, None, "k") is not None) is applied


def test_nobody_listening_is_tried_again() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(Retryable):
            chat_at(f"http://127.0.0.1:{taken.getsockname()[1]}/api/").identity()


@contextmanager
def answering(status: int, body: bytes, **headers: str) -> Iterator[str]:
    """The address of something between Slack and us that answers everything alike."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{running.server_address[1]}/api/"
        finally:
            running.shutdown()
            thread.join()


@pytest.mark.parametrize("status", [200, 403, 502])
def test_a_page_from_something_in_between_is_trouble_and_no_refusal(status: int) -> None:
    with answering(status, b"<html><h1>Maintenance</h1></html>") as url, pytest.raises(Retryable) as trouble:
        chat_at(url).identity()
    assert "<" not in str(trouble.value)


@pytest.mark.parametrize(
    ("header", "value", "seconds"),
    [
        ("retry_after", "12", 12.0),
        ("Retry_After", "12", 12.0),
        ("Retry_After", "Wed, 21 Oct 2026 07:28:00 GMT", client.USUAL_WAIT),
        ("Retry_After", "9" * 400, client.LONGEST_WAIT),
        ("X_Other", "12", client.USUAL_WAIT),
    ],
)
def test_however_the_wait_is_written_it_is_a_sane_one(header: str, value: str, seconds: float) -> None:
    body = b'{"ok": false, "error": "ratelimited"}'
    with answering(429, body, **{header: value}) as url, pytest.raises(Retryable) as asked:
        chat_at(url).identity()
    assert asked.value.after == seconds


# -- finding our own posts -------------------------------------------------------------------------


def test_a_post_is_found_again_by_its_key_in_the_channel(chat: SlackChat) -> None:
    first = chat.post(CHANNEL, None, post("one"), "PM-1/card")
    second = chat.post(CHANNEL, None, post("two"), "PM-2/card")
    assert chat.find(CHANNEL, None, "PM-1/card") == first
    assert chat.find(CHANNEL, None, "PM-2/card") == second
    assert chat.find(CHANNEL, None, "PM-3/card") is None


def test_a_post_is_found_in_its_thread_and_not_beside_it(chat: SlackChat) -> None:
    card = chat.post(CHANNEL, None, post(), "PM-1/card")
    reply = chat.post(CHANNEL, card, post("section"), "PM-1/section/summary/1")
    assert chat.find(CHANNEL, card, "PM-1/section/summary/1") == reply
    assert chat.find(CHANNEL, None, "PM-1/section/summary/1") is None


def test_a_mark_of_ours_on_somebody_elses_message_is_not_taken_for_our_post(
    sandbox: SandboxServer, chat: SlackChat
) -> None:
    mark = {"event_type": client.METADATA, "event_payload": {"key": "PM-1/card"}}
    said(sandbox, 1, "copied", metadata=mark)
    said(sandbox, 2, "copied", user=None, username="Copycat", bot_id="B0COPY", metadata=mark)
    assert chat.find(CHANNEL, None, "PM-1/card") is None


def test_a_post_is_found_behind_a_page_of_talk(sandbox: SandboxServer, chat: SlackChat) -> None:
    card = chat.post(CHANNEL, None, post(), "PM-1/card")
    for number in range(PAGE + 5):
        sandbox.sandbox.workspace.post(CHANNEL, {"user": ANA, "text": f"{number}"})
    assert chat.find(CHANNEL, None, "PM-1/card") == card


def test_an_updated_post_keeps_its_key_and_a_deleted_one_is_not_found(chat: SlackChat) -> None:
    card = chat.post(CHANNEL, None, post(), "PM-1/card")
    chat.update(CHANNEL, card, post("changed"))
    assert chat.find(CHANNEL, None, "PM-1/card") == card
    chat.delete(CHANNEL, card)
    assert chat.find(CHANNEL, None, "PM-1/card") is None


# -- what was said ---------------------------------------------------------------------------------


def test_history_is_all_that_was_said_with_threads_and_without_our_own(
    sandbox: SandboxServer, chat: SlackChat
) -> None:
    first = said(sandbox, 1, "checkout fails")
    answer = said(sandbox, 3, "looking", user=JONAS, thread_ts=first)
    said(sandbox, 2, "deployed 5.18.0", user=None, username="Deploys", bot_id="B0DEPLOY")
    chat.post(CHANNEL, None, post("the card"), "PM-1/card")
    chat.post(CHANNEL, first, post("in their thread"), "PM-1/x")
    found = {m.id: m for m in chat.history(CHANNEL)}
    assert sorted(m.text for m in found.values()) == ["checkout fails", "deployed 5.18.0", "looking"]
    assert found[answer].thread == first
    assert found[answer].author == JONAS
    assert found[stamp(2)].kind is Kind.TOOL


def test_history_goes_through_every_page_of_channel_and_thread(
    sandbox: SandboxServer, chat: SlackChat
) -> None:
    workspace = sandbox.sandbox.workspace
    parent = said(sandbox, 0, "parent")
    for number in range(PAGE + 10):
        workspace.post(CHANNEL, {"user": ANA, "text": f"top {number}"})
        workspace.post(CHANNEL, {"user": JONAS, "text": f"reply {number}", "thread_ts": parent})
    texts = [m.text for m in chat.history(CHANNEL)]
    assert len(texts) == len(set(texts)) == 1 + 2 * (PAGE + 10)


def test_history_of_a_channel_that_may_not_be_read_is_refused(chat: SlackChat) -> None:
    with pytest.raises(Permanent):
        chat.history("C0NOWHERE")


# -- people and places -----------------------------------------------------------------------------


def test_a_person_is_read_with_their_zone(chat: SlackChat) -> None:
    found = chat.person(ANA)
    assert (found.shown, found.tz, found.left) == ("Ana Prieto", "Europe/Lisbon", False)


def test_somebody_who_left_is_a_person_who_left(chat: SlackChat) -> None:
    assert (chat.person("U0GONE").shown, chat.person("U0GONE").left) == ("Gone Away", True)
    assert (chat.person("U0NOBODY").shown, chat.person("U0NOBODY").left) == ("U0NOBODY", True)


@pytest.mark.parametrize("error", sorted(client.UNKNOWN))
def test_somebody_whom_slack_does_not_show_is_a_person_who_left(
    sandbox: SandboxServer, chat: SlackChat, error: str
) -> None:
    sandbox.control("fault", method="users.info", error=error)
    assert chat.person(ANA).left


def test_trouble_with_looking_somebody_up_is_not_their_leaving(
    sandbox: SandboxServer, chat: SlackChat
) -> None:
    for error, kind in (("missing_scope", Permanent), ("internal_error", Retryable)):
        sandbox.control("fault", method="users.info", error=error)
        with pytest.raises(kind):
            chat.person(ANA)


def test_a_channel_is_read_and_one_that_is_closed_to_the_bot_is_told_to_the_person(chat: SlackChat) -> None:
    assert (chat.channel(TEAM, CHANNEL).name, chat.channel(TEAM, CHANNEL).is_private) == (
        "inc-2041-checkout",
        False,
    )
    assert chat.channel(TEAM, PRIVATE).is_private
    with pytest.raises(UserError, match="invite it"):
        chat.channel(TEAM, "C0NOWHERE")


def test_membership_is_looked_up_and_nobody_is_a_member_of_what_is_closed(chat: SlackChat) -> None:
    assert chat.is_member(PRIVATE, ANA)
    assert not chat.is_member(PRIVATE, "U0MARIA")
    assert not chat.is_member("C0NOWHERE", ANA)


def test_membership_that_cannot_be_asked_for_is_neither_yes_nor_no(
    sandbox: SandboxServer, chat: SlackChat
) -> None:
    sandbox.control("fault", method="conversations.members", status=500)
    with pytest.raises(Retryable):
        chat.is_member(PRIVATE, ANA)


def test_a_place_is_its_channel_or_the_direct_messages_of_a_person(chat: SlackChat) -> None:
    assert chat.open(Place(TEAM, CHANNEL)) == CHANNEL
    direct = chat.open(Place(TEAM, CHANNEL, person=ANA))
    assert direct != CHANNEL
    assert direct == chat.open(Place(TEAM, person=ANA))


def test_somebody_who_left_can_be_sent_nothing_and_that_is_permanent(chat: SlackChat) -> None:
    with pytest.raises(Permanent, match="left"):
        chat.open(Place(TEAM, person="U0GONE"))


def test_links_are_those_that_slack_itself_gives(sandbox: SandboxServer, chat: SlackChat) -> None:
    parent = said(sandbox, 1, "parent")
    reply = said(sandbox, 2, "reply", thread_ts=parent)
    top = Message(parent, moment(parent), ANA, "parent")
    for message in (
        top,
        replace(top, thread=parent),
        Message(reply, moment(reply), ANA, "reply", thread=parent),
    ):
        query = {"channel": CHANNEL, "message_ts": message.id}
        headers = {"Authorization": f"Bearer {TOKEN}"}
        asked = sandbox.http.get("/api/chat.getPermalink", params=query, headers=headers).json()
        assert chat.link(CHANNEL, message) == asked["permalink"]


def test_the_token_is_asked_who_it_is_once(sandbox: SandboxServer, chat: SlackChat) -> None:
    before = len(sandbox.look("log", method="auth.test")["calls"])
    assert chat.identity()["team_id"] == chat.identity()["team_id"] == TEAM
    assert len(sandbox.look("log", method="auth.test")["calls"]) == before + 1
