"""The first sentences of a text, with what they cite: what a card has room for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from blocks.prose import Kind, parse

_SENTENCE = re.compile(
    r"(.+?(?:[.!?…][\"”’»)]{0,3}(?=\s|\[\d|$)|[。！？]|$))((?:\s*\[\d{1,6}\])*)\s*", re.DOTALL
)
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Citation:
    number: int
    link: str | None


@dataclass(frozen=True, slots=True)
class Statement:
    """Plain text and what it cites."""

    text: str
    cites: tuple[Citation, ...] = ()


def statements(markdown: str, links: Mapping[int, str], most: int) -> list[Statement]:
    """The first sentences of Markdown's prose, as plain text with their citations apart."""
    every = (said for piece in _pieces(markdown, links) for said in piece)
    return list(islice(every, most))


def cited(markdown: str, most: int) -> list[Statement]:
    """The first statements with citations; one may be several sentences of which the last is cited."""
    return list(islice(_cited(markdown), most))


def _cited(markdown: str) -> Iterator[Statement]:
    for piece in _pieces(markdown, {}):
        before: list[str] = []
        for said in piece:
            before.append(said.text)
            if said.cites:
                yield Statement(" ".join(before), said.cites)
                before = []


def _pieces(markdown: str, links: Mapping[int, str]) -> Iterator[Iterator[Statement]]:
    """The sentences of each paragraph, list item and table row."""
    for piece in parse(markdown):
        if piece.kind not in (Kind.HEADING, Kind.CODE, Kind.RULE):
            yield _sentences(piece.text, links)


def _sentences(text: str, links: Mapping[int, str]) -> Iterator[Statement]:
    for match in _SENTENCE.finditer(" ".join(text[:20_000].split())):
        numbers = [int(number) for number in _NUMBER.findall(match[2])]
        yield Statement(match[1].strip(), tuple(Citation(n, links.get(n)) for n in numbers))


def clip(text: str, limit: int) -> str:
    """``text`` on one line, cut at a sentence's end or else a word's, with "…"."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    kept = text[: limit - 1]
    ends = [match.end() for match in re.finditer(r"[.!?…。！？](?=\s)", kept)]
    if ends and ends[-1] > limit // 3:
        return kept[: ends[-1]] + " …"
    return (kept.rsplit(" ", 1)[0] if " " in kept[limit // 3 :] else kept).rstrip(" ,;:") + "…"
