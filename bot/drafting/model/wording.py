"""Whether a model kept to the words of what it cites: nothing added, exchanged, joined or turned round.

Stricter than a person would be. A sentence refused here costs little: the offline draft has its own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_TOKEN = re.compile(r"[^\W_]+(?:[-_.:/'’,][^\W_]+)*%?|" + _CJK.pattern)
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])|\n+")
_CLAUSE = re.compile(
    r"[;:,…。！？、](?!\d)|[.!?](?=\s|$)|\s[-–—→|]+\s|[()]|"
    r"\b(?:and|but|which|because|so|while|und|aber|weil|y|pero|porque|et|mais|car|e|mas|ma|en|maar)\s(?!\d)",
    re.IGNORECASE,
)
# Words that link and tell, and by themselves claim nothing of the incident.
_TELLING = frozenset(
    "the and for was has had are but any our out its his her him she who why how now yet per via did can "
    "may let get got use also been were with from this that then than they them their there these those "
    "when where what which while will would could should about above after again against although among "
    "another around because before began begin begun behind being below between both came comes continued "
    "does doing during each either every found given gave going have having here into itself just later "
    "made make makes more most much must noted noticed observed occurred once only onto other others over "
    "same seen shall show showed showing shown shows since some such through time times took toward "
    "towards under until upon used very whether within happened happen taken following followed remained "
    "became become incident reported report said says told stated state states described according caused "
    "cause causes resulted result identified determined decided decision performed applied carried der "
    "die das und ist ein mit auf den von des dem nach wurde wurden sich eine einen einem einer oder auch "
    "durch noch aber beim sind waren dass les une est sur qui que dans avec pour plus sont était étaient "
    "cette après avant depuis pendant leur elle elles los las del por con una uno para pero como esta "
    "este esto desde hasta entre sobre cuando donde fueron había uma pelo pela está estava foram depois "
    "antes quando isso della delle sono stato alla het een van door voor werd naar".split()
)
_NEGATION = re.compile(
    r"not|no|never|none|nobody|nothing|without|cannot|nor|neither|.+n['’]t|dont|isnt|wasnt|didnt|doesnt|"
    r"cant|wont|nicht|nein|kein\w*|nie|ohne|ne|pas|jamais|sans|aucune?|tampoco|nunca|sin|ningun\w*|não|nem|"
    r"sem|nenhum\w*|non|senza|mai|niet|geen|nooit|inte|ikke|ej|bez|[不没沒未無非]"
)
LEAST = 3  # words that claim something: of fewer, nothing can be said
_REACH = 3  # words after a "not" that it may deny
_CODE = re.compile(r"`([^`\n]+)`")
_VERSION = re.compile(r"\d+(?:\.\d+){2,}")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?")
_NUMBER = re.compile(r"\d[\d,.:]*%?")


@dataclass(frozen=True)
class _Read:
    """A text in words. ``free`` are words that may stand in any statement."""

    text: str
    free: frozenset[str] = field(default=frozenset())

    @cached_property
    def sentences(self) -> list[list[str]]:
        return [_tokens(piece) for piece in _SENTENCE.split(self.text) if piece.strip()]

    @cached_property
    def words(self) -> list[str]:
        return [word for sentence in self.sentences for word in sentence]

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(map(_stem, self.words)) | self.free

    @cached_property
    def coded(self) -> frozenset[str]:
        """The words that stand between backticks."""
        return frozenset(word for code in _CODE.findall(self.text) for word in _tokens(code))

    @cached_property
    def denied(self) -> tuple[frozenset[str], frozenset[str]]:
        """The stems that stand behind a "not" somewhere, and those that stand without one somewhere."""
        behind: set[str] = set()
        free: set[str] = set()
        for sentence in self.sentences:
            for at, word in enumerate(sentence):
                before = sentence[max(0, at - _REACH) : at]
                (behind if any(map(_NEGATION.fullmatch, before)) else free).add(_stem(word))
        return frozenset(behind), frozenset(free)

    @cached_property
    def order(self) -> list[list[str]]:
        """The words of each sentence as they stand, none in its parts."""
        return [_whole(piece) for piece in _SENTENCE.split(self.text) if piece.strip()]

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        return frozenset(pair for sentence in self.order for pair in pairwise(["", *sentence]))

    @cached_property
    def parted(self) -> frozenset[tuple[str, str]]:
        """Words that only a "not" keeps apart."""
        begun = [["", *sentence] for sentence in self.order]
        triples = (zip(s, s[1:], s[2:], strict=False) for s in begun)
        found = {(one, two) for of in triples for one, no, two in of if _NEGATION.fullmatch(no)}
        return frozenset(found - self.pairs)


def keeps_to(text: str, cited: Sequence[str], free: Collection[str] = ()) -> bool:
    """Whether ``text`` is made of the words of ``cited``, its exact things together and in their order.

    ``free``: names, numbers and times, lower-case, that may stand beside anything: the incident's own.
    """
    own = frozenset(map(_stem, free))
    sources = [_Read(source, own) for source in cited]
    there = frozenset().union(*(source.stems for source in sources))
    clauses = [clause for clause in _CLAUSE.split(text) if clause and clause.strip()]
    return (
        sum(map(_means, _TOKEN.findall(text))) >= LEAST
        and _few_strays(text, there)
        and all(_few_strays(clause, there) for clause in clauses)
        and all(_stands_in_one(clause, text, sources) for clause in clauses)
        and _in_order(text, sources)
        and _denies_alike(_Read(text), sources)
    )


def closest(text: str, source: str) -> str:
    """The sentence of a source that shares most words with a statement."""
    mine = frozenset(map(_stem, _tokens(text)))
    pieces = (piece for piece in _SENTENCE.split(source) if piece.strip())
    return max(pieces, key=lambda piece: len(mine & set(map(_stem, _tokens(piece)))), default="")


def _few_strays(text: str, there: Collection[str]) -> bool:
    """Of four words of meaning one may be new, no two side by side; names, acronyms and figures never."""
    words = [word for word in _TOKEN.findall(text) if _means(word)]
    new = [_stem(word.lower()) not in there for word in words]
    strays = [word for word, is_new in zip(words, new, strict=True) if is_new]
    if any(_is_exact(word) or word.isupper() or word.istitle() for word in strays):
        return False
    return len(strays) <= len(words) // 4 and not any(one and two for one, two in pairwise(new))


def _new(text: str, there: Collection[str]) -> list[str]:
    return [w for w in _TOKEN.findall(text) if _means(w) and _stem(w.lower()) not in there]


def _stands_in_one(clause: str, text: str, sources: Sequence[_Read]) -> bool:
    """Whether one source alone says a clause that holds exact things: figures of two are not joined."""
    exact = _exact(clause)
    if not exact:
        return True
    if _replaces(exact, clause, sources):
        return False
    whole = clause if sum(map(_means, _TOKEN.findall(clause))) - len(exact) >= 2 else text
    return any(
        {word for word in exact if word not in source.free} <= set(source.words)
        and (_few_strays(whole, source.stems) if len(sources) == 1 else not _new(whole, source.stems))
        and _in_company(clause, source)
        for source in sources
    )


def _replaces(exact: Sequence[str], clause: str, sources: Sequence[_Read]) -> bool:
    """Whether the sentence nearest to a clause has as many figures, and others."""
    mine = set(map(_stem, _tokens(clause)))
    figures = {word for word in exact if word[0].isdigit()}
    all_of = [sentence for source in sources for sentence in source.order]
    best = max((len(mine & set(map(_stem, s))) for s in all_of), default=0)
    nearest = [set(s) for s in all_of if len(mine & set(map(_stem, s))) == best]
    free = frozenset().union(*(source.free for source in sources))
    wanted = figures - free
    return bool(wanted) and not any(
        wanted <= s or sum(word[0].isdigit() for word in s) < len(wanted) for s in nearest
    )


def _in_company(clause: str, source: _Read) -> bool:
    """Whether what a number counts in the statement stands near it in the source: "41 pods" stay pods."""
    words = _tokens(clause)
    for at, word in enumerate(words[:-1]):
        counted = words[at + 1]
        if not _is_number(word) or word in source.free or _is_exact(counted) or len(counted) < 2:
            continue
        places = [place for place, token in enumerate(source.words) if token == word]
        near = (source.words[max(0, place - 6) : place + 9] for place in places)
        if _means(counted) and not any(_stem(counted) in map(_stem, words_near) for words_near in near):
            return False
    return True


def _in_order(text: str, sources: Sequence[_Read]) -> bool:
    """Whether neighbours of one sort stand in the order of the sentence that has both."""
    exact = _exact(text)
    coded = {word for source in sources for word in source.coded}
    named = [word.lower() for word in _TOKEN.findall(text) if _is_name(word) or word.lower() in coded]
    for same in (
        [word for word in exact if _CLOCK.fullmatch(word)],
        [word for word in exact if _is_number(word)],
        named,
    ):
        if not all(one == two or _ordered(one, two, sources) for one, two in pairwise(same)):
            return False
    figures = [word for word in exact if _is_number(word)]
    flat = [[word for sentence in source.order for word in sentence] for source in sources]
    whole = [words for words in flat if set(figures) <= set(words)]
    return not whole or any(_runs_through(figures, words) for words in whole)


def _runs_through(figures: Sequence[str], words: Iterable[str]) -> bool:
    """Whether the figures stand among the words one after the other."""
    following = iter(words)
    return all(figure in following for figure in figures)


def _ordered(before: str, after: str, sources: Iterable[_Read]) -> bool:
    having = [s for source in sources for s in source.order if before in s and after in s]
    flat = ([word for sentence in source.order for word in sentence] for source in sources)
    having = having or [s for s in flat if before in s and after in s]
    return not having or any(s.index(before) < len(s) - 1 - s[::-1].index(after) for s in having)


def _denies_alike(statement: _Read, sources: Sequence[_Read]) -> bool:
    """Whether no word lost or found a "not" on its way from the sources."""
    denied, plain = statement.denied
    behind = frozenset().union(*(source.denied[0] for source in sources))
    without = frozenset().union(*(source.denied[1] for source in sources))
    parted = frozenset().union(*(source.parted for source in sources))
    together = frozenset().union(*(source.pairs for source in sources))
    return not (
        (plain & behind) - without - denied
        or (denied & without) - behind - plain
        or (statement.pairs & parted) - together
    )


def _means(word: str) -> bool:
    """Whether a word claims something: not one that links or tells."""
    if word[:1].isdigit() or _CJK.match(word):
        return True
    if word == "UTC" or _NEGATION.fullmatch(word.lower()):
        return False
    return (len(word) >= 3 and word.lower() not in _TELLING) or (word.isupper() and len(word) > 1)


def _stem(word: str) -> str:
    """Five letters of a word, so that its forms meet; numbers and names of parts whole."""
    if _is_exact(word):
        return word
    bare = word.removesuffix("'s").removesuffix("’s")
    return bare[:5] if len(bare) > 5 else bare.rstrip("s") if len(bare) > 3 else bare


def _tokens(text: str) -> list[str]:
    """Lower-case words; a compound one as a whole and in its parts."""
    found: list[str] = []
    for word in _TOKEN.findall(text.lower()):
        found.append(word.replace(",", "") if word[0].isdigit() else word)
        if _is_exact(word) and not word[0].isdigit():
            found += re.split(r"[-_.:/'’,]", word)
    return found


def _whole(text: str) -> list[str]:
    """Lower-case words as they stand."""
    found = _TOKEN.findall(text.lower())
    return [word.replace(",", "") if word[0].isdigit() else word for word in found]


def _is_exact(word: str) -> bool:
    """A number, a time, a version, or a part's name like "hr-money" or "lb3"."""
    return any(c.isdigit() for c in word) or any(mark in word for mark in "-_./:")


def _exact(text: str) -> list[str]:
    return [word for word in _whole(text) if _is_exact(word)]


def _is_number(word: str) -> bool:
    return bool(_NUMBER.fullmatch(word)) and not _CLOCK.fullmatch(word)


def _is_name(word: str) -> bool:
    """The name of a part, a version, or a word with a capital."""
    if word[0].isdigit():
        return bool(_VERSION.fullmatch(word)) or not (_NUMBER.fullmatch(word) or _CLOCK.fullmatch(word))
    return (_is_exact(word) or not word.islower()) and not _CJK.match(word)
