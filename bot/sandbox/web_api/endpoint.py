"""`/api/<method>`: reads the call, lets faults strike, does it, notes it."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from bot.sandbox.errors import RateLimited, SlackError
from bot.sandbox.faults import Fault
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.web_api import chat, conversations, people, views
from bot.sandbox.web_api.call import Call, Method

Json = dict[str, Any]

METHODS: dict[str, Method] = {**chat.METHODS, **conversations.METHODS, **people.METHODS, **views.METHODS}

_SCOPES = (
    "channels:history,channels:read,channels:join,chat:write,commands,groups:history,groups:read,"
    "im:history,im:read,im:write,mpim:read,reactions:read,reactions:write,team:read,usergroups:read,"
    "users:read,users:read.email"
)


async def web_api(request: Request) -> Response:
    """Answer one Web API call as Slack would."""
    sandbox: Sandbox = request.app.state.sandbox
    method = request.path_params["method"]
    started, at = time.perf_counter(), time.time()
    try:
        args = await _arguments(request)
    except ClientDisconnect:
        return Response(status_code=499)  # nobody hears it, and the call never took place
    token = _token(request, args)
    fault = sandbox.faults.take(method, args)
    if fault is not None and fault.delay and not fault.apply:
        await asyncio.sleep(fault.delay)
    strikes = fault is not None and not fault.only_late
    applied = fault is None or fault.only_late or fault.apply
    status, body, headers = _do(sandbox, method, token, args) if applied else (200, {}, {})
    if fault is not None and fault.delay and fault.apply:
        await asyncio.sleep(fault.delay)
    if fault is not None and strikes:
        status, body, headers = _struck(fault)
    shown = {"method": method, "args": args, "status": status, "ok": body.get("ok", False), "at": at}
    taken = round((time.perf_counter() - started) * 1000, 2)
    sandbox.calls.add(
        {**shown, "error": body.get("error"), "ms": taken, "applied": applied, "fault": strikes}
    )
    if fault is not None and fault.drops:
        return await _dropped(request)
    return JSONResponse(body, status_code=status, headers={"x-oauth-scopes": _SCOPES, **headers})


def _do(sandbox: Sandbox, method: str, token: str | None, args: Json) -> tuple[int, Json, dict[str, str]]:
    try:
        _check_token(sandbox, method, token)
        if sandbox.config.enforce_rates:
            sandbox.rates.check(method, args)
        handler = METHODS.get(method)
        if handler is None:
            raise SlackError("unknown_method", req_method=method)
        return 200, {"ok": True, **handler(Call(sandbox, args))}, {}
    except RateLimited as limited:
        return 429, SlackError("ratelimited").body(), {"Retry-After": str(limited.retry_after)}
    except SlackError as refused:
        return 200, refused.body(), {}


def _struck(fault: Fault) -> tuple[int, Json, dict[str, str]]:
    status = fault.status or 200
    headers: dict[str, str] = {}
    if status == 429 or fault.retry_after is not None:
        status = 429
        headers["Retry-After"] = str(fault.retry_after if fault.retry_after is not None else 1)
    default = {429: "ratelimited", 500: "internal_error", 503: "service_unavailable"}
    return status, SlackError(fault.error or default.get(status, "fatal_error")).body(), headers


async def _dropped(request: Request) -> Response:
    """Close the connection instead of answering; where the server offers no way, a 500 without a body."""
    drop = getattr(request.app.state, "drop_connection", None)
    if drop is not None and drop(request.scope.get("client")):
        await asyncio.sleep(0.01)
    return Response(status_code=500)


def _check_token(sandbox: Sandbox, method: str, token: str | None) -> None:
    if method == "api.test":
        return
    config = sandbox.config
    if not token:
        raise SlackError("not_authed")
    needs_app = method == "apps.connections.open"
    right, wrong = (config.app_token, config.bot_token)[:: 1 if needs_app else -1]
    if token == wrong:
        raise SlackError("not_allowed_token_type")
    if token != right:
        raise SlackError("invalid_auth")
    if sandbox.revoked is not None:
        raise SlackError(sandbox.revoked)


async def _arguments(request: Request) -> Json:
    """Query, form or JSON, whichever the SDK chose."""
    args: Json = dict(request.query_params)
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        try:
            body = json.loads(await request.body() or b"{}")
        except ValueError:
            body = {}
        return args | (body if isinstance(body, dict) else {})
    async with request.form() as form:
        return args | {name: value for name, value in form.items() if isinstance(value, str)}


def _token(request: Request, args: Json) -> str | None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    in_body = args.pop("token", None)
    return token if scheme.lower() == "bearer" and token else in_body
