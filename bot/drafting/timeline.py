"""The timeline: what happened, was noticed, decided, tried, failed, fixed and told; no chatter."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Set
from datetime import datetime, timedelta
from itertools import islice

from bot.conversation import Kind
from bot.drafting.draft import Moment
from bot.drafting.meaning import Note, Reading
from bot.drafting.said_times import happened_at, minute
from bot.drafting.tools import Report, headline, subject

LINES = 3.0  # at most, for each message that probably has to be told
MOST_OF = 0.49  # and of what people and tools said: a timeline is no transcript
IN_ONE_GO = timedelta(minutes=4)
LONGEST_LINE = 300  # characters
OFFENCE = 2.0  # and being likely blame
MOST = 240  # messages of a timeline that anybody would still read
LEAST = 10  # of a short conversation hardly anything is left out
CHATTER = 0.6  # likelier chatter than this is not told
DOUBT = 0.5  # how much being likely chatter counts against a message


def build_timeline(reading: Reading, promised: Collection[str] = ()) -> tuple[Moment, ...]:
    """Its lines in time order, with the word that it was over among them.

    ``promised``: ids of messages that are action items, which have a section of their own.
    """
    told = {note.id for note in _chosen(reading, promised)}
    known = frozenset(map(minute, _known(reading)))
    moments: list[Moment] = []
    last: Note | None = None
    for note in reading.notes:
        if note.id not in told and not (note.id == reading.case.incident.resolved_by and note.is_safe):
            continue
        text = headline(note.item) if note.report is not None else note.said
        if not text:
            continue
        moment = _moment(note, text, reading, known)
        if last is not None and _goes_on(last, note) and _fits(moments[-1], moment):
            before = moments[-1]
            moments[-1] = Moment(before.at, f"{before.text} {text}", (*before.sources, note.id))
        else:
            moments.append(moment)
        last = note
    return tuple(sorted(moments, key=lambda moment: moment.at))


def _fits(before: Moment, moment: Moment) -> bool:
    """Whether both are of the time they were said, and make no long line together."""
    untimed = before.said_at is None and moment.said_at is None
    return untimed and len(before.text) + len(moment.text) < LONGEST_LINE


def _moment(note: Note, text: str, reading: Reading, known: Set[int]) -> Moment:
    """At the time that a person gives for it, else at the time it was said."""
    said_at = note.at.replace(microsecond=0)
    if note.report is None and note.id != reading.case.incident.resolved_by:
        author = reading.case.people.get(note.item.author)
        zone = author.tz if author else "Etc/UTC"
        at = happened_at(note.item.prose, said_at, zone, known, reading.case.incident.started_at)
        if at is not None:
            return Moment(at, text, (note.id,), said_at)
    return Moment(said_at, text, (note.id,))


def _known(reading: Reading) -> Iterator[datetime]:
    """Times that people may mean by a clock time without a zone."""
    yield from (change.at for change in reading.case.changes)
    if reading.case.incident.started_at:
        yield reading.case.incident.started_at


def _goes_on(before: Note, note: Note) -> bool:
    """Whether somebody just goes on with what they were saying, so that it is one line."""
    return (
        note.report is None
        and before.report is None
        and note.item.author == before.item.author
        and note.at - before.at < IN_ONE_GO
    )


def worth_telling(reading: Reading) -> int:
    """How many messages a timeline of this conversation would tell, if it could be of any length."""
    said = sum(note.item.kind is not Kind.NOTICE for note in reading.notes)
    told = LINES * sum(note.weight.must for note in reading.notes)
    return max(LEAST, round(min(told, MOST_OF * said)))


def _chosen(reading: Reading, promised: Collection[str]) -> list[Note]:
    """The messages likeliest to belong there; as many as the conversation seems to have, with some room."""
    possible = [
        note
        for note in _unrepeated(reading)
        if note.is_decent
        and note.weight.noise < CHATTER
        and not (note.id in promised and reading.is_after(note))
    ]
    room = min(MOST, worth_telling(reading))
    ranked = sorted(possible, key=lambda note: (-weigh(note), note.item.number))
    return list(islice((note for note in ranked if note.is_safe), room))


def _unrepeated(reading: Reading) -> Iterator[Note]:
    """All but a tool's repetition of what a tool posted before about the same."""
    told: set[tuple[Report, str]] = set()
    for note in reading.notes:
        if note.report is not None:
            public = note.report in (Report.PUBLIC, Report.PUBLIC_END)
            about = (note.report, headline(note.item) if public else subject(note.item))
            if about in told:
                continue
            told.add(about)
        yield note


def weigh(note: Note) -> float:
    """How much a message belongs into the timeline."""
    return note.weight.must - DOUBT * note.weight.noise - OFFENCE * note.weight.blame
