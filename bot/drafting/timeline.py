"""The timeline: what happened, was noticed, decided, tried, failed, fixed and told; no chatter."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.drafting.draft import Moment
from bot.drafting.meaning import Note, Reading, Sign
from bot.drafting.tools import Report, headline, subject

_POINTS = {
    Sign.DECIDED: 3,
    Sign.SEVERITY: 3,
    Sign.FOUND: 2,
    Sign.NOTICED: 2,
    Sign.DONE: 2,
    Sign.MEASURED: 2,
    Sign.CHANGED: 1,
    Sign.EXCLUDED: 1,
    Sign.NO_CHANGE: 1,
    Sign.FACTOR: 0.5,
    Sign.LOSS: 1,
}
ENOUGH = 2.5
_TOLD = frozenset({Report.FIRED, Report.DECLARED, Report.PUBLIC, Report.ROLLED_OUT, Report.SWITCHED})
_FIGURE = re.compile(
    r"\d+(?:[.,]\d+)?\s?(?:%|[kM]\b)|\d\d?:\d\d|→|\d+ ?(?:/|of|de|von) ?\d+|\b\d+\.\d+\.\d+\b"
)


def build_timeline(reading: Reading) -> tuple[Moment, ...]:
    """Its lines in time order, ending with what people agreed was the end."""
    moments: list[Moment] = []
    told: set[tuple[Report | None, str]] = set()
    for note in reading.notes:
        if not note.is_safe:
            continue
        if note.report is not None:
            if _is_told(note, told, reading):
                moments.append(Moment(note.at, headline(note.item), (note.id,)))
        elif note.id == reading.case.incident.resolved_by or (
            not reading.is_after(note) and weigh(note) >= ENOUGH
        ):
            moments.append(Moment(note.at, note.said, (note.id,)))
    return tuple(replace(m, at=m.at.replace(microsecond=0)) for m in moments if m.text)


def weigh(note: Note) -> float:
    """How much a person's message belongs into the timeline: what it does, less what makes it talk."""
    points = float(sum(_POINTS.get(sign, 0) for sign in note.signs))
    points += 1 if _FIGURE.search(note.item.prose) else 0
    points += 1 if note.item.code else 0
    points -= 3 if note.is_question else 0
    points -= 1 if note.item.is_reply else 0
    points -= 1.5 if note.has(Sign.HEARSAY) else 0
    points -= 1 if len(note.item.prose) < 12 and not note.has(Sign.SEVERITY) else 0
    return points


def _is_told(note: Note, told: set[tuple[Report | None, str]], reading: Reading) -> bool:
    """The first report of its kind about its subject, unless the same was just said by another tool."""
    if note.report not in _TOLD or reading.is_after(note):
        return False
    key = (note.report, subject(note.item) if note.report is not Report.PUBLIC else headline(note.item))
    if key in told or (note.report is Report.FIRED and any(kind is Report.FIRED for kind, _ in told)):
        return False
    told.add(key)
    return True
