"""What the language check needs from outside: its part of the store, a check, a writer of better words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.blameless.settings import LanguageSettings
from bot.conversation import Person
from bot.language.finding import Category, Field, Finding
from bot.language.policy import Named, Policy


class Check(Protocol):
    """``bot.language.checking.check``, or what stands in for it."""

    def __call__(
        self, text: str, people: Sequence[Named] = ..., field: Field = ..., policy: Policy = ..., /
    ) -> tuple[Finding, ...]: ...


class Better(Protocol):
    """A writer of better rewrites than the rules'."""

    def __call__(self, text: str, finding: Finding, field: Field) -> str | None:
        """The sentence to stand for the finding's own in ``text``; None where it has no better one.

        It is not to be believed: whoever asks looks at it (``bot.language.bettering.accepted``).
        Raises Retryable when it can't now, Permanent when it never will.
        """


@dataclass(frozen=True, slots=True)
class Kept:
    """Somebody read a finding and kept their sentence, which is known by its ``digest``."""

    postmortem: int
    key: str
    digest: str
    category: Category
    by: str
    at: datetime


class Wordings(Protocol):
    """The part of the store that the language check keeps things in."""

    def people_in(self, workspace: str, channel: str, also: Collection[str] = ()) -> Sequence[Person]:
        """Whoever of the workspace's people said something in the channel, was mentioned there, or is one
        of ``also``, by id.
        """

    def keep_sentence(self, kept: Kept) -> None:
        """The first to keep a sentence is remembered; a repeat changes nothing."""

    def kept_sentences(self, postmortem: int) -> Sequence[Kept]:
        """Oldest first."""

    def keep_rewrites(self, postmortem: int, rewrites: Mapping[str, str]) -> None:
        """Better suggestions by the digest of the sentence; the first of a sentence stands."""

    def rewrites(self, postmortem: int) -> Mapping[str, str]: ...

    def language_settings(self, workspace: str) -> LanguageSettings:
        """The workspace's, or the standard ones where it has none."""

    def save_language_settings(self, workspace: str, settings: LanguageSettings) -> None:
        """Saves over the version before ``settings.version``. Raises Stale when another save came first."""
