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
    text: str, people: Sequence[Named] = (), field: Field = Field.OTHER, policy: Policy = DEFAULT
) -> tuple[Finding, ...]:
    """Besides: an organization's terms, nothing where it is off, and any of ``people`` in a cause."""
    if field in policy.off:
        return ()
    found = []
    for sentence in _SENTENCE.finditer(text):
        if any(word in sentence[0] for word in policy.exempt):
            continue
        found += _in_sentence(sentence, people, field, policy)
    return tuple(found)


def _in_sentence(
    sentence: re.Match[str], people: Sequence[Named], field: Field, policy: Policy
) -> list[Finding]:
    said = [
        (r"\w+ should have", Category.COUNTERFACTUAL, Level.WARNING),
        (r"careless", Category.CHARACTER, Level.WARNING),
        (r"might have", Category.HINDSIGHT, Level.HINT),
    ]
    said += [(re.escape(term), category, Level.WARNING) for term, category in policy.terms]
    if field is Field.ROOT_CAUSE:
        said += [(rf"\b{re.escape(one.name)}\b", Category.INDIVIDUAL, Level.WARNING) for one in people]
    found = []
    for pattern, category, level in said:
        for match in re.finditer(pattern, sentence[0]):
            start = sentence.start() + match.start()
            span = sentence.span()
            found.append(
                Finding(
                    start, start + len(match[0]), match[0], category, level, span, _suggested(sentence[0])
                )
            )
    return found


def _suggested(sentence: str) -> Suggestion:
    put_well = re.sub(r"^.*?\w+ should have ", "Nothing ", sentence)
    return Suggestion(QUESTION, asks=True) if put_well == sentence else Suggestion(put_well)
