"""A language model as the writer of better rewrites: what goes to it, and what its answer is."""

from __future__ import annotations

from dataclasses import dataclass

from bot.blameless.marking import sentence_of
from bot.drafting.guards import gives_orders
from bot.drafting.model.port import Model, ModelError, ModelRefused, ModelUnreachable, Question
from bot.drafting.redaction import redact
from bot.errors import Permanent, Retryable
from bot.language.bettering import SCHEMA, SYSTEM, asked
from bot.language.finding import Field, Finding

SECONDS = 12.0  # for one sentence: somebody has the dialog before them
MOST_TOKENS = 2_000  # some models think aloud, and that counts


@dataclass(frozen=True)
class ModelBetter:
    """``bot.blameless.ports.Better`` over a model, a question a sentence.

    The sentence goes out without its secrets, and alone: nothing else of the document does. What comes back
    is not judged here, but by ``bot.language.bettering.accepted``.
    """

    model: Model
    seconds: float = SECONDS

    def __call__(self, text: str, finding: Finding, field: Field) -> str | None:
        whole = sentence_of(text, finding)
        sentence = redact(whole).text
        if gives_orders(sentence) or (sentence == whole and whole not in redact(text).text):
            return None  # an order, or a secret that only what stands around it gives away
        question = Question(SYSTEM, asked(sentence, finding, field), "rewrite", SCHEMA, MOST_TOKENS)
        try:
            value = self.model.ask(question, self.seconds).value
        except ModelUnreachable as problem:
            raise Retryable(str(problem), problem.after) from None
        except ModelRefused as problem:
            raise Permanent(str(problem)) from None
        except ModelError:
            return None  # cut off or garbled: of the next sentence it may be better
        said = value.get("sentence") if isinstance(value, dict) else None
        return said if isinstance(said, str) and not gives_orders(said) else None
