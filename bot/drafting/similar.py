"""Earlier incidents that went wrong in the same way."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from bot.drafting.draft import Claim, RootCause, Similar
from bot.drafting.meaning import Reading, Sign
from bot.drafting.transcript import clean
from bot.incident import PastIncident

ENOUGH = 0.12
MOST = 3
PART = 2.0  # what the name of a part, like "hr-money", counts beside a plain word
_COMMON = frozenset(
    "the and for was with not that this from had are but has its our all out one two into after "
    "before until then than they them were "
    "been have which when while what who how only same over under more most some such very just "
    "been being also could would "
    "minutes minute hours hour day days failed failing failure error errors service services "
    "incident customers users because "
    "los las que por para con una uno del fue sin más como pero und der die das ein eine nicht mit "
    "von les des une est".split()
)


def find_similar(reading: Reading, cause: RootCause, factors: tuple[Claim, ...]) -> tuple[Similar, ...]:
    """The past incidents whose cause reads like this one's, best first; none is a good answer.

    Words are weighed by how rare they are among the past, and count for the way it failed more than
    for where: sharing a service alone makes nothing similar.
    """
    past = reading.case.past
    if not past:
        return ()
    mine = _mechanism(reading, cause, factors)
    theirs = [
        Counter(_stems(f"{earlier.title} {earlier.root_cause} {earlier.root_cause} {earlier.summary}"))
        for earlier in past
    ]
    rarity = _rarity(theirs)
    scored = []
    for earlier, words in zip(past, theirs, strict=True):
        score = _cosine(mine, words, rarity)
        if len(mine.keys() & words.keys()) >= 2 and score >= ENOUGH:
            scored.append(Similar(earlier.id, round(min(score, 1.0), 3), _why(earlier)))
    best = sorted(scored, key=lambda s: (-s.score, s.id))
    return tuple(s for s in best[:MOST] if s.score >= best[0].score * 0.6)


def _mechanism(reading: Reading, cause: RootCause, factors: tuple[Claim, ...]) -> dict[str, float]:
    """The words for how it failed, each with its weight; names of the failing services count little."""
    incident = reading.case.incident
    blamed = next((clean(c.title) for c in reading.case.changes if c.id == cause.change), "")
    explained = " ".join(
        n.item.prose for n in reading.spoken if n.has(Sign.FOUND) and not reading.is_after(n)
    )
    texts = [(explained, 0.5), (clean(incident.title), 0.5), *((f.text, 1.0) for f in factors), (blamed, 1.5)]
    mine: dict[str, float] = {}
    for text, weight in (*texts, (cause.text, 2.0)):
        for stem in _stems(text):
            mine[stem] = max(mine.get(stem, 0.0), weight * (PART if "-" in stem or "_" in stem else 1.0))
    for stem in _stems(" ".join(incident.services)):
        if stem in mine:
            mine[stem] = min(mine[stem], 0.3)
    return mine


def _why(earlier: PastIncident) -> str:
    return clean(earlier.root_cause or earlier.title)


def _stems(text: str) -> Iterable[str]:
    """Words cut to their first six letters: "expired", "expires" and "expiry" meet."""
    text = text.lower()
    yield from re.findall(r"[a-z]+(?:[-_][a-z]+)+", text)  # the names of parts: "hr-money"
    for word in re.findall(r"[^\W\d_]{3,}", text):
        if word not in _COMMON:
            yield word[:5] if len(word) > 5 else word.rstrip("s") if len(word) > 4 else word


def _rarity(texts: list[Counter[str]]) -> dict[str, float]:
    seen = Counter(word for words in texts for word in words)
    return {word: math.log(1 + len(texts) / count) for word, count in seen.items()}


def _cosine(mine: Mapping[str, float], theirs: Mapping[str, float], rarity: dict[str, float]) -> float:
    def length(words: Mapping[str, float]) -> float:
        return math.sqrt(sum((count * rarity.get(word, 1.0)) ** 2 for word, count in words.items())) or 1.0

    dot = sum(mine[word] * count * rarity[word] ** 2 for word, count in theirs.items() if word in mine)
    return dot / (length(mine) * length(theirs))
