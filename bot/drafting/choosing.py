"""Choosing among likely messages: as many as there probably are, and some more that are only possible."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice

from bot.drafting.meaning import Note

Score = Callable[[Note], float]


@dataclass(frozen=True, slots=True)
class Room:
    """How many to choose: ``share`` times the number that there probably are, within ``least`` and ``most``.

    At least ``sure`` of them stand as such, the rest as possible.
    """

    least: int
    most: int
    sure: int
    share: float


def choose(notes: Iterable[Note], likelihood: Score, worth: Score, room: Room) -> list[tuple[Note, bool]]:
    """The likeliest notes in time order, each with whether it is only possible.

    ``likelihood`` counts how many there probably are, ``worth`` ranks them. Only what is chosen is checked
    and worded; what blames somebody or has no words is passed over.
    """
    ranked = sorted(notes, key=lambda note: (-worth(note), note.item.number))
    expected = math.fsum(map(likelihood, ranked))
    count = max(room.least, min(room.most, round(room.share * expected)))
    told = (note for note in ranked if note.is_safe and (note.report is not None or note.said))
    chosen = list(islice(told, count))
    sure = {note.id for note in chosen[: max(room.sure, round(expected))]}
    return [(note, note.id not in sure) for note in sorted(chosen, key=lambda note: note.item.number)]
