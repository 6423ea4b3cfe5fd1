"""The evidence as a model gets it: quoted data, a numbered line each, in slices that it can read at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.drafting.blameless import blameless
from bot.drafting.case import Case
from bot.drafting.evidence import Piece as Evidence
from bot.drafting.evidence import PieceKind, number_evidence
from bot.drafting.guards import gives_orders
from bot.drafting.markup import visible
from bot.drafting.transcript import Transcript, clean

SLICE = 24_000  # characters of evidence in one question, about 6,000 to 8,000 tokens
LONGEST = 6_000  # characters of one piece; a longer message is several pieces, to its end
SNIPPET = 400  # characters of a pasted block, half from its head and half from its tail
WITHHELD = "(left out: not to be repeated)"


@dataclass(frozen=True, slots=True)
class Piece:
    """One numbered line of evidence. ``source`` is what a draft cites; ``said`` all that it may rest on.

    ``line`` is the JSON object that the model reads: no line of it can be closed or forged by what was said.
    """

    number: int
    source: str
    said: str
    line: str
    is_safe: bool
    at: datetime | None = None


def pieces(case: Case, transcript: Transcript) -> tuple[Piece, ...]:
    """The incident's record, then all evidence in time order, a long message in several parts."""
    found = [_record(case)]
    check = blameless(case)
    first: dict[str, int] = {}
    for evidence in number_evidence(case, transcript):
        if evidence.kind is PieceKind.NOTICE or not (evidence.text.strip() or evidence.code):
            continue  # a join: read, and nothing said
        item = transcript.by_id.get(evidence.source)
        safe = check.lets(item) if item else not gives_orders(evidence.text)
        for text in _cut(_said(evidence)):
            number = len(found) + 1
            if evidence.kind in _SAID:
                first.setdefault(evidence.source, number)
            found.append(_piece(number, evidence, text, safe, first.get(evidence.thread or "")))
    return tuple(found)


def slices(of: Sequence[Piece], size: int = SLICE) -> tuple[tuple[Piece, ...], ...]:
    """The pieces in order, as many together as fit into ``size`` characters; each at least one."""
    found: list[tuple[Piece, ...]] = []
    together: list[Piece] = []
    room = size
    for piece in of:
        if together and len(piece.line) > room:
            found.append(tuple(together))
            together, room = [], size
        together.append(piece)
        room -= len(piece.line) + 1
    return (*found, tuple(together)) if together else tuple(found)


def block(lines: Iterable[str]) -> str:
    """Lines of evidence between the marks that the system text names."""
    return "\n".join(("=== EVIDENCE BEGINS ===", *lines, "=== EVIDENCE ENDS ==="))


def quoted(fields: Mapping[str, object]) -> str:
    """One JSON object on one line, without anything that shows nothing or ends a line elsewhere."""
    shown = {key: visible(value) if isinstance(value, str) else value for key, value in fields.items()}
    line = json.dumps(shown, ensure_ascii=False)
    for mark in "\u0085\u2028\u2029":  # line ends that JSON leaves as they are
        line = line.replace(mark, " ")
    return line.replace("===", "= = =")


def _record(case: Case) -> Piece:
    incident = case.incident
    fields: dict[str, object] = {
        "kind": "incident",
        "id": clean(incident.id),
        "title": clean(incident.title),
        "severity": clean(incident.severity or ""),
        "services": [clean(service) for service in incident.services],
        "started": _time(incident.started_at),
        "detected": _time(incident.detected_at),
        "resolved": _time(incident.resolved_at),
    }
    said = " ".join(_texts(fields.values()))
    safe = not gives_orders(said)
    shown = fields if safe else {"kind": "incident", "text": WITHHELD}
    return Piece(1, "incident", said, quoted({"n": 1, **shown}), safe)


def _piece(number: int, evidence: Evidence, text: str, safe: bool, thread: int | None) -> Piece:
    by = "Someone" if gives_orders(evidence.author) else evidence.author
    fields: dict[str, object] = {
        "n": number,
        "at": _time(evidence.at),
        "kind": _CALLED[evidence.kind],
        "by": by,
    }
    if evidence.kind is PieceKind.REPLY and thread and thread != number:
        fields["reply_to"] = thread
    if evidence.kind in _NAMED:
        fields["id"] = evidence.source.partition(":")[2]
    fields["text"] = text if safe else WITHHELD
    said = f"{fields.get('id', '')} {by}: {text}"
    at = None if evidence.kind is PieceKind.PAST else evidence.at  # it is no event of this incident
    return Piece(number, evidence.source, said, quoted(fields), safe, at)


_SAID = frozenset({PieceKind.MESSAGE, PieceKind.REPLY, PieceKind.TOOL, PieceKind.ALERT})
_NAMED = frozenset({PieceKind.CHANGE, PieceKind.PAST})
_CALLED = {
    **{kind: kind.value for kind in PieceKind},
    PieceKind.MESSAGE: "person",
    PieceKind.REPLY: "person",
    PieceKind.PAST: "earlier incident",
}


def _said(evidence: Evidence) -> str:
    """What it says, its pasted blocks as snippets after it."""
    blocks = (f"[pasted: {_snippet(code)}]" for code in evidence.code if code.strip())
    return "\n".join((evidence.text, *blocks)).strip()


def _snippet(code: str) -> str:
    code = code.strip()
    if len(code) <= SNIPPET:
        return code
    return f"{code[: SNIPPET // 2].rstrip()} … {code[-SNIPPET // 2 :].lstrip()}"


def _cut(text: str) -> Iterator[str]:
    """A long text in parts, between words where there are any."""
    while len(text) > LONGEST:
        at = text.rfind(" ", LONGEST // 2, LONGEST)
        at = LONGEST if at < 0 else at
        yield text[:at]
        text = text[at:].lstrip()
    if text:
        yield text


def _texts(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            yield from map(str, value)


def _time(at: datetime | None) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S}" if at else ""
