"""A draft as its writer leaves it: statements with their sources (the JSON in the fixed interfaces)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from bot.incident import Promise

UNKNOWN_CAUSE = "Unknown: the conversation does not show what caused it."


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement and what it rests on: message ids, "change:<id>", "past:<id>" or "incident".

    ``possible``: it was said, but whether it belongs here is for people to tell.
    """

    text: str
    sources: tuple[str, ...]
    possible: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """A line of the timeline, aware UTC. ``at`` is when it happened.

    ``said_at`` is when somebody said so, where that is another time ("the graph bends at 08:12").
    """

    at: datetime
    text: str
    sources: tuple[str, ...]
    said_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Impact:
    duration_minutes: int | None = None
    services: tuple[str, ...] = ()
    facts: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A change weighed as the cause; ``score`` from 0 to 1. ``for_`` is "for" in the JSON."""

    change: str
    score: float
    for_: tuple[Claim, ...] = ()
    against: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class RootCause:
    """``change`` is None where the evidence shows none; ``text`` then says that it is unknown.

    ``statements`` are what ``text`` is made of, each with its own sources, where several say it.
    """

    text: str
    sources: tuple[str, ...] = ()
    change: str | None = None
    candidates: tuple[Candidate, ...] = ()
    statements: tuple[Claim, ...] = ()

    def stated(self, statements: Sequence[Claim]) -> RootCause:
        """The cause as these statements tell it; unknown where there are none."""
        if not statements:
            return replace(self, text=UNKNOWN_CAUSE, sources=("incident",), change=None, statements=())
        sources = tuple(dict.fromkeys(source for claim in statements for source in claim.sources))
        text = " ".join(claim.text for claim in statements)
        return replace(self, text=text, sources=sources, statements=tuple(statements))


@dataclass(frozen=True, slots=True)
class Commitment:
    """An action item as proposed by the draft: owner is a person's id, priority "P1" to "P4"."""

    text: str
    sources: tuple[str, ...]
    owner: str | None = None
    due: date | None = None
    priority: str | None = None


@dataclass(frozen=True, slots=True)
class Similar:
    id: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """The receipt: how much of the channel was read. ``tools`` are the posts of integrations among it."""

    messages: int
    read: int
    threads: int
    dropped: int = 0
    tools: int = 0


@dataclass(frozen=True, slots=True)
class Redaction:
    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class Leak:
    """A message with secrets in it, of which its author is told. ``kinds`` as in :class:`Redaction`."""

    message: str
    author: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Usage:
    """What a model was asked for one draft. ``cost`` is in US dollars, None where no price is set."""

    model: str
    calls: int
    prompt_tokens: int
    completion_tokens: int
    cost: float | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything a writer says about an incident. Built once, never changed.

    ``unknowns`` are sentences on what the record did not let it tell. ``promises`` are earlier action
    items, still open, of incidents like this one. ``fell_back`` says, where a model was to write it and
    did not, why not.
    """

    title: str
    resolved_by: str | None
    summary: tuple[Claim, ...]
    timeline: tuple[Moment, ...]
    impact: Impact
    root_cause: RootCause
    contributing_factors: tuple[Claim, ...]
    action_items: tuple[Commitment, ...]
    lessons: tuple[Claim, ...]
    similar_incidents: tuple[Similar, ...]
    coverage: Coverage
    redactions: tuple[Redaction, ...] = ()
    leaks: tuple[Leak, ...] = ()
    writer: str = "offline"
    unknowns: tuple[str, ...] = ()
    promises: tuple[Promise, ...] = ()
    usage: Usage | None = None
    fell_back: str | None = None
    markdown: str = field(default="", compare=False)

    def to_json(self) -> dict[str, Any]:
        """The draft in the promised form (plain JSON values; times in UTC with a Z)."""
        plain: dict[str, Any] = _plain(asdict(self))
        for candidate in plain["root_cause"]["candidates"]:
            candidate["for"] = candidate.pop("for_")
        return plain


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    return value


def from_json(plain: dict[str, Any]) -> Draft:
    """A stored draft back from its JSON. Raises KeyError, TypeError or ValueError if it is not one."""
    impact, cause = plain["impact"], plain["root_cause"]
    return Draft(
        title=plain["title"],
        resolved_by=plain["resolved_by"],
        summary=_claims(plain["summary"]),
        timeline=tuple(
            Moment(
                datetime.fromisoformat(row["at"]), row["text"], tuple(row["sources"]), _at(row.get("said_at"))
            )
            for row in plain["timeline"]
        ),
        impact=Impact(impact["duration_minutes"], tuple(impact["services"]), _claims(impact["facts"])),
        root_cause=RootCause(
            cause["text"],
            tuple(cause["sources"]),
            cause["change"],
            _candidates(cause["candidates"]),
            _claims(cause.get("statements", [])),
        ),
        contributing_factors=_claims(plain["contributing_factors"]),
        action_items=tuple(_commitment(row) for row in plain["action_items"]),
        lessons=_claims(plain["lessons"]),
        similar_incidents=tuple(Similar(**row) for row in plain["similar_incidents"]),
        coverage=Coverage(**plain["coverage"]),
        redactions=tuple(Redaction(**row) for row in plain["redactions"]),
        leaks=tuple(Leak(r["message"], r["author"], tuple(r["kinds"])) for r in plain.get("leaks", ())),
        writer=plain["writer"],
        unknowns=tuple(plain.get("unknowns", ())),
        promises=tuple(_promise(row) for row in plain.get("promises", ())),
        usage=Usage(**plain["usage"]) if plain.get("usage") else None,
        fell_back=plain.get("fell_back"),
        markdown=plain["markdown"],
    )


def _at(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None


def _promise(row: dict[str, Any]) -> Promise:
    due = date.fromisoformat(row["due"]) if row["due"] else None
    return Promise(row["of"], row["text"], row["owner"], due, _at(row["made_at"]))


def _claims(rows: list[dict[str, Any]]) -> tuple[Claim, ...]:
    return tuple(Claim(row["text"], tuple(row["sources"]), row.get("possible", False)) for row in rows)


def _candidates(rows: list[dict[str, Any]]) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(row["change"], row["score"], _claims(row["for"]), _claims(row["against"])) for row in rows
    )


def _commitment(row: dict[str, Any]) -> Commitment:
    due = date.fromisoformat(row["due"]) if row["due"] else None
    return Commitment(row["text"], tuple(row["sources"]), row["owner"], due, row["priority"])
