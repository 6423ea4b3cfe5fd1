"""The time that an announcement names: "resolved as of 15:07", "20:29 UTC (14:29 CDMX)", "9:10 pm IST"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.listening.reading import own_words

AHEAD = timedelta(minutes=5)  # a clock may run ahead this much; a later time is not when it was resolved
SOON = timedelta(hours=3)  # a time that may lie ahead this little may be a plan
BEHIND = timedelta(hours=12)  # an announcement names a recent time

_CLOCK = (
    r"(?P<hour>[01]?\d|2[0-3])(?:(?P<mark>[:.h])(?P<minute>[0-5]\d)(?::[0-5]\d)?|(?=\s*(?:[ap]\.?m|h\b|uhr)))"
)
_TIME = re.compile(
    rf"(?<![\d.:/+])(?<![a-z]-){_CLOCK}(?![\d%])(?!\.\d)\s*(?P<half>[ap]\.?m\b\.?)?(?:\s*(?:h|hs|hrs|uhr)\b)?"
    r"\s*\(?(?P<zone>(?:utc|gmt)[+-]\d{1,2}(?::?[0-5]\d)?|z\b|[a-z]{2,5}\b)?",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\b(?:as of|as at|since|at|a las|las|desde(?: las)?|um|seit|ab|à|depuis|às|as|desde as|alle|dalle|om"
    r"|sinds|o|w|в|с|kl|von|"
    r"resolved|closed|over|resuelto|behoben|résolu|resolvido|update|declaring|declared|by|from"
    r"|ended)[\s:,(*_~-]*$",
    re.IGNORECASE,
)
_OTHER_TIME = re.compile(
    r"\b(?:start(?:ed)?|began|begin|between|until|till|retro|post-?mortem|review|meeting|call|tomorrow"
    r"|next|due|deploy(?:ed)?|detected|"
    r"paged|first|from|wrote|mañana|morgen|demain|amanhã|domani)\b[^.;\n]{0,40}$",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\d{1,2}[:.h]\d{2}\s*(?:utc|z)?\s*(?:-|–|—|to|→|bis|a)\s*$", re.IGNORECASE)
# Offsets in minutes where the abbreviation is unambiguous enough; the author's own zone goes first.
_ZONES = {
    "utc": 0, "gmt": 0, "z": 0, "wet": 0, "west": 60, "bst": 60, "cet": 60, "cest": 120, "mez": 60,
    "mesz": 120, "eet": 120, "eest": 180, "msk": 180, "мск": 180, "trt": 180, "ist": 330, "sgt": 480,
    "hkt": 480, "awst": 480, "jst": 540, "kst": 540, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780,
    "brt": -180, "art": -180, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt":
    -360, "pst": -480, "pdt": -420, "sast": 120, "wib": 420,
}  # fmt: skip
_PLACES = {
    "cdmx": "America/Mexico_City", "et": "America/New_York", "ct": "America/Chicago", "mt":
    "America/Denver", "pt": "America/Los_Angeles", "london": "Europe/London", "paris": "Europe/Paris",
    "berlin": "Europe/Berlin", "madrid": "Europe/Madrid", "lisbon": "Europe/Lisbon", "tokyo":
    "Asia/Tokyo", "india": "Asia/Kolkata", "bsas": "America/Argentina/Buenos_Aires", "sydney":
    "Australia/Sydney", "dubai": "Asia/Dubai",
}  # fmt: skip


def named_time(text: str, said_at: datetime, zone: str) -> datetime | None:
    """The time (UTC) at which the text says it was over, or None if it names none.

    ``said_at`` is the message's own time; a clock time is taken as the last such one before it, in the
    zone named beside it, else in ``zone``, the author's (IANA).
    """
    words = own_words(text)[:4000]
    best: tuple[int, datetime] | None = None
    for match in _TIME.finditer(words):
        if not match["mark"] and not match["half"] and not re.search(r"\d\s*(?:h|uhr)\b", match[0], re.I):
            continue
        before = words[max(0, match.start() - 60) : match.start()]
        rank = _rank(before, words, match)
        at = _placed(match, said_at, zone) if rank else None
        if at and (best is None or rank > best[0]):
            best = rank, at
    return best[1] if best else None


@dataclass(frozen=True, slots=True)
class SpokenTime:
    """A clock time (with minutes) in a text: the words around it and every time (UTC) that it can mean.

    Without a zone beside it it can be the author's own or UTC. ``may_come``: one reading lies ahead.
    """

    before: str
    after: str
    readings: tuple[datetime, ...]
    may_come: bool


def times_in(text: str, said_at: datetime, zone: str) -> Iterator[SpokenTime]:
    """Every clock time of a text, the readings nearest before ``said_at`` (within twelve hours)."""
    for match in _TIME.finditer(text):
        if match["minute"] is None or (match["mark"] == "." and not (match["half"] or match["zone"])):
            continue  # an hour alone is a guess, and "8.30" as often a version
        named = _zone((match["zone"] or "").lower(), said_at, zone)
        readings, may_come = [], False
        for tz in (named,) if named else (_iana(zone), UTC):
            clock = _local(match, said_at.astimezone(tz))
            if clock is None:
                continue
            ahead = (clock - said_at).total_seconds() % 86400
            may_come |= AHEAD.total_seconds() < ahead < SOON.total_seconds()
            at = said_at + timedelta(seconds=ahead) - (timedelta(days=1) if ahead > 300 else timedelta())
            if said_at - at <= BEHIND and at not in readings:
                readings.append(at)
        yield SpokenTime(text[: match.start()], text[match.end() :], tuple(readings), may_come)


def _rank(before: str, words: str, match: re.Match[str]) -> int:
    """How surely a clock time is the end's: 0 not at all."""
    line = before.rsplit("\n", 1)[-1]
    if _RANGE.search(before):
        return 2  # "14:03-15:07": the end of the range
    if re.match(
        r"\s*(?:utc|z)?\s*(?:-|–|—|to|→|bis)\s*\d{1,2}[:.h]\d{2}", words[match.end() : match.end() + 20], re.I
    ):
        return 0
    if _OTHER_TIME.search(line):
        return 0
    if _WHEN.search(line):
        return 3
    zone = (match["zone"] or "").lower()
    if zone in _ZONES or zone in _PLACES or zone[:3] in {"utc", "gmt"}:
        return 1
    return 1 if match["mark"] == ":" and not line.strip(" -–—*_([") else 0


def _placed(match: re.Match[str], said_at: datetime, zone: str) -> datetime | None:
    named = _zone((match["zone"] or "").lower(), said_at, zone)
    for tz in (named,) if named else (_iana(zone), UTC):
        local = _local(match, said_at.astimezone(tz))
        if local is None:
            return None
        for day in (0, -1, 1):
            at = (local + timedelta(days=day)).astimezone(UTC)
            if said_at - BEHIND <= at <= said_at + AHEAD:
                return at
    return None


def _local(match: re.Match[str], day: datetime) -> datetime | None:
    """The clock time on that day, in its zone; None for "15 pm"."""
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if half := (match["half"] or "").lower():
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return day.replace(hour=hour, minute=minute, second=0, microsecond=0)


def _zone(named: str, said_at: datetime, own: str) -> tzinfo | None:
    if not named:
        return None
    if (said_at.astimezone(_iana(own)).tzname() or "").lower() == named:
        return _iana(own)
    if offset := re.fullmatch(r"(?:utc|gmt)([+-])(\d{1,2}):?(\d{2})?", named):
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        return (
            timezone(timedelta(minutes=minutes if offset[1] == "+" else -minutes)) if minutes < 1440 else None
        )
    if named in _ZONES:
        return timezone(timedelta(minutes=_ZONES[named]))
    return _iana(_PLACES[named]) if named in _PLACES else None


def _iana(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC
