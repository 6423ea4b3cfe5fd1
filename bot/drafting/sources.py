"""The numbers by which a draft's sections cite their sources: [1], [2], in order of appearance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from bot.drafting.draft import Draft


def number_sources(draft: Draft, taken: Mapping[str, int] = MappingProxyType({})) -> Mapping[str, int]:
    """Every source that the draft cites, numbered from 1 in the order in which the page shows it.

    ``taken``: numbers that sources have already, in sections that stay as they are. They are kept, and
    new ones follow the highest.
    """
    numbers: dict[str, int] = {}
    following = max(taken.values(), default=0) + 1
    for source in dict.fromkeys(_in_order(draft)):
        if source in taken:
            numbers[source] = taken[source]
        else:
            numbers[source] = following
            following += 1
    return numbers


def cite(sources: Iterable[str], numbers: Mapping[str, int]) -> str:
    """The citations of one statement: "[3] [7]"."""
    return " ".join(f"[{numbers[source]}]" for source in dict.fromkeys(sources) if source in numbers)


def _in_order(draft: Draft) -> Iterator[str]:
    """As the template orders its sections."""
    for claim in draft.summary:
        yield from claim.sources
    for moment in draft.timeline:
        yield from moment.sources
    yield from draft.root_cause.sources
    for candidate in draft.root_cause.candidates:
        for claim in (*candidate.for_, *candidate.against):
            yield from claim.sources
    for claim in (*draft.contributing_factors, *draft.impact.facts):
        yield from claim.sources
    for item in draft.action_items:
        yield from item.sources
    for claim in draft.lessons:
        yield from claim.sources
    yield from (f"past:{similar.id}" for similar in draft.similar_incidents)
