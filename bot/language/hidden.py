"""What a Markdown page does not show as prose, over lines: comments, HTML's code and quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator

_RAW = re.compile(r"<(?:!--|pre\b|script\b|style\b|blockquote\b)", re.IGNORECASE)
_OPENS = re.compile(
    r"^[ \t]*+(```+(?=[^`\n]*+$)|~~~+)|(?<!`)<(!--|pre\b|script\b|style\b|blockquote\b)",
    re.IGNORECASE | re.MULTILINE,
)
_CLOSES = {
    "!--": re.compile("-->"),
    **{tag: re.compile(f"</{tag}>", re.IGNORECASE) for tag in ("pre", "script", "style", "blockquote")},
}


def veil(text: str) -> str:
    """The text, as long as it was, with blanks where comments and HTML's code and quotations stand."""
    parts: list[str] = []
    done = 0
    for start, end, _ in _regions(text):
        parts += (text[done:start], blank(text[start:end]))
        done = end
    return "".join((*parts, text[done:])) if parts else text


def comments(text: str) -> Iterator[tuple[int, int]]:
    """Where comments stand, their marks included. One inside of code is no comment."""
    return ((start, end) for start, end, tag in _regions(text) if tag == "!--")


def blank(text: str) -> str:
    """Blanks as many as there are characters; the ends of lines stay."""
    if not text or text.isspace():
        return text
    if "\r" in text:
        return "\r".join(map(blank, text.split("\r")))
    return "\n".join([" " * len(line) for line in text.split("\n")])


def _regions(text: str) -> Iterator[tuple[int, int, str]]:
    """What is opened and never closed is text; code that is never closed goes on to the end."""
    if not _RAW.search(text):
        return
    at, never = 0, set()
    while found := _OPENS.search(text, at):
        at = found.end()
        if found[1]:
            close = re.compile(re.escape(found[1]) + r"[ \t]*+\r?$", re.MULTILINE).search(text, at)
            if not close:
                return
            at = close.end()
            continue
        tag = found[2].lower()
        if tag in never:
            continue
        end = _CLOSES[tag].search(text, at)
        if end:
            at = end.end()
            yield found.start(), at, tag
        else:
            never.add(tag)
