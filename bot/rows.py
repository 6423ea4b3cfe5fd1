"""What the store's rows say, as plain values: what arrived, what is due, what was posted, what was heard."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.conversation import Message
from bot.listening.signals import Signal
from bot.postmortem import State


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something that came in from outside. ``key`` is unique for it: a redelivery has the same.

    ``state`` is "due" for what the worker has to understand, "done" for what was answered at once
    (a click, a command) and is kept only so that a repeat is known for one.
    """

    key: str
    source: str
    body: str
    state: str = "due"
    number: int = 0
    attempts: int = 0  # how often it was claimed, this time included


class Stage(StrEnum):
    """What may be due. The subject is a channel ("T1:C1") for judge, a postmortem's number for the rest."""

    JUDGE = "judge"  # new signals in a channel: does the incident stand resolved?
    DRAFT = "draft"  # a postmortem wants its (re)draft written
    SHOW = "show"  # what people see of a postmortem is older than what is stored


@dataclass(frozen=True, slots=True)
class Claim:
    """A due stage leased to this worker. ``wanted`` tells a newer wish apart; ``attempts`` counts from 1."""

    stage: Stage
    subject: str
    token: str
    wanted: int
    attempts: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that failed for good or is being retried, for people to see."""

    stage: str
    subject: str
    error: str
    gave_up: bool


@dataclass(frozen=True, slots=True)
class Posted:
    """A post as the store knows it: ``ref`` is None while it is meant but not known to be there."""

    part: str
    channel: str
    ref: str | None
    digest: str


@dataclass(frozen=True, slots=True)
class Heard:
    """A message together with what it signals, as it goes into the store."""

    workspace: str
    channel: str
    message: Message
    signal: Signal | None = None


@dataclass(frozen=True, slots=True)
class Live:
    """Which postmortem an incident has, and how far it has come."""

    number: int
    version: int
    state: State


@dataclass(frozen=True, slots=True)
class Vector:
    """What an embedding model made of a text; ``digest`` is the text's."""

    digest: str
    numbers: tuple[float, ...]
