"""One sandbox and one tiny bot for each test module; every test begins with an empty workspace."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.sandbox import SandboxServer
from tests.sandbox.tiny_bot import TinyBot

WORLD: dict[str, Any] = {
    "team": {"id": "T0TEST", "name": "Test Team"},
    "users": [
        {"id": "U0ANA", "name": "ana", "real_name": "Ana", "tz": "Europe/Lisbon", "email": "ana@example.com"},
        {"id": "U0JONAS", "name": "jonas", "real_name": "Jonas", "tz": "Europe/Berlin"},
        {"id": "U0GONE", "name": "gone", "real_name": "Gone", "deleted": True},
    ],
    "channels": [
        {"id": "C0INC", "name": "inc-1"},
        {"id": "C0ELSE", "name": "elsewhere", "members": ["U0ANA"]},
        {"id": "C0SECRET", "name": "inc-secret", "is_private": True, "members": ["U0JONAS", "U0POSTMORTEM"]},
    ],
    "shortcuts": [{"type": "message", "name": "Make a postmortem", "callback_id": "make"}],
}


@pytest.fixture(scope="module")
def server() -> Iterator[SandboxServer]:
    with SandboxServer(WORLD, retry_delays=(0.02, 0.05, 0.1)) as running:
        yield running


@pytest.fixture
def sandbox(server: SandboxServer) -> SandboxServer:
    server.control("config", bot_url=None, ack_timeout=3.0, retry_delays=[0.02, 0.05, 0.1], retry_for=None)
    server.control("config", trigger_seconds=3.0, response_url_uses=5, enforce_rates=False)
    server.control("world", world=WORLD)
    return server


@pytest.fixture(scope="module")
def running_bot(server: SandboxServer) -> Iterator[TinyBot]:
    with TinyBot(server.api_url) as running:
        yield running


@pytest.fixture
def bot(sandbox: SandboxServer, running_bot: TinyBot) -> TinyBot:
    running_bot.fail(0)
    running_bot.heard.clear()
    sandbox.control("config", bot_url=running_bot.url)
    return running_bot


@pytest.fixture
def client(sandbox: SandboxServer) -> WebClient:
    return WebClient("xoxb-sandbox", base_url=sandbox.api_url)
