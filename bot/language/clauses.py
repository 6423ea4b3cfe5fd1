"""A sentence made ready for the rules: its tokens tagged, its phrases and people each one token, encoded."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate

from bot.language.masking import OPAQUE
from bot.language.patterns import BETWEEN, BREAKS, END
from bot.language.tokens import Token, tokens
from bot.language.vocabulary import GAP, Chunk, Node, Vocabulary, vocabulary

GAP_WORDS = 4
MOST_WORDS = 60_000  # whose tags are kept
_NO_ADVERBS = frozenset(
    "only family supply apply reply assembly anomaly early daily weekly monthly hourly".split()
)


@dataclass(slots=True)
class Clause:
    """Tokens, and the same as the string that patterns search. ``at[n]`` is where token n begins in it."""

    tokens: list[Token]
    code: str = ""
    at: list[int] = field(default_factory=list)

    def encode(self) -> Clause:
        parts = [f"{token.word}{BETWEEN}{token.tags}{END}" for token in self.tokens]
        self.code = "".join(parts)
        self.at = [0, *accumulate(map(len, parts))]
        return self

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The tokens (first, past the last) that a part of the code stands for."""
        return bisect_right(self.at, start) - 1, bisect_right(self.at, end - 1) if end > start else 0

    @property
    def present(self) -> set[str]:
        """Every word and every tag's character in it."""
        found = {token.word for token in self.tokens}
        return found.union(*(token.tags for token in self.tokens))


def clause(text: str, start: int, end: int, known: Vocabulary, names: Mapping[str, str]) -> Clause:
    """The sentence at a place of ``text``, ready for the rules."""
    shouted = text[start:end].isupper()
    found = list(_tagged(tokens(text, start, end), known, names, shouted=shouted))
    found = _with_phrases(found, known)
    return _with_people(Clause(found).encode(), known)


def _tagged(
    given: Iterable[Token], known: Vocabulary, names: Mapping[str, str], *, shouted: bool
) -> Iterable[Token]:
    shapes = _shapes(known.language)
    begins = True
    for token in given:
        word = token.word
        tags = shapes.of(word)
        if names and word in names:
            tags = names[word] + tags.replace(shapes.unknown, "")
        written = token.written
        if shouted:  # capitals tell nothing where all is written in them, save of a name
            tags += shapes.first if begins else shapes.cap * (shapes.given in tags)
        elif written[:1].isupper():
            tags += shapes.first if begins else shapes.cap
            if len(word) > 1 and written.isupper():
                tags += shapes.shout
        if word not in BREAKS:
            begins = False
        elif word in ":(…!?":
            begins = True
        token.tags = tags
        yield token


class _Shapes:
    """The tags that a word has by itself: those of the tables, and those that its shape gives it."""

    def __init__(self, known: Vocabulary) -> None:
        self._words = known.words
        self._character = known.tags.character
        self.first, self.cap, self.shout, self.unknown = map(
            self._character, ("first", "cap", "shout", "unknown")
        )
        self.given = self._character("given")
        self.of = lru_cache(maxsize=MOST_WORDS)(self._of)

    def _of(self, word: str) -> str:
        tags = self._words.get(word, "")
        if word[:1] in ("<", "@") and len(word) > 1:
            return tags + self._character("mention")
        if word == OPAQUE:
            return tags + self._character("opaque")
        if word[:1].isdigit():
            return tags + self._character("number")
        tags += self._by_ending(word)
        return self.unknown if not tags and word.isalpha() else tags

    def _by_ending(self, word: str) -> str:
        if "-" in word and all(self.given in self._words.get(part, "") for part in word.split("-")):
            return self.given
        if len(word) > 3:
            if word.endswith("ly") and word not in _NO_ADVERBS:
                return self._character("adv")
            if word.endswith("ed"):
                return self._character("ed")
            if word.endswith("ing"):
                return self._character("ing")
        return ""


@lru_cache(maxsize=8)
def _shapes(language: str) -> _Shapes:
    return _Shapes(vocabulary(language))


def _with_phrases(given: list[Token], known: Vocabulary) -> list[Token]:
    """The longest phrases of the tables, each as one token; of idioms the first word is marked."""
    out: list[Token] = []
    n, heads = 0, known.phrases.next
    while n < len(given):
        token = given[n]
        stop = n + 1
        if token.word in heads:
            found = list(_phrases(given, n, known.phrases))
            token.tags += "".join(head for _, _, head in found)
            if whole := max(((end, tags) for end, tags, _ in found if tags), default=None):
                stop = whole[0]
                token = _merged(given[n:stop], whole[1] + "".join(head for _, _, head in found), known)
        out.append(token)
        n = stop
    return out


def _merged(parts: Sequence[Token], tags: str, known: Vocabulary) -> Token:
    word = "-".join(token.word for token in parts if token.word)
    case = "".join(set(parts[0].tags) & _case(known))
    case += known.tags.character("trouble") * (known.tags.character("trouble") in parts[-1].tags)
    written = " ".join(token.written for token in parts if token.written)
    return Token(word, parts[0].start, parts[-1].end, tags + case, written)


def _case(known: Vocabulary) -> set[str]:
    return {known.tags.character(tag) for tag in ("first", "cap")}


def _phrases(given: Sequence[Token], n: int, node: Node) -> Iterator[tuple[int, str, str]]:
    """Each phrase that begins at token ``n``: where it ends, its tags as a whole and of its first word."""
    step = node.next.get(given[n].word) if n < len(given) else None
    if step is not None:
        if step.tags or step.head:
            yield n + 1, step.tags, step.head
        yield from _phrases(given, n + 1, step)
    gap = node.next.get(GAP)
    if gap is not None:
        for skipped in range(n + 1, min(n + GAP_WORDS, len(given)) + 1):
            if given[skipped - 1].word in BREAKS:
                break
            yield from _phrases(given, skipped, gap)


def _with_people(read: Clause, known: Vocabulary) -> Clause:
    """Names, roles and teams, each as one token with what is known of it."""
    present = read.present
    found: list[tuple[int, int, Chunk]] = []
    for chunk in known.chunks:
        if chunk.pattern.may_fit(present):
            for match in chunk.pattern.regex.finditer(read.code):
                if match.end() > match.start():
                    first, last = read.span(*match.span())
                    found.append((first, last, chunk))
    if not found:
        return read
    order = {id(chunk): n for n, chunk in enumerate(known.chunks)}
    found.sort(key=lambda item: (item[0], -item[1], order[id(item[2])]))
    out: list[Token] = []
    done = 0
    for first, last, chunk in found:
        if first < done:
            continue
        out += read.tokens[done:first]
        out.append(_merged(read.tokens[first:last], chunk.tags, known))
        done = last
    return Clause(out + read.tokens[done:]).encode()
