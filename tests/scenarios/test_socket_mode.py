"""The main job over Socket Mode: the whole bot as it is started, with no address for Slack to call."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx2
import pytest
import uvicorn
from pydantic import SecretStr

from blocks import ids
from bot.app import App, build
from bot.sandbox import SandboxServer
from tests.fakes import FrozenClock
from tests.scenarios.conftest import ASKED
from tests.scenarios.crash import wait_for
from tests.scenarios.room import (
    ANA,
    CHANNEL,
    FOLLOW_UP,
    MARIA,
    RESOLVED,
    STORY,
    TOKEN,
    WORLD,
    Room,
    part,
    settings,
    words,
)
from tests.scenarios.test_main_job import section_value
from tests.scenarios.test_trouble import BODY, signed

APP_TOKEN = "xapp-test"
PATIENCE = 45.0  # the SDK's client waits ten seconds when a socket breaks while it is being opened


@dataclass
class Connected(Room):
    """A room whose bot runs by itself; ``url`` is where it serves its pages."""

    url: str = ""

    def settle(self) -> None:
        """Everything that was sent has arrived and been acknowledged."""
        assert self.sandbox.control("settle", timeout=PATIENCE)["settled"]

    def sockets(self) -> int:
        return int(self.sandbox.look("deliveries")["sockets"])

    def states(self) -> set[str]:
        return {str(sent["state"]) for sent in self.sandbox.look("deliveries")["deliveries"]}

    def disconnect(self) -> int:
        """Slack closes the socket. None is closed where the client is replacing it just then."""
        wait_for(lambda: self.sockets() > 0, "a socket to close", PATIENCE)
        try:
            return int(self.sandbox.control("disconnect")["closed"])
        except ValueError:  # the client was quicker, and the sandbox has nothing to say
            return 0

    def wait_for_card(self, *told: str) -> None:
        """Until there is one card that tells all this, with its thread below it."""

        def is_there() -> bool:
            cards, shown = self.cards(), [m for m in self.ours() if part(m).startswith("section/")]
            return bool(cards) and len(shown) >= 7 and all(t in words(cards[0]).upper() for t in told)

        wait_for(is_there, f"a card with {told}", PATIENCE)
        assert len(self.cards()) == 1


@contextlib.contextmanager
def started(app: App) -> Iterator[str]:
    """The bot with its lifespan: the schedule, the worker and the socket."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app.asgi(), log_config=None, access_log=False))
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    wait_for(lambda: server.started or not thread.is_alive(), "the bot to start")
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)
    assert not thread.is_alive()


@pytest.fixture(scope="module")
def workspace() -> Iterator[SandboxServer]:
    """Patient, since what is sent while no socket is open has to be sent again until one is."""
    given: dict[str, Any] = {
        "bot_token": TOKEN,
        "app_token": APP_TOKEN,
        "retry_for": PATIENCE,
        "retry_every": 0.05,
    }
    with SandboxServer({}, **given) as running:
        running.control("config", subscriptions=ASKED)
        yield running


@pytest.fixture
def connected(sqlite_url: str, workspace: SandboxServer, clock: FrozenClock) -> Iterator[Connected]:
    workspace.control("world", world=WORLD)
    given = settings(
        sqlite_url,
        workspace.api_url,
        slack_app_token=SecretStr(APP_TOKEN),
        slack_signing_secret=SecretStr(""),
        tick_seconds=0.05,
    )
    app = build(given, clock)
    with started(app) as url:
        room = Connected(workspace, app, clock, url)
        wait_for(lambda: room.sockets() == 1, "the socket", PATIENCE)
        yield room
    wait_for(lambda: room.sockets() == 0, "the socket to close")


def test_the_main_job_is_done_over_the_socket(connected: Connected) -> None:
    connected.play()
    connected.wait_for_card("DRAFT", "7 OF 7 MESSAGES")
    connected.click(ids.EDIT, MARIA)
    edited = connected.submit(MARIA, section_value(connected.modal(MARIA), "Checkout failed for 25 minutes."))
    assert not edited.get("errors")
    connected.wait_for_card("CHECKOUT FAILED FOR 25 MINUTES.")
    connected.click(ids.ASK, MARIA)
    asked = {ids.REVIEWERS: {ids.PEOPLE: {"selected_users": [ANA]}}}
    assert not connected.submit(MARIA, asked).get("errors")
    connected.wait_for_card("IN REVIEW")
    connected.click(ids.APPROVE, ANA)
    connected.wait_for_card("APPROVED")
    connected.click(ids.PUBLISH, MARIA)
    radio = next(b for b in connected.modal(MARIA)["blocks"] if b["block_id"] == ids.VISIBILITY)["element"]
    public = next(o for o in radio["options"] if o["value"] == "public")
    connected.submit(MARIA, {ids.VISIBILITY: {radio["action_id"]: {"selected_option": public}}})
    connected.wait_for_card("PUBLISHED")
    (found,) = connected.app.store.recent_postmortems("T0TEST", 10)
    page = httpx2.get(f"{connected.url}/p/{found.slug}", trust_env=False)
    assert page.status_code == 200
    assert "Checkout failed for 25 minutes." in page.text


def test_a_command_is_answered_over_the_socket(connected: Connected) -> None:
    answer = connected.command("list")
    assert "postmortem" in words(answer["response"]).lower()


def test_without_a_signing_secret_there_is_no_address_for_slacks_requests(connected: Connected) -> None:
    headers = signed(BODY)  # by a secret that is not set here
    for method, path in (("POST", "/slack/events"), ("GET", "/slack/events"), ("POST", "/slack/events/")):
        raw = {k: v if isinstance(v, bytes) else v.encode() for k, v in headers.items()}
        answer = httpx2.request(method, connected.url + path, content=BODY, headers=raw, trust_env=False)  # type: ignore[arg-type]
        assert answer.status_code == 404
    assert httpx2.get(f"{connected.url}/readyz", trust_env=False).status_code == 200
    assert connected.app.store.messages("T0TEST", CHANNEL) == []


def test_every_event_sent_twice_changes_nothing(connected: Connected) -> None:
    for line in [*STORY, RESOLVED]:
        connected.say(*line)
        connected.sandbox.control("redeliver", event_id="last", times=1)
    connected.settle()
    connected.wait_for_card("7 OF 7 MESSAGES")
    before = connected.ours()
    for sent in connected.sandbox.look("deliveries")["deliveries"]:
        connected.sandbox.control("redeliver", event_id=sent["event_id"], times=2)
    connected.settle()
    time.sleep(0.3)  # several rounds of the worker, which must find nothing to do
    assert connected.ours() == before
    assert len(connected.app.store.recent_postmortems("T0TEST", 10)) == 1


def test_a_socket_that_slack_closes_again_and_again_loses_nothing(connected: Connected) -> None:
    closed = 0
    for line in [*STORY, RESOLVED]:
        connected.say(*line)
        closed += connected.disconnect()
        connected.settle()
    assert closed > 1
    assert connected.states() == {"delivered"}
    connected.wait_for_card("7 OF 7 MESSAGES")


def test_what_is_said_while_no_socket_is_open_arrives_afterwards(connected: Connected) -> None:
    connected.sandbox.control("fault", method="apps.connections.open", error="ratelimited", retry_after=1)
    connected.disconnect()
    connected.play()
    assert connected.cards() == []
    connected.settle()
    assert connected.states() == {"delivered"}
    connected.wait_for_card("7 OF 7 MESSAGES")
    assert any(
        attempt["failure"]
        for sent in connected.sandbox.look("deliveries")["deliveries"]
        for attempt in sent["attempts"]
    )


def test_events_out_of_order_and_twice_around_a_reconnection_come_to_one_card(connected: Connected) -> None:
    connected.sandbox.control("hold")
    connected.play()
    for sent in connected.sandbox.look("deliveries")["deliveries"]:
        connected.sandbox.control("redeliver", event_id=sent["event_id"], times=1)
    connected.disconnect()
    connected.sandbox.control("release", order="reverse")
    connected.settle()
    connected.wait_for_card("7 OF 7 MESSAGES")
    connected.disconnect()
    connected.say(*FOLLOW_UP)
    connected.settle()
    wait_for(lambda: len(connected.app.store.messages("T0TEST", CHANNEL)) == 8, "the last message")
    connected.clock.advance(30)
    wait_for(lambda: "contract test" in words(connected.ours()), "the redraft")
    assert len(connected.cards()) == 1


def test_while_slack_is_away_the_pages_are_served_and_the_bot_can_be_stopped(sqlite_url: str) -> None:
    with socket.socket() as taken:  # bound and not listening: whoever connects is refused
        taken.bind(("127.0.0.1", 0))
        away = f"http://127.0.0.1:{taken.getsockname()[1]}/api/"
        with started(build(settings(sqlite_url, away, slack_app_token=SecretStr(APP_TOKEN)))) as url:
            assert httpx2.get(f"{url}/readyz", trust_env=False).status_code == 200
