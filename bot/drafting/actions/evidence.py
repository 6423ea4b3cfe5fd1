"""What speaks for a message stating an action item, beside its learned likelihood."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bot.drafting.actions.answering import (
    FIRST_PRIORITY,
    PRIORITY,
    REFUSED,
    TAKEN,
    UNOWNED,
    WITHDRAWN,
    agrees,
    starts,
)
from bot.drafting.actions.naming import People
from bot.drafting.actions.promising import ASKED, IDLE, MARKED, MUSED, NEEDED, PROMISED
from bot.drafting.due_dates import Due, find_due
from bot.drafting.links import zone_of
from bot.drafting.meaning import Note, Reading
from bot.drafting.transcript import Evidence

# Log odds. They follow a logistic regression over the worked incidents, rounded; what says plainly that it
# is an action item ("TODO", a promise or a request with a date) counts for more than it found, because a
# short or quiet channel gives the learned likelihood little to go by.
EVIDENCE: Mapping[str, float] = {
    "marked": 1.5,
    "marked before the end": 2.2,
    "called an action": 0.4,
    "promised": 0.8,
    "promised with a date": 0.8,
    "asked": 0.4,
    "asked of somebody": 0.3,
    "addressed": 0.2,
    "needed": 0.6,
    "due": 1.0,
    "priority": 0.5,
    "open": 0.9,
    "plain": 0.9,
    "plainly asked": 1.0,
    "ticket": 0.3,
    "taken over": 0.7,
    "taken over next": 0.4,
    "agreed to": 0.2,
    "answered with a date": 0.6,
    "answered with a priority": 0.5,
    "refused": -0.3,
    "withdraws": -2.0,
    "question": -0.3,
    "short": -0.4,
    "told": -0.7,
    "mused": -0.7,
    "idle": -0.8,
}
BIAS = -1.0
COMPANY = 0.8  # for standing among others: action items are stated together
IMPOSSIBLE = 0.002  # below this a message is not looked at
FLOOR = -2.2  # the log odds of the learned likelihood, at least, of what says plainly that it is one
FLOOR_BEFORE = -3.2  # and of what is marked as one while the incident lasts
UNLIKELY = 0.01  # below this likelihood a message is looked at only where it is marked as one,
UNLIKELY_BEFORE = 0.03  # and while the incident lasts below this
NEAR = 4  # messages before and after one that are looked at with it
TAKING = 16  # words of a reply that only takes something over, at most

_HEADING = re.compile(
    r"^\W*(?:\w+\W+){0,4}(?:follow-?ups|action items|actions|next steps|to-?dos?|pendientes|aufgaben|"
    r"deberes|"
    r"who does what|aksjoner)\b(?!\W*\w+\W+\w+\W+\w+)|^[^\n]{0,60}:\W*$",
    re.IGNORECASE,
)
_PIECE = re.compile(r"[.,!?;\n—–(。，！？]+")  # a colon belongs to the mark itself
_TICKET = re.compile(r"(?<![\w-])[A-Z]{2,10}-\d{1,6}(?![\w-])")
_PAST = re.compile(
    r"\b(?:was|were|had|did|has been|have been|we(?:'ve| have)|counted|went|worked|hatte|war|wurden?|était|"
    r"avait|fue|estaba|foi|estava|hadde|var)\b",
    re.IGNORECASE,
)
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")  # written without blanks
_EASTERN = ("New_York", "Detroit", "Indianapolis", "Indiana/Indianapolis")
_WESTERN = ("Chicago", "Denver", "Boise", "Phoenix", "Los_Angeles", "Anchorage")
_MONTH_FIRST = frozenset(f"America/{city}" for city in (*_EASTERN, *_WESTERN)) | {"Pacific/Honolulu"}


@dataclass(frozen=True)
class Stated:
    """A message that may state an action item, with what was said around it.

    ``replies`` are those to it; ``before`` and ``following`` the nearest messages of its thread, or of the
    channel where it stands in none. ``shows`` names the evidence, as in ``EVIDENCE``.
    """

    note: Note
    before: tuple[Note, ...]
    replies: tuple[Note, ...]
    following: tuple[Note, ...]
    due: Due | None
    is_after: bool
    shows: frozenset[str] = frozenset()

    @property
    def odds(self) -> float:
        """The log odds that it is an action item."""
        likely = logit(self.note.weight.action)
        if "plain" in self.shows:
            likely = max(likely, FLOOR)
        elif "marked before the end" in self.shows:
            likely = max(likely, FLOOR_BEFORE)
        return BIAS + likely + sum(EVIDENCE.get(name, 0.0) for name in self.shows)


def look_at(reading: Reading, people: People) -> Iterator[Stated]:
    """Every message that may state an action item, in order. Linear in the messages."""
    streams: dict[str, list[Note]] = {}
    candidates: list[tuple[Note, list[Note], int]] = []
    for note in reading.spoken:
        if not note.item.prose:
            continue
        stream = streams.setdefault((note.item.thread or "") if note.item.is_reply else "", [])
        least = UNLIKELY if reading.is_after(note) else UNLIKELY_BEFORE
        likely = note.weight.action
        if likely >= least or (likely >= IMPOSSIBLE and MARKED.search(note.item.prose)):
            candidates.append((note, stream, len(stream)))
        stream.append(note)
    for note, stream, at in candidates:
        if note.id == reading.case.incident.resolved_by or _HEADING.match(note.item.prose):
            continue
        if not note.is_safe:
            continue
        thread = (reading.by_id[item.id] for item in reading.transcript.replies.get(note.id, ()))
        stated = Stated(
            note,
            tuple(stream[max(0, at - NEAR) : at]),
            tuple(reply for reply in thread if reply.is_decent),
            tuple(stream[at + 1 : at + 1 + NEAR]),
            due_in(note.item.prose, note.item, reading),
            reading.is_after(note),
        )
        shows = (*_says(stated), *_asks(stated, people), *_answered(stated, reading))
        yield replace(stated, shows=frozenset(shows))


def _says(stated: Stated) -> Iterator[str]:
    prose = stated.note.item.prose
    if is_marked(prose):
        yield "marked"
        if not stated.is_after:
            yield "marked before the end"
    elif MARKED.search(prose):
        yield "called an action"
    for name, cue in (("needed", NEEDED), ("open", UNOWNED), ("mused", MUSED), ("idle", IDLE)):
        if cue.search(prose):
            yield name
    for name, pattern in (("told", _PAST), ("ticket", _TICKET)):
        if pattern.search(prose):
            yield name
    if urgency(prose):
        yield "priority"
    if starts(WITHDRAWN, prose):
        yield "withdraws"
    if stated.note.is_question:
        yield "question"
    if len(prose.split()) < 5 and not _WIDE.search(prose):
        yield "short"


def _asks(stated: Stated, people: People) -> Iterator[str]:
    item = stated.note.item
    promised, asked = bool(PROMISED.search(item.prose)), bool(ASKED.search(item.prose))
    addressed = bool(item.mentions) or people.addressed(item.prose, item.author) is not None
    if promised:
        yield "promised"
    if asked or addressed:
        yield "asked of somebody" if asked and addressed else "asked" if asked else "addressed"
    if stated.due:
        yield "due"
        if promised:
            yield "promised with a date"
    if not stated.is_after or _PAST.search(item.prose) or IDLE.search(item.prose):
        return
    if ((promised and stated.due) or is_marked(item.prose)) and not stated.note.is_question:
        yield "plain"
    elif addressed and (stated.due or PRIORITY.search(item.prose)):
        yield "plain"
        yield "plainly asked"


def _answered(stated: Stated, reading: Reading) -> Iterator[str]:
    author = stated.note.item.author
    short = [reply.item for reply in stated.replies if len(reply.item.prose.split()) <= TAKING]
    if any(starts(TAKEN, item.prose) for item in short):
        yield "taken over"
    elif any(agrees(item.prose) for item in short):
        yield "agreed to"
    if any(PRIORITY.search(item.prose) for item in short):
        yield "answered with a priority"
    if any(due_in(item.prose, item, reading) for item in short):
        yield "answered with a date"
    if any(starts(REFUSED, reply.item.prose) for reply in stated.replies if reply.item.author != author):
        yield "refused"
    if stated.following and not stated.replies:
        item = stated.following[0].item
        if item.author != author and len(item.prose.split()) <= TAKING and starts(TAKEN, item.prose):
            yield "taken over next"


def is_marked(prose: str) -> bool:
    """Whether a piece of the prose begins by saying that it is an action item."""
    return any(MARKED.match(piece.strip()) for piece in _PIECE.split(prose[:400]))


def urgency(prose: str) -> str | None:
    """The priority named in a text, "P1" to "P4"; None where none is."""
    match = PRIORITY.search(prose)
    if match:
        return f"P{match[1]}"
    return "P1" if FIRST_PRIORITY.search(prose) else None


def due_in(text: str, item: Evidence, reading: Reading) -> Due | None:
    """The deadline named in a text of ``item``, as its author counts days."""
    zone = zone_of(reading.case.people.get(item.author))
    return find_due(text, item.at.astimezone(zone).date(), month_first=zone.key in _MONTH_FIRST)


def logit(share: float) -> float:
    """A likelihood as log odds, between -6 and 6."""
    share = min(max(share, 0.0025), 0.9975)
    return math.log(share / (1 - share))
