"""What an incident, this one or an earlier one, tells of how it failed: ways to fail and words, weighed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.drafting.draft import Claim, RootCause
from bot.drafting.meaning import Reading, Sign
from bot.drafting.similar.taxonomy import kinds_in
from bot.drafting.similar.words import stems
from bot.drafting.transcript import clean
from bot.incident import PastIncident

_PART = 2.0  # what the name of a part, like "hr-money", counts beside a plain word
_PLACE = 0.25  # what the name of a failing service counts at most
_EXPLAINED = 12  # messages that explain the cause are read, the latest first


@dataclass(frozen=True, slots=True)
class Telling:
    """``kinds`` and ``words`` with how much each was the point of what was said, from 0 up."""

    kinds: Mapping[str, float] = field(default_factory=dict)
    words: Mapping[str, float] = field(default_factory=dict)


def told(texts: Iterable[tuple[str, float]], places: Iterable[str]) -> Telling:
    """From texts, each with its weight; words that name one of ``places`` count little."""
    kinds: dict[str, float] = {}
    words: dict[str, float] = {}
    for text, weight in texts:
        for key in kinds_in(text):
            kinds[key] = max(kinds.get(key, 0.0), weight) + (0.1 * weight if key in kinds else 0.0)
        for stem in Counter(stems(text)):
            part = _PART if "-" in stem or "_" in stem else 1.0
            words[stem] = max(words.get(stem, 0.0), weight * part)
    for stem in stems(" ".join(places)):
        if stem in words:
            words[stem] = min(words[stem], _PLACE)
    return Telling(kinds, words)


def told_now(reading: Reading, cause: RootCause, factors: tuple[Claim, ...]) -> Telling:
    """Of the incident at hand: its cause first, then what people explained, factors and its title."""
    incident = reading.case.incident
    blamed = next((clean(c.title) for c in reading.case.changes if c.id == cause.change), "")
    explained = [
        note.item.prose for note in reading.spoken if note.has(Sign.FOUND) and not reading.is_after(note)
    ]
    texts = [
        (cause.text if cause.sources != ("incident",) else "", 1.0),
        (blamed, 0.7),
        *((text, 0.45) for text in explained[-_EXPLAINED:]),
        *((factor.text, 0.35) for factor in factors),
        (clean(incident.title), 0.35),
    ]
    return told(texts, (*incident.services, *_names(reading)))


def told_then(earlier: PastIncident) -> Telling:
    texts = ((earlier.root_cause, 1.0), (earlier.title, 0.6), (earlier.summary, 0.4))
    return told(texts, earlier.services)


def _names(reading: Reading) -> Iterable[str]:
    return (change.service for change in reading.case.changes)
