"""The promised forms, written out: what `postmortem draft` and `check` may print as JSON."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

Check = Callable[[Any, str], None]

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
SOURCE = re.compile(r"\d+\.\d+|change:.+|past:.+|incident")


def text(value: Any, place: str) -> None:
    assert isinstance(value, str), f"{place}: {value!r} is no text"
    assert value.strip(), f"{place} is empty"


def whole(value: Any, place: str) -> None:
    assert type(value) is int, f"{place}: {value!r} is no whole number"
    assert value >= 0, place


def share(value: Any, place: str) -> None:
    assert type(value) in (int, float), f"{place}: {value!r} is no number"
    assert 0 <= value <= 1, place


def number(value: Any, place: str) -> None:
    assert type(value) in (int, float), f"{place}: {value!r} is no number"
    assert value >= 0, place


def flag(value: Any, place: str) -> None:
    assert isinstance(value, bool), f"{place}: {value!r} is neither true nor false"


def like(pattern: re.Pattern[str]) -> Check:
    def check(value: Any, place: str) -> None:
        text(value, place)
        assert pattern.fullmatch(value), f"{place}: {value!r}"

    return check


def maybe(inner: Check) -> Check:
    def check(value: Any, place: str) -> None:
        if value is not None:
            inner(value, place)

    return check


def rows(inner: Check, least: int = 0) -> Check:
    def check(value: Any, place: str) -> None:
        assert isinstance(value, list), f"{place}: {value!r} is no list"
        assert len(value) >= least, f"{place} has only {len(value)}"
        for index, item in enumerate(value):
            inner(item, f"{place}[{index}]")

    return check


def exactly(**fields: Check) -> Check:
    """An object with these keys and no others ("for_" stands for "for")."""
    named = {name.rstrip("_"): inner for name, inner in fields.items()}

    def check(value: Any, place: str) -> None:
        assert isinstance(value, dict), f"{place}: {value!r} is no object"
        assert value.keys() == named.keys(), f"{place}: {sorted(value.keys() ^ named.keys())}"
        for name, inner in named.items():
            inner(value[name], f"{place}.{name}")

    return check


sources = rows(like(SOURCE), least=1)
claims = rows(exactly(text=text, sources=sources, possible=flag))
candidate = exactly(change=text, score=share, for_=claims, against=claims)

draft = exactly(
    title=text,
    resolved_by=maybe(like(re.compile(r"\d+\.\d+"))),
    summary=claims,
    timeline=rows(exactly(at=like(TIME), text=text, sources=sources, said_at=maybe(like(TIME)))),
    impact=exactly(duration_minutes=maybe(whole), services=rows(text), facts=claims),
    root_cause=exactly(
        text=text,
        sources=rows(like(SOURCE)),
        change=maybe(text),
        candidates=rows(candidate),
        statements=claims,
    ),
    contributing_factors=claims,
    action_items=rows(
        exactly(
            text=text,
            owner=maybe(text),
            due=maybe(like(DAY)),
            priority=maybe(like(re.compile("P[1-4]"))),
            sources=sources,
        )
    ),
    lessons=claims,
    similar_incidents=rows(exactly(id=text, score=share, why=text)),
    coverage=exactly(messages=whole, read=whole, threads=whole, dropped=whole, tools=whole),
    redactions=rows(exactly(kind=text, count=whole)),
    leaks=rows(exactly(message=text, author=text, kinds=rows(text, least=1))),
    writer=text,
    unknowns=rows(text),
    promises=rows(
        exactly(of=text, text=text, owner=maybe(text), due=maybe(like(DAY)), made_at=maybe(like(TIME)))
    ),
    usage=maybe(
        exactly(model=text, calls=whole, prompt_tokens=whole, completion_tokens=whole, cost=maybe(number))
    ),
    fell_back=maybe(text),
    markdown=text,
)

# What `postmortem check --format json` may print.
finding = exactly(
    file=text,
    line=whole,
    column=whole,
    text=text,
    category=like(re.compile("[a-z_]+")),
    level=like(re.compile("warning|hint")),
    why=text,
    suggestions=rows(text),
)
findings = exactly(findings=rows(finding))
