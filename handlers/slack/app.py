"""Slack's way in: signed HTTP at /slack/events, or Socket Mode; the same listeners behind both."""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import parse_qsl

from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from handlers.slack import actions, commands, events, home, settings, submissions, wording
from handlers.slack.use_cases import UseCases


def bolt_app(cases: UseCases, *, token: str, api_url: str) -> AsyncApp:
    """Every listener of ours on one Bolt app.

    ``process_before_response`` lets a listener commit before Bolt acks: by default Bolt acks an
    event first and runs the listener in memory, where a crash loses it.
    """
    client = AsyncWebClient(token=token, base_url=api_url, timeout=10)
    client.retry_handlers.append(AsyncRateLimitErrorRetryHandler(max_retry_count=1))
    app = AsyncApp(
        client=client,
        request_verification_enabled=False,  # the endpoint below verifies, before anything is parsed
        process_before_response=True,
        raise_error_for_unhandled_request=False,
    )
    for part in (events, commands, actions, wording, submissions, settings, home):
        part.register(app, cases)
    events.register_rest(app)
    return app


def routes(app: AsyncApp, signing_secret: str) -> list[Route]:
    """The endpoint for Slack's requests; none without a secret to tell Slack's from anybody's."""
    if not signing_secret:
        return []
    handler = AsyncSlackRequestHandler(app)
    verifier = SignatureVerifier(signing_secret)

    async def endpoint(request: Request) -> Response:
        body = await request.body()
        if not is_signed(verifier, request.headers, body):
            return PlainTextResponse("The request is not signed by Slack, or is too old.", status_code=401)
        if not is_readable(request.headers.get("content-type", ""), body):
            return PlainTextResponse(
                "The body is neither JSON nor a form as Slack sends them.", status_code=400
            )
        return await handler.handle(request)

    return [Route("/slack/events", endpoint, methods=["POST"])]


def is_signed(verifier: SignatureVerifier, headers: Mapping[str, str], body: bytes) -> bool:
    """Whether Slack signed it within the last five minutes.

    slack_sdk's verifier raises ValueError for a time that is no number and TypeError for a
    signature that is not ASCII; a forged request is no server error.
    """
    stamp, signature = headers.get("x-slack-request-timestamp", ""), headers.get("x-slack-signature", "")
    if not (stamp.isascii() and stamp.isdecimal() and len(stamp) < 15 and signature.isascii()):
        return False
    try:
        return verifier.is_valid(body, stamp, signature)
    except UnicodeDecodeError:  # it decodes the body, which is any bytes at all
        return False


def is_readable(content_type: str, body: bytes) -> bool:
    """Whether Bolt can parse it: a JSON object, or a form whose payload (if any) is one."""
    try:
        text = body.decode()
        if content_type.startswith("application/x-www-form-urlencoded"):
            payload = dict(parse_qsl(text, keep_blank_values=True)).get("payload")
            return payload is None or isinstance(json.loads(payload), dict)
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False
