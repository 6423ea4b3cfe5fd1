"""The sentence told again: what people did as what happened, what holds without them kept, blame left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.language.inflection import IRREGULAR
from bot.language.rewriting.deeds import Deed, deed
from bot.language.rewriting.parts import About, Part, finite, parts
from bot.language.rewriting.passive import passive, tail
from bot.language.rewriting.reading import Reading
from bot.language.rewriting.verbs import is_ing

_KEPT_LINKS = {
    ",": ", and",
    ", and": ", and",
    "and": " and",
    "so": ", so",
    ", so": ", so",
    "but": ", but",
    ", but": ", but",
    "yet": ", yet",
    ", yet": ", yet",
    "then": ", then",
    "(": ", and",
    ":": ":",
    "…": ", and",
    ", then": ", then",
}
# Kinds of which the words found cannot be told in another voice, only what stands beside them.
_BESIDE = frozenset({"visible", "control"})
# Kinds of which the words found may stay where they lose who did it.
_TOLD_STILL = frozenset({"passive", "harmed", "caused", "you"})
_ENOUGH = frozenset(
    """due proper adequate sufficient reasonable enough appropriate necessary avoidable""".split()
)
_NO_SUBJECTS = frozenset(
    """to of by for with from which who why how what whose as than not or like let please""".split()
)
_FOLLOWED = re.compile(r"\b(?:caused by|because of|due to|result of|down to) (?:the|a|an)\b")
_LEADS = frozenset("at on in during after before by since within until from".split())


@dataclass(frozen=True, slots=True)
class Told:
    """One part told again: its ``link`` to the one before, its words, and what somebody did in it."""

    link: str
    words: str
    deed: Deed | None
    part: Part
    safe: bool = True


def tell(read: Reading) -> tuple[str, list[Told]]:
    """The sentence's label, if it has one, and the parts of it that can be told without blame."""
    label = ""
    found: list[Told] = []
    whole = parts(read)
    imagined = any(part.conditional for part in whole)
    for n, part in enumerate(whole):
        if part.about is About.LABEL:
            label = read.written(part.first, part.last) + ": "
            continue
        if part.about is About.PERSON:
            told = _person(read, part)
        elif part.about is About.NOTHING or (n + 1 < len(whole) and whole[n + 1].link == "that"):
            told = None  # what is said of saying it: "the board notes that …"
        elif imagined and part.link.lstrip(", ") in ("", "then", "and"):
            told = None
        else:
            told = _thing(read, part, found[-1] if found else None)
        if told is not None:
            found.append(told)
    if read.match.rule.rewrite == "did_not" and not any(one.deed for one in found):
        found = [*_expected(read), *found]
    return label, found


def _expected(read: Reading) -> Iterator[Told]:
    """What was somebody's to do: "It was up to … to halt the run", "the right move would have been to …"."""
    for part in parts(read):
        for at in range(part.first, part.last):
            if read.low(at) != "to" or at + 1 >= part.last or not (read.first <= at <= read.last + 4):
                continue
            if said := deed(read, at + 1, part.last, undone=True, asked=True):
                yield Told("", passive(read, said), said, replace(part, last=at))
                return


def _person(read: Reading, part: Part) -> Told | None:
    if read.match.rule.rewrite in _BESIDE and part.first < read.last and read.first < part.last:
        return None
    said = deed(read, part.begin, part.last, undone=part.nobody)
    if said is None:
        return None
    if read.match.rule.rewrite == "count" and _is_sweeping(read, part, said):
        return None
    if part.conditional:
        said = replace(said, undone=not said.undone)
    words = passive(read, said)
    if not words:
        return Told(part.link, "", said, part)
    lead = _lead(read, part)
    return Told(part.link, f"{lead}{words}", said, part)


def _is_sweeping(read: Reading, part: Part, said: Deed) -> bool:
    """Whether it is said of every time: "never answers", "has yet to": no fact to be told again."""
    return said.present or any(read.low(at) in ("has", "have") for at in range(part.first, said.verb))


def _lead(read: Reading, part: Part) -> str:
    """A time or a place that stands before who did it: "At 14:03 ...", kept as it is."""
    if read.low(part.first) not in _LEADS or part.begin < 1:
        return ""
    end = part.first
    while end < part.begin and not read.person(end):
        end += 1
    if end == part.begin or (
        read.first < end and part.first < read.last and read.first < end - 1 < read.last
    ):
        return ""
    return tail(read, part.first, end) + " "


def _thing(read: Reading, part: Part, before: Told | None) -> Told | None:
    """A part that no person is the subject of, without the people who stand in it otherwise."""
    first = part.first
    while first < part.last and read.is_in(first, "fillers") and not finite(read, first, first + 1):
        first += 1
    if read.person(first) and read.is_theirs(read.past_person(first)):
        first = read.past_person(first)
    if first >= part.last or part.conditional:
        return None
    was_told = before is not None and before.deed is not None and part.link == "that"
    if _imagined(read, first, part.last) and not was_told:
        return None
    if read.match.rule.rewrite == "passive" and read.low(first) in _ENOUGH:
        first += 1
    overlaps = first < read.last and read.first < part.last
    if overlaps and read.match.rule.rewrite not in _TOLD_STILL:
        return None
    words = tail(read, first, part.last, strict=True)
    if overlaps and read.match.rule.rewrite == "caused" and not _FOLLOWED.search(words):
        return None
    verb = finite(read, first, part.last)
    if first < verb and _is_a_group(read, first, verb):
        said = deed(read, verb, part.last)
        told = passive(read, said) if said else ""
        return Told(part.link, told, said, part) if told else None
    if verb + 1 == part.last and read.low(verb) in IRREGULAR:
        return None
    if not words or verb < first or (verb == first and not part.link.endswith("which")):
        return None
    if read.low(first) == "it" and read.low(first + 1) in ("is", "was", "'s"):
        return None
    if read.low(first) in _NO_SUBJECTS or is_ing(read.low(first)):
        return None
    return Told(part.link, words, None, part, safe=not overlaps)


def _is_a_group(read: Reading, first: int, verb: int) -> bool:
    """Whether people did it, though no person is named: "the scheduling desk left …"."""
    head = verb - 1
    while head > first and read.low(head).endswith("ly"):
        head -= 1
    doing = read.low(verb) not in (
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "'s",
        "'re",
        "got",
        "went",
    )
    return doing and (read.is_in(head, "groups") or read.has(head, "role", "team_noun", "team_noun_maybe"))


def _imagined(read: Reading, first: int, last: int) -> bool:
    """Whether it is told what would have been."""
    return any(read.low(at) in ("would", "could", "might", "wouldn't") for at in range(first, last))


def joined(told: list[Told]) -> str:
    """The parts as one clause, each linked as it was where that still makes sense."""
    words, last = "", -2
    for one in told:
        if one.link.endswith("which") and one.part.first - last > 3:
            continue
        last = one.part.last
        if not words:
            words = one.words
            continue
        link = one.link
        if link.lstrip(", ") in ("who", "whose", ""):
            link = ", and"
        comma = "," if link.startswith(",") else ""
        kept = _KEPT_LINKS.get(link, f"{comma} {link.lstrip(', ')}")
        words += f"{kept} {one.words}"
    return words


def ways(read: Reading) -> Iterator[tuple[str, list[Told]]]:
    """The sentence as it can be told, fullest first: label and parts."""
    label, found = tell(read)
    told = [one for one in found if one.words]
    deeds = [one for one in told if one.deed]
    safe = [one for one in told if one.safe]
    seen: list[list[Told]] = []
    for choice in (told, safe, deeds, deeds[:1], deeds[-1:], [one for one in safe if not one.deed]):
        if choice and choice not in seen:
            seen.append(choice)
            yield label, choice
