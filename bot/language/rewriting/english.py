"""English: how each kind of blame is put otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from zlib import crc32

from bot.language.finding import Suggestion
from bot.language.rewriting.asking import questions
from bot.language.rewriting.fit import fits, shaped
from bot.language.rewriting.reading import Reading
from bot.language.rewriting.telling import Told, ways

_GAPS = (", and the process let that pass", ", and no guard caught it")
_WITH_GAP = frozenset({"did_not", "if_only", "nobody", "act"})
SHORT = 90  # characters up to which the missing guard is named as well


def suggested(read: Reading) -> Suggestion:
    """The sentence in other words, or the question that leads to one."""
    tried = 0
    for words in _statements(read):
        if fits(read, words):
            return Suggestion(words)
        tried += 1
        if tried >= 5:
            break
    for words in questions(read):
        if fits(read, words):
            return Suggestion(words, asks=True)
    return Suggestion("What did the tools show at that moment?", asks=True)


def _statements(read: Reading) -> Iterator[str]:
    end = _end(read.text)
    for label, told in ways(read):
        words = _joined(told)
        if _wants_gap(read, told, words):
            gap = _GAPS[crc32(words.encode()) % len(_GAPS)]
            yield label + shaped(words + gap, end)
        yield label + shaped(words, end)


def _joined(told: list[Told]) -> str:
    from bot.language.rewriting.telling import joined

    return joined(told)


def _wants_gap(read: Reading, told: list[Told], words: str) -> bool:
    return read.match.rule.rewrite in _WITH_GAP and len(told) == 1 and len(words) <= SHORT


def _end(text: str) -> str:
    return "." if text.rstrip("\"'”’»)*_]").endswith((".", "!", "?", "…")) else ""
