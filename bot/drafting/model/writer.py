"""The writer that lets a model write, under our checks, over a draft that stands without it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.drafting.blameless import without_blame
from bot.drafting.case import Case
from bot.drafting.draft import Draft
from bot.drafting.grounding import ground
from bot.drafting.harmless import harmless
from bot.drafting.model.asking import Asking, Result
from bot.drafting.model.budget import Prices, Purse
from bot.drafting.model.checks import Checked, Checks
from bot.drafting.model.evidence import SLICE, Piece, pieces, quoted, slices
from bot.drafting.model.merging import Merging, Whole
from bot.drafting.model.port import Answer, Model, ModelError
from bot.drafting.model.questions import Kind, about_slice, about_whole
from bot.drafting.progress import Progress, Step, Tell, silently
from bot.drafting.template import markdown
from bot.drafting.transcript import Transcript, clean, transcribe
from bot.ports import Writer

SECONDS = 45.0  # for everything, so that a draft is there within a minute
MOST_TOKENS = 300_000
FOR_THE_WHOLE = 0.3  # of the time, kept for the last question
_FIRST = (Kind.CAUSE, Kind.IMPACT, Kind.FACTOR, Kind.EVENT)  # what a summary needs, most of all first


@dataclass(frozen=True)
class ModelWriter:
    """``offline`` writes first and stands in for all that the model does not say, or must not.

    ``seconds`` and ``most_tokens`` are for one draft.
    """

    model: Model
    offline: Writer
    seconds: float = SECONDS
    most_tokens: int = MOST_TOKENS
    prices: Prices = field(default_factory=Prices)

    @property
    def name(self) -> str:
        return f"openai:{self.model.name}"

    def write(self, case: Case, tell: Tell = silently) -> Draft:
        """Always a draft: where the model failed, the offline one with the reason in ``fell_back``."""
        until = time.monotonic() + self.seconds
        case = harmless(case)
        offline = self.offline.write(case, tell)
        return _Writing(self, case, offline, transcribe(case), until).draft(tell)


@dataclass(frozen=True)
class _Writing:
    """The writing of one draft."""

    writer: ModelWriter
    case: Case
    offline: Draft
    transcript: Transcript
    until: float

    def draft(self, tell: Tell) -> Draft:
        purse = Purse(self.writer.most_tokens, self.writer.prices)
        asking = Asking(self.writer.model, purse, self.until)
        evidence = pieces(self.case, self.transcript)
        checks = Checks(self.case, self.transcript, evidence)
        parts = slices(evidence)
        answers = self._asked(asking, parts, tell)
        by_part = [
            checks.statements(answer.value, part) if isinstance(answer, Answer) else []
            for part, answer in zip(parts, answers, strict=True)
        ]
        checked = list(dict.fromkeys(s for found in by_part for s in found))
        if not checked:
            return self._fallen_back(answers, checks, purse)
        whole = self._whole(asking, checks, checked)
        tell(Progress(Step.ASKING, len(parts) + 1, len(parts) + 1))
        unread = {p.source for part, found in zip(parts, by_part, strict=True) if not found for p in part}
        merged = Merging(self.case, self.transcript, self.offline).draft(checked, whole, unread)
        missed = [answer for answer in answers if isinstance(answer, ModelError)]
        notes = (*self.offline.unknowns, *_notes(missed, len(parts), checks.refused.total(), purse))
        merged = replace(
            merged, unknowns=notes, writer=self.writer.name, usage=purse.usage(self.writer.model.name)
        )
        return self._shown(without_blame(ground(merged, checks.grounds), checks.blameless))

    def _asked(self, asking: Asking, parts: Sequence[Sequence[Piece]], tell: Tell) -> list[Result]:
        of = len(parts) + 1  # the last question is about the whole
        tell(Progress(Step.ASKING, 0, of))
        until = self.until - FOR_THE_WHOLE * self.writer.seconds
        questions = [about_slice(part) for part in parts]
        return asking.all(questions, until, lambda done: tell(Progress(Step.ASKING, done, of)))

    def _whole(self, asking: Asking, checks: Checks, checked: Sequence[Checked]) -> Whole:
        """Summary and cause. Half a summary is none: the offline one is whole."""
        known = [*_chosen(checked), *self._changes()]
        answer = asking.one(about_whole([_line(n, statement) for n, statement in enumerate(known, 1)]))
        if not isinstance(answer, Answer) or not isinstance(answer.value, dict):
            return Whole()
        rows = answer.value.get("summary")
        rows = rows[:4] if isinstance(rows, list) else []
        summary = [claim for row in rows if (claim := checks.claim(row, known, Kind.EVENT))]
        cause = answer.value.get("cause")
        return Whole(
            tuple(dict.fromkeys(summary)) if 2 * len(summary) > len(rows) else (),
            checks.claim(cause, known, Kind.CAUSE) if cause is not None else None,
        )

    def _changes(self) -> list[Checked]:
        return [
            Checked(Kind.EVENT, clean(f"{c.kind} {c.id} of {c.service}: {c.title}"), (f"change:{c.id}",))
            for c in self.case.changes
        ]

    def _fallen_back(self, answers: Sequence[Result], checks: Checks, purse: Purse) -> Draft:
        failed = [str(answer) for answer in answers if isinstance(answer, ModelError)]
        if failed:
            reason = failed[0]
        elif checks.refused:
            reason = "Nothing that the model wrote could be found in the conversation."
        else:
            reason = "The model found nothing to write."
        if reason == "The model did not answer in time.":
            reason = f"The model did not answer within {self.writer.seconds:g} s."
        usage = purse.usage(self.writer.model.name)
        return self._shown(replace(self.offline, fell_back=reason, usage=usage))

    def _shown(self, draft: Draft) -> Draft:
        return replace(draft, markdown=markdown(draft, self.case, self.transcript))


def _chosen(checked: Sequence[Checked]) -> list[Checked]:
    """As many statements as one question holds: causes and losses before events, in their order."""
    kept: set[int] = set()
    room = SLICE
    for kind in _FIRST:
        for index, statement in enumerate(checked):
            cost = len(statement.text) + 60
            if statement.kind is kind and cost <= room:
                kept.add(index)
                room -= cost
    return [statement for index, statement in enumerate(checked) if index in kept]


def _line(number: int, statement: Checked) -> str:
    return quoted({"n": number, "kind": statement.kind.value, "text": statement.text})


def _notes(missed: Sequence[ModelError], parts: int, refused: int, purse: Purse) -> list[str]:
    """What a reader should know of how the model did."""
    notes = []
    if missed:
        reason = str(missed[0]).rstrip(".")
        notes.append(
            f"{len(missed)} of {parts} parts of the conversation were not read by the model ({reason}); "
            "what stands here of them was found without it."
        )
    if refused:
        what = "1 sentence" if refused == 1 else f"{refused:,} sentences"
        notes.append(f"{what} of the model did not hold against the conversation and stayed out.")
    if purse.uncounted and not purse.usage(""):
        notes.append("The model's server did not say how many tokens it used.")
    return notes
