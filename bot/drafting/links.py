"""Which messages speak of which change, and how surely.

By its id, version, flag, pull request or the time it was made, by words that only it has, or because its
own author speaks of what is theirs.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.conversation import Person
from bot.drafting.features import CLOCK, OWN, clocks, stems
from bot.drafting.meaning import Note, Reading
from bot.incident import Change

NAMED, NUMBERED, TIMED, OWNED = 0.8, 0.6, 0.4, 0.4  # how surely each way of speaking means the change
RARE = 0.45  # shared words count from here: one that is said once in the channel, or several commoner ones

_VERSION = re.compile(r"\bv?\d+(?:\.\d+)+\b|\bv\d+\b")
_NAMED = re.compile(r"\b[A-Za-z][\w.]*_[\w.]+\b|\b[A-Z]{2,}-\d+\b|\b[a-z]{2,}(?:-[a-z0-9]+)+\b")
_PULL = re.compile(r"/(?:pull|merge_requests|pulls)/(\d+)")
_TOKEN = re.compile(r"#?[\w](?:[\w.:/-]*\w)?")
_NUMBER = re.compile(r"(?<![\d.:,])\d{2,}(?![\d:%])")


@dataclass(frozen=True, slots=True)
class Mention:
    """A message that speaks of a change; ``strength`` from 0 to 1. ``is_named``: by a name of its own."""

    note: Note
    strength: float
    is_named: bool


def link(reading: Reading, candidates: Iterable[Change]) -> Mapping[str, Sequence[Mention]]:
    """For each candidate's id the messages that speak of it, in order. Questions speak of none."""
    changes = list(candidates)
    notes = [note for note in reading.heard if not note.is_question]
    signs = _signs(changes, notes, reading)
    found: dict[str, list[Mention]] = {change.id: [] for change in changes}
    for note in notes:
        prose = note.item.prose
        words = set(stems(prose))
        tokens = {token.lower() for token in _TOKEN.findall(prose)}
        numbers, times = set(_NUMBER.findall(prose)), set(CLOCK.findall(prose))
        for sign in signs:
            named = not tokens.isdisjoint(sign.names)
            strength = NAMED if named else 0.0
            strength += NUMBERED if not numbers.isdisjoint(sign.numbers) else 0.0
            strength += TIMED if not times.isdisjoint(sign.times) else 0.0
            strength += sign.rare(words)
            if note.item.author == sign.change.author and not words.isdisjoint(OWN):
                strength += OWNED / sign.authored
            if strength:
                found[sign.change.id].append(Mention(note, min(1.0, strength), named))
    return found


@dataclass(frozen=True, slots=True)
class _Signs:
    """By what a change is known. ``authored``: how many of the candidates its author made."""

    change: Change
    names: frozenset[str]
    numbers: frozenset[str]
    times: frozenset[str]
    words: Mapping[str, float]
    authored: int

    def rare(self, words: set[str]) -> float:
        shared = sum(weight for word, weight in self.words.items() if word in words)
        return shared if shared >= RARE else 0.0


def _signs(changes: Sequence[Change], notes: Sequence[Note], reading: Reading) -> list[_Signs]:
    """The signs that tell each change from the others; what several share tells none of them apart."""
    common = Counter(word for note in notes for word in set(stems(note.item.prose)))
    words = _own({change.id: set(_words(change)) for change in changes})
    numbers = _own({change.id: _numbers(change) for change in changes})
    names = _own_names(changes, reading)
    authored = Counter(change.author for change in changes)
    return [
        _Signs(
            change,
            frozenset(names[change.id]),
            frozenset(numbers[change.id]),
            frozenset(clocks(change.at, reading.case)),
            {word: 1 / (1 + math.log(1 + common[word])) for word in words[change.id]},
            authored[change.author],
        )
        for change in changes
    ]


def _own(said: Mapping[str, set[str]]) -> dict[str, set[str]]:
    counted = Counter(word for words in said.values() for word in words)
    return {id: {word for word in words if counted[word] == 1} for id, words in said.items()}


def _own_names(changes: Sequence[Change], reading: Reading) -> dict[str, set[str]]:
    """The names each change goes by. Between changes of one name the latest is meant.

    The versions of a later change, that may undo one, name none.
    """
    names = {change.id: _names(change) for change in changes}
    later = [change for change in reading.case.changes if change not in changes]
    undoing = {name for change in later for name in _versions(change.title)}
    latest = {name: change.id for change in sorted(changes, key=lambda c: c.at) for name in names[change.id]}
    return {
        change.id: {
            name
            for name in names[change.id]
            if latest[name] == change.id and (name == change.id.lower() or name not in undoing)
        }
        for change in changes
    }


def _words(change: Change) -> Iterator[str]:
    said = stems(f"{change.id} {change.service} {change.title}")
    return (word for word in said if word[0] != "<" and len(word) > 2)


def _numbers(change: Change) -> set[str]:
    return set(re.findall(r"\d{2,}", f"{change.id} {(change.url or '').rsplit('/', 1)[-1]}"))


def _names(change: Change) -> set[str]:
    names = {change.id.lower(), *_versions(change.title)}
    names |= {name.lower() for name in _NAMED.findall(change.title)} - {change.service.lower()}
    pull = _PULL.search(change.url or "")
    return names | ({f"#{pull[1]}"} if pull else set())


def _versions(title: str) -> set[str]:
    """The versions in a title, with the short forms people use: "5.18.0" is "5.18" too."""
    found = set()
    for version in _VERSION.findall(title):
        bare = version.lower().lstrip("v")
        found |= {version.lower(), bare} if "." in bare else {version.lower()}
        if bare.count(".") >= 2:
            found.add(bare.rsplit(".", 1)[0])
    return found


def zone_of(person: Person | None) -> ZoneInfo:
    """A person's time zone; UTC where it is unknown or names no zone."""
    try:
        return ZoneInfo(person.tz) if person and person.tz else ZoneInfo("UTC")
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")
