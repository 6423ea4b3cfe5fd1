"""A first look at a sentence: whether any rule could fit its words, so that most sentences cost little."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from bot.language.finding import Field
from bot.language.patterns import BREAKS
from bot.language.tokens import tokens
from bot.language.vocabulary import Vocabulary, vocabulary

_WORD = re.compile(r"[^\s,;:()!?…\ufffc\[\]—–]+")
_MOST = 60_000  # words whose hints are kept
# What a word's shape or its neighbours may give it: a look at single words can't tell, so it counts as there.
_UNTOLD = """ed ing adv cap first shout unknown number opaque mention maybe named thing tool agentless plural
trouble""".split()
# The tables' classes of words that become a person or a team, and what they may become.
_PEOPLE = """given given_weak role role_oncall role_maybe team team_sure team_noun team_noun_maybe anyone
nobody he they title vendor""".split()
_BECOME = "human crew role one anyone pronoun they".split()
_NOBODY = frozenset("none neither not nobody".split())  # "none of the reviewers"
_SPEAKERS = {"i": "me", "you": "you", "we": "we", "nobody": "nobody"}


def may_blame(
    text: str, place: tuple[int, int], known: Vocabulary, names: Mapping[str, str], field: Field
) -> bool:
    """Whether the words at a place of ``text`` hold what some rule needs. Never False where one would fit."""
    sift = _sift(known.language)
    present = {*sift.untold, *BREAKS}
    words = set(_WORD.findall(text, *place))
    for word in words:
        present |= sift.hints(word)
        if word[0] in "@<" or (names and _is_named(word, names)):
            present |= sift.people
    for word in present & known.promises.keys():
        for needed, tags in known.promises[word]:
            if needed <= present:
                present |= sift.spread(tags)
    for key in present & known.by_key.keys():
        for rule in known.by_key[key]:
            if (not rule.fields or field in rule.fields) and rule.pattern.may_fit(present):
                return True
    return False


def _is_named(word: str, names: Mapping[str, str]) -> bool:
    lower = word.lower().strip(".'\"*_").replace("’", "'")
    return lower in names or lower.split("'")[0] in names or any(part in names for part in lower.split("-"))


class _Sift:
    """What the words of one language promise."""

    def __init__(self, known: Vocabulary) -> None:
        character = known.tags.character
        self._known = known
        self.untold = frozenset(map(character, _UNTOLD))
        if known.language != "english":  # whose tables' classes of people are those named above
            self.untold |= {tag for chunk in known.chunks for tag in chunk.tags}
        self.people = frozenset(map(character, _BECOME))
        self._sources = frozenset(map(character, _PEOPLE))
        self._nobody = {character("nobody"), character("human")}
        self._speakers = {
            character(word): {character(tag), character("human")} for word, tag in _SPEAKERS.items()
        }
        self.hints = lru_cache(maxsize=_MOST)(self._hints)
        self.spread = lru_cache(maxsize=4_000)(self._spread)

    def _hints(self, written: str) -> frozenset[str]:
        """The words and tags that one written word may come to have, alone or as the word of a phrase."""
        found: set[str] = set()
        for token in tokens(written, 0, len(written)):
            for word in {token.word, *token.word.split("-")}:
                found.add(word)
                found.update(self._known.words.get(word, ""))
                if word in _NOBODY:
                    found |= self._nobody
        return frozenset(found | self.spread("".join(mark for mark in found if len(mark) == 1)))

    def _spread(self, tags: str) -> frozenset[str]:
        """Tags, and what the words that have them may become as part of a person or team."""
        found = set(tags)
        if not found.isdisjoint(self._sources):
            found |= self.people
        for source, becomes in self._speakers.items():
            if source in found:
                found |= becomes
        return frozenset(found)


@lru_cache(maxsize=8)
def _sift(language: str) -> _Sift:
    return _Sift(vocabulary(language))
