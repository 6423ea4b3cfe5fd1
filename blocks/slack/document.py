"""The document itself: each section in the thread, and the whole to be read in a modal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from blocks import card_words
from blocks.card import links_of
from blocks.prose import parse
from blocks.slack.elements import Block, header, section
from blocks.slack.paging import markdown_pages, pages, sections
from bot.postmortem import Postmortem, Section


def section_pages(part: Section, links: Mapping[int, str]) -> Iterator[tuple[str, list[Block]]]:
    """Each message of a section: its label ("Timeline (2 of 3)") and its blocks."""
    found = markdown_pages(part.body, links)
    for n, texts in enumerate(found, 1):
        label = card_words.paged(part.heading, n, len(found))
        yield label, [header(label), *map(section, texts)]


def document_pages(postmortem: Postmortem) -> list[list[Block]]:
    """The whole document in pages; a heading stands on the page of the text below it."""
    links = links_of(postmortem)
    return [
        [block for blocks, _ in page for block in blocks]
        for page in pages(_units(postmortem, links), lambda unit: unit[1])
    ]


def _units(postmortem: Postmortem, links: Mapping[int, str]) -> Iterator[tuple[list[Block], str]]:
    for part in postmortem.sections:
        heading = [header(part.heading)]
        for text in sections(parse(part.body, links)):
            yield [*heading, section(text)], (part.heading if heading else "") + text
            heading = []
        if heading:
            yield heading, part.heading
