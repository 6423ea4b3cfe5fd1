"""A postmortem as a row, and back: the noun as JSON, with what queries need in columns of its own."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row

from bot.postmortem import Postmortem, Section, Source, State, Visibility
from bot.review import Decision, Review


def row(postmortem: Postmortem) -> dict[str, Any]:
    return {
        "workspace": postmortem.workspace,
        "incident": postmortem.incident,
        "state": postmortem.state.value,
        "settled": postmortem.is_settled,
        "title": postmortem.title,
        "slug": postmortem.slug,
        "document": document(postmortem),
    }


def document(postmortem: Postmortem) -> dict[str, Any]:
    """The noun as JSON; what the row has in columns of its own is left out on reading."""
    plain: dict[str, Any] = _plain(asdict(postmortem))
    return plain


def postmortem(row: Row[Any]) -> Postmortem:
    found = read(row.document, row.number, row.incident, row.workspace)
    return replace(found, version=row.version, state=State(row.state))


def read(plain: dict[str, Any], number: int, incident: int, workspace: str) -> Postmortem:
    times = {name: _time(plain[name]) for name in ("asked_at", "approved_at", "published_at")}
    return Postmortem(
        **{
            **plain,
            **times,
            "number": number,
            "incident": incident,
            "workspace": workspace,
            "state": State(plain["state"]),
            "visibility": Visibility(plain["visibility"]) if plain["visibility"] else None,
            "sections": tuple(
                Section(**{**s, "edited_at": _time(s["edited_at"])}) for s in plain["sections"]
            ),
            "sources": tuple(Source(**{**s, "at": _time(s["at"])}) for s in plain["sources"]),
            "reviews": tuple(
                Review(**{**r, "decision": Decision(r["decision"]), "at": _time(r["at"])})
                for r in plain["reviews"]
            ),
            "writers": tuple(plain["writers"]),
            "reviewers": tuple(plain["reviewers"]),
        }
    )


def _time(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value
