"""A workspace to call, and the client that calls it."""

from __future__ import annotations

from typing import Any

from bot.clients.slack import SlackChat
from bot.sandbox import SandboxServer
from bot.showing import Post
from tests.scenarios.room import ANA, CHANNEL, TOKEN, WORLD, stamp

PRIVATE = "C0PRIVATE"
PEOPLE: list[dict[str, Any]] = [
    *WORLD["users"],
    {"id": "U0GONE", "name": "gone", "real_name": "Gone Away", "deleted": True},
]


def chat_at(url: str, token: str = TOKEN) -> SlackChat:
    return SlackChat(token, base_url=url, public_url="https://bot.example")


def post(text: str = "hello", part: str = "card") -> Post:
    return Post(part, "digest", {"text": text})


def said(sandbox: SandboxServer, minutes: float, text: str, **more: Any) -> str:
    fields = {"channel": CHANNEL, "user": ANA, "ts": stamp(minutes), **more}
    return str(sandbox.control("message", text=text, **fields)["ts"])
