"""Whether a statement that somebody else wrote says what its sources say, as far as words can tell.

For statements of a model: code's own are built from their sources. A false alarm costs one sentence, which
is then taken from elsewhere or left out; so what cannot be seen to agree does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set

ENOUGH = 0.4  # of a statement's own words
LEAST = 2  # words that both have
_WORD = re.compile(r"[^\W\d_]{4,}|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}")
_CLAUSE = re.compile(
    r"(?<=[.!?;:,…。！？])\s+|\s+[-–—→]+\s+|\n+|(?<=[。！？、])|\s[(]|[)]\s|"
    r"\s+(?:and|but|while|und|aber|y|pero|et|mais|mas|ma|en|maar|og|och|men)\s+"
)
_COMMON = frozenset(
    "about after again also although among another because been before began being between both could "
    "does done down during each either every from further have having here into itself just made make more "
    "most much must only other over same seen should since some such than that their them then there these "
    "they this those through time times took under until very were what when where which while will with "
    "within without would your team teams people person someone incident message channel stated said says "
    "reported noticed started ended according later earlier minutes minute hours hour "
    "para pero como esta este esto desde hasta entre sobre también cuando porque donde fueron había "
    "dans avec pour mais plus sont était étaient cette après avant depuis pendant leur elle elles nous vous "
    "nach wurde wurden nicht sich eine einen einem einer oder auch durch noch aber beim sind waren dass "
    "uma pelo pela mais como está estava foram depois antes quando isso della delle sono stato alla "
    "niet door voor werd waren naar omdat".split()
)
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|without|cannot|neither|nor|unable|fails? to|failed to|yet to)\b|n[’']t\b|"
    r"\b(?:nein|nicht|kein\w*|nie|ohne|ne|pas|jamais|sans|aucune?|tampoco|nunca|sin|ningun\w*|não|nem|sem|"
    r"nenhum\w*|non|senza|mai|niet|geen|nooit|inte|ikke|ej|nie|bez|nu)\b|ない|ません|没有|不",
    re.IGNORECASE,
)
_NOT_NEGATION = re.compile(
    r"\b(?:no longer|not only|nothing but|no(?: |-)?op|without (?:a )?(?:problem|issue)s?|no\.? ?\d+|"
    r"non ?stop|not before|not until)\b",
    re.IGNORECASE,
)
_SPELLED = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15",
    "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20", "thirty": "30",
    "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
    "thirds": "", "quarters": "", "tenth": "10", "fifth": "5", "dozen": "12", "dozens": "", "hundred": "100",
    "hundreds": "", "thousand": "1000", "thousands": "", "million": "1000000", "millions": "",
    "billion": "", "billions": "", "half": "50", "third": "33", "quarter": "25", "twice": "2",
    "everyone": "", "everybody": "", "zwei": "2", "drei": "3", "vier": "4", "fünf": "5", "zehn": "10",
    "hundert": "100", "tausend": "1000", "dos": "2", "tres": "3", "cuatro": "4", "cinco": "5", "diez": "10",
    "cien": "100", "mil": "1000", "millones": "", "deux": "2", "trois": "3", "quatre": "4", "cinq": "5",
    "dix": "10", "cent": "100", "mille": "1000",
}  # fmt: skip
_QUOTED = re.compile(r"[“\"«„]([^“”\"«»„]{3,200})[”\"»“]")
_NAME = re.compile(r"(?<![\w@/.-])[A-ZÀ-ÖØ-ÞŁŚŻŠČŽ][\w’'-]*[^\W\d_][\w’'-]*")
_NO_NAMES = frozenset(
    "utc api http https url dns tls ssl sql cpu gpu ram the a an after all among an and as at because before "
    "between both but by customers users during each every everyone for from however if in initially it its "
    "later most no none not of on once only other our requests responses services since some that their then "
    "there these they this those traffic two until when where which while who with within without engineers "
    "responders operators monday tuesday wednesday thursday friday saturday sunday".split()
)


def stems(text: str) -> frozenset[str]:
    """The words that carry meaning, each cut to five letters so that its forms meet."""
    return frozenset(word[:5] for word in _WORD.findall(text.lower()) if word not in _COMMON)


def agrees(statement: str, cited: str, known: Set[str]) -> bool:
    """Whether ``statement`` says what ``cited`` says.

    ``known``: lower-case words that may be used freely: those of the incident's own record.
    """
    mine, theirs = stems(statement), stems(cited)
    shared = mine & theirs
    free = {word[:5] for word in known}
    if len(shared) < min(LEAST, len(mine)) or len(shared | (mine & free)) < ENOUGH * len(mine):
        return False
    return (
        _same_polarity(statement, cited)
        and _spelled_numbers_stand(statement, cited)
        and _quotes_stand(statement, cited)
        and not _invented_names(statement, cited, known)
    )


def _same_polarity(statement: str, cited: str) -> bool:
    """Whether each clause denies as the one it is closest to: no "resolved" out of "not resolved"."""
    theirs = [(stems(clause), clause) for clause in _clauses(cited)]
    return all(_stands_among(clause, theirs) for clause in _clauses(statement))


def _stands_among(clause: str, theirs: Sequence[tuple[frozenset[str], str]]) -> bool:
    mine, negated = stems(clause), _denies(clause)
    best = max((len(mine & words) for words, _ in theirs), default=0)
    if not best:
        return True  # a word of linking: there is nothing to compare
    closest = [other for words, other in theirs if len(mine & words) == best]
    return any(_denies(other) == negated and not other.rstrip().endswith("?") for other in closest)


def _clauses(text: str) -> list[str]:
    return [clause for clause in _CLAUSE.split(text) if clause.strip()]


def _denies(text: str) -> bool:
    return bool(_NEGATION.search(_NOT_NEGATION.sub(" ", text)))


def _spelled_numbers_stand(statement: str, cited: str) -> bool:
    words = set(re.findall(r"[^\W\d_]+", statement.lower())) & _SPELLED.keys()
    there = set(re.findall(r"[^\W_]+", cited.lower().replace(",", "")))
    return all(word in there or _SPELLED[word] in there for word in words)


def _quotes_stand(statement: str, cited: str) -> bool:
    plain = " ".join(cited.lower().split())
    return all(" ".join(quote.lower().split()).rstrip(".,!") in plain for quote in _QUOTED.findall(statement))


def _invented_names(statement: str, cited: str, known: Set[str]) -> list[str]:
    """Capitalized words that stand neither in what is cited nor in the record, the common ones aside."""
    there = set(_words(cited)) | known | _NO_NAMES
    return [
        name
        for name in _NAME.findall(statement)
        if not all(part in there or part.rstrip("s") in there for part in _words(name))
    ]


def _words(text: str) -> Iterable[str]:
    return re.findall(r"[^\W_]+", re.sub(r"[’']s\b", "", text.lower()))
