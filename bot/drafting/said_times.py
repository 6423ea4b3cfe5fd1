"""When something happened, where a message says so itself: "graph bends at 08:12", said at 09:05."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from datetime import datetime, timedelta

from bot.listening.spoken_times import times_in

EARLIER = timedelta(minutes=4)  # a time nearer to the message is just when it was said
READ = 600  # characters of a statement in which times are looked for

# What begins or happens then: the time is that of the event, not of a plan, a limit or a span.
_THEN = re.compile(
    r"(?:\b(?:at|since|from|around|about|approx\.?|ca\.?|started|starts|began|begins|"
    r"first \w+|bends?|steps?|jumps?|drops?|went (?:out|live)|deployed|merged|applied|pushed|released|"
    r"a las|las|desde(?: las)?|sobre las|hacia las|um|seit|ab|gegen|kurz (?:vor|nach)|à|depuis|vers|dès|"
    r"às|as|desde as|por volta das|alle|dalle|dalle ore|ore|verso le|om|sinds|vanaf|rond|kl\.?|"
    r"o|od|około|fra|från|sedan|siden)\b[\s:~(*_-]*|[~@≈]\s*|^\W*)$",
    re.IGNORECASE,
)
# What can only be told of the past.
_SINCE = re.compile(
    r"(?:\b(?:since|first \w+|started|began|went (?:out|live)|deployed|merged|applied|pushed|released|"
    r"desde(?: las)?|seit|depuis|dès|dalle|sinds|od|sedan|siden)"
    r"(?: (?:at|um|à|a las|om|kl\.?|about|around|ca\.?))?)"
    r"[\s:~(*_-]*$",
    re.IGNORECASE,
)
_NOT_THEN = re.compile(
    r"\b(?:until|till|til|bis|hasta|jusqu\S*|até|fino|tot|do|retro\w*|meeting|call|review|tomorrow|morgen|"
    r"mañana|demain|amanhã|domani|jutro|next|due|deadline|eta|schedul\w*|runs? (?:daily|every)|every|"
    r"usually|normally|opens?|closes?|will|yesterday|gestern|ayer|hier|ontem|ieri|gisteren|wczoraj|"
    r"last (?:night|week|\w+day)|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b[^.;\n]{0,40}$",
    re.IGNORECASE,
)
_SPAN = re.compile(r"^\s*(?:utc|z|h|uhr)?\s*(?:-|–|—|to|→|bis|a|hasta|à|and|until)\s*\d", re.IGNORECASE)
_AFTER_A_TIME = re.compile(r"\d\s*(?:-|–|—|to|→|bis)\s*$")
# A finding or a decision about what happened then is of the time it was said.
_OF_IT = re.compile(
    r"\b(?:cause|because|reason|culprit|decision|decided|pattern|ursache|weil|entscheidung|causa|porque|"
    r"decisi[oó]n|decidimos|parce que|décision|oorzaak|omdat|besluit|beslut|orsak\w*|przyczyna|decyzja)\b",
    re.IGNORECASE,
)
_PER_DAY = re.compile(r"^\s*(?:every|each|daily|jeden|cada|chaque|ogni|co )", re.IGNORECASE)


def minute(at: datetime) -> int:
    """The minute of a time, counted from 1970."""
    return int(at.timestamp() // 60)


def happened_at(
    text: str,
    said_at: datetime,
    zone: str,
    known: Set[int] = frozenset(),
    earliest: datetime | None = None,
) -> datetime | None:
    """The one earlier time (UTC) that a statement gives for what it tells, or None.

    ``zone`` is the author's (IANA), for a time without one; where that and UTC both could be meant, one of
    the ``known`` times (of changes, of the start) is, else one since ``earliest``. None where the statement
    gives several times, a span or a plan.
    """
    spoken = list(times_in(text[:READ], said_at, zone))
    if len(spoken) != 1:
        return None
    line = spoken[0].before.rsplit("\n", 1)[-1][-60:]
    if _OF_IT.search(text[:READ]) or (spoken[0].may_come and not _SINCE.search(line)):
        return None
    if _SPAN.match(spoken[0].after) or _PER_DAY.match(spoken[0].after) or _AFTER_A_TIME.search(line):
        return None
    if not _THEN.search(line) or _NOT_THEN.search(line):
        return None
    at = _meant(spoken[0].readings, said_at, known, earliest)
    return at if at is not None and f"{at:%M}" in text else None  # it must be plain to see which


def _meant(
    readings: Sequence[datetime], said_at: datetime, known: Set[int], earliest: datetime | None
) -> datetime | None:
    past = [at for at in readings if said_at - at >= EARLIER]
    if len(past) < len(readings):
        return None  # it may as well be now
    certain = [at for at in past if not known.isdisjoint((minute(at), minute(at) - 1))]
    during = [at for at in past if earliest is None or at >= earliest]
    for readable in (certain, during):
        if readable:
            return readable[0]
    return past[0] if len(past) == 1 else None
