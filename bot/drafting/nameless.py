"""Nobody is named as a cause: what is said of causes and factors is told without its people's names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.drafting.case import Case
from bot.drafting.draft import Claim, RootCause
from bot.drafting.headings import language_of
from bot.drafting.names import Names
from bot.drafting.transcript import Transcript, clean

_SOMEBODY = {
    "en": "somebody",
    "de": "jemand",
    "es": "alguien",
    "fr": "quelqu'un",
    "pt": "alguém",
    "it": "qualcuno",
    "nl": "iemand",
    "sv": "någon",
    "pl": "ktoś",
}
# First names that are words as well: only with the family name after them are they surely a person's.
_WORDS = frozenset(
    "Art April August Bill Chase Dale Dawn Drew Earl Faith Frank Grace Grant Hope Iris Jack June Lane Mark "
    "Max May Miles Mini Pat Rob Rose Sandy Sky Star Storm Sue Summer Victor Wade Will".split()
)
_AT_START = re.compile(r"(?:^|[.!?…]\s+)$")


class Nameless:
    """Tells a statement without the names of the incident's people."""

    def __init__(self, case: Case, transcript: Transcript) -> None:
        names: set[str] = set()
        for person in case.people.values():
            shown = clean(person.shown)
            parts = [part for part in shown.split() if len(part) > 2 and part not in _WORDS]
            names |= {shown, *parts} if " " in shown else set(parts)
        self._names = Names(name for name in names if name[:1].isupper())
        self._somebody = _SOMEBODY[language_of(transcript.evidence)]

    def told(self, text: str) -> str:
        at = 0
        for name in self._names.found_in(text):
            start = text.index(name, at)
            word = self._somebody
            if _AT_START.search(text[:start]):
                word = word[0].upper() + word[1:]
            text = text[:start] + word + text[start + len(name) :]
            at = start + len(word)
        return text

    def claims(self, claims: Sequence[Claim]) -> tuple[Claim, ...]:
        return tuple(replace(claim, text=self.told(claim.text)) for claim in claims)

    def cause(self, cause: RootCause) -> RootCause:
        """The cause, what states it, and the signs for and against each change."""
        candidates = tuple(
            replace(c, for_=self.claims(c.for_), against=self.claims(c.against)) for c in cause.candidates
        )
        statements = self.claims(cause.statements)
        return replace(cause, text=self.told(cause.text), statements=statements, candidates=candidates)
