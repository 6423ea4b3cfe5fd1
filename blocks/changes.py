"""What differs between two texts of a section, line by line, as people read it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_SENTENCE_END = re.compile(r"(?<=[.!?])((?:\s*\[\d{1,6}\])*)\s+(?=[^\s\[])")
_ESCAPED = re.compile(r"\\([^\w\s])")
_ITEM = re.compile(r"^(?:[-*+•]|\d{1,4}[.)])\s+")
_RULE = re.compile(r"[\s|:-]*")
MOST_COMPARED = 2_000  # lines; beyond it both texts are shown as they begin


@dataclass(frozen=True, slots=True)
class Line:
    """``is_new`` for a line that comes, else it goes."""

    text: str
    is_new: bool


def changed_lines(before: str, after: str) -> list[Line]:
    """The sentences and lines that go and come, in order; what stays is left out."""
    old, new = _lines(before)[:MOST_COMPARED], _lines(after)[:MOST_COMPARED]
    found: list[Line] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind != "equal":
            found += [Line(text, False) for text in old[i:j]] + [Line(text, True) for text in new[k:m]]
    return found


def _lines(markdown: str) -> list[str]:
    """Running text by sentences, lists and tables by lines, without the marks of Markdown."""
    found = []
    for line in markdown.splitlines():
        if _RULE.fullmatch(line):
            continue
        plain = _ITEM.sub("", _ESCAPED.sub(r"\1", line.replace("**", "")).strip())
        if plain.startswith("|"):
            found.append(" · ".join(cell.strip() for cell in plain.strip("|").split("|")))
        else:
            found += [part.strip() for part in _SENTENCE_END.sub("\\1\n", plain).split("\n") if part.strip()]
    return found
