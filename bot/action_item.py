"""An action item: something somebody promised so that this does not happen again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Priority(StrEnum):
    """P1 this week, P2 two weeks, P3 this month, P4 this quarter."""

    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    P4 = "P4"


class Status(StrEnum):
    PROPOSED = "proposed"  # drafted, not yet accepted by a person
    OPEN = "open"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class ActionItem:
    """``owner`` is a person's id, ``sources`` the messages that the promise was made in."""

    title: str
    owner: str | None = None
    due: date | None = None
    priority: Priority | None = None
    status: Status = Status.PROPOSED
    sources: tuple[str, ...] = ()
