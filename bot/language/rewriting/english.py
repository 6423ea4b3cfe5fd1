"""English: how each kind of blame is put otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from zlib import crc32

from bot.language.finding import Suggestion
from bot.language.rewriting.asking import effect_of, questions
from bot.language.rewriting.fit import fits, shaped
from bot.language.rewriting.reading import Reading
from bot.language.rewriting.telling import Told, joined, ways
from bot.language.rewriting.topics import guarded, labelled

# True by what is told: it happened, so nothing in the way of working was there to stop it.
_UNDONE_GAPS = (", and the process let that pass", ", and nothing in the process prevented it")
_DONE_GAPS = (", and no guard stopped it", ", and nothing in the process stopped it")
_WITH_GAP = frozenset({"did_not", "if_only", "nobody", "act"})
_CONTROLS = (
    "Add a guard to {topic} that does not depend on memory (owner: to be named)",
    "Build a safeguard into {topic} that works without anything to remember (owner: to be named)",
)
_NO_STATEMENT = frozenset({"how", "control"})
SHORT = 90  # characters up to which the missing guard is named as well
MOST = 5  # statements that are tried


def suggested(read: Reading) -> Suggestion:
    """The sentence in other words, or the question that leads to one."""
    for tried, words in enumerate(_statements(read)):
        if tried == MOST:
            break
        if fits(read, words):
            return Suggestion(words)
    for asked in questions(read):
        words = shaped(asked.rstrip("?"), "?")
        if fits(read, words):
            return Suggestion(words, asks=True)
    return Suggestion("What did the tools show at that moment?", asks=True)


def _statements(read: Reading) -> Iterator[str]:
    end = _end(read.text)
    kind = read.match.rule.rewrite
    if kind == "control":
        yield from _controls(read, end)
    if kind in _NO_STATEMENT:
        return
    effect = effect_of(read) if kind == "caused" else ""
    for label, told in ways(read):
        words = joined(told)
        if effect and told[0].deed and effect not in words:
            yield label + shaped(f"{words}, and {effect} followed", end)
        if gap := _gap(read, kind, told, words):
            yield label + shaped(words + gap, end)
        yield label + shaped(words, end)


def _gap(read: Reading, kind: str, told: list[Told], words: str) -> str:
    """The missing guard, for a short sentence that does not tell what came of it."""
    said = told[0].deed
    if kind not in _WITH_GAP or len(told) > 1 or len(words) > SHORT or said is None:
        return ""
    left_out = said.undone or said.phrase in read.table.undone or words.lower().startswith("no ")
    gaps = _UNDONE_GAPS if left_out else _DONE_GAPS
    return gaps[crc32(words.encode("utf-8", "replace")) % len(gaps)]


def _controls(read: Reading, end: str) -> Iterator[str]:
    """In place of a punishment: an engineered control over what the sentence is about, with an owner."""
    for topic in guarded(read)[:2]:
        shape = _CONTROLS[crc32(topic.encode("utf-8", "replace")) % len(_CONTROLS)]
        for label in labelled(read):
            yield label + shape.format(topic=topic) + end


def _end(text: str) -> str:
    return "." if text.rstrip("\"'”’»)*_]").endswith((".", "!", "?", "…")) else ""
