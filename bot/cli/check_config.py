"""The linter's settings, from a TOML file: ``.postmortem-check.toml`` in the repository, or the one named."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from bot.errors import UserError
from bot.language.finding import Category, Field
from bot.language.policy import DEFAULT, Named, Policy, Strictness, roster

FILE = ".postmortem-check.toml"
_Choice = TypeVar("_Choice", Category, Field, Strictness)
_KEYS = ("strictness", "roles", "services", "exempt", "terms", "off", "roster")


@dataclass(frozen=True, slots=True)
class Settings:
    policy: Policy = DEFAULT
    people: tuple[Named, ...] = ()


def nearest(folder: Path) -> Path | None:
    """The settings' file in ``folder`` or above it, up to the root of the repository that it is in."""
    above = (folder, *folder.parents)
    root = next((number for number, one in enumerate(above) if (one / ".git").exists()), 0)
    return next((one / FILE for one in above[: root + 1] if (one / FILE).is_file()), None)


def settings(file: Path) -> Settings:
    """Raises UserError with the key that is wrong."""
    try:
        said = tomllib.loads(text_of(file))
    except tomllib.TOMLDecodeError as problem:
        raise UserError(f"{file} is not TOML: {str(problem)[:1].lower()}{str(problem)[1:]}.") from None
    wrong = _Wrong(file)
    for key in said:
        if key not in _KEYS:
            raise wrong(key, f"is not known{_meant(key, _KEYS)}")
    policy = Policy(
        terms=_terms(said.get("terms", {}), wrong),
        exempt=_words(said.get("exempt", []), "exempt", wrong),
        roles=_words(said.get("roles", []), "roles", wrong),
        services=_words(said.get("services", []), "services", wrong),
    )
    if "strictness" in said:
        policy = replace(policy, strictness=_one(Strictness, said["strictness"], "strictness", wrong))
    off = _words(said.get("off", []), "off", wrong)
    policy = replace(policy, off=frozenset(_one(Field, name, "off", wrong) for name in off))
    return Settings(policy, _roster(said.get("roster"), wrong))


def people_of(file: Path) -> tuple[Named, ...]:
    """The people of a roster file. Raises UserError."""
    try:
        return roster(text_of(file).splitlines())
    except ValueError as problem:
        raise UserError(f"{file}: {problem}.") from None


def text_of(file: Path) -> str:
    """A settings file's text. Raises UserError."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as problem:
        raise UserError(f"{file} is not UTF-8 (byte {problem.start:,}); save it as UTF-8.") from None
    except OSError as problem:
        raise UserError(f"{file} can't be read: {(problem.strerror or 'unknown reason').lower()}.") from None


@dataclass(frozen=True, slots=True)
class _Wrong:
    """Says of a key what is wrong with it."""

    file: Path

    def __call__(self, key: str, what: str) -> UserError:
        return UserError(f"{self.file}: “{key}” {what}{'' if what.endswith('?') else '.'}")


def _words(said: Any, key: str, wrong: _Wrong) -> tuple[str, ...]:
    if not isinstance(said, list) or not all(isinstance(word, str) and word.strip() for word in said):
        raise wrong(key, 'has to be a list of words, such as ["one", "two"]')
    return tuple(word.strip() for word in said)


def _one(kind: type[_Choice], said: Any, key: str, wrong: _Wrong) -> _Choice:
    names = [choice.value for choice in kind]
    if not isinstance(said, str) or said not in names:
        raise wrong(
            key, f"cannot be {_shown(said)}{_meant(said, names) or ': it is one of ' + ', '.join(names)}"
        )
    return kind(said)


def _terms(said: Any, wrong: _Wrong) -> tuple[tuple[str, Category], ...]:
    """From a table of words with their kinds, or from a list of tables with "word" and "category"."""
    if isinstance(said, list) and all(isinstance(one, dict) for one in said):
        if any(one.keys() != {"word", "category"} for one in said):
            raise wrong("terms", "needs a “word” and a “category” in each [[terms]], and nothing else")
        pairs = [(one["word"], one["category"]) for one in said]
    elif isinstance(said, dict):
        pairs = list(said.items())
    else:
        raise wrong("terms", 'has to be a table, such as {"cowboy" = "character_judgement"}')
    words = _words([word for word, _ in pairs], "terms", wrong)
    kinds = [_one(Category, kind, f"terms.{word}", wrong) for word, kind in pairs]
    return tuple(zip(words, kinds, strict=True))


def _roster(said: Any, wrong: _Wrong) -> tuple[Named, ...]:
    if said is None:
        return ()
    if not isinstance(said, str) or not said.strip():
        raise wrong("roster", "has to be the name of a file, such as “people.tsv”")
    return people_of(wrong.file.parent / said)


def _shown(said: Any) -> str:
    text = str(said)
    return f"“{text if len(text) <= 40 else text[:39] + '…'}”"


def _meant(said: Any, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(str(said)[:80], list(known), 1)
    return f"; did you mean “{near[0]}”?" if near else ""
