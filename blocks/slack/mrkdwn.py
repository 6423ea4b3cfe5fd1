"""Slack's markup: people's words escaped, and styled text rendered without ever splitting a mark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import groupby

from blocks.prose import Kind, Piece, Run
from blocks.slack.elements import SECTION, shorten, size

# Control characters, text-direction overrides (they would turn our own words round) and invisible tags.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")
_ID = re.compile(r"[A-Z0-9]{2,32}")
_WORDS = re.compile(r"\n|\S+[^\S\n]*|[^\S\n]+")
LONGEST_LINK = 1_000  # units; a longer address is shown as text
LONGEST_WORD = 1_000  # units; a longer one is divided
_INDENT = "    "
_BULLETS = "•◦▪"


def escape(text: str) -> str:
    """People's and tools' words as they are: nothing in them can mention, link or call anybody."""
    text = text if text.isascii() and text.isprintable() else _UNSEEN.sub("", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def short(text: str, limit: int) -> str:
    """Escaped, on one line, ``limit`` units before escaping (which makes five of an ampersand)."""
    return escape(shorten(_UNSEEN.sub("", text), limit))


def mention(person: str) -> str:
    """A person as Slack shows them to each reader; an id that is none of Slack's stays text."""
    return f"<@{person}>" if _ID.fullmatch(person) else escape(person[:80])


def mentions(people: Sequence[str], most: int = 20) -> str:
    shown = ", ".join(mention(person) for person in people[:most])
    return f"{shown} …" if len(people) > most else shown


def link(url: str, text: str) -> str:
    """``text`` (not yet escaped) as a link, or as plain text where the address is none to follow."""
    address = _address(url)
    label = escape(" ".join(text.split())) or escape(url)
    return f"<{address}|{label.replace('|', '∣')}>" if address else label


def when(at: datetime, *, day: bool = True) -> str:
    """A moment in each reader's own zone; in UTC where Slack can't tell (notifications, other clients)."""
    form = "{date_short_pretty} {time}" if day else "{time}"
    fallback = f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if day else f"{at.astimezone(UTC):%H:%M} UTC"
    return f"<!date^{int(at.timestamp())}^{form}|{fallback}>"


def span(start: datetime | None, end: datetime | None) -> str:
    """ "14:03–15:44"; the second day is named when it may be another one."""
    if start and end:
        return f"{when(start)}–{when(end, day=abs(end - start) > timedelta(hours=12))}"
    known = start or end
    return when(known) if known else ""


def chunks(piece: Piece, limit: int = SECTION) -> Iterator[str]:
    """The piece as one text, or as several within ``limit`` units when it is longer than that."""
    if piece.kind is Kind.CODE:
        yield from _code(piece, limit)
        return
    quote = "> " if piece.quoted else ""
    mark = quote + _mark(piece)
    lead = mark
    for part in fit(piece.runs, limit - size(mark), newline=1 + len(quote)):
        yield lead + render(part).replace("\n", f"\n{quote}")
        lead = quote


def render(runs: Sequence[Run]) -> str:
    """Runs of text as mrkdwn."""
    same = [(style, "".join(run.text for run in group)) for style, group in groupby(_words(runs), _style)]
    said = []
    for n, (style, text) in enumerate(same):
        before = same[n - 1][1][-1:] if n else ""
        after = same[n + 1][1][:1] if n + 1 < len(same) else ""
        joined = _joined(before, text[:1]) or _joined(text[-1:], after)
        said.append(_styled(style, text, apart=not joined))
    return "".join(said)


def fit(runs: Sequence[Run], limit: int, *, newline: int = 1) -> Iterator[list[Run]]:
    """The runs in as few parts as hold ``limit`` units each, divided between words where there are any.

    ``limit`` has to have room for a longest word and its link (2,100); ``newline`` is a line break's cost.
    """
    part: list[Run] = []
    used, last = 0, Run("")
    for word in _words(runs):
        style = _style(word)
        cost = newline if word.text == "\n" else size(escape(word.text))
        more = cost + (_marks(style) if style != last else 0)
        if part and used + more > limit:
            yield part
            part, used, more = [], 0, cost + _marks(style)
        part.append(word)
        used, last = used + more, style
    if part:
        yield part


def _mark(piece: Piece) -> str:
    indent = _INDENT * min(piece.depth, 6)
    if piece.kind is Kind.ITEM and not piece.mark:
        return indent + "   "  # a further paragraph of the item before
    mark = _BULLETS[min(piece.depth, 2)] if piece.mark == "•" else piece.mark
    return f"{indent}{mark} " if mark else ""


def _code(piece: Piece, limit: int) -> Iterator[str]:
    # Three backticks within would close the block: a space that takes no width keeps them apart.
    text = piece.text.replace("```", "`\u200b`\u200b`")
    for part in fit([Run(text)], limit - size("```\n\n```")):
        yield f"```\n{render(part).strip(chr(10)) or ' '}\n```"


def _words(runs: Sequence[Run]) -> Iterator[Run]:
    """Each word with the space after it, and each line break, which stands in no style."""
    for run in runs:
        if run.link and not _address(run.link):
            run = _spelled_out(run)
        for match in _WORDS.finditer(run.text):
            text = match[0]
            if text == "\n":
                yield Run(text)
            elif size(escape(text)) <= LONGEST_WORD:
                yield replace(run, text=text)
            else:
                step = LONGEST_WORD // 5  # an ampersand takes five units
                yield from (replace(run, text=text[i : i + step]) for i in range(0, len(text), step))


def _spelled_out(run: Run) -> Run:
    """A link that Slack can't hold, with its address in words."""
    address = "" if run.link in (None, run.text) else f" ({run.link})"
    return replace(run, text=run.text + address, link=None)


def _style(run: Run) -> Run:
    return replace(run, text="")


def _marks(style: Run) -> int:
    """The units that the marks around a text of this style take."""
    around = size(f"<{_address(style.link)}|>") if style.link else 0
    return around + 2 * (style.bold + style.italic + style.strike + style.code)


def _styled(style: Run, text: str, *, apart: bool) -> str:
    """``apart``: no letter stands right beside it, where Slack would show the marks and no style."""
    before, words, after = _edges(text)
    if not words or style == Run(""):
        return escape(text)
    said = link(style.link, words) if style.link else escape(words)
    if style.code and not style.link:
        said = f"`{said.replace('`', chr(39))}`"
    for sign, wanted in (("~", style.strike), ("_", style.italic), ("*", style.bold)):
        if wanted and apart and sign not in words:
            said = f"{sign}{said}{sign}"
    return before + said + after


def _joined(one: str, other: str) -> bool:
    return one.isalnum() and other.isalnum()


def _edges(text: str) -> tuple[str, str, str]:
    """The space before, the words, the space after: a mark beside a space is no mark to Slack."""
    words = text.strip()
    start = text.find(words) if words else len(text)
    return text[:start], words, text[start + len(words) :]


def _address(url: str | None) -> str:
    """An address as it may stand between < and |, or nothing when it may not."""
    if not url or not url.lower().startswith(("http://", "https://", "mailto:")) or size(url) > LONGEST_LINK:
        return ""
    if re.search(r"[\s\x00-\x1f]", url):
        return ""
    url = url.replace("<", "%3C").replace(">", "%3E").replace("|", "%7C")
    return url.replace("&", "&amp;")
