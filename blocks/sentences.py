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
_CITATIONS = re.compile(r"((?: ?\[\d{1,6}\])+)")
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
    every = (said for text in _texts(markdown) for said in _sentences(text, links))
    return list(islice(every, most))


def cited(markdown: str, most: int) -> list[Statement]:
    """The first statements with citations; one may be several sentences of which the last is cited."""
    return list(islice(_cited(markdown), most))


def _cited(markdown: str) -> Iterator[Statement]:
    for piece in _texts(markdown):
        parts = _CITATIONS.split(piece)
        for text, cites in zip(parts[::2], parts[1::2], strict=False):
            numbers = [int(number) for number in _NUMBER.findall(cites)]
            if said := text.strip(" .,;:"):
                yield Statement(
                    said + "." * text.rstrip().endswith("."), tuple(Citation(n, None) for n in numbers)
                )


def _texts(markdown: str) -> Iterator[str]:
    """Each paragraph, list item and table row, on one line."""
    for piece in parse(markdown):
        if piece.kind not in (Kind.HEADING, Kind.CODE, Kind.RULE):
            yield " ".join(piece.text[:20_000].split())


def _sentences(text: str, links: Mapping[int, str]) -> Iterator[Statement]:
    for match in _SENTENCE.finditer(text):
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
