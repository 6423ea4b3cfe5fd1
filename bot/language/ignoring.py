"""Comments that tell the check what to leave: ``<!-- postmortem-check: ignore counterfactual -->``."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.language.finding import Category
from bot.language.hidden import comments
from bot.language.layout import Block

NAME = "postmortem-check"
EVERY = frozenset(Category)
WORDS = ("ignore", "ignore-file", "off", "on")
_ABOUT_US = re.compile(rf"<!--\s*{NAME}\b\s*:?\s*(.*?)\s*-->", re.DOTALL | re.IGNORECASE)


_WORD = re.compile(r"[^\s,]+")


@dataclass(frozen=True, slots=True)
class Mistake:
    """A word in such a comment that nobody knows. ``category``: it stands where a category should."""

    place: int
    word: str
    category: bool


@dataclass(frozen=True, slots=True)
class Note:
    start: int
    end: int
    word: str
    categories: frozenset[Category]


@dataclass(slots=True)
class Ignored:
    """Which categories a block's findings are left out of."""

    everything: bool = False
    meant: dict[tuple[str, int], frozenset[Category]] = field(default_factory=dict)  # by what, and its place
    stretches: list[tuple[int, int]] = field(default_factory=list)

    def of(self, block: Block) -> frozenset[Category]:
        if self.everything or self._between(block.start):
            return EVERY
        if not self.meant:
            return frozenset()
        places = (("block", block.start), ("row", block.row), ("table", block.table))
        return frozenset().union(*(self.meant.get(place, ()) for place in places))

    def _between(self, place: int) -> bool:
        at = bisect_left(self.stretches, (place + 1, 0)) - 1
        return at >= 0 and place < self.stretches[at][1]


def mistakes(text: str) -> Sequence[Mistake]:
    """What the comments say that is not known, so that a typing error does not go unnoticed."""
    return tuple(found for _, wrong in _notes(text) for found in wrong) if NAME in text.lower() else ()


def ignored(text: str, blocks: Sequence[Block]) -> Ignored:
    """What the comments in the text leave out of the check. What they say wrongly ignores nothing."""
    found = Ignored()
    if NAME not in text.lower():
        return found
    since = -1
    for note, _ in _notes(text):
        if note.word == "ignore-file":
            found.everything = True
        elif note.word == "off" and since < 0:
            since = note.start
        elif note.word == "on" and since >= 0:
            found.stretches.append((since, note.start))
            since = -1
        elif note.word == "ignore":
            meant = _meant(text, note, blocks)
            found.meant[meant] = found.meant.get(meant, frozenset()) | note.categories
    if since >= 0:
        found.stretches.append((since, len(text) + 1))
    return found


def _notes(text: str) -> Iterator[tuple[Note, Sequence[Mistake]]]:
    for start, end in comments(text):
        said = _ABOUT_US.fullmatch(text, start, end)
        if not said:
            continue
        words = list(_WORD.finditer(text, said.start(1), said.end(1)))
        if not words:
            yield Note(start, end, "", EVERY), [Mistake(start, "", category=False)]
            continue
        word, *listed = words
        name = word[0].lower()
        known, wrong = set(), []
        if name not in WORDS:
            wrong.append(Mistake(word.start(), word[0], category=False))
        for one in listed:
            if name == "ignore" and one[0].lower() in EVERY:
                known.add(Category(one[0].lower()))
            elif name in WORDS:
                wrong.append(Mistake(one.start(), one[0], category=name == "ignore"))
        yield Note(start, end, name, frozenset(known) if listed else EVERY), wrong


def _meant(text: str, note: Note, blocks: Sequence[Block]) -> tuple[str, int]:
    """The block or table row on the comment's own line if it ends one, otherwise the next block or table."""
    begin = text.rfind("\n", 0, note.start) + 1
    after = bisect_left(blocks, note.start, key=lambda block: block.start)
    if after and blocks[after - 1].end > begin:
        before = blocks[after - 1]
        return ("row", before.row) if before.row >= 0 else ("block", before.start)
    if after == len(blocks):
        return "block", -1
    following = blocks[after]
    if following.row >= 0:
        first = following.row == following.table
        return ("table", following.table) if first else ("row", following.row)
    return "block", following.start
