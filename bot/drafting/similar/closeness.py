"""How near an embedding model sees earlier incidents to this one; nothing where there is none or it fails."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import structlog

from bot.drafting.meaning import Reading
from bot.drafting.similar.looking_up import explanations
from bot.drafting.transcript import clean
from bot.errors import Retryable
from bot.incident import PastIncident
from bot.ports import Embedder, Store
from bot.rows import Vector

LONG = 2000  # characters of a text that is embedded
log = structlog.get_logger("similar")


@dataclass(frozen=True)
class Closeness:
    """``embedder`` is None where no embedding model is configured."""

    store: Store
    embedder: Embedder | None = None

    def of(self, reading: Reading, past: Sequence[PastIncident]) -> Mapping[str, float]:
        """The cosine, from -1 to 1, of each earlier incident by its id. Never fails a draft.

        At most one request: the incident itself with those whose vector is not kept yet.
        """
        if self.embedder is None or not past:
            return {}
        incident = reading.case.incident
        texts = {earlier.id: _text(earlier) for earlier in past}
        model = self.embedder.model
        kept = self.store.vectors(incident.workspace, model, list(texts))
        vectors = {
            id: kept[id] for id, text in texts.items() if id in kept and kept[id].digest == _digest(text)
        }
        missing = [id for id in texts if id not in vectors]
        asked = "\n".join((clean(incident.title), *map(clean, explanations(reading))))[:LONG]
        try:
            mine, *new = self.embedder.embed([asked, *(texts[id] for id in missing)])
        except Retryable as problem:
            log.warning("no embeddings", error=str(problem))
            return {}
        made = {
            id: Vector(_digest(texts[id]), tuple(numbers)) for id, numbers in zip(missing, new, strict=False)
        }
        self.store.keep_vectors(incident.workspace, model, made)
        return {id: _cosine(mine, vector.numbers) for id, vector in {**vectors, **made}.items()}


def _text(past: PastIncident) -> str:
    return clean(f"{past.title}\n{past.root_cause}\n{past.summary}")[:LONG]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _cosine(one: Sequence[float], other: Sequence[float]) -> float:
    if len(one) != len(other):
        return 0.0
    lengths = math.sqrt(sum(n * n for n in one)) * math.sqrt(sum(n * n for n in other))
    return sum(a * b for a, b in zip(one, other, strict=True)) / lengths if lengths else 0.0
