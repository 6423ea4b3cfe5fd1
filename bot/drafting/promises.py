"""What was promised after earlier incidents of this kind and is still open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.drafting.case import Case
from bot.drafting.draft import Similar
from bot.incident import Promise

_EARLIEST = datetime.min.replace(tzinfo=UTC)


def find_promises(similar: Sequence[Similar], case: Case) -> tuple[Promise, ...]:
    """The open promises of the similar incidents alone, the oldest first; one of unknown age comes before.

    None that was made after this incident was over: it could not have kept this from happening.
    """
    named = {earlier.id for earlier in similar}
    over = case.incident.resolved_at
    mine = [
        promise
        for promise in case.promises
        if promise.of in named and promise.text and not (over and promise.made_at and promise.made_at > over)
    ]
    return tuple(sorted(mine, key=lambda promise: (promise.made_at or _EARLIEST, promise.of)))
