"""The sections as safe HTML: everything in them was written by people or tools, and is data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from blocks import moments
from blocks import web_words as words
from blocks.markdown import CITATION, reader
from blocks.timeline_picture import timeline_svg
from bot.postmortem import Section, Source
from bot.showing import Shown

__all__ = ["SectionHtml", "body", "timeline_svg"]

LONGEST = 200_000  # characters laid out as Markdown; worst inputs take the parser about a second there
_TAGS = set(
    "p a ul ol li strong em s code pre blockquote h3 h4 h5 h6 hr br div time"
    " table thead tbody tr th td".split()
)
_ATTRIBUTES = {
    "*": set[str](),  # not even lang and title, which would pass by default
    "a": {"href", "aria-label"},
    "ol": {"start"},
    "th": {"align", "scope"},
    "td": {"align", "data-label"},
    "div": {"role", "tabindex", "aria-label"},
    "time": {"datetime"},
}
_CLASSES = {
    "a": {"cite", "changed"},
    "li": {"moment"},
    "p": {"day"},
    "div": {"table"},
    "time": {"clock"},
    "pre": {"as-written"},
}


@dataclass(frozen=True, slots=True)
class SectionHtml:
    """``html`` is safe to place in a page as it is; ``heading`` is plain text."""

    key: str
    heading: str
    html: str


@dataclass(frozen=True, slots=True)
class _Cites:
    """The sources by number, and the numbers of those that were changed since they were read."""

    sources: Mapping[int, Source]
    changed: frozenset[int] = frozenset()


def body(shown: Shown) -> list[SectionHtml]:
    """Each section laid out. No image, script, style or remote load survives, whatever was written."""
    sources = {source.number: source for source in shown.postmortem.sources}
    changed = frozenset(drift.number for drift in shown.drift)
    day = moments.first_day(shown)
    return [
        SectionHtml(
            section.key, words.line(section.heading), _section(section, _Cites(sources, changed), day)
        )
        for section in shown.postmortem.sections
    ]


def _section(section: Section, cites: _Cites, day: date | None) -> str:
    text = words.visible(section.body)
    if len(text) > LONGEST:
        return _clean(f'<pre class="as-written">{escape(text)}</pre>')
    markdown = _laid_out()
    tokens = markdown.parse(text)
    if section.key == "timeline":
        _mark_moments(tokens, day)
    tokens = _framed_tables(tokens)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + 2, 6)}"  # under the section's own heading
        if token.children:
            token.children = _cited(token.children, cites)
    return _clean(markdown.renderer.render(tokens, markdown.options, {}))


def _laid_out() -> MarkdownIt:
    markdown = reader().disable("text_join")  # an escaped "\[3\]" stays apart from the citation [3]
    markdown.add_render_rule("image", _image_as_link)
    return markdown


def _image_as_link(_: RendererHTML, tokens: Sequence[Token], at: int, *__: Any) -> str:
    """An image would tell its server who reads this page, and when; a link asks first."""
    source, alt = str(tokens[at].attrs.get("src", "")), tokens[at].content
    return f'<a href="{escape(source)}">{escape(alt or "image")}</a>'


def _clean(html: str) -> str:
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )


# -- citations -------------------------------------------------------------------------------------


def _cited(children: list[Token], cites: _Cites) -> list[Token]:
    """The line with [n] as links to the sources it has; inside other links and code nothing changes."""
    new: list[Token] = []
    links = 0
    for child in children:
        links += {"link_open": 1, "link_close": -1}.get(child.type, 0)
        if child.type == "text" and not links:
            new += _pieces(child, cites)
        else:
            new.append(child)
        if child.type == "text_special":
            child.type = "text"
    return new


def _pieces(text: Token, cites: _Cites) -> list[Token]:
    new, at = [], 0
    for found in CITATION.finditer(text.content):
        source = cites.sources.get(int(found[1]))
        if source is None:
            continue
        before = text.content[at : found.start()]
        if before.endswith(" "):
            before = before[:-1] + "\u00a0"  # a citation doesn't begin a line
        new += [
            _text(before),
            Token("html_inline", "", 0, content=_link(source, changed=source.number in cites.changed)),
        ]
        at = found.end()
    return [*new, _text(text.content[at:])]


def _link(source: Source, *, changed: bool = False) -> str:
    said = [f"Source {source.number}"] + ([words.line(source.author)] if source.author else [])
    said += [words.moment(source.at)] if source.at else []
    said += [words.CHANGED_SINCE] if changed else []
    label, kind = escape(", ".join(said)), "cite changed" if changed else "cite"
    return f'<a class="{kind}" href="#source-{source.number}" aria-label="{label}">[{source.number}]</a>'


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


# -- timeline and tables ---------------------------------------------------------------------------


def _mark_moments(tokens: Sequence[Token], first: date | None) -> None:
    """Lines that begin with a time get it as <time>, so that it can be shown in the reader's zone."""
    for token, before in zip(tokens[1:], tokens, strict=False):
        if token.type == "inline" and before.type == "paragraph_open" and moments.day_of(token):
            before.attrSet("class", "day")
    for line in list(moments.lines(tokens, first)):
        inline = tokens[line.index]
        if inline.children and (found := moments.clock_of(inline)):
            rest = _text(inline.children[0].content[found.end() :])
            stamp = f'<time class="clock" datetime="{words.iso(line.at)}">{words.clock(line.at)}</time> '
            inline.children = [Token("html_inline", "", 0, content=stamp), rest, *inline.children[1:]]
            tokens[line.index - 2].attrSet("class", "moment")


def _framed_tables(tokens: Sequence[Token]) -> list[Token]:
    """Tables in a frame that scrolls, each cell with its column's name for narrow screens."""
    new: list[Token] = []
    heads: list[str] = []
    column = 0
    for at, token in enumerate(tokens):
        if token.type == "table_open":
            heads = []
            frame = '<div class="table" role="region" tabindex="0" aria-label="Table">'
            new.append(Token("html_block", "", 0, content=frame))
        elif token.type == "tr_open":
            column = 0
        elif token.type == "th_open":
            heads.append(tokens[at + 1].content)
            token.attrSet("scope", "col")
        elif token.type == "td_open":
            token.attrSet("data-label", heads[column] if column < len(heads) else "")
            column += 1
        if str(token.attrs.get("style", "")).startswith("text-align:"):
            # Our content policy allows no style attribute; align says the same.
            token.attrSet("align", str(token.attrs.pop("style")).removeprefix("text-align:"))
        new.append(token)
        if token.type == "table_close":
            new.append(Token("html_block", "", 0, content="</div>"))
    return new
