"""The impact: how long, which services, and what customers lost, in the words of who counted it."""

from __future__ import annotations

from collections.abc import Collection

from bot.drafting.draft import Claim, Impact
from bot.drafting.meaning import Note, Reading
from bot.drafting.statements import statement
from bot.drafting.tools import headline
from bot.drafting.transcript import clean
from bot.drafting.voice import in_third_person

MOST = 8
LEAST = 5
LEAST_LIKELY = 2
ROOM = 2.0  # listed for each that is likely one
LIKELY = 0.03


def measure_impact(reading: Reading, promised: Collection[str] = ()) -> Impact:
    """Duration and services from the incident's record, facts from those who measured them.

    ``promised``: ids of messages that are action items, whose figures are not losses.
    """
    incident = reading.case.incident
    possible = [
        note
        for note in reading.notes
        if note.is_safe and note.weight.fact >= LIKELY and not note.is_question and note.id not in promised
    ]
    ranked = sorted(possible, key=lambda note: (-note.weight.fact, note.item.number))
    expected = sum(note.weight.fact for note in possible)
    likely = {note.id for note in ranked[: max(LEAST_LIKELY, round(expected))]}
    room = max(LEAST, min(MOST, round(ROOM * expected)))
    best = sorted(ranked[:room], key=lambda note: note.item.number)
    facts = [Claim(_fact(note), (note.id,), note.id not in likely) for note in best]
    services = tuple(dict.fromkeys(map(clean, incident.services)))
    return Impact(incident.duration_minutes, services, tuple(fact for fact in facts if fact.text))


def _fact(note: Note) -> str:
    """The sentences that hold the figures, if there are such."""
    if note.report is not None:
        return headline(note.item)
    figures = [sentence for sentence in note.sentences if any(c.isdigit() for c in sentence)]
    return in_third_person(statement(note.item.prose, keep=figures or None), note.item.speaker)
