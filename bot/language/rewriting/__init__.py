"""Puts a sentence that blames in other words, or asks the question that leads there."""

from __future__ import annotations

from collections.abc import Callable
from zlib import crc32

from bot.language.finding import Suggestion
from bot.language.matching import Match, Sentence
from bot.language.rewriting import english, spanish
from bot.language.rewriting.reading import Reading, read

_WRITERS: dict[str, Callable[[Reading], Suggestion]] = {"english": english.suggested}
_QUESTIONS = {"spanish": spanish.ASKED}
_PLAIN = ("What did the tools show at that moment?",)


def suggestion(text: str, sentence: Sentence, match: Match) -> Suggestion:
    """What could stand in place of the sentence, which is ``text`` as it was written."""
    language = sentence.known.language
    write = _WRITERS.get(language)
    if write is not None:
        return write(read(text, sentence, match))
    asked = _QUESTIONS.get(language, _PLAIN)
    return Suggestion(asked[crc32(text.encode("utf-8", "replace")) % len(asked)], asks=True)
