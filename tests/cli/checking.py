"""A check that is known beforehand, for what the linter does around one."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.cli.check import run
from bot.language.finding import Category, Field, Finding, Level, Suggestion
from bot.language.markdown import passages
from bot.language.policy import Named, Policy
from tests.cli.terminal import Said, Terminal

REWRITE = "Nothing checked the config before the deploy."


class Checker:
    """Finds "Bob", "hinted" and "asked" in what is not ignored, and keeps what it was called with."""

    policy: Policy
    people: Sequence[Named]
    field: Field

    def __call__(self, text: str, people: Sequence[Named], field: Field, policy: Policy) -> list[Finding]:
        self.people, self.field, self.policy = people, field, policy
        return [
            Finding(
                at, at + len(word), word, Category.COUNTERFACTUAL, level, (one.start, one.end), suggestion
            )
            for one in passages(text)
            for word, level, suggestion in (
                ("Bob", Level.WARNING, Suggestion(REWRITE)),
                ("hinted", Level.HINT, Suggestion("")),
                ("asked", Level.WARNING, Suggestion("What did the view show?", asks=True)),
            )
            if (at := text.find(word, one.start, one.end)) >= 0 and not one.ignored
        ]


def checked(terminal: Terminal, *files: str | Path, checker: Checker | None = None, **options: Any) -> Said:
    """As the command runs, with a check that is known."""
    given: dict[str, Any] = {
        "format": "text", "roster": None, "field": "other", "config": None, "hints": False, **options
    }  # fmt: skip
    terminal.capsys.readouterr()
    code = run(argparse.Namespace(files=[str(file) for file in files], **given), checker or Checker())
    return Said(code, *terminal.capsys.readouterr())


def found(terminal: Terminal, *files: str | Path, **options: Any) -> list[dict[str, Any]]:
    said: list[dict[str, Any]] = json.loads(checked(terminal, *files, format="json", **options).out)[
        "findings"
    ]
    return said


def write(terminal: Terminal, name: str, text: str | bytes) -> Path:
    file = terminal.home / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file
