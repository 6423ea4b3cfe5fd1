"""Earlier incidents that went wrong in the same way.

By the words that explain this one and explained that one, rare words first. Sharing a service or what is
said of any incident makes nothing similar.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.drafting.draft import Similar
from bot.drafting.meaning import Reading
from bot.drafting.similar.ranking import Explained, explained, likeness
from bot.drafting.statements import sentences
from bot.drafting.transcript import clean
from bot.drafting.weighing import Rarity, learned
from bot.incident import PastIncident

ENOUGH = 0.25
MOST = 3
_BESIDE = 0.9  # of the best one's score, to be named beside it
_PLAIN = 0.6  # or as alike as this in itself


def find_similar(reading: Reading) -> tuple[Similar, ...]:
    """The past incidents that failed like this one, best first; none is a good answer."""
    case = reading.case
    if not case.past:
        return ()
    weights = reading.learned or learned()
    return rank(explained(reading), case.past, weights.rarity, case.closeness)


def rank(
    mine: Explained, past: Sequence[PastIncident], rarity: Rarity, near: Mapping[str, float] | None = None
) -> tuple[Similar, ...]:
    """Of the past incidents those that are like ``mine``, best first.

    ``near`` is an embedding model's word for each, by id: it tips the scales.
    """
    scored = sorted(
        zip(likeness(mine, past, rarity, near), past, strict=True), key=lambda pair: (-pair[0], pair[1].id)
    )
    least = max(ENOUGH, min(scored[0][0] * _BESIDE, _PLAIN)) if scored else ENOUGH
    return tuple(
        Similar(earlier.id, round(score, 3), _why(earlier))
        for score, earlier in scored[:MOST]
        if score >= least
    )


def _why(earlier: PastIncident) -> str:
    """What it was then, in the earlier one's own words."""
    then = clean(earlier.root_cause or earlier.summary or earlier.title)
    return f"Then: {next(iter(sentences(then)), then)}"
