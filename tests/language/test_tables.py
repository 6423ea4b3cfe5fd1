"""The tables can be read as they are meant, and nothing stands in them that does nothing."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib import resources
from typing import Any

import pytest

from bot.language.finding import Category
from bot.language.patterns import Compiler, Tags
from bot.language.vocabulary import vocabulary

LANGUAGES = ("english", "spanish")


def tables(language: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The name of each of a language's files with what is in it."""
    folder = resources.files("bot.language") / "tables" / language
    for file in folder.iterdir():
        if file.name.endswith(".toml"):
            yield f"{language}/{file.name}", tomllib.loads(file.read_text(encoding="utf-8"))


def rows(language: str, kind: str) -> Iterator[dict[str, Any]]:
    for _, table in tables(language):
        yield from table.get(kind, ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pattern_compiles_and_needs_something(language: str) -> None:
    known = vocabulary(language)
    assert known.rules
    assert known.guards
    assert all(rule.pattern.needs for rule in known.rules)
    assert all(all(need for need in rule.pattern.needs) for rule in known.rules)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_a_kind_and_a_rewrite(language: str) -> None:
    for rule in rows(language, "rules"):
        assert rule["name"]
        assert Category(rule["category"])
        assert rule["rewrite"], rule["name"]


def test_every_kind_of_blame_has_a_rule() -> None:
    said = {rule["category"] for rule in rows("english", "rules")}
    said |= {rule["team"] for rule in rows("english", "rules") if "team" in rule}
    # Whoever is spoken to, or speaks of themselves, makes these two of the others.
    assert said | {Category.SECOND_PERSON, Category.SELF_BLAME} == set(Category)


@pytest.mark.parametrize("kind", ["rules", "guards", "chunks"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_pattern_stands_twice_in_one_list(language: str, kind: str) -> None:
    for row in rows(language, kind):
        patterns = [row["match"]] if isinstance(row["match"], str) else row["match"]
        assert [one for one, times in Counter(patterns).items() if times > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_list_of_words_holds_something(language: str) -> None:
    for name, table in tables(language):
        for kind in ("words", "nouns", "verbs", "adjectives"):
            for tag, entries in table.get(kind, {}).items():
                assert entries, f"{name}: {kind}.{tag} is empty"


def compiler() -> Compiler:
    return Compiler(Tags(), {"who": "agent=<human>"})


@pytest.mark.parametrize("pattern", ["( a | b", "a )", "{nobody}", "<>", "a | b", "?"])
def test_a_pattern_that_cannot_be_read_is_quoted(pattern: str) -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        compiler().compile(pattern)


def test_what_may_be_left_out_is_not_needed() -> None:
    made = compiler()
    assert made.compile("just? broke").needs == (frozenset({"broke"}),)
    assert made.compile("(broke | killed)").needs == (frozenset({"broke", "killed"}),)
    assert made.compile("!( not ) broke").needs == (frozenset({"broke"}),)
    assert made.compile("~4").needs == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_pattern_repeats_without_a_bound(language: str) -> None:
    known = vocabulary(language)
    for pattern in [rule.pattern for rule in known.rules] + [guard.pattern for guard in known.guards]:
        # Unbounded are only the words of one token, up to its end mark.
        source = pattern.regex.pattern
        for free in ("[^;]*", "[^;]+", r"[\ue000-\uf8ff]*", "\\*", "\\+"):
            source = source.replace(free, "")
        assert "*" not in source
        assert "+" not in source
