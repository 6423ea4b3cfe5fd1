"""What one draft may cost: tokens counted before they are spent, and their price where one is set."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from bot.drafting.draft import Usage
from bot.drafting.model.port import Question, Spent

CHARACTERS_PER_TOKEN = 3  # on the safe side for English prose; only for what is not counted yet


@dataclass(frozen=True, slots=True)
class Prices:
    """US dollars for a million tokens; None where nobody has said."""

    prompt: float | None = None
    completion: float | None = None


@dataclass
class Purse:
    """The tokens of one draft. Asked by several threads at once."""

    most: int
    prices: Prices = Prices()
    calls: int = 0
    prompt: int = 0
    completion: int = 0
    uncounted: int = 0  # calls whose server did not say what they took
    _held: int = 0
    _guessed: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, question: Question) -> int | None:
        """Holds back what the question may cost at most; None if that is more than is left."""
        most = _guess(question) + question.most_tokens
        with self._lock:
            if self.prompt + self.completion + self._guessed + self._held + most > self.most:
                return None
            self._held += most
            self.calls += 1
            return most

    def settle(self, held: int, question: Question, spent: Spent | None) -> None:
        """Puts what it really took in place of what was held."""
        with self._lock:
            self._held -= held
            if spent is None or spent.prompt is None or spent.completion is None:
                self.uncounted += 1
                self._guessed += _guess(question)
                return
            self.prompt += spent.prompt
            self.completion += spent.completion

    def usage(self, model: str) -> Usage | None:
        """What was counted; None where no call was. Without every count and both prices there is no cost."""
        if self.calls == self.uncounted:
            return None
        return Usage(model, self.calls, self.prompt, self.completion, self._cost())

    def _cost(self) -> float | None:
        if self.uncounted or self.prices.prompt is None or self.prices.completion is None:
            return None
        dollars = self.prompt * self.prices.prompt + self.completion * self.prices.completion
        return round(dollars / 1_000_000, 6)


def _guess(question: Question) -> int:
    return (len(question.system) + len(question.user)) // CHARACTERS_PER_TOKEN
