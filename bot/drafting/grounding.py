"""The last word on a statement: it cites what exists, and what is exact in it stands there.

A statement that fails is dropped, whoever wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

from bot.drafting.agreement import agrees
from bot.drafting.case import Case
from bot.drafting.draft import Claim, Commitment, Draft, Moment, RootCause
from bot.drafting.names import Names
from bot.drafting.transcript import Transcript, clean

NUMBER = re.compile(r"\d[\d,.:]*\d|\d")
# Names of parts and versions: `anything in backticks`, db.pool, queue_depth, lb3, INC-12, maxRetries, a/b.
_IDENTIFIER = re.compile(
    r"`([^`\n]{2,80})`|(?<![\w.-])(?![A-Z]?[a-z]+(?!\w|[-.:/]\w))("  # most words are plain: no name of a part
    r"[A-Za-z]+(?:[-_.:/]?\d[\w.]*)+(?:[-_/][\w.]+)*|\w+_\w+|[a-z]+(?:\.[a-z]\w+)+|[a-z]+[A-Z]\w+|[A-Z]{2,}-\w+)"
)
_ENGLISH = re.compile(r"e\.g|i\.e|[Pp][0-5]|sev\d", re.IGNORECASE)

Statement = TypeVar("Statement", Claim, Moment, Commitment)


class Grounds:
    """What each source of a case says: its words, and the numbers that stand in it."""

    def __init__(self, case: Case, transcript: Transcript) -> None:
        self._transcript = transcript
        self._fixed = _fixed_texts(case)
        self._numbers: dict[str, frozenset[str]] = {}
        duration = case.incident.duration_minutes
        self._derived = {str(len(transcript.evidence)), str(duration)} | self._of("incident")
        self._people = _names(case)
        self._services = Names(filter(None, map(clean, _services(case))))
        self._known = frozenset(re.findall(r"[^\W_]+", self._fixed["incident"].lower()))

    def exists(self, source: str) -> bool:
        return source in self._transcript.by_id or source in self._fixed

    def holds(self, text: str, sources: Iterable[str]) -> bool:
        """Whether there are sources, all of them exist, and what is exact in ``text`` stands in them.

        Exact are numbers and times, the names of the incident's people, services, and identifiers.
        """
        cited = list(sources)
        if not cited or not all(map(self.exists, cited)):
            return False
        numbers = {_plain(number) for number in NUMBER.findall(text)}
        if not numbers <= self._derived.union(*map(self._of, cited)):
            return False
        named = [*self._people.found_in(text), *self._services.found_in(text), *_identifiers(text)]
        if not named:
            return True
        there = self._words_of(cited)
        return all(_squeezed(name) in there for name in named)

    def support(self, text: str, sources: Iterable[str]) -> bool:
        """Whether a statement that a model wrote :meth:`holds` and says what its sources say."""
        cited = list(sources)
        if not self.holds(text, cited):
            return False
        return agrees(text, "\n".join(map(self._text, cited)), self._known)

    def _text(self, source: str) -> str:
        item = self._transcript.by_id.get(source)
        return f"{item.speaker}: {item.text}" if item else self._fixed.get(source, "")

    def _words_of(self, cited: Iterable[str]) -> str:
        texts = [self._fixed["incident"], *map(self._text, cited)]
        mentioned = (self._transcript.by_id[s] for s in cited if s in self._transcript.by_id)
        return _squeezed("\n".join((*texts, *(name for item in mentioned for name in item.mentions))))

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
    cause = _grounded(cause, grounds)
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


def _grounded(cause: RootCause, grounds: Grounds) -> RootCause:
    """The cause with those of its statements that hold; unknown where none does."""
    if cause.statements:
        cause = cause.stated(_kept(cause.statements, grounds))
    return cause if cause.text and grounds.holds(cause.text, cause.sources) else cause.stated(())


def _kept(statements: tuple[Statement, ...], grounds: Grounds) -> tuple[Statement, ...]:
    return tuple(s for s in statements if s.text and grounds.holds(s.text, s.sources))


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
    """A number as it is compared: "1,184" as "1184", and "6 March" as "2026-03-06" has it."""
    return number.replace(",", "").lstrip("0") or "0"


def _names(case: Case) -> Names:
    """The people's names, whole and in parts, as they would be written in a sentence."""
    names: set[str] = set()
    for person in case.people.values():
        shown = clean(person.shown)
        names |= {shown, *(part for part in shown.split() if len(part) > 2)}
    return Names(name for name in names if name[:1].isupper())


def _services(case: Case) -> set[str]:
    changed = {change.service for change in case.changes}
    return {*case.incident.services, *changed, *(name for past in case.past for name in past.services)}


def _identifiers(text: str) -> list[str]:
    found = [coded or plain.rstrip(".:/") for coded, plain in _IDENTIFIER.findall(text)]
    return [name for name in found if not _ENGLISH.fullmatch(name)]


def _squeezed(text: str) -> str:
    """For comparing names: no case, and neither blanks nor backticks, which tidying may have moved."""
    return re.sub(r"[\s`]+", "", text).lower()
