"""Names and titles that try to instruct whoever reads them, taken out before anything is read.

What people and tools write is judged message by message (guards.py); a display name, a change's title or an
earlier incident's text would stand in lists of sources without anybody having judged it.
"""

from __future__ import annotations

from dataclasses import replace

from bot.conversation import Person
from bot.drafting.case import Case
from bot.drafting.guards import gives_orders
from bot.incident import Change, PastIncident

WITHHELD = "(withheld: it reads like instructions to a machine)"


def harmless(case: Case) -> Case:
    """The case with such names and titles withheld; the same case where there is none."""
    people = {id: _person(person) for id, person in case.people.items()}
    changes = tuple(map(_change, case.changes))
    past = tuple(map(_past, case.past))
    title = _text(case.incident.title)
    if (people, changes, past, title) == (case.people, case.changes, case.past, case.incident.title):
        return case
    incident = replace(case.incident, title=title)
    return replace(case, incident=incident, people=people, changes=changes, past=past)


def _person(person: Person) -> Person:
    if not (gives_orders(person.name) or gives_orders(person.real_name)):
        return person
    return replace(person, name=person.id, real_name="")


def _change(change: Change) -> Change:
    title = _text(change.title)
    return change if title == change.title else replace(change, title=title)


def _past(past: PastIncident) -> PastIncident:
    title, cause, summary = map(_text, (past.title, past.root_cause, past.summary))
    if (title, cause, summary) == (past.title, past.root_cause, past.summary):
        return past
    return replace(past, title=title, root_cause=cause, summary=summary)


def _text(text: str) -> str:
    return WITHHELD if gives_orders(text) else text
