"""A published postmortem of ours as an earlier incident, for the next one like it."""

from __future__ import annotations

import re

from bot.incident import Incident, PastIncident
from bot.postmortem import Postmortem

PAGES = "/p/"  # where published pages are served; the host in front may change
_CITATION = re.compile(r"(?:\s*(?<!\\)\[\d+\])+")
_LINK = re.compile(r"(?<!\\)\[([^\]\n]*)\]\([^)\s]*\)")
_MARKUP = re.compile(r"^\s*(?:[-*+]|\d+[.)]|#+|>)\s+|\*\*|__|`", re.MULTILINE)
_ESCAPED = re.compile(r"\\([^\w\s])")
_WEIGHED = "Changes considered"  # what the template puts below the cause


def as_past(postmortem: Postmortem, incident: Incident) -> PastIncident:
    """What is worth comparing with and reading again: its words without citations and Markdown.

    ``url`` is the path of its page.
    """
    bodies = {section.key: section.body for section in postmortem.sections}
    return PastIncident(
        id=postmortem.id,
        title=postmortem.title,
        services=incident.services,
        root_cause=_plain(bodies.get("root_cause", "").partition(_WEIGHED)[0]),
        summary=_plain(bodies.get("summary", "")),
        resolved_at=incident.resolved_at,
        url=f"{PAGES}{postmortem.slug}" if postmortem.slug else None,
    )


def is_page(url: str | None) -> bool:
    """Whether an earlier incident's address is the path of a page of ours."""
    return bool(url) and str(url).startswith(PAGES)


def _plain(markdown: str) -> str:
    text = _LINK.sub(r"\1", _CITATION.sub("", markdown))
    return " ".join(_ESCAPED.sub(r"\1", _MARKUP.sub("", text)).split())
