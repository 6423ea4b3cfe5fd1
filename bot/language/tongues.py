"""Which language a passage is written in, by its smallest words."""

from __future__ import annotations

import re

_WORDS = {
    "english": frozenset(
        "the and of to in was is that it for on with by not be this from should have did".split()
    ),
}
_WORD = re.compile(r"[^\W\d_]{1,12}")
ENOUGH = 200  # characters that are looked at


def tongue(text: str, start: int, end: int) -> str:
    """The language whose tables fit; English where nothing tells."""
    said = [word.lower() for word in _WORD.findall(text, start, min(end, start + ENOUGH))]
    return max(_WORDS, key=lambda language: sum(word in _WORDS[language] for word in said))
