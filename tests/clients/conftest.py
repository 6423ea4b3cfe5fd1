"""One sandbox for the clients' tests; each test begins with a fresh workspace."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.clients.slack import SlackChat
from bot.sandbox import SandboxServer
from tests.clients.workspace import PEOPLE, chat_at
from tests.scenarios.room import TOKEN, WORLD


@pytest.fixture(scope="package")
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
