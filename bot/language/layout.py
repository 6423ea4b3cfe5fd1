"""A Markdown text's blocks of prose: headings, paragraphs, list items, table cells. What is none is left out.

A line at a time with little memory, so that any text takes time in proportion to its length. Where Markdown
and chat differ, what costs fewer sentences is chosen: a quotation ends with its last ">", for one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from bot.language.pasted import is_pasted, is_trace


class Shape(Enum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    HEAD = "head"  # a cell of a table's first row
    CELL = "cell"


class Block(NamedTuple):
    """``level`` is a heading's, 1 to 6; ``table`` and ``row`` are where a cell's table and row begin."""

    start: int
    end: int
    shape: Shape
    level: int = 0
    column: int = 0
    row: int = -1
    table: int = -1


_FENCE = re.compile(r"(?:```+(?=[^`]*+$)|~~~+)")
_HEADING = re.compile(r"(#{1,6})(?:[ \t]+|$)")
_HEADING_END = re.compile(r"[ \t]#+$")
_ITEM = re.compile(r"(?:[-*+•◦▪‣]|(\d{1,4})[.)]|[a-z]\))(?:[ \t]+|$)(?:\[[ xX]\][ \t]+)?")
_RULE = re.compile(r"(?:[-*_=][ \t]*+){3,}+$|==$|--$")
_DIVIDER = re.compile(r"\|?[ \t]*+:?-+:?[ \t]*+(?:\|[ \t]*+:?-*+:?[ \t]*+)++$")
_QUOTE = re.compile(r"(?:[-*+][ \t]+)?(?:>|&gt;)")
_CELL = re.compile(r"(?:[^|\\]++|\\.)++", re.DOTALL)
_TIME = re.compile(r"[\[(*_~]{0,3}\d{1,2}:\d\d\b")
_TAB = 4
_SPECIAL = frozenset("#-*+•◦▪‣`~>&|=_:[({\"'<") | frozenset("0123456789")
_LONG_HEADING = 120  # characters; more before "---" is a paragraph before a rule


def blocks(text: str) -> Sequence[Block]:
    """The blocks in the order in which they stand, apart from each other, without the blanks around them."""
    reader = _Reader(text)
    at, size = front_matter(text), len(text)
    while at < size:
        end = text.find("\n", at)
        end = size if end < 0 else end
        line = text[at:end]
        body = line.strip()
        if body:
            reader.line(line, body, at)
        else:
            reader.blank()
        at = end + 1
    reader.close()
    return reader.blocks


def front_matter(text: str) -> int:
    """Where the text begins behind its front matter (YAML between ---, TOML between +++)."""
    mark = text[:3]
    if mark not in ("---", "+++") or not re.match(r"(?:---|\+\+\+)[ \t]*\r?\n[\w#\"'-]", text):
        return 0
    end = re.compile(rf"^(?:{re.escape(mark)}|\.\.\.)[ \t]*\r?$", re.MULTILINE).search(text, 4)
    return end.end() if end and ":" in text[3 : end.start()] + ("=" if mark == "---" else ":") else 0


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.blocks: list[Block] = []
        self.open: Block | None = None  # a paragraph or an item that the next line may continue
        self.fence = ""
        self.gap = True  # nothing, or a blank line, stands before
        self.code = False  # the line before is code that is told by being indented
        self.inside = 0  # columns by which the content of the list item around is indented
        self.trace = False  # the line before belongs to a stack trace
        self.table = -1

    def blank(self) -> None:
        if not self.fence:
            self.close()
            self.gap, self.code, self.trace, self.table = True, False, False, -1

    def close(self) -> None:
        if self.open:
            self.blocks.append(self.open)
            self.open = None

    def line(self, line: str, body: str, at: int) -> None:
        """``at`` is the place of ``line`` in the text, ``body`` the line without the blanks around it."""
        if self.fence:
            if body.endswith(self.fence):  # in chat, behind the last line of the code
                self.fence = ""
            return
        indent = 0
        if line[0] in " \t":
            start = len(line) - len(line.lstrip())
            indent = len(line[:start].expandtabs(_TAB))
            at += start
        elif line[0] != body[0]:
            at += line.index(body[0])
        if self._is_pasted(body, indent):
            self.close()
        elif not (body[0] in _SPECIAL and self._marked(body, at, indent)):
            self._prose(body, at, indent)
        self.gap = False

    def _is_pasted(self, body: str, indent: int) -> bool:
        if self.gap or self.code:
            self.code = indent >= self.inside + _TAB and not (self.inside and _ITEM.match(body))
        if self.code or (self.trace and indent > 1 and not _ITEM.match(body)) or is_pasted(body):
            self.trace = self.trace or is_trace(body)
            return True
        self.trace = False
        return False

    def _marked(self, body: str, at: int, indent: int) -> bool:
        """Whether the line's first signs say what it is; then it has been dealt with."""
        first = body[0]
        if first in "`~" and (fence := _FENCE.match(body)):
            self.close()
            self.fence = fence[0]
        elif first in ">&-*+" and _QUOTE.match(body):
            self.close()
        elif first == "#" and (heading := _HEADING.match(body)):
            self._heading(body, at, heading)
        elif first in "-*_=" and _RULE.match(body):
            self._rule(first)
        elif "|" in body and self._is_row(body, at):
            pass
        elif item := _ITEM.match(body):
            return self._item(body, at, indent, item)
        else:
            return False
        return True

    def _heading(self, body: str, at: int, heading: re.Match[str]) -> None:
        self.close()
        self.inside = 0
        words = _HEADING_END.sub("", body).rstrip()
        if len(words) > heading.end():
            shape = Block(at + heading.end(), at + len(words), Shape.HEADING, len(heading[1]))
            self.blocks.append(shape)

    def _rule(self, mark: str) -> None:
        """An underlined line is a heading; without one this is a line across the page."""
        above = self.open
        if above and above.shape is Shape.PARAGRAPH and mark in "-=" and self._is_line(above):
            self.open = above._replace(shape=Shape.HEADING, level=1 if mark == "=" else 2)
            self.inside = 0
        self.close()

    def _is_line(self, block: Block) -> bool:
        short = block.end - block.start <= _LONG_HEADING
        return short and "\n" not in self.text[block.start : block.end]

    def _is_row(self, body: str, at: int) -> bool:
        if body[0] != "|" and self.table < 0 and not _DIVIDER.match(body):
            return False
        self.row(body, at)
        return True

    def row(self, body: str, at: int) -> None:
        """A table's row. The line between head and body shows that the one above it was the head."""
        if _DIVIDER.match(body):
            above = self.open
            if above and above.shape is Shape.PARAGRAPH and self._is_line(above):
                self.open, self.table = None, above.start
                self._cells(self.text[above.start : above.end], above.start, Shape.CELL)
            self.close()
            head = [b for b in self.blocks[-64:] if b.table == self.table == b.row and b.shape is Shape.CELL]
            if head:
                self.blocks[-len(head) :] = [block._replace(shape=Shape.HEAD) for block in head]
            return
        self.close()
        self.table = at if self.table < 0 else self.table
        self._cells(body, at, Shape.CELL)

    def _cells(self, body: str, at: int, shape: Shape) -> None:
        place, column = int(body[0] == "|"), 0
        while place < len(body):
            found = _CELL.match(body, place)
            if found:
                cell = found[0].strip()
                start = at + place + (len(found[0]) - len(found[0].lstrip()))
                if cell:
                    self.blocks.append(Block(start, start + len(cell), shape, 0, column, at, self.table))
                place = found.end()
            place += 1
            column += 1

    def _item(self, body: str, at: int, indent: int, item: re.Match[str]) -> bool:
        number = item[1]
        above = self.open
        if number and number != "1" and above and above.shape is Shape.PARAGRAPH:
            return False  # a sentence that happens to be wrapped before a number
        self.close()
        self.inside = indent + min(item.end(), 4)
        if len(body) > item.end():
            self.open = Block(at + item.end(), at + len(body), Shape.ITEM)
        return True

    def _prose(self, body: str, at: int, indent: int) -> None:
        if self.table >= 0 and "|" in body:
            self.row(body, at)
            return
        if self.gap and indent < self.inside:
            self.inside = indent if indent > 1 else 0
        above, end = self.open, at + len(body)
        entries = above and _TIME.match(body) and _TIME.match(self.text, above.start)
        if above and not entries:
            self.open = Block(above.start, end, above.shape)
        else:
            self.close()
            self.open = Block(at, end, Shape.PARAGRAPH)
        self.table = -1
