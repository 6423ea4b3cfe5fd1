"""The lines of a timeline section that begin with a time, read from the Markdown as people left it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from markdown_it.token import Token

from bot.showing import Shown

_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?(?:\s*(?:UTC|Z))?\s*(?:—|–|-|:|·)\s*")
_DAY = re.compile(r"\*\*(\d{1,2}) ([A-Z][a-z]+) (\d{4})\*\*|\*\*(\d{4}-\d\d-\d\d)\*\*")


@dataclass(frozen=True, slots=True)
class Line:
    """``at`` is aware UTC; ``index`` is the place of the line's inline token; ``rest`` follows the time."""

    index: int
    at: datetime
    rest: str


def first_day(shown: Shown) -> date | None:
    """The day that a timeline without dates begins on."""
    if shown.incident.started_at:
        return shown.incident.started_at.astimezone(UTC).date()
    if shown.draft and shown.draft.timeline:
        return shown.draft.timeline[0].at.astimezone(UTC).date()
    return None


def lines(tokens: Sequence[Token], first: date | None) -> Iterator[Line]:
    """Each top list item that begins with a UTC time, in order; nothing before a day is known.

    A bold date on its own line sets the day. Without one, a clock that falls back by more than
    twelve hours has passed midnight.
    """
    today, last = first, None
    for index, token in enumerate(tokens):
        if token.type != "inline":
            continue
        if written := day_of(token):
            today, last = written, None
        elif is_item(tokens, index) and today is not None and (found := clock_of(token)):
            at = datetime.combine(today, time(int(found[1]), int(found[2])), UTC)
            if last is not None and last - at > timedelta(hours=12):
                at, today = at + timedelta(days=1), today + timedelta(days=1)
            last = at
            yield Line(index, at, token.content[found.end() :])


def clock_of(inline: Token) -> re.Match[str] | None:
    """The time that the line begins with, if its first piece is plain text."""
    first = inline.children[0] if inline.children else None
    return _CLOCK.match(first.content) if first is not None and first.type == "text" else None


def day_of(inline: Token) -> date | None:
    """The date that the line is, if it is nothing else."""
    found = _DAY.fullmatch(inline.content.strip())
    if found is None:
        return None
    try:
        if found[4]:
            return date.fromisoformat(found[4])
        return datetime.strptime(f"{found[1]} {found[2]} {found[3]}", "%d %B %Y").date()
    except ValueError:
        return None


def is_item(tokens: Sequence[Token], index: int) -> bool:
    return index >= 2 and tokens[index - 2].type == "list_item_open" and tokens[index - 2].level == 1


def plain(markdown: str) -> str:
    """A line of Markdown as its words: no marks, no citations, no addresses."""
    text = re.sub(r"\[(?:\d{1,4})\](?!\()", "", markdown)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"\\([^\w\s])|[*_`~]{1,3}(?=\S)|(?<=\S)[*_`~]{1,3}", lambda m: m[1] or "", text)
    return " ".join(text.split())
