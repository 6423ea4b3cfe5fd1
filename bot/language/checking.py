"""The check: a text in, findings out.

Each sentence is made ready (``clauses``), the rules of its language's tables are tried on it, and what
a guard covers is dropped: who the subject is decides, more than which words are used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from bot.language.clauses import Clause, clause
from bot.language.finding import Category, Field, Finding, Level
from bot.language.markdown import Passage, passages
from bot.language.masking import OPAQUE, mask
from bot.language.matching import Match, Sentence, apart, matches
from bot.language.people import names_of
from bot.language.policy import DEFAULT, Named, Policy, Strictness
from bot.language.rewriting import suggestion
from bot.language.sentences import sentences
from bot.language.sifting import may_blame
from bot.language.tongues import tongue
from bot.language.vocabulary import NOTHING, Rule, vocabulary

MOST = 4  # findings in one sentence; each comes with a way to say the whole of it
LONGEST = 700  # characters of one sentence; what never ends is read in pieces


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a sentence stands, and what is wanted there."""

    field: Field
    ignored: frozenset[Category]
    policy: Policy


def check(
    text: str, people: Sequence[Named] = (), field: Field = Field.OTHER, policy: Policy = DEFAULT
) -> tuple[Finding, ...]:
    """The words of ``text`` (prose or a section's Markdown) that blame, in the order in which they stand.

    ``people`` are those who may be spoken of by name or mention. ``field`` is where the text stands when it
    has no headings of its own that tell. Never raises for any text; time grows with its length.
    """
    masked = _without(mask(text), policy.exempt)
    found: list[Finding] = []
    for passage in passages(text):
        place = _Place(passage.field or field, passage.ignored, policy)
        if place.field not in policy.off:
            found += _in_passage(text, masked, passage, place, tuple(people))
    return tuple(found)


def _in_passage(
    text: str, masked: str, passage: Passage, place: _Place, people: tuple[Named, ...]
) -> Iterator[Finding]:
    language = tongue(masked, passage.start, passage.end)
    known, names = vocabulary(language), names_of(language, people, place.policy)
    for start, end in sentences(masked, passage.start, passage.end):
        for begin, stop in _pieces(masked, start, end):
            if not place.policy.terms and not may_blame(masked, (begin, stop), known, names, place.field):
                continue
            read = clause(masked, begin, stop, known, names)
            sentence = Sentence(masked, begin, stop, read, known, names, place.field)
            found = [*_own_terms(masked, begin, stop, read, place), *matches(read, known, place.field)]
            wanted = (match for match in apart(found) if _is_wanted(match, place))
            yield from (_finding(text, sentence, match) for match in islice(wanted, MOST))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > 0 else start + LONGEST
        yield start, cut
        start = cut + text[cut : cut + 1].isspace()
    if start < end:
        yield start, end


def _is_wanted(match: Match, place: _Place) -> bool:
    if match.category in place.ignored:
        return False
    if place.policy.strictness is Strictness.GENTLE:
        return match.level is Level.WARNING and match.rule.rank >= 0
    return True


def _finding(text: str, sentence: Sentence, match: Match) -> Finding:
    tokens = sentence.read.tokens
    start, end = tokens[match.first].start, tokens[match.last - 1].end
    place = (sentence.start, sentence.end)
    put = suggestion(text[sentence.start : sentence.end], sentence, match)
    return Finding(start, end, text[start:end], match.category, match.level, place, put)


@lru_cache(maxsize=64)
def _terms(policy: Policy) -> tuple[tuple[re.Pattern[str], Category], ...]:
    return tuple(
        (re.compile(rf"(?<!\w){re.escape(term)}(?!\w)", re.IGNORECASE), category)
        for term, category in policy.terms
    )


def _own_terms(text: str, start: int, end: int, read: Clause, place: _Place) -> Iterator[Match]:
    """The words that an organization never wants to read."""
    for term, category in _terms(place.policy):
        for found in term.finditer(text, start, end):
            inside = [n for n, t in enumerate(read.tokens) if t.start < found.end() and found.start() < t.end]
            if inside:
                rule = Rule("own term", NOTHING, category, category, Level.WARNING, 100, frozenset(), "")
                yield Match(rule, inside[0], inside[-1] + 1, None, None, category, Level.WARNING)


@lru_cache(maxsize=64)
def _exempted(terms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, terms))})(?!\w)", re.IGNORECASE)


def _without(text: str, terms: tuple[str, ...]) -> str:
    """``text`` with the exempt terms made opaque, as long as it was."""
    if not terms:
        return text
    return _exempted(terms).sub(lambda found: OPAQUE + " " * (len(found[0]) - 1), text)
