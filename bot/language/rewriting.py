"""Puts a sentence that blames in other words, or asks the question that leads there."""

from __future__ import annotations

from bot.language.finding import Suggestion
from bot.language.matching import Match, Sentence


def suggestion(text: str, sentence: Sentence, match: Match) -> Suggestion:
    """What could stand in place of the sentence, which is ``text`` as it was written."""
    return Suggestion("What did the tools show at that moment?", asks=True)
