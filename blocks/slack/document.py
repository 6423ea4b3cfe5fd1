"""The document itself: each section in the thread, and the whole to be read in a modal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from blocks import card_words, trust_words
from blocks.card import links_of
from blocks.prose import parse, plain
from blocks.slack.elements import Block, header, section
from blocks.slack.paging import markdown_pages, pages, sections
from bot.drift import Drifted
from bot.postmortem import Section
from bot.showing import Shown


def section_pages(part: Section, links: Mapping[int, str]) -> Iterator[tuple[str, list[Block]]]:
    """Each message of a section: its label ("Timeline (2 of 3)") and its blocks."""
    found = markdown_pages(part.body, links)
    for n, texts in enumerate(found, 1):
        label = card_words.paged(part.heading, n, len(found))
        yield label, [header(label), *map(section, texts)]


def document_pages(shown: Shown) -> list[list[Block]]:
    """The whole document in pages; a heading stands on the page of the text below it.

    What the draft could not tell comes last. A citation whose message was changed since is marked.
    """
    return [
        [block for blocks, _ in page for block in blocks]
        for page in pages(_units(shown), lambda unit: unit[1])
    ]


def _units(shown: Shown) -> Iterator[tuple[list[Block], str]]:
    links = links_of(shown.postmortem)
    for part in shown.postmortem.sections:
        heading = [header(part.heading)]
        for text in sections(parse(_marked(part.body, shown.drift), links)):
            yield [*heading, section(text)], (part.heading if heading else "") + text
            heading = []
        if heading:
            yield heading, part.heading
    if shown.draft and shown.draft.unknowns:
        heading = [header(trust_words.UNKNOWNS)]
        for text in sections(plain(f"• {unknown}") for unknown in shown.draft.unknowns):
            yield [*heading, section(text)], trust_words.UNKNOWNS + text
            heading = []


def _marked(body: str, drift: Sequence[Drifted]) -> str:
    """The Markdown with a sign beside each citation whose message was changed since."""
    for drifted in drift:
        cited = re.compile(rf"(?<![\\!\[])\[{drifted.number}\](?![(:])")
        body = cited.sub(lambda found: f"{found[0]} {trust_words.MARK}", body)
    return body
