"""Contributing factors: what made it possible, made it worse, or kept it from being seen."""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice

from bot.drafting.draft import Claim
from bot.drafting.meaning import Reading

MOST = 14
LEAST = 11
LEAST_LIKELY = 3
ROOM = 3.5  # listed for each that is likely one
LIKELY = 0.015
OFFENCE = 1.0  # how much being likely blame counts against a message


def find_factors(reading: Reading, told: Collection[str] = ()) -> tuple[Claim, ...]:
    """What people named as a lack, a limit or a coupling, the likeliest ones, in time order.

    As many as there probably are stand as such, the next ones as possible. ``told``: ids of messages that
    are told as action items.
    """
    possible = [
        note
        for note in reading.spoken
        if note.weight.contrib >= LIKELY and not note.is_question and note.id not in told
    ]
    possible.sort(key=lambda note: (OFFENCE * note.weight.blame - note.weight.contrib, note.item.number))
    expected = sum(note.weight.contrib for note in possible)
    room = max(LEAST, min(MOST, round(ROOM * expected)))
    ranked = list(islice((note for note in possible if note.said), room))  # only what is told is worded
    likely = {note.id for note in ranked[: max(LEAST_LIKELY, round(expected))]}
    in_order = sorted(ranked, key=lambda note: note.item.number)
    return tuple(Claim(note.said, (note.id,), note.id not in likely) for note in in_order)
