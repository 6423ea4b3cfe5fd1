"""Two things a model likes to do with what people said: to be surer than they were, and to find a culprit."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from bot.drafting.model.wording import closest

_HEDGE = re.compile(
    r"\b(?:maybe|perhaps|might|could|may|probably|possibl[ey]|presumably|likely|suspect\w*|think|thinks|"
    r"guess\w*|assum\w*|seems?|looks like|not sure|unclear|wonder\w*|theory|hunch|would|if|vielleicht|"
    r"vermut\w*|wahrscheinlich|quizás?|tal vez|creo|parece|probablemente|peut-être|sans doute|je crois|"
    r"talvez|acho|misschien|waarschijnlijk|forse|kanskje|kanske)\b|\?",
    re.IGNORECASE,
)
_HARM = re.compile(
    r"\b(?:broke|breaks|caus\w+|crash\w*|(?:took|brought|taking|bringing) down|forgot\w*|neglect\w*|"
    r"ignor\w+|delet\w+|wip\w+|mistyp\w*|misconfigur\w*|mistake\w*|error by|fault|blam\w+|responsib\w+|"
    r"careless\w*|culpa\w*|schuld\w*|faute|because of|due to|broken by|caused by)\b",
    re.IGNORECASE,
)


def is_unsure(text: str, cited: Sequence[str]) -> bool:
    """Whether it is told as certain what was only thought aloud."""
    if _HEDGE.search(text):
        return False
    said = [closest(text, source) for source in cited]
    return bool(said) and all(_HEDGE.search(sentence) for sentence in said)


def names_culprit(text: str, names: Collection[str], *, at_all: bool) -> bool:
    """Whether a person of ``names`` stands beside words of harm, or, if ``at_all``, anywhere."""
    named = any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) for name in names)
    return named and (at_all or bool(_HARM.search(text)))
