"""``postmortem check``: the blameless-language check as a linter over files, folders or standard input."""

from __future__ import annotations

import argparse
import difflib
import io
import json
import os
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from blocks import language_words as words
from bot.cli import check_config
from bot.errors import UserError
from bot.language import ignoring
from bot.language.checking import check
from bot.language.finding import Category, Field, Finding, Level
from bot.language.policy import Named, Policy, Strictness

STANDARD_INPUT = "-"
ENDINGS = (".md", ".markdown", ".txt")

Check = Callable[[str, Sequence[Named], Field, Policy], Sequence[Finding]]


@dataclass(frozen=True, slots=True)
class Lines:
    """A text's lines by place. ``cut``: how many blanks were taken from the beginning of each."""

    starts: tuple[int, ...]
    cut: tuple[int, ...] = ()

    def at(self, place: int) -> tuple[int, int]:
        """Line and column, both from 1, in characters."""
        line = bisect_right(self.starts, place) - 1
        return line + 1, place - self.starts[line] + 1 + (self.cut[line] if self.cut else 0)


@dataclass(frozen=True, slots=True)
class Text:
    """A file's text as it is checked. Line ends are all \\n, which moves no line and no column."""

    file: str
    text: str
    lines: Lines


@dataclass(frozen=True, slots=True)
class Shown:
    file: str
    line: int
    column: int
    finding: Finding

    @property
    def is_hint(self) -> bool:
        return self.finding.level is Level.HINT

    def as_line(self) -> str:
        found = self.finding
        said = (words.HINT if self.is_hint else "") + words.why(found.category)
        if found.suggestion.text:
            said += " " + words.tries(" ".join(found.suggestion.text.split()), asks=found.suggestion.asks)
        return f"{self.file}:{self.line}:{self.column}: {found.category}: {said}"

    def as_json(self) -> dict[str, Any]:
        found = self.finding
        return {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "text": found.text,
            "category": found.category.value,
            "level": found.level.value,
            "why": words.why(found.category),
            "suggestions": [found.suggestion.text] if found.suggestion.text else [],
        }


def run(arguments: argparse.Namespace, checked: Check = check) -> int:
    """Checks and prints; 0 without findings, 1 with, 2 if something could not be checked."""
    policy, people = _settings(arguments)
    trouble = _Trouble()
    files = [*_files(arguments.files or [STANDARD_INPUT], trouble)]
    shown: list[Shown] = []
    read = 0
    for name in files:
        try:
            text = _read(name)
        except UserError as problem:
            trouble(str(problem))
            continue
        read += 1
        _tell_mistakes(text, trouble)
        found = checked(text.text, people, Field(arguments.field), policy)
        shown += (Shown(name, *text.lines.at(one.start), one) for one in found)
    warnings = [one for one in shown if not one.is_hint]
    if arguments.format == "json":
        _print(json.dumps({"findings": [one.as_json() for one in shown]}, ensure_ascii=False, indent=1))
    else:
        hints = arguments.hints or policy.strictness is Strictness.STRICT
        listed = shown if hints else warnings
        _print("\n".join(one.as_line() for one in listed))
        where = len({one.file for one in listed})
        print(words.counted(len(listed), where, read, len(shown) - len(listed)), file=sys.stderr)
    return 2 if trouble.happened else int(bool(warnings))


@dataclass(slots=True)
class _Trouble:
    """Says on standard error what cannot be checked, so that the rest still is."""

    happened: bool = False

    def __call__(self, sentence: str) -> None:
        self.happened = True
        print(f"postmortem: {sentence}", file=sys.stderr)


def _settings(arguments: argparse.Namespace) -> tuple[Policy, tuple[Named, ...]]:
    file = arguments.config or check_config.nearest(Path.cwd())
    found = check_config.settings(file) if file else check_config.Settings()
    people = check_config.people_of(arguments.roster) if arguments.roster else ()
    return found.policy, (*found.people, *people)


def _files(named: Sequence[str], trouble: _Trouble) -> Iterator[str]:
    """Each file once, in the order given, a folder's in the order of their names."""
    seen = set()
    for name in named:
        found = [name]
        if name != STANDARD_INPUT and os.path.isdir(name):
            found = list(_inside(name))
            if not found:
                trouble(words.no_texts(name))
        for one in found:
            if one not in seen:
                seen.add(one)
                yield one


def _inside(folder: str) -> Iterator[str]:
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "node_modules")
        for name in sorted(names):
            if name.lower().endswith(ENDINGS) and not name.startswith("."):
                yield os.path.join(here, name)


def _read(name: str) -> Text:
    """Raises UserError."""
    try:
        raw = _standard_input() if name == STANDARD_INPUT else Path(name).read_bytes()
    except FileNotFoundError:
        raise UserError(f"{name} is not there.") from None
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or "its name is none"
        raise UserError(f"{name} can't be read ({reason.lower()}).") from None
    try:
        said = raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        place = problem.start
        line = raw.count(b"\n", 0, place) + 1
        raise UserError(f"{name} {words.not_utf8(place, problem.object[place], line)}") from None
    said = said.replace("\r\n", "\n").replace("\r", "\n")
    return _text(name, said, plain=name.lower().endswith(".txt"))


def _text(name: str, said: str, *, plain: bool) -> Text:
    """``plain``: indented text is no code there, so what lines begin with is taken off, and counted."""
    cut: tuple[int, ...] = ()
    if plain:
        lines = said.split("\n")
        bare = [line.lstrip(" \t") for line in lines]
        cut = tuple(len(line) - len(rest) for line, rest in zip(lines, bare, strict=True))
        said = "\n".join(bare)
    starts = [0]
    while (end := said.find("\n", starts[-1])) >= 0:
        starts.append(end + 1)
    return Text(name, said, Lines(tuple(starts), cut))


def _standard_input() -> bytes:
    if sys.stdin.isatty():
        print(words.READING_INPUT, file=sys.stderr)
    return sys.stdin.buffer.read()


def _tell_mistakes(text: Text, trouble: _Trouble) -> None:
    for mistake in ignoring.mistakes(text.text):
        known = [one.value for one in Category] if mistake.category else list(ignoring.WORDS)
        near = difflib.get_close_matches(mistake.word.lower()[:80], known, 1)
        line, column = text.lines.at(mistake.place)
        trouble(f"{text.file}:{line}:{column}: {words.unknown_word(mistake.word, near[0] if near else '')}")


def _print(text: str) -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # whatever the terminal's, as files and pipes get it
    if text:
        sys.stdout.write(text + "\n")
    sys.stdout.flush()
