"""By which message the people in the channel learned that it was over."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.conversation import Kind, Message
from bot.drafting.case import Case
from bot.drafting.transcript import transcribe
from bot.drafting.weighing import Weights, weigh
from bot.listening.deciding import resolution

BEFORE = timedelta(minutes=10)  # a record is closed this long after the word at most
AFTER = timedelta(minutes=20)  # and may be closed this long before somebody says so
NEAR = timedelta(minutes=3)
LIKELY = 0.1


def with_end(case: Case, weights: Weights | None = None) -> Case:
    """The case with the message that announced the resolution; a time that its record gives stands.

    Where the record has a time, the announcement is looked for around it; else what was said decides alone.
    """
    end = case.incident.resolved_at
    tools_only = all(message.kind is not Kind.PERSON for message in case.messages)
    if end is not None and not tools_only:
        by = _said_around(case, weights)
        if by is not None:
            return replace(case, incident=case.incident.resolve(end, by))
    found = resolution(case.messages, case.people, tools_only=tools_only, incident=case.incident.id)
    if found is None:
        return replace(case, incident=replace(case.incident, resolved_by=None))
    return replace(case, incident=case.incident.resolve(end or found.at, found.message))


def _said_around(case: Case, weights: Weights | None) -> str | None:
    end = case.incident.resolved_at
    assert end is not None
    around = [
        message
        for message in case.messages
        if message.kind is Kind.PERSON and not message.deleted and -BEFORE <= message.at - end <= AFTER
    ]
    if not around:
        return None
    likely = weigh(case, transcribe(case), weights, {message.id for message in around})
    best = max(around, key=lambda message: (likely[message.id].resolved, message.id))
    if likely[best.id].resolved >= LIKELY:
        return best.id
    nearest: Message = min(around, key=lambda message: (abs(message.at - end), message.id))
    return nearest.id if abs(nearest.at - end) <= NEAR else None
