"""Drafts that are being written or were only shown so far, and what a store keeps of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from bot.conversation import Message
from bot.drafting.progress import Progress
from bot.preview import Preview


@dataclass(frozen=True, slots=True)
class Underway:
    """A draft that is being written: how far it has come; ``messages`` stand in its channel."""

    progress: Progress
    messages: int


class Drafts(Protocol):
    """The part of the store that says what a draft rests on, and how far it has come."""

    def said(self, workspace: str, channel: str, ids: Collection[str]) -> Mapping[str, Message]:
        """These messages as they stand, those deleted since among them (``deleted``)."""

    def heard_until(self, workspace: str, channel: str) -> str:
        """Differs whenever something was said, edited or deleted in the channel since."""

    def tell_progress(self, postmortem: int, progress: Progress) -> None:
        """Keeps how far the draft has come, and makes it due for showing within a second.

        Saving a draft forgets it again.
        """

    def forget_progress(self, postmortem: int) -> None:
        """For a draft that won't come: what was told of it goes from the card."""

    def underway(self, postmortem: int) -> Underway | None: ...
    def keep_preview(self, preview: Preview) -> None:
        """For some days; nobody comes back to one later."""

    def preview(self, token: str) -> Preview | None: ...
