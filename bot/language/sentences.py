"""Where sentences begin and end, in prose and in chat."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?…]+[\"'”’»)\]*_]*(?=\s|$)|\n[ \t]*\n")
_SHORT = frozenset(
    "e.g i.e etc vs mr mrs ms dr st jr sr inc ltd co corp approx no nr fig cf al dept est min max z.b d.h "
    "bzw ca usw p.ej sra sr ee.uu a.m p.m".split()
)
_LAST_WORD = re.compile(r"[\w.]+$")


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The places of the sentences in a part of ``text``, without the blanks around them."""
    end = len(text) if end is None else end
    begin = start
    for found in _END.finditer(text, start, end):
        if found[0] == "." and _is_short(text, begin, found.start()):
            continue
        yield from _trimmed(text, begin, found.end())
        begin = found.end()
    yield from _trimmed(text, begin, end)


def _is_short(text: str, begin: int, stop: int) -> bool:
    """Whether the full stop at ``stop`` belongs to an abbreviation, an initial or a list's number."""
    found = _LAST_WORD.search(text, max(begin, stop - 12), stop)
    if found is None:
        return False
    word = found[0]
    initial = len(word) == 1 and word.isalpha() and word != "I" and word.isupper()
    return word.lower() in _SHORT or initial or (word.isdigit() and found.start() == begin)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
