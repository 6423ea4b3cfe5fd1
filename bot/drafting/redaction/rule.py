"""What a redaction rule is, and the questions that rules ask of what they found."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

Match = re.Match[str]
Check = Callable[[str, Match], bool]

# While a text is being redacted each placeholder is one private character, so that no rule looks into it.
FIRST, LAST = "\ue000", "\ue1ff"


def always(_value: str, _match: Match) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which secrets show. What its last group (else the whole) matches is the secret.

    ``hints``: lower-case pieces of which one must stand in the text, so that most rules cost nothing.
    ``kind`` "" means that the name which the secret is given to tells the kind.
    """

    kind: str
    pattern: re.Pattern[str]
    hints: tuple[str, ...]
    is_secret: Check = always


class Rules:
    """Rules that are tried one after the other, each only where one of its hints stands."""

    def __init__(self, *rules: Rule) -> None:
        self.rules = rules
        self._hints = tuple((hint, number) for number, rule in enumerate(rules) for hint in rule.hints)
        self._each = frozenset(hint for hint, _ in self._hints)

    def hinted(self, lower: str) -> list[Rule]:
        """Those of which a hint stands in ``lower``, in their order."""
        if not any(map(lower.__contains__, self._each)):
            return []
        found = {number for hint, number in self._hints if hint in lower}
        return [self.rules[number] for number in sorted(found)]


_NOTHING = re.compile(
    rf"[*•●█x.…#_?-]+|[{FIRST}-{LAST}\W]+|\[?(?:redacted|masked|hidden|filtered|removed|secret|token|"
    r"password|scrubbed)\b.*|&lt;[\w -]*&gt;|<.*>?|\$.*|%.*|!\w+|\{\{?.*|\(.*|os\.environ\S*|process\.env\S*|"
    r"env\S*\(.*|/[\w./-]+|null|none|nil|true|false|unset|empty|undefined|optional|string|yes|no|"
    r"example|changed|expired|invalid|missing|required|wrong|hidden|rotated|disabled|enabled|incorrect|"
    r"(?:vault|ssm|kms|arn|env|file|op):\S*|(?:data|var|local|module|config|settings|self|secrets|process|this)\.\S*|"
    r"valid|revoked|rejected|here|unknown|default|correct|failed|fine|ok|done|stale|not",
    re.IGNORECASE,
)
_MASKED = re.compile(r"[*•●█]{3,}|x{6,}|\.{3}$|…", re.IGNORECASE)
# A name, not a value: DB_PASSWORD, orders-db, secrets/prod/db.
_NAME = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[A-Za-z]+(?:[-_./:][A-Za-z]+)+")
_MEASURE = re.compile(
    r"v?\d+(?:\.\d+)+\S*|\d{4}-\d\d-\d\d\S*|\d[\d.,]*[A-Za-z%]{1,3}|\d+(?::\d\d)+\w*|https?:\S*|<?https?:.*"
)
UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_LETTER = re.compile(r"[^\W\d_]")
_SYMBOL = re.compile(r"[!@#$%^&*+=~?]")


def is_given(value: str) -> bool:
    """Whether the value after "password=" is one, not a mask, a variable or a word about it."""
    return len(value) >= 4 and not _NOTHING.fullmatch(value) and not _MASKED.search(value)


def is_opaque(value: str) -> bool:
    """As :func:`is_given`, for "token=" and "secret=", whose values may be mere names."""
    if len(value) < 6 or not is_given(value) or _NAME.fullmatch(value):
        return False
    return not value.isalpha() or (len(value) >= 16 and not (value.islower() or value.isupper()))


def is_mixed(value: str) -> bool:
    """As :func:`is_given`, in prose ("password: …"), where a plain word is hardly ever a password."""
    if len(value) < 6 or not is_given(value) or _MEASURE.fullmatch(value) or _NAME.fullmatch(value):
        return False
    has_digit = any(c.isdigit() for c in value)
    return bool(_LETTER.search(value)) and (has_digit or bool(_SYMBOL.search(value[:-1])))


def is_strong(value: str) -> bool:
    """Letters of both cases or a symbol beside digits: no word about a password looks so."""
    if not (is_mixed(value) and any(c.isdigit() for c in value)):
        return False
    return bool(_SYMBOL.search(value)) or (value.lower() != value and value.upper() != value)


def looks_random(value: str) -> bool:
    """Mixed case and digits: a key's half, and not a commit's forty hex digits."""
    return (
        any("g" <= c <= "z" for c in value)
        and any("A" <= c <= "Z" for c in value)
        and any("0" <= c <= "9" for c in value)
    )
