"""What somebody says of themselves, told of them: "I moved the mesh" as "Gustavo Prado moved the mesh"."""

from __future__ import annotations

import re

_ENGLISH = re.compile(
    r"\b(?:the|is|was|to|of|and|it|on|that|with|not|for|at|we|have|out|up|in|will|can)\b", re.IGNORECASE
)
_FIRST = re.compile(
    r"(?<![\w'’])(?P<pronoun>I['’]ll|I['’]m|I['’]ve|I['’]d|I am|I have|I was|I will|I can|I|me|my|mine|myself)"
    r"(?![\w'’])(?P<following> (?:have|do|take|think|see|want|need|know|suspect|get|own|work|don't)\b)?",
    re.IGNORECASE,
)
_PRESENT = {
    "have": "has", "do": "does", "take": "takes", "think": "thinks", "see": "sees", "want": "wants", "need": "needs",
    "know": "knows", "suspect": "suspects", "get": "gets", "own": "owns", "work": "works", "don't": "doesn't",
}  # fmt: skip
_AS_NAME = {
    "i'll": "will", "i will": "will", "i'm": "is", "i am": "is", "i've": "has", "i have": "has", "i was": "was",
    "i can": "can", "i'd": "would", "i": "",
}  # fmt: skip
_AS_THEY = {
    "i'll": "they will", "i will": "they will", "i'm": "they are", "i am": "they are", "i've": "they have",
    "i have": "they have", "i was": "they were", "i can": "they can", "i'd": "they would", "i": "they",
    "me": "them", "my": "their", "mine": "theirs", "myself": "themselves",
}  # fmt: skip
_OF_NAME = {"my": "'s", "mine": "'s", "me": ""}


def in_third_person(text: str, speaker: str) -> str:
    """The statement with its first person replaced: the speaker's name once, "they" after that.

    English only: a text with no English function word stays as it is.
    """
    if not _FIRST.search(text) or not _ENGLISH.search(text):
        return text
    named = False

    def replacement(match: re.Match[str]) -> str:
        nonlocal named
        word, following = match["pronoun"].lower().replace("’", "'"), match["following"] or ""
        if named:
            return _AS_THEY[word] + following
        if word in _OF_NAME:
            named = True
            return f"{speaker}{_OF_NAME[word]}{following}"
        before = text[: match.start()].rstrip(" \"'(`")
        if word not in _AS_NAME or (before and before[-1] not in ".!?…,;:"):
            return _AS_THEY[word] + following
        named = True
        verb = following.strip().lower()
        return f"{speaker} {_AS_NAME[word]}".strip() + (
            f" {_PRESENT[verb]}" if verb in _PRESENT else following
        )

    return _FIRST.sub(replacement, text)
