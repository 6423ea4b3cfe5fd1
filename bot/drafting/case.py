"""The case: all that a writer is given about one incident."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.conversation import Channel, Mark, Message, Person
from bot.incident import Change, Incident, PastIncident, Promise


@dataclass(frozen=True, slots=True)
class Case:
    """One incident with its conversation, in time order, threads and tools' posts included.

    ``changes`` and ``past`` are what the installation knows of; both may be empty.
    ``past`` may be only those worth comparing. ``marks`` are reactions and pins, ``promises`` the action
    items of ``past`` that are still open. ``closeness`` is how near a model sees each of ``past`` (by id, a
    cosine), empty without one.
    """

    incident: Incident
    channel: Channel
    messages: tuple[Message, ...]
    people: Mapping[str, Person] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    past: tuple[PastIncident, ...] = ()
    marks: tuple[Mark, ...] = ()
    promises: tuple[Promise, ...] = ()
    closeness: Mapping[str, float] = field(default_factory=dict)
