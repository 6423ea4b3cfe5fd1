"""What an incident, this one or an earlier one, tells of how it failed: ways to fail and words, weighed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.drafting.draft import Claim, RootCause
from bot.drafting.meaning import Note, Reading, Sign
from bot.drafting.similar.taxonomy import kinds_in
from bot.drafting.similar.words import stems
from bot.drafting.transcript import clean
from bot.incident import PastIncident

_PART = 2.0  # what the name of a part, like "hr-money", counts beside a plain word
_PLACE = 0.25  # what the name of a failing service counts at most
_SURE = 1.5  # votes that make a way to fail certain
READ = 600  # messages whose ways to fail are counted
_FOUND, _SAID = 0.5, 0.2  # what a word counts that stands where something was found out, or anywhere


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
        for stem in set(stems(text)):
            part = _PART if "-" in stem or "_" in stem else 1.0
            words[stem] = max(words.get(stem, 0.0), weight * part)
    for stem in stems(" ".join(places)):
        if stem in words:
            words[stem] = min(words[stem], _PLACE)
    return Telling(kinds, words)


def told_now(reading: Reading, cause: RootCause, factors: tuple[Claim, ...]) -> Telling:
    """Of the incident at hand: its cause, and what the whole conversation keeps coming back to."""
    incident = reading.case.incident
    blamed = next((clean(c.title) for c in reading.case.changes if c.id == cause.change), "")
    texts = (
        (cause.text if cause.sources != ("incident",) else "", 1.0),
        (blamed, 0.7),
        *((factor.text, 0.35) for factor in factors),
        (clean(incident.title), 0.35),
    )
    places = (*incident.services, *(change.service for change in reading.case.changes))
    stated = told(texts, places)
    votes = _votes(reading)
    for key, weight in stated.kinds.items():
        votes[key] += weight
    sure = max(_SURE, 0.6 * max(votes.values(), default=0.0))
    kinds = {key: min(1.0, count / sure) for key, count in votes.items() if count > 0}
    words = _spoken_words(reading, stated.words)
    for stem in stems(" ".join(places)):
        if stem in words:
            words[stem] = min(words[stem], _PLACE)
    return Telling(kinds, words)


def _votes(reading: Reading) -> dict[str, float]:
    """How much was said for each way to fail: to find one counts most, to exclude one counts against it."""
    votes: dict[str, float] = defaultdict(float)
    latest = len(reading.notes)
    for note in _weighty(reading):
        if note.has(Sign.EXCLUDED):
            weight = -0.8
        elif note.is_question:
            weight = 0.15
        else:
            weight = 1.0 if note.has(Sign.FOUND) and not reading.is_after(note) else 0.4
        for key in kinds_in(note.item.text):
            votes[key] += weight * (0.5 + note.item.number / latest)  # later ones know more
    return votes


def _weighty(reading: Reading) -> list[Note]:
    """The messages to count: all of a usual channel, of a huge one those that do most, at most READ."""
    heard = list(reading.heard)
    if len(heard) <= READ:
        return heard
    ranked = sorted(
        heard, key=lambda n: (n.has(Sign.FOUND, Sign.EXCLUDED), n.has(Sign.FACTOR), n.item.number)
    )
    return ranked[-READ:]


def _spoken_words(reading: Reading, stated: Mapping[str, float]) -> dict[str, float]:
    """The words of the cause as stated, of what people found out, and, faintly, of all that was said."""
    words: dict[str, float] = {}
    for note in _weighty(reading):
        found = note.has(Sign.FOUND) and not note.has(Sign.EXCLUDED)
        weight = _FOUND if found else 0.0 if note.is_question else _SAID
        for stem in set(stems(note.item.text)):
            before = words.get(stem, 0.0)
            words[stem] = min(1.0, max(before, weight) + 0.25 * min(before, weight))
    return {stem: max(words.get(stem, 0.0), stated.get(stem, 0.0)) for stem in words.keys() | stated}


def told_then(earlier: PastIncident) -> Telling:
    texts = ((earlier.root_cause, 1.0), (earlier.title, 0.6), (earlier.summary, 0.4))
    return told(texts, earlier.services)
