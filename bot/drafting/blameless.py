"""Our own drafts pass the language check: what blames somebody is neither repeated nor written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

from bot.drafting.case import Case
from bot.drafting.draft import Candidate, Claim, Commitment, Draft, Moment, RootCause
from bot.drafting.guards import blames_elsewhere, gives_orders
from bot.drafting.transcript import Evidence, clean
from bot.language.checking import check
from bot.language.finding import Category, Field, Finding, Level
from bot.language.policy import DEFAULT, Named, Policy

REMEMBERED = 4_096  # texts: finding, writing and citing each ask about the same messages
_NOBODY = ("nobody", "no one", "no-one", "nadie", "ninguno", "ninguna")
_MARKS = str.maketrans('"“”„«»', "      ")  # blame that is only quoted we would still repeat

Statement = TypeVar("Statement", Claim, Moment, Commitment)


@dataclass(frozen=True, slots=True)
class Blameless:
    """The check with the people and the services of one incident."""

    people: tuple[Named, ...] = ()
    policy: Policy = DEFAULT

    def lets(self, item: Evidence) -> bool:
        """Whether anything of a message may be said in a draft: it blames nobody and gives no orders."""
        return not (gives_orders(item.text) or self.blames(item.prose))

    def blames(self, text: str, field: Field = Field.TIMELINE) -> bool:
        """Whether a text speaks of people as the fault, so that none of it may be told in that section."""
        return _blames(text, field, self.people, self.policy)

    def told(self, text: str, field: Field) -> str:
        """A statement without the sentences that read as blame in that section; "" where none is left."""
        found = _warnings(text, field, self.people, self.policy)
        for start, end in sorted({finding.sentence for finding in found}, reverse=True):
            text = f"{text[:start]} {text[end:]}"
        return " ".join(text.split()) if found else text


def blameless(case: Case) -> Blameless:
    people = (
        Named(clean(person.real_name or person.name), clean(person.name), person.id)
        for person in case.people.values()
        if not person.is_bot
    )
    services = (*case.incident.services, *(change.service for change in case.changes))
    return Blameless(tuple(people), Policy(services=tuple(dict.fromkeys(map(clean, services)))))


def without_blame(draft: Draft, check: Blameless) -> Draft:
    """The draft with only those sentences that the check finds nothing in, each looked at by its section."""
    return replace(
        draft,
        summary=_kept(draft.summary, Field.SUMMARY, check),
        timeline=_kept(draft.timeline, Field.TIMELINE, check),
        impact=replace(draft.impact, facts=_kept(draft.impact.facts, Field.IMPACT, check)),
        root_cause=blameless_cause(draft.root_cause, check),
        contributing_factors=_kept(draft.contributing_factors, Field.CONTRIBUTING_FACTORS, check),
        action_items=_kept(draft.action_items, Field.ACTION_ITEMS, check),
        lessons=_kept(draft.lessons, Field.LESSONS, check),
    )


def blameless_cause(cause: RootCause, check: Blameless) -> RootCause:
    """The cause without sentences in which a person is it; unknown where nothing is left."""
    candidates = tuple(_candidate(candidate, check) for candidate in cause.candidates)
    cause = replace(cause, candidates=candidates)
    if not cause.statements:
        text = check.told(cause.text, Field.ROOT_CAUSE)
        return replace(cause, text=text) if text else cause.stated(())
    return cause.stated(_kept(cause.statements, Field.ROOT_CAUSE, check))


def _candidate(candidate: Candidate, check: Blameless) -> Candidate:
    for_, against = (_kept(claims, Field.ROOT_CAUSE, check) for claims in (candidate.for_, candidate.against))
    return replace(candidate, for_=for_, against=against)


def _kept(statements: Iterable[Statement], field: Field, check: Blameless) -> tuple[Statement, ...]:
    told = ((statement, check.told(statement.text, field)) for statement in statements)
    return tuple(replace(statement, text=text) for statement, text in told if text)


@lru_cache(maxsize=REMEMBERED)
def _blames(text: str, field: Field, people: tuple[Named, ...], policy: Policy) -> bool:
    found = _warnings(text.translate(_MARKS), field, people, policy)
    return blames_elsewhere(text) or not all(map(_concerns_a_sentence, found))


def _concerns_a_sentence(finding: Finding) -> bool:
    """Whether only the sentence is left out, not the message around it.

    "That was me" goes on to say what it was, and where nobody looked, what was there to be seen.
    """
    is_of_nobody = finding.category is Category.OMISSION and finding.text.lower().startswith(_NOBODY)
    return is_of_nobody or finding.category is Category.SELF_BLAME


def _warnings(text: str, field: Field, people: tuple[Named, ...], policy: Policy) -> list[Finding]:
    return [found for found in check(text, people, field, policy) if found.level is Level.WARNING]
