"""Events: committed to the inbox as they came, then acked. The worker understands them."""

from __future__ import annotations

import json
import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.rows import Arrival
from handlers.slack.use_cases import UseCases

# Which events are kept for the worker; app.yaml asks Slack for exactly these and app_home_opened.
KEPT = (
    "message",
    "reaction_added",
    "reaction_removed",
    "pin_added",
    "pin_removed",
    "channel_rename",
    "group_rename",
)


def register(app: AsyncApp, cases: UseCases) -> None:
    async def keep(body: dict[str, Any], ack: AsyncAck) -> None:
        await cases.take(arrival(body))
        await ack()

    for kind in KEPT:
        app.event(kind)(keep)


def register_rest(app: AsyncApp) -> None:
    """Last of all listeners: what else an installation has subscribed to is acked and left alone.

    Unanswered events make Slack retry, and then stop sending any.
    """

    async def ignore(ack: AsyncAck) -> None:
        await ack()

    app.event(re.compile(".*"))(ignore)


def arrival(body: dict[str, Any]) -> Arrival:
    """The event under its own id: a redelivery has the same one and changes nothing."""
    return Arrival(f"slack:event:{body.get('event_id')}", "slack", json.dumps(body, separators=(",", ":")))
