"""A sentence as words that can be moved about: each keeps what was written, and whether it is a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.language.matching import Match, Sentence
from bot.language.rewriting.verbs import Words, words
from bot.language.tokens import OPAQUE, tokens

PEOPLE = ("human",)
BREAKS = frozenset(",:()!?…;")
SUBJECTS = frozenset("he she they we i you".split())
_THEIRS = frozenset("my your his her their our its whose ur".split())


@dataclass(frozen=True, slots=True)
class Word:
    """One word: in lower case, its place in the sentence, its tags, and the person's number it belongs to."""

    low: str
    start: int
    end: int
    tags: str
    person: int = -1
    blames: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence's words with the text they stand in. ``agent`` is the number of the person who is blamed."""

    text: str
    words: tuple[Word, ...]
    sentence: Sentence
    match: Match
    table: Words
    agent: int
    first: int
    last: int
    kinds: dict[str, str] = field(default_factory=dict)

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
        return phrase in self.table.happened or phrase in self.table.undone or phrase in self.table.deed

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
    people = dict(_people(sentence, match))
    begin, stop = _span(sentence, match.first, match.last)
    agent = match.agent if match.agent is not None and match.agent in people else -1
    spans = sorted((place, number) for number, place in people.items())
    known = sentence.known.words
    found: list[Word] = []
    n = 0
    for token in tokens(sentence.masked, sentence.start, sentence.end):
        while n < len(spans) and spans[n][0][1] <= token.start and token.end > token.start:
            n += 1
        inside = n < len(spans) and spans[n][0][0] <= token.start < max(spans[n][0][1], token.start + 1)
        number = spans[n][1] if inside and token.start < spans[n][0][1] else -1
        start, end = token.start - sentence.start, token.end - sentence.start
        tags = known.get(token.word, "") + sentence.names.get(token.word, "")
        if number >= 0:
            tags += sentence.read.tokens[number].tags
        found.append(Word(token.word, start, end, tags, number, begin <= token.start < stop))
    whole = tuple(_covering(text, found))
    marked = [at for at, word in enumerate(whole) if word.blames]
    first, last = (marked[0], marked[-1] + 1) if marked else (0, 0)
    table = words(sentence.known.language)
    return Reading(text, whole, sentence, match, table, agent, first, last)


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
    """What is blank in the masked text (code, quotes, links, citations, marks of emphasis) belongs to the word
    that it is written against: after a blank to the next one, else to the one before.
    """
    opening = 0
    for at, word in enumerate(found):
        stop = found[at + 1].start if at + 1 < len(found) else len(text.rstrip(" .!?…"))
        gap = text[word.end : max(stop, word.end)]
        before = _before(gap, word.low == OPAQUE or at + 1 == len(found))
        start = word.start - opening
        opening = len(gap[len(before) :].lstrip())
        yield Word(word.low, start, word.end + len(before), word.tags, word.person, word.blames)


def _before(gap: str, whole: bool) -> str:
    """The part of the text between two words that goes with the first of them."""
    if not gap.strip():
        return ""
    if whole or gap[-1].isspace():
        return gap.rstrip()
    return gap[: len(gap) - len(gap.split()[-1])].rstrip()
