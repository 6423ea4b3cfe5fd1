"""The small language in which limits.py is written.

A rule takes a value and the JSON pointer to it and yields Slack's sentences about what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

Rule = Callable[[Any, str], Iterator[str]]


def problem(sentence: str, pointer: str) -> str:
    """A sentence with its pointer, as Slack words it."""
    return f"{sentence} [json-pointer:{pointer}]"


@dataclass(frozen=True)
class Shape:
    """An object: the fields it may have, and those it must have."""

    fields: dict[str, Rule]
    required: tuple[str, ...] = ()

    def __call__(self, value: Any, pointer: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield problem("must provide an object", pointer)
            return
        for name in self.required:
            if value.get(name) is None:
                yield problem(f"missing required field: {name}", pointer)
        for name, inner in value.items():
            if inner is None or name == "type":
                continue
            rule = self.fields.get(name)
            if rule is None:
                yield problem(f"invalid additional property: {name}", pointer)
            else:
                yield from rule(inner, f"{pointer}/{name}")


@dataclass(frozen=True)
class Typed:
    """An object whose `type` names its shape; `allowed` narrows the choice."""

    shapes: dict[str, Rule]
    allowed: frozenset[str] | None = field(default=None)

    def __call__(self, value: Any, pointer: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield problem("must provide an object", pointer)
            return
        kind = value.get("type")
        if kind is None:
            yield problem("missing required field: type", pointer)
        elif kind not in self.shapes or (self.allowed is not None and kind not in self.allowed):
            yield problem(f"unsupported type: {kind}", f"{pointer}/type")
        else:
            yield from self.shapes[kind](value, pointer)


def anything(value: Any, pointer: str) -> Iterator[str]:
    """No limit that we know of."""
    del value, pointer
    yield from ()


def string(most: int, least: int = 1) -> Rule:
    """A string of `least` to `most` characters."""

    def rule(value: Any, pointer: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield problem("must provide a string", pointer)
        elif len(value) < least:
            yield problem(f"must be more than {least - 1} characters", pointer)
        elif len(value) > most:
            yield problem(f"must be less than {most + 1} characters", pointer)

    return rule


def number(most: int, least: int = 0) -> Rule:
    """A whole number between two bounds."""

    def rule(value: Any, pointer: str) -> Iterator[str]:
        if not isinstance(value, int) or isinstance(value, bool):
            yield problem("must provide an integer", pointer)
        elif not least <= value <= most:
            yield problem(f"must be between {least} and {most}", pointer)

    return rule


def one_of(*choices: str) -> Rule:
    """One of a few words."""

    def rule(value: Any, pointer: str) -> Iterator[str]:
        if value not in choices:
            yield problem(f"must be one of: {', '.join(choices)}", pointer)

    return rule


def items(most: int, inner: Rule, least: int = 1) -> Rule:
    """A list of `least` to `most` things that follow `inner`."""

    def rule(value: Any, pointer: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield problem("must provide an array", pointer)
            return
        if len(value) > most:
            yield problem(f"no more than {most} items allowed", pointer)
        if len(value) < least:
            yield problem(f"no fewer than {least} items allowed", pointer)
        for index, item in enumerate(value):
            yield from inner(item, f"{pointer}/{index}")

    return rule


def text(most: int, *kinds: str) -> Rule:
    """A text object (plain_text or mrkdwn unless `kinds` says otherwise) of at most `most` characters."""
    allowed = kinds or ("plain_text", "mrkdwn")
    plain = Shape({"text": string(most), "emoji": anything}, required=("text",))
    mrkdwn = Shape({"text": string(most), "verbatim": anything}, required=("text",))
    return Typed({"plain_text": plain, "mrkdwn": mrkdwn}, frozenset(allowed))


def plain(most: int) -> Rule:
    """A plain_text object of at most `most` characters."""
    return text(most, "plain_text")
