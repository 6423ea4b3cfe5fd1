"""Contributing factors: what made it possible, made it worse, or kept it from being seen."""

from __future__ import annotations

from collections.abc import Collection

from bot.drafting.draft import Claim
from bot.drafting.meaning import Reading

MOST = 8
LEAST = 3
ROOM = 2.0  # listed for each that is likely one
LIKELY = 0.04


def find_factors(reading: Reading, told: Collection[str] = ()) -> tuple[Claim, ...]:
    """What people named as a lack, a limit or a coupling, the likeliest ones, in time order.

    ``told``: ids of messages that are told elsewhere as the cause or as an action item.
    """
    possible = [
        note
        for note in reading.spoken
        if note.weight.contrib >= LIKELY and not note.is_question and note.id not in told and note.said
    ]
    ranked = sorted(possible, key=lambda note: (-note.weight.contrib, note.item.number))
    room = max(LEAST, min(MOST, round(ROOM * sum(note.weight.contrib for note in possible))))
    best = sorted(ranked[:room], key=lambda note: note.item.number)
    return tuple(Claim(note.said, (note.id,)) for note in best)
