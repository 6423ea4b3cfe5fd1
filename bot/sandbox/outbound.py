"""One request to the bot: signed HTTP, or an envelope over its socket when it has one open."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import httpx2

from bot.sandbox.config import Config
from bot.sandbox.sockets import Sockets

Json = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """What came back.  `failure` is Slack's word for what went wrong (X-Slack-Retry-Reason)."""

    status: int | None
    body: Any
    ms: float
    failure: str | None = None
    no_retry: bool = False

    @property
    def ok(self) -> bool:
        """Whether the bot acknowledged in time."""
        return self.failure is None


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """Slack's v0 signature (docs.slack.dev, verifying requests)."""
    digest = hmac.new(secret.encode(), b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256)
    return f"v0={digest.hexdigest()}"


class Outbound:
    """Knows both ways to the bot.  Lives on the server's event loop."""

    def __init__(self, config: Config, sockets: Sockets) -> None:
        self._config = config
        self._sockets = sockets
        self._client: httpx2.AsyncClient | None = None

    def start(self) -> None:
        """Open the connection pool."""
        limits = httpx2.Limits(max_connections=64, max_keepalive_connections=16)
        self._client = httpx2.AsyncClient(timeout=None, limits=limits, trust_env=False)

    async def stop(self) -> None:
        """Close the connection pool."""
        if self._client is not None:
            await self._client.aclose()

    async def event(self, envelope: Json, retry_num: int = 0, reason: str | None = None) -> Answer:
        """Send an `event_callback`."""
        if self._sockets.count:
            more = {
                "accepts_response_payload": False,
                "retry_attempt": retry_num,
                "retry_reason": reason or "",
            }
            return await self._over_socket("events_api", envelope, more)
        headers = {"Content-Type": "application/json"}
        if retry_num:
            headers |= {
                "X-Slack-Retry-Num": str(retry_num),
                "X-Slack-Retry-Reason": reason or "unknown_error",
            }
        return await self._over_http(json.dumps(envelope).encode(), headers)

    async def command(self, form: Json) -> Answer:
        """Send a slash command."""
        if self._sockets.count:
            return await self._over_socket("slash_commands", form, {"accepts_response_payload": True})
        return await self._form({key: str(value) for key, value in form.items()})

    async def interaction(self, payload: Json) -> Answer:
        """Send a click, a submission or a shortcut."""
        if self._sockets.count:
            return await self._over_socket("interactive", payload, {"accepts_response_payload": True})
        return await self._form({"payload": json.dumps(payload)})

    async def _form(self, form: dict[str, str]) -> Answer:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return await self._over_http(urlencode(form).encode(), headers)

    async def _over_http(self, body: bytes, headers: dict[str, str]) -> Answer:
        if self._config.bot_url is None or self._client is None:
            return Answer(None, None, 0.0, "connection_failed")
        timestamp = str(int(time.time()))
        signature = sign(self._config.signing_secret, timestamp, body)
        headers |= {
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature,
        }
        started = time.perf_counter()
        try:
            async with asyncio.timeout(self._config.ack_timeout):
                response = await self._client.post(self._config.bot_url, content=body, headers=headers)
        except TimeoutError:
            return Answer(None, None, _ms(started), "http_timeout")
        except httpx2.HTTPError:
            return Answer(None, None, _ms(started), "connection_failed")
        failure = None if response.is_success else "http_error"
        no_retry = response.headers.get("x-slack-no-retry") == "1"
        return Answer(response.status_code, _parsed(response), _ms(started), failure, no_retry)

    async def _over_socket(self, kind: str, payload: Json, more: Json) -> Answer:
        started = time.perf_counter()
        try:
            body = await self._sockets.request(kind, payload, self._config.ack_timeout, **more)
        except TimeoutError:
            return Answer(None, None, _ms(started), "timeout")
        except ConnectionError:
            return Answer(None, None, _ms(started), "connection_failed")
        return Answer(200, body, _ms(started))


def _ms(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 2)


def _parsed(response: httpx2.Response) -> Any:
    """A JSON body as values, any other as text; nothing at all as None."""
    if not response.content:
        return None
    if response.headers.get("content-type", "").startswith("application/json"):
        try:
            return response.json()
        except ValueError:
            return response.text
    return response.text
