"""Reading the evidence: what each message does in the course of an incident."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from bot.conversation import Kind
from bot.drafting.actors import as_asked
from bot.drafting.blameless import Blameless, blameless
from bot.drafting.case import Case
from bot.drafting.chat import EMPTY
from bot.drafting.guards import blames_elsewhere, gives_orders
from bot.drafting.picking import fit, telling
from bot.drafting.statements import asks, sentences, statement
from bot.drafting.tools import Report, report_of
from bot.drafting.transcript import Evidence, Transcript
from bot.drafting.voice import in_third_person
from bot.drafting.weighing import Weight, Weights, learned, weigh

FEW = 7  # words that introduce what is pasted rather than say it
ORDERING = 0.04  # likelier an order to whoever reads it than this is neither repeated nor heard
SUSPECT = 0.02  # as likely blame as this, a message is not repeated if the language check finds blame as well
BLAMING = 0.12  # likelier blame than this is not repeated: what it says must stand on others


@dataclass(frozen=True)
class Note:
    """A message and what it does. ``report`` is set for a tool's post."""

    item: Evidence
    report: Report | None = None
    is_decent: bool = True  # whether neither orders nor likely blame keep it out of a draft
    is_order: bool = False  # whether it tries to instruct its reader
    weight: Weight = field(default_factory=Weight)
    learned: Weights | None = field(default=None, repr=False)
    check: Blameless = field(default=Blameless(), repr=False)

    @cached_property
    def is_safe(self) -> bool:
        """Whether it may be repeated in a draft; of what is, sentences that blame are still left out.

        The language check takes its time: asked last, of few.
        """
        if not self.is_decent:
            return False
        return self.weight.blame < SUSPECT or not self.check.blames(self.item.prose)

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
        if "?" not in self.item.prose:  # asked of every message: most need no splitting
            return asks(self.item.prose) and len(self.sentences) == 1
        return bool(self.sentences) and all(map(asks, self.sentences))

    @cached_property
    def said(self) -> str:
        """The message as a statement, in the third person; "" where it says nothing of the incident."""
        item = self.item
        tells = self.learned.tells if self.learned is not None else None
        picked = fit(telling(self.sentences, item.speaker), tells)
        asked = (as_asked(sentence, bool(item.mentions)) for sentence in picked)
        told = [sentence for sentence in asked if not EMPTY.match(sentence)]
        text = in_third_person(statement(item.prose, keep=told), item.speaker)
        if item.code and text and len(text.split()) <= FEW:
            text = f"{text.rstrip('.')} (pasted output)."
        return text


@dataclass(frozen=True)
class Reading:
    """A case with its evidence read."""

    case: Case
    transcript: Transcript
    notes: tuple[Note, ...]
    learned: Weights | None = None

    @property
    def spoken(self) -> Iterator[Note]:
        """What people said and may be repeated, if it :attr:`Note.is_safe` as well."""
        return (note for note in self.notes if note.item.kind is Kind.PERSON and note.is_decent)

    @property
    def heard(self) -> Iterator[Note]:
        """What people said, repeatable or not: to weigh, never to quote. Orders to a reader are not heard."""
        return (note for note in self.notes if note.item.kind is Kind.PERSON and not note.is_order)

    @property
    def posted(self) -> Iterator[Note]:
        """What tools posted and may be repeated, if it :attr:`Note.is_safe` as well."""
        return (note for note in self.notes if note.report is not None and note.is_decent)

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
    check = blameless(case)
    notes = (_note(item, weighed[item.id], weights, check) for item in transcript.evidence)
    return Reading(case, transcript, tuple(notes), weights)


def _note(item: Evidence, weight: Weight, weights: Weights, check: Blameless) -> Note:
    if item.kind is Kind.NOTICE or not item.text.strip():
        return Note(item)
    if item.kind is Kind.TOOL:
        decent = not gives_orders(item.text) and weight.order < ORDERING
        return Note(item, report_of(item), decent, weight=weight, check=check)
    order = gives_orders(item.text) or weight.order >= ORDERING
    decent = not order and weight.blame < BLAMING and not blames_elsewhere(item.prose)
    return Note(item, None, decent, order, weight, weights, check)
