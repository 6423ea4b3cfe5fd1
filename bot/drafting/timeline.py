"""The timeline: what happened, was noticed, decided, tried, failed, fixed and told; no chatter."""

from __future__ import annotations

from bot.drafting.draft import Moment
from bot.drafting.meaning import Note, Reading
from bot.drafting.tools import headline

LINES = 2.2  # for each message that probably has to be told: two is a timeline, four a transcript

CHATTER = 0.6  # likelier chatter than this is not told
DOUBT = 0.35  # how much being likely chatter counts against a message


def build_timeline(reading: Reading) -> tuple[Moment, ...]:
    """Its lines in time order, with the word that it was over among them."""
    told = {note.id for note in _chosen(reading)}
    moments = []
    for note in reading.notes:
        if note.id in told or (note.id == reading.case.incident.resolved_by and note.is_safe):
            text = headline(note.item) if note.report is not None else note.said
            moments.append(Moment(note.at.replace(microsecond=0), text, (note.id,)))
    return tuple(moment for moment in moments if moment.text)


def _chosen(reading: Reading) -> list[Note]:
    """The messages likeliest to belong there; as many as the conversation seems to have, with some room."""
    worth = [(weigh(note), note) for note in reading.notes if note.is_safe and note.weight.noise < CHATTER]
    room = round(LINES * sum(note.weight.must for note in reading.notes))
    ranked = sorted(worth, key=lambda pair: (-pair[0], pair[1].item.number))
    return [note for _, note in ranked[:room]]


def weigh(note: Note) -> float:
    """How much a message belongs into the timeline."""
    return note.weight.must - DOUBT * note.weight.noise
