"""A draft out of statements that hold. What our code knows stays our code's; the timeline is rendered."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from bot.drafting.case import Case
from bot.drafting.draft import Claim, Commitment, Draft, Moment, RootCause
from bot.drafting.due_dates import find_due
from bot.drafting.links import zone_of
from bot.drafting.model.checks import Checked
from bot.drafting.model.questions import Kind
from bot.drafting.transcript import Evidence, Transcript, clean

MOST = {Kind.IMPACT: 8, Kind.FACTOR: 8, Kind.ACTION: 25, Kind.LESSON: 8}
_PRIORITY = re.compile(
    r"(?<![\w-])(?:prio(?:rity|ridad|rität|rité)?\s*:?\s*)?p([1-4])(?![\w-])", re.IGNORECASE
)


@dataclass(frozen=True)
class Whole:
    """The answer about the whole incident, checked; empty where there is none."""

    summary: tuple[Checked, ...] = ()
    cause: Checked | None = None


@dataclass(frozen=True)
class Merging:
    case: Case
    transcript: Transcript
    offline: Draft

    def draft(self, checked: Sequence[Checked], whole: Whole, unread: Collection[str]) -> Draft:
        """The draft; each section for which no statement holds is the offline one.

        ``unread``: sources of which the model said nothing usable. Their moments are the offline ones.
        """
        of = {kind: [s for s in checked if s.kind is kind] for kind in Kind}
        offline = self.offline
        summary = tuple(Claim(s.text, s.sources) for s in whole.summary)
        facts = _claims(of[Kind.IMPACT]) or offline.impact.facts
        return replace(
            offline,
            summary=summary or offline.summary,
            timeline=self._timeline(of[Kind.EVENT], unread) or offline.timeline,
            impact=replace(offline.impact, facts=facts),
            root_cause=self._cause(whole.cause),
            contributing_factors=_claims(of[Kind.FACTOR]) or offline.contributing_factors,
            action_items=self._actions(of[Kind.ACTION]) or offline.action_items,
            lessons=_claims(of[Kind.LESSON]) or offline.lessons,
        )

    def _timeline(self, events: Sequence[Checked], unread: Collection[str]) -> tuple[Moment, ...]:
        """In time order, one line for each set of sources, the announced end always among them."""
        ours = {moment.sources[0]: moment for moment in self.offline.timeline if moment.sources}
        found: dict[frozenset[str], Moment] = {}
        for event in events:
            moment = self._moment(event, ours)
            if moment is not None:
                found.setdefault(frozenset(event.sources), moment)
        if not found:
            return ()
        told = {source for sources in found for source in sources}
        end = self.offline.resolved_by
        for source, moment in ours.items():
            if source not in told and (source in unread or source == end):
                found[frozenset(moment.sources)] = moment
        return tuple(sorted(found.values(), key=lambda m: (m.at, m.sources)))

    def _moment(self, event: Checked, ours: Mapping[str, Moment]) -> Moment | None:
        """At the time of the first source that has one, or at the time that our code read out of it."""
        for source in event.sources:
            at = self._times.get(source)
            if at is not None:
                same = ours.get(source)
                when, said_at = (same.at, same.said_at) if same and same.said_at else (at, None)
                return Moment(when.replace(microsecond=0), event.text, event.sources, said_at)
        return None

    @cached_property
    def _times(self) -> Mapping[str, datetime]:
        changes = {f"change:{change.id}": change.at for change in self.case.changes}
        return {**{item.id: item.at for item in self.transcript.evidence}, **changes}

    def _cause(self, cause: Checked | None) -> RootCause:
        """The model's sentence; which change it was only if it cites that change or who names it."""
        offline = self.offline.root_cause
        if cause is None:
            return offline
        change = cause.change
        if change is None:
            shared = set(cause.sources) & set(offline.sources) - {"incident"}
            change = offline.change if shared else None
            if change != offline.change:
                return offline
        elif not self._names_change(cause, change):
            return offline
        return RootCause(cause.text, cause.sources, change, offline.candidates)

    def _names_change(self, cause: Checked, change: str) -> bool:
        if change not in {known.id for known in self.case.changes}:
            return False
        if f"change:{change}" in cause.sources:
            return True
        candidate = next((c for c in self.offline.root_cause.candidates if c.change == change), None)
        backing = {source for claim in (candidate.for_ if candidate else ()) for source in claim.sources}
        return any(change in item.text or item.id in backing for item in self._cited(cause))

    def _actions(self, actions: Sequence[Checked]) -> tuple[Commitment, ...]:
        return tuple(map(self._commitment, actions[: MOST[Kind.ACTION]]))

    def _commitment(self, action: Checked) -> Commitment:
        cited = list(self._cited(action))
        named = (find_due(item.prose, self._day(item)) for item in cited)
        due = next((found.day for found in named if found), None)
        priority = next((f"P{m[1]}" for item in cited if (m := _PRIORITY.search(item.prose))), None)
        return Commitment(action.text, action.sources, self._owner(action, cited), due, priority)

    def _owner(self, action: Checked, cited: Sequence[Evidence]) -> str | None:
        """Whoever the name means among those who wrote or are mentioned in what is cited."""
        wanted = " ".join((action.owner or "").lower().lstrip("@").split())
        if not wanted:
            return None
        ids = dict.fromkeys(id for item in cited for id in (*item.mentions, item.author))
        for id in ids:
            person = self.case.people.get(id)
            names = {clean(person.shown).lower(), person.name.lower()} if person else set()
            if wanted in names | {name.split(" ")[0] for name in names if name}:
                return id
        return None

    def _cited(self, statement: Checked) -> Iterable[Evidence]:
        known = self.transcript.by_id
        return (known[source] for source in statement.sources if source in known)

    def _day(self, item: Evidence) -> date:
        return item.at.astimezone(zone_of(self.case.people.get(item.author))).date()


def _claims(statements: Sequence[Checked]) -> tuple[Claim, ...]:
    if not statements:
        return ()
    return tuple(Claim(s.text, s.sources) for s in statements[: MOST[statements[0].kind]])
