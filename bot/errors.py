"""The three ways something can go wrong, by who has to do something about it."""

from __future__ import annotations


class UserError(Exception):
    """A person asked for something that cannot be done; the text tells them why and what to do.

    It becomes a private reply in chat, one sentence on standard error at the command line.
    """


class Stale(UserError):
    """What the person acted on has changed since they saw it; nothing of theirs was applied."""


class Retryable(Exception):
    """The effect may work later: the lease lapses and the row is tried again.

    ``after`` is the number of seconds the other side asked for (Retry-After), if it did.
    """

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.after = after


class Permanent(Exception):
    """Trying again cannot help: the reason is stored on the row and shown where a person looks."""


class Gone(Permanent):
    """The very message that was to be changed is not there any more; the place it stood in may be."""
