"""What somebody says of themselves, told of them: "I moved the mesh" as "Gustavo Prado moved the mesh"."""

from __future__ import annotations

import re

_ENGLISH = re.compile(
    r"\b(?:the|is|was|to|of|and|it|on|that|with|not|for|at|we|have|out|up|in|will|can)\b", re.IGNORECASE
)
_FIRST = re.compile(
    r"(?<![\w'’])(?P<pronoun>I['’]ll|I['’]m|I['’]ve|I['’]d|I am|I have|I was|I will|I can|I|me|my|"
    r"mine|myself)"
    r"(?![\w'’])(?P<following> (?:(?:also|just|already|now|then|only|never|still|really|usually|"
    r"would|could|did|had)\b|[a-z']+))?",
    re.IGNORECASE,
)
_PAST = re.compile(
    r".+ed|also|just|already|now|then|only|never|still|really|usually|would|could|did|had|was|went|"
    r"saw|took|got|found|put|ran|"
    r"set|made|came|gave|told|wrote|sent|built|kept|left|lost|thought|knew|shut|cut|said|heard|began|"
    r"broke|read|swapped"
)
_PRESENT = {
    "have": "has",
    "do": "does",
    "take": "takes",
    "think": "thinks",
    "see": "sees",
    "want": "wants",
    "need": "needs",
    "know": "knows",
    "suspect": "suspects",
    "get": "gets",
    "own": "owns",
    "work": "works",
    "don't": "doesn't",
}
_AS_NAME = {
    "i'll": "will",
    "i will": "will",
    "i'm": "is",
    "i am": "is",
    "i've": "has",
    "i have": "has",
    "i was": "was",
    "i can": "can",
    "i'd": "would",
    "i": "",
}
_AS_THEY = {
    "i'll": "they will",
    "i will": "they will",
    "i'm": "they are",
    "i am": "they are",
    "i've": "they have",
    "i have": "they have",
    "i was": "they were",
    "i can": "they can",
    "i'd": "they would",
    "i": "they",
    "me": "them",
    "my": "their",
    "mine": "theirs",
    "myself": "themselves",
}
_OF_NAME = {"my": "'s", "mine": "'s", "me": ""}


def in_third_person(text: str, speaker: str) -> str:
    """The statement with its first person replaced: the speaker's name once, "they" after that.

    English only: a text with no English function word stays as it is.
    """
    if not _FIRST.search(text) or not (_ENGLISH.search(text) or "I'" in text):
        return text
    named = False

    def replacement(match: re.Match[str]) -> str:
        nonlocal named
        word, following = match["pronoun"].lower().replace("’", "'"), match["following"] or ""
        if named:
            return _capital(_AS_THEY[word], match) + following
        if word in _OF_NAME:
            named = True
            return f"{speaker}{_OF_NAME[word]}{following}"
        verb = following.strip().lower()
        if word not in _AS_NAME or (word == "i" and verb not in _PRESENT and not _PAST.fullmatch(verb)):
            return _capital(_AS_THEY[word], match) + following
        named = True
        verb = f" {_PRESENT[verb]}" if word == "i" and verb in _PRESENT else following
        return f"{speaker} {_AS_NAME[word]}".strip() + verb

    return _FIRST.sub(replacement, text)


def _capital(word: str, match: re.Match[str]) -> str:
    before = match.string[: match.start()].rstrip()
    return word[0].upper() + word[1:] if not before or before[-1] in ".!?…" else word
