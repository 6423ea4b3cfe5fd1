"""Slack's way in: signed HTTP at /slack/events, or Socket Mode; the same listeners behind both."""

from __future__ import annotations

from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from handlers.slack import actions, commands, events, home, submissions
from handlers.slack.use_cases import UseCases


def bolt_app(cases: UseCases, *, token: str, signing_secret: str, api_url: str) -> AsyncApp:
    """Every listener of ours on one Bolt app.

    ``process_before_response`` lets a listener commit before Bolt acks: by default Bolt acks an
    event first and runs the listener in memory, where a crash loses it.
    """
    client = AsyncWebClient(token=token, base_url=api_url, timeout=10)
    client.retry_handlers.append(AsyncRateLimitErrorRetryHandler(max_retry_count=1))
    app = AsyncApp(
        client=client,
        signing_secret=signing_secret or "socket-mode-only",
        process_before_response=True,
        raise_error_for_unhandled_request=False,
    )
    for part in (events, commands, actions, submissions, home):
        part.register(app, cases)
    return app


def routes(app: AsyncApp) -> list[Route]:
    handler = AsyncSlackRequestHandler(app)

    async def endpoint(request: Request) -> Response:
        # slack_sdk's verifier raises on these two, which would be a 500 for a forged request.
        stamp = request.headers.get("x-slack-request-timestamp", "")
        signature = request.headers.get("x-slack-signature", "")
        if not (stamp.isascii() and stamp.isdecimal() and len(stamp) < 15 and signature.isascii()):
            return PlainTextResponse("The request is not signed by Slack.", status_code=401)
        return await handler.handle(request)

    return [Route("/slack/events", endpoint, methods=["POST"])]
