"""A sentence in its parts: who or what each is about, and how it hangs on the one before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from bot.language.rewriting.reading import BREAKS, Reading
from bot.language.rewriting.verbs import is_ing, is_past

_FINITE = frozenset(
    """is are was were am has have had does do did will would can could should may might must 's 're
    've""".split()
)
_IS = frozenset("it that this he she there here what who one where".split())  # before 's that means is
_JOINS = frozenset("and but so yet then".split())
_GO_ON = frozenset(["", "and", "but", "then", "yet"])
_UNDER = frozenset(
    """when while because since after before although though until till if unless where once whereas
    that as""".split()
)
_WHO = frozenset("who whose whom".split())
_PREPOSITIONS = frozenset(
    """by of from for to with on at in about against like than among between without into through
    during via""".split()
)
# Kinds of blame whose words can be the subject: "Careless copy-paste put …".
_SUBJECTS = frozenset("slip trait harmed caused data count".split())
LONGEST_LABEL = 4  # words before a colon


class About(Enum):
    PERSON = "person"
    THING = "thing"
    LABEL = "label"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Part:
    """Words from ``first`` to before ``last``, after a ``link``; at ``begin`` what somebody did begins."""

    about: About
    link: str
    first: int
    last: int
    begin: int = -1
    nobody: bool = False
    conditional: bool = False


def parts(read: Reading) -> list[Part]:
    """The sentence's parts, in order."""
    found: list[Part] = []
    for link, first, last in _cut(read):
        found.append(_part(read, link, first, last, found[-1] if found else None))
    return found


def _cut(read: Reading) -> Iterator[tuple[str, int, int]]:
    link, first, at = "", 0, 0
    end = len(read.words)
    while at < end:
        low = read.low(at)
        joint = _joint(read, at, first)
        if joint == at:
            at += 1
            continue
        if first < at:
            yield link, first, at
        link = low if low in BREAKS else read.written(at, joint).lower()
        if (low in BREAKS and read.low(joint) in _JOINS) or (
            low in BREAKS and (read.low(joint) in _UNDER or read.low(joint) in ("which", "who", "whose"))
        ):
            link, joint = f", {read.low(joint)}", joint + 1
        first = at = joint
    if first < end:
        yield link, first, end


def _joint(read: Reading, at: int, first: int) -> int:
    """Past what joins two parts here, or ``at`` where nothing does."""
    low = read.low(at)
    if low in BREAKS:
        return at + 1
    if read.words[at].person >= 0:
        return at
    if low in _WHO and at > first and read.person(at - 1):
        return at + 1
    if low == "so" and read.low(at + 1) == "that":
        return at + 2
    if low == "as" and read.low(at + 2) == "as":
        return at + 3 if read.low(at + 1) in ("soon", "long") else at
    if low == "as" and read.low(at - 2) == "as":
        return at
    if low == "so" and read.low(at + 1).endswith("ly"):
        return at
    if (low in _JOINS and at > first) or low in _UNDER:
        return at + 1 if _clause_follows(read, at + 1, low in _JOINS) else at
    return at


def _clause_follows(read: Reading, at: int, joined: bool) -> bool:
    while read.low(at).endswith("ly") or read.low(at) in ("then", "never", "just", "also", "even", "still"):
        at += 1
    if at >= len(read.words) or is_ing(read.low(at)):
        return False
    if read.person(at):
        return read.low(read.past_person(at)) not in ("'s",) or True
    if joined and (_is_verb(read, at) or read.low(at) in _FINITE):
        return True
    return finite(read, at + 1, len(read.words), to_break=True) > 0


def _is_verb(read: Reading, at: int) -> bool:
    """Whether a past form is what somebody did, not what a thing is like: "signed messages"."""
    low, after = read.low(at), read.low(at + 1)
    if not is_past(low):
        return False
    if not low.endswith("ed"):
        return True
    little = read.has(at + 1, "fn", "number", "adv") or after in BREAKS or after[:1].isdigit() or not after
    return little or after.endswith("ly") or read.person(at + 1) or read.is_theirs(at + 1)


def finite(read: Reading, first: int, last: int, *, to_break: bool = False, loose: bool = False) -> int:
    """Where the first finite verb stands, or 0. ``loose``: words that may be plurals count as well."""
    for at in range(first, last):
        low = read.low(at)
        if to_break and low in BREAKS | _JOINS:
            return 0
        before = read.low(at - 1)
        if low in _FINITE and (low != "'s" or before in _IS):
            return at
        if (
            _is_verb(read, at)
            and before not in _PREPOSITIONS
            and before not in ("the", "a", "an", "its", "no", "and")
        ):
            return at
        if (
            loose
            and low.endswith("s")
            and read.has(at, "s")
            and not read.has(at, "thing", "thing_after", "work")
        ):
            return at
    return 0


def _part(read: Reading, link: str, first: int, last: int, before: Part | None) -> Part:
    if last < len(read.words) and read.low(last) == ":" and first == 0 and _is_label(read, first, last):
        return Part(About.LABEL, link, first, last)
    conditional = link in ("if", ", if", "unless") or (
        read.low(first) in ("if", "had", "unless") and first == 0
    )
    continues = before is not None and before.about is About.PERSON and link.lstrip(", ") in _GO_ON
    if link.lstrip(", ") == "whose" and (verb := finite(read, first + 1, last)):
        return Part(About.PERSON, link, first, last, verb)
    subject = _subject(read, first, last)
    if subject >= 0 and read.low(subject) == "we" and subject != read.first:
        return Part(About.NOTHING, link, first, last)
    if subject >= 0:
        begin = read.past_person(subject)
        if read.low(begin) == "," and (stop := _past_aside(read, begin, last)):
            begin = stop
        denied = any(read.low(at) in ("not", "never", "no", "hardly") for at in range(first, subject))
        return Part(About.PERSON, link, first, last, begin, read.is_nobody(subject) or denied, conditional)
    if link.lstrip(", ") == "who":
        return Part(About.PERSON, link, first, last, first)
    if read.low(first) in _WHO and first + 1 < last and read.low(first) != "whose":
        return Part(About.PERSON, link, first, last, first + 1)
    verb = first
    while read.low(verb).endswith("ly") or read.low(verb) in ("then", "never", "just", "also", "even"):
        verb += 1
    if continues and verb < last and (_is_verb(read, verb) or read.low(verb) in _FINITE):
        return Part(About.PERSON, link, first, last, first, before is not None and before.nobody)
    near = read.first <= first + 1 and first < read.last <= last
    if near and read.match.rule.rewrite in _SUBJECTS and (verb := _after_blame(read, last)):
        return Part(About.PERSON, link, first, last, verb)
    return Part(About.THING, link, first, last, conditional=conditional)


def _is_label(read: Reading, first: int, last: int) -> bool:
    if last - first > LONGEST_LABEL or any(read.person(at) for at in range(first, last)):
        return False
    return not any(read.low(at) in _FINITE for at in range(first, last))


def _past_aside(read: Reading, at: int, last: int) -> int:
    for end in range(at + 1, min(last, at + 8)):
        if read.low(end) == ",":
            return end + 1
    return 0


def _subject(read: Reading, first: int, last: int) -> int:
    """Where the person stands whom a part is about, or -1."""
    for at in range(first, last):
        if read.person(at):
            after = read.past_person(at)
            if (read.low(at - 1) in _PREPOSITIONS and at > first) or (
                read.low(after) == "'s" and after < last
            ):
                return -1
            return at
        if read.low(at) in _FINITE and not (at == first and read.low(at) == "had"):
            return -1
        if is_past(read.low(at)) and at > first and read.low(at - 1) not in ("the", "a", "an"):
            return -1
    return -1


def _after_blame(read: Reading, last: int) -> int:
    """Where what a slip or a trait did is told: "Careless copy-paste from … put the DSN in prod"."""
    for at in range(max(read.last - 1, 1), last):
        low = read.low(at)
        if low in _FINITE:
            return 0
        if (
            is_past(low)
            and read.low(at - 1) not in _PREPOSITIONS
            and read.low(at - 1) not in ("the", "a", "an")
        ):
            return at
    return 0
