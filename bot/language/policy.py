"""How an organization wants its language checked, and who its people are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.language.finding import Category, Field


class Strictness(StrEnum):
    """GENTLE leaves out what is less certain; STRICT is for those who want to be shown the hints as well."""

    GENTLE = "gentle"
    STANDARD = "standard"
    STRICT = "strict"


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who may be spoken of: ``id`` as in mentions, ``handle`` without the @, the full ``name``."""

    name: str
    handle: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """``terms`` are words of an organization's own that always blame, each with its kind; ``exempt`` words
    and phrases never do (a service named Karen); ``roles`` are more words for people; ``services`` are
    things. Nothing is checked in a field that is ``off``.
    """

    strictness: Strictness = Strictness.STANDARD
    terms: tuple[tuple[str, Category], ...] = ()
    exempt: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    off: frozenset[Field] = frozenset()


DEFAULT = Policy()


def roster(lines: Iterable[str]) -> tuple[Named, ...]:
    """People from lines of "handle TAB full name"; empty lines and those that begin with # are passed over.

    Raises ValueError with the line's number for a line without a name.
    """
    people = []
    for number, line in enumerate(lines, 1):
        handle, tab, name = line.strip().partition("\t")
        if not line.strip() or line.startswith("#"):
            continue
        if not tab or not name.strip():
            raise ValueError(f"line {number} is not “handle<TAB>full name”: {line.strip()[:60]}")
        people.append(Named(name.strip(), handle.strip().lstrip("@")))
    return tuple(people)
