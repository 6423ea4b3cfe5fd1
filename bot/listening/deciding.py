"""Whether a channel's incident stands resolved, from everything that signalled it so far.

An announcement holds until somebody takes it back, contradicts it within minutes, or an alert that had
cleared fires again. What merely repeats an announcement doesn't move it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.conversation import Kind, Message, Person, moment
from bot.listening.meaning import Resolution, Signal
from bot.listening.signals import signal
from bot.listening.spoken import is_echo
from bot.listening.spoken_times import named_time
from bot.listening.tool_posts import alert_words, nearest_alert, same_alert

ANSWERED = timedelta(minutes=10)  # a "yes" answers the question asked this long before at most
CONTRADICTED = timedelta(minutes=30)  # "still failing" takes back an announcement this fresh
ECHOED = timedelta(minutes=3)  # a bare "resolved" this soon after an alert cleared reads it aloud
CONFIRMED = timedelta(minutes=45)  # thanks to all make a claim this fresh an announcement
REWORDED = timedelta(minutes=10)  # an edit this soon mends the wording; a later one says something new

_NOTED_EDIT = re.compile(r"\bedit(?:ed)?\b\s*[:)]", re.IGNORECASE)
_INCIDENT_ID = re.compile(r"\b(?:INC|INCIDENT|IM)[-#]?(\d{1,9})\b", re.IGNORECASE)


@dataclass(slots=True)
class _Standing:
    """How things stand after the messages so far."""

    incident: str
    tools_only: bool
    announced: Message | None = None
    said_at: datetime | None = None
    inferred: bool = False  # from a claim and thanks: an explicit announcement replaces it
    claim: Message | None = None
    question: Message | None = None
    spoke_since_flap: bool = False
    flapped: tuple[Message, datetime] | None = None
    firing: dict[frozenset[str], datetime] = field(default_factory=dict)
    cleared: list[frozenset[str]] = field(default_factory=list)
    cleared_at: datetime | None = None


def resolution(
    heard: Sequence[Message],
    people: Mapping[str, Person] | None = None,
    *,
    tools_only: bool = False,
    incident: str = "",
) -> Resolution | None:
    """The resolution that stands after ``heard``, or None.

    ``heard`` holds at least the messages of the channel that signal something, in any order. ``people``
    gives authors' time zones. ``tools_only`` says that no person speaks in the channel: then the
    recovery of every alert that fired is the end. ``incident`` is the channel's own ("INC-2041"): an
    announcement that names only another one doesn't count.
    """
    standing = _Standing(_number(incident), tools_only and all(m.kind is not Kind.PERSON for m in heard))
    for message in sorted((_as_said(m) for m in heard), key=lambda m: (m.at, m.id)):
        said = signal(message)
        if said is not None:
            _take(standing, message, said)
    if standing.announced is None or standing.said_at is None:
        return None
    author = (people or {}).get(standing.announced.author)
    zone = author.tz if author else "Etc/UTC"
    at = named_time(standing.announced.text, standing.said_at, zone) if not standing.inferred else None
    return Resolution(standing.announced.id, at or standing.said_at)


def _take(now: _Standing, message: Message, said: Signal) -> None:
    if message.kind is Kind.PERSON:
        now.spoke_since_flap = True
    if said is Signal.RESOLVED:
        if _speaks_of_another(message.text, now.incident):
            return
        if _reads_alert_aloud(now, message):
            _claim(now, message)
        else:
            _announce(now, message)
    elif said in (Signal.ALERT_FIRING, Signal.ALERT_CLEARED):
        _follow_alert(now, message, said)
    elif said is Signal.REOPENED:
        _take_back(now)
    elif said in (Signal.STILL_BROKEN, Signal.RETRACTED):
        if (
            said is Signal.RETRACTED
            and message.is_reply
            and now.announced
            and message.thread != now.announced.id
        ):
            return
        now.claim = None
        if now.said_at and message.at - now.said_at <= CONTRADICTED:
            _take_back(now)
    elif said in (Signal.YES, Signal.NO):
        _answer(now, message, said)
    elif said is Signal.ASKED:
        now.question = message
    elif said is Signal.CLAIMED:
        _claim(now, message)
    elif now.claim and now.announced is None and message.at - now.claim.at <= CONFIRMED:
        _announce(now, now.claim, inferred=True)


def _announce(now: _Standing, message: Message, *, inferred: bool = False) -> None:
    if now.announced is None or (now.inferred and not inferred):
        now.announced, now.said_at, now.inferred = message, message.at, inferred
    now.claim = now.question = now.flapped = None


def _take_back(now: _Standing) -> None:
    now.announced = now.said_at = now.claim = now.question = now.flapped = None


def _reads_alert_aloud(now: _Standing, message: Message) -> bool:
    """Whether a bare "resolved" only repeats what a monitor posted just before."""
    recent = now.cleared_at is not None and message.at - now.cleared_at <= ECHOED
    return message.kind is Kind.PERSON and recent and is_echo(message.text)


def _answer(now: _Standing, message: Message, said: Signal) -> None:
    asked, now.question = now.question, None
    if asked is None or message.at - asked.at > ANSWERED or message.author == asked.author:
        return
    if asked.is_reply and message.thread != asked.thread:
        return
    if message.is_reply and message.thread not in (asked.id, asked.thread):
        return
    if said is Signal.YES:
        _announce(now, message)
    elif now.said_at and message.at - now.said_at <= CONTRADICTED:
        _take_back(now)


def _claim(now: _Standing, message: Message) -> None:
    asked = now.question
    if (
        message.kind is Kind.PERSON
        and asked
        and message.at - asked.at <= ANSWERED
        and message.author != asked.author
    ):
        now.question = None
    if now.claim is None:
        now.claim = message
    if message.kind is Kind.TOOL:
        _follow_alert(now, message, Signal.ALERT_CLEARED)


def _follow_alert(now: _Standing, message: Message, said: Signal) -> None:
    about = alert_words(message.text)
    if said is Signal.ALERT_CLEARED:
        now.cleared_at = message.at
        known = nearest_alert(about, now.firing)
        if known is not None:
            del now.firing[known]
            now.cleared.append(about)
        if not now.firing and now.flapped and not now.spoke_since_flap:
            now.announced, now.said_at = now.flapped
            now.flapped = None
        elif not now.firing and known is not None and now.tools_only:
            _announce(now, message)
        return
    again = any(same_alert(k, about) for k in now.cleared)
    now.firing.setdefault(about, message.at)
    if now.announced and now.said_at and (again or now.tools_only):
        # An alert that flaps while nobody says a word leaves the announcement standing once it clears.
        flapped = None if now.tools_only else (now.announced, now.said_at)
        _take_back(now)
        now.flapped, now.spoke_since_flap = flapped, False


def _as_said(message: Message) -> Message:
    """The message at the time it came to say what it says: that of its edit, where the edit changed it."""
    try:
        edited = moment(message.edited) if message.edited else None
    except ValueError:
        edited = None
    if edited is None or edited - message.at <= REWORDED or _NOTED_EDIT.search(message.text):
        return message
    return replace(message, at=edited)


def _speaks_of_another(text: str, incident: str) -> bool:
    numbers = {n.lstrip("0") for n in _INCIDENT_ID.findall(text[:4000])}
    return bool(incident and numbers and incident not in numbers)


def _number(incident: str) -> str:
    found = re.fullmatch(r"[A-Za-z]+[-_ #]?(\d{1,9})", incident)
    return found.group(1).lstrip("0") if found else ""
