"""Words as they are compared: without case, accents and endings, in any language written in letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_WORD = re.compile(r"[^\W\d_]{3,}")
_STEM = 5  # letters: "expired", "expires" and "expiry" meet

# Words that stand in any sentence; what else says little is known by how many incidents it stands in.
_COMMON = frozenset(
    "the and for was with not that this from had are but has its our all out one two into after before "
    "until then than they them were been have which when while what who how only same over under more "
    "most some such very just being also could would minute minutes hour hours day days service "
    "services incident customers users because los las que por para con una uno del fue und der die das "
    "ein eine nicht mit von les des une est pas sur dans uma com che non per het een van och att det "
    "som".split()
)


def fold(text: str) -> str:
    """Lower case without accents: "Größe" as "grosse", "Número" as "numero"."""
    text = text.lower()
    if text.isascii():
        return text
    text = text.replace("ß", "ss").replace("ø", "o").replace("æ", "ae").replace("ł", "l")
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def stems(text: str) -> Iterator[str]:
    """The telling words of a text, cut short."""
    return (word[:_STEM] for word in _WORD.findall(fold(text)) if word not in _COMMON)
