"""Markdown read into plain pieces of styled text, which every chat platform renders its own way.

Nothing that a person wrote is dropped: what Markdown would hide (HTML, link definitions, titles) stays text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from markdown_it import MarkdownIt
from markdown_it.token import Token

NESTING = 100  # levels; markdown-it drops what lies deeper, so such text is taken as it stands


class Kind(Enum):
    TEXT = auto()
    HEADING = auto()
    ITEM = auto()
    HEAD_ROW = auto()
    ROW = auto()
    CODE = auto()
    RULE = auto()


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one style. ``link`` is an address to follow; a newline in ``text`` is one on screen."""

    text: str
    bold: bool = False
    italic: bool = False
    strike: bool = False
    code: bool = False
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """What is best kept whole: a paragraph, a list item, a table row, a block of code.

    ``depth`` and ``mark`` are a list item's, ``cells`` a table row's plain texts; ``gap`` says that it
    stands apart from the piece before.
    """

    kind: Kind
    runs: tuple[Run, ...]
    quoted: bool = False
    depth: int = 0
    mark: str = ""
    gap: bool = True
    cells: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def parse(markdown: str, links: Mapping[int, str] | None = None) -> tuple[Piece, ...]:
    """The pieces of ``markdown`` in order; ``links`` are the addresses of its citations [n]."""
    tokens = _MARKDOWN.parse(markdown)
    if any(token.level >= NESTING - 2 for token in tokens):
        return (plain(markdown),)
    return tuple(_Reader(links or {}).read(tokens))


def plain(text: str, *, quoted: bool = False) -> Piece:
    """Text that is no Markdown, as one piece; addresses in it can be followed."""
    return Piece(Kind.TEXT, tuple(_linked(Run(text), {})), quoted=quoted)


_MARKDOWN = MarkdownIt("commonmark", {"html": False, "maxNesting": NESTING})
_MARKDOWN.enable(["table", "strikethrough"])
_MARKDOWN.disable(["reference", "html_block", "html_inline", "text_join"])

# An escaped "\[3]" is words of the channel that look like a citation: this mark keeps it from becoming one.
# Markdown-it lets no NUL through, so none can come from outside.
_NO_CITATION = "\x00"
_CITED = re.compile(r"(?<!\x00)\[(\d{1,6})\]|(https?://[^\s<>|`\"\x00]+)")
_FOLLOWED = ("http://", "https://", "mailto:")
_AFTER_ADDRESS = ".,;:!?)]}'*_~"


@dataclass
class _Reader:
    links: Mapping[int, str]
    lists: list[int | None] = field(
        default_factory=list
    )  # the next number of each open list, None for bullets
    mark: str = ""  # of an item whose first text is still to come
    quotes: int = 0
    heading: bool = False
    in_head: bool = False
    cells: list[list[Run]] = field(default_factory=list)
    tight: bool = False

    def read(self, tokens: list[Token]) -> Iterator[Piece]:
        in_row = False
        for token in tokens:
            if token.type == "tr_open":
                in_row, self.cells = True, []
            elif token.type == "tr_close":
                in_row = False
                yield self._row()
            elif token.type == "inline" and in_row:
                self.cells.append(self._runs(token))
            elif token.type == "inline":
                yield self._text(token)
            elif token.type in ("fence", "code_block"):
                yield self._code(token)
            elif token.type == "hr":
                yield Piece(Kind.RULE, ())
            else:
                self._open_or_close(token)

    def _open_or_close(self, token: Token) -> None:
        kind, opens = token.type.removesuffix("_open"), token.nesting == 1
        if token.type in ("bullet_list_open", "ordered_list_open"):
            first = int(token.attrs.get("start", 1)) if kind == "ordered_list" else None
            self.tight = bool(self.lists)
            self.lists.append(first)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self.lists.pop()
        elif token.type == "list_item_open":
            number = self.lists[-1]
            self.mark = "•" if number is None else f"{number}."
            self.lists[-1] = None if number is None else number + 1
        elif token.type.startswith("blockquote"):
            self.quotes += token.nesting
        elif token.type.startswith("heading"):
            self.heading = opens
        elif token.type.startswith("thead"):
            self.in_head = opens

    def _text(self, token: Token) -> Piece:
        runs = self._runs(token)
        if self.heading:
            runs = [replace(run, bold=not run.code) for run in runs]
        kind = Kind.HEADING if self.heading else Kind.ITEM if self.lists else Kind.TEXT
        return self._piece(kind, runs)

    def _row(self) -> Piece:
        runs: list[Run] = []
        # A row of many columns stands on two lines: what it is about, then the rest.
        after_first = "\n      " if len(self.cells) > 2 and not self.in_head else " · "
        for n, cell in enumerate(self.cells):
            runs += [Run(after_first if n == 1 else " · ")] if n else []
            runs += cell or [Run("—")]
        texts = tuple("".join(run.text for run in cell) for cell in self.cells)
        quoted = self.quotes > 0
        if self.in_head:
            bold = tuple(replace(run, bold=not run.code) for run in runs)
            return Piece(Kind.HEAD_ROW, bold, quoted, cells=texts)
        return Piece(Kind.ROW, tuple(runs), quoted, mark="•", gap=False, cells=texts)

    def _code(self, token: Token) -> Piece:
        info = token.info.strip()
        # One word after a fence names a language; more than one is text that somebody wrote there.
        text = f"{info}\n{token.content}" if len(info.split()) > 1 else token.content
        return self._piece(Kind.CODE, [Run(text.rstrip("\n"), code=True)])

    def _piece(self, kind: Kind, runs: list[Run]) -> Piece:
        mark, self.mark = self.mark, ""
        gap = not (mark and self.tight)
        self.tight = self.tight or bool(mark)
        if not self.lists:
            self.tight = False
        return Piece(kind, tuple(runs), self.quotes > 0, max(len(self.lists) - 1, 0), mark, gap)

    def _runs(self, token: Token) -> list[Run]:
        runs: list[Run] = []
        style = Run("")
        title = ""
        for child in token.children or []:
            if child.type in ("text", "text_special", "code_inline", "softbreak", "hardbreak"):
                runs.append(replace(style, text=_said(child), code=child.type == "code_inline"))
            elif child.type == "image":
                runs += self._image(child, style)
            elif child.type == "link_open":
                style = replace(style, link=str(child.attrs.get("href", "")))
                title = str(child.attrs.get("title", ""))
            elif child.type == "link_close":
                runs += _unfollowed(style.link or "", title)
                style, title = replace(style, link=None), ""
            else:
                style = _styled(style, child.tag, child.nesting == 1)
        linked = [piece for run in _merged(runs) for piece in _linked(run, self.links)]
        return _merged([replace(run, text=run.text.replace(_NO_CITATION, "")) for run in linked])

    def _image(self, child: Token, style: Run) -> list[Run]:
        """A picture is a link in chat: none is loaded, since an address may tell who looks."""
        href = str(child.attrs.get("src", ""))
        run = replace(style, text=child.content or href, link=href)
        return [run, *_unfollowed(href, str(child.attrs.get("title", "")))]


def _said(child: Token) -> str:
    if child.type.endswith("break"):
        return "\n"
    return _NO_CITATION + child.content if child.type == "text_special" else child.content


def _styled(style: Run, tag: str, on: bool) -> Run:
    if tag == "strong":
        return replace(style, bold=on)
    if tag == "em":
        return replace(style, italic=on)
    return replace(style, strike=on) if tag == "s" else style


def _unfollowed(href: str, title: str) -> list[Run]:
    """What a link says besides its text: its title, and its address where that is not one to follow."""
    said = [title] if title else []
    if href and not href.lower().startswith(_FOLLOWED):
        said.append(href)
    return [Run(f" ({', '.join(said)})")] if said else []


def _merged(runs: list[Run]) -> list[Run]:
    """Neighbours of one style as one run: an escaped bracket comes as a token of its own."""
    merged: list[Run] = []
    for run in runs:
        if merged and replace(merged[-1], text="") == replace(run, text=""):
            merged[-1] = replace(run, text=merged[-1].text + run.text)
        else:
            merged.append(run)
    return merged


def _linked(run: Run, links: Mapping[int, str]) -> Iterator[Run]:
    """The run with its citations and bare addresses made links."""
    if run.link is not None:
        followed = run.link.lower().startswith(_FOLLOWED)
        yield run if followed else replace(run, link=None)
        return
    if run.code:
        yield run
        return
    start = 0
    for match in _CITED.finditer(run.text):
        end = match.end()
        if match[1]:
            link = links.get(int(match[1]))
        else:
            link = match[2].rstrip(_AFTER_ADDRESS)
            end = match.start() + len(link)
        if link is None:
            continue
        if match.start() > start:
            yield replace(run, text=run.text[start : match.start()])
        yield replace(run, text=run.text[match.start() : end], link=link)
        start = end
    if start < len(run.text):
        yield replace(run, text=run.text[start:])
