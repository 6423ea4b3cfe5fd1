"""Times, spans and lists as a person would write them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def clock(at: datetime, day: datetime | None = None) -> str:
    """A time in UTC, with what of its date is not that of ``day``: "13:26 UTC on 6 March 2026"."""
    at = at.astimezone(UTC)
    known = day.astimezone(UTC) if day is not None else None
    if known is not None and known.date() == at.date():
        return f"{at:%H:%M} UTC"
    year = "" if known is not None and known.year == at.year else f" {at:%Y}"
    return f"{at:%H:%M} UTC on {at.day} {at:%B}{year}"


def span(minutes: int) -> str:
    """A duration: minutes up to an hour and a half, longer ones in words ("two hours and one minute").

    In words because no message holds "2" and "1": the only figure that can be looked up is the minutes'.
    """
    if minutes <= 90 or minutes >= 100 * 24 * 60:
        return f"{minutes} minute{'s' * (minutes != 1)}"
    days, rest = divmod(minutes, 24 * 60)
    parts = ((days, "day"), (rest // 60, "hour"), (rest % 60, "minute"))
    said = [f"{in_words(count)} {noun}{'s' * (count != 1)}" for count, noun in parts if count]
    return listed(said[:2] if days else said)


def in_words(number: int) -> str:
    """A number below 100."""
    if number < 20:
        return _UNITS[number]
    tens, unit = divmod(number, 10)
    return _TENS[tens] + (f"-{_UNITS[unit]}" if unit else "")


def listed(names: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
