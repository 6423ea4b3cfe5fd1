"""Secrets that are told by the document around them, or wrapped in an encoding."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

from bot.drafting.redaction.rule import is_given

_SECRET_KIND = re.compile(r"\bkind[\"']?\s{0,3}:\s{0,3}[\"']?Secret\b(?![A-Za-z])")
_DATA = re.compile(r"^(\s*)(?:data|stringData):\s*$")
_ENTRY = re.compile(r"^(\s*[\w.\-\"']+:\s+)(\S.*)$")
_JSON_DATA = re.compile(r"(\"(?:data|stringData)\"\s{0,3}:\s{0,3}\{)([^{}]*)(\})")
_JSON_VALUE = re.compile(r"(:\s{0,3}\")([^\"]+)(\")")
_RUN = re.compile(r"[^\s<>|\"'`]+")
_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")


def redact_secret_manifests(text: str, lower: str, mark: str) -> str:
    """The values of a Kubernetes Secret's ``data`` and ``stringData``, in YAML or JSON."""
    if "kind" not in lower or not _SECRET_KIND.search(text):
        return text
    text = _JSON_DATA.sub(lambda m: m[1] + _JSON_VALUE.sub(lambda v: v[1] + mark + v[3], m[2]) + m[3], text)
    lines, inside = [], -1
    for line in text.split("\n"):
        indent = len(line) - len(line.lstrip())
        if found := _DATA.match(line):
            inside = len(found[1])
        elif inside >= 0 and line.strip():
            entry = _ENTRY.match(line) if indent > inside else None
            if entry is None:
                inside = -1
            elif is_given(entry[2].strip("\"'").ljust(4, "a")):
                line = entry[1] + mark
        lines.append(line)
    return "\n".join(lines)


def redact_wrapped(text: str, redact: Callable[[str], str]) -> str:
    """Percent-encoded runs that hold a secret, decoded and without it; the others stay as they are."""

    def replacement(match: re.Match[str]) -> str:
        if "%" not in match[0] or not _ENCODED.search(match[0]):
            return match[0]
        plain = unquote(match[0])
        without = redact(plain)
        return match[0] if without == plain else without

    return _RUN.sub(replacement, text)
