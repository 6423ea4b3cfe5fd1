"""Long text over several messages: nothing is cut, and no message is more than Slack takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from blocks.prose import Piece, parse
from blocks.slack.elements import MESSAGE_TEXT, SECTION, size
from blocks.slack.mrkdwn import chunks

PAGE_TEXT = MESSAGE_TEXT - 1_000  # what is left is for a heading, a context line and the fallback text
PAGE_ITEMS = 24  # an item is at most a heading and a section, a message at most 50 blocks

Item = TypeVar("Item")


def sections(pieces: Iterable[Piece]) -> Iterator[str]:
    """The pieces packed into texts for section blocks; a piece is only divided if it fits into none."""
    packed = ""
    for piece in pieces:
        for n, text in enumerate(chunks(piece)):
            between = "\n\n" if piece.gap and n == 0 else "\n"
            if packed and size(packed) + size(between) + size(text) > SECTION:
                yield packed
                packed = text
            else:
                packed = packed + between + text if packed else text
    if packed:
        yield packed


def pages(items: Iterable[Item], text_of: Callable[[Item], str]) -> list[list[Item]]:
    """Items of a section's text each, over as many messages as they need; at least one, be it empty."""
    found: list[list[Item]] = [[]]
    used = 0
    for item in items:
        length = size(text_of(item))
        if found[-1] and (used + length > PAGE_TEXT or len(found[-1]) == PAGE_ITEMS):
            found.append([])
            used = 0
        found[-1].append(item)
        used += length
    return found


def markdown_pages(markdown: str, links: Mapping[int, str]) -> Sequence[Sequence[str]]:
    """Markdown as the section texts of each message, its citations linked."""
    return pages(sections(parse(markdown, links)), str)
