"""What the reading pages and the exported Markdown say of a postmortem's facts, in the same words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from blocks import trust_words
from bot.postmortem import Source, State, Visibility
from bot.showing import Shown

STATE = {
    State.DRAFT: "Draft",
    State.IN_REVIEW: "In review",
    State.APPROVED: "Approved",
    State.PUBLISHED: "Published",
    State.DISCARDED: "Discarded",
}
CHANGED_SINCE = "changed since it was read"
DELETED_SINCE = "deleted since it was read"
UNKNOWNS = trust_words.UNKNOWNS
VISIBILITY = {
    Visibility.TEAM: ("Team", "members of the incident’s channel"),
    Visibility.ORGANIZATION: ("Organization", "everyone in the workspace"),
    Visibility.PUBLIC: ("Public", "anyone with the address"),
}

_HTTP = re.compile(r"https?://[^\s<>\"'`\\^{}|]{1,2000}", re.IGNORECASE)
# Characters that show nothing and can carry hidden instructions or turn text around (OWASP LLM01, 2026):
# tags, variation selectors (the emoji one, FE0F, stays), zero width, bidirectional controls, C0.
_UNSEEN = re.compile(
    "[\U000e0000-\U000e007f\U000e0100-\U000e01ef\ufe00-\ufe0e\u200b\u2060-\u2064\ufeff"
    "\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
)
# Slack's ":coffee:" and ":+1::skin-tone-3:"; not "14:03:22", and not a piece of "a::b".
_EMOJI = re.compile(r"(?<![\w:]):(?:\+1|-1|[a-z][a-z0-9_+'-]{0,80}):(?::skin-tone-\d:)?(?![\w:])")


def visible(text: str) -> str:
    """The text without characters that nobody would see."""
    return _UNSEEN.sub("", text)


def line(text: str) -> str:
    """The text as one visible line."""
    return " ".join(visible(text).split())


def quoted(text: str) -> str:
    """Somebody's words beside the document, on one line. An emoji's code would only be in the way."""
    return line(_EMOJI.sub("", text))


def web_link(url: str | None) -> str | None:
    """The address, if it is one that a page may link to (http or https), else None."""
    return url if url and _HTTP.fullmatch(url) else None


def lasted(minutes: int) -> str:
    """A duration as people say it: "47 min", "1 h 41 min", "2 d 3 h"."""
    hours, rest = divmod(minutes, 60)
    days, hours_left = divmod(hours, 24)
    if days:
        return f"{days} d {hours_left} h" if hours_left else f"{days} d"
    if hours:
        return f"{hours} h {rest} min" if rest else f"{hours} h"
    return f"{rest} min"


def minutes_between(begin: datetime, end: datetime) -> str:
    """How long it was, as people say it."""
    return lasted(int((end - begin).total_seconds() / 60 + 0.5))


def day(at: datetime) -> str:
    at = at.astimezone(UTC)
    return f"{at.day} {at:%B} {at.year}"


def short_day(at: datetime) -> str:
    at = at.astimezone(UTC)
    return f"{at.day} {at:%b} {at.year}"


def clock(at: datetime) -> str:
    return f"{at.astimezone(UTC):%H:%M}"


def moment(at: datetime) -> str:
    return f"{short_day(at)}, {clock(at)} UTC"


def iso(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def period(started: datetime | None, resolved: datetime | None) -> str:
    """From when to when, in UTC, the day once if it is one: "2 Mar 2026, 14:03–15:44 UTC"."""
    if started is None or resolved is None:
        known = started or resolved
        return ("" if known is None else "from " if started else "until ") + (moment(known) if known else "")
    if day(started) == day(resolved):
        return f"{short_day(started)}, {clock(started)}–{clock(resolved)} UTC"
    return f"{short_day(started)}, {clock(started)} – {moment(resolved)}"


def names(shown: Shown, people: Iterable[str]) -> tuple[str, ...]:
    """The people's names; the platform's id for somebody it has told us nothing about."""
    return tuple(line(shown.people[id].shown) if id in shown.people else id for id in people)


def opens(source: Source) -> str:
    """What a link to this source says."""
    if source.ref.startswith("change:"):
        return "Open the change"
    if source.ref.startswith("past:"):
        return "Open that postmortem"
    return "Open the incident" if source.ref == "incident" else "Open the message"


def history(shown: Shown) -> tuple[tuple[datetime, str], ...]:
    """What happened to the document, oldest first, a sentence each."""
    postmortem = shown.postmortem
    said: list[tuple[datetime, str]] = []
    if postmortem.asked_at:
        said.append((postmortem.asked_at, "Put up for review" + _by(shown, postmortem.asked_by)))
    said += [
        (review.at, "Approved" + _by(shown, review.reviewer))
        for review in postmortem.reviews
        if review.reviewer in postmortem.approvals and review is postmortem.standing(review.reviewer)
    ]
    if postmortem.published_at:
        said.append((postmortem.published_at, "Published" + _by(shown, postmortem.published_by)))
    return tuple(sorted(said))


def receipt(shown: Shown) -> str:
    """How much of the conversation the draft was written from, and by whom; "" if nobody counted."""
    if shown.draft is None or shown.draft.coverage.messages < 1:
        return ""
    return f"{trust_words.receipt(shown.draft)}."


def _by(shown: Shown, person: str | None) -> str:
    known = person is not None and person in shown.people
    return f" by {names(shown, [person])[0]}" if known and person else ""
