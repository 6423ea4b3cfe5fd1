"""The last word on a statement: it cites what exists, and every number in it stands there.

A statement that fails is dropped, whoever wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

from bot.drafting.case import Case
from bot.drafting.draft import Claim, Commitment, Draft, Moment
from bot.drafting.transcript import Transcript, clean

NUMBER = re.compile(r"\d[\d,.:]*\d|\d")

Statement = TypeVar("Statement", Claim, Moment, Commitment)


class Grounds:
    """What each source of a case says, as the numbers that stand in it."""

    def __init__(self, case: Case, transcript: Transcript) -> None:
        self._case = case
        self._transcript = transcript
        self._fixed = _fixed_texts(case)
        self._numbers: dict[str, frozenset[str]] = {}
        duration = case.incident.duration_minutes
        self._derived = {str(len(transcript.evidence)), str(duration)} | self._of("incident")

    def exists(self, source: str) -> bool:
        return source in self._transcript.by_id or source in self._fixed

    def support(self, text: str, sources: Iterable[str]) -> bool:
        """Whether there are sources, all of them exist, and each number of ``text`` stands in one."""
        cited = list(sources)
        if not cited or not all(map(self.exists, cited)):
            return False
        numbers = {_plain(number) for number in NUMBER.findall(text)}
        if not numbers:
            return True
        return numbers <= self._derived.union(*map(self._of, cited))

    def _of(self, source: str) -> frozenset[str]:
        if source not in self._numbers:
            item = self._transcript.by_id.get(source)
            text = f"{item.text} {_stamp(item.at)}" if item else self._fixed.get(source, "")
            self._numbers[source] = frozenset(map(_plain, NUMBER.findall(text)))
        return self._numbers[source]


def ground(draft: Draft, grounds: Grounds) -> Draft:
    """The draft with only those statements that its sources support.

    A cause that is not supported becomes "unknown" rather than nothing.
    """
    cause = draft.root_cause
    candidates = tuple(
        replace(c, for_=_kept(c.for_, grounds), against=_kept(c.against, grounds))
        for c in cause.candidates
        if grounds.exists(f"change:{c.change}")
    )
    if not grounds.support(cause.text, cause.sources):
        text = "Unknown: the conversation does not show what caused it."
        cause = replace(cause, text=text, sources=("incident",), change=None)
    return replace(
        draft,
        summary=_kept(draft.summary, grounds),
        timeline=_kept(draft.timeline, grounds),
        impact=replace(draft.impact, facts=_kept(draft.impact.facts, grounds)),
        root_cause=replace(cause, candidates=candidates),
        contributing_factors=_kept(draft.contributing_factors, grounds),
        action_items=_kept(draft.action_items, grounds),
        lessons=_kept(draft.lessons, grounds),
    )


def _kept(statements: tuple[Statement, ...], grounds: Grounds) -> tuple[Statement, ...]:
    return tuple(s for s in statements if s.text and grounds.support(s.text, s.sources))


def _fixed_texts(case: Case) -> Mapping[str, str]:
    incident = case.incident
    times = (incident.started_at, incident.detected_at, incident.resolved_at)
    stamps = " ".join(_stamp(at) for at in times if at)
    words = (incident.id, incident.title, incident.severity or "", incident.team or "", *incident.services)
    texts = {"incident": clean(" ".join((*words, case.channel.name))) + " " + stamps}
    for change in case.changes:
        said = f"{change.id} {change.kind} {change.service} {change.title}"
        texts[f"change:{change.id}"] = f"{clean(said)} {_stamp(change.at)}"
    for past in case.past:
        said = " ".join((past.id, past.title, past.root_cause, past.summary, *past.services))
        resolved = _stamp(past.resolved_at) if past.resolved_at else ""
        texts[f"past:{past.id}"] = f"{clean(said)} {resolved}"
    return texts


def _stamp(at: datetime) -> str:
    """A time in the ways a statement may give it: the date, to the minute, to the second (UTC)."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M %H:%M:%S")


def _plain(number: str) -> str:
    return number.replace(",", "")
