"""An incident channel with the real bot in it, driven as people and Slack drive it."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import uvicorn
from pydantic import SecretStr

from bot.app import App, build
from bot.config import Settings
from bot.sandbox import SandboxServer
from tests.fakes import FrozenClock

TEAM, CHANNEL = "T0TEST", "C0INC"
ANA, JONAS, MARIA = "U0ANA", "U0JONAS", "U0MARIA"
BOT = "U0POSTMORTEM"
TOKEN, SECRET = "xoxb-test", "test-signing-secret"
EPOCH = 1773324000.0  # 2026-03-12T14:00:00Z: when the stories begin

Json = dict[str, Any]

WORLD: Json = {
    "team": {"id": TEAM, "name": "Test Team"},
    "users": [
        {"id": ANA, "name": "ana", "real_name": "Ana Prieto", "tz": "Europe/Lisbon"},
        {"id": JONAS, "name": "jonas", "real_name": "Jonas Weber", "tz": "Europe/Berlin"},
        {"id": MARIA, "name": "maria", "real_name": "Maria Okafor", "tz": "America/New_York"},
    ],
    "channels": [
        {"id": CHANNEL, "name": "inc-2041-checkout"},
        {"id": "C0QUIET", "name": "kitchen"},
        {"id": "C0EMPTY", "name": "inc-7-nothing-said"},
        {
            "id": "C0PRIVATE",
            "name": "inc-9-secret",
            "is_private": True,
            "members": [ANA, JONAS, "U0POSTMORTEM"],
        },
    ],
}

# A small incident of our own: who says what, minute by minute.
STORY = [
    (0, ANA, "Checkout is failing for some customers, I see declined payments on checkout-api"),
    (2, JONAS, "11% of checkouts fail since 14:00. We deployed checkout-api 5.18.0 at 13:58"),
    (6, MARIA, "Customers are writing in, 31 tickets so far"),
    (9, JONAS, "Rolling checkout-api back to 5.17.3"),
    (15, JONAS, "Rollback of checkout-api to 5.17.3 is done, declines are falling"),
    (24, ANA, "Declines are back to normal for eight minutes"),
]
FOLLOW_UP = (27, JONAS, "I'll add a contract test for amounts by Friday, P1")
RESOLVED = (25, ANA, "INC-2041 is resolved as of 14:25, thanks everybody")


def stamp(minutes: float, salt: int = 100) -> str:
    return f"{EPOCH + minutes * 60:.0f}.{salt:06d}"


@dataclass
class Room:
    """``tick`` is one round of the worker, after everything sent has arrived."""

    sandbox: SandboxServer
    app: App
    clock: FrozenClock

    # -- what people do -------------------------------------------------------------------------

    def say(self, minutes: float, user: str, text: str, channel: str = CHANNEL, **more: Any) -> str:
        ts = stamp(minutes)
        sent = self.sandbox.control("message", channel=channel, user=user, text=text, ts=ts, **more)
        return str(sent["ts"])

    def play(self, *, resolved: bool = True) -> None:
        """The story, up to the announcement that it is over."""
        for line in STORY + [RESOLVED] * resolved:
            self.say(*line)

    def tick(self) -> None:
        assert self.sandbox.control("settle")["settled"]
        self.app.worker.tick()

    def later(self, seconds: float) -> None:
        """Time passes, and the worker does what has become due."""
        self.clock.advance(seconds)
        self.tick()

    def command(self, text: str, user: str = ANA, channel: str = CHANNEL) -> Json:
        answer = self.sandbox.control("command", user=user, channel=channel, text=f"/postmortem {text}")
        return dict(answer)

    def click(self, action: str, user: str, card: Json | None = None, **more: Any) -> Json:
        message = card or self.card()
        where = {"channel": more.pop("channel", CHANNEL), "message_ts": message["ts"]}
        return self.sandbox.control("action", user=user, action_id=action, **where, **more)

    def submit(self, user: str, values: Json) -> Json:
        return self.sandbox.control("submit", user=user, view_id=self.modal(user)["id"], values=values)

    # -- what people see ------------------------------------------------------------------------

    def messages(self, channel: str = CHANNEL) -> list[Json]:
        found: list[Json] = self.sandbox.look("messages", channel=channel)["messages"]
        return found

    def ours(self, channel: str = CHANNEL) -> list[Json]:
        return [m for m in self.messages(channel) if m.get("bot_id") == "B0POSTMORTEM"]

    def cards(self, channel: str = CHANNEL) -> list[Json]:
        return [m for m in self.ours(channel) if part(m) == "card"]

    def card(self, channel: str = CHANNEL) -> Json:
        (card,) = self.cards(channel)
        return card

    def direct(self, user: str) -> list[Json]:
        """What the bot wrote to somebody privately."""
        opened = self.sandbox.sandbox.workspace.world.channels.values()
        return [m for c in opened if c.kind == "im" and user in c.members for m in self.ours(c.id)]

    def private(self, user: str, channel: str = CHANNEL) -> list[str]:
        shown = self.sandbox.look("ephemerals", user=user, channel=channel)["messages"]
        return [words(m) for m in shown]

    def modal(self, user: str) -> Json:
        view: Json = self.sandbox.look("views", user=user)["views"][-1]
        return view

    def calls(self, method: str) -> list[Json]:
        found: list[Json] = self.sandbox.look("log", method=method)["calls"]
        return found


def part(message: Json) -> str:
    """Which part of its postmortem a message of ours is: "card", "section/timeline/1" …"""
    key = str(((message.get("metadata") or {}).get("event_payload") or {}).get("key", ""))
    return key.partition("/")[2]


def words(value: Any) -> str:
    """All the text of a message, view or block."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        keep = ("text", "blocks", "fields", "elements", "title", "label", "attachments", "options", "element",
                "initial_value", "accessory", "hint", "rows")  # fmt: skip
        return "\n".join(words(value[key]) for key in keep if key in value)
    if isinstance(value, list):
        return "\n".join(words(inner) for inner in value)
    return ""


@contextlib.contextmanager
def served(app: App, port: int = 0) -> Iterator[str]:
    """The bot on a loopback port without its schedule, so that a test decides when the worker works."""
    from starlette.applications import Starlette

    asgi = app.asgi()
    quiet = Starlette(routes=asgi.routes)
    listener = socket.create_server(("127.0.0.1", port))
    config = uvicorn.Config(
        quiet, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.005)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        listener.close()


def settings(database_url: str, api_url: str, **more: Any) -> Settings:
    """Settings that nothing around the test has a say in."""
    values: Json = {
        "database_url": database_url,
        "slack_bot_token": SecretStr(TOKEN),
        "slack_signing_secret": SecretStr(SECRET),
        "slack_app_token": SecretStr(""),
        "slack_api_url": api_url,
        "base_url": "http://127.0.0.1:3000",
        "secret_key": SecretStr("k" * 32),
        "openai_api_key": SecretStr(""),
        "openai_base_url": "",
        "openai_model": "",
        "openai_embedding_model": "",
    }
    return Settings(_env_file=None, **{**values, **more})  # type: ignore[call-arg]


@contextlib.contextmanager
def room(database_url: str, sandbox: SandboxServer, clock: FrozenClock, **parts: Any) -> Iterator[Room]:
    """A fresh workspace with the bot in its channels; ``parts`` are given to ``build``."""
    sandbox.control("world", world=WORLD)
    sandbox.control("clear_faults")
    app = build(settings(database_url, sandbox.api_url), clock, **parts)
    with served(app) as url:
        sandbox.control("config", bot_url=f"{url}/slack/events")
        yield Room(sandbox, app, clock)
    app.close()
