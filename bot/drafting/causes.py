"""The cause: every change weighed with evidence for and against, and "unknown" where none convinces.

A change is as likely as the messages that explain the incident speak of it: their likelihood to state the
cause (weighing.py), each counted as surely as it means this change (links.py).
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from itertools import islice, takewhile

from bot.drafting.cause_cues import EXCLUDED, HELPED, NO_CHANGE, NO_HELP
from bot.drafting.draft import Candidate, Claim, RootCause
from bot.drafting.links import Mention, link
from bot.drafting.meaning import Note, Reading
from bot.drafting.wording import clock
from bot.incident import Change

CONVINCING = 0.13  # of all that explains the incident, the share that must speak of a change
SURE = 0.4  # the share at which a change's score is 1
SHOWN = 4  # candidates
LEAST = 0.04  # less likely than this, nothing states the cause
CHATTER = 0.6  # likelier chatter than this is no sign for or against
STATED, STATED_AT_LEAST = 4, 3  # messages that state the cause
BESIDE = 0.15  # of the likeliest one's likelihood to state the cause, a further one has at least this much
PLAIN = 0.5  # how surely a message means a change, to be told as a sign for or against it
TOLD = 3  # claims for a change, and against it
BEFORE = timedelta(days=14)
_LATER = timedelta(minutes=2)  # clocks differ: a change may seem to follow what it caused
_AFTER_A_FIX = timedelta(minutes=15)


@dataclass
class _Weighed:
    """A change on the scales; ``share`` is how much of what explains the incident speaks of it."""

    change: Change
    share: float
    for_: list[Note] = field(default_factory=list)
    against: list[Note] = field(default_factory=list)
    helped: Note | None = None  # what was said after it was undone

    @property
    def score(self) -> float:
        return round(min(1.0, self.share / SURE), 3)


def find_cause(reading: Reading) -> RootCause:
    """The change that the evidence points at, or the cause as people stated it, or "Unknown"."""
    weighed = weigh_changes(reading)
    best = weighed[0] if weighed else None
    stated = _stated(reading)
    if best and (not stated or best.share < CONVINCING or _is_denied(reading)):
        best = None
    shown = [item for item in weighed if item.for_ or item.against or item.share >= CONVINCING / 2]
    candidates = tuple(_candidate(item, reading) for item in shown[:SHOWN])
    change = best.change.id if best else None
    statements = tuple(Claim(note.said, (note.id,)) for note in stated)
    return RootCause("", change=change, candidates=candidates).stated(statements)


def weigh_changes(reading: Reading) -> list[_Weighed]:
    """Every change made before the incident began, the likeliest first."""
    start = _start(reading)
    possible = [c for c in reading.case.changes if start is None or -BEFORE <= c.at - start <= _LATER]
    explained = sum(note.weight.cause for note in reading.heard if not note.is_question) or 1.0
    items = [
        _weigh(change, mentions, explained)
        for change, mentions in ((c, m) for c, m in zip(possible, _in_order(reading, possible), strict=True))
    ]
    _weigh_fixes(items, reading)
    return sorted(items, key=lambda item: (-item.share, -item.change.at.timestamp(), item.change.id))


def _in_order(reading: Reading, changes: Sequence[Change]) -> Iterable[Sequence[Mention]]:
    linked = link(reading, changes)
    return (linked[change.id] for change in changes)


def _weigh(change: Change, mentions: Sequence[Mention], explained: float) -> _Weighed:
    share = sum(mention.note.weight.cause * mention.strength for mention in mentions) / explained
    item = _Weighed(change, share)
    for mention in mentions:
        if mention.strength < PLAIN:
            continue
        prose = mention.note.item.prose
        if EXCLUDED.search(prose) or NO_HELP.search(prose):
            item.against.append(mention.note)
        else:
            item.for_.append(mention.note)
    return item


def _start(reading: Reading) -> datetime | None:
    if reading.case.incident.started_at:
        return reading.case.incident.started_at
    return reading.notes[0].at if reading.notes else None


def _weigh_fixes(items: Sequence[_Weighed], reading: Reading) -> None:
    """What undoing a change proved: whether the next words are "still failing" or "works again"."""
    start = _start(reading)
    if start is None:
        return
    undone: dict[tuple[str, str], _Weighed] = {}  # the latest of each kind is what a later one undoes
    for item in sorted(items, key=lambda item: item.change.at, reverse=True):
        undone.setdefault((item.change.service, item.change.kind), item)
    heard = [_Verdict(note) for note in reading.heard if not note.is_question]
    for fix in reading.case.changes:
        meant = undone.get((fix.service, fix.kind))
        if meant is None or fix.at - start <= _LATER:
            continue
        said = next((verdict for verdict in _soon_after(fix.at, heard) if verdict.is_one), None)
        if said is not None and said.no_help:
            meant.against.append(said.note)
        elif said is not None:
            meant.helped = said.note


def _soon_after(at: datetime, heard: Sequence[_Verdict]) -> Iterator[_Verdict]:
    first = bisect(heard, at, key=lambda verdict: verdict.note.at)
    following = map(heard.__getitem__, range(first, len(heard)))
    return takewhile(lambda verdict: verdict.note.at - at <= _AFTER_A_FIX, following)


class _Verdict:
    """Whether a message tells that what was just done did not help, or that it did; looked at only once."""

    def __init__(self, note: Note) -> None:
        self.note = note

    @cached_property
    def no_help(self) -> bool:
        return NO_HELP.search(self.note.item.prose) is not None

    @cached_property
    def is_one(self) -> bool:
        return self.no_help or HELPED.search(self.note.item.prose) is not None


def _is_denied(reading: Reading) -> bool:
    """Whether somebody who explains it says that no change did it."""
    return any(
        note.weight.cause >= LEAST
        and not note.is_question
        and NO_CHANGE.search(note.item.prose)
        and note.is_safe
        for note in reading.spoken
    )


def _stated(reading: Reading) -> list[Note]:
    """The messages that say what it was, in time order."""
    possible = [note for note in reading.spoken if not note.is_question]
    likeliest = sorted(possible, key=lambda note: (-note.weight.cause, note.item.number))
    told = (note for note in likeliest if note.is_safe and note.said)
    ranked = list(islice(told, STATED))  # few of them need a look and wording
    if not ranked or ranked[0].weight.cause < LEAST:
        return []
    least = ranked[0].weight.cause * BESIDE
    kept = [n for index, n in enumerate(ranked) if index < STATED_AT_LEAST or n.weight.cause >= least]
    return sorted(kept, key=lambda note: note.item.number)


def _candidate(item: _Weighed, reading: Reading) -> Candidate:
    change, start = item.change, reading.case.incident.started_at
    made = f"It was made at {clock(change.at, start)}"
    claims = [Claim(f"{made}.", (f"change:{change.id}",))]
    if start:
        claims = [
            Claim(
                f"{made}; the incident began at {clock(start, change.at)}.",
                (f"change:{change.id}", "incident"),
            )
        ]
    likely = sorted(item.for_, key=lambda note: (-note.weight.cause, note.item.number))[:TOLD]
    words = [note for note in likely if note.weight.cause >= LEAST / 2]
    if item.helped and item.helped not in words:
        words.append(item.helped)
    return Candidate(change.id, item.score, (*claims, *_claims(words)), _claims(item.against[-TOLD:]))


def _claims(notes: Sequence[Note]) -> tuple[Claim, ...]:
    in_order = sorted(notes, key=lambda note: note.item.number)
    told = (note for note in in_order if note.weight.noise < CHATTER and note.is_safe and note.said)
    return tuple(Claim(note.said, (note.id,)) for note in told)
