"""What a card's headline says already, so that the summary under it begins with what it does not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC

from bot.drafting.draft import Claim
from bot.showing import Shown

_WORD = re.compile(r"\d+(?::\d\d)?|[^\W\d_]+")
_SMALL = frozenset(
    "a an and affected affecting at began begins began by ended ends for from impact in incident is it its "
    "lasted later min minute minutes of on over resolved service services severity started the there to "
    "until utc was were with hour hours h m day days sev".split()
)


def without_headline(summary: Sequence[Claim], shown: Shown) -> Sequence[Claim]:
    """The summary from its first statement with news in it; all of it if none has any."""
    known = _SMALL | set(_headline(shown))
    for index, claim in enumerate(summary):
        if not set(_words(claim.text)) <= known:
            return summary[index:]
    return summary


def _headline(shown: Shown) -> list[str]:
    incident = shown.incident
    times = [at.astimezone(UTC) for at in (incident.started_at, incident.resolved_at) if at]
    said = [incident.id, incident.title, shown.postmortem.title, incident.severity or "", *incident.services]
    said += [f"{at:%H:%M} {at:%Y-%m-%d}" for at in times] + [str(incident.duration_minutes or "")]
    return [word for text in said for word in _words(text)]


def _words(text: str) -> list[str]:
    return [word.lstrip("0") or "0" for word in _WORD.findall(text.lower())]
