"""Patterns over tokens: the small language in which the tables' rules are written, compiled to ``re``.

A sentence is encoded as one string, each token as its word, one private character for each of its tags, and
an end mark. A pattern is a row of items with blanks between them:

    word          that word               <tag>       any token with the tag; <a|b>, <a&b>, <a&!b>
    ( x y | z )   one of several rows     {name}      a macro of the same file
    ~4            up to four words        ~~4         the same, punctuation too
    !( x | y )    not followed by these   ^  $        the sentence's beginning and end
    name=item     captured as ``name``

and an item may be followed by ? (perhaps), * (up to four) or + (one to four). Every repetition is bounded, so
that a pattern costs the same at each token, whatever the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from itertools import count

END = ";"
BETWEEN = "\x1f"  # a word and its tags
_FIRST_TAG = 0xE000
BREAKS = ",:()!?…"  # punctuation is a token whose word is one of these
_WORD = rf"[^{re.escape(BREAKS)};][^;]*;"
_ANY = r"[^;]+;"
_PIECE = re.compile(
    r"""\s*(?: (?P<name>[a-z_]+)= )?
    (?: (?P<tag><[^>]+>) | (?P<macro>\{[a-z_]+\}) | (?P<gap>~~?\d+) | (?P<open>!?\()
      | (?P<edge>[\^$]) | (?P<word>\\.|[^\s()|?*+{}<>~^$!\\][^\s()|?*+{}<>\\]*) )""",
    re.VERBOSE,
)
_QUANTITY = {"?": "?", "*": "{0,4}", "+": "{1,4}"}
_COUNTED = re.compile(r"\{(\d),(\d)\}")


def _telling(need: frozenset[str]) -> float:
    """How much it tells that one of these is there: long words more than short, a tag as a word of five."""
    return min(5.0 if len(key) == 1 and ord(key) >= _FIRST_TAG else float(len(key)) for key in need)


class Tags:
    """The private character of each tag, given out as tags are met."""

    def __init__(self) -> None:
        self._characters: dict[str, str] = {}
        self._next = count(_FIRST_TAG)

    def character(self, tag: str) -> str:
        if tag not in self._characters:
            self._characters[tag] = chr(next(self._next))
        return self._characters[tag]


class Pattern:
    """A pattern, compiled when it is first needed: of some hundreds a text needs a few.

    ``needs``: of each of these sets a sentence must hold a word or a tag. ``regex`` raises ``re.error`` for a
    source that is none.
    """

    def __init__(self, source: str, needs: tuple[frozenset[str], ...]) -> None:
        self.source = source
        self.needs = needs

    @cached_property
    def regex(self) -> re.Pattern[str]:
        return re.compile(self.source)

    def may_fit(self, present: set[str]) -> bool:
        """Whether a sentence with these words and tags holds all that the pattern needs."""
        return not any(map(present.isdisjoint, self.needs))


class Compiler:
    """Compiles the patterns of one table. Raises ValueError that quotes the pattern that cannot be read."""

    def __init__(self, tags: Tags, macros: Mapping[str, str]) -> None:
        self._tags = tags
        self._macros = macros

    def compile(self, pattern: str) -> Pattern:
        try:
            source, needs, rest = self._row(pattern)
            if rest.strip():
                raise ValueError(f"nothing begins with {rest.strip()[:20]!r}")
            return Pattern(rf"(?<![^;]){source}", tuple(needs))
        except (ValueError, KeyError) as error:
            raise ValueError(f"a pattern cannot be read ({error}): {pattern}") from error

    def _row(self, text: str) -> tuple[str, list[frozenset[str]], str]:
        """One row up to its end or to ) or |: its expression, what it needs, and what comes after it."""
        source, needs = "", []
        while (rest := text.lstrip()) and rest[0] not in ")|":
            item, needed, text = self._item(rest)
            source += item
            needs += needed
        return source, needs, rest

    def _item(self, text: str) -> tuple[str, list[frozenset[str]], str]:
        found = _PIECE.match(text)
        if found is None:
            raise ValueError(f"nothing begins with {text[:20]!r}")
        rest = text[found.end() :]
        if found["open"]:
            source, needs, rest = self._choice(rest, refused=found["open"] == "!(")
        else:
            source, needs = self._single(found)
        if counted := _COUNTED.match(rest):
            source, rest = f"(?:{source}){counted[0]}", rest[counted.end() :]
            needs = needs if counted[1] != "0" else []
        elif rest[:1] and rest[0] in _QUANTITY:
            source = f"(?:{source}){_QUANTITY[rest[0]]}"
            needs = needs if rest[0] == "+" else []
            rest = rest[1:]
        if found["name"]:
            source = f"(?P<{found['name']}>{source})"
        return source, needs, rest

    def _choice(self, rest: str, *, refused: bool) -> tuple[str, list[frozenset[str]], str]:
        rows, needed = [], []
        while True:
            row, needs, rest = self._row(rest)
            rows.append(row)
            needed.append(needs)
            if not rest:
                raise ValueError("a bracket is not closed")
            mark, rest = rest[0], rest[1:]
            if mark == ")":
                break
        if refused:
            return f"(?!{'|'.join(rows)})", [], rest
        every = all(needed)
        # Whichever row is taken, one of its sets is there: the most telling of each, together.
        either = (
            [frozenset().union(*(max(needs, key=_telling) for needs in needed))]
            if every and len(rows) > 1
            else []
        )
        return f"(?:{'|'.join(rows)})", needed[0] if len(rows) == 1 else either, rest

    def _single(self, found: re.Match[str]) -> tuple[str, list[frozenset[str]]]:
        if found["macro"]:
            source, needs, _ = self._row(self._macros[found["macro"][1:-1]])
            return f"(?:{source})", needs
        if gap := found["gap"]:
            every = gap.startswith("~~")
            return f"(?:{_ANY if every else _WORD}){{0,{int(gap.lstrip('~'))}}}?", []
        if found["edge"]:
            return (r"\A" if found["edge"] == "^" else r"\Z"), []
        if found["tag"]:
            return self._tagged(found["tag"][1:-1])
        word = found["word"].removeprefix("\\")
        return f"{re.escape(word)}{BETWEEN}[^;]*;", [frozenset({word})]

    def _tagged(self, expression: str) -> tuple[str, list[frozenset[str]]]:
        """<a|b&!c>: any of the rows between |, each of which needs all that stands between &."""
        ways, needed = [], set()
        for row in expression.split("|"):
            looks = ""
            for tag in row.split("&"):
                character = self._tags.character(tag.lstrip("!"))
                looks += f"(?{'!' if tag.startswith('!') else '='}[^;]*{character})"
            needed.add(next((self._tags.character(tag) for tag in row.split("&") if tag[0] != "!"), ""))
            ways.append(looks)
        needs = [] if "" in needed else [frozenset(needed)]
        return f"(?:{'|'.join(ways)}){_ANY}", needs
