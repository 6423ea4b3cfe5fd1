"""Puts a sentence that blames in other words, or asks the question that leads there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.language.clauses import Clause
from bot.language.finding import Suggestion
from bot.language.vocabulary import Vocabulary

if TYPE_CHECKING:
    from bot.language.checking import Match


def suggestion(text: str, place: tuple[int, int], read: Clause, match: Match, known: Vocabulary) -> Suggestion:
    """What could stand in place of the sentence at ``place``."""
    return Suggestion("What did the tools show at that moment?", asks=True)
