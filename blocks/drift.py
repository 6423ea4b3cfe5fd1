"""Statements whose sources were edited or deleted after they were drafted."""

from __future__ import annotations

import re
from dataclasses import dataclass

from blocks.sentences import cited
from bot.drift import Drifted
from bot.postmortem import Source
from bot.showing import Shown

_CLOCK = re.compile(r"^\d{1,2}:\d{2} UTC — ")
MOST = 5_000  # statements of one section that are looked at


@dataclass(frozen=True, slots=True)
class DriftedStatement:
    """``sources`` are those of its sources that are not as they were read; it may stand in several places."""

    headings: tuple[str, ...]
    text: str
    sources: tuple[tuple[Source, Drifted], ...]


def drifted_statements(shown: Shown) -> tuple[DriftedStatement, ...]:
    """In the order of the document; nothing is parsed where nothing was changed."""
    sources = {source.number: source for source in shown.postmortem.sources}
    drifted = {drift.number: drift for drift in shown.drift if drift.number in sources}
    if not drifted:
        return ()
    found: dict[tuple[str, tuple[int, ...]], list[str]] = {}
    for section in shown.postmortem.sections:
        if not any(f"[{number}]" in section.body for number in drifted):
            continue
        for said in cited(section.body, MOST):
            numbers = tuple(dict.fromkeys(cite.number for cite in said.cites if cite.number in drifted))
            if numbers:
                found.setdefault((_plain(said.text), numbers), []).append(section.heading)
    return tuple(
        DriftedStatement(
            tuple(dict.fromkeys(headings)), text, tuple((sources[n], drifted[n]) for n in numbers)
        )
        for (text, numbers), headings in found.items()
    )


def _plain(text: str) -> str:
    """Without the time that a timeline begins its lines with, so that one statement counts once."""
    return _CLOCK.sub("", text)
