"""Secrets out of a text before anything of it is kept in a draft or shown to a model.

Each becomes a placeholder that names its kind: "[redacted: jwt]". Digests, uuids, public
certificates, pod names and masked values are no secrets and stay. The formats are those the issuers
document (``formats``); what has no format is known by what it is given to (``given``,
``commands``), by what people type around it (``typed``), by the document it stands in (``documents``),
or is a customer's (``personal``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from bot.drafting.redaction.commands import COMMANDS
from bot.drafting.redaction.documents import redact_secret_manifests, redact_wrapped
from bot.drafting.redaction.formats import FORMATS, KEYS
from bot.drafting.redaction.given import ADDRESSES, GIVEN, NAMED, NAMES, kind_of
from bot.drafting.redaction.nearby import redact_nearby
from bot.drafting.redaction.personal import ADDRESS, redact_people
from bot.drafting.redaction.rule import FIRST, LAST, Match, Rule, looks_random
from bot.drafting.redaction.typed import TYPED

__all__ = ["Redacted", "redact"]


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text without its secrets, and how many of each kind there were."""

    text: str
    kinds: Counter[str] = field(default_factory=Counter)


_OTHERS = (
    "token",
    "key",
    "secret",
    "password",
    "k8s-secret",
    "aws-secret-key",
    "email",
    "phone",
    "card",
    "iban",
)
_RULES = [rule for part in (KEYS, FORMATS, ADDRESSES, COMMANDS, GIVEN, TYPED, NAMED) for rule in part.rules]
_KINDS = tuple(dict.fromkeys([*(rule.kind for rule in _RULES if rule.kind), *_OTHERS]))
_MARKS = {kind: chr(ord(FIRST) + number) for number, kind in enumerate(_KINDS)}
_KIND_OF_MARK = {mark: kind for kind, mark in _MARKS.items()}
_PLACED = re.compile(r"\[redacted: ([\w-]{1,30})\]")
_MARK = re.compile(f"[{FIRST}-{LAST}]")

_DIGITS = re.compile(r"\d\D{0,3}\d\D{0,3}\d\D{0,3}\d\D{0,3}\d\D{0,3}\d\D{0,3}\d")
_HALF = re.compile(r"(?<![A-Za-z0-9/+=])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])")
_ASCII_NAMES = tuple(filter(str.isascii, NAMES))
LONG = 16  # characters without a space: no token that is known by its format is shorter


def redact(text: str, known: Collection[str] = frozenset()) -> Redacted:
    """The text with every secret replaced by "[redacted: kind]". Running it again changes nothing.

    ``known`` are the e-mail addresses (lower case) that may stand, of the incident's own people.
    Takes time in proportion to the text's length.
    """
    lower = text.lower()
    long = " ".join([word for word in lower.split() if len(word) >= LONG])
    named = any(map(lower.__contains__, _ASCII_NAMES if lower.isascii() else NAMES))
    digits = _DIGITS.search(text) is not None
    given = [*COMMANDS.hinted(lower), *GIVEN.hinted(lower), *TYPED.hinted(lower)]
    addressed = "@" in text and ADDRESS.search(text) is not None
    if not (long or named or given or digits or addressed):
        return Redacted(text)
    work = before = _pack(text)
    if "private" in lower:
        work = _apply(KEYS.hinted(lower), work)
    if long:
        work = _apply(FORMATS.hinted(long), work)
        work = _apply(ADDRESSES.hinted(long), work)
    if "secret" in lower:
        work = redact_secret_manifests(work, lower, _MARKS["k8s-secret"])
    if given:
        work = _apply(given, work)
    if named:
        work = redact_nearby(_apply(NAMED.hinted(lower), work), _MARKS["password"])
    if _MARKS["aws-access-key"] in work:  # the other half of the pair has no mark of its own
        work = _HALF.sub(lambda m: _MARKS["aws-secret-key"] if looks_random(m[0]) else m[0], work)
    if digits or addressed:
        work = redact_people(work, _MARKS, known)
    if "%" in text:
        work = redact_wrapped(work, lambda inner: _pack(redact(_unpack(inner), known).text))
    if work == before:
        return Redacted(text)
    kinds = Counter(_KIND_OF_MARK[mark] for mark in _MARK.findall(work))
    kinds.subtract(_KIND_OF_MARK[mark] for mark in _MARK.findall(before))
    return Redacted(_unpack(work), +kinds)


def _apply(rules: list[Rule], text: str) -> str:
    for rule in rules:
        text = rule.pattern.sub(lambda match, rule=rule: _replace(match, rule), text)  # type: ignore[misc]
    return text


def _replace(match: Match, rule: Rule) -> str:
    group = match.lastindex or 0
    value = match[group]
    if not _MARK.sub("", value).strip() or not rule.is_secret(value, match):
        return match[0]
    start, end = match.start(group) - match.start(), match.end(group) - match.start()
    mark = _MARKS[rule.kind or kind_of(match[0][:start])]
    return match[0][:start] + mark + match[0][end:]


def _pack(text: str) -> str:
    """Each placeholder as the one character of its kind, which a text of its own must not hold."""
    text = _MARK.sub("\ufffd", text)
    if "[redacted: " not in text:
        return text
    return _PLACED.sub(lambda match: _MARKS.get(match[1], match[0]), text)


def _unpack(text: str) -> str:
    return _MARK.sub(lambda match: f"[redacted: {_KIND_OF_MARK.get(match[0], 'secret')}]", text)
