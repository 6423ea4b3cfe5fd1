"""A reviewer's word on a postmortem, bound to the text they saw."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Decision(StrEnum):
    APPROVED = "approved"
    CHANGES_REQUESTED = "changes_requested"


@dataclass(frozen=True, slots=True)
class Review:
    """``content`` is the hash of the text that was on the reviewer's screen; ``at`` is aware UTC."""

    reviewer: str
    decision: Decision
    content: str
    at: datetime
    comment: str = ""
