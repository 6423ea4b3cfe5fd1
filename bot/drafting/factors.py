"""Contributing factors: what made it possible, made it worse, or kept it from being seen."""

from __future__ import annotations

from bot.drafting.cues import FACTOR, FACTOR_LINK, MISSING
from bot.drafting.draft import Claim
from bot.drafting.loss_cues import SPARED
from bot.drafting.meaning import Note, Reading, Sign

MOST = 10
ENOUGH = 2


def find_factors(reading: Reading) -> tuple[Claim, ...]:
    """What people named as a lack, a limit or a coupling, the strongest first, in time order."""
    weighed = ((_weight(note), note) for note in reading.spoken if note.has(Sign.FACTOR))
    strong = (
        (weight, note) for weight, note in weighed if weight >= ENOUGH and not note.is_question and note.said
    )
    ranked = sorted(strong, key=lambda pair: (-pair[0], pair[1].item.number))
    best = [note for _, note in ranked[:MOST]]
    return tuple(Claim(note.said, (note.id,)) for note in sorted(best, key=lambda n: n.item.number))


def _weight(note: Note) -> float:
    prose = note.item.prose
    if note.has(Sign.LESSON) or (note.has(Sign.LOSS) and (note.has(Sign.COUNTED) or SPARED.search(prose))):
        return 0.0
    weight = float(min(3, FACTOR.kinds(prose[:2000])))
    weight += 1.5 if MISSING.search(prose) else 0
    weight += 1 if FACTOR_LINK.search(prose) else 0
    weight += 1 if note.has(Sign.FOUND) else 0
    weight -= 1 if note.has(Sign.DECIDED) else 0
    weight -= 1 if note.has(Sign.HEARSAY) else 0
    weight -= 1 if len(prose) < 40 else 0
    weight -= 1 if note.has(Sign.MEASURED) else 0
    return weight
