"""How an organization wants its language checked: the settings, read from fields and from a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from bot.language.finding import Category, Field
from bot.language.policy import Policy, Strictness

LONGEST = 80  # characters of a term
MOST = 2_900  # characters of a list, written out: a field of a dialog has to hold it again
T = TypeVar("T")


class LineError(ValueError):
    """Which line of a list can't be taken, and why."""


@dataclass(frozen=True, slots=True)
class LanguageSettings:
    """``terms`` always blame, each with its kind; ``exempt`` words never do; ``roles`` are words for people;
    sections in ``off`` are not checked. With ``must_settle`` nothing is approved or published before
    every finding is settled. ``version`` counts the saves, 0 for what nobody has ever changed.
    """

    is_on: bool = True
    strictness: Strictness = Strictness.STANDARD
    terms: tuple[tuple[str, Category], ...] = ()
    exempt: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    off: frozenset[Field] = frozenset()
    must_settle: bool = False
    version: int = 0
    changed_by: str | None = None
    changed_at: datetime | None = None

    def policy(self, services: Sequence[str] = ()) -> Policy:
        return Policy(self.strictness, self.terms, self.exempt, self.roles, tuple(services), self.off)

    def to_json(self) -> dict[str, Any]:
        """What is kept in the row; version, person and time have columns of their own."""
        return {
            "is_on": self.is_on,
            "strictness": self.strictness.value,
            "terms": [[term, category.value] for term, category in self.terms],
            "exempt": list(self.exempt),
            "roles": list(self.roles),
            "off": sorted(field.value for field in self.off),
            "must_settle": self.must_settle,
        }


def from_json(
    plain: Mapping[str, Any], version: int, by: str | None, at: datetime | None
) -> LanguageSettings:
    """The settings of a row. What another release wrote and this one does not know is left out."""
    standard = LanguageSettings()
    pairs = [pair for pair in _list(plain.get("terms")) if isinstance(pair, list) and len(pair) == 2]
    return LanguageSettings(
        is_on=plain.get("is_on") is not False,
        strictness=_known(Strictness, plain.get("strictness")) or standard.strictness,
        terms=tuple(
            (str(term), category) for term, kind in pairs if (category := _known(Category, kind)) is not None
        ),
        exempt=tuple(map(str, _list(plain.get("exempt")))),
        roles=tuple(map(str, _list(plain.get("roles")))),
        off=frozenset(field for name in _list(plain.get("off")) if (field := _known(Field, name))),
        must_settle=plain.get("must_settle") is True,
        version=version,
        changed_by=by,
        changed_at=at,
    )


def read_words(text: str) -> tuple[str, ...]:
    """One word or phrase a line. Raises LineError."""
    words = tuple(_read(text, lambda line: line, lambda word: word).values())
    _check_length(write_words(words))
    return words


def read_terms(text: str, kinds: Mapping[str, Category]) -> tuple[tuple[str, Category], ...]:
    """One "term = kind" a line; ``kinds`` are the kinds by what people call them. Raises LineError."""

    def read(line: str) -> tuple[str, Category]:
        term, sign, kind = line.rpartition("=")
        if not sign:
            raise LineError(f"“{line[:LONGEST]}” has no kind. Write “sheepish = character_judgement”.")
        category = kinds.get(_plain(kind))
        if category is None:
            raise LineError(f"“{kind.strip()[:LONGEST]}” is no kind of blame.")
        return term.strip(), category

    terms = tuple(_read(text, read, lambda pair: pair[0]).values())
    _check_length(write_terms(terms))
    return terms


def write_words(words: Iterable[str]) -> str:
    return "\n".join(words)


def write_terms(terms: Iterable[tuple[str, Category]]) -> str:
    return "\n".join(f"{term} = {category.value}" for term, category in terms)


def kinds_of_blame(labels: Mapping[Category, str]) -> dict[str, Category]:
    """Each category by its name and by its label, in any spelling of spaces and underscores."""
    named = {_plain(category.value): category for category in Category}
    return named | {_plain(label): category for category, label in labels.items()}


def _read(text: str, read: Callable[[str], T], word_of: Callable[[T], str]) -> dict[str, T]:
    """What each line says, once; a line that says the same as one before it is passed over."""
    found: dict[str, T] = {}
    for number, line in enumerate(text.splitlines(), 1):
        said = " ".join(line.split())
        if not said:
            continue
        try:
            value = read(said)
            word = _checked(word_of(value))
            if found.setdefault(word.casefold(), value) != value and isinstance(value, tuple):
                raise LineError(f"“{word}” stands there twice, with another kind.")
        except LineError as problem:
            raise LineError(f"Line {number}: {problem}") from None
    return found


def _check_length(written: str) -> None:
    if len(written.encode("utf-16-le", "surrogatepass")) // 2 > MOST:
        raise LineError(f"That is more than fits: {MOST:,} characters in all.")


def _checked(word: str) -> str:
    if not any(character.isalpha() for character in word):
        raise LineError("there is no word in it." if word else "the word is missing.")
    if len(word) < 2:
        raise LineError(f"“{word}” is too short: one letter stands everywhere.")
    if len(word) > LONGEST:
        raise LineError(f"it is longer than {LONGEST} characters.")
    return word


def _plain(name: str) -> str:
    return " ".join(name.replace("_", " ").replace("-", " ").split()).casefold()


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _known(kind: type[T], value: Any) -> T | None:
    """The member of an enumeration, if it is one of those that there are."""
    return next((member for member in kind if member == value), None)  # type: ignore[attr-defined]
