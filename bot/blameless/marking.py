"""What the check finds in a section's text, as people settle it: a sentence at a time (pure)."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bot.language.finding import Category, Field, Finding, Level, Suggestion

SHOWN = 5  # findings shown at once
DIGEST = 16  # hexadecimal digits: a button has room for more, but no postmortem for so many sentences
SAID = 8
_CITATION = re.compile(r"\s*\[\d{1,6}\](?!\()")
# Before a sentence: a list's or heading's mark, and citations of the sentence before.
_LEAD = re.compile(r"\s*(?:(?:[-*+•>]|#{1,6}|\d{1,4}[.)])\s+)*(?:\[\d{1,6}\]\s*)*")
_END = re.compile(r"[.!?…]+$")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Ref:
    """Which finding a button means: its sentence's ``digest``, which of the same sentences (from 0), and
    the suggestion that was shown with it (``said``), so that nobody takes another one than they saw.
    """

    number: int
    key: str
    digest: str
    category: Category
    place: int
    said: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence that blames, with the first of its findings. ``suggestion`` may be a better one than the
    finding's own.
    """

    finding: Finding
    sentence: str
    digest: str
    place: int
    suggestion: Suggestion

    @property
    def said(self) -> str:
        """What a button carries to say which suggestion stood beside it."""
        return _said(self.suggestion)

    def as_said(self, said: str) -> Marked | None:
        """With the suggestion that was shown, be it the better one or the rules'; None for any other."""
        shown = (one for one in (self.suggestion, self.finding.suggestion) if _said(one) == said)
        return next((replace(self, suggestion=one) for one in shown if not one.asks), None)


@dataclass(frozen=True, slots=True)
class Found:
    """What is open in a section whose text is ``text``; ``kept`` are sentences in it that somebody kept."""

    number: int
    key: str
    heading: str
    text: str
    open: tuple[Marked, ...] = ()
    kept: tuple[str, ...] = ()

    def ref(self, marked: Marked) -> Ref:
        finding = marked.finding
        return Ref(self.number, self.key, marked.digest, finding.category, marked.place, marked.said)

    def marked(self, ref: Ref) -> Marked | None:
        """The sentence that the button means: at its place, or the only one of its kind."""
        same = [marked for marked in self.open if marked.digest == ref.digest]
        at_place = [marked for marked in same if marked.place == ref.place]
        if at_place:
            return at_place[0]
        return same[0] if len(same) == 1 else None

    def better(self, suggestions: Mapping[str, str]) -> Found:
        """With the suggestions that were found for these sentences since, by their digests."""
        opened = tuple(
            replace(one, suggestion=Suggestion(suggestions[one.digest])) if one.digest in suggestions else one
            for one in self.open
        )
        return replace(self, open=opened)


@dataclass(frozen=True, slots=True)
class Told:
    """What ``person`` is told privately after an edit from elsewhere; ``elsewhere`` counts what is open in
    sections that were edited along with this one.
    """

    channel: str
    person: str
    found: Found
    elsewhere: int = 0


def field_of(key: str) -> Field:
    """Which part of a postmortem a section is, by its key."""
    return next((field for field in Field if field == key), Field.OTHER)


def digest_of(sentence: str) -> str:
    """A hash of the sentence's words, whatever its case, spaces, punctuation and citations."""
    bare = unicodedata.normalize("NFKC", _CITATION.sub("", sentence)).casefold()
    said = " ".join(_WORD.findall(bare)) or bare
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:DIGEST]


def mark(text: str, findings: Iterable[Finding], *, hints: bool) -> tuple[Marked, ...]:
    """A mark for each sentence with findings, in order; of several, a warning goes before a hint."""
    first: dict[tuple[int, int], Finding] = {}
    for finding in findings:
        known = first.get(finding.sentence)
        if finding.level is Level.HINT and not hints:
            continue
        if known is None or (known.level is Level.HINT and finding.level is Level.WARNING):
            first[finding.sentence] = finding
    marked = []
    seen: Counter[str] = Counter()
    for _, finding in sorted(first.items()):
        sentence = sentence_of(text, finding)
        digest = digest_of(sentence)
        marked.append(Marked(finding, sentence, digest, seen[digest], finding.suggestion))
        seen[digest] += 1
    return tuple(marked)


def sentence_of(text: str, finding: Finding) -> str:
    """The sentence around a finding, without what stands before it in a list."""
    start, end = finding.sentence
    return _LEAD.sub("", text[start:end], count=1).strip()


def replaced(text: str, marked: Marked) -> str:
    """The text with exactly this sentence put as suggested; what it cites it goes on citing."""
    start, end = marked.finding.sentence
    old = text[start:end]
    bare = _LEAD.sub("", old, count=1)
    before = old[: len(old) - len(bare)]
    if marked.suggestion.text.startswith(before.strip() or "\0"):
        before = before[: len(before) - len(before.lstrip())]
    after = old[len(old.rstrip()) :]
    new = _citing(marked.suggestion.text.strip(), bare)
    return text[:start] + before + new + after + text[end:]


def _said(suggestion: Suggestion) -> str:
    return hashlib.sha256(suggestion.text.encode("utf-8", "replace")).hexdigest()[:SAID]


def _citing(new: str, old: str) -> str:
    """``new`` with the citations of ``old`` that it lacks, before or after its full stop as they stood."""
    cited = dict.fromkeys(found.strip() for found in _CITATION.findall(old))
    missing = " ".join(number for number in cited if number not in new)
    if not missing:
        return new
    stop = _END.search(new)
    if stop and _END.search(old.rstrip()) and _CITATION.search(old):  # "…the deploy [3]."
        return f"{new[: stop.start()]} {missing}{stop[0]}"
    return f"{new} {missing}"
