"""Whether a model kept to the words of what it cites: nothing added, nothing exchanged, nothing joined.

Stricter than a person would be. A sentence refused here costs little: the offline draft has its own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

_TOKEN = re.compile(
    r"[^\W_]+(?:[-_.:/'’,][^\W_]+)*%?|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]",
)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SENTENCE = re.compile(r"(?<=[.!?…。！？])\s*(?=\S)|\n+")
_CLAUSE = re.compile(
    r"[;:,…。！？、](?!\d)|[.!?](?=\s|$)|\s[-–—→]+\s|[()]|"
    r"\b(?:and|but|which|because|so|while|und|aber|weil|y|pero|porque|et|mais|car|e|mas|ma|en|maar)\s",
    re.IGNORECASE,
)
# Words that link and tell, and by themselves claim nothing of the incident.
_TELLING = frozenset(
    "about above after again against also although among another around because been before began begin "
    "begun behind being below between both came comes continued could does doing done down during each either "
    "every found from given gave going have having here into itself just later made make makes more most much must "
    "noted noticed observed occurred once only onto other others over same seen shall should show showed showing "
    "shown shows since some start started starting such than that their them then there these they this those "
    "through time times took toward towards under until upon used very were what when where whether which while "
    "will with within without would happened happen took taken following followed remained became become "
    "responders responder engineers engineer team teams people person someone incident reported report "
    "said says told stated state states described according caused cause causes resulted result identified "
    "determined decided decision performed applied carried "
    "nach wurde wurden nicht sich eine einen einem einer oder auch durch noch aber beim sind waren dass "
    "para pero como esta este esto desde hasta entre sobre cuando donde fueron había dans avec pour mais plus "
    "sont était étaient cette après avant depuis pendant leur elle elles uma pelo pela mais está estava foram "
    "depois antes quando isso della delle sono stato alla niet door voor werd waren naar".split()
)
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?")
_NUMBER = re.compile(r"\d[\d,.:]*%?")
_HEDGE = re.compile(
    r"\b(?:maybe|perhaps|might|could|may|probably|possibl[ey]|presumably|likely|suspect\w*|think|thinks|guess\w*|"
    r"assum\w*|seems?|looks like|not sure|unclear|wonder\w*|theory|hunch|would|if|vielleicht|vermut\w*|"
    r"wahrscheinlich|quizás?|tal vez|creo|parece|probablemente|peut-être|sans doute|je crois|talvez|acho|"
    r"misschien|waarschijnlijk|forse|kanskje|kanske)\b|\?",
    re.IGNORECASE,
)
_HARM = re.compile(
    r"\b(?:broke|breaks|caus\w+|crash\w*|(?:took|brought|taking|bringing) down|forgot\w*|neglect\w*|ignor\w+|"
    r"delet\w+|wip\w+|mistyp\w*|misconfigur\w*|mistake\w*|error by|fault|blam\w+|responsib\w+|careless\w*|"
    r"culpa\w*|schuld\w*|faute|because of|due to|broken by|caused by)\b",
    re.IGNORECASE,
)


def keeps_to(text: str, cited: Sequence[str], free: Collection[str] = ()) -> bool:
    """Whether ``text`` is made of the words of ``cited``, its exact things together and in their order.

    ``free``: names, numbers and times, lower-case, that may stand beside anything: the incident's own.
    """
    there = set(map(_stem, _tokens(" ".join((*cited, *free)))))
    clauses = [clause for clause in _CLAUSE.split(text) if clause and clause.strip()]
    if not _few_strays(text, there) or not all(_few_strays(clause, there) for clause in clauses):
        return False
    sources = [_tokens(source) for source in cited]
    bound = [[word for word in _exact(clause) if word not in free] for clause in clauses]
    return (
        all(_together(words, sources) for words in bound)
        and _in_order(_exact(text), sources)
        and all(_in_company(clause, sources, free) for clause in clauses)
    )


def is_unsure(text: str, cited: Sequence[str]) -> bool:
    """Whether it is told as certain what was only thought aloud."""
    if _HEDGE.search(text):
        return False
    mine = set(map(_stem, _tokens(text)))
    closest = [_closest(mine, source) for source in cited]
    return bool(closest) and all(_HEDGE.search(sentence) for sentence in closest)


def names_culprit(text: str, names: Collection[str], *, at_all: bool) -> bool:
    """Whether a person of ``names`` stands beside words of harm, or, if ``at_all``, anywhere."""
    named = any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) for name in names)
    return named and (at_all or bool(_HARM.search(text)))


def _few_strays(text: str, there: Collection[str]) -> bool:
    """Of four words of meaning one may be new; of fewer none. Names, acronyms and short figures never."""
    words = [word for word in _TOKEN.findall(text) if _means(word)]
    strays = [word for word in words if _stem(word.lower()) not in there]
    if any(_is_exact(word) or word.isupper() or _CJK.match(word) for word in strays):
        return len(strays) <= len(words) // 8 and all(map(_CJK.match, strays))
    return len(strays) <= (len(words) // 4)


def _means(word: str) -> bool:
    if word[:1].isdigit() or _CJK.match(word):
        return True
    if word in ("UTC", "I", "A"):
        return False
    return (len(word) >= 4 and word.lower() not in _TELLING) or (word.isupper() and len(word) > 1)


def _stem(word: str) -> str:
    """Five letters of a word, so that its forms meet; numbers and names of parts whole."""
    if _is_exact(word):
        return word.replace(",", "")
    bare = word.removesuffix("'s").removesuffix("’s")
    return bare[:5] if len(bare) > 5 else bare.rstrip("s") if len(bare) > 3 else bare


def _tokens(text: str) -> list[str]:
    """Lower-case words; a compound one as a whole and in its parts."""
    found: list[str] = []
    for word in _TOKEN.findall(text.lower()):
        found.append(word)
        if _is_exact(word) and not word[0].isdigit():
            found += re.split(r"[-_.:/'’,]", word)
    return found


def _is_exact(word: str) -> bool:
    """A number, a time, a version, or a part's name like "hr-money" or "lb3"."""
    return any(c.isdigit() for c in word) or any(mark in word for mark in "-_./:")


def _exact(text: str) -> list[str]:
    return [word.replace(",", "") for word in _TOKEN.findall(text.lower()) if _is_exact(word)]


def _together(words: Sequence[str], sources: Sequence[Sequence[str]]) -> bool:
    """Whether one source holds all of a clause's exact things: figures of two are not joined into one."""
    if len(words) < 2:
        return True
    return any(set(words) <= {token.replace(",", "") for token in source} for source in sources)


def _in_order(words: Sequence[str], sources: Sequence[Sequence[str]]) -> bool:
    """Whether neighbours of one sort stand in the order of the source that has both."""
    for sort in (_is_clock, _is_number, _is_part):
        same = [word for word in words if sort(word)]
        for before, after in zip(same, same[1:], strict=False):
            if before != after and not _ordered(before, after, sources):
                return False
    return True


def _ordered(before: str, after: str, sources: Sequence[Sequence[str]]) -> bool:
    both = [[token.replace(",", "") for token in source] for source in sources]
    both = [tokens for tokens in both if before in tokens and after in tokens]
    return not both or any(
        tokens.index(before) < len(tokens) - 1 - tokens[::-1].index(after) for tokens in both
    )


def _is_clock(word: str) -> bool:
    return bool(_CLOCK.fullmatch(word))


def _is_number(word: str) -> bool:
    return bool(_NUMBER.fullmatch(word)) and not _is_clock(word)


def _is_part(word: str) -> bool:
    return not word[0].isdigit()


def _in_company(clause: str, sources: Sequence[Sequence[str]], free: Collection[str]) -> bool:
    """Whether what a number counts in the statement stands near it in a source: "41 pods" stay pods."""
    words = _TOKEN.findall(clause.lower())
    for at, word in enumerate(words):
        if not _is_number(word) or word in free:
            continue
        counted = next((w for w in words[at + 1 : at + 4] if _means(w) and not _is_exact(w)), None)
        if counted and not any(_near(word, counted, source) for source in sources):
            return False
    return True


def _near(number: str, counted: str, source: Sequence[str]) -> bool:
    number, counted = number.replace(",", ""), _stem(counted)
    places = [at for at, token in enumerate(source) if token.replace(",", "") == number]
    return any(counted in map(_stem, source[max(0, at - 6) : at + 9]) for at in places)


def _closest(mine: Collection[str], source: str) -> str:
    """The sentence of a source that shares most words."""
    return max(_sentences(source), key=lambda s: len(set(map(_stem, _tokens(s))) & set(mine)), default="")


def _sentences(text: str) -> Iterator[str]:
    return (piece for piece in _SENTENCE.split(text) if piece.strip())
