"""What each refusal of Slack's, and each trouble with it, means for whoever has to act on it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from bot.clients import slack as client
from bot.clients.slack import GONE, MENDS, TROUBLE, SlackChat
from bot.errors import Gone, Permanent, Retryable
from bot.sandbox import SandboxServer
from bot.showing import Post
from tests.clients.workspace import chat_at, post
from tests.scenarios.room import CHANNEL, TOKEN, stamp

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
