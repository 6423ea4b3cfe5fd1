"""The forms that a rewritten sentence needs of a verb that it was given in one of them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from bot.language.inflection import IRREGULAR, ing, verb
from bot.language.vocabulary import Vocabulary

_PAST = {past: base for base, (past, _) in IRREGULAR.items()}
_DONE = {done: base for base, (_, done) in IRREGULAR.items()}
_PREFIXES = ("re-", "re", "un", "over", "under", "out", "mis")
_ADJECTIVES = ("half-", "well-", "ill-", "so-", "over-", "full-", "three-", "two-", "one-")
_NOT_ED = frozenset(
    """need speed feed seed bleed breed weed exceed proceed succeed embed shed bed red led fed embedded
    hundred indeed naked sacred kindred united reed creed greed sled watershed testbed
    newsfeed datafeed heed deed infrared hatred moped""".split()
)


@dataclass(frozen=True, slots=True)
class Words:
    """What the table of a language says for rewriting."""

    happened: dict[str, str]
    undone: dict[str, str]
    telling: dict[str, str]
    lists: dict[str, frozenset[str]]


@cache
def words(language: str) -> Words:
    """The rewriting table of a language."""
    file = resources.files("bot.language") / "tables" / language / "rewriting.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))["rewriting"]
    lists = {
        name: frozenset(" ".join(entry.split()) for entry in listed.split(","))
        for name, listed in table["words"].items()
    }
    return Words(table["happened"], table["undone"], table["telling"], lists)


def is_past(word: str) -> bool:
    """Whether a word can be a past form or a participle."""
    if word in _PAST or word in _DONE or _prefixed(word):
        return True
    if word.startswith(_ADJECTIVES):
        return False
    return word.endswith("ed") and len(word) > 3 and word not in _NOT_ED


def _prefixed(word: str) -> tuple[str, str] | None:
    """A past form of an irregular verb behind a prefix: "rebuilt" is re and built."""
    for prefix in _PREFIXES:
        stem = word.removeprefix(prefix)
        if stem != word and (stem in _PAST or stem in _DONE) and len(stem) > 2:
            return prefix, stem
    return None


def is_ing(word: str) -> bool:
    return word.endswith("ing") and len(word) > 4 and word not in {"during", "thing", "nothing", "something"}


def lemma(word: str, known: Vocabulary) -> str:
    """The base form: "checked" gives "check". A word that is no form of a verb comes back as it is."""
    if word in _DONE:
        return _DONE[word]
    if word in _PAST:
        return _PAST[word]
    if found := _prefixed(word):
        return found[0] + lemma(found[1], known)
    if word.startswith("re-"):
        return "re-" + lemma(word.removeprefix("re-"), known)
    if word.endswith("ed") and word not in _NOT_ED:
        return _regular(word, word[:-2], known)
    if is_ing(word):
        return _regular(word, word[:-3], known)
    if word.endswith("s") and not word.endswith("ss"):
        return _third(word, known)
    return word


def _regular(word: str, stem: str, known: Vocabulary) -> str:
    if len(stem) < 2:
        return word
    choices = [stem, stem + "e"]
    if stem[-1:] == stem[-2:-1]:
        choices.insert(0 if stem[-1] not in "lsz" else 1, stem[:-1])
    if stem.endswith("i"):
        choices.insert(0, stem[:-1] + "y")
    if stem.endswith("y") and word.endswith("ying"):
        choices.append(stem[:-1] + "ie")
    for choice in choices:
        if choice in IRREGULAR or _is_base(choice, known):
            return choice
    if stem[-1:] == stem[-2:-1] and stem[-1] not in "lsz":
        return stem[:-1]
    if stem.endswith("i") and word.endswith("ied"):
        return stem[:-1] + "y"
    takes_e = stem.endswith(
        ("at", "iz", "is", "v", "c", "u", "dg", "g", "s", "bl", "pl", "tl", "dl", "fl", "gl")
    )
    return stem + "e" if takes_e and not stem.endswith(("ss", "ng")) else stem


def _third(word: str, known: Vocabulary) -> str:
    for choice in (word[:-1], word[:-2], word[:-3] + "y"):
        if choice in IRREGULAR or _is_base(choice, known):
            return choice
    return word[:-1]


def _is_base(word: str, known: Vocabulary) -> bool:
    tags = known.words.get(word, "")
    return known.tags.character("base") in tags


def done(word: str, known: Vocabulary) -> str:
    """The participle of a verb given in any form: "took" gives "taken"."""
    if word.endswith("ed") and word not in _NOT_ED and word not in _PAST:
        return word
    before, hyphen, stem = word.rpartition("-")
    if hyphen and stem in _PAST | _DONE:
        return f"{before}-{done(stem, known)}"
    base = lemma(word, known)
    return next((form for form, kind in verb(base) if kind == "done"), word)


def gerund(word: str, known: Vocabulary) -> str:
    """The -ing form of a verb given in any form."""
    return word if is_ing(word) else ing(lemma(word, known))
