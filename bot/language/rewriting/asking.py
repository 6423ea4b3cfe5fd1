"""Questions that lead to a sentence without blame, made of what this sentence speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from zlib import crc32

from bot.language.rewriting.deeds import Deed
from bot.language.rewriting.nouns import noun, noun_end, with_article
from bot.language.rewriting.passive import tail
from bot.language.rewriting.reading import BREAKS, Reading
from bot.language.rewriting.telling import Told, tell
from bot.language.rewriting.verbs import gerund, is_ing, is_past

_TIME = re.compile(r"\b\d{1,2}:\d{2}(?:\s?(?:UTC|am|pm|CET|CEST|EST|PST))?\b")
_BLAMING = (
    "trait",
    "trait_noun",
    "trait_person",
    "error",
    "scorn",
    "sarcasm",
    "fault",
    "culpable",
    "human_error",
    "ironic_person",
    "obvious",
    "motive",
    "punish",
    "vigilance",
    "panic",
    "conceal",
    "human",
    "self",
)

_ASKED: dict[str, tuple[str, ...]] = {
    "trait": (
        "What about {topic} made this hard to get right?",
        "What did the work on {topic} ask for that was out of reach at the time?",
    ),
    "motive": ("What did {topic} look like at the time, and what made this the natural step?",),
    "visible": ("What did the tools show of {topic} {when}?",),
    "count": ("How often has this happened with {topic}, and on which dates?",),
    "control": ("Which guard around {topic} would hold without relying on memory?",),
    "how": ("How did {topic} come to be this way?",),
    "slip": ("What made the slip with {topic} easy to make and hard to notice?",),
    "caused": ("What let a single change reach {topic}?",),
    "data": ("What do the records show of {topic}?",),
    "self": ("What did the tools show of {topic} {when}?",),
    "you": ("What did the tools show of {topic} {when}?",),
    "harmed": ("What let a single change reach {topic}?",),
    "": ("What happened with {topic}, and what would have caught it?",),
}
_DEED = (
    "What would have prompted {deed}?",
    "What would have made {deed} the natural step?",
)
_BARE = (
    "What did the tools show at that moment?",
    "What happened, and which guard would have caught it?",
    "What in the process let this happen?",
    "What was known at that moment, and what was missing?",
)


def questions(read: Reading) -> Iterator[str]:
    """Questions, the best first; the last holds no words of the sentence."""
    kind = read.match.rule.rewrite
    when = _when(read.text)
    _, told = tell(read)
    for one in told:
        if one.deed and (asked := _of_deed(read, one)):
            yield asked
    for topic in topics(read)[:3]:
        for shape in _ASKED.get(kind, _ASKED[""])[:2]:
            yield shape.format(topic=topic, when=when)
    yield _BARE[crc32(read.text.encode("utf-8", "replace")) % len(_BARE)]


def _when(text: str) -> str:
    found = _TIME.search(text)
    return f"at {found[0]}" if found else "at that moment"


def _of_deed(read: Reading, one: Told) -> str:
    said = one.deed
    if said is None or not said.undone:
        return ""
    doing = _doing(read, said)
    return _DEED[crc32(doing.encode()) % len(_DEED)].format(deed=doing) if doing else ""


def _doing(read: Reading, said: Deed) -> str:
    """The deed as a thing: "checking the config before the deploy"."""
    known = read.sentence.known
    if said.base in ("be", "have", "do", "know", "think", "go"):
        return ""
    thing = noun(read, said.first, said.last)
    if not thing and said.first < said.last and read.low(said.first) in ("it", "them", "this", "that"):
        thing = read.low(said.first)
    more = said.phrase.partition(" ")[2]
    rest = tail(read, said.rest, said.stop)
    return " ".join(part for part in (gerund(read.low(said.verb), known), more, thing, rest) if part)


def topics(read: Reading) -> list[str]:
    """The things that the sentence speaks of, those that tell most first."""
    found: list[tuple[int, int, str]] = []
    at, end = 0, len(read.words)
    while at < end:
        stop = noun_end(read, at, end)
        if stop <= at or read.person(at) or _is_blame(read, at, stop) or not _is_thing(read, at, stop):
            at += 1
            continue
        said = with_article(read, at, stop)
        if said:
            after = 1 if at >= read.last or stop <= read.first else 0
            found.append((after, min(stop - at, 5), said))
        at = stop
    return [said for _, _, said in sorted(found, key=lambda item: item[:2], reverse=True)]


def _is_blame(read: Reading, first: int, last: int) -> bool:
    return any(read.person(at) or read.has(at, *_BLAMING) for at in range(first, last))


def _is_thing(read: Reading, first: int, last: int) -> bool:
    head = read.low(last - 1)
    if (
        head in BREAKS
        or not any(character.isalpha() for character in head)
        or read.is_in(last - 1, "fillers")
    ):
        return False
    if is_past(read.low(first)) or is_past(head) or is_ing(read.low(first)) or head.endswith("ly"):
        return False
    return not (read.has(last - 1, "fn") or read.has(last - 1, "adv")) and len(head) > 2
