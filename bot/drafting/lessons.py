"""Lessons: what people said they learned, and what the record itself shows about how it was handled."""

from __future__ import annotations

import re

from bot.drafting.draft import Claim, RootCause
from bot.drafting.meaning import Reading
from bot.drafting.wording import clock

# What went well, what was lucky, what to do another time; the words are few and shared by all trades.
_LEARNED = re.compile(
    r"\blessons?\b|\blearn(?:ed|t)\b(?! (?:it|this|of|about) (?:from|via|by))|\bnext time\b|\bin hindsight\b|"
    r"\bwe got lucky\b|\b(?:un)?luck(?:y|ily)\b|\bfortunately\b|\bgood thing\b|\bglad (?:we|that)\b|"
    r"\bwent well\b|"
    r"\bsaved us\b|\bworked well\b|\bpor suerte\b|\bmenos mal\b|\baprendid\w+|\bpara la próxima\b|"
    r"\bzum glück\b|\bnächstes mal\b|\bgelernt\b|\bheureusement\b|\bla prochaine fois\b|\bpor sorte\b|"
    r"\bainda bem\b|\bda próxima\b|\bheldigvis\b|\bneste gang\b|\bgelukkig\b|\bvolgende keer\b",
    re.IGNORECASE,
)
MOST = 5
CHATTER = 0.6  # likelier chatter than this teaches nothing


def find_lessons(reading: Reading, cause: RootCause) -> tuple[Claim, ...]:
    """Words of the people first, then the delay before anybody knew, then the cause's own lesson."""
    said = [
        Claim(n.said, (n.id,))
        for n in reading.spoken
        if n.weight.noise < CHATTER
        and _LEARNED.search(n.item.prose)
        and not n.is_question
        and n.is_safe
        and n.said
    ]
    return (*said[:MOST], *_delay(reading), *_unknown(cause))


def _delay(reading: Reading) -> list[Claim]:
    start, seen = reading.case.incident.started_at, reading.case.incident.detected_at
    if start is None or seen is None or (seen - start).total_seconds() < 300:
        return []
    text = f"It began at {clock(start)} and was detected only at {clock(seen, start)}."
    return [Claim(text, ("incident",))]


def _unknown(cause: RootCause) -> list[Claim]:
    if not cause.text.startswith("Unknown"):
        return []
    return [Claim("The conversation does not show the cause: the review has to establish it.", ("incident",))]
