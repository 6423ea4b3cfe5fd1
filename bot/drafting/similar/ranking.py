"""How alike two tellings are, by way to fail first and by rare words second."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.drafting.similar.taxonomy import KINDS
from bot.drafting.similar.telling import Telling

_RELATED = 0.35  # what two kinds of one family have in common
_NEAR = 0.25  # what an embedding model's word counts at most: less than it takes to be named
_UNRELATED = 0.3  # a cosine that any two texts about incidents may have
_PLAIN = 0.6  # how plainly both must speak of a way to fail before it is said that they share it
_SHORT = 4.0  # weight of words below which sharing them says little
_KINDS, _WORDS = 0.75, 1.0  # what each side of a likeness counts


@dataclass(frozen=True, slots=True)
class Likeness:
    """``score`` from 0 to 1; ``kind`` is the way to fail that both plainly share, if any."""

    score: float
    kind: str | None = None


def rarity(tellings: Sequence[Telling]) -> Mapping[str, float]:
    """How rare each word is among the earlier incidents."""
    seen = Counter(word for telling in tellings for word in telling.words)
    return {word: math.log(1 + len(tellings) / count) for word, count in seen.items()}


def likeness(mine: Telling, theirs: Telling, rare: Mapping[str, float], near: float = 0.0) -> Likeness:
    """``near`` is an embedding model's cosine of the two, 0 without one."""
    shared = {key: min(1.0, mine.kinds[key], theirs.kinds[key]) for key in mine.kinds.keys() & theirs.kinds}
    plain = (key for key in shared if shared[key] >= _PLAIN)
    best = max(plain, key=lambda key: (shared[key] * KINDS[key].weight, key), default=None)
    score = _KINDS * _alike(mine.kinds, theirs.kinds) + _WORDS * _shared(mine.words, theirs.words, rare)
    score += _NEAR * min(1.0, max(0.0, (near - _UNRELATED) / (1 - _UNRELATED)))
    return Likeness(min(1.0, score), best)


def _alike(mine: Mapping[str, float], theirs: Mapping[str, float]) -> float:
    """Of what went wrong then, the share that went wrong now as well."""
    if not mine or not theirs:
        return 0.0
    dot = sum(
        have * want * _related(one, other) for one, have in mine.items() for other, want in theirs.items()
    )
    return dot / math.sqrt(max(1.0, _square(mine)) * _square(theirs))  # little said is little sure


def _related(one: str, other: str) -> float:
    if one == other:
        return KINDS[one].weight
    same = KINDS[one].family == KINDS[other].family and KINDS[one].family in _FAMILIES
    return _RELATED if same else 0.0


_FAMILIES = frozenset({"expiry", "order", "space"})  # whose kinds are near enough to be told together


def _square(kinds: Mapping[str, float]) -> float:
    return sum(value * value for value in kinds.values())


def _shared(mine: Mapping[str, float], theirs: Mapping[str, float], rare: Mapping[str, float]) -> float:
    """How much of what was said of the earlier one, rare words first, was said now as well, from 0 to 1."""
    whole = sum(count * rare.get(word, 1.0) for word, count in theirs.items())
    both = sum(count * min(1.0, mine[w]) * rare.get(w, 1.0) for w, count in theirs.items() if w in mine)
    return both / (whole + _SHORT) if whole else 0.0
