"""What the record did not let a draft tell, said in plain sentences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.conversation import Kind
from bot.drafting import timeline
from bot.drafting.meaning import Reading

CLOCKS_DIFFER = timedelta(minutes=5)
MOST = 8


def find_unknowns(reading: Reading) -> tuple[str, ...]:
    """Sentences for people, the gravest first. None where everything needed was there."""
    parts = (_what_was_said, _times, _timeline, _people, _changes)
    return tuple(sentence for part in parts for sentence in part(reading))[:MOST]


def _what_was_said(reading: Reading) -> Iterator[str]:
    kinds = {message.kind for message in reading.case.messages if not message.deleted}
    if not reading.case.messages:
        yield "The channel holds no message."
    elif Kind.PERSON not in kinds:
        who = "Only tools posted" if Kind.TOOL in kinds else "Nobody wrote"
        yield f"{who} in the channel; what people did and found is not known."


def _times(reading: Reading) -> Iterator[str]:
    incident = reading.case.incident
    start, seen, end = incident.started_at, incident.detected_at, incident.resolved_at
    if start is None:
        yield "When it began is not recorded, so its duration is unknown."
    if end is None:
        yield "Nothing says that it is over."
    elif incident.resolved_by is None:
        yield "The record has it over, but nobody in the channel said so."
    if start and end and end < start:
        yield "The record has it over before it began; one of the two times is wrong."
    if start and seen and start - seen > CLOCKS_DIFFER:
        yield "The record has it noticed before it began; one of the two times is wrong."
    spoken = [message.at for message in reading.case.messages if message.kind is not Kind.NOTICE]
    if spoken and _apart(spoken, start, end):
        yield "The conversation is of another time than the record; one of the clocks may be wrong."


def _timeline(reading: Reading) -> Iterator[str]:
    worth = timeline.worth_telling(reading)
    if worth > timeline.MOST:
        yield f"The timeline tells the {timeline.MOST} likeliest of about {worth:,} moments worth telling."


def _apart(spoken: list[datetime], start: datetime | None, end: datetime | None) -> bool:
    """Whether all was said a day or more before it began or after it was over."""
    day = timedelta(days=1)
    return bool((start and start - max(spoken) > day) or (end and min(spoken) - end > day))


def _people(reading: Reading) -> Iterator[str]:
    people = reading.case.people
    speakers = {m.author for m in reading.case.messages if m.kind is Kind.PERSON and not m.deleted}
    unknown = len(speakers - people.keys())
    if unknown:
        yield f"{unknown} of {len(speakers)} people who wrote are not known by name."


def _changes(reading: Reading) -> Iterator[str]:
    spoken = [message.at for message in reading.case.messages]
    last = max([*spoken, *filter(None, [reading.case.incident.resolved_at])], default=None)
    late = [c for c in reading.case.changes if last and c.at > last + CLOCKS_DIFFER]
    if late:
        one = "A change is" if len(late) == 1 else f"{len(late)} changes are"
        yield f"{one} dated after the incident was over and was not weighed as the cause."
