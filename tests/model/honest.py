"""A well-behaved model, as far as rules can play one: it answers in the words of its evidence."""

from __future__ import annotations

import json
import re
from typing import Any

Json = dict[str, Any]

_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_CAUSE = re.compile(r"\bbecause\b|\bcaused\b|root cause|found it|\bdue to\b|\bculprit\b", re.IGNORECASE)
_ACTION = re.compile(r"\bI'll\b|\bI will\b|\bplease\b|\bto-?do\b|\baction item\b", re.IGNORECASE)
_LOSS = re.compile(
    r"\d.*\b(?:customers?|users?|orders?|tickets?|passengers?|loaves)\b|\d+(?:\.\d+)?%", re.IGNORECASE
)


def lines(request: Json) -> list[Json]:
    """The evidence of a request, a JSON object each."""
    text = request["messages"][-1]["content"]
    inside = text.split("=== EVIDENCE BEGINS ===\n", 1)[1].split("\n=== EVIDENCE ENDS ===", 1)[0]
    return [json.loads(line) for line in inside.split("\n") if line]


def is_about_whole(request: Json) -> bool:
    """Whether it asks for the summary rather than for the statements of a slice."""
    return '- "summary"' in request["messages"][0]["content"]


def answer(request: Json) -> Json:
    """What it answers."""
    evidence = lines(request)
    if is_about_whole(request):
        return _whole(evidence)
    found = (statement(line) for line in evidence if line["kind"] in ("person", "tool"))
    return {"statements": [row for row in found if row]}


def statement(line: Json) -> Json | None:
    """The first sentence that tells something, cited."""
    for sentence in _SENTENCE.split(str(line.get("text", ""))):
        text = sentence.strip(" *-•>")
        if 15 <= len(text) <= 180 and not text.endswith("?") and "pasted:" not in text:
            owner = line.get("by") if _ACTION.search(text) else None
            return {"kind": _kind(text), "text": text, "cites": [line["n"]], "owner": owner}
    return None


def _kind(text: str) -> str:
    for kind, pattern in (("action_item", _ACTION), ("cause", _CAUSE), ("impact", _LOSS)):
        if pattern.search(text):
            return kind
    return "event"


def _whole(evidence: list[Json]) -> Json:
    events = [line for line in evidence if line["kind"] in ("event", "impact")][:3]
    cause = next((line for line in evidence if line["kind"] == "cause"), None)
    return {
        "summary": [{"text": line["text"], "cites": [line["n"]]} for line in events],
        "cause": cause and {"text": cause["text"], "cites": [cause["n"]], "change": None},
    }
