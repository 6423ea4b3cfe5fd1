"""All evidence of a case as numbered pieces: what was said, done to messages, changed, and known before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from bot.conversation import Kind, Mark, Message, moment
from bot.drafting.case import Case
from bot.drafting.transcript import Evidence, Transcript, clean
from bot.listening.signals import Signal, signal

EXCERPT = 120  # characters of a message by which a mark on it, or an edit of it, names it
EARLIEST = datetime.min.replace(tzinfo=UTC)

Linker = Callable[[str], str | None]


class PieceKind(StrEnum):
    MESSAGE = "message"
    REPLY = "reply"
    TOOL = "tool"
    ALERT = "alert"  # a tool's post that an alert fired or cleared
    NOTICE = "notice"
    EDIT = "edit"
    DELETION = "deletion"
    REACTION = "reaction"
    PIN = "pin"
    CHANGE = "change"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence. ``number`` counts from 1 in time order.

    ``source`` is what a draft cites: a message's id (also for what was done to it), "change:<id>" or
    "past:<id>". ``text`` is clean: without secrets, markup and hidden characters, with "[code 1: 14 lines]"
    where ``code`` 1 stood. ``at`` is aware UTC, None where nothing tells it.
    """

    number: int
    kind: PieceKind
    at: datetime | None
    author: str
    source: str
    text: str
    link: str | None = None
    code: tuple[str, ...] = ()
    thread: str | None = None  # the first message of the thread that a reply stands in


def number_evidence(case: Case, transcript: Transcript, link: Linker | None = None) -> tuple[Piece, ...]:
    """Every piece of evidence, in time order; what has no time comes first. Linear but for the sorting.

    ``link`` gives the address of a message by its id.
    """
    address = link or (lambda _: None)
    pieces = [*_past(case), *_changes(case)]
    marks = _marks(case)
    for message, item in zip(case.messages, transcript.evidence, strict=True):
        pieces += _of_message(message, item, address)
        pieces += _of_marks(message, item, marks.get(message.id, ()), case, address)
    ordered = sorted(pieces, key=lambda piece: piece.at or EARLIEST)  # stable, so always the same
    return tuple(replace(piece, number=number) for number, piece in enumerate(ordered, 1))


def _of_message(message: Message, item: Evidence, link: Linker) -> Iterator[Piece]:
    address = link(item.id)
    if item.deleted:
        at = _stamp(item.edited) or item.at
        yield Piece(0, PieceKind.DELETION, at, item.speaker, item.id, "A message was deleted.", address)
        return
    text = "\n".join((item.tagged, *(f"[file: {name}]" for name in item.files))).strip()
    yield Piece(
        0, _kind(message, item), item.at, item.speaker, item.id, text, address, item.code, item.thread
    )
    if edited := _stamp(item.edited):
        was = f"Edited; it now begins: {_excerpt(item)}"
        yield Piece(0, PieceKind.EDIT, edited, item.speaker, item.id, was, address)


def _kind(message: Message, item: Evidence) -> PieceKind:
    if item.kind is Kind.NOTICE:
        return PieceKind.NOTICE
    if item.kind is Kind.TOOL:
        alert = signal(message) in (Signal.ALERT_FIRING, Signal.ALERT_CLEARED)
        return PieceKind.ALERT if alert else PieceKind.TOOL
    return PieceKind.REPLY if item.is_reply else PieceKind.MESSAGE


def _marks(case: Case) -> Mapping[str, list[Mark]]:
    found: dict[str, list[Mark]] = {}
    for mark in case.marks:
        found.setdefault(mark.message, []).append(mark)
    return found


def _of_marks(
    message: Message, item: Evidence, marks: list[Mark] | tuple[()], case: Case, link: Linker
) -> Iterator[Piece]:
    """A piece for each mark that stands; one without a name where only the message shows a reaction."""
    if item.deleted:
        return
    known = {mark.name for mark in marks if mark.kind == "reaction"}
    unnamed = [Mark(item.id, "reaction", name, "") for name in message.reactions if name not in known]
    for mark in (*marks, *dict.fromkeys(unnamed)):
        if mark.gone:
            continue
        person = case.people.get(mark.by)
        who = clean(person.shown) if person else "Someone"
        what = f":{clean(mark.name)}: on" if mark.kind == "reaction" else "Pinned"
        kind = PieceKind.REACTION if mark.kind == "reaction" else PieceKind.PIN
        yield Piece(0, kind, mark.at or item.at, who, item.id, f"{what}: {_excerpt(item)}", link(item.id))


def _changes(case: Case) -> Iterator[Piece]:
    for change in case.changes:
        person = case.people.get(change.author or "")
        who = clean(person.shown if person else change.author or "")
        text = clean(f"{change.kind} of {change.service}: {change.title}")
        yield Piece(
            0, PieceKind.CHANGE, change.at, who or "Someone", f"change:{change.id}", text, change.url or None
        )


def _past(case: Case) -> Iterator[Piece]:
    for past in case.past:
        parts = (past.title, past.root_cause and f"Root cause: {past.root_cause}", past.summary)
        text = clean(". ".join(part.rstrip(". ") for part in parts if part))
        source = f"past:{past.id}"
        yield Piece(0, PieceKind.PAST, past.resolved_at, "Earlier incident", source, text, past.url or None)


def _excerpt(item: Evidence) -> str:
    text = " ".join((item.tagged or " ".join(item.files)).split())
    return text if len(text) <= EXCERPT else f"{text[: EXCERPT - 1]}…"


def _stamp(ts: str | None) -> datetime | None:
    try:
        return moment(ts) if ts else None
    except ValueError:
        return None
