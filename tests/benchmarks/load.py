"""Load on loopback: signed requests over kept-alive connections, and how long each waited for its ack."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
import urllib.parse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

SECRET = "benchmark-signing-secret"
TEAM, CHANNEL = "T0TEST", "C0INC"
OTHER = "C0QUIET"  # where people talk: an incident of 20,000 messages would measure its redrafts

_numbers = count(int(time.time() * 1000))


@dataclass(frozen=True, slots=True)
class Result:
    """One run: requests a second, and the wait for an answer in milliseconds."""

    rps: float
    p50: float
    p99: float


def events(number: int) -> list[bytes]:
    """Signed message events, each with its own id, as raw HTTP requests."""
    return [_request("application/json", json.dumps(_event()).encode()) for _ in range(number)]


def commands(number: int, text: str) -> list[bytes]:
    """Signed slash commands, each with its own trigger."""
    kind = "application/x-www-form-urlencoded"
    return [_request(kind, urllib.parse.urlencode(_command(text)).encode()) for _ in range(number)]


async def run(port: int, requests: Sequence[bytes], concurrency: int) -> Result:
    """Sends all of them from ``concurrency`` connections. Raises AssertionError for any answer but 200."""
    waits: list[float] = []
    queue = iter(requests)
    began = time.perf_counter()
    await asyncio.gather(*(_connection(port, queue, waits) for _ in range(concurrency)))
    took = time.perf_counter() - began
    waits.sort()
    return Result(len(waits) / took, 1000 * waits[len(waits) // 2], 1000 * waits[int(len(waits) * 0.99)])


async def _connection(port: int, queue: Iterator[bytes], waits: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for request in queue:
        began = time.perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0] or 0)
        await reader.readexactly(length)
        waits.append(time.perf_counter() - began)
        assert head.startswith(b"HTTP/1.1 200"), head
    writer.close()
    await writer.wait_closed()


def _request(kind: str, body: bytes) -> bytes:
    stamp = str(int(time.time()))
    signature = hmac.new(SECRET.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    head = (
        "POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
        f"X-Slack-Request-Timestamp: {stamp}\r\nX-Slack-Signature: v0={signature}\r\n\r\n"
    )
    return head.encode() + body


def _event() -> dict[str, object]:
    number = next(_numbers)
    ts = f"{number / 1000:.6f}"
    event = {
        "type": "message",
        "channel": OTHER,
        "user": "U0ANA",
        "text": "declines are at 11.6% of payment attempts right now, against the usual 1.8",
        "ts": ts,
        "team": TEAM,
        "event_ts": ts,
        "channel_type": "channel",
        "client_msg_id": f"11111111-1111-4111-8111-{number % 10**12:012d}",
    }
    return {
        "token": "x",
        "team_id": TEAM,
        "api_app_id": "A0POSTMORTEM",
        "event": event,
        "type": "event_callback",
        "event_id": f"Ev{number}",
        "event_time": number // 1000,
        "authorizations": [{"team_id": TEAM, "user_id": "U0POSTMORTEM", "is_bot": True}],
        "is_ext_shared_channel": False,
    }


def _command(text: str) -> dict[str, str]:
    number = next(_numbers)
    return {
        "token": "x",
        "team_id": TEAM,
        "team_domain": "test-team",
        "channel_id": CHANNEL,
        "channel_name": "inc-2041-checkout",
        "user_id": "U0ANA",
        "user_name": "ana",
        "command": "/postmortem",
        "text": text,
        "api_app_id": "A0POSTMORTEM",
        "is_enterprise_install": "false",
        "response_url": "http://127.0.0.1:9/none",
        "trigger_id": f"{number}.1.abc",
    }
