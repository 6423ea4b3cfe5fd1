"""A sentence as words that can be moved about: each keeps what was written, and whether it is a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.language.masking import OPAQUE
from bot.language.matching import Match, Sentence
from bot.language.rewriting.verbs import Words, words
from bot.language.tokens import tokens

BREAKS = frozenset(",:()!?…;")
SUBJECTS = frozenset("he she they we i you".split())
_JUDGING = (
    "trait trait_noun trait_person scorn sarcasm human_error "
    "ironic_person ironic_praise obvious obvious_sure motive punish vigilance panic conceal rush "
    "harm_h neglect_h unbother as_ever"
).split()
_THEIRS = frozenset("my your his her their our whose ur".split())


@dataclass(frozen=True, slots=True)
class Word:
    """One word: in lower case, its place, its tags, and the number of the person that it belongs to.

    ``blames``: in the words found; ``judges``: known for a judgement; ``idiom``: part of a longer phrase.
    """

    low: str
    start: int
    end: int
    tags: str
    person: int = -1
    blames: bool = False
    judges: bool = False
    idiom: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence's words with the text they stand in; those that blame are ``first`` to before ``last``."""

    text: str
    words: tuple[Word, ...]
    sentence: Sentence
    match: Match
    table: Words
    first: int
    last: int

    def has(self, at: int, *tags: str) -> bool:
        """Whether the word at a place has one of the tags."""
        return 0 <= at < len(self.words) and any(
            self.sentence.known.tags.character(tag) in self.words[at].tags for tag in tags
        )

    def low(self, at: int) -> str:
        return self.words[at].low if 0 <= at < len(self.words) else ""

    def person(self, at: int) -> bool:
        return 0 <= at < len(self.words) and self.words[at].person >= 0

    def past_person(self, at: int) -> int:
        """The place after the person whose name or role stands at ``at``."""
        number = self.words[at].person
        while at < len(self.words) and self.words[at].person == number:
            at += 1
        return at

    def is_in(self, at: int, name: str) -> bool:
        return self.low(at) in self.table.lists[name]

    def is_in_list(self, word: str, name: str) -> bool:
        return word in self.table.lists[name]

    def knows(self, phrase: str) -> bool:
        """Whether the tables say something of a verb with more words to it."""
        return phrase in self.table.happened or phrase in self.table.undone

    def is_nobody(self, at: int) -> bool:
        return self.has(at, "nobody") or self.low(at) in {"nobody", "none", "no-one"}

    def is_theirs(self, at: int) -> bool:
        return self.low(at) in _THEIRS

    def written(self, first: int, last: int) -> str:
        """What was written from one word to before another, as it was."""
        if first >= last:
            return ""
        return self.text[self.words[first].start : self.words[last - 1].end]


def read(text: str, sentence: Sentence, match: Match) -> Reading:
    """The sentence's words. ``text`` is as it was written, as long as the masked one."""
    begin, stop = _span(sentence, match.first, match.last)
    table = words(sentence.known.language)
    found = list(_words(sentence, match, begin, stop))
    whole = tuple(_covering(text, list(_numbers(found))))
    marked = [at for at, word in enumerate(whole) if word.blames]
    first, last = (marked[0], marked[-1] + 1) if marked else (0, 0)
    return Reading(text, whole, sentence, match, table, first, last)


def _words(sentence: Sentence, match: Match, begin: int, stop: int) -> Iterator[Word]:
    inside = sentence.read.tokens
    people = dict(_people(sentence, match))
    marks = {sentence.known.tags.character(tag) for tag in _JUDGING}
    known, n = sentence.known.words, 0
    for token in tokens(sentence.masked, sentence.start, sentence.end):
        while n + 1 < len(inside) and inside[n].end <= token.start and inside[n + 1].start <= token.start:
            n += 1
        whole = inside[n]
        person = n if n in people and not (token.word in _THEIRS and whole.word == token.word) else -1
        tags = known.get(token.word, "") + sentence.names.get(token.word, "")
        tags += whole.tags if person >= 0 else ""
        judged = not marks.isdisjoint(whole.tags)
        idiom = (judged and "-" in whole.word and whole.end > token.end) or (
            judged and whole.start < token.start
        )
        start, end = token.start - sentence.start, token.end - sentence.start
        yield Word(token.word, start, end, tags, person, begin <= token.start < stop, judged, idiom)


def _numbers(found: list[Word]) -> Iterator[Word]:
    """Times and large numbers as one word each: 14:03, 9,000."""
    at = 0
    while at < len(found):
        word, last = found[at], at
        while (
            word.low[:1].isdigit()
            and last + 2 < len(found)
            and found[last + 1].low in ":,"
            and found[last + 2].low[:1].isdigit()
            and found[last].end == found[last + 1].start
            and found[last + 1].end == found[last + 2].start
        ):
            last += 2
        low = "".join(one.low for one in found[at : last + 1])
        yield replace(word, low=low, end=found[last].end)
        at = last + 1


def _span(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    inside = sentence.read.tokens
    return inside[first].start, inside[last - 1].end


def _people(sentence: Sentence, match: Match) -> Iterable[tuple[int, tuple[int, int]]]:
    """The tokens that stand for somebody, each with its place."""
    human = sentence.known.tags.character("human")
    for number, token in enumerate(sentence.read.tokens):
        if human in token.tags or number == match.agent or token.word in SUBJECTS:
            yield number, (token.start, token.end)


def _covering(text: str, found: list[Word]) -> Iterable[Word]:
    """What is blank in the masked text (code, quotes, links, citations, marks of emphasis) belongs to the
    word that it is written against: after a blank to the next one, else to the one before.
    """
    opening = 0
    for at, word in enumerate(found):
        stop = found[at + 1].start if at + 1 < len(found) else len(text.rstrip(" .!?…"))
        gap = text[word.end : max(stop, word.end)]
        before = _before(gap, word.low == OPAQUE or at + 1 == len(found))
        start = word.start - opening
        opening = len(gap[len(before) :].lstrip())
        yield replace(word, start=start, end=word.end + len(before))


def _before(gap: str, whole: bool) -> str:
    """The part of the text between two words that goes with the first of them."""
    if not gap.strip():
        return ""
    if whole or gap[-1].isspace():
        return gap.rstrip()
    return gap[: len(gap) - len(gap.split()[-1])].rstrip()
