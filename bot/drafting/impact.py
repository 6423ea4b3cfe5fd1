"""The impact: how long, which services, and what customers lost, in the words of who counted it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from bot.drafting.choosing import Room, choose
from bot.drafting.draft import Claim, Impact
from bot.drafting.meaning import Note, Reading
from bot.drafting.statements import statement
from bot.drafting.tools import headline
from bot.drafting.transcript import clean
from bot.drafting.voice import in_third_person

ROOM = Room(least=5, most=8, sure=2, share=2.0)
LIKELY = 0.03

_FIGURE = re.compile(r"\d[\d.,]*\d|\d")
_NUMBER = r"(?:about |around |~ ?|some )?(\d[\d.,]*\d|\d)"
# By which a figure is taken back: "not 30", "I said 71, it's 64", "1,900, no: 1,184", "the 30% was wrong".
_TAKEN_BACK = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:^|[.,;:(]\s*|\b(?:it'?s|is|was|were|and|so)\s+)(?:not|no,? not|nicht|no son|pas|não|non|niet|"
        rf"inte|ikke|nie) {_NUMBER}(?!\d|:\d)",
        rf"\b(?:i|we) (?:said|told \w+|wrote|had|claimed|posted|guessed) {_NUMBER}",
        rf"\binstead of {_NUMBER}\b",
        rf"\b(?:the|my|that|our) (?:first |early |earlier )?{_NUMBER}\s?%? (?:was|were|is) (?:wrong|too|"
        r"nonsense|a guess)",
    )
)


def measure_impact(reading: Reading, promised: Collection[str] = ()) -> Impact:
    """Duration and services from the incident's record, facts from those who measured them.

    ``promised``: ids of messages that are action items, whose figures are not losses.
    """
    incident = reading.case.incident
    measured = (
        note
        for note in reading.notes
        if note.is_decent and note.weight.fact >= LIKELY and not note.is_question and note.id not in promised
    )
    chosen = _uncorrected(choose(measured, _likelihood, _likelihood, ROOM), reading)
    facts = [Claim(_fact(note), (note.id,), possible) for note, possible in chosen]
    services = tuple(dict.fromkeys(filter(None, map(clean, incident.services))))
    return Impact(incident.duration_minutes, services, tuple(fact for fact in facts if fact.text))


def _fact(note: Note) -> str:
    """The sentences that hold the figures, if there are such."""
    if note.report is not None:
        return headline(note.item)
    figures = [sentence for sentence in note.sentences if any(c.isdigit() for c in sentence)]
    return in_third_person(statement(note.item.prose, keep=figures or None), note.item.speaker)


def _likelihood(note: Note) -> float:
    return note.weight.fact


def _uncorrected(facts: Sequence[tuple[Note, bool]], reading: Reading) -> list[tuple[Note, bool]]:
    """The facts without first guesses that somebody took back later: "not 30. it's 11.6%"."""
    taken_back = {
        (figure, note.item.number)
        for note in reading.spoken
        for pattern in _TAKEN_BACK
        for figure in pattern.findall(note.item.prose)
    }
    return [
        (note, possible)
        for note, possible in facts
        if not any(
            number > note.item.number and figure in _FIGURE.findall(note.item.prose)
            for figure, number in taken_back
        )
    ]
