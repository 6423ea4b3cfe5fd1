"""Contributing factors: what made it possible, made it worse, or kept it from being seen."""

from __future__ import annotations

from collections.abc import Collection

from bot.drafting.choosing import Room, choose
from bot.drafting.draft import Claim
from bot.drafting.meaning import Reading

ROOM = Room(least=11, most=14, sure=3, share=3.5)
LIKELY = 0.015
OFFENCE = 1.0  # how much being likely blame counts against a message


def find_factors(reading: Reading, told: Collection[str] = ()) -> tuple[Claim, ...]:
    """What people named as a lack, a limit or a coupling, the likeliest ones, in time order.

    ``told``: ids of messages that are told as action items.
    """
    named = (
        note
        for note in reading.spoken
        if note.weight.contrib >= LIKELY and not note.is_question and note.id not in told
    )
    chosen = choose(
        named,
        lambda note: note.weight.contrib,
        lambda note: note.weight.contrib - OFFENCE * note.weight.blame,
        ROOM,
    )
    return tuple(Claim(note.said, (note.id,), possible) for note, possible in chosen)
