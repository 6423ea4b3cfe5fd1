"""The reading pages: published postmortems, the way in from chat, and whether we are up."""

from __future__ import annotations

import re
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from blocks import markdown
from blocks.audience import for_outsiders
from bot.errors import Permanent, Retryable, UserError
from bot.postmortem import Visibility
from bot.reading import Reading, Unseen
from bot.showing import Shown
from handlers.web.rendering import Pages, reading_values
from handlers.web.security import Sessions, dress, is_own_form, own_path

_Handler = Callable[[Request, Exception], Awaitable[Response]]
_OPEN_TO_ALL = "public, max-age=60"
# Our form's address is the token. "strict-origin" never tells a path, and unlike "no-referrer" it leaves
# the Origin header that the POST is checked by (Fetch standard: "no-referrer" makes it "null").
_ENTRY_REFERRER = "strict-origin"


def routes(
    reading: Reading, *, base_url: str, secret_key: str, ready: Callable[[], Mapping[str, str]]
) -> list[Route]:
    """Everything that people open in a browser. ``ready`` gives each part's name and "ok" or what is wrong.

    Without a ``secret_key`` one is made for this process, so sessions end with it. Raises ValueError
    when there is one that is too short to sign with.
    """
    sessions = Sessions(
        secret_key or secrets.token_urlsafe(32), secure=base_url.lower().startswith("https://")
    )
    web = _Web(reading, Pages(), sessions, base_url, ready)
    return [
        Route("/", web.home),
        Route("/p/{slug}.md", web.download),
        Route("/p/{slug}", web.read),
        Route("/enter/{token}", web.offer, methods=["GET"]),
        Route("/enter/{token}", web.enter, methods=["POST"]),
        Route("/static/{name}", web.static),
        Route("/healthz", web.healthy),
        Route("/readyz", web.is_ready),
    ]


def exception_handlers() -> dict[type[Exception], _Handler]:
    """Our own pages for what no route answers, and for what went wrong (for ``Starlette``)."""
    pages = Pages()

    async def refused(_: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
        response = pages.page("missing" if status == 404 else "refused", status)
        response.headers.update(headers)
        return response

    async def failed(*_: object) -> Response:
        return pages.page("failed", 500)

    return {HTTPException: refused, Exception: failed}


@dataclass(frozen=True)
class _Web:
    reading: Reading
    pages: Pages
    sessions: Sessions
    base_url: str
    ready: Callable[[], Mapping[str, str]]

    async def home(self, _: Request) -> Response:
        return self.pages.page("home", cache=_OPEN_TO_ALL)

    async def read(self, request: Request) -> Response:
        found = await self._find(request)
        if isinstance(found, Response):
            return found
        shown, outside = found
        values = await run_in_threadpool(reading_values, shown, outside=outside)
        return _for_all(self.pages.page("reading", **values), outside)

    async def download(self, request: Request) -> Response:
        found = await self._find(request)
        if isinstance(found, Response):
            return found
        shown, outside = found
        text = await run_in_threadpool(markdown.export, shown, base_url=self.base_url)
        name = re.sub(r"[^a-z0-9-]", "", shown.postmortem.slug or "") or "postmortem"
        headers = {"Content-Disposition": f'attachment; filename="{name}.md"'}
        response = PlainTextResponse(text, headers=headers, media_type="text/markdown")
        return _for_all(dress(response), outside)

    async def offer(self, request: Request) -> Response:
        """One button. Link scanners and previews open addresses, so opening consumes nothing."""
        token, after = request.path_params["token"], own_path(request.query_params.get("next"))
        action = f"/enter/{quote(token, safe='')}?next={quote(after, safe='')}"
        return self.pages.page("enter", referrer=_ENTRY_REFERRER, action=action)

    async def enter(self, request: Request) -> Response:
        if not is_own_form(request, self.base_url):
            return self.pages.page("refused", 403, referrer=_ENTRY_REFERRER)
        try:
            visitor = await run_in_threadpool(self.reading.enter, request.path_params["token"])
        except UserError:
            if self.sessions.visitor(request):  # an old link of somebody who is in already
                after = own_path(request.query_params.get("next"))
                return dress(RedirectResponse(after, 303), referrer=_ENTRY_REFERRER)
            return self.pages.page("expired", 410, referrer=_ENTRY_REFERRER)
        response = RedirectResponse(own_path(request.query_params.get("next")), 303)
        self.sessions.start(response, visitor)
        return dress(response, referrer=_ENTRY_REFERRER)

    async def static(self, request: Request) -> Response:
        return self.pages.file(request.path_params["name"]) or self.pages.page("missing", 404)

    async def healthy(self, _: Request) -> Response:
        return dress(JSONResponse({"status": "ok"}))

    async def is_ready(self, _: Request) -> Response:
        parts = await run_in_threadpool(self.ready)
        well = all(state == "ok" for state in parts.values())
        body = {"status": "ok" if well else "not ready", "parts": dict(parts)}
        return dress(JSONResponse(body, 200 if well else 503))

    async def _find(self, request: Request) -> tuple[Shown, bool] | Response:
        """The postmortem and whether the visitor stands outside, or the page that says why not."""
        visitor = self.sessions.visitor(request)
        try:
            shown = await run_in_threadpool(self.reading.page, request.path_params["slug"], visitor)
        except Unseen:
            return self.pages.page("missing", 404)
        except (Retryable, Permanent):  # the chat platform could not say who is a member
            response = self.pages.page("unreachable", 503)
            response.headers["Retry-After"] = "30"
            return response
        outside = shown.postmortem.visibility is Visibility.PUBLIC and (
            visitor is None or visitor.workspace != shown.postmortem.workspace
        )
        return (for_outsiders(shown) if outside else shown), outside


def _for_all(response: Response, outside: bool) -> Response:
    """What everybody gets alike may be kept by caches for a minute, apart from what members get."""
    response.headers["Vary"] = "Cookie"
    if outside:
        response.headers["Cache-Control"] = _OPEN_TO_ALL
        del response.headers["X-Robots-Tag"]
    return response
