"""A check as plain as can be: "should have" it can put well, "careless" it has a question for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.language.finding import Category, Field, Finding, Level, Suggestion
from bot.language.policy import DEFAULT, Named, Policy

BOB = "Bob should have checked the config before the deploy."
BOB_PUT_WELL = "Nothing checked the config before the deploy."
CARLA = "Carla should have asked."
CARLA_PUT_WELL = "Nothing asked."
CARELESS = "That was a careless deploy."
QUESTION = "What did the dashboard show then?"
HINT = "We might have known."

_SENTENCE = re.compile(r"[^\s.!?][^.!?\n]*[.!?]")


def plain_check(
    text: str,
    _people: Sequence[Named] = (),
    field: Field = Field.OTHER,
    policy: Policy = DEFAULT,
) -> tuple[Finding, ...]:
    """Besides: an organization's own terms, and nothing where it is off or about what is exempt."""
    if field in policy.off:
        return ()
    sentences = [s for s in _SENTENCE.finditer(text) if not any(word in s[0] for word in policy.exempt)]
    return tuple(finding for sentence in sentences for finding in _in_sentence(sentence, policy))


def _in_sentence(sentence: re.Match[str], policy: Policy) -> list[Finding]:
    said = [
        (r"\w+ should have", Category.COUNTERFACTUAL, Level.WARNING),
        (r"careless", Category.CHARACTER, Level.WARNING),
        (r"might have", Category.HINDSIGHT, Level.HINT),
    ]
    said += [(re.escape(term), category, Level.WARNING) for term, category in policy.terms]
    found = []
    for pattern, category, level in said:
        for match in re.finditer(pattern, sentence[0]):
            start = sentence.start() + match.start()
            end = start + len(match[0])
            suggested = _suggested(sentence[0])
            found.append(Finding(start, end, match[0], category, level, sentence.span(), suggested))
    return found


def _suggested(sentence: str) -> Suggestion:
    put_well = re.sub(r"^.*?\w+ should have ", "Nothing ", sentence)
    return Suggestion(QUESTION, asks=True) if put_well == sentence else Suggestion(put_well)
