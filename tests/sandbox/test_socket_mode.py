"""The same bot over Socket Mode, with the real aiohttp client."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import SandboxServer
from tests.sandbox.tiny_bot import build_bolt, wait_until

Json = dict[str, Any]


class SocketBot:
    """The tiny bot, connected by a socket, in its own thread."""

    def __init__(self, api_url: str) -> None:
        self.heard: list[Json] = []
        self._api_url = api_url
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_until_complete, args=(self._run(),))
        self._stop = asyncio.Event()

    def __enter__(self) -> SocketBot:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(timeout=10)
        self._loop.close()

    async def _run(self) -> None:
        web = AsyncWebClient("xapp-sandbox", base_url=self._api_url)
        handler = AsyncSocketModeHandler(
            build_bolt(self._api_url, self.heard), "xapp-sandbox", web_client=web, ping_interval=0.2
        )
        await handler.connect_async()  # type: ignore[no-untyped-call]
        await self._stop.wait()
        await handler.close_async()  # type: ignore[no-untyped-call]


@pytest.fixture
def socket_bot(sandbox: SandboxServer) -> Iterator[SocketBot]:
    with SocketBot(sandbox.api_url) as running:
        wait_until(lambda: sandbox.look("deliveries")["sockets"] == 1)
        yield running
    wait_until(lambda: sandbox.look("deliveries")["sockets"] == 0)


def test_events_commands_and_clicks_go_over_the_socket(sandbox: SandboxServer, socket_bot: SocketBot) -> None:
    sandbox.control("message", channel="C0INC", user="U0ANA", text="hello")
    assert sandbox.control("settle", timeout=5)["settled"]
    assert sandbox.look("deliveries")["deliveries"][0]["state"] == "delivered"
    assert socket_bot.heard[0]["body"]["event"]["text"] == "hello"
    result = sandbox.control("command", user="U0ANA", channel="C0INC", text="/postmortem help")
    assert result["response"]["text"] == "You typed help."
    sandbox.control("command", user="U0ANA", channel="C0INC", text="/postmortem edit")
    (view,) = sandbox.look("views", user="U0ANA")["views"]
    values = {"cause": {"text": {"value": "Bob"}}}
    result = sandbox.control("submit", user="U0ANA", view_id=view["id"], values=values)
    assert result["errors"] == {"cause": "Say what the process allowed."}


def test_a_bot_asked_to_reconnect_does(sandbox: SandboxServer, socket_bot: SocketBot) -> None:
    assert sandbox.control("disconnect")["closed"] == 1
    wait_until(lambda: sandbox.look("deliveries")["sockets"] == 1)
    sandbox.control("message", channel="C0INC", user="U0ANA", text="still there?")
    assert sandbox.control("settle", timeout=5)["settled"]
    assert socket_bot.heard[-1]["body"]["event"]["text"] == "still there?"


def test_only_the_app_token_opens_a_socket(sandbox: SandboxServer) -> None:
    client = WebClient("xoxb-sandbox", base_url=sandbox.api_url)
    with pytest.raises(SlackApiError) as refused:
        client.apps_connections_open(app_token="xoxb-sandbox")
    assert refused.value.response["error"] == "not_allowed_token_type"
    assert client.apps_connections_open(app_token="xapp-sandbox")["url"].startswith("ws://127.0.0.1:")
