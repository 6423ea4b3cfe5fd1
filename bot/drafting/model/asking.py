"""Asking about many slices at once, within one deadline and one purse."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field

from bot.drafting.model.budget import Purse
from bot.drafting.model.port import Answer, Model, ModelError, ModelRefused, ModelUnreachable, Question

AT_ONCE = 4  # questions on their way together
SHORTEST = 0.2  # seconds that a question is worth asking with
LATE = "The model did not answer in time."
SPENT = "The draft's budget of tokens is used up."

Result = Answer | ModelError


@dataclass
class Asking:
    """One draft's questions. ``until`` is on time.monotonic()'s clock."""

    model: Model
    purse: Purse
    until: float
    _declined: list[ModelError] = field(default_factory=list)

    def all(self, questions: Sequence[Question], until: float, done: Callable[[int], None]) -> list[Result]:
        """An answer or an error for each question, in their order, by ``until``.

        ``done`` hears, on this thread, how many are through.
        """
        pool = ThreadPoolExecutor(max_workers=min(AT_ONCE, len(questions)) or 1)
        futures = [pool.submit(self.one, question, until) for question in questions]
        try:
            _watch(futures, until, done)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)  # the model keeps to its seconds by itself
        return [f.result() if f.done() and not f.cancelled() else ModelUnreachable(LATE) for f in futures]

    def one(self, question: Question, until: float | None = None) -> Result:
        """An answer, or why there is none."""
        left = (until or self.until) - time.monotonic()
        if self._declined:
            return self._declined[0]  # a wrong key is as wrong for the next question
        if left < SHORTEST:
            return ModelUnreachable(LATE)
        held = self.purse.take(question)
        if held is None:
            return ModelRefused(SPENT)
        result: Result
        try:
            result = self.model.ask(question, left)
        except ModelError as problem:
            result = problem
            if isinstance(problem, ModelRefused) and problem.spent is None:
                self._declined.append(problem)
        self.purse.settle(held, question, result.spent)
        return result


def _watch(futures: Sequence[Future[Result]], until: float, done: Callable[[int], None]) -> None:
    pending = set(futures)
    while pending and (left := until - time.monotonic()) > 0:
        through, pending = wait(pending, timeout=left, return_when=FIRST_COMPLETED)
        if through:
            done(len(futures) - len(pending))
