"""The postmortem as one Markdown document."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import pairwise

import pytest
from markdown_it import MarkdownIt

from blocks.markdown import export
from bot.postmortem import Section, Source
from tests.handlers.web.published import postmortem, said, shown


def headings(text: str) -> list[str]:
    tokens = MarkdownIt("commonmark").parse(text)
    return [b.content for a, b in pairwise(tokens) if a.type == "heading_open"]


def links(text: str) -> list[str]:
    html = MarkdownIt("commonmark").render(text)
    return [piece.partition('"')[0] for piece in html.split('href="')[1:]]


def test_the_document_holds_title_facts_people_sections_and_sources() -> None:
    text = export(shown(), base_url="https://bot.example/")
    assert headings(text) == ["Checkout fails", "Summary", "Timeline", "Action Items", "Sources"]
    facts = text.split("\n\n")[1]
    assert facts == (
        "**SEV1** · checkout, payments · 40 min · 12 Mar 2026, 10:00–10:40 UTC · PM-7, INC-1"
        " · Published 14 Mar 2026"
    )
    assert "Written by Ana Pereira." in text
    assert "Approved by Jonas Weber." in text
    assert "- [1] 2026-03-12 10:04 UTC, Ana Pereira: “pager went off”\n" in text
    assert "- [2] Jonas Weber: “rolled back” ([open the message](<https://chat.example/p2>))" in text
    assert text.endswith("<https://bot.example/p/checkout-fails-0a1b2c3d4e>\n")


def test_a_citation_links_its_source_where_the_link_is_known() -> None:
    text = export(shown())
    assert "for 40 minutes [1] [[2]](<https://chat.example/p2>)." in text


@pytest.mark.parametrize(
    "code",
    [
        "`a [2] b`",
        "``a ` [2]``",
        "```\n[2]\n```",
        "    [2]",
        "`two\n[2] lines`",
        "> ```\n> [2]",
        "`\\` [2]` x",
    ],
)
def test_a_citation_in_code_stays_as_it_is(code: str) -> None:
    text = export(said(code)).partition("## Sources")[0]
    assert ("[[2]]" in text) is (code == "`\\` [2]` x")


@pytest.mark.parametrize("plain", ["\\[2]", "[2](https://own.example)", "[9]", "![2](x)", "[20000]"])
def test_what_is_no_citation_of_ours_stays_as_it_is(plain: str) -> None:
    text = export(said(plain)).partition("## Sources")[0]
    assert plain in text
    assert "chat.example" not in text


def test_an_escaped_or_lonely_backtick_opens_no_code() -> None:
    text = export(said("a \\` [2] ` [2]"))
    assert text.count("[[2]]") == 2


def test_a_section_cannot_take_over_a_citation_with_a_definition_of_its_own() -> None:
    text = export(said("Failed [2].\n\n[2]: https://evil.example\n\n[1]: https://evil.example"))
    assert not [link for link in links(text) if "evil" in link]


@pytest.mark.parametrize(
    "left_open", ["```\ncode", "~~~~\ncode", "<!-- note", "<script>\nx", "<div>\nx\n<!--"]
)
def test_what_a_section_leaves_open_does_not_swallow_the_next(left_open: str) -> None:
    sections = (Section("summary", "Summary", left_open), Section("impact", "Impact", "All of it."))
    text = export(shown(sections=sections))
    assert headings(text)[-3:] == ["Summary", "Impact", "Sources"]


def test_titles_names_and_quotes_are_text_and_no_markup() -> None:
    source = Source(1, "1", "<b>[x](http://evil.example)", None, "# big\n\n*bold* ![i](http://evil.example)")
    text = export(replace(shown(), postmortem=postmortem(title="# *A* <script>\n\n## B", sources=(source,))))
    html = MarkdownIt("commonmark").render(text)
    for markup in ("<script", "<b>", "<img", "<em>", 'href="http://evil'):
        assert markup not in html
    assert headings(text)[0].replace("\\", "") == "# *A* <script> ## B"


def test_a_link_that_is_no_web_address_is_left_out() -> None:
    source = Source(2, "1", "Ana", None, "said", "javascript:alert(1)")
    assert "javascript" not in export(shown(sources=(source,)))


def test_hidden_characters_do_not_travel_on() -> None:
    hidden = "\U000e0049\U000e0047\u200b\u202e\ufe01"
    assert not set(hidden) & set(export(said(f"a{hidden}b", title=f"t{hidden}")))


def test_a_megabyte_is_exported_in_seconds() -> None:
    began = time.monotonic()
    for piece in ("```[2] ", "line [2]\n", "\\`", "` `` "):
        assert export(said(piece * (250_000 // len(piece))))
    assert time.monotonic() - began < 8
