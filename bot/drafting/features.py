"""What a message shows, as plain features by which learned weights judge it (see weighing.py).

Words cut to their first letters, pairs of them, and the message's place in the conversation: no word of
any trade, service or tool is told here; which words count is learned from worked incidents.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from bot.conversation import Kind
from bot.drafting.case import Case
from bot.drafting.tools import Report, report_of, subject
from bot.drafting.transcript import Evidence, Transcript

STEM = 6  # letters of a word that count: "expired", "expires" and "expiry" are told apart, endings are not
MOST = 150  # words of a message that are looked at
AT_THE_END = 150.0  # seconds around the recorded end
JUST_SEEN = 300.0  # seconds after it was noticed

_WORD = re.compile(
    r"https?://\S+|:[a-z][a-z_+\-0-9]+:|[$€£¥₹]\s?\d[\d.,]*|\d{1,2}(?::|h)\d\d(?!\d)|\d+(?:[.,]\d+)*\s?%|"
    r"\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:['’][a-z]+)?|[?!]|[\u3040-\u30ff\u3400-\u9fff]{2}|→"
)
_OF = re.compile(r"\d ?(?:/|of|von|de|su|av|van|z|sur) ?\d")
_IDENTIFIER = re.compile(r"\w[_/]\w|\w-\d|\d\.\d+\.\d|[a-z][A-Z]|`")
_MARK = re.compile(r"[\w.,:-]{2,80}")
CLOCK = re.compile(r"(?<![\d:.])\d{1,2}[:.h]\d\d(?![\d:.]?\d)")
# Words by which people speak of themselves and of what is theirs.
OWN = frozenset(
    "i my mine me i'd i've i'm ours ich mein meine meiner mir yo mi mío mía eu meu minha je mon ma moi "
    "ik mijn mij io mio mia ja mój moja jag min jeg mig mitt mit 我".split()
)
_TELLING = re.compile(r"[\d_]")
_PAUSES = ((20, "moments"), (60, "a minute"), (180, "minutes"), (600, "more"))
_LENGTHS = ((0, "0"), (3, "3"), (7, "7"), (14, "14"), (25, "25"), (40, "40"))


@dataclass(frozen=True, slots=True)
class Shown:
    """A message's features; ``words`` are its stems in order, "" kinds of number included."""

    id: str
    features: tuple[str, ...]


def clocks(at: datetime, case: Case) -> set[str]:
    """A time of day as it would be written, in the zones of the people and in UTC."""
    found = set()
    for zone in {"Etc/UTC", *(person.tz for person in case.people.values())}:
        try:
            there = at.astimezone(ZoneInfo(zone))
        except (KeyError, ValueError, OSError):
            continue
        found |= {f"{there:%H:%M}", f"{there.hour}:{there:%M}", f"{there:%H.%M}", f"{there:%Hh%M}"}
    return found


def stems(text: str) -> list[str]:
    """The words of a text in order, cut to STEM letters; numbers, times and links by their kind."""
    found = []
    for match in _WORD.finditer(text.lower()):
        word = match[0]
        first = word[0]
        if first.isalpha():
            found.append("<url>" if word.startswith("http") else word[:STEM])
        elif first.isdigit():
            found.append(_number(word))
        else:
            found.append("<money>" if first in "$€£¥₹" else word)
        if len(found) >= MOST:
            break
    return found


def _number(word: str) -> str:
    if word[-1] == "%":
        return "<share>"
    if len(word) > 2 and (word[1:2] in ":h" or word[2:3] in ":h"):
        return "<time>"
    digits = sum(character.isdigit() for character in word)
    return "<large>" if digits > 3 else "<number>" if digits > 1 else "<digit>"


def show(case: Case, transcript: Transcript) -> Iterator[Shown]:
    """The features of every message, in order. Linear in the messages."""
    scene = _Scene(case, transcript)
    for item in transcript.evidence:
        yield Shown(item.id, tuple(scene.features(item)))


class _Scene:
    """What is known of the conversation while its messages are gone through in order."""

    def __init__(self, case: Case, transcript: Transcript) -> None:
        incident = case.incident
        self._start, self._end = _seconds(incident.started_at), _seconds(incident.resolved_at)
        self._seen = _seconds(incident.detected_at) or self._start
        self._transcript = transcript
        self._services = tuple(service.lower() for service in incident.services)
        self._changes = tuple(change.id.lower() for change in case.changes)
        titles = (set(stems(f"{change.service} {change.title}")) for change in case.changes)
        self._changed = tuple({word for word in title if word[0] != "<"} for title in titles)
        self._changers = {change.author for change in case.changes if change.author}
        self._clocks = frozenset(clock for change in case.changes for clock in clocks(change.at, case))
        self._spoken: Counter[str] = Counter()
        self._told: set[object] = set()
        self._before: Evidence | None = None
        self._marked = {mark.message for mark in case.marks if not mark.gone}
        self._echoes = _echoes(transcript.evidence)
        self._common = _common(transcript.evidence)

    def features(self, item: Evidence) -> Iterator[str]:
        yield f"kind {item.kind}"
        if item.kind is Kind.NOTICE:
            return
        phase = self._phase(item.at.timestamp())
        yield f"phase {phase}"
        if item.id in self._marked:
            yield "marked"
        if item.kind is Kind.TOOL:
            yield from self._posted(item, phase)
        else:
            yield from self._said(item, phase)
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

    def _posted(self, item: Evidence, phase: str) -> Iterator[str]:
        report = report_of(item)
        about = (report, subject(item) if report is not Report.PUBLIC else item.prose[:60])
        yield f"report {report.name}"
        yield f"report {report.name} {phase.split()[0]}"
        yield f"report {report.name} {'again' if report in self._told else 'first'}"
        if about in self._told:
            yield "repeated"
        self._told |= {report, about}
        for word in set(stems(item.prose[:400])):
            yield f"post {word}"

    def _said(self, item: Evidence, phase: str) -> Iterator[str]:
        text = item.prose
        words = stems(text)
        once = set(words)
        yield from once
        yield from {f"{first} {second}" for first, second in pairwise(words)}
        if words:
            yield f"^{words[0]}"
            yield f"{words[-1]}$"
        yield f"length {next((name for most, name in _LENGTHS if len(words) <= most), 'more')}"
        yield f"after {_pause(self._before, item)}"
        yield from self._shape(item, text, words, phase)
        yield from self._place(item, once)

    def _shape(self, item: Evidence, text: str, words: Sequence[str], phase: str) -> Iterator[str]:
        numbers = sum(word[0] == "<" and word != "<url>" for word in words)
        yield f"numbers {min(numbers, 3)}"
        if numbers:
            yield f"numbers {phase.split()[0]}"
        if _OF.search(text):
            yield "so many of"
        if _IDENTIFIER.search(text):
            yield "identifier"
        if item.code:
            yield "code"
        if item.files:
            yield "file"
        if item.mentions:
            yield "mention"
        if text[:1].isupper():
            yield "capital"
        if "\n" in text:
            yield "lines"
        if text.rstrip().endswith("?"):
            yield "asks"
        lower = text.lower()
        if any(service in lower for service in self._services):
            yield "service"
        if any(change in lower for change in self._changes):
            yield "change"

    def _place(self, item: Evidence, once: set[str]) -> Iterator[str]:
        if any(len(changed & once) >= 2 for changed in self._changed):
            yield "like a change"
        if item.author in self._changers:
            yield "a changer"
            if once & OWN:
                yield "a changer of their own"
        if "<time>" in once and not self._clocks.isdisjoint(CLOCK.findall(item.prose)):
            yield "when it was changed"
        replies = self._transcript.replies.get(item.id, ())
        if replies:
            yield f"replies {min(3, len(replies))}"
        parent = self._transcript.by_id.get(item.thread or "") if item.is_reply else self._before
        if item.is_reply:
            yield "reply"
        if parent is not None:
            if parent.prose.rstrip().endswith("?"):
                yield "answers"
            if parent.author == item.author:
                yield "goes on"
        self._spoken[item.author] += 1
        if self._spoken[item.author] == 1:
            yield "first word"
        yield f"echo {self._echoes.get(item.id, 0)}"
        yield f"shared {_bucket(self._common, once)}"


def _echoes(evidence: Sequence[Evidence]) -> dict[str, int]:
    """How many of a message's numbers and identifiers later messages repeat, up to 2."""
    later: set[str] = set()
    found: dict[str, int] = {}
    for item in reversed(evidence):
        if item.kind is Kind.PERSON:
            words = (word.strip(".,:-") for word in _MARK.findall(item.prose.lower()))
            marks = {word for word in words if len(word) > 1 and _TELLING.search(word)}
            found[item.id] = min(2, len(marks & later))
            later |= marks
    return found


def _common(evidence: Sequence[Evidence]) -> Counter[str]:
    """In how many of people's messages each word stands."""
    return Counter(
        word
        for item in evidence
        if item.kind is Kind.PERSON
        for word in set(stems(item.prose))
        if len(word) > 3
    )


def _pause(before: Evidence | None, item: Evidence) -> str:
    """How long nobody had said anything."""
    if before is None:
        return "nothing"
    seconds = (item.at - before.at).total_seconds()
    return next((name for most, name in _PAUSES if seconds < most), "long")


def _bucket(common: Counter[str], once: set[str]) -> int:
    """How much of a message is about what the others are about too: 0 to 3."""
    mine = [common[word] for word in once if len(word) > 3 and word[0] != "<"]
    if not mine:
        return 0
    return min(3, int(2 * sum(count > 3 for count in mine) / len(mine) + (max(mine) > 6)))


def _seconds(at: datetime | None) -> float | None:
    return at.timestamp() if at else None
