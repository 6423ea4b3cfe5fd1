"""Source drift: messages that were edited or deleted after a statement was drafted from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.conversation import Message
from bot.postmortem import Source


@dataclass(frozen=True, slots=True)
class Drifted:
    """The source with this number is not what was read: it was changed since, or deleted."""

    number: int
    deleted: bool = False


def is_message(ref: str) -> bool:
    """Whether a source is a message, rather than a change, an earlier incident or the record."""
    return ":" not in ref and ref != "incident"


def messages_of(sources: Iterable[Source]) -> frozenset[str]:
    """The ids of the messages among the sources."""
    return frozenset(source.ref for source in sources if is_message(source.ref))


def find_drift(sources: Iterable[Source], said: Mapping[str, Message]) -> tuple[Drifted, ...]:
    """Which sources are not as they were read. ``said``: the messages as they stand, deleted ones too.

    A message that we know nothing of any more is not held against its statement, and a deletion (whose
    time is its edit's) not against one that tells of it.
    """
    found = ((source, said[source.ref]) for source in sources if source.ref in said)
    return tuple(
        Drifted(source.number, message.deleted)
        for source, message in found
        if message.edited != source.version or (message.deleted and not message.edited)
    )
