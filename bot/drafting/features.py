"""What a message shows, as plain features by which learned weights judge it (see weighing.py).

Words cut to their first letters, pairs of them, and the message's place in the conversation: no word of
any trade, service or tool is told here; which words count is learned from worked incidents.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from bot.conversation import Kind
from bot.drafting.case import Case
from bot.drafting.stems import Stems, stems
from bot.drafting.titles import Known, Titles
from bot.drafting.tools import Report, report_of, subject
from bot.drafting.transcript import Evidence, Transcript

__all__ = ["CLOCK", "OWN", "Shown", "clocks", "show", "stems", "zones"]

AT_THE_END = 150.0  # seconds around the recorded end
JUST_SEEN = 300.0  # seconds after it was noticed

_OF = re.compile(r"\d ?(?:/|of|von|de|su|av|van|z|sur) ?\d")
# "a_b", "a/b", "a-1", "1.2.3", "aB" or a backtick: by the sign in the middle, which is seldom there.
_IDENTIFIER = re.compile(
    r"[_/\-.A-Z`](?:(?<=\w[_/])(?=\w)|(?<=\w-)(?=\d)|(?<=\d\.)(?=\d+\.\d)|(?<=[a-z][A-Z])|(?<=`))"
)
CLOCK = re.compile(r"(?<![\d:.])\d{1,2}[:.h]\d\d(?![\d:.]?\d)")
# Words by which people speak of themselves and of what is theirs.
OWN = frozenset(
    "i my mine me i'd i've i'm ours ich mein meine meiner mir yo mi mío mía eu meu minha je mon ma moi "
    "ik mijn mij io mio mia ja mój moja jag min jeg mig mitt mit 我".split()
)
_UNDER = (20, 60, 180, 600)  # seconds
_PAUSES = tuple(f"after {pause}" for pause in ("moments", "a minute", "minutes", "more", "long"))
_UP_TO = (0, 3, 7, 14, 25, 40)  # words
_LENGTHS = tuple(f"length {most}" for most in (*_UP_TO, "more"))


@dataclass(frozen=True, slots=True)
class Shown:
    """A message's features."""

    id: str
    features: Sequence[str]


def zones(case: Case) -> list[ZoneInfo]:
    """The time zones of the people, and UTC; names that name none are left out."""
    found = []
    for name in sorted({"Etc/UTC", *(person.tz for person in case.people.values())}):
        with suppress(KeyError, ValueError, OSError):
            found.append(ZoneInfo(name))
    return found


def clocks(at: datetime, places: Iterable[ZoneInfo]) -> set[str]:
    """A time of day as it would be written in these zones."""
    found: set[str] = set()
    try:
        times = {(there.hour, there.minute) for there in map(at.astimezone, places)}
    except OverflowError:  # in the first or the last year that there is
        return found
    for hour, minute in times:
        found |= {f"{hour:02}:{minute:02}", f"{hour}:{minute:02}"}
        found |= {f"{hour:02}.{minute:02}", f"{hour:02}h{minute:02}"}
    return found


def show(case: Case, transcript: Transcript, only: Collection[str] | None = None) -> Iterator[Shown]:
    """The features of every message, in order; of those of people in ``only``, where given.

    Linear in the messages.
    """
    scene = _Scene(case, transcript)
    for item in transcript.evidence:
        if only is None or item.id in only:
            yield Shown(item.id, scene.features(item))
        else:
            scene.pass_by(item)


class _Scene:
    """What is known of the conversation while its messages are gone through in order."""

    def __init__(self, case: Case, transcript: Transcript) -> None:
        incident = case.incident
        self._start, self._end = _seconds(incident.started_at), _seconds(incident.resolved_at)
        self._seen = _seconds(incident.detected_at) or self._start
        self._transcript, self._vocabulary = transcript, transcript.vocabulary
        self._services = tuple(service.lower() for service in incident.services)
        self._changes = Known(change.id.lower() for change in case.changes)
        self._changed = Titles(f"{change.service} {change.title}" for change in case.changes)
        self._changers = {change.author for change in case.changes if change.author}
        places = zones(case)
        self._clocks = {clock for change in case.changes for clock in clocks(change.at, places)}
        self._spoken: set[str] = set()
        self._told: set[object] = set()
        self._stems = Stems()  # of tools' words
        self._before: Evidence | None = None
        self._marked = {mark.message for mark in case.marks if not mark.gone}

    def features(self, item: Evidence) -> list[str]:
        """In no order that means anything."""
        found = [f"kind {item.kind}"]
        if item.kind is Kind.NOTICE:
            return found
        phase = self._phase(item.at.timestamp())
        found.append(f"phase {phase}")
        if item.id in self._marked:
            found.append("marked")
        if item.kind is Kind.TOOL:
            self._posted(item, phase, found)
        else:
            self._said(item, phase, found)
            self._before = item
        return found

    def pass_by(self, item: Evidence) -> None:
        """Takes note of a message of which no features are wanted."""
        if item.kind is Kind.PERSON:
            self._spoken.add(item.author)
            self._before = item

    def _phase(self, at: float) -> str:
        if self._end is not None and abs(at - self._end) < AT_THE_END:
            return "end"
        if self._end is not None and at > self._end:
            return "after"
        if self._start is None:
            return "during"
        if at < self._start:
            return "before"
        if self._seen is not None and at <= self._seen + JUST_SEEN:
            return "early"
        if self._end is None:
            return "during"
        return f"during {min(3, int(4 * (at - self._start) / max(1.0, self._end - self._start)))}"

    def _posted(self, item: Evidence, phase: str, found: list[str]) -> None:
        report = report_of(item)
        about = (report, subject(item) if report is not Report.PUBLIC else item.prose[:60])
        again = "again" if report in self._told else "first"
        named = f"report {report.name}"
        found += (named, f"{named} {phase.split()[0]}", f"{named} {again}")
        if about in self._told:
            found.append("repeated")
        self._told |= {report, about}
        found += [f"post {word}" for word in set(self._stems(item.prose[:400]))]

    def _said(self, item: Evidence, phase: str, found: list[str]) -> None:
        words = self._vocabulary.stems[item.number - 1]
        once = set(words)
        found += once
        found += {f"{first} {second}" for first, second in pairwise(words)}
        if words:
            found += (f"^{words[0]}", f"{words[-1]}$")
        found.append(_LENGTHS[bisect_left(_UP_TO, len(words))])
        found.append(_pause(self._before, item))
        self._shape(item, words, phase, found)
        self._place(item, once, found)

    def _shape(self, item: Evidence, words: Sequence[str], phase: str, found: list[str]) -> None:
        text = item.prose
        numbers = sum([word[0] == "<" and word != "<url>" for word in words])
        found.append(f"numbers {min(numbers, 3)}")
        if numbers:
            found.append(f"numbers {phase.split()[0]}")
        if _OF.search(text):
            found.append("so many of")
        if _IDENTIFIER.search(text):
            found.append("identifier")
        for name, is_there in (("code", item.code), ("file", item.files), ("mention", item.mentions)):
            if is_there:
                found.append(name)
        if text[:1].isupper():
            found.append("capital")
        if "\n" in text:
            found.append("lines")
        if text.rstrip().endswith("?"):
            found.append("asks")
        lower = text.lower()
        if any(map(lower.__contains__, self._services)):
            found.append("service")
        if self._changes.any_in(lower):
            found.append("change")

    def _place(self, item: Evidence, once: set[str], found: list[str]) -> None:
        if self._changed.any_like(once):
            found.append("like a change")
        if item.author in self._changers:
            found.append("a changer")
            if not OWN.isdisjoint(once):
                found.append("a changer of their own")
        if "<time>" in once and not self._clocks.isdisjoint(CLOCK.findall(item.prose)):
            found.append("when it was changed")
        replies = self._transcript.replies.get(item.id, ())
        if replies:
            found.append(f"replies {min(3, len(replies))}")
        parent = self._before
        if item.is_reply:
            parent = self._transcript.by_id.get(item.thread or "")
            found.append("reply")
        if parent is not None:
            if parent.prose.rstrip().endswith("?"):
                found.append("answers")
            if parent.author == item.author:
                found.append("goes on")
        if item.author not in self._spoken:
            self._spoken.add(item.author)
            found.append("first word")
        found.append(f"echo {self._vocabulary.echoes[item.number - 1]}")
        found.append(f"shared {_bucket(self._vocabulary.common, once)}")


def _pause(before: Evidence | None, item: Evidence) -> str:
    """How long nobody had said anything."""
    if before is None:
        return "after nothing"
    return _PAUSES[bisect_right(_UNDER, (item.at - before.at).total_seconds())]


def _bucket(common: Mapping[str, int], once: set[str]) -> int:
    """How much of a message is about what the others are about too: 0 to 3."""
    mine = [common[word] for word in once if len(word) > 3 and word[0] != "<"]
    if not mine:
        return 0
    return min(3, int(2 * sum([count > 3 for count in mine]) / len(mine) + (max(mine) > 6)))


def _seconds(at: datetime | None) -> float | None:
    return at.timestamp() if at else None
