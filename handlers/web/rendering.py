"""Our templates and static files, read once."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from blocks import html, web_words
from bot.postmortem import Visibility
from bot.showing import Shown
from handlers.web.security import dress

_HERE = Path(__file__).parent
_KINDS = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


class Pages:
    def __init__(self) -> None:
        self._files = {
            path.name: path.read_bytes()
            for path in (_HERE / "static").iterdir()
            if path.is_file() and path.suffix in _KINDS
        }
        self._environment = Environment(
            loader=FileSystemLoader(_HERE / "pages"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(asset=self._asset, words=web_words)

    def page(
        self,
        name: str,
        status: int = 200,
        *,
        cache: str = "no-store",
        referrer: str = "same-origin",
        **values: Any,
    ) -> Response:
        """A page from ``pages/<name>.html``."""
        text = self._environment.get_template(f"{name}.html").render(values)
        return dress(HTMLResponse(text, status), cache=cache, referrer=referrer)

    def file(self, name: str) -> Response | None:
        """A static file. Its address changes with its content, so a browser may keep it."""
        if name not in self._files:
            return None
        kind = _KINDS[Path(name).suffix]
        response = Response(self._files[name], headers={"Content-Type": kind})
        return dress(response, cache="public, max-age=604800, immutable")

    def _asset(self, name: str) -> str:
        return f"/static/{name}?v={hashlib.sha256(self._files[name]).hexdigest()[:12]}"


def reading_values(shown: Shown, *, outside: bool) -> Mapping[str, Any]:
    """What ``reading.html`` lays out."""
    deleted = {drift.number for drift in shown.drift if drift.deleted}
    return {
        "shown": shown,
        "postmortem": shown.postmortem,
        "incident": shown.incident,
        "title": web_words.line(shown.postmortem.title),
        "sections": html.body(shown),
        "sources": [
            (source, None if source.number in deleted else web_words.web_link(source.link))
            for source in shown.postmortem.sources
        ],
        "changed": {drift.number: drift.deleted for drift in shown.drift},
        "unknowns": shown.draft.unknowns if shown.draft else (),
        "timeline": html.timeline_svg(shown),
        "authors": web_words.names(shown, shown.postmortem.authors) if shown.people else (),
        "approvers": web_words.names(shown, shown.postmortem.approvals) if shown.people else (),
        "visibility": web_words.VISIBILITY[shown.postmortem.visibility or Visibility.TEAM],
        "incident_link": web_words.web_link(shown.incident.url),
        "outside": outside,
    }
