"""What the core needs of a language model: one question, one answer as JSON, or one of a few refusals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Question:
    """``schema`` is the answer's JSON schema, called ``name``; ``most_tokens`` bounds the answer."""

    system: str
    user: str
    name: str
    schema: Mapping[str, Any]
    most_tokens: int


@dataclass(frozen=True, slots=True)
class Spent:
    """Tokens as the model's server counted them; None where it did not say."""

    prompt: int | None = None
    completion: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """``value`` is whatever JSON came back: it may have any shape and is not to be trusted."""

    value: Any
    spent: Spent = Spent()


class Model(Protocol):
    @property
    def name(self) -> str:
        """As its server calls it."""

    def ask(self, question: Question, seconds: float) -> Answer:
        """The answer, within ``seconds``. Raises ModelError. Called from several threads at once."""


class ModelError(Exception):
    """The model gave no usable answer. The text is a sentence for people; ``spent`` what it cost anyway."""

    def __init__(self, reason: str, spent: Spent | None = None) -> None:
        super().__init__(reason)
        self.spent = spent


class ModelRefused(ModelError):
    """It (or its content filter) declined, or its server declines us: key, model or rights."""


class ModelCutOff(ModelError):
    """The answer ended in the middle."""


class ModelGarbled(ModelError):
    """What came is no answer: not JSON, not the protocol, too large."""


class ModelUnreachable(ModelError):
    """No answer in time, or its server is busy or broken. ``after``: seconds it asked us to wait."""

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.after = after
