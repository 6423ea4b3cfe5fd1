"""Puts a sentence that blames in other words, or asks the question that leads there."""

from __future__ import annotations

from collections.abc import Callable

from bot.language.finding import Suggestion
from bot.language.matching import Match, Sentence
from bot.language.rewriting import english, spanish
from bot.language.rewriting.reading import read


def _in_english(text: str, sentence: Sentence, match: Match) -> Suggestion:
    return english.suggested(read(text, sentence, match))


_WRITERS: dict[str, Callable[[str, Sentence, Match], Suggestion]] = {
    "english": _in_english,
    "spanish": spanish.suggested,
}
LONGEST = 90  # tokens; what is longer is no sentence that could be said again
_PLAIN = Suggestion("What did the tools show at that moment?", asks=True)


def suggestion(text: str, sentence: Sentence, match: Match) -> Suggestion:
    """What could stand in place of the sentence, which is ``text`` as it was written."""
    write = _WRITERS.get(sentence.known.language)
    if write is None or len(sentence.read.tokens) > LONGEST:
        return _PLAIN
    return write(text, sentence, match)
