"""What the rules of a language say of one sentence, guards heeded."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.language.clauses import Clause, clause
from bot.language.finding import Category, Field, Level
from bot.language.vocabulary import Rule, Vocabulary

# From this rank on a rule stands against a guard of a few words; against one of the whole sentence none does.
FIRM = 50


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that fits: the tokens from ``first`` to before ``last``.

    ``agent`` is the token of who is blamed and ``verb`` that of what they did or did not do, where the rule
    captures them.
    """

    rule: Rule
    first: int
    last: int
    agent: int | None
    verb: int | None
    category: Category
    level: Level


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it was read: its place in the masked text, its tokens, and what they were read by."""

    masked: str
    start: int
    end: int
    read: Clause
    known: Vocabulary
    names: Mapping[str, str]
    field: Field

    def is_clean(self, text: str) -> bool:
        """Whether another sentence, put in this one's place, would stand without a finding."""
        read = clause(text, 0, len(text), self.known, self.names)
        return not matches(read, self.known, self.field)


def matches(read: Clause, known: Vocabulary, field: Field) -> list[Match]:
    """What the rules say of a sentence, without what a guard covers."""
    present = read.present
    found: list[Match] = []
    for rule in known.rules_for(present):
        if rule.fields and field not in rule.fields:
            continue
        for fit in rule.pattern.regex.finditer(read.code):
            if fit.end() > fit.start():
                found.append(_match(rule, read, fit, known))
    return _unguarded(found, read, known, present) if found else []


def _match(rule: Rule, read: Clause, fit: re.Match[str], known: Vocabulary) -> Match:
    first, last = read.span(*fit.span())
    agent = read.span(*fit.span("agent"))[0] if "agent" in fit.re.groupindex and fit["agent"] else None
    category, level = rule.category, rule.level
    tags = read.tokens[agent].tags if agent is not None else ""
    if known.tags.character("you") in tags:
        category = Category.SECOND_PERSON
    elif known.tags.character("me") in tags:
        category = Category.SELF_BLAME
    elif known.tags.character("we") in tags:
        level = Level.HINT
    elif known.tags.character("crew") in tags:
        category = rule.team
    verb = read.span(*fit.span("verb"))[0] if "verb" in fit.re.groupindex and fit["verb"] else None
    return Match(rule, first, last, agent, verb, category, level)


def _unguarded(found: list[Match], read: Clause, known: Vocabulary, present: set[str]) -> list[Match]:
    for guard in known.guards:
        if not guard.pattern.may_fit(present):
            continue
        for fit in guard.pattern.regex.finditer(read.code):
            first, last = read.span(*fit.span())
            found = [
                match
                for match in found
                if (guard.kinds and match.category not in guard.kinds)
                or not (guard.whole or (match.rule.rank < FIRM and match.first < last and first < match.last))
            ]
            if not found:
                return []
    return found


def apart(found: Sequence[Match]) -> list[Match]:
    """Those that do not overlap, the weightier first chosen, in the order in which they stand."""
    taken: list[Match] = []
    weight = {Level.WARNING: 1, Level.HINT: 0}
    for match in sorted(found, key=lambda m: (-weight[m.level], -m.rule.rank, m.first, -m.last)):
        if all(match.last <= other.first or other.last <= match.first for other in taken):
            taken.append(match)
    return sorted(taken, key=lambda match: match.first)
