"""How likely each message is to matter, and for what: learned weights over plain features.

The weights (weights.json) were learned from worked incidents by ``make learn``; a message's likelihood is
the logistic function of the sum of its features' weights, so each judgement can be read off the table.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from bot.drafting.case import Case
from bot.drafting.features import show, stems
from bot.drafting.transcript import Transcript

# What is told of a message, in the order of the numbers in weights.json.
LABELS = ("must", "noise", "fact", "cause", "contrib", "action", "resolved", "blame", "order")
SCALE = 100  # weights are kept as hundredths


@dataclass(frozen=True, slots=True)
class Weight:
    """The likelihoods, from 0 to 1, that a message belongs into the timeline (``must``) or is chatter
    (``noise``), that it holds the measure of the impact, states the cause, a contributing factor or an
    action item, that it is the word that it is over, that it blames somebody, and that it tries to
    instruct whoever reads it.
    """

    must: float = 0.0
    noise: float = 1.0
    fact: float = 0.0
    cause: float = 0.0
    contrib: float = 0.0
    action: float = 0.0
    resolved: float = 0.0
    blame: float = 0.0
    order: float = 0.0


@dataclass(frozen=True)
class Rarity:
    """In how many of ``texts`` earlier incidents a word stood (``counts``, by stem)."""

    counts: Mapping[str, int] = field(default_factory=dict)
    texts: int = 0


@dataclass(frozen=True)
class Weights:
    """``table``: for each feature a number a label, in hundredths; ``bias`` the same for every message."""

    bias: tuple[int, ...]
    table: Mapping[str, tuple[int, ...]]
    rarity: Rarity = field(default_factory=Rarity)

    def weigh(self, features: Iterable[str]) -> Weight:
        rows = filter(None, map(self.table.get, features))
        sums = map(sum, zip(self.bias, *rows, strict=True))
        return Weight(*[1 / (1 + math.exp(min(-total / SCALE, 500))) for total in sums])

    def tells(self, sentence: str) -> float:
        """How much a sentence alone reads like something to be told; below 0 like chatter."""
        words = stems(sentence)
        pairs = (f"{first} {second}" for first, second in pairwise(words))
        total = 0
        for feature in {*words, *pairs, *(f"^{word}" for word in words[:1]), *(f"{w}$" for w in words[-1:])}:
            row = self.table.get(feature)
            if row is not None:
                total += row[0] - row[1]
        return total / SCALE


def weigh(
    case: Case, transcript: Transcript, weights: Weights | None = None, only: Collection[str] | None = None
) -> Mapping[str, Weight]:
    """The weight of every message by its id; of those of people in ``only``, where given.

    Linear in the messages.
    """
    weights = weights or learned()
    return {shown.id: weights.weigh(shown.features) for shown in show(case, transcript, only)}


def read_weights(plain: Mapping[str, Any]) -> Weights:
    """Weights from their JSON. Raises ValueError if they were learned for other labels than ours."""
    if tuple(plain["labels"]) != LABELS:
        raise ValueError(f"these weights are for {plain['labels']}")
    rarity = Rarity(plain["earlier"], plain["texts"])
    table = {feature: tuple(row) for feature, row in plain["weights"].items()}
    return Weights(tuple(plain["bias"]), table, rarity)


@cache
def learned() -> Weights:
    """The weights that come with the bot."""
    return read_weights(json.loads(Path(__file__).with_name("weights.json").read_text(encoding="utf-8")))
