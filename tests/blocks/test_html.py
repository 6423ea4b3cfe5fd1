"""Sections as safe HTML, and the timeline's picture."""

from __future__ import annotations

import time
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser

import pytest

from blocks.html import body, timeline_svg
from bot.postmortem import Source
from tests.handlers.web.published import TIMELINE, incident, said, shown

ALLOWED = set(
    "p a ul ol li strong em s code pre blockquote h3 h4 h5 h6 hr br div time".split()
    + "table thead tbody tr th td".split()
)
ATTRIBUTES = set("href rel class aria-label start align scope data-label role tabindex datetime".split())


class Markup(HTMLParser):
    """Everything in a piece of HTML that a browser would act on."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[dict[str, str]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag == "a" and "href" in dict(attrs):
            self.links.append({name: value or "" for name, value in attrs})

    def handle_data(self, data: str) -> None:
        self.text += data


def html(text: str, key: str = "summary") -> str:
    return body(said(text, key))[0].html


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt&colon;alert(1))",
        "[x](\x01javascript:alert(1))",
        "[x](vbscript:x)",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](data:image/png;base64,iVBORw0KGgo=)",
        "![x](data:image/svg+xml;base64,PHN2Zz4=)",
        "![beacon](https://evil.example/beacon.gif)",
        "<javascript:alert(1)>",
        '[x](https://ok.example "onmouseover=alert(1)")',
        '[x](https://ok.example/"onmouseover="alert(1))',
        "<style>@import '//evil.example'</style><link rel=stylesheet href=//evil.example>",
        "<iframe src=//evil.example></iframe><base href=//evil.example>",
        "<svg/onload=alert(1)><math><mi//xlink:href='data:x,<script>'>",
        "<form action=//evil.example><button>",
        "| a |\n| --- |\n| <script>alert(1)</script> ![x](//evil.example/y.png)",
        '| "><script>alert(1)</script> |\n| --- |\n| x |',
        "| <table> |\n| --- |\n| x |",
        '``` "><script>alert(1)</script>\nx',
        "[1]: javascript:alert(1)\n\n[1]",
        "- 10:04 UTC — <img src=x onerror=alert(1)>",
    ],
)
@pytest.mark.parametrize("key", ["summary", "timeline"])
def test_hostile_markdown_is_data(hostile: str, key: str) -> None:
    found = Markup(html(hostile, key))
    assert found.tags <= ALLOWED
    assert found.attributes <= ATTRIBUTES
    for link in found.links:
        assert link["href"].startswith(("http://", "https://", "mailto:", "#source-", "//evil.example/y.png"))
        assert link["rel"] == "noopener noreferrer nofollow"


def test_an_image_becomes_a_link_that_nobody_loads_unasked() -> None:
    found = Markup(html("![the graph](https://img.example/a.png)"))
    assert [link["href"] for link in found.links] == ["https://img.example/a.png"]
    assert found.text.strip() == "the graph"


def test_a_citation_leads_to_its_source_and_says_whose_it_is() -> None:
    links = Markup(html("Failed [1] [2] [3].")).links
    assert [(link["class"], link["href"]) for link in links] == [("cite", "#source-1"), ("cite", "#source-2")]
    assert links[0]["aria-label"] == "Source 1, Ana Pereira, 12 Mar 2026, 10:04 UTC"
    assert "[3]." in Markup(html("Failed [3].")).text


@pytest.mark.parametrize("text", ["`[1]`", "```\n[1]\n```", "\\[1\\]", "[see [1] there](https://ok.example)"])
def test_brackets_in_code_links_or_escapes_are_no_citation(text: str) -> None:
    found = Markup(html(text))
    assert "cite" not in html(text)
    assert "[1]" in found.text


def test_a_definition_in_the_text_cannot_take_a_citation_elsewhere() -> None:
    links = Markup(html("Failed [1].\n\n[1]: https://evil.example")).links
    assert {link["href"] for link in links} == {"#source-1"}


def test_headings_stand_under_the_section_s_own() -> None:
    assert Markup(html("# One\n\n## Two\n\n###### Six")).tags == {"h3", "h4", "h6"}


def test_a_table_keeps_its_alignment_and_names_each_cell_s_column() -> None:
    page = html("| Action | Due |\n| --- | --: |\n| Test it | Friday |")
    assert '<td data-label="Action">Test it</td>' in page
    assert 'align="right"' in page
    assert "style" not in page


def test_a_line_of_the_timeline_begins_with_a_time_that_a_script_can_read() -> None:
    page = html(TIMELINE, "timeline")
    assert '<li class="moment"><time class="clock" datetime="2026-03-12T10:04:00Z">10:04</time>' in page
    assert '<p class="day">' in page


def test_a_timeline_without_dates_passes_midnight() -> None:
    page = html("- 23:50 UTC — page\n- 00:10 UTC — fixed\n- 14:03 CET — not UTC", "timeline")
    assert "2026-03-12T23:50:00Z" in page
    assert "2026-03-13T00:10:00Z" in page
    assert page.count("<time") == 2


@pytest.mark.parametrize("piece", ["[", "![a](", "> ", "*a ", "<!-- ", "| a ", "`", "[1] "])
def test_a_megabyte_is_shown_in_seconds(piece: str) -> None:
    began = time.monotonic()
    assert Markup(html(piece * (1_000_000 // len(piece)))).tags <= ALLOWED
    assert time.monotonic() - began < 5


# -- the picture -----------------------------------------------------------------------------------


def test_the_picture_tells_start_detection_moments_and_end() -> None:
    svg = timeline_svg(shown())
    tree = ET.fromstring(svg)
    texts = ["".join(node.itertext()) for node in tree.iter() if node.tag.endswith(("text", "title", "desc"))]
    for words in ("Started 10:00", "Detected 10:04", "Resolved 10:40", "10:31 UTC — Rolled back to 5.17.3"):
        assert words in texts
    assert "Started 12 Mar 2026, 10:00 UTC." in svg
    assert tree.attrib["role"] == "img"
    assert "script" not in svg
    assert "style=" not in svg


def test_the_picture_does_not_tell_what_was_taken_out_of_the_text() -> None:
    svg = timeline_svg(said("- 10:04 UTC — The alert fired", "timeline"))
    assert svg.count('class="tick"') == 1
    assert "Rolled back" not in svg


def test_the_picture_s_words_are_text() -> None:
    svg = timeline_svg(said("- 10:04 UTC — </title><script>alert(1)</script>", "timeline"))
    assert all("script" not in node.tag for node in ET.fromstring(svg).iter())


@pytest.mark.parametrize("ends", [{"resolved_at": None}, {"started_at": None, "detected_at": None}])
def test_without_a_start_or_an_end_there_is_no_picture(ends: dict[str, None]) -> None:
    assert timeline_svg(replace(said("nothing"), incident=incident(**ends))) == ""


def test_a_resolution_before_the_start_is_not_drawn() -> None:
    wrong = incident(resolved_at=incident().started_at - timedelta(hours=1))  # type: ignore[operator]
    assert timeline_svg(replace(said("nothing"), incident=wrong)) == ""


@pytest.mark.parametrize("days", [0.01, 1, 3, 60, 4000])
def test_every_length_of_incident_has_a_few_marks_within_the_picture(days: float) -> None:
    long = incident(resolved_at=incident().started_at + timedelta(days=days))  # type: ignore[operator]
    svg = timeline_svg(replace(shown(), incident=long))
    assert 1 <= svg.count('class="hour"') <= 8
    assert all(0 <= float(x.partition("%")[0]) <= 100 for x in svg.split(' x="')[1:])


def test_a_source_without_author_or_time_still_has_a_name() -> None:
    page = body(said("Failed [1].", sources=(Source(1, "incident"),)))[0].html
    assert 'aria-label="Source 1"' in page
