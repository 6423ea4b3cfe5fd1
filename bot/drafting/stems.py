"""The words of a message as they are judged: cut to their first letters, numbers and links by their kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

STEM = 6  # letters of a word that count: "expired", "expires" and "expiry" are told apart, endings are not
MOST = 150  # words of a message that are looked at
_SHORT = 600  # characters that are split at once; of longer texts only so much as is looked at

_WORD = re.compile(
    r"https?://\S+|[^\W\d_]+(?:['’][a-z]+)?|:[a-z][a-z_+\-0-9]+:|[$€£¥₹]\s?\d[\d.,]*|\d{1,2}(?::|h)\d\d(?!\d)|"
    r"\d+(?:[.,]\d+)*\s?%|\d+(?:[.,:/]\d+)*|[?!]|→"
)
_MARK = re.compile(r"[\w.,:-]{2,80}")
_TELLING = re.compile(r"[\d_]")


def stems(text: str) -> list[str]:
    """The words of a text in order, cut to STEM letters; numbers, times and links by their kind."""
    return list(map(_stem, _words(text)))


class Stems(dict[str, str]):
    """Stems of many texts: each different word is cut once, and stands in memory once."""

    def __call__(self, text: str) -> list[str]:
        return list(map(self.__getitem__, _words(text)))

    def __missing__(self, word: str) -> str:
        stem = self[word] = _stem(word)
        return stem


def _words(text: str) -> list[str]:
    lower = text.lower()
    if len(lower) <= _SHORT:
        return _WORD.findall(lower)[:MOST]
    return [match[0] for match, _ in zip(_WORD.finditer(lower), range(MOST), strict=False)]


def _stem(word: str) -> str:
    first = word[0]
    if first.isalpha():
        return "<url>" if word.startswith("http") else word[:STEM]
    if first.isdigit():
        return _number(word)
    return "<money>" if first in "$€£¥₹" else word


def _number(word: str) -> str:
    if word[-1] == "%":
        return "<share>"
    if len(word) > 2 and (word[1:2] in ":h" or word[2:3] in ":h"):
        return "<time>"
    digits = sum(character.isdigit() for character in word)
    return "<large>" if digits > 3 else "<number>" if digits > 1 else "<digit>"


class Vocabulary:
    """The words of many texts. ``stems``: those of each, in order."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        cut = Stems()
        self.stems = tuple(tuple(cut(text)) if text else () for text in texts)

    @cached_property
    def common(self) -> Counter[str]:
        """In how many of the texts each word stands, of more than three letters."""
        return Counter([word for words in self.stems for word in set(words) if len(word) > 3])

    @cached_property
    def echoes(self) -> tuple[int, ...]:
        """How many of each text's numbers and identifiers later texts repeat, up to 2."""
        later: set[str] = set()
        found = []
        for text in reversed(self._texts):
            marks = _marks(text.lower()) if _TELLING.search(text) else set()
            found.append(min(2, len(marks & later)))
            later |= marks
        return tuple(reversed(found))


def _marks(lower: str) -> set[str]:
    words = (word.strip(".,:-") for word in _MARK.findall(lower))
    return {word for word in words if len(word) > 1 and _TELLING.search(word)}
