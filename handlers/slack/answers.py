"""Answering the person in front of us: privately, in a sentence, whatever they did."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import structlog
from slack_bolt.async_app import AsyncAck, AsyncRespond
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from blocks import words
from blocks.slack.modals import told_modal
from bot.errors import Permanent, Retryable, UserError

Body = dict[str, Any]
Blocks = list[dict[str, Any]]
Listener = Callable[..., Awaitable[None]]
log = structlog.get_logger("slack")


@dataclass(frozen=True, slots=True)
class Asked:
    """One request of a person's, and the ways to answer it."""

    body: Body
    ack: AsyncAck
    respond: AsyncRespond
    client: AsyncWebClient

    @property
    def trigger(self) -> str:
        """Unique to this click or command: what a repeat of it is known by."""
        return str(self.body["trigger_id"])

    @property
    def in_direct_message(self) -> bool:
        return str((self.body.get("channel") or {}).get("id", "")).startswith("D")

    async def modal(self, view: Body) -> str:
        """Opens the dialog; returns the id to change it by."""
        opened = await self.client.views_open(trigger_id=self.trigger, view=view)
        return str(opened["view"]["id"])

    async def privately(self, text: str, blocks: Blocks | None = None) -> None:
        if self.respond.response_url:
            await self.respond(text=text, blocks=blocks, response_type="ephemeral", replace_original=False)

    async def refuse(self, told: str) -> None:
        """The same, where nothing has been answered yet: a command is answered by its ack."""
        if "command" in self.body:
            await self.ack(text=told, response_type="ephemeral")
            return
        await self.ack()
        await self.privately(told)


def answered(listener: Callable[[Asked], Awaitable[None]]) -> Listener:
    """For commands and clicks: what the core refuses becomes a private reply, a defect an apology."""

    async def guarded(body: Body, ack: AsyncAck, respond: AsyncRespond, client: AsyncWebClient) -> None:
        asked = Asked(body, ack, respond, client)
        try:
            await listener(asked)
            return
        except (UserError, Permanent) as problem:
            told = str(problem)
        except Retryable as problem:
            told = words.try_again(str(problem))
        except SlackApiError as problem:
            log.exception("slack refused an answer", error=problem.response.get("error"))
            told = words.WENT_WRONG
        await asked.refuse(told)

    return guarded


def workspace_of(body: Body) -> str:
    """Where a click or a modal came from."""
    return str((body.get("team") or {}).get("id") or body["user"].get("team_id") or "")


def submitted(block: Callable[[Body], str]) -> Callable[[Listener], Listener]:
    """For modals: what the core refuses is shown at ``block`` of the view, with all that was typed kept.

    "" is the block of a view without fields, which gives way to what was refused.
    """

    def wrap(listener: Listener) -> Listener:
        async def guarded(body: Body, view: Body, ack: AsyncAck) -> None:
            try:
                await listener(view, body, ack)
                return
            except (UserError, Permanent) as problem:
                told = str(problem)
            except Retryable as problem:
                told = words.try_again(str(problem))
            at = block(view)
            if at:
                await ack(response_action="errors", errors={at: told})
            else:
                await ack(response_action="update", view=told_modal(told))

        return guarded

    return wrap
