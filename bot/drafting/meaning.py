"""Reading the evidence: what each message does in the course of an incident."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto
from functools import cached_property

from bot.conversation import Kind
from bot.drafting import cues, loss_cues
from bot.drafting.case import Case
from bot.drafting.guards import blames, gives_orders, is_safe
from bot.drafting.statements import LONGEST, sentences, statement
from bot.drafting.tools import Report, report_of
from bot.drafting.transcript import Evidence, Transcript
from bot.drafting.voice import in_third_person
from bot.drafting.weighing import Weight, Weights, learned, weigh

BLAMING = 0.2  # likelier blame than this is not repeated: what it says must stand on others
LONG = 4000  # characters of a message in which its meaning is looked for


class Sign(Enum):
    """What a person's message does. One message may do several things."""

    DECIDED = auto()
    DONE = auto()
    MEASURED = auto()
    NOTICED = auto()
    SEVERITY = auto()
    FOUND = auto()
    CHANGED = auto()
    EXCLUDED = auto()
    NO_CHANGE = auto()
    FACTOR = auto()
    LOSS = auto()
    COUNTED = auto()
    HEARSAY = auto()
    LESSON = auto()


_CUES = {
    Sign.DONE: cues.DONE,
    Sign.MEASURED: cues.MEASURED,
    Sign.NOTICED: cues.NOTICED,
    Sign.SEVERITY: cues.SEVERITY,
    Sign.FOUND: cues.FOUND,
    Sign.CHANGED: cues.CHANGED,
    Sign.EXCLUDED: cues.EXCLUDED,
    Sign.NO_CHANGE: cues.NO_CHANGE,
    Sign.FACTOR: cues.FACTOR,
    Sign.COUNTED: loss_cues.COUNTED,
    Sign.HEARSAY: cues.HEARSAY,
    Sign.LESSON: cues.LESSON,
}


_TELLING = (
    cues.DECIDED,
    cues.ORDER_AT_START,
    cues.DONE,
    cues.MEASURED,
    cues.NOTICED,
    cues.FOUND,
    cues.CHANGED,
    cues.EXCLUDED,
    cues.FACTOR,
    loss_cues.HARMED,
)
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True)
class Note:
    """A message and what it does. ``report`` is set for a tool's post, ``signs`` for a person's."""

    item: Evidence
    signs: frozenset[Sign] = frozenset()
    report: Report | None = None
    is_safe: bool = True  # whether it may be repeated in a draft
    is_order: bool = False  # whether it tries to instruct its reader
    weight: Weight = field(default_factory=Weight)
    learned: Weights | None = field(default=None, repr=False)

    @property
    def id(self) -> str:
        return self.item.id

    @property
    def at(self) -> datetime:
        return self.item.at

    @cached_property
    def sentences(self) -> list[str]:
        return sentences(self.item.prose)

    @cached_property
    def is_question(self) -> bool:
        """Whether asking is all that the message does."""
        if "?" not in self.item.prose:
            return False
        return bool(self.sentences) and all(sentence.endswith("?") for sentence in self.sentences)

    @cached_property
    def said(self) -> str:
        """The message as a statement, in the third person; "" where it says nothing.

        Of several sentences those that tell something of the incident.
        """
        sentences = self.sentences
        if len(sentences) > 1 and self.learned is not None:
            telling = {sentence: self.learned.tells(sentence) for sentence in sentences}
            best = max(telling.values())
            sentences = [s for s in sentences if telling[s] >= min(0.0, best)]
            while len(sentences) > 1 and sum(map(len, sentences)) > LONGEST:
                sentences.remove(min(sentences, key=telling.__getitem__))
        return in_third_person(statement(self.item.prose, keep=sentences), self.item.speaker)

    def has(self, *signs: Sign) -> bool:
        return not self.signs.isdisjoint(signs)


@dataclass(frozen=True)
class Reading:
    """A case with its evidence read."""

    case: Case
    transcript: Transcript
    notes: tuple[Note, ...]
    learned: Weights | None = None

    @property
    def spoken(self) -> Iterator[Note]:
        """What people said and may be repeated."""
        return (note for note in self.notes if note.item.kind is Kind.PERSON and note.is_safe)

    @property
    def heard(self) -> Iterator[Note]:
        """What people said, repeatable or not: to weigh, never to quote. Orders to a reader are not heard."""
        return (note for note in self.notes if note.item.kind is Kind.PERSON and not note.is_order)

    @property
    def posted(self) -> Iterator[Note]:
        """What tools posted and may be repeated."""
        return (note for note in self.notes if note.report is not None and note.is_safe)

    @cached_property
    def by_id(self) -> dict[str, Note]:
        return {note.id: note for note in self.notes}

    @cached_property
    def end(self) -> datetime | None:
        """When it was over: the resolving message's time, else the incident's own, else None."""
        resolved = self.by_id.get(self.case.incident.resolved_by or "")
        return resolved.at if resolved else self.case.incident.resolved_at

    def is_after(self, note: Note) -> bool:
        """Whether a message was written when the incident was over."""
        return self.end is not None and note.at > self.end


def understand(case: Case, transcript: Transcript, weights: Weights | None = None) -> Reading:
    """Every message of the case with what it does. Linear in the messages."""
    weights = weights or learned()
    weighed = weigh(case, transcript, weights)
    notes = (_note(item, weighed[item.id], weights) for item in transcript.evidence)
    return Reading(case, transcript, tuple(notes), weights)


def _note(item: Evidence, weight: Weight, weights: Weights) -> Note:
    if item.kind is Kind.NOTICE or not item.text.strip():
        return Note(item)
    if item.kind is Kind.TOOL:
        return Note(item, report=report_of(item), is_safe=is_safe(item), weight=weight)
    order = gives_orders(item.text)
    safe = not order and not blames(item.prose) and weight.blame < BLAMING
    return Note(item, _signs(item.prose[:LONG]), None, safe, order, weight, weights)


def _signs(prose: str) -> frozenset[Sign]:
    found = {sign for sign, pattern in _CUES.items() if pattern.search(prose)}
    if cues.DECIDED.search(prose) or cues.ORDER_AT_START.match(prose):
        found.add(Sign.DECIDED)
    lost, harmed = loss_cues.LOSS.search(prose), loss_cues.HARMED.search(prose)
    counted = (lost and harmed) or (Sign.COUNTED in found and (lost or harmed))
    if (counted and _FIGURE.search(prose)) or loss_cues.SPARED.search(prose):
        found.add(Sign.LOSS)
    return frozenset(found)
