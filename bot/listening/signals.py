"""What listening hears in a conversation: that the incident is over, or that it is not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Resolution:
    """The incident is over. ``message`` announced it; ``at`` is the time it names, else the message's own."""

    message: str
    at: datetime
