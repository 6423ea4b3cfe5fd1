"""Incidents, what changed before them, and earlier incidents: plain values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Incident:
    """An incident and the channel it is handled in.

    ``id`` is what people call it ("INC-2041"). Times are aware UTC; None where nobody has said.
    ``number`` is the store's own key, 0 before the first save.
    """

    id: str
    title: str
    workspace: str = ""
    channel: str = ""
    severity: str | None = None
    team: str | None = None
    services: tuple[str, ...] = ()
    started_at: datetime | None = None
    detected_at: datetime | None = None
    resolved_at: datetime | None = None
    resolved_by: str | None = None  # id of the message that announced it
    source: str = "manual"
    url: str | None = None
    number: int = 0

    @property
    def is_resolved(self) -> bool:
        return self.resolved_at is not None

    def resolve(self, at: datetime, by: str | None) -> Incident:
        """Resolved at ``at``, as message ``by`` announced."""
        return replace(self, resolved_at=at, resolved_by=by)

    def reopen(self) -> Incident:
        return replace(self, resolved_at=None, resolved_by=None)

    @property
    def duration_minutes(self) -> int | None:
        """From start to resolution, to the nearest minute; None when either is unknown or they contradict."""
        if self.started_at is None or self.resolved_at is None or self.resolved_at < self.started_at:
            return None
        return int((self.resolved_at - self.started_at).total_seconds() / 60 + 0.5)


@dataclass(frozen=True, slots=True)
class Change:
    """Something that was changed: a deploy, configuration, flag, infrastructure or schema change."""

    id: str
    kind: str
    service: str
    at: datetime
    title: str
    author: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """An action item of an earlier postmortem (``of``, its id) that is still open.

    ``owner`` is a person's id; ``made_at`` is aware UTC.
    """

    of: str
    text: str
    owner: str | None = None
    due: date | None = None
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PastIncident:
    """An earlier incident with a postmortem, ours or imported."""

    id: str
    title: str
    services: tuple[str, ...] = ()
    root_cause: str = ""
    summary: str = ""
    resolved_at: datetime | None = None
    url: str | None = None
