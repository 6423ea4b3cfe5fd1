"""What listening can hear: a message's own signal, and a channel's resolution."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Signal(StrEnum):
    """What one message may say. Most messages say nothing of the kind."""

    RESOLVED = "resolved"  # a person, or an incident tool, announces that the incident is over
    CLAIMED = "claimed"  # "everything is back to normal": over as far as the speaker sees
    REOPENED = "reopened"  # it is not over, or it is back
    STILL_BROKEN = "still_broken"  # trouble goes on: contradicts an announcement made just before
    RETRACTED = "retracted"  # "scratch that": takes back what was said just before, whatever it was
    ASKED = "asked"  # "so, resolved?"
    YES = "yes"
    NO = "no"
    WRAP_UP = "wrap_up"  # thanks to all, a date for the postmortem
    ALERT_FIRING = "alert_firing"
    ALERT_CLEARED = "alert_cleared"


@dataclass(frozen=True, slots=True)
class Resolution:
    """The incident is over. ``message`` announced it; ``at`` is the time it names, else the message's own."""

    message: str
    at: datetime
