"""How alike an earlier incident's cause is to what explains this one."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.drafting.meaning import Reading
from bot.drafting.similar.words import stems
from bot.drafting.weighing import Rarity, Weight
from bot.incident import PastIncident

# A logistic over: how alike the words are; by how much more than those of the other earlier incidents;
# whether the same service failed, which makes people remember an incident that went wrong otherwise. Learned
# from the worked incidents (docs/decisions/0010).
_BIAS, _ALIKE, _MORE, _PLACE, _MORE_PLACE = -2.0, 15.0, 27.0, -0.8, -1.2
_NEAR = 2.0  # what an embedding model's word counts at most
_UNRELATED = 0.3  # a cosine that any two texts about incidents may have


@dataclass(frozen=True, slots=True)
class Explained:
    """The words by which this incident is explained, each with how likely they were said of its cause.

    ``places`` are the words of the names of services, which say where and not how it failed.
    """

    words: Mapping[str, float]
    services: frozenset[str] = frozenset()

    @property
    def places(self) -> frozenset[str]:
        return frozenset(stems(" ".join(self.services)))


def explained(reading: Reading) -> Explained:
    """What people said, each word as likely as the messages with it state the cause."""
    said = ((note.item.text, note.weight) for note in reading.heard if not note.is_question)
    return Explained(_weighed(said), frozenset(reading.case.incident.services))


def _weighed(said: Iterable[tuple[str, Weight]]) -> dict[str, float]:
    words: Counter[str] = Counter()
    for text, weight in said:
        for stem in set(stems(text)):
            words[stem] += weight.cause  # type: ignore[assignment]
    return {stem: math.sqrt(count) for stem, count in words.items()}


def likeness(
    mine: Explained, past: Sequence[PastIncident], rarity: Rarity, near: Mapping[str, float] | None = None
) -> list[float]:
    """For each earlier incident, from 0 to 1. ``near`` are an embedding model's cosines by their ids."""
    rare = _Rare(rarity, past)
    alike = [_cosine(mine, earlier, rare) for earlier in past]
    place = [float(not mine.services.isdisjoint(earlier.services)) for earlier in past]
    closeness = [_close((near or {}).get(earlier.id, 0.0)) for earlier in past]
    usual, usual_place = _mean(alike), _mean(place)
    return [
        _logistic(
            _BIAS
            + _ALIKE * a
            + _MORE * (a - usual)
            + _PLACE * p
            + _MORE_PLACE * (p - usual_place)
            + _NEAR * c
        )
        for a, p, c in zip(alike, place, closeness, strict=True)
    ]


class _Rare:
    """How much a word says: the less, the more earlier incidents anywhere and here it stands in."""

    def __init__(self, rarity: Rarity, past: Sequence[PastIncident]) -> None:
        self._known = rarity
        self._here = Counter(stem for earlier in past for stem in {*stems(_text(earlier))})
        self._all = rarity.texts + len(past)

    def __call__(self, stem: str) -> float:
        return math.log(1 + self._all / (1 + self._known.counts.get(stem, 0) + self._here[stem]))


def _cosine(mine: Explained, earlier: PastIncident, rare: _Rare) -> float:
    places = mine.places
    theirs = {stem for stem in stems(earlier.root_cause or earlier.title) if stem not in places}
    dot = sum(mine.words[stem] * rare(stem) ** 2 for stem in theirs if stem in mine.words)
    if not dot:
        return 0.0
    length = math.sqrt(sum((count * rare(stem)) ** 2 for stem, count in mine.words.items()))
    return dot / length / math.sqrt(sum(rare(stem) ** 2 for stem in theirs))


def _text(earlier: PastIncident) -> str:
    return f"{earlier.title} {earlier.root_cause} {earlier.summary}"


def _close(cosine: float) -> float:
    return min(1.0, max(0.0, (cosine - _UNRELATED) / (1 - _UNRELATED)))


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values) if values else 0.0


def _logistic(total: float) -> float:
    return 1 / (1 + math.exp(-total))
