"""A date that somebody named, said against the day they said it: "by Friday", "mañana", "1 July"."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.drafting.calendar_words import COUNTS, DOUBTFUL, MONTHS, WEEKDAYS
from bot.drafting.due_patterns import RULES, SHAPES, TOLD_BY, WORD
from bot.drafting.east_asian_dates import find_east_asian

_NOT_DUE = re.compile(
    r"(?<!\w)(?:since|last|past|every|each|from|after|of|seit|desde|pasado|depuis|letzte[nrs]?|"
    r"vorige[nrs]?|jede[nrs]?|"
    r"cada|chaque|sedan|siden|sinds|elke|od|not|nicht|pas|não|not before|as of|back|until then|like|ab|"
    r"yesterday|an?|over|eine[nr]?|une?)"
    r"(?:\s+(?:the|el|le|on))?\s*$",
    re.IGNORECASE,
)
_AWAY = re.compile(
    r"\b(?:on leave|off|holidays?|vacation|away|pto|back|out of office|ooo|urlaub|vacaciones|férias|"
    r"vacances|"
    r"congés?|ferie\w*|verlof|vakantie|semester|urlop\w*|closed)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|didn['’]t|would(?:['’]ve| have)|has been|have been|ago|learned|found|caught|"
    r"went|came|"
    r"happened|already|yesterday|said|estaba|fue|ayer|sabía\w*|había\w*|teníamos|war|waren|hatte\w*|"
    r"gestern|était|avait|hier|foi|estava|ontem|"
    r"var|hadde|var|igår)\b",
    re.IGNORECASE,
)
_LED = ("el", "le", "den", "dia", "am")
_CLAUSE = re.compile(r"[.;!?\n]\s|\n|[;!?]")
_STOPS = re.compile(r"\s*(?:[.,;:!?)\]–—-]|$|\n)")
_THEN = re.compile(
    r"\s+(?:deploys?|releases?|evenings?|nights?|rush|peaks?|traffic|crowd|shift)s?\b", re.IGNORECASE
)
_DIGIT = re.compile(r"\d")
_COUNTS = frozenset(WORD.findall(" ".join(COUNTS)))
_EAST = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


@dataclass(frozen=True, slots=True)
class Due:
    """A date, and where in the text it is named."""

    day: date
    start: int
    end: int


def find_due(text: str, said: date, *, month_first: bool = False) -> Due | None:
    """The deadline named in ``text``, as of the day ``said`` in its author's zone; None where none is.

    A day after "by" or its like goes before one merely named. ``month_first``: whether "4/5" is 5 April.
    """
    if _EAST.search(text) and (found := find_east_asian(text, said)):
        return Due(*found)
    said_words = frozenset(WORD.findall(text.lower()))
    counts = bool(_DIGIT.search(text)) or not said_words.isdisjoint(_COUNTS)
    shaped = {kind for kind, shape in SHAPES.items() if shape.search(text)} if counts else set()
    best: tuple[tuple[bool, int, int], Due] | None = None
    for rank, (kind, pattern) in enumerate(RULES):
        told_by = TOLD_BY.get(kind)
        if said_words.isdisjoint(told_by) if told_by else kind not in shaped:
            continue
        for match in pattern.finditer(text):
            if best and best[0] < (False, rank, 0):
                break
            key = (not _is_by(match), rank, match.start())
            if (best and best[0] <= key) or not _is_deadline(kind, match, text):
                continue
            day = _day(kind, match, said, month_first)
            if day is not None:
                best = key, Due(day, match.start(), match.end())
    return best[1] if best else None


def _is_by(match: re.Match[str]) -> bool:
    return bool(match.groupdict().get("by")) or match[0].lower().startswith("within")


def _is_deadline(kind: str, match: re.Match[str], text: str) -> bool:
    """Whether a named day is one by which something is to be done, judged by its clause."""
    before = _CLAUSE.split(text[: match.start()])[-1][-90:]
    if _NOT_DUE.search(before):
        return False
    groups = match.groupdict()
    ends = bool(_STOPS.match(text, match.end()))
    if kind == "day":
        led = (groups["on"] or "").lower()
        return bool(groups["by"]) or (ends and match["d"][0] != "0" and bool(groups["th"] or led in _LED))
    if kind == "numeric":
        led = bool(groups["by"] or groups["on"])
        return led or bool(groups["y"]) or (ends and groups["sep"] == "/") or bool(groups["stop"])
    if kind == "within" and "bare" in groups:
        return not before.strip() or before.rstrip()[-1:] in ",:("
    if groups.get("by"):
        return True
    if (groups.get("weekday") or "").lower() in DOUBTFUL and not (groups["on"] or groups.get("next") or ends):
        return False
    if kind == "weekday" and _THEN.match(text, match.end()):
        return False
    near = before.rpartition(",")[2]
    return not (_AWAY.search(near) or _PAST.search(near))


def _day(kind: str, match: re.Match[str], said: date, month_first: bool) -> date | None:
    try:
        if kind == "iso":
            return date(int(match["y"]), int(match["m"]), int(match["d"]))
        if kind == "date":
            return _date(said, match["y"], MONTHS[match["month"].lower()], int(match["d"]))
        if kind == "numeric":
            return _numeric(match, said, month_first)
        if kind == "weekday_day":
            day = next_day(said, int(match["d"]))
            return day if day.weekday() == WEEKDAYS[match["weekday"].lower()] else None
        if kind == "day":
            return next_day(said, int(match["d"]))
        if kind == "weekday":
            is_next = bool(match["next"] or (match["that"] and "prochain" not in match["that"].lower()))
            return next_weekday(said, WEEKDAYS[match["weekday"].lower()], of_next_week=is_next)
        return said + timedelta(days=_span(match)) if kind == "within" else _relative(kind, match, said)
    except (ValueError, OverflowError):
        return None


def _relative(kind: str, match: re.Match[str], said: date) -> date:
    if kind == "end_month":
        month = MONTHS[match["month"].lower()]
        return _last(said.year + (month < said.month), month)
    if kind == "eom":
        return _last(said.year, said.month)
    if kind == "end_next_month":
        return _last(said.year + said.month // 12, said.month % 12 + 1)
    if kind == "eoq":
        return _last(said.year, 3 * ((said.month + 2) // 3))
    if kind == "eow":
        return said + timedelta(days=max(0, 4 - said.weekday()))
    if kind == "end_next_week":
        return said + timedelta(days=11 - said.weekday())
    return said + timedelta(days={"today": 0, "tomorrow": 1, "overmorrow": 2}[kind])


def _last(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _numeric(match: re.Match[str], said: date, month_first: bool) -> date | None:
    """ "15.7." and "15/7" are days first; "7/15" can only be, and "4/5" may be, a month first."""
    first, second = int(match["a"]), int(match["b"])
    if (first, second) == (24, 7):
        return None
    day, month = (second, first) if match["sep"] == "/" and (month_first or second > 12) else (first, second)
    if month_first and month > 12:
        day, month = month, day
    return _date(said, match["y"], month, day)


def _date(said: date, year: str | None, month: int, day: int) -> date:
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    this_year = date(said.year, month, day)
    return this_year if this_year >= said else date(said.year + 1, month, day)


def next_weekday(said: date, weekday: int, *, of_next_week: bool = False) -> date:
    """The next such day after ``said``; "next Friday" on a Tuesday is the one of the week after."""
    ahead = (weekday - said.weekday() - 1) % 7 + 1
    return said + timedelta(days=ahead + 7 * (of_next_week and weekday > said.weekday()))


def next_day(said: date, day: int) -> date:
    """The next ``day`` of a month, ``said`` included. Raises ValueError where there is none."""
    if day >= said.day:
        return said.replace(day=day)
    return (said.replace(day=28) + timedelta(days=7)).replace(day=day)


def _span(match: re.Match[str]) -> int:
    """The days of "two weeks" or "48 hours". Raises ValueError for hours that are no whole days."""
    number = match["n"].lower()
    count = int(number) if number.isdigit() else COUNTS[number]
    if match["hours"]:
        if count % 24:
            raise ValueError("hours within a day")
        return count // 24
    return count * (14 if match["fortnight"] else 7 if match["weeks"] else 1)
