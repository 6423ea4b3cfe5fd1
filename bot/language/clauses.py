"""A sentence made ready for the rules: its tokens tagged, its phrases and people each one token, encoded."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from bot.language.patterns import END
from bot.language.tokens import OPAQUE, Token, tokens
from bot.language.vocabulary import GAP, Chunk, Node, Vocabulary

GAP_WORDS = 4
LONGEST = 400  # tokens of a "sentence"; what never ends is read in pieces
_BREAKS = frozenset(",:()!?…")
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
        parts = [f"{token.word}{token.tags}{END}" for token in self.tokens]
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
    found = list(_tagged(tokens(text, start, end), known, names))
    found = _with_phrases(found, known)
    return _with_people(Clause(found).encode(), known)


def _tagged(given: Iterable[Token], known: Vocabulary, names: Mapping[str, str]) -> Iterable[Token]:
    character = known.tags.character
    words, own = known.words, names
    first, cap, shout = character("first"), character("cap"), character("shout")
    adverb, past, ing, opaque = character("adv"), character("ed"), character("ing"), character("opaque")
    mention, number = character("mention"), character("number")
    begins = True
    for token in given:
        word = token.word
        tags = own.get(word, "") + words.get(word, "") if word in words or word in own else ""
        if word[:1] in "<@" and len(word) > 1:
            tags += mention
        elif word == OPAQUE:
            tags += opaque
        elif word[:1].isdigit():
            tags += number
        elif len(word) > 3:
            if word.endswith("ly") and word not in _NO_ADVERBS:
                tags += adverb
            elif word.endswith("ed"):
                tags += past
            elif word.endswith("ing"):
                tags += ing
        if token.written[:1].isupper():
            tags += first if begins else cap
            if len(word) > 1 and token.written.isupper():
                tags += shout
        if word not in _BREAKS:
            begins = False
        elif word in ":(…!?":
            begins = True
        token.tags = tags
        yield token


def _with_phrases(given: list[Token], known: Vocabulary) -> list[Token]:
    """The longest phrases of the tables, each as one token."""
    out: list[Token] = []
    n, heads = 0, known.phrases.next
    while n < len(given):
        if given[n].word in heads and (found := _longest(given, n, known.phrases)):
            stop, tags = found
            merged = given[n:stop]
            word = "-".join(token.word for token in merged if token.word)
            written = merged[0].written
            case = "".join(set(merged[0].tags) & _case(known))
            out.append(Token(word, merged[0].start, merged[-1].end, tags + case, written))
            n = stop
        else:
            out.append(given[n])
            n += 1
    return out


def _case(known: Vocabulary) -> set[str]:
    return {known.tags.character(tag) for tag in ("first", "cap")}


def _longest(given: Sequence[Token], n: int, node: Node) -> tuple[int, str] | None:
    best: tuple[int, str] | None = None
    step = node.next.get(given[n].word) if n < len(given) else None
    if step is not None:
        if step.tags:
            best = (n + 1, step.tags)
        best = _longer(best, _longest(given, n + 1, step))
    gap = node.next.get(GAP)
    if gap is not None:
        for skipped in range(1, GAP_WORDS + 1):
            if n + skipped > len(given) or given[n + skipped - 1].word in _BREAKS:
                break
            best = _longer(best, _longest(given, n + skipped, gap))
    return best


def _longer(one: tuple[int, str] | None, other: tuple[int, str] | None) -> tuple[int, str] | None:
    if one is None or other is None:
        return one or other
    return max(one, other)


def _with_people(read: Clause, known: Vocabulary) -> Clause:
    """Names, roles and teams, each as one token with what is known of it."""
    present = read.present
    found: list[tuple[int, int, Chunk]] = []
    for chunk in known.chunks:
        if all(not need.isdisjoint(present) for need in chunk.pattern.needs):
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
        merged = read.tokens[first:last]
        word = "-".join(token.word for token in merged if token.word)
        case = "".join(set(merged[0].tags) & _case(known))
        text = " ".join(token.written for token in merged if token.written)
        out.append(Token(word, merged[0].start, merged[-1].end, chunk.tags + case, text))
        done = last
    return Clause(out + read.tokens[done:]).encode()
