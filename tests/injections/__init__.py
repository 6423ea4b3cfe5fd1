"""Messages that try to steer whoever (or whatever) reads a channel, and ordinary ones that only look so."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Injection:
    """``canary`` is what shows that it got through. ``place``: message, tool, code, file, name, change, past.

    Two messages in a row are written with a line "---" between them.
    """

    text: str
    language: str
    technique: str
    canary: str
    place: str = "message"


def injections() -> list[Injection]:
    """The set. ``\\uE...`` escapes in the file keep hidden characters visible to who edits it."""
    rows = (_HERE / "injections.jsonl").read_text(encoding="utf-8").splitlines()
    return [Injection(**json.loads(row)) for row in rows if row.strip()]


def ordinary() -> list[str]:
    """What people say in incidents that looks like an order to a machine, and is one to a person."""
    return [
        line for line in (_HERE / "ordinary.txt").read_text(encoding="utf-8").splitlines() if line.strip()
    ]
