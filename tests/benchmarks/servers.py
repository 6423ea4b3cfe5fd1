"""The two servers that are compared, each a process of its own: bare Bolt that only acks, and the bot."""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import signal
import socket
import time
from collections.abc import Iterator
from typing import Any

from pydantic import SecretStr
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.app import build
from bot.cli.serve import listen
from tests.benchmarks.load import SECRET
from tests.scenarios.room import TOKEN, settings

_FORKS = multiprocessing.get_context("spawn")


def bare(port: int, api_url: str) -> None:
    """Bolt as it comes, acking events and commands before doing nothing with them."""
    client = AsyncWebClient(token=TOKEN, base_url=api_url)
    app = AsyncApp(client=client, signing_secret=SECRET, process_before_response=True)

    async def acked(ack: AsyncAck) -> None:
        await ack()

    app.event("message")(acked)
    app.command("/postmortem")(acked)
    handler = AsyncSlackRequestHandler(app)

    async def endpoint(request: Request) -> Response:
        return await handler.handle(request)

    _serve(Starlette(routes=[Route("/slack/events", endpoint, methods=["POST"])]), port)


def ours(port: int, api_url: str, database_url: str, working: bool) -> None:
    """The whole bot; with ``working`` its schedule runs beside, as it does in production."""
    given = settings(database_url, api_url, slack_signing_secret=SecretStr(SECRET), port=port)
    asgi = build(given).asgi()
    _serve(asgi if working else Starlette(routes=asgi.routes), port)


@contextlib.contextmanager
def running(target: Any, *arguments: Any) -> Iterator[int]:
    """The server's port, once it listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    process = _FORKS.Process(target=target, args=(port, *arguments), daemon=True)
    process.start()
    try:
        _wait(port)
        yield port
    finally:
        assert process.pid
        os.kill(process.pid, signal.SIGTERM)
        process.join(timeout=20)


def _serve(app: Starlette, port: int) -> None:
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    listen(app, "127.0.0.1", port)


def _wait(port: int) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=0.2):
            return
        time.sleep(0.05)
    raise RuntimeError("the server did not come up")
