"""Action items: what somebody promised, was asked, or left as a to-do for after the incident.

Which messages state one is judged by their learned likelihood and, beside it, by general evidence: how people
promise, ask, mark and take over work (actions/evidence.py). What was answered settles whose it is and when.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from bot.drafting.actions.answering import REFUSED, TAKEN, UNOWNED, WITHDRAWN, agrees, starts, takes
from bot.drafting.actions.evidence import COMPANY, TAKING, Stated, due_in, logit, look_at, urgency
from bot.drafting.actions.naming import People
from bot.drafting.actions.owning import is_direct, settle
from bot.drafting.actions.promising import PROMISED
from bot.drafting.actions.wording import action_lines, worded
from bot.drafting.draft import Commitment
from bot.drafting.due_dates import Due
from bot.drafting.meaning import Note, Reading

LIKELY = 0.27  # what is likelier than this to be an action item is one
SOON = timedelta(minutes=10)  # in which the next words may still be about it
ANSWERS = 4  # messages after one in which it may be taken over, where it has no replies
PLAINLY = 2.5  # the log odds from which a reply to an action item states one of its own
TOLD = 12  # words of a reply whose date or priority is meant for what it answers
LONG = 30  # words of a reply that no longer merely takes something back

_NUMBERED = re.compile(r"^\W{0,2}\d{1,2}[.)]\s")  # the next item of a list
_MINE = re.compile(
    r"\b(?:mine|my|mein\w*|le mien|la mienne|el mío|la mía|o meu|a minha|min|mijn)\b", re.IGNORECASE
)


def find_commitments(reading: Reading) -> tuple[Commitment, ...]:
    """The action items in the order in which they were stated; withdrawn ones are left out."""
    people = People(reading.case.people)
    chosen = _chosen(list(look_at(reading, people)))
    taken_back = _taken_back(chosen, reading)
    found: list[Commitment] = []
    for stated in chosen.values():
        answers = _answers(stated, chosen)
        if stated.note.id not in taken_back and not _is_withdrawn(stated, answers):
            found.extend(_commitments(stated, answers, reading, people))
    return tuple(found)


def _chosen(looked_at: Sequence[Stated]) -> dict[str, Stated]:
    """Those that are action items, and do not merely take over an earlier one."""
    odds = {stated.note.id: stated.odds for stated in looked_at}
    chosen: dict[str, Stated] = {}
    for stated in looked_at:
        near = (odds.get(note.id, -1.0) for note in (*stated.before, *stated.following))
        company = COMPANY if any(other > 0 for other in near) else 0.0
        if odds[stated.note.id] + company > logit(LIKELY) and not _takes_over(stated, chosen):
            chosen[stated.note.id] = stated
    return chosen


def _takes_over(stated: Stated, chosen: Mapping[str, Stated]) -> bool:
    """Whether a message only answers an action item stated before it."""
    item = stated.note.item
    words = len(item.prose.split())
    if words > TAKING:
        return False
    if item.is_reply and item.thread in chosen:
        return starts(TAKEN, item.prose) or agrees(item.prose) or stated.odds < PLAINLY
    if not stated.before:
        return False
    last = stated.before[-1]
    if last.id not in chosen or last.item.author == item.author or item.at - last.at > SOON:
        return False
    if PROMISED.search(last.item.prose) and not UNOWNED.search(last.item.prose):
        return False  # somebody has it already
    return takes(item.prose) or (words <= TAKING // 2 and agrees(item.prose))


def _answers(stated: Stated, chosen: Mapping[str, Stated]) -> tuple[Note, ...]:
    """What was answered: its replies, or the next words of its stream until something else is stated."""
    if not stated.replies and not stated.is_after and not stated.note.item.is_reply:
        return ()  # while it lasts, the channel's next words are about something else
    found: list[Note] = []
    for note in stated.replies or stated.following[:ANSWERS]:
        late = not stated.replies and note.at - stated.note.at > SOON
        if note.id in chosen or late or _NUMBERED.match(note.item.prose):
            break
        found.append(note)
    return tuple(found)


def _is_withdrawn(stated: Stated, answers: Sequence[Note]) -> bool:
    """Whether a reply, or else the very next words or its author's, take it back."""
    if WITHDRAWN.match(stated.note.item.prose):
        return True
    heard = list(answers)
    if not stated.replies:
        heard = [*answers[:1], *(a for a in answers[1:2] if a.item.author == stated.note.item.author)]
    return any(
        starts(WITHDRAWN, answer.item.prose)
        for answer in heard
        if len(answer.item.prose.split()) <= LONG
        and (answer.item.author == stated.note.item.author or not _MINE.search(answer.item.prose))
    )


def _taken_back(chosen: Mapping[str, Stated], reading: Reading) -> set[str]:
    """Those whose author takes them back later on ("strike mine"): the last one each time."""
    found: set[str] = set()
    last: dict[str, str] = {}
    for note in reading.spoken if chosen else ():
        author, prose = note.item.author, note.item.prose
        if note.id in chosen:
            last[author] = note.id
        elif author in last and len(prose) < 100 and _MINE.search(prose) and starts(WITHDRAWN, prose):
            found.add(last.pop(author))
    return found


def _commitments(
    stated: Stated, answers: Sequence[Note], reading: Reading, people: People
) -> Iterator[Commitment]:
    note = stated.note
    lines = action_lines(note.item.prose)
    for line in lines:
        due = stated.due if len(lines) == 1 else due_in(line, note.item, reading)
        settled = settle(line, note, answers, people, dated=due is not None)
        meant = [answer for answer in answers if is_direct(answer, note) or answer.id in settled.sources]
        day, told = _day(due, meant, reading)
        priority, ranked = _priority(line, meant)
        text = worded(line, due, note, people)
        if text:
            sources = tuple(dict.fromkeys((note.id, *settled.sources, *told, *ranked)))
            yield Commitment(text, sources, settled.owner, day, priority)


def _day(due: Due | None, answers: Sequence[Note], reading: Reading) -> tuple[date | None, list[str]]:
    """The last day that was agreed upon, and by whose words."""
    day, told = (due.day if due else None), list[str]()
    for answer in answers:
        item = answer.item
        if day is not None and len(item.prose.split()) > TOLD:
            continue
        named = due_in(item.prose, item, reading)
        if named and not starts(REFUSED, item.prose):
            day, told = named.day, [answer.id]
    return day, told


def _priority(line: str, answers: Sequence[Note]) -> tuple[str | None, list[str]]:
    priority, told = urgency(line), list[str]()
    for answer in answers:
        named = urgency(answer.item.prose) if len(answer.item.prose.split()) <= TOLD else None
        if named:
            priority, told = named, [answer.id]
    return priority, told
