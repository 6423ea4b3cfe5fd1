"""The words under which earlier incidents are kept, and those to look them up by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.conversation import Kind
from bot.drafting.case import Case
from bot.drafting.meaning import Reading, understand
from bot.drafting.similar.ranking import explained
from bot.drafting.similar.words import stems
from bot.drafting.transcript import transcribe
from bot.incident import PastIncident

RULE = 2  # to be counted up whenever other words come out: what is kept is then indexed anew
READ = 400  # messages that are looked at; the cost of looking up does not grow with the channel
ASKED = 40  # words
_TITLE, _SERVICE = 0.5, 0.1  # what a word of the title counts, and one of a service's name at most


def index_words(past: PastIncident) -> tuple[str, ...]:
    """The words to keep an earlier incident under, each once."""
    text = f"{past.title}\n{past.root_cause}\n{past.summary}\n{' '.join(past.services)}"
    return tuple(sorted(set(stems(text))))


def read_lately(case: Case) -> Reading:
    """The last that people said, read."""
    spoken = [m for m in case.messages if m.kind is Kind.PERSON and not m.deleted][-READ:]
    lately = replace(case, messages=tuple(spoken), past=())
    return understand(lately, transcribe(lately))


def query_words(reading: Reading) -> Mapping[str, float]:
    """What to look for, weighed: the words of who explained it, then the title's, services last."""
    incident = reading.case.incident
    mine = explained(reading)
    words = dict(mine.words)
    for stem in stems(incident.title):
        words[stem] = max(words.get(stem, 0.0), _TITLE)
    for stem in mine.places:
        words[stem] = min(words.get(stem, _SERVICE), _SERVICE)
    best = sorted(words.items(), key=lambda pair: (-pair[1], pair[0]))
    return dict(best[:ASKED])


def explanations(reading: Reading, most: int = 8) -> list[str]:
    """What was said that likeliest states the cause, in order."""
    said = [note for note in reading.spoken if not note.is_question]
    best = sorted(said, key=lambda note: (-note.weight.cause, note.item.number))[:most]
    return [note.item.prose for note in sorted(best, key=lambda note: note.item.number)]
