"""What of a model's answer may stand: each statement is checked against what it cites, or is not used."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from bot.drafting.blameless import Blameless, blameless
from bot.drafting.case import Case
from bot.drafting.grounding import Grounds
from bot.drafting.guards import gives_orders
from bot.drafting.markup import visible
from bot.drafting.model.evidence import Piece
from bot.drafting.model.questions import MOST_STATEMENTS, Kind
from bot.drafting.model.tone import is_unsure, names_culprit
from bot.drafting.model.wording import keeps_to
from bot.drafting.redaction import redact
from bot.drafting.statements import finish, tidy
from bot.drafting.transcript import Transcript, clean
from bot.language.finding import Field

LONGEST = 400  # characters of a statement as it comes
MOST_CITES = 4
_LINK = re.compile(r"!?\[([^\]]*)\]\s*(?:\([^)]*\)|\[[^\]]*\]|:\s*\S+)|<[^>]*>|!(?=\[)")
_HIDES = re.compile(
    r"[a-z][a-z+.-]*:/?/|\bwww\.|\b(?:javascript|data|mailto):|&#|\[redacted|</|\]\(|<!", re.IGNORECASE
)
_BLAMELESS = frozenset({Kind.CAUSE, Kind.FACTOR, Kind.LESSON})
_FIELDS = {
    Kind.EVENT: Field.TIMELINE,
    Kind.IMPACT: Field.IMPACT,
    Kind.CAUSE: Field.ROOT_CAUSE,
    Kind.FACTOR: Field.CONTRIBUTING_FACTORS,
    Kind.ACTION: Field.ACTION_ITEMS,
    Kind.LESSON: Field.LESSONS,
}


@dataclass(frozen=True, slots=True)
class Checked:
    """A statement that holds. ``owner`` is the name that the model gave, still to be found among people."""

    kind: Kind
    text: str
    sources: tuple[str, ...]
    owner: str | None = None
    change: str | None = None


@dataclass
class Checks:
    """The checks of one draft. ``refused`` counts what was not used."""

    case: Case
    transcript: Transcript
    pieces: Sequence[Piece]
    refused: Counter[str] = field(default_factory=Counter)

    def statements(self, value: Any, given: Sequence[Piece]) -> list[Checked]:
        """Those of a slice's answer that hold; they may only cite the pieces that were ``given``."""
        rows = value.get("statements") if isinstance(value, dict) else None
        known = {piece.number: piece for piece in given}
        found = [
            self._statement(row, known) for row in (rows if isinstance(rows, list) else [])[:MOST_STATEMENTS]
        ]
        return list(dict.fromkeys(statement for statement in found if statement))

    def claim(self, row: Any, checked: Sequence[Checked], kind: Kind) -> Checked | None:
        """A sentence over statements that hold, cited by their numbers from 1, or None."""
        if not isinstance(row, dict):
            return None
        numbers = _numbers(row.get("cites"), range(1, len(checked) + 1))
        sources = tuple(dict.fromkeys(s for n in numbers for s in checked[n - 1].sources))
        text = _text(row.get("text"))
        given = [piece for piece in self.pieces if piece.source in sources]
        if not text or not sources or not self._holds(kind, text, sources, given):
            self.refused["unsupported"] += 1
            return None
        change = row.get("change")
        return Checked(kind, text, sources, change=change if isinstance(change, str) else None)

    def _statement(self, row: Any, known: Mapping[int, Piece]) -> Checked | None:
        if not isinstance(row, dict) or row.get("kind") not in [*Kind]:
            self.refused["malformed"] += 1
            return None
        kind, text = Kind(row["kind"]), _text(row.get("text"))
        cited = [known[number] for number in _numbers(row.get("cites"), known)]
        sources = tuple(dict.fromkeys(piece.source for piece in cited))
        if not text or not self._may_cite(kind, cited) or not self._holds(kind, text, sources, cited):
            self.refused["unsupported"] += 1
            return None
        owner = row.get("owner")
        return Checked(kind, text, sources, owner if isinstance(owner, str) and kind is Kind.ACTION else None)

    def _may_cite(self, kind: Kind, cited: Sequence[Piece]) -> bool:
        """An action, an event or a loss is somebody's word or a record of now, not of an earlier incident."""
        if not cited:
            return False
        if kind in (Kind.EVENT, Kind.ACTION, Kind.IMPACT, Kind.CAUSE):
            return all(p.at for p in cited) or (kind is Kind.CAUSE and any(p.at for p in cited))
        return any(p.at for p in cited)

    def _holds(self, kind: Kind, text: str, sources: Sequence[str], cited: Sequence[Piece]) -> bool:
        if not all(piece.is_safe for piece in cited) or gives_orders(text):
            return False
        if self.blameless.blames(text, _FIELDS[kind]):
            return False
        if names_culprit(text, self._names, at_all=kind in _BLAMELESS):
            return False
        said = [piece.said for piece in cited]
        if kind is Kind.CAUSE and is_unsure(text, said):
            return False
        stamped = [f"{piece.said} {_stamp(piece.at)}" for piece in cited]
        return keeps_to(text, stamped, self._free) and self.grounds.support(text, sources)

    @cached_property
    def blameless(self) -> Blameless:
        return blameless(self.case)

    @cached_property
    def grounds(self) -> Grounds:
        return Grounds(self.case, self.transcript)

    @cached_property
    def _names(self) -> frozenset[str]:
        """The people's names, whole and in parts, in lower case."""
        speakers = {item.speaker for item in self.transcript.evidence if item.author in self.case.people}
        shown = {clean(person.shown) for person in self.case.people.values()} | speakers
        parts = {part for name in shown for part in name.split() if len(part) > 2}
        return frozenset(name.lower() for name in shown | parts if len(name) > 2)

    @cached_property
    def _free(self) -> frozenset[str]:
        """The incident's own times, its length and its services."""
        incident = self.case.incident
        times = (incident.started_at, incident.detected_at, incident.resolved_at)
        stamps = {word for at in times for word in _stamp(at).split()}
        length = {str(incident.duration_minutes)} if incident.duration_minutes is not None else set()
        return frozenset(stamps | length)


def _text(value: Any) -> str:
    """What a model wrote as one plain sentence: nothing hidden, no markup, no link; "" where it is none."""
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST:
        return ""
    text = tidy(_LINK.sub(r"\1", " ".join(visible(value).split())))
    if not text or _HIDES.search(text) or redact(text).kinds:
        return ""
    return finish(text, LONGEST)


def _numbers(value: Any, known: Mapping[int, Piece] | range) -> list[int]:
    """The citations, if there are some, not too many, and every one of them exists; else none."""
    if not isinstance(value, list) or not 0 < len(value) <= MOST_CITES:
        return []
    if not all(type(number) is int and number in known for number in value):
        return []
    return list(dict.fromkeys(value))


def _stamp(at: datetime | None) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M %H:%M:%S") if at else ""
