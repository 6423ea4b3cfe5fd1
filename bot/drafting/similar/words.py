"""Words as they are compared: without case, accents and endings, in any language written in letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_PART = re.compile(r"[a-z]+(?:[-_][a-z]+)+")
_WORD = re.compile(r"[^\W\d_]{3,}")
_STEM = 5  # letters: "expired", "expires" and "expiry" meet

# Words that say nothing of how something failed, in the languages that drafts are read in most.
_COMMON = frozenset(
    "the and for was with not that this from had are but has its our all out one two into after before "
    "until then than they them were been have which when while what who how only same over under more most "
    "some such very just being also could would because did does every each there here now still again "
    "will can cannot nobody nothing since about back same other another "
    "minute minutes hour hours day days week weeks night morning today yesterday time times "
    "failed failing failure fails error errors service services server servers incident customers customer "
    "users user people system systems "
    "los las que por para con una uno del fue sin mas como pero hasta desde durante minutos horas dia dias "
    "und der die das ein eine einen nicht mit von dem den des ist war bei auf auch nur nach stunden minuten "
    "les des une est pas sur dans pour par avec qui plus etait ont minutes heures "
    "nao uma com por foi dos das mais horas minutos che non per una del della con era sono ore minuti "
    "het een van niet met voor dat was zijn uur minuten och att det som inte med var ett den timmar".split()
)


def fold(text: str) -> str:
    """Lower case without accents: "Größe" as "grosse", "Número" as "numero"."""
    text = text.lower()
    if text.isascii():
        return text
    text = text.replace("ß", "ss").replace("ø", "o").replace("æ", "ae").replace("ł", "l")
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def stems(text: str) -> Iterator[str]:
    """The telling words of a text, cut short; names of parts, like "hr-money", are kept whole as well."""
    text = fold(text)
    yield from _PART.findall(text)
    for word in _WORD.findall(text):
        if word not in _COMMON:
            yield word[:_STEM] if len(word) > _STEM else word.rstrip("s") if len(word) > 4 else word
