"""A text's passages of prose, each with the part of the postmortem it stands in and what is ignored there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.language import ignoring
from bot.language.fields import LABEL_WORDS, TITLE_WORDS, field_of, is_no_prose
from bot.language.finding import Category, Field
from bot.language.hidden import veil
from bot.language.layout import Block, Shape, blocks


class Passage(NamedTuple):
    """A stretch of prose that no sentence leaves: ``text[start:end]``.

    ``field`` is None where neither a heading nor a label tells. Findings of the kinds in ``ignored`` are not
    wanted here.
    """

    start: int
    end: int
    field: Field | None
    ignored: frozenset[Category] = frozenset()


_LABEL = re.compile(r"[*_]{0,3}([^\W_][\w '’/&#().-]{1,48}?)[*_]{0,3}[:：][*_]{0,3}(?:\s|$)")
_BOLD = re.compile(r"(\*{1,3}|_{1,3})(?=\S)([^*\n]{1,80}?)(?<=\S)\1:?\s*$")
_BELOW_ATX = 7  # the level of what only looks like a heading
_SHORT = 24  # characters of a heading without any markup
_LOOKED_AT = 60  # characters of a block in which a label may stand


def passages(text: str) -> Sequence[Passage]:
    """The passages in the order in which they stand, apart from each other, without the blanks around them.

    Left out are code, quoted blocks, logs, comments and a table's owners and dates. Takes time in proportion
    to the text's length.
    """
    found = blocks(veil(text))
    left = ignoring.ignored(text, found)
    outline, table, passages_ = _Outline(text), _Table(text), []
    for place, block in enumerate(found):
        if block.shape in (Shape.HEAD, Shape.CELL):
            prose, field = table.cell(block)
        else:
            prose, field = True, outline.enter(block, first=place == 0)
        if prose:
            passages_.append(Passage(block.start, block.end, field or outline.field, left.of(block)))
    return passages_


def label_of(words: str) -> Field | None:
    """The part that a label before the first colon announces ("Root cause: …", "AI-3: …")."""
    label = _LABEL.match(words[:_LOOKED_AT]) if ":" in words or "：" in words else None
    return field_of(label[1], LABEL_WORDS) if label else None


class _Outline:
    """The headings that stand above a block. One that tells nothing belongs to the one above it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._above: list[tuple[int, Field | None]] = []

    @property
    def field(self) -> Field | None:
        return self._above[-1][1] if self._above else None

    def enter(self, block: Block, *, first: bool) -> Field | None:
        """The field that the block itself announces; a heading goes on to say so of what follows it."""
        start = self._text[block.start : min(block.end, block.start + _LOOKED_AT)]
        if block.shape is Shape.HEADING:
            words = self._text[block.start : block.end]
            title = first and block.level == 1
            field = label_of(start) or field_of(words, TITLE_WORDS) if title else label_of(start)
            field = field or (None if title else field_of(words))
            self._open(block.level, field)
            return field
        if block.shape is Shape.PARAGRAPH:
            line = start.partition("\n")[0].rstrip()
            seeming = _seeming(line, alone=block.start + len(line) == block.end)
            if seeming:
                self._open(_BELOW_ATX, seeming[0])
                return seeming[0]
        return label_of(start)

    def _open(self, level: int, field: Field | None) -> None:
        while self._above and self._above[-1][0] >= level:
            self._above.pop()
        self._above.append((level, field or self.field))


def _seeming(line: str, *, alone: bool) -> tuple[Field | None] | None:
    """What a line announces that only looks like a heading: bold, or known words, with or without a colon.

    ``alone``: its paragraph has no other line. If it has, or nothing is bold, the words must be known.
    """
    if not (line[0] in "*_" or line[-1] == ":" or (alone and line[0].isupper() and len(line) <= _SHORT)):
        return None
    bold = _BOLD.match(line)
    ends = line[-1] in ".!?" or (bold and bold[2][-1] in ".!?")
    plain = not bold and line[-1] != ":"
    known = field_of(bold[2] if bold else line.rstrip(":"), TITLE_WORDS if plain else LABEL_WORDS)
    if known and not (plain and (ends or ":" in line)):
        return (known,)
    return (None,) if alone and bold and len(bold[1]) > 1 and not ends else None


class _Table:
    """What a table's first row says of its columns, and a row's first cell of the rest of the row."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._table = self._row = -1
        self._columns: dict[int, tuple[bool, Field | None]] = {}
        self._rest: tuple[bool, Field | None] = (True, None)

    def cell(self, block: Block) -> tuple[bool, Field | None]:
        """Whether the cell holds prose, and the field that it stands in."""
        words = self._text[block.start : min(block.end, block.start + _LOOKED_AT)]
        if block.table != self._table:
            self._table, self._columns = block.table, {}
        if block.shape is Shape.HEAD:
            self._columns[block.column] = not is_no_prose(words), field_of(words, LABEL_WORDS)
            return self._columns[block.column]
        prose, field = self._columns.get(block.column, (True, None))
        if block.row != self._row:
            self._row = block.row
            named = block.column == 0 and block.end - block.start <= _LOOKED_AT
            self._rest = (not is_no_prose(words), field_of(words, LABEL_WORDS)) if named else (True, None)
        return prose and self._rest[0], label_of(words) or field or self._rest[1]
