"""The cause: every change weighed with evidence for and against, and "unknown" where none convinces."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.drafting.cues import EXCLUDED
from bot.drafting.draft import Candidate, Claim, RootCause
from bot.drafting.links import link
from bot.drafting.meaning import Note, Reading, Sign
from bot.incident import Change

CONVINCING = 0.5  # of a change's score, from 0 to 1
SHOWN = 4  # candidates
STATED = 3  # messages that state the cause
BEFORE = timedelta(days=7)
_LATER = timedelta(minutes=2)  # clocks differ: a change may seem to follow what it caused
_AFTER_A_FIX = timedelta(minutes=15)

_NO_HELP = re.compile(
    r"\bno (?:change|difference|effect|improvement|cambi\w+|mejor\w+)\b|\bstill\b(?! (?:to go|ok|"
    r"fine))|\bsame (?:error|\d{3}|thing|result|symptom)|"
    r"\b(?:didn'?t|did not|hasn'?t|has not) (?:help|change|move|moved|changed|helped|work)|"
    r"\bchanged nothing\b|\bdid nothing\b|"
    r"\bnot (?:fixed|it\b|the|that)|\bsigue igual\b|\bno era\b|\bsin cambios\b|\bkeine änderung\b|"
    r"\bimmer noch\b|\baucun changement\b|\btoujours\b|"
    r"\bcontinua igual\b|\bnada mudou\b|\bingen (?:endring|skillnad)\b|\bgeen verschil\b|"
    r"\bexcluded\b|\bruled out\b|\bdescartad\w+",
    re.IGNORECASE,
)
_HELPED = re.compile(
    r"\bworks?\b|\bworking (?:again|now)\b|\bback to normal\b|\bnormal again\b|\brecover\w+|"
    r"\b(?:down|dropp\w+|fall\w*|fell) (?:to|from|and|fast)\b|\bfix(?:ed|es) it\b|"
    r"\bhealthy\b|\bgoes through\b|\bsucceed\w*|\bcame back\b|\bfalling\b|\bfunciona\b|\bbajando\b|"
    r"\bläuft wieder\b|\bça remarche\b|\bvoltou\b",
    re.IGNORECASE,
)
_NAMES_A_CHANGE = re.compile(
    r"\b(?:deploy\w*|release|roll(?:out|back)|migration|migración|upgrade|version|config\w*|flag|"
    r"change|firmware|patch|revert|cambio|"
    r"änderung|update|déploiement|implantação|utrulling|deploys)\b",
    re.IGNORECASE,
)
_CAUSE_WORD = re.compile(
    r"\b(?:cause[ds]?|because|root cause|culprit|causa|causado|ursache|grund|årsak\w*|oorzaak|porque|"
    r"weil|parce que)\b",
    re.IGNORECASE,
)


@dataclass
class _Weighed:
    """A change on the scales."""

    change: Change
    score: float
    for_: list[Note] = field(default_factory=list)
    against: list[Note] = field(default_factory=list)
    helped: Note | None = None  # what was said after it was undone

    def weigh_against(self, note: Note, weight: float = 0.35) -> None:
        if not any(other.id == note.id for other in self.against[-3:]):
            self.against.append(note)
            self.score -= weight

    def settle(self, latest: int) -> None:
        """The words for it added up: later ones know more, and its own author knows best."""
        total = 0.0
        for note in self.for_:
            weight = 0.3 if note.has(Sign.FOUND) else 0.2
            weight += 0.15 if note.item.author == self.change.author else 0.0
            total += weight * (0.5 + 0.5 * note.item.number / latest)
        total += 0.15 if self.helped and self.for_ else 0.0
        self.score = round(min(1.0, max(0.0, self.score + min(0.8, total))), 3)

    @property
    def settled(self) -> datetime | None:
        """When people last spoke for it."""
        return self.for_[-1].at if self.for_ else None


def find_cause(reading: Reading) -> RootCause:
    """The change that the evidence points at, or the cause as people stated it, or "Unknown"."""
    weighed = weigh_changes(reading)
    best = weighed[0] if weighed else None
    if best and (best.score < CONVINCING or not best.for_ or _is_denied(best, reading)):
        best = None
    stated = _stated(reading, best)
    shown = [item for item in weighed if item.for_ or item.against or item.score >= 0.25]
    candidates = tuple(_candidate(item, reading) for item in shown[:SHOWN])
    if stated:
        text = " ".join(dict.fromkeys(note.said for note in stated))
        return RootCause(
            text, tuple(note.id for note in stated), best.change.id if best else None, candidates
        )
    if best:
        change = best.change
        text = f"The change {change.id} ({change.title}) at {_clock(change.at)} is the likeliest cause."
        return RootCause(text, (f"change:{change.id}", *(n.id for n in best.for_[:3])), change.id, candidates)
    text = "Unknown: the conversation does not show what caused it."
    return RootCause(text, ("incident",), None, candidates)


def weigh_changes(reading: Reading) -> list[_Weighed]:
    """Every change made before the incident began, the likeliest first."""
    start = _start(reading)
    possible = [c for c in reading.case.changes if start is None or start - BEFORE <= c.at <= start + _LATER]
    spoken = link(reading, possible)
    items = {change.id: _Weighed(change, _prior(change, start, reading)) for change in possible}
    last: _Weighed | None = None
    named: datetime | None = None
    for note in reading.heard:
        for id, sentence in spoken.get(note.id, {}).items():
            last, named = items[id], note.at
            _weigh_words(last, note, sentence)
        if last and named and note.at - named <= _AFTER_A_FIX and not spoken.get(note.id) and _clears(note):
            last.weigh_against(note)
    _weigh_fixes(list(items.values()), reading)
    latest = max((note.item.number for item in items.values() for note in item.for_), default=1)
    for item in items.values():
        item.settle(latest)
    return sorted(items.values(), key=lambda i: (-i.score, -i.change.at.timestamp(), i.change.id))


def _clears(note: Note) -> bool:
    return note.has(Sign.EXCLUDED) and bool(_NAMES_A_CHANGE.search(note.item.prose))


def _start(reading: Reading) -> datetime | None:
    if reading.case.incident.started_at:
        return reading.case.incident.started_at
    return reading.notes[0].at if reading.notes else None


def _prior(change: Change, start: datetime | None, reading: Reading) -> float:
    """What time and place alone say: the nearer before the start, the likelier."""
    hours = (start - change.at).total_seconds() / 3600 if start else 24.0
    near = 0.25 if hours <= 1 else 0.2 if hours <= 4 else 0.1 if hours <= 30 else 0.03
    return near + (0.1 if change.service in reading.case.incident.services else 0.0)


def _weigh_words(item: _Weighed, note: Note, sentence: str) -> None:
    if note.is_question or (note.has(Sign.HEARSAY) and not note.has(Sign.EXCLUDED)):
        return
    if EXCLUDED.search(sentence) or _NO_HELP.search(sentence):
        item.weigh_against(note)
    elif note.has(Sign.FOUND, Sign.CHANGED) and not (note.has(Sign.DECIDED) and not note.has(Sign.FOUND)):
        item.for_.append(note)


def _weigh_fixes(items: list[_Weighed], reading: Reading) -> None:
    """What undoing a change proved: whether the next words are "still failing" or "works again"."""
    start = _start(reading)
    heard = [note for note in reading.heard if not note.is_question]
    for fix in reading.case.changes:
        undone = [i for i in items if i.change.service == fix.service and i.change.kind == fix.kind]
        if start is None or fix.at <= start + _LATER or not undone:
            continue
        item = max(undone, key=lambda i: i.change.at)
        for note in heard[bisect(heard, fix.at, key=lambda n: n.at) :]:
            if note.at > fix.at + _AFTER_A_FIX:
                break
            if _NO_HELP.search(note.item.prose):
                item.weigh_against(note, 0.2)
                break
            if _HELPED.search(note.item.prose):
                item.helped = note
                break


def _is_denied(best: _Weighed, reading: Reading) -> bool:
    """Whether people said, after they last spoke for this change, that no change did it."""
    return any(
        note.has(Sign.NO_CHANGE) and not note.is_question and (best.settled is None or note.at > best.settled)
        for note in reading.spoken
    )


def _stated(reading: Reading, best: _Weighed | None) -> list[Note]:
    """The messages that say what it was, in time order."""
    named = {note.id for note in best.for_} if best else set[str]()
    ranked: list[tuple[float, Note]] = []
    for note in reading.spoken:
        if reading.is_after(note) or note.has(Sign.HEARSAY):
            continue
        weight = _weight_as_cause(note, named, best is None)
        if weight >= 3 and not note.is_question and note.said:
            ranked.append((weight, note))
    ranked.sort(key=lambda pair: (-pair[0], pair[1].item.number))
    return sorted((note for _, note in ranked[:STATED]), key=lambda note: note.item.number)


def _weight_as_cause(note: Note, named: Iterable[str], is_unchanged: bool) -> float:
    prose = note.item.prose
    weight = 2.0 if note.has(Sign.FOUND) else 0.0
    weight += 1.5 if _CAUSE_WORD.search(prose) else 0.0
    weight += 2.0 if note.id in named and note.has(Sign.FOUND) else 1.0 if note.id in named else 0.0
    weight += 2.0 if is_unchanged and note.has(Sign.NO_CHANGE) else 0.0
    weight += 1.0 if note.item.code and note.has(Sign.FOUND) else 0.0
    weight += 0.5 if note.has(Sign.FACTOR) else 0.0
    weight -= 1.5 if note.has(Sign.EXCLUDED) and not note.has(Sign.NO_CHANGE) else 0.0
    weight -= 1.0 if note.has(Sign.DECIDED) else 0.0
    return weight - (1.0 if len(prose) < 25 else 0.0)


def _candidate(item: _Weighed, reading: Reading) -> Candidate:
    change, start = item.change, reading.case.incident.started_at
    made = f"It was made at {_clock(change.at)}"
    claims = [Claim(f"{made}.", (f"change:{change.id}",))]
    if start:
        claims = [
            Claim(f"{made}; the incident began at {_clock(start)}.", (f"change:{change.id}", "incident"))
        ]
    words = [*item.for_, item.helped] if item.helped and item.helped not in item.for_ else item.for_
    return Candidate(change.id, item.score, (*claims, *_claims(words)), _claims(item.against))


def _claims(notes: Sequence[Note]) -> tuple[Claim, ...]:
    return tuple(Claim(note.said, (note.id,)) for note in notes[-3:] if note.said and note.is_safe)


def _clock(at: datetime) -> str:
    return f"{at.astimezone(UTC):%H:%M} UTC on {at.astimezone(UTC):%Y-%m-%d}"
