"""What is shown of a section's findings, as plain values, and what their buttons carry."""

from __future__ import annotations

from dataclasses import dataclass

from blocks import language_words
from bot.blameless.marking import SHOWN, Found, Marked, Ref
from bot.language.finding import Category


@dataclass(frozen=True, slots=True)
class FindingView:
    """``words`` are those that blame, ``suggestion`` the sentence to stand for theirs, or with ``asks`` the
    question that leads to one. ``value`` is what the buttons carry.
    """

    words: str
    label: str
    why: str
    suggestion: str
    asks: bool
    value: str


@dataclass(frozen=True, slots=True)
class WordingView:
    """``open`` counts all findings, ``findings`` are those shown; ``kept`` sentences stay as they are."""

    heading: str
    open: int
    findings: tuple[FindingView, ...]
    kept: tuple[str, ...]

    @property
    def more(self) -> int:
        return self.open - len(self.findings)


@dataclass(frozen=True, slots=True)
class WhyView:
    label: str
    why: str
    explained: str


def wording_view(found: Found, most: int = SHOWN) -> WordingView:
    shown = tuple(_finding(found, marked) for marked in found.open[:most])
    return WordingView(found.heading, len(found.open), shown, found.kept)


def why_view(category: Category) -> WhyView:
    return WhyView(
        language_words.label(category), language_words.why(category), language_words.explained(category)
    )


def value_of(ref: Ref) -> str:
    """Ids and hashes only, the section's key last, since only that may have a colon in it."""
    return f"{ref.number}:{ref.place}:{ref.digest}:{ref.said}:{ref.category.value}:{ref.key}"


def ref_of(value: str) -> Ref | None:
    """What a button carried; None for what is none of ours."""
    parts = value.split(":", 5)
    if len(parts) != 6 or not all(part.isdecimal() and len(part) <= 12 for part in parts[:2]):
        return None
    number, place, digest, said, named, key = parts
    category = next((category for category in Category if category == named), None)
    return Ref(int(number), key, digest, category, int(place), said) if category else None


def _finding(found: Found, marked: Marked) -> FindingView:
    category = marked.finding.category
    return FindingView(
        marked.finding.text,
        language_words.label(category),
        language_words.why(category),
        marked.suggestion.text,
        marked.suggestion.asks,
        value_of(found.ref(marked)),
    )
