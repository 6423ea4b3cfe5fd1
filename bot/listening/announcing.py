"""Whether one sentence announces the end of the incident: an announcing word, what it is about, and guards.

Unknown words make the difference: "this is now resolved" holds nothing but small words around the
announcing one, "resolved the merge conflict" holds something else that was resolved. So a clause
announces when it names the incident, or when nothing in it is foreign to an announcement.
"""

from __future__ import annotations

import re
from enum import IntEnum

from bot.listening import idioms
from bot.listening import lexicon as lex
from bot.listening.reading import Sentence

LEFT, RIGHT = 30, 14  # words of the clause that are looked at on either side; also keeps the work linear
TRIGGERS = lex.RESOLVED | lex.ENDED | lex.CLOSING | lex.CLOSE
_HARD = frozenset(", ; ( ) | [ ]".split()) | frozenset(
    "but and so y und et pero aber mais mas maar dann и но".split()
)
_SOFT = frozenset(": = -> → - – — --".split())
_TIME = re.compile(r"\d+(?:[.:h/\-]\d*)*(?:[a-z]{1,5})?|[a-z]+[+-]\d+(?::\d+)?")
_ID = re.compile(r"(?:inc|incident|sev|p|prio|pd|im|maj|major)(?:[-#.]?\d+)")
_SMALL = lex.FILLER | lex.PRONOUNS | lex.INCIDENT | lex.PROBLEM | lex.DECLARING | lex.RESOLVED | lex.ENDED
_PERMITS = frozenset("can pode podemos peut puede können koennen possiamo мы-можем".split())
_NOT_YET = frozenset("in when once after by soon later if tomorrow at within".split())
_WHOLE = lex.UNIVERSAL | frozenset("good real prod production us our".split())
_TASKLIKE = frozenset(
    "done finished complete completed ended concluded over sorted erledigt bitti clos ferme fechado".split()
)


class Says(IntEnum):
    """How far a sentence goes, least first."""

    NOTHING = 0
    NOT_OVER = 1  # "not resolved"
    CLAIM = 2  # over, as far as the speaker sees; not an announcement yet
    OVER = 3


def announcement(sentence: Sentence, *, reply: bool = False) -> Says:
    """What a sentence that isn't a question says of the incident's end.

    In a reply, a bare "resolved" may be about what was replied to, so it is only a claim.
    """
    tokens = sentence.tokens
    said = _idiom(sentence)
    condition = next((i for i, t in enumerate(tokens) if t in lex.CONDITIONS), len(tokens))
    start = 0
    for i, token in enumerate(tokens):
        if token in _HARD and not (token == "and" and tokens[i - 1 : i] == ("ahead",)):
            start = i + 1
        elif token in TRIGGERS and i < condition:
            left = tokens[max(start, i - LEFT) : i]
            found = _clause(left, token, _until_mark(tokens, i + 1))
            if (
                reply
                and found is Says.OVER
                and not _names_incident(tokens)
                and not (set(tokens) & lex.DECLARING)
            ):
                found = Says.CLAIM
            said = max(said, found)
    return said


def is_bare(sentence: Sentence) -> bool:
    """Whether the sentence neither names the incident, nor declares, nor closes, nor gives a time."""
    told = (
        lex.DECLARING | lex.CLOSING | lex.CLOSE | {"this", "incident", "everything", "all", "down", "clear"}
    )
    return not _names_incident(sentence.tokens) and not any(
        t in told or _TIME.fullmatch(t) for t in sentence.tokens
    )


def asks(sentence: Sentence) -> bool:
    """Whether a question asks if the incident is over, or if it may be called so."""
    tokens = sentence.tokens
    if idioms.OVER.search(sentence.text) or idioms.CALLING_IT.search(sentence.text.rstrip(" ?!")):
        return True
    if len(tokens) <= 12 and idioms.ASKS_IF_GOOD.search(sentence.text):
        return True
    small = _SMALL | lex.ASKING | lex.CLOSING
    for i, token in enumerate(tokens):
        if token in TRIGGERS:
            left = [t for t in tokens[max(0, i - LEFT) : i] if t not in _SOFT and t not in _HARD]
            fits = _names_incident(left) or all(t in small or _TIME.fullmatch(t) for t in left)
            if fits and _right_fits(_until_mark(tokens, i + 1), named=False):
                return True
    return False


def _clause(left: tuple[str, ...], token: str, right: tuple[str, ...]) -> Says:
    words = _own_clause([t for t in left if t not in _HARD])
    if _is_guarded(words, right):
        return Says.NOTHING
    named = _names_incident(words)
    unfamiliar = [w for w in words if not _is_small(w)]
    if unfamiliar == ["us"] and not lex.DECLARING.isdisjoint(words):  # "moving us to resolved"
        unfamiliar = []
    if any(w in lex.NEGATIONS for w in words):
        strangers = [w for w in unfamiliar if w not in lex.NEGATIONS and w not in lex.HEDGES]
        over = token not in lex.CLOSING and token not in lex.CLOSE and token not in _TASKLIKE - {"over"}
        about_it = named or not strangers
        return Says.NOT_OVER if over and about_it and not _names_another(right) else Says.NOTHING
    if any(w in lex.HEDGES for w in words) or not _right_fits(right, named=named):
        return Says.NOTHING
    if token in lex.RESOLVED:
        how = not words and right[:1] in (("by",), ("with",), ("mit",), ("con",), ("avec",), ("com",))
        return Says.CLAIM if how else _resolved(words, named, unfamiliar)
    if token in lex.ENDED and not (token in lex.CLOSING and not words and not right):
        found = _ended(words, token, named, unfamiliar, right)
        if found or token not in lex.CLOSING:
            return found
    return _closing(words, token, unfamiliar, right)


def _own_clause(left: list[str]) -> list[str]:
    """The words that go with the announcing one: after a colon, where a clause of its own begins."""
    marks = [i for i, token in enumerate(left) if token in _SOFT]
    last = left[marks[-1] + 1 :] if marks else left
    if last and last[0] in {"we", "we're", "we've", "this", "i'm"}:
        return last
    return [token for token in left if token not in _SOFT]


def _is_guarded(words: list[str], right: tuple[str, ...]) -> bool:
    if words[-1:] == ["be"] or words[-2:] == ["close", "to"] or (words[-1:] == ["to"] and "close" in words):
        return True
    if words and words[0] in {"mark", "set", "declare"}:  # a request to somebody else
        return True
    return any(w in lex.EARLIER for w in (*words, *right[:6]))


def _names_another(right: tuple[str, ...]) -> bool:
    """ "not resolved why", "not resolved the conflict": something else is meant."""
    return any(w in lex.OTHER_THINGS for w in right[:4]) or right[:1] in (
        ("the",),
        ("a",),
        ("to",),
        ("what",),
    )


def _resolved(words: list[str], named: bool, unfamiliar: list[str]) -> Says:
    if named or not unfamiliar:
        return Says.OVER
    if any(w in lex.OTHER_THINGS for w in words):
        return Says.NOTHING
    return Says.CLAIM if any(w in lex.PROBLEM for w in words) else Says.NOTHING


def _ended(words: list[str], token: str, named: bool, unfamiliar: list[str], right: tuple[str, ...]) -> Says:
    if named or (right and _names_incident(right[:3]) and not unfamiliar):
        return Says.OVER
    if unfamiliar:
        return Says.NOTHING
    declares = any(w in lex.DECLARING for w in words)
    problem = any(w in lex.PROBLEM for w in words)
    feels = any(w in {"glad", "happy", "pleased"} for w in words)  # "so glad it's over"
    it_is_over = token in {"over", "vorbei", "voorbij"} and words[-1:] in (
        ["it's"],
        ["is"],
        ["this"],
        ["ist"],
    )
    if declares or problem or (it_is_over and not feels):
        return Says.OVER
    we_are = any(w in {"we're", "we", "us", "wir"} for w in words)
    if token in _TASKLIKE and not (we_are and token in {"done", "sorted"}):
        return Says.NOTHING
    return Says.CLAIM


def _closing(words: list[str], token: str, unfamiliar: list[str], right: tuple[str, ...]) -> Says:
    permitted = any(w in _PERMITS for w in words)
    if any(w not in _PERMITS and w not in lex.COMMITS for w in unfamiliar):
        return Says.NOTHING
    if token in {"wrapping", "wrap"} and "up" not in right[:4]:
        return Says.NOTHING
    if token in {"ending", "end", "concluding", "conclude"} and not _names_incident(right):
        return Says.NOTHING
    if token in lex.CLOSE:
        if not any(w in lex.COMMITS for w in words) and not permitted:
            return Says.NOTHING
        if any(w in _NOT_YET for w in right) and "now" not in right:
            return Says.NOTHING
    return Says.CLAIM if permitted else Says.OVER


def _right_fits(right: tuple[str, ...], *, named: bool) -> bool:
    """Whether what follows the announcing word within its clause leaves the announcement whole."""
    for i, word in enumerate(right):
        following = right[i + 1] if i + 1 < len(right) else ""
        if word in lex.CONDITIONS_AFTER:
            return following in _WHOLE or bool(_TIME.fullmatch(following))
        if word in lex.OTHER_THINGS or word in {"to", "itself", "half"}:
            return False
        if word.isdigit() and following and (following == "of" or not _is_small(following)):
            return False  # "resolved 3 of 7 shards"
        if word in lex.OPENERS or word in lex.INCIDENT or _ID.fullmatch(word) or _TIME.fullmatch(word):
            return True
        if not _is_small(word):
            return named
    return True


def _idiom(sentence: Sentence) -> Says:
    text = sentence.text
    found = idioms.OVER.search(text) or idioms.CALLING_IT.search(text)
    if not found or idioms.OVER_ELSEWHERE.search(text):
        return Says.NOTHING
    before = re.findall(r"[^\W_]+(?:['\-][^\W_]+)*", text[max(0, found.start() - 300) : found.start()])
    clause = re.findall(
        r"[^\W_]+(?:['\-][^\W_]+)*", re.split(r"[,;:(]| but | and ", text[: found.start()][-300:])[-1]
    )
    after = re.split(r"[,;:(.]", text[found.end() : found.end() + 120])[0].split()
    if any(w in lex.CONDITIONS for w in before) or any(
        w in {"if", "unless", "until", "once", "when"} for w in after
    ):
        return Says.NOTHING
    if any(w in lex.NEGATIONS for w in clause):
        return Says.NOT_OVER
    if any(w in lex.HEDGES and w not in {"please", "pls", "now"} for w in clause) or "to" in clause[-1:]:
        return Says.NOTHING
    return Says.CLAIM if "call" in found.group() and any(w in _PERMITS for w in clause) else Says.OVER


def _until_mark(tokens: tuple[str, ...], start: int) -> tuple[str, ...]:
    end = start
    while end < len(tokens) and end - start < RIGHT and tokens[end] not in _SOFT and tokens[end] not in _HARD:
        end += 1
    return tokens[start:end]


def _names_incident(words: list[str] | tuple[str, ...]) -> bool:
    """Whether the last thing named in the words is the incident."""
    for word in reversed(words):
        if word in lex.INCIDENT or _ID.fullmatch(word):
            return True
        if word in lex.OTHER_THINGS:
            return False
    return False


def _is_small(word: str) -> bool:
    return word in _SMALL or _TIME.fullmatch(word) is not None or _ID.fullmatch(word) is not None
