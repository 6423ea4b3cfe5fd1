"""Whether a sentence that was put together can be shown: its shape, no names, clean under the check."""

from __future__ import annotations

import re

from bot.language.masking import mask
from bot.language.rewriting.reading import SUBJECTS, Reading
from bot.language.tokens import tokens

_TWICE = re.compile(r"\b(\w+) \1\b", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")
_PICTURES = re.compile(r"[\u2600-\u27bf\U0001f000-\U0001faff\ufe0f]|(?<!\S):[a-z0-9_+-]{2,30}:(?!\S)")
_BEFORE_MARK = re.compile(r"\s+([,;:.?!)])")
_STRAY = re.compile(r"[,;:]+\s*([.?!])|^[,;:)\s]+")
_DANGLING = re.compile(
    r"\b(?:the|a|an|of|by|and|or|but|with|to|from|that|when|while|because|not)[.?!]$", re.IGNORECASE
)
_MAY_DOUBLE = frozenset("that had".split())
_PERSONAL = SUBJECTS | frozenset(
    "him her his my your hers mine yours me us our ours himself herself myself".split()
)
LONGEST = 600
SHORTEST = 3  # words


def shaped(words: str, end: str) -> str:
    """The clause as a sentence: a capital at the start, one mark at the end."""
    words = _PICTURES.sub("", words)
    words = _BEFORE_MARK.sub(r"\1", _BLANKS.sub(" ", words)).strip(" ,;:-–—.")
    if not words:
        return ""
    words = _STRAY.sub(r"\1", words + end)
    return capital(words)


def capital(words: str) -> str:
    """With its first letter large, unless it is written in code or in its own way (iOS)."""
    first = words.split(" ", 1)[0]
    if first[1:] != first[1:].lower() or not first[:1].isalpha():
        return words
    return words[:1].upper() + words[1:]


def fits(read: Reading, words: str) -> bool:
    """Whether the sentence can be shown."""
    if not words or len(words) > LONGEST or len(words.split()) < SHORTEST:
        return False
    double = _TWICE.search(words)
    if double and double[1].lower() not in _MAY_DOUBLE:
        return False
    pairs = ("()", "[]", "{}")
    if any(words.count(pair[0]) != words.count(pair[1]) for pair in pairs):
        return False
    if any(words.count(mark) % 2 for mark in ("`", "**", '"')) or _DANGLING.search(words):
        return False
    return not names(read, words) and read.sentence.is_clean(mask(words))


def names(read: Reading, words: str) -> bool:
    """Whether somebody is named or pointed at."""
    sentence = read.sentence
    own = sentence.known.tags.character("own")
    culprits = {read.low(at) for at in range(len(read.words)) if read.words[at].person >= 0}
    given = sentence.known.tags.character("given")
    for token in tokens(words, 0, len(words)):
        if token.word[:1] in "<@" or token.word in _PERSONAL or own in sentence.names.get(token.word, ""):
            return True
        tags = sentence.known.words.get(token.word, "")
        if given in tags and (
            set(tags) == {given} or (token.word in culprits and token.written[:1].isupper())
        ):
            return True
    return False
