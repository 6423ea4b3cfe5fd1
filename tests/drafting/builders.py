"""Short ways to make a case for a test."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.conversation import Channel, Kind, Message, Person
from bot.drafting.case import Case
from bot.drafting.draft import Draft
from bot.drafting.offline import OfflineWriter
from bot.incident import Change, Incident, PastIncident

START = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)  # a Wednesday
ANA = Person("U1", "ana", "Ana Lima", tz="America/Sao_Paulo")
BO = Person("U2", "bo", "Bo Chen", tz="Asia/Shanghai")


def at(minute: float) -> datetime:
    return START + timedelta(minutes=minute)


def ts(minute: float) -> str:
    return f"{at(minute).timestamp():.6f}"


def say(minute: float, text: str, who: Person = ANA, to: float | None = None) -> Message:
    """What ``who`` says, ``minute`` minutes in; ``to``: the minute of the message replied to."""
    return Message(ts(minute), at(minute), who.id, text, thread=None if to is None else ts(to))


def post(minute: float, text: str, tool: str = "Watcher") -> Message:
    return Message(ts(minute), at(minute), "B1", text, Kind.TOOL, tool)


def case(
    *messages: Message,
    resolved: float | None = None,
    changes: tuple[Change, ...] = (),
    past: tuple[PastIncident, ...] = (),
    services: tuple[str, ...] = ("kiosk",),
    started: float | None = 0,
) -> Case:
    """A case whose incident is over with the message of minute ``resolved``."""
    incident = Incident(
        "INC-1",
        "Kiosks print blank tickets",
        severity="SEV2",
        services=services,
        started_at=None if started is None else at(started),
        resolved_at=None if resolved is None else at(resolved),
        resolved_by=None if resolved is None else ts(resolved),
    )
    people = {person.id: person for person in (ANA, BO)}
    return Case(incident, Channel("T", "C", "inc-1"), messages, people, changes, past)


def draft(*messages: Message, resolved: float | None = None) -> Draft:
    return OfflineWriter().write(case(*messages, resolved=resolved))
