"""How every change to a postmortem is made: load, one transition, compare-and-set, again if overtaken."""

from __future__ import annotations

from collections.abc import Callable

from bot.errors import Stale, UserError
from bot.ports import Store
from bot.postmortem import Postmortem

TRIES = 8


def change(store: Store, number: int, act: Callable[[Postmortem], Postmortem]) -> Postmortem:
    """The postmortem after ``act``, saved. What ``act`` refuses (UserError) goes to the caller untouched."""
    for _ in range(TRIES):
        before = find(store, number)
        after = act(before)
        if after is before:
            return before
        try:
            return store.save(after)
        except Stale:
            continue  # another save came in between: the act is weighed against what it left
    raise Stale("Several people are changing this at once. Nothing of yours was applied; try again.")


def find(store: Store, number: int) -> Postmortem:
    """Raises UserError when there is no such postmortem."""
    found = store.postmortem(number)
    if found is None:
        raise UserError(f"There is no PM-{number}. `/postmortem list` shows what there is.")
    return found
