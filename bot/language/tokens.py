"""Words of a text with their places: contractions are taken apart, case is kept as a tag."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Mentions stay whole; a word may hold apostrophes and hyphens; a mark of punctuation is a token of its own.
_TOKEN = re.compile(
    r"<[@!][^>\s]{1,80}>|@[\w][\w.-]{0,60}|\d{1,2}:\d{2}(?::\d{2})?|[^\W_]+(?:['’\-_./][^\W_]+){0,8}|[.]{3,}|[,;:()!?…\ufffc—–\-\[\]]"
)
_MARKS = {";": ",", "—": ",", "–": ",", "-": ",", "...": "…", "[": "(", "]": ")"}
_ENDINGS = {"n't": "not", "'ve": "have", "'ll": "will", "'d": "'d", "'re": "are", "'m": "am", "'s": "'s"}
_ENDING = re.compile(r"(?:n't|'(?:ve|ll|d|re|m|s))$")
_WHOLE = {
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "won't": ("will", "not"),
    "shan't": ("shall", "not"),
    "ain't": ("is", "not"),
    "shoulda": ("should", "have"),
    "coulda": ("could", "have"),
    "woulda": ("would", "have"),
    "oughta": ("ought", "to"),
    "mighta": ("might", "have"),
    "let's": ("let's",),
}
_RUN_TOGETHER = {
    stem + end: (stem, said)
    for stem in "should could would did does do was were is are has have had might must need".split()
    for end, said in (("nt", "not"), ("ve", "have"))
    if (stem, end) not in {("do", "ve"), ("has", "ve"), ("have", "ve"), ("did", "ve"), ("is", "ve")}
}


@dataclass(slots=True)
class Token:
    """``word`` in lower case; ``tags`` are characters of the patterns' language."""

    word: str
    start: int
    end: int
    tags: str
    written: str


def tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """The tokens of a part of ``text``; their places are those in the whole."""
    for found in _TOKEN.finditer(text, start, end):
        said = found[0]
        lower = said.lower().replace("’", "'")
        if len(said) == 1 or lower == "...":
            yield Token(_MARKS.get(lower, lower), found.start(), found.end(), "", said)
        elif said[0] in "<@":
            yield Token(lower, found.start(), found.end(), "", said)
        else:
            yield from _parts(lower, said, found.start(), found.end())


def _parts(lower: str, said: str, start: int, end: int) -> Iterator[Token]:
    whole = _WHOLE.get(lower) or _RUN_TOGETHER.get(lower)
    if whole:
        yield Token(whole[0], start, end, "", said)
        yield from (Token(word, end, end, "", "") for word in whole[1:])
        return
    endings = []
    while "'" in lower and (found := _ENDING.search(lower)) and found.start():
        cut = len(lower) - found.start()
        endings.append(Token(_ENDINGS[found[0]], end - cut, end, "", said[-cut:]))
        lower, said, end = lower[:-cut], said[:-cut], end - cut
    if lower.endswith("'") or lower.endswith("s'"):
        lower = lower.rstrip("'")
    yield Token(lower.rstrip("._-/"), start, end, "", said)
    yield from reversed(endings)
