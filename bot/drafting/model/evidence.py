"""The evidence as a model gets it: quoted data, a numbered line each, in slices that it can read at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.conversation import Kind
from bot.drafting.case import Case
from bot.drafting.guards import gives_orders, is_safe
from bot.drafting.markup import visible
from bot.drafting.transcript import Evidence, Transcript, clean

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
    """The incident's record, changes, past incidents, then every message in time order: all of it."""
    found: list[Piece] = []
    for source, fields, at in _records(case):
        found.append(_piece(len(found) + 1, source, fields, at))
    first: dict[str, int] = {}
    for item in transcript.evidence:
        if not item.text.strip() or item.kind is Kind.NOTICE:
            continue  # a deletion, a join: read, and nothing said
        for text in _cut(_said(item)):
            number = len(found) + 1
            first.setdefault(item.id, number)
            found.append(_message(number, item, text, first.get(item.thread or "")))
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


def _records(case: Case) -> Iterator[tuple[str, dict[str, object], datetime | None]]:
    incident = case.incident
    yield (
        "incident",
        {
            "kind": "incident",
            "id": clean(incident.id),
            "title": clean(incident.title),
            "severity": clean(incident.severity or ""),
            "services": [clean(service) for service in incident.services],
            "started": _time(incident.started_at),
            "detected": _time(incident.detected_at),
            "resolved": _time(incident.resolved_at),
        },
        None,
    )
    for change in case.changes:
        said = {"id": clean(change.id), "type": clean(change.kind), "service": clean(change.service)}
        title = clean(change.title)
        yield (
            f"change:{change.id}",
            {"kind": "change", "at": _time(change.at), **said, "text": title},
            change.at,
        )
    for past in case.past:
        said = {"id": clean(past.id), "title": clean(past.title), "cause": clean(past.root_cause)}
        yield f"past:{past.id}", {"kind": "earlier incident", **said, "text": clean(past.summary)}, None


def _piece(number: int, source: str, fields: dict[str, object], at: datetime | None) -> Piece:
    said = " ".join(_texts(fields.values()))
    safe = not gives_orders(said)
    if not safe:
        fields = {"kind": fields["kind"], "text": WITHHELD}
    return Piece(number, source, said, quoted({"n": number, **fields}), safe, at)


def _message(number: int, item: Evidence, text: str, thread: int | None) -> Piece:
    speaker = "Someone" if gives_orders(item.speaker) else item.speaker
    safe = is_safe(item)
    fields: dict[str, object] = {
        "n": number,
        "at": _time(item.at),
        "kind": "tool" if item.kind is Kind.TOOL else "person",
        "by": speaker,
    }
    if item.is_reply and thread and thread != number:
        fields["reply_to"] = thread
    fields["text"] = text if safe else WITHHELD
    return Piece(number, item.id, f"{speaker}: {text}", quoted(fields), safe, item.at)


def _said(item: Evidence) -> str:
    """Prose, then pasted blocks as tagged snippets and files by name."""
    blocks = (f"[pasted: {_snippet(code)}]" for code in item.code if code.strip())
    files = (f"[file: {' '.join(name.split())}]" for name in item.files)
    return "\n".join((item.prose, *blocks, *files)).strip()


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
