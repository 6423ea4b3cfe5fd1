"""The summary: what failed, for how long, why and how it ended, in a few sentences."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.drafting.draft import Claim, Impact, RootCause
from bot.drafting.grounding import NUMBER
from bot.drafting.meaning import Reading, Sign
from bot.drafting.statements import finish
from bot.drafting.transcript import clean


def summarize(reading: Reading, impact: Impact, cause: RootCause) -> tuple[Claim, ...]:
    """Three to five statements; what is not known is said to be unknown."""
    claims = [_what(reading), _when(reading)]
    if impact.facts:
        claims.append(max(impact.facts, key=lambda fact: _counts(fact, reading)))
    claims.append(Claim(cause.text, cause.sources))
    return tuple(claims)


def _counts(fact: Claim, reading: Reading) -> tuple[bool, int]:
    """How much a fact reads like the final count: said as one, and the more figures the better."""
    note = reading.by_id[fact.sources[0]]
    return note.has(Sign.COUNTED), len(NUMBER.findall(fact.text))


def _what(reading: Reading) -> Claim:
    incident = reading.case.incident
    title = clean(incident.title)
    severity = f" ({clean(incident.severity)})" if incident.severity else ""
    services = ", ".join(map(clean, incident.services))
    where = f", on {services}" if services else ""
    return Claim(finish(f"{clean(incident.id)}{severity}: {title}{where}", 400), ("incident",))


def _when(reading: Reading) -> Claim:
    incident = reading.case.incident
    start, end, minutes = incident.started_at, incident.resolved_at, incident.duration_minutes
    by = reading.by_id.get(incident.resolved_by or "")
    sources = ("incident", by.id) if by else ("incident",)
    if start and end and minutes is not None:
        return Claim(
            f"It began at {_clock(start)} and was over at {_clock(end, start)}, {minutes} minutes later.",
            sources,
        )
    if start and end:
        text = (
            f"Its duration is unknown: the record has it over at {_clock(end)}, before it began at "
            f"{_clock(start)}."
        )
        return Claim(text, sources)
    if start:
        return Claim(
            f"It began at {_clock(start)}; the conversation does not say that it is over.", ("incident",)
        )
    if end:
        return Claim(f"It was over at {_clock(end)}; when it began is unknown.", sources)
    return Claim("When it began and ended is unknown.", ("incident",))


def _clock(at: datetime, day: datetime | None = None) -> str:
    """A time in UTC, with its date unless it is on the same day as ``day``."""
    at = at.astimezone(UTC)
    same = day is not None and day.astimezone(UTC).date() == at.date()
    return f"{at:%H:%M} UTC" if same else f"{at:%H:%M} UTC on {at:%Y-%m-%d}"
