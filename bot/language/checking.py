"""The check: a text in, findings out."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language.finding import Field, Finding
from bot.language.policy import DEFAULT, Named, Policy


def check(
    text: str, people: Sequence[Named] = (), field: Field = Field.OTHER, policy: Policy = DEFAULT
) -> tuple[Finding, ...]:
    """The words of ``text`` (prose or a section's Markdown) that blame, in the order in which they stand.

    ``people`` are those who may be spoken of by name or mention. ``field`` is where the text stands when it
    has no headings of its own that tell. Never raises for any text; time grows with its length.
    """
    return ()
