"""The tables of one language, read: words and phrases with their tags, and the rules over them."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, Protocol

from bot.language import inflection, spanish
from bot.language.finding import Category, Field, Level
from bot.language.patterns import Compiler, Pattern, Tags
from bot.language.tokens import tokens

GAP = "…"
_JUDGED = frozenset("trait trait_weak good_trait ironic_person trait_person scorn scorn_weak".split())
_FUNCTION = frozenset(
    "det poss prep conj wh rel aux be have do modal not adv pron he they i we you your".split()
)
_ADJECTIVES = {"": ("adj",), "ly": ("adv",), "ness": ()}  # careless, carelessly, carelessness
_COMMON = frozenset(
    "the that this these with from have been being were there when what would could should into about".split()
)
NOTHING = Pattern(r"(?!)", ())


class Inflection(Protocol):
    """How the entries of a language become the forms that stand in texts, each with what tells it apart."""

    MERGED: bool  # a verb's form is one token, however many words it has; else its first word bears the tags

    def verb(self, lemma: str, /) -> Iterator[tuple[str, str]]: ...
    def noun(self, entry: str, /) -> Iterator[tuple[str, str]]: ...
    def adjective(self, entry: str, /) -> Iterator[tuple[str, str]]: ...


_INFLECTIONS: Mapping[str, Inflection] = {"english": inflection, "spanish": spanish}


@dataclass(frozen=True, slots=True)
class Rule:
    """A shape that blames, anywhere or only in some ``fields``. Of two that overlap the higher ``rank`` wins.

    ``team`` is its kind where the one captured as agent is a team. ``rewrite`` names how it is put otherwise.
    """

    name: str
    pattern: Pattern
    category: Category
    team: Category
    level: Level
    rank: int
    fields: frozenset[Field]
    rewrite: str


@dataclass(frozen=True, slots=True)
class Guard:
    """A shape that does not blame, whatever stands in it. Of ``kinds`` only, where any are named;
    with ``whole`` the sentence around it is free of blame too.
    """

    pattern: Pattern
    kinds: frozenset[Category]
    whole: bool


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words that stand for one person, team or tool, and what tags they have together."""

    pattern: Pattern
    tags: str


@dataclass(slots=True)
class Node:
    """A place in the tree of phrases: which words may come next, and the tags of what ends here.

    ``tags`` are those of a phrase that is one token from then on, ``head`` those that go to its first word
    while the others stay: an idiom's verb is still a verb, and its object may be somebody.
    """

    next: dict[str, Node] = field(default_factory=dict)
    tags: str = ""
    head: str = ""


@dataclass(slots=True)
class Vocabulary:
    language: str
    tags: Tags
    words: dict[str, str] = field(default_factory=lambda: defaultdict(str))
    phrases: Node = field(default_factory=Node)
    chunks: list[Chunk] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    guards: list[Guard] = field(default_factory=list)
    by_key: dict[str, list[Rule]] = field(default_factory=dict)
    promises: dict[str, list[tuple[frozenset[str], str]]] = field(default_factory=lambda: defaultdict(list))

    def rules_for(self, present: set[str]) -> Iterator[Rule]:
        """The rules of which a sentence with these words and tags holds all that they need."""
        near = {id(rule): rule for key in present & self.by_key.keys() for rule in self.by_key[key]}
        for rule in near.values():
            if rule.pattern.may_fit(present):
                yield rule

    def _is_rare(self, word: str) -> bool:
        return self.tags.character("fn") not in self.words.get(word, "") and word not in _COMMON

    def add(self, entry: str, *tags: str, merged: bool = False) -> None:
        """One word or phrase with its tags. "leave … hanging" has up to four words between."""
        given = "".join(self.tags.character(tag) for tag in tags)
        parts = entry.lower().replace("’", "'").split()
        if len(parts) == 1:
            self.words[parts[0]] += given
            return
        node = self.phrases
        words = [word for part in parts for word in _as_tokens(part)]
        for word in words:
            node = node.next.setdefault(word, Node())
        # By its rarest word, near enough: the longest that is no word of grammar.
        key = max(words, key=lambda word: (self._is_rare(word), len(word)))
        self.promises[key].append((frozenset(words) - {GAP}, given))
        if GAP in parts or ("verb" in tags and not merged):
            node.head += given
        else:
            node.tags += given
        if GAP not in parts:
            self.words["-".join(parts)] += given


@cache
def _as_tokens(part: str) -> tuple[str, ...]:
    """A part of a phrase as the tokens that a text would give: "can't" is two."""
    return (part,) if part in (GAP, "'s") else tuple(token.word for token in tokens(part, 0, len(part)))


@cache
def vocabulary(language: str) -> Vocabulary:
    """The tables of a language ("english", "spanish"), read once."""
    tables = list(_tables(language))
    known = Vocabulary(language, Tags())
    for table in tables:
        _read_words(known, table)
    macros = {name: row for table in tables for name, row in table.get("macros", {}).items()}
    compiler = Compiler(known.tags, macros)
    for table in tables:
        _read_rules(known, table, compiler)
    known.by_key = _by_key(known.rules)
    return known


def _tables(language: str) -> Iterator[Mapping[str, Any]]:
    """Those that every language reads (names of people and of tools), then its own."""
    for name in ("common", language):
        folder = resources.files("bot.language") / "tables" / name
        for file in sorted(folder.iterdir(), key=lambda file: file.name):
            if file.name.endswith(".toml"):
                yield tomllib.loads(file.read_text(encoding="utf-8"))


def _read_words(known: Vocabulary, table: Mapping[str, Any]) -> None:
    for kind, entries in table.get("words", {}).items():
        for entry in _listed(entries):
            known.add(entry, kind, *_kinds(kind))
    forms = _INFLECTIONS[known.language]
    for kind, entries in table.get("nouns", {}).items():
        for entry in _listed(entries):
            for form, number in forms.noun(entry):
                known.add(form, kind, *((number,) if number else ()))
    for kind, entries in table.get("adjectives", {}).items():
        for entry in _listed(entries):
            for form, ending in forms.adjective(entry):
                kinds = () if ending else _kinds(kind)
                known.add(form, f"{kind}.{ending}" if ending else kind, *_ADJECTIVES[ending], *kinds)
    for kind, entries in table.get("verbs", {}).items():
        for entry in _listed(entries):
            for form, tense in forms.verb(entry):
                known.add(form, kind, "verb", tense, merged=forms.MERGED)


def _kinds(kind: str) -> tuple[str, ...]:
    """The wider tags that come with a table's own: a small word of grammar, a word that judges."""
    return ("fn",) * (kind in _FUNCTION) + ("judged",) * (kind in _JUDGED)


def _listed(entries: str | Iterable[str]) -> Iterable[str]:
    """A table's list: a list of strings, or one text with commas between the entries."""
    if isinstance(entries, str):
        return [entry for part in entries.split(",") if (entry := " ".join(part.split()))]
    return entries


def _read_rules(known: Vocabulary, table: Mapping[str, Any], compiler: Compiler) -> None:
    for chunk in table.get("chunks", ()):
        tags = "".join(known.tags.character(tag) for tag in chunk["tags"].split())
        known.chunks += [Chunk(compiler.compile(row), tags) for row in _rows(chunk["match"])]
    for rule in table.get("rules", ()):
        category = Category(rule["category"])
        team = Category(rule.get("team", category))
        for row in _rows(rule["match"]):
            known.rules.append(
                Rule(
                    rule["name"],
                    compiler.compile(row),
                    category,
                    team,
                    Level(rule.get("level", "warning")),
                    int(rule.get("rank", 0)),
                    frozenset(Field(name) for name in rule.get("fields", ())),
                    rule.get("rewrite", ""),
                )
            )
    for guard in table.get("guards", ()):
        kinds = frozenset(Category(kind) for kind in guard.get("kinds", ()))
        for row in _rows(guard["match"]):
            known.guards.append(Guard(compiler.compile(row), kinds, bool(guard.get("whole", False))))


def _by_key(rules: Sequence[Rule]) -> dict[str, list[Rule]]:
    """The rules by what they need, under the choice that the fewest rules share: most are never looked at."""
    shared = Counter(key for rule in rules for need in rule.pattern.needs for key in need)
    found: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        if not rule.pattern.needs:
            raise ValueError(f"a rule of “{rule.name}” needs nothing, so that every sentence would be tried")
        rarest = min(rule.pattern.needs, key=lambda need: sum(shared[key] for key in need))
        for key in rarest:
            found[key].append(rule)
    return dict(found)


def _rows(match: str | Sequence[str]) -> Sequence[str]:
    return [match] if isinstance(match, str) else match
