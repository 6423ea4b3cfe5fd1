"""Which language a passage is written in, by its smallest words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

DEFAULT = "english"
ENOUGH = 200  # characters of a passage that are looked at
AROUND = 600  # characters before and after a passage that says nothing

_SMALL = {
    "english": """the and of to in was is that it for on with by not be this from should have did were are at
    an he she they we you his her their our your who what when why how which had has been would
    could will but or if so then than never always after before because no one nobody i my do
    does as it's""",
    "spanish": """el la los las un una unos unas de del al que en y por para con se su sus lo le les nos os es
    fue era está estaba fueron ser han había hay como pero más si sin ya muy porque cuando donde
    quien quién qué sobre entre hasta desde también este esta esto ese esa eso nuestro nuestra
    tu tú yo él ella esta cada otra otro todos nadie nunca cómo según ni después antes ahora así
    hubo ha che""",
}
# A word of both tells nothing.
_SAID = {word: language for language, words in _SMALL.items() for word in words.split()}
_WORD = re.compile(r"[^\W\d_]{1,20}|[¿¡]")
# What hardly an English word has: the endings of Spanish verbs and nouns, and a few letters.
_ENDINGS = tuple("ó ción ciones ieron aron asteis isteis ería ían".split())
_LETTERS = frozenset("¿¡ñ")
_NO_SPANISH = frozenset("aaron aron baron macaron".split())


def tongue(text: str, start: int, end: int) -> str:
    """The language whose tables fit a passage of ``text``.

    One that does not tell ("Rollback, 10:42.") is taken to be in the language of what stands around it, which
    in a text of two languages is a better guess than what most of it is in; where that tells nothing either,
    in English. Looks at a bounded number of characters, however long the text is.
    """
    return (
        _language(_WORD.findall(text, start, min(end, start + ENOUGH)))
        or _language(
            _WORD.findall(text, max(0, start - AROUND), min(len(text), end + AROUND, start + 2 * AROUND))
        )
        or DEFAULT
    )


def _language(words: Iterable[str]) -> str | None:
    """The language with the most evidence in some words; None without any, or with as much for each."""
    told = [_tells(word) for word in words]
    english, spanish = told.count("english"), told.count("spanish")
    if english == spanish:
        return None
    return "english" if english > spanish else "spanish"


@lru_cache(maxsize=20_000)
def _tells(word: str) -> str | None:
    said = word.lower()
    return _SAID.get(said) or ("spanish" if _looks_spanish(said) else None)


def _looks_spanish(word: str) -> bool:
    if word.endswith(_ENDINGS):
        return word not in _NO_SPANISH
    return not word.isascii() and not _LETTERS.isdisjoint(word)
