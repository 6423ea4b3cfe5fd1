"""Earlier incidents that went wrong in the same way, found by how they failed rather than by shared words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.drafting.draft import Claim, RootCause, Similar
from bot.drafting.meaning import Reading
from bot.drafting.similar.ranking import Likeness, likeness, rarity
from bot.drafting.similar.taxonomy import KINDS
from bot.drafting.similar.telling import Telling, told_now, told_then
from bot.drafting.statements import sentences
from bot.drafting.transcript import clean
from bot.incident import PastIncident

ENOUGH = 0.29
MOST = 3
_BESIDE = 0.9  # of the best one's score, to be named beside it


def find_similar(reading: Reading, cause: RootCause, factors: tuple[Claim, ...]) -> tuple[Similar, ...]:
    """The past incidents that failed like this one, best first; none is a good answer.

    Sharing a service, a trade or common words makes nothing similar.
    """
    if not reading.case.past:
        return ()
    return rank(told_now(reading, cause, factors), reading.case.past, reading.case.closeness)


def rank(
    mine: Telling, past: Sequence[PastIncident], closeness: Mapping[str, float] | None = None
) -> tuple[Similar, ...]:
    """Of the past incidents those that are like ``mine``, best first.

    ``closeness`` is an embedding model's word for each, by id: it tips the scales and is never enough alone.
    """
    near = closeness or {}
    tellings = [told_then(earlier) for earlier in past]
    rare = rarity(tellings)
    scored = [
        (found, earlier)
        for earlier, theirs in zip(past, tellings, strict=True)
        if (found := likeness(mine, theirs, rare, near.get(earlier.id, 0.0))).score >= ENOUGH
    ]
    scored.sort(key=lambda pair: (-pair[0].score, pair[1].id))
    return tuple(
        Similar(earlier.id, round(found.score, 3), _why(found, earlier))
        for found, earlier in scored[:MOST]
        if found.score >= scored[0][0].score * _BESIDE
    )


def _why(found: Likeness, earlier: PastIncident) -> str:
    """What is alike, and what it was then, in the earlier one's own words."""
    then = clean(earlier.root_cause or earlier.summary or earlier.title)
    then = next(iter(sentences(then)), then)
    alike = f"Both: {KINDS[found.kind].name}. " if found.kind else ""
    return f"{alike}Then: {then}"
