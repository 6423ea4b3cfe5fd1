"""All the ways to fail, and those that a text speaks of."""

from __future__ import annotations

from collections.abc import Mapping

from bot.drafting.similar import around, data, edges, limits, running
from bot.drafting.similar.kind import Kind
from bot.drafting.similar.words import fold

LONG = 4000  # characters of a text that are looked at

KINDS: Mapping[str, Kind] = {
    kind.key: kind
    for group in (
        *(limits.EXPIRY, limits.ACCESS, limits.SPACE),
        *(data.INPUT, data.TIME, data.ORDER),
        *(running.CONFIG, running.CACHE, running.NET, running.LOAD, running.STATE),
        *(edges.DEVICE, edges.ROUTE, edges.RULE, edges.HAND, edges.WAIT),
        *(around.CHANGE, around.OUTSIDE, around.WATCH),
    )
    for kind in group
}


def kinds_in(text: str) -> frozenset[str]:
    """The keys of the ways to fail that the text speaks of."""
    folded = fold(text[:LONG])
    return frozenset(key for key, kind in KINDS.items() if kind.pattern.search(folded))
