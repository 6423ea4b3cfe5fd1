"""What a card's headline says already, so that the summary under it begins with what it does not."""

from __future__ import annotations

from collections.abc import Sequence

from bot.drafting.draft import Claim


def without_headline(summary: Sequence[Claim]) -> Sequence[Claim]:
    """The summary without what rests on the incident's record, which the headline shows; all if no more."""
    return [claim for claim in summary if "incident" not in claim.sources] or summary
