"""What is shown of a postmortem, and as which posts, whatever the platform."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.conversation import Person
from bot.drafting.draft import Draft
from bot.drift import Drifted
from bot.incident import Incident
from bot.leaking import Notice
from bot.postmortem import Postmortem
from bot.underway import Underway


@dataclass(frozen=True, slots=True)
class Place:
    """Where a post goes: a channel, a thread in it, or a person's direct messages."""

    workspace: str
    channel: str = ""
    thread: str | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """One message to be shown, laid out for its platform.

    ``part`` names it within its postmortem ("card", "section/timeline/1", "review/U1"). ``digest``
    changes when ``body`` does. ``follows`` is the part whose thread it stands in.
    """

    part: str
    digest: str
    body: Mapping[str, Any]
    follows: str | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """All that is shown of one postmortem, from which every platform lays out its posts.

    ``drift``: sources changed since they were read. ``has_model``: a language model can be asked.
    """

    postmortem: Postmortem
    incident: Incident
    draft: Draft | None
    people: Mapping[str, Person] = field(default_factory=dict)
    underway: Underway | None = None
    drift: tuple[Drifted, ...] = ()
    notices: tuple[Notice, ...] = ()
    has_model: bool = False
