"""What every page says to the browser, who the visitor is, and what a form or an address may ask for."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from itsdangerous import BadData, TimestampSigner
from starlette.requests import Request
from starlette.responses import Response

from bot.reading import Visitor

SESSION_LASTS = 12 * 60 * 60  # seconds
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_OWN_PATH = re.compile(r"/(?![/\\])[A-Za-z0-9._~/#?=&%-]{0,500}")


def dress(response: Response, *, cache: str = "no-store", referrer: str = "same-origin") -> Response:
    """The response with our security headers (OWASP ASVS 5.0 §3.4)."""
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["Referrer-Policy"] = referrer
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = cache
    return response


@dataclass(frozen=True)
class Sessions:
    """Who a visitor is, in a signed cookie of twelve hours. Team membership is asked anew on each page."""

    secret_key: str = field(repr=False)
    secure: bool

    def __post_init__(self) -> None:
        if len(self.secret_key) < 16:
            raise ValueError("SECRET_KEY needs at least 16 characters, or sessions could be forged.")

    @property
    def cookie(self) -> str:
        # A browser takes a __Host- cookie only from us, over https and for our whole host.
        return "__Host-postmortem" if self.secure else "postmortem"

    def visitor(self, request: Request) -> Visitor | None:
        """Whom the cookie names; None when there is none, it is older than twelve hours, or not ours."""
        signed = request.cookies.get(self.cookie)
        if signed is None:
            return None
        try:
            value = self._signer.unsign(signed, max_age=SESSION_LASTS)
            workspace, _, person = urlsafe_b64decode(value + b"==").decode().partition(":")
        except (BadData, ValueError):
            return None
        return Visitor(workspace, person) if workspace and person else None

    def start(self, response: Response, visitor: Visitor) -> None:
        named = urlsafe_b64encode(f"{visitor.workspace}:{visitor.person}".encode()).rstrip(b"=")
        response.set_cookie(
            self.cookie,
            self._signer.sign(named).decode(),
            max_age=SESSION_LASTS,
            path="/",
            secure=self.secure,
            httponly=True,
            samesite="lax",
        )

    @property
    def _signer(self) -> TimestampSigner:
        return TimestampSigner(self.secret_key, salt="postmortem.reading-session")


def is_own_form(request: Request, base_url: str) -> bool:
    """Whether the browser says that the form was sent from a page of ours."""
    origin = request.headers.get("origin", "")
    if not origin or origin == "null":
        return request.headers.get("sec-fetch-site") == "same-origin"
    return origin.lower() in (_origin(base_url), _origin(str(request.base_url)))


def own_path(wanted: str | None) -> str:
    """``wanted`` if it is a path on this site, else the home page: nobody is sent elsewhere from here."""
    return wanted if wanted and _OWN_PATH.fullmatch(wanted) else "/"


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()
