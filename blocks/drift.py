"""Statements whose sources were edited or deleted after they were drafted."""

from __future__ import annotations

from dataclasses import dataclass

from blocks.sentences import statements
from bot.drift import Drifted
from bot.ports import Shown
from bot.postmortem import Source

MOST = 5_000  # statements of one section that are looked at


@dataclass(frozen=True, slots=True)
class DriftedStatement:
    """``sources`` are those of its sources that are not as they were read."""

    heading: str
    text: str
    sources: tuple[tuple[Source, Drifted], ...]


def drifted_statements(shown: Shown) -> tuple[DriftedStatement, ...]:
    """In the order of the document; nothing is parsed where nothing was changed."""
    sources = {source.number: source for source in shown.postmortem.sources}
    drifted = {drift.number: drift for drift in shown.drift if drift.number in sources}
    if not drifted:
        return ()
    found = []
    for section in shown.postmortem.sections:
        if not any(f"[{number}]" in section.body for number in drifted):
            continue
        for said in statements(section.body, {}, MOST):
            numbers = dict.fromkeys(cite.number for cite in said.cites if cite.number in drifted)
            if numbers:
                rested = tuple((sources[number], drifted[number]) for number in numbers)
                found.append(DriftedStatement(section.heading, said.text, rested))
    return tuple(found)
