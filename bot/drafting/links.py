"""Which messages speak of which change, and how surely.

By its id, version, flag, pull request or the time it was made, by words that only it has, or because its
own author speaks of what is theirs.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.conversation import Person
from bot.drafting.features import CLOCK, OWN, clocks, zones
from bot.drafting.meaning import Note, Reading
from bot.drafting.stems import Stems
from bot.incident import Change

NAMED, NUMBERED, TIMED, OWNED = 0.8, 0.6, 0.4, 0.4  # how surely each way of speaking means the change
RARE = 0.45  # shared words count from here: one that is said once in the channel, or several commoner ones
MANY = 20  # of so many changes by one author none is meant by their "I"

_VERSION = re.compile(r"\bv?\d+(?:\.\d+)+\b|\bv\d+\b")
_NAMED = re.compile(r"\b[A-Za-z][\w.]*_[\w.]+\b|\b[A-Z]{2,}-\d+\b|\b[a-z]{2,}(?:-[a-z0-9]+)+\b")
_PULL = re.compile(r"/(?:pull|merge_requests|pulls)/(\d+)")
_TOKEN = re.compile(r"#?[\w](?:[\w.:/-]*\w)?")
_FIGURE = re.compile(r"\d")
_NUMBER = re.compile(r"(?<![\d.:,])\d{2,}(?![\d:%])")


@dataclass(frozen=True, slots=True)
class Mention:
    """A message that speaks of a change; ``strength`` from 0 to 1. ``is_named``: by a name of its own."""

    note: Note
    strength: float
    is_named: bool


def link(reading: Reading, candidates: Iterable[Change]) -> Mapping[str, Sequence[Mention]]:
    """For each candidate's id the messages that speak of it, in order. Questions speak of none.

    Linear in the messages: of the candidates only those are looked at of which a message shows a sign.
    """
    changes = list(candidates)
    notes = [note for note in reading.heard if not note.is_question]
    signs = _Index(_signs(changes, notes, reading))
    found: dict[str, list[Mention]] = {change.id: [] for change in changes}
    for note in notes if changes else ():
        said = _Said.of(note, reading)
        for sign in signs.of(said):
            named = not said.tokens.isdisjoint(sign.names)
            strength = NAMED if named else 0.0
            strength += NUMBERED if not said.numbers.isdisjoint(sign.numbers) else 0.0
            strength += TIMED if not said.times.isdisjoint(sign.times) else 0.0
            strength += sign.rare(said.words)
            strength += OWNED / sign.authored if signs.is_own(sign, said) else 0.0
            if strength:
                found[sign.change.id].append(Mention(note, min(1.0, strength), named))
    return found


_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Said:
    """The words of a message by which it may speak of a change; ``author`` is "" where nothing is theirs."""

    words: frozenset[str]
    tokens: frozenset[str]
    numbers: frozenset[str]
    times: frozenset[str]
    author: str

    @classmethod
    def of(cls, note: Note, reading: Reading) -> _Said:
        prose = note.item.prose
        words = _words_of(note, reading)
        figures = _FIGURE.search(prose) is not None
        return cls(
            words,
            frozenset([token.lower() for token in _TOKEN.findall(prose)]),
            frozenset(_NUMBER.findall(prose)) if figures else _NONE,
            frozenset(CLOCK.findall(prose)) if figures else _NONE,
            "" if words.isdisjoint(OWN) else note.item.author,
        )


def _words_of(note: Note, reading: Reading) -> frozenset[str]:
    return frozenset(reading.transcript.vocabulary.stems[note.item.number - 1])


@dataclass(frozen=True, slots=True)
class _Signs:
    """By what a change is known. ``authored``: how many of the candidates its author made."""

    change: Change
    names: frozenset[str]
    numbers: frozenset[str]
    times: frozenset[str]
    words: Mapping[str, float]
    authored: int

    def rare(self, words: frozenset[str]) -> float:
        shared = sum(weight for word, weight in self.words.items() if word in words)
        return shared if shared >= RARE else 0.0


class _Index:
    """Which candidates a message may speak of, found by its words instead of going through them all."""

    def __init__(self, signs: Sequence[_Signs]) -> None:
        self._signs = signs
        self._names = _by(sign.names for sign in signs)
        self._numbers = _by(sign.numbers for sign in signs)
        self._times = _by(sign.times for sign in signs)
        self._words = _by(sign.words for sign in signs)
        self._authors = _by((sign.change.author or "",) if sign.authored <= MANY else () for sign in signs)

    def of(self, said: _Said) -> Sequence[_Signs]:
        found: set[int] = set()
        for index, shown in (
            (self._names, said.tokens),
            (self._numbers, said.numbers),
            (self._times, said.times),
            (self._words, said.words),
        ):
            for key in index.keys() & shown:
                found.update(index[key])
        if said.author:
            found.update(self._authors.get(said.author, ()))
        return [self._signs[number] for number in sorted(found)]

    def is_own(self, sign: _Signs, said: _Said) -> bool:
        return bool(said.author) and said.author == sign.change.author and sign.authored <= MANY


def _by(keys: Iterable[Iterable[str]]) -> Mapping[str, Sequence[int]]:
    found: dict[str, list[int]] = {}
    for number, shown in enumerate(keys):
        for key in shown:
            found.setdefault(key, []).append(number)
    return found


def _signs(changes: Sequence[Change], notes: Sequence[Note], reading: Reading) -> list[_Signs]:
    """The signs that tell each change from the others; what several share tells none of them apart."""
    common = Counter([word for note in notes for word in _words_of(note, reading)])
    stems = Stems()
    words = _own({change.id: _words(change, stems) for change in changes})
    numbers = _own({change.id: _numbers(change) for change in changes})
    names = _own_names(changes, reading)
    authored = Counter(change.author for change in changes)
    places = zones(reading.case)
    return [
        _Signs(
            change,
            frozenset(names[change.id]),
            frozenset(numbers[change.id]),
            frozenset(clocks(change.at, places)),
            {word: 1 / (1 + math.log(1 + common[word])) for word in sorted(words[change.id])},
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
    possible = set(changes)
    later = [change for change in reading.case.changes if change not in possible]
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


def _words(change: Change, stems: Stems) -> set[str]:
    said = stems(f"{change.id} {change.service} {change.title}")
    return {word for word in said if word[0] != "<" and len(word) > 2}


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
