"""``make score-language``: how often the check is right on labelled sentences, as figures.

Without files all the sets are scored. What is in ``held_out`` is only ever looked at as figures.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.language.checking import check
from bot.language.finding import Finding, Level
from bot.language.policy import Named, roster

HERE = Path(__file__).parent
LEARNED, HELD_OUT = HERE / "sentences", HERE / "held_out"

FIGURES = "precision recall category spans offered clean distinct statements".split()

_SPANS = re.compile(r"spans=((?:\d+-\d+,?)+)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A labelled sentence. ``spans`` are the places of the words that blame; empty: no matter which."""

    text: str
    blame: bool
    category: str
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence with what the check warns of in it, hints not counted."""

    sentence: Sentence
    warnings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """What the check made of some sentences. All the figures are shares from 0 to 1; 1 of nothing.

    ``category``, ``spans`` and ``offered`` are of the blaming sentences that were found, ``clean``,
    ``distinct`` and ``statements`` (the others ask a question) of the suggestions for them.
    """

    rows: tuple[Judged, ...]
    people: tuple[Named, ...] = ()

    @property
    def right(self) -> list[Judged]:
        return [row for row in self.rows if row.sentence.blame and row.warnings]

    @property
    def missed(self) -> list[Judged]:
        return [row for row in self.rows if row.sentence.blame and not row.warnings]

    @property
    def false(self) -> list[Judged]:
        return [row for row in self.rows if not row.sentence.blame and row.warnings]

    @property
    def offers(self) -> list[str]:
        return [found.suggestion.text for row in self.right for found in row.warnings]

    @property
    def precision(self) -> float:
        return _share(len(self.right), len(self.right) + len(self.false))

    @property
    def recall(self) -> float:
        return _share(len(self.right), len(self.right) + len(self.missed))

    @property
    def category(self) -> float:
        return _share(sum(_kind_is_right(row) for row in self.right), len(self.right))

    @property
    def spans(self) -> float:
        return _share(sum(_overlaps(row) for row in self.right), len(self.right))

    @property
    def offered(self) -> float:
        return _share(sum(bool(offer.strip()) for offer in self.offers), len(self.offers))

    @property
    def clean(self) -> float:
        return _share(sum(_is_clean(offer, self.people) for offer in self.offers), len(self.offers))

    @property
    def distinct(self) -> float:
        return _share(len(set(self.offers)), len(self.offers))

    @property
    def statements(self) -> float:
        told = [not found.suggestion.asks for row in self.right for found in row.warnings]
        return _share(sum(told), len(told))


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.jsonl"))


def sentences(file: Path) -> list[Sentence]:
    """The sentences of one file. Raises ValueError for a line that is not one."""
    return [
        _sentence(json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()
    ]


def _sentence(row: Mapping[str, Any]) -> Sentence:
    noted = _SPANS.match(str(row.get("note", "")))
    places = noted[1].strip(",").split(",") if noted else []
    spans = tuple((int(start), int(end)) for start, _, end in (place.partition("-") for place in places))
    return Sentence(str(row["text"]), bool(row["blame"]), str(row["category"]), spans)


def people_of(file: Path) -> tuple[Named, ...]:
    """Those of the roster beside a file; nobody if there is none."""
    beside = file.with_suffix(".roster.tsv")
    return roster(beside.read_text(encoding="utf-8").splitlines()) if beside.exists() else ()


def scored(file: Path) -> Score:
    people = people_of(file)
    return Score(tuple(_judged(sentence, people) for sentence in sentences(file)), people)


def together(scores: Iterable[Score]) -> Score:
    """Several files as if they were one, with everybody's people."""
    kept = list(scores)
    people = dict.fromkeys(person for score in kept for person in score.people)
    return Score(tuple(row for score in kept for row in score.rows), tuple(people))


def _judged(sentence: Sentence, people: tuple[Named, ...]) -> Judged:
    found = check(sentence.text, people)
    return Judged(sentence, tuple(one for one in found if one.level is Level.WARNING))


def _kind_is_right(row: Judged) -> bool:
    return row.sentence.category in {found.category.value for found in row.warnings}


def _overlaps(row: Judged) -> bool:
    wanted = row.sentence.spans or ((0, len(row.sentence.text)),)
    return any(found.start < end and start < found.end for found in row.warnings for start, end in wanted)


def _is_clean(offer: str, people: tuple[Named, ...]) -> bool:
    """Whether a suggestion would stand without a warning, and names nobody."""
    words = set(re.findall(r"[\w'-]+", offer.lower()))
    names = {part for one in people for part in (*one.name.lower().split(), one.handle.lower())}
    if words & {name for name in names if len(name) > 2}:
        return False
    return not any(found.level is Level.WARNING for found in check(offer, people))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def report(name: str, score: Score) -> str:
    """The figures of one file as a line, and its false alarms by kind as another."""
    said = "  ".join(f"{figure} {getattr(score, figure):.3f}" for figure in FIGURES)
    alarms = Counter(row.sentence.category.removeprefix("none:") for row in score.false)
    kinds = ", ".join(f"{kind} {number}" for kind, number in alarms.most_common()) or "none"
    return f"{name} ({len(score.rows)} sentences)\n  {said}\n  false alarms: {kinds}"


def misses(score: Score) -> str:
    """Every sentence that the check is wrong about, by what it should have said."""
    lines = [f"  MISSED {row.sentence.category} | {row.sentence.text}" for row in score.missed]
    lines += [
        f"  FALSE  {row.sentence.category} | {found.category}: “{found.text}” | {row.sentence.text}"
        for row in score.false
        for found in row.warnings
    ]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--misses", action="store_true", help="list what went wrong, sentence by sentence")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    given = parser.parse_args(arguments)
    chosen = given.files or [*files(LEARNED), *([] if given.misses else files(HELD_OUT))]
    if given.misses and any(HELD_OUT in file.resolve().parents for file in chosen):
        parser.error("the held-out sentences are only looked at as figures")
    for file in chosen:
        score = scored(file)
        print(report(f"{file.parent.name}/{file.stem}", score))
        if given.misses:
            print(misses(score))


if __name__ == "__main__":
    main()
