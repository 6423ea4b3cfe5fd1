"""Finding names in a text, however many there are: a text is gone through once, not once a name."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"(?<![\w-])\w+")
_SIGN = re.compile(r"(?<![\w-])[^\w\s]")


class Names:
    """Names as they would be written in a sentence, each whole."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_word: dict[str, list[str]] = {}  # a name's first word (or sign) -> the names, longest first
        self._signs = False
        for name in sorted(set(names), key=lambda name: (-len(name), name)):
            first = _first(name)
            if first:
                self._by_word.setdefault(first, []).append(name)
                self._signs = self._signs or not _is_word(first[0])

    def found_in(self, text: str) -> list[str]:
        """Those that stand in the text, in order; of two at one place the longer one."""
        places = [(match.start(), match[0]) for match in _WORD.finditer(text)]
        if self._signs:
            places += [(match.start(), match[0]) for match in _SIGN.finditer(text)]
            places.sort()
        found = []
        end = 0
        for start, word in places:
            if start < end or word not in self._by_word:
                continue
            name = next((name for name in self._by_word[word] if _stands(name, text, start)), None)
            if name is not None:
                found.append(name)
                end = start + len(name)
        return found


def _first(name: str) -> str:
    match = _WORD.match(name)
    return match[0] if match else name[:1]


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _stands(name: str, text: str, start: int) -> bool:
    after = text[start + len(name) : start + len(name) + 1]
    return text.startswith(name, start) and after != "-" and not _is_word(after)
