"""The impact: how long, which services, and what customers lost, in the words of who counted it."""

from __future__ import annotations

from collections.abc import Collection

from bot.drafting.draft import Claim, Impact
from bot.drafting.loss_cues import SPARED
from bot.drafting.meaning import Note, Reading, Sign
from bot.drafting.statements import statement
from bot.drafting.transcript import clean
from bot.drafting.voice import in_third_person

MOST = 6


def measure_impact(reading: Reading, promised: Collection[str] = ()) -> Impact:
    """Duration and services from the incident's record, facts from those who measured them.

    ``promised``: ids of messages that are action items, whose figures are not losses.
    """
    incident = reading.case.incident
    ranked = sorted(
        (
            (_weight(note), note)
            for note in reading.spoken
            if note.has(Sign.LOSS) and not note.is_question and note.id not in promised
        ),
        key=lambda pair: (-pair[0], pair[1].item.number),
    )
    best = sorted((note for weight, note in ranked[:MOST] if weight >= 2), key=lambda note: note.item.number)
    facts = (Claim(_fact(note), (note.id,)) for note in best)
    services = tuple(dict.fromkeys(map(clean, incident.services)))
    return Impact(incident.duration_minutes, services, tuple(fact for fact in facts if fact.text))


def _weight(note: Note) -> float:
    weight = 1.0
    weight += 2 if note.has(Sign.COUNTED) else 0
    weight += 1 if SPARED.search(note.item.prose) else 0
    weight += 1 if "%" in note.item.prose else 0
    weight += 0.5 if note.has(Sign.NOTICED) else 0
    weight -= 2 if note.has(Sign.HEARSAY) else 0
    weight -= 1 if note.has(Sign.DECIDED) else 0
    return weight


def _fact(note: Note) -> str:
    """The sentences that hold the figures, if there are such."""
    figures = [s for s in note.sentences if any(c.isdigit() for c in s) or SPARED.search(s)]
    return in_third_person(statement(note.item.prose, keep=figures or None), note.item.speaker)
