"""The ways in which systems fail, whatever their trade: each with its name and the words people use for it.

The patterns are matched against folded text (lower case, no accents) in English, Spanish, French, German,
Portuguese, Dutch, Italian and the Scandinavian languages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

NEAR = 70  # characters


@dataclass(frozen=True, slots=True)
class Kind:
    """One way to fail. ``name`` completes "Both: …".

    ``family`` is what related kinds share; ``weight``, from 0 to 1, how much sharing this one says.
    """

    key: str
    family: str
    name: str
    weight: float
    pattern: re.Pattern[str]


def kind(key: str, name: str, weight: float, *patterns: str) -> Kind:
    family = key.partition(".")[0]
    return Kind(key, family, name, weight, re.compile("|".join(f"(?:{p})" for p in patterns)))


def near(one: str, other: str, within: int = NEAR) -> str:
    """Either before the other, on one line, with at most ``within`` characters between."""
    gap = rf"[^\n]{{0,{within}}}?"
    return rf"\b(?:{one}){gap}\b(?:{other})|\b(?:{other}){gap}\b(?:{one})"
