"""What can be set on a sandbox, with the defaults that suit a person trying the bot."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Config:
    """Settings of one sandbox; all times in seconds.  Changeable at run time by `/_control/config`."""

    bot_url: str | None = None
    """Where events, commands and interactions go while no socket is connected."""
    signing_secret: str = "sandbox-signing-secret"
    bot_token: str = "xoxb-sandbox"
    app_token: str = "xapp-sandbox"
    verification_token: str = "sandbox-verification"
    base_url: str = "http://127.0.0.1:3100"
    """The address people open; permalinks and response URLs start with it."""

    subscriptions: tuple[str, ...] | None = None
    """The manifest's bot_events ("message.channels", "app_home_opened" …), the only ones sent; None: all."""

    ack_timeout: float = 3.0
    retry_delays: tuple[float, ...] = (0.2, 2.0, 10.0)
    """Waits before each further try of an event.  Slack's own are about 0, 60 and 300."""
    retry_for: float | None = None
    """When set, an event is tried every `retry_every` until this long after its first try."""
    retry_every: float = 0.25
    parallel: int = 8
    """Deliveries under way at once, over all channels; within a channel it is one at a time."""

    trigger_seconds: float = 3.0
    response_url_uses: int = 5
    response_url_seconds: float = 1800.0
    enforce_rates: bool = False
    """Answer 429 when the bot calls faster than Slack allows (see limits.RATES)."""

    def change(self, **settings: object) -> None:
        """Set fields by name; an unknown name raises AttributeError."""
        for name, value in settings.items():
            if not hasattr(self, name):
                raise AttributeError(name)
            setattr(self, name, tuple(value) if isinstance(value, list) else value)
