"""The summary: what it touched, when and how long, what customers lost, why, and how it ended."""

from __future__ import annotations

import re

from bot.drafting.draft import Claim, Impact, RootCause
from bot.drafting.grounding import NUMBER
from bot.drafting.meaning import Reading
from bot.drafting.statements import asks, finish, sentences
from bot.drafting.tools import Report, public_words
from bot.drafting.transcript import clean
from bot.drafting.wording import clock, listed, span

LONGEST_CAUSE = 280  # characters of what the summary says of the cause
_BUSY = re.compile(
    r"^\W*(?:we|our|wir|nous|estamos|stiamo|vi)\b|\b(?:we(?: are|['’]re)|our (?:engineers|team)|"
    r"will (?:update|post)|more (?:information|updates))\b",
    re.IGNORECASE,
)

# A first word that points at what was said before: alone, the statement says nothing.
_LEANS = re.compile(
    r"(?:that|this|those|these|it|its|it['’]s|they|them|there|so|and|but|he|she|dies\w*|es|eso|esto|esa|ese|"
    r"ça|cela|c['’]est|elle|isso|isto|questo|dat|dit)\b",
    re.IGNORECASE,
)


def summarize(reading: Reading, impact: Impact, cause: RootCause) -> tuple[Claim, ...]:
    """Three to six statements; what is not known is said to be unknown."""
    claims = [_what(reading), _when(reading)]
    told = _told_outside(reading)
    if told:
        claims.insert(1, told)
    if impact.facts:
        claims.append(max(impact.facts, key=lambda fact: _counts(fact, reading)))
    claims += _why(reading, cause)
    end = _end(reading)
    if end and end.sources[0] not in {source for claim in claims for source in claim.sources[:1]}:
        claims.append(end)
    return tuple(claims)


def _counts(fact: Claim, reading: Reading) -> tuple[float, int]:
    """How much a fact reads like the final count, and how many figures it has."""
    return reading.by_id[fact.sources[0]].weight.fact, len(NUMBER.findall(fact.text))


def _what(reading: Reading) -> Claim:
    """What the title leaves out: how grave it was, and where."""
    incident = reading.case.incident
    kind = f"{_article(clean(incident.severity))} incident" if incident.severity else "an incident"
    services = listed([clean(service) for service in incident.services])
    where = f" that touched {services}" if services else ""
    return Claim(finish(f"{clean(incident.id)} was {kind}{where}", 400), ("incident",))


def _article(noun: str) -> str:
    return f"an {noun}" if noun[:1].lower() in "aeio" else f"a {noun}"


def _told_outside(reading: Reading) -> Claim | None:
    """What customers were first told of it, without how busy everybody is."""
    for note in reading.posted:
        if note.report is Report.PUBLIC and note.is_safe:
            words = [s for s in sentences(public_words(note.item)) if not _BUSY.search(s)]
            if words:
                return Claim(f"Customers were told: “{finish(words[0], 200)}”", (note.id,))
    return None


def _when(reading: Reading) -> Claim:
    incident = reading.case.incident
    start, end, minutes = incident.started_at, incident.resolved_at, incident.duration_minutes
    by = reading.by_id.get(incident.resolved_by or "")
    sources = ("incident", by.id) if by else ("incident",)
    if start and end and minutes is not None:
        seen = incident.detected_at
        noticed = f", was detected at {clock(seen, start)}" if seen and start < seen < end else ""
        lasted = f"It lasted {span(minutes)}."
        return Claim(
            f"It began at {clock(start)}{noticed} and was over at {clock(end, start)}. {lasted}", sources
        )
    if start and end:
        text = (
            f"Its duration is unknown: the record has it over at {clock(end)}, before it began at "
            f"{clock(start)}."
        )
        return Claim(text, sources)
    if start:
        return Claim(
            f"It began at {clock(start)}; the conversation does not say that it is over.", ("incident",)
        )
    if end:
        return Claim(f"It was over at {clock(end)}; when it began is unknown.", sources)
    return Claim("When it began and ended is unknown.", ("incident",))


def _why(reading: Reading, cause: RootCause) -> list[Claim]:
    """The change that is the likeliest cause, and what was said most plainly of the cause."""
    claims: list[Claim] = []
    change = next((c for c in reading.case.changes if c.id == cause.change), None)
    if change and cause.statements:
        title = clean(change.title).rstrip(".")
        claims.append(
            Claim(f"The likeliest cause is the change {change.id}: {title}.", (f"change:{change.id}",))
        )
    if not cause.statements:
        return [Claim(cause.text, cause.sources)]
    stated = max(cause.statements, key=lambda said: _likely_cause(said, reading))
    return [*claims, Claim(finish(stated.text, LONGEST_CAUSE), stated.sources)]


def _likely_cause(said: Claim, reading: Reading) -> tuple[bool, float]:
    """How plainly a statement tells the cause to somebody who has read nothing before it."""
    note = reading.by_id.get(said.sources[0])
    return not _LEANS.match(said.text), note.weight.cause if note else 0.0


def _end(reading: Reading) -> Claim | None:
    """How it ended, in the words of who said so."""
    note = reading.by_id.get(reading.case.incident.resolved_by or "")
    if note is None or note.report is not None or not note.is_safe or not note.said or asks(note.said):
        return None
    return Claim(note.said, (note.id,))
