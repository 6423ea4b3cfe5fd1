"""Whose an action item is: who promised it, was asked or named, and who took it over in the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.drafting.actions.answering import REFUSED, TAKEN, UNOWNED, YOURS, agrees, starts, takes
from bot.drafting.actions.naming import People
from bot.drafting.actions.promising import ASKED, MARKED, PROMISED
from bot.drafting.meaning import Note
from bot.drafting.transcript import clean

SHORT = 10  # words of an answer to "who?" that need not say more than a name's "me"
FEW = 8  # words of an answer in which "mine" may stand anywhere
LONGEST = 30  # words of an answer that may settle it


@dataclass(frozen=True)
class Settled:
    """Whose it is in the end, and the replies that settled it."""

    owner: str | None
    sources: tuple[str, ...] = ()


def is_direct(answer: Note, note: Note) -> bool:
    """Whether it is a reply to the message itself, rather than what was said after it."""
    return answer.item.is_reply and answer.item.thread == note.id


def settle(line: str, note: Note, answers: Sequence[Note], people: People, *, dated: bool) -> Settled:
    """Whose an action item is. ``line`` states it, ``answers`` are its replies or what was said next.

    The last one to take it over has it; to agree takes over only what one was asked for.
    """
    owner, asked = _first(line, note, people, dated=dated)
    promised = owner == note.item.author and bool(PROMISED.search(line))
    is_open = bool(UNOWNED.search(line))
    sources: list[str] = []
    for answer in answers:
        author, prose = answer.item.author, answer.item.prose
        if len(prose.split()) > LONGEST:
            continue
        direct = is_direct(answer, note)
        if not direct and promised:
            continue  # what is said next may be about something else
        mine = starts(TAKEN, prose) if direct else takes(prose)
        if not mine and not promised and author != note.item.author and len(prose.split()) <= FEW:
            mine = bool(TAKEN.search(prose)) and "?" not in prose
        named = None if mine else _handed(answer, note, people)
        if named and (not promised or author in (owner, note.item.author)):
            owner, asked = named, named
            sources.append(answer.id)
        elif (
            mine
            or (author == asked and agrees(prose))
            or (owner is None and _volunteers(answer, note, is_asked=is_open, to_it=direct))
        ):
            if owner != author or asked == author:
                sources.append(answer.id)
            owner, promised, asked = author, True, None
    return Settled(owner, tuple(dict.fromkeys(sources)))


def _first(line: str, note: Note, people: People, *, dated: bool) -> tuple[str | None, str | None]:
    """The owner as the message itself tells, and who was asked."""
    author = note.item.author
    promise = PROMISED.search(line)
    open_ = UNOWNED.search(line)
    named = _mentioned(line, note, people) or people.addressed(line, author)
    if named and not (promise and not ASKED.search(line)):
        return named, named
    if promise or people.addressed(line, "") == author:
        return author, None
    if named:
        return named, named
    if open_:
        return None, None
    if dated and not MARKED.match(line.strip()):
        return author, None  # who sets a day for it means to do it
    return None, None


def _mentioned(line: str, note: Note, people: People) -> str | None:
    for id in note.item.mentions:
        person = people.people.get(id)
        if person and clean(person.shown) in line:
            return id
    return None


def _handed(answer: Note, note: Note, people: People) -> str | None:
    """To whom a reply hands it: somebody else, named or mentioned in it, or whom it answers ("yours?")."""
    author, prose = answer.item.author, answer.item.prose
    others = [id for id in answer.item.mentions if id != author]
    named = others[0] if others else people.addressed(prose, author)
    if named is None and author != note.item.author and YOURS.search(prose):
        return note.item.author
    return named


def _volunteers(answer: Note, note: Note, *, is_asked: bool, to_it: bool) -> bool:
    """Whether an answer to what nobody has yet says that its author will see to it."""
    prose = answer.item.prose
    if "?" in prose or not answer.item.is_reply or UNOWNED.search(prose):
        return False
    if PROMISED.search(prose):
        return to_it or is_asked
    other = answer.item.author != note.item.author
    if to_it and other and agrees(prose):
        return True
    return to_it and other and is_asked and len(prose.split()) <= SHORT and not starts(REFUSED, prose)
