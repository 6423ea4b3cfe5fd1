"""App Home: what a person sees when they open the app in Slack."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from blocks.slack import lists
from handlers.slack.use_cases import UseCases, inward

RECENT = 10


def register(app: AsyncApp, cases: UseCases) -> None:
    async def home(
        body: dict[str, Any], event: dict[str, Any], ack: AsyncAck, client: AsyncWebClient
    ) -> None:
        await ack()
        if event.get("tab") != "home":
            return
        view = await inward(_home, cases, body["team_id"], event["user"])
        await client.views_publish(user_id=event["user"], view=view)

    app.event("app_home_opened")(home)


def _home(cases: UseCases, workspace: str, person: str) -> dict[str, Any]:
    recent = cases.store.listed(workspace, "", RECENT)
    incidents = {p.incident: i for p in recent if (i := cases.store.incident(p.incident))}
    return lists.home_view(recent, incidents, person)
