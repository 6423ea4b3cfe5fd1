"""A very small bot, built on the real Bolt, for the sandbox to talk to."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import uvicorn
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.sandbox.server import listen

Json = dict[str, Any]

MODAL: Json = {
    "type": "modal",
    "callback_id": "edit",
    "title": {"type": "plain_text", "text": "Edit"},
    "submit": {"type": "plain_text", "text": "Save"},
    "notify_on_close": True,
    "private_metadata": "kept",
    "blocks": [
        {
            "type": "input",
            "block_id": "cause",
            "label": {"type": "plain_text", "text": "Root cause"},
            "element": {"type": "plain_text_input", "action_id": "text", "initial_value": "unknown"},
        },
        {
            "type": "actions",
            "block_id": "buttons",
            "elements": [
                {"type": "button", "action_id": "push", "text": {"type": "plain_text", "text": "More"}}
            ],
        },
    ],
}

CARD: list[Json] = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "A draft"}},
    {
        "type": "actions",
        "block_id": "card",
        "elements": [
            {
                "type": "button",
                "action_id": "approve",
                "value": "PM-1:3",
                "text": {"type": "plain_text", "text": "Approve"},
            },
            {"type": "button", "action_id": "open", "text": {"type": "plain_text", "text": "Edit"}},
        ],
    },
]


def build_bolt(api_url: str, heard: list[Json], signing_secret: str = "sandbox-signing-secret") -> AsyncApp:
    """The bot itself; what it hears goes into `heard` with its headers."""
    client = AsyncWebClient("xoxb-sandbox", base_url=api_url)
    app = AsyncApp(
        client=client, token="xoxb-sandbox", signing_secret=signing_secret, process_before_response=True
    )

    @app.middleware
    async def hear(req: Any, body: Json, next: Any) -> None:
        heard.append({"body": body, "headers": {name: value[0] for name, value in req.headers.items()}})
        await next()

    @app.event("message")
    @app.event("app_mention")
    @app.event("app_home_opened")
    @app.event("reaction_added")
    @app.event("reaction_removed")
    @app.event("pin_added")
    @app.event("pin_removed")
    @app.event("member_joined_channel")
    @app.event("channel_archive")
    async def event(ack: Any) -> None:
        await ack()

    @app.command("/postmortem")
    async def command(ack: Any, command: Json, client: AsyncWebClient, respond: Any) -> None:
        if command["text"] == "edit":
            await client.views_open(trigger_id=command["trigger_id"], view=MODAL)
            await ack()
        elif command["text"] == "later":
            await ack()
            await respond(text="one")
            await respond(text="two", replace_original=True)
        else:
            await ack(f"You typed {command['text']}.")

    @app.action("approve")
    async def approve(ack: Any, respond: Any) -> None:
        await ack()
        await respond(text="Approved.", blocks=[], replace_original=True)

    @app.action("open")
    async def open_modal(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=MODAL)

    @app.action("push")
    async def push(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_push(trigger_id=body["trigger_id"], view={**MODAL, "private_metadata": "second"})

    @app.view("edit")
    async def save(ack: Any, view: Json) -> None:
        text = view["state"]["values"]["cause"]["text"]["value"]
        if "Bob" in text:
            await ack(response_action="errors", errors={"cause": "Say what the process allowed."})
        elif text == "again":
            await ack(response_action="update", view={**MODAL, "private_metadata": "updated"})
        elif text == "all":
            await ack(response_action="clear")
        else:
            await ack()

    @app.view_closed("edit")
    @app.shortcut("make")
    async def acknowledged(ack: Any) -> None:
        await ack()

    return app


class TinyBot:
    """The bot on a free port; `fail(n)` makes it answer 500 to the next n requests without hearing them."""

    def __init__(self, api_url: str) -> None:
        self.heard: list[Json] = []
        self._failing = 0
        self._handler = AsyncSlackRequestHandler(build_bolt(api_url, self.heard))
        self._listener = listen()
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}/slack/events"
        app = Starlette(routes=[Route("/slack/events", self._receive, methods=["POST"])])
        settings = uvicorn.Config(app, log_level="error", ws="none", timeout_graceful_shutdown=1)
        self._server = uvicorn.Server(settings)
        self._thread = threading.Thread(target=self._server.run, args=([self._listener],), daemon=True)

    def __enter__(self) -> TinyBot:
        self._thread.start()
        wait_until(lambda: self._server.started)
        return self

    def __exit__(self, *error: object) -> None:
        self._server.should_exit = True
        self._thread.join(timeout=10)
        self._listener.close()

    def fail(self, times: int) -> None:
        self._failing = times

    def events(self, kind: str = "message") -> list[Json]:
        """The events heard, oldest first."""
        bodies = [item["body"] for item in self.heard]
        found = [body["event"] for body in bodies if body.get("type") == "event_callback"]
        return [event for event in found if event["type"] == kind]

    def payloads(self, kind: str) -> list[Json]:
        """The interactions heard, oldest first."""
        return [item["body"] for item in self.heard if item["body"].get("type") == kind]

    async def _receive(self, request: Request) -> Response:
        if self._failing > 0:
            self._failing -= 1
            return Response(status_code=500)
        return await self._handler.handle(request)


def wait_until(condition: Callable[[], Any], seconds: float = 5.0) -> None:
    """Wait for something that another thread brings about."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.005)
