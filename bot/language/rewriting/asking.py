"""Questions that lead to a sentence without blame, made of what this sentence speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from zlib import crc32

from bot.language.rewriting.deeds import Deed, deed
from bot.language.rewriting.fit import shaped
from bot.language.rewriting.nouns import is_many, noun, noun_end
from bot.language.rewriting.parts import finite, parts
from bot.language.rewriting.passive import is_idle, is_stative, tail, takes_a_thing
from bot.language.rewriting.reading import BREAKS, Reading
from bot.language.rewriting.telling import tell
from bot.language.rewriting.topics import topics, when
from bot.language.rewriting.verbs import done, gerund, is_past

_ASKED: dict[str, tuple[str, ...]] = {
    "trait": (
        "What about {topic} made this hard to get right?",
        "Which help with {topic} was missing or out of reach?",
    ),
    "motive": (
        "What was known about {topic} at the time, and what made this the natural step?",
        "What made this way of handling {topic} seem right at the time?",
    ),
    "visible": (
        "What did the tools show of {topic} {when}?",
        "Where would trouble with {topic} have shown up, and which alert watched for it?",
    ),
    "count": ("How often has this happened with {topic}, and on which dates?",),
    "control": (),
    "how": ("What led up to this with {topic}?",),
    "slip": (
        "What made the slip with {topic} easy to make and hard to notice?",
        "What about {topic} makes a slip easy, and what would make it harmless?",
    ),
    "caused": ("What happened with {topic}, and what would have stopped it?",),
    "data": ("What do the records show of {topic}?",),
    "self": ("What did the tools show of {topic} {when}?",),
    "you": ("What did the tools show of {topic} {when}?",),
    "harmed": ("What happened with {topic}, and what would have stopped it?",),
    "": ("What happened with {topic}, and what would have caught it?",),
}
_UNDONE = ("What would have prompted {deed}?", "What would have made {deed} the natural step?")
_BARE: dict[str, tuple[str, ...]] = {
    "trait": (
        "Which help or information was missing at that moment?",
        "What made this work hard to get right that day?",
        "What was expected here, and what would have made it easier?",
    ),
    "caused": (
        "What changed just before this, and what let it through?",
        "What was the first change seen, and when?",
    ),
    "count": ("How often has this happened, and on which dates?", "On which dates did this happen before?"),
    "slip": (
        "What made the slip easy to make and hard to notice?",
        "Which guard would have made the slip harmless?",
    ),
    "control": (
        "What would make this kind of slip impossible or harmless next time, whoever is on shift?",
        "Which change to the system would make this kind of slip harmless, whoever is on shift?",
        "What would have caught this kind of slip before it did harm, whoever is on shift?",
        "Which step could a tool take over, so that this cannot happen again, whoever is on shift?",
        "Where could the system itself refuse such a step, whoever takes it?",
    ),
    "visible": ("What did the tools show at that moment?", "What was on the screen at that moment?"),
    "": (
        "What did the tools show at that moment?",
        "What happened, and which guard would have caught it?",
        "What in the process let this happen?",
        "What was known at that moment, and what was missing?",
    ),
}
_BLAMES = frozenset("blame responsibility accountability credit fault".split())
_HERE = frozenset("this it that".split())


def questions(read: Reading) -> Iterator[str]:
    """Questions, the best first; the last holds no words of the sentence."""
    kind = read.match.rule.rewrite
    if kind == "visible":
        yield from _shown(read)
    if kind in ("how", "you"):
        yield from _come_to_be(read)
    yield from _prompted(read)
    if kind == "caused" and (effect := effect_of(read) or _brought_about(read)):
        yield f"What led to {effect}?"
    shapes = _ASKED.get(kind, _ASKED[""])
    for n, topic in enumerate(topics(read)[:3] if shapes else ()):
        shape = shapes[(crc32(topic.encode("utf-8", "replace")) + n) % len(shapes)]
        yield shape.format(topic=topic, when=when(read))
    if kind not in ("how", "you"):
        yield from _come_to_be(read)
    bare = _BARE.get(kind, _BARE[""])
    yield bare[crc32(read.text.encode("utf-8", "replace")) % len(bare)]


def _shown(read: Reading) -> Iterator[str]:
    """ "must have realised that X" asks what showed X."""
    for at in range(max(read.last - 3, 0), len(read.words)):
        if read.low(at) != "that":
            continue
        stop = at + 1
        while stop < len(read.words) and read.low(stop) not in BREAKS:
            stop += 1
        said = tail(read, at + 1, stop, strict=True)
        if stop - at > 3 and said and _says(read, at + 2, stop):
            yield f"What showed at the time that {said}?"
        return


def _says(read: Reading, first: int, stop: int) -> bool:
    """Whether a verb can stand there: "that attachment for a genuine invoice" holds none."""
    return finite(read, first, stop) > 0 or any(is_many(read.low(at), read) for at in range(first, stop))


def _come_to_be(read: Reading) -> Iterator[str]:
    """How did X come to be changed: for what was asked of somebody, and for what somebody did."""
    kind = read.match.rule.rewrite
    for said in _deeds_asked(read):
        if said.base == "let" and not said.undone:
            told = read.written(said.first, said.stop)
            yield shaped(f"What let {told}", "?")
            continue
        thing = noun(read, said.first, said.last)
        if (
            not thing
            and kind in ("how", "you")
            and said.last - said.first == 1
            and read.low(said.first) in _HERE
        ):
            thing = read.low(said.first)
        if not thing or is_stative(read, said) or not takes_a_thing(read, said):
            continue
        known = read.sentence.known
        not_ = "not " if said.undone else ""
        more = said.phrase.partition(" ")[2]
        rest = tail(read, said.rest, said.stop, told=said)
        participle = done(read.low(said.verb), known)
        yield shaped(" ".join(f"How did {thing} come {not_}to be {participle} {more} {rest}".split()), "?")


def _deeds_asked(read: Reading) -> Iterator[Deed]:
    """What somebody did, behind "who …", "why did X …", "what made you …", "whose idea was it to …"."""
    end, whole = len(read.words), parts(read)
    for at in range(end):
        low, before = read.low(at), read.low(at - 1)
        after_who = before == "to" or (at and read.person(at - 1) and not read.person(at))
        after_who = after_who or (
            is_past(low) and any(read.low(n) == "who" for n in range(max(at - 4, 0), at))
        )
        if not after_who or not (before == "to" or is_past(low) or read.has(at, "base", "past")):
            continue
        stop = next((part.last for part in whole if part.first <= at < part.last), end)
        denied = any(read.low(n) == "not" for n in range(max(at - 4, 0), at))
        if found := deed(read, at, stop, asked=True, undone=denied):
            yield found


def _prompted(read: Reading) -> Iterator[str]:
    """What would have prompted what was not done."""
    for one in tell(read)[1]:
        if one.deed is None or not one.deed.undone:
            continue
        if doing := _doing(read, one.deed):
            if one.deed.base in read.table.telling:
                yield _UNDONE[0].format(deed=doing)
                continue
            yield _UNDONE[crc32(doing.encode("utf-8", "replace")) % len(_UNDONE)].format(deed=doing)


def _doing(read: Reading, said: Deed) -> str:
    """The deed as a thing: "checking the config before the deploy"."""
    if is_stative(read, said) or is_idle(read, said) or read.is_in_list(said.base, "knowing"):
        return ""
    thing = noun(read, said.first, said.last)
    if not thing and said.first < said.last:
        thing = read.low(said.first) if read.low(said.first) in _HERE else ""
    if not thing and said.base in read.table.telling:
        begin = read.past_person(said.first) if read.person(said.first) else said.rest
        return f"{read.table.telling[said.base]} {tail(read, begin, said.stop)}".strip()
    more = said.phrase.partition(" ")[2]
    rest = f" {tail(read, said.rest, said.stop)}".removesuffix(" even").strip()
    ing = gerund(read.low(said.verb), read.sentence.known)
    return " ".join(part for part in (ing, more, thing, rest) if part)


def effect_of(read: Reading) -> str:
    """What somebody is said to have caused, where it stands first: "The lost mail traces back to …"."""
    part = next((part for part in parts(read) if part.first <= read.first < part.last), None)
    if part is None:
        return ""
    first, stop = part.first, read.first
    while read.is_in(first, "fillers") and first < stop:
        first += 1
    stop = finite(read, first, stop, loose=True) or stop
    blame = next((at for at in range(first, stop) if read.low(at) in _BLAMES), stop)
    if read.low(blame + 1) == "for":
        first = blame + 2
    if stop - first < 2 or any(read.person(at) for at in range(first, stop)) or read.low(first) == "for":
        return ""
    said = noun(read, first, stop)
    if noun_end(read, first, stop) < stop and read.low(noun_end(read, first, stop)) not in (
        "in",
        "that",
        "on",
        "at",
    ):
        return ""
    return said[:1].lower() + said[1:] if said[1:2].islower() or said[1:2] == " " else said


def _brought_about(read: Reading) -> str:
    """The same where it stands last: "is responsible for the extra 40 minutes of downtime"."""
    for at in range(read.first, min(read.last + 2, len(read.words))):
        if read.low(at) == "for":
            end = noun_end(read, at + 1, len(read.words))
            vague = read.low(end - 1) in ("one", "ones", "this", "that")
            return noun(read, at + 1, end) if end - at > 2 and not vague else ""
    return ""
