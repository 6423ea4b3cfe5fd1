"""The words under which earlier incidents are kept, and those to look them up by.

Beside a text's stems stand its ways to fail ("kind:expiry.certificate"), so that an incident is found by how
it failed, too, where no word is shared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from bot.conversation import Kind, Message
from bot.drafting.cues import FOUND
from bot.drafting.similar.taxonomy import kinds_in
from bot.drafting.similar.words import stems
from bot.incident import Incident, PastIncident

RULE = 1  # to be counted up whenever other words come out: what is kept is then indexed anew
READ = 200  # messages that are looked at; the cost of looking up does not grow with the channel
ASKED = 32  # words
_LONG = 1000  # characters of a message


def index_words(past: PastIncident) -> tuple[str, ...]:
    """The words to keep an earlier incident under, each once."""
    text = f"{past.title}\n{past.root_cause}\n{past.summary}\n{' '.join(past.services)}"
    kinds = kinds_in(past.root_cause) | kinds_in(past.title)
    return tuple(sorted({*stems(text), *map(_tag, kinds)}))


def query_words(incident: Incident, messages: Sequence[Message]) -> Mapping[str, float]:
    """What to look for, weighed: how it failed first, the words of who explained it, services last."""
    words: dict[str, float] = defaultdict(float)
    found, others = _telling(messages)
    for text in (*found, *others):
        for key in kinds_in(text):
            words[_tag(key)] += 2.0 if text in found else 1.0
    spoken = Counter(stem for text in found for stem in set(stems(text)))
    for stem, count in spoken.items():
        words[stem] = min(1.0, 0.25 * count)
    for stem in stems(incident.title):
        words[stem] = 1.0
    for stem in stems(" ".join(incident.services)):
        words[stem] = 0.2
    best = sorted(words.items(), key=lambda pair: (-pair[1], pair[0]))
    return dict(best[:ASKED])


def explained(messages: Sequence[Message], most: int = 8) -> Sequence[str]:
    """The last that people said of what it was."""
    spoken = [m.text[:_LONG] for m in messages if m.kind is Kind.PERSON and not m.deleted]
    return [text for text in spoken if FOUND.search(text)][-most:]


def _telling(messages: Sequence[Message]) -> tuple[frozenset[str], Sequence[str]]:
    """What people found out, and what they said last besides; READ texts at most."""
    found = frozenset(explained(messages, READ))
    spoken = [m.text[:_LONG] for m in messages[-2 * READ :] if m.kind is Kind.PERSON and not m.deleted]
    others = [text for text in spoken if text not in found]
    return found, others[max(0, len(others) + len(found) - READ) :]


def _tag(key: str) -> str:
    return f"kind:{key}"
