"""Answering the person in front of us: privately, in a sentence, whatever they did."""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from slack_bolt.async_app import AsyncAck, AsyncRespond
from slack_sdk.errors import SlackApiError

from blocks import words
from bot.errors import Permanent, Retryable, UserError

Listener = Callable[..., Awaitable[None]]
log = structlog.get_logger("slack")


def answered(listener: Listener) -> Listener:
    """For commands and clicks: what the core refuses becomes a private reply, a defect an apology."""

    @functools.wraps(listener)
    async def guarded(**arguments: Any) -> None:
        respond: AsyncRespond = arguments["respond"]
        ack: AsyncAck = arguments["ack"]
        try:
            await listener(**arguments)
        except (UserError, Permanent) as problem:
            await ack()
            await _tell(respond, str(problem))
        except Retryable as problem:
            await ack()
            await _tell(respond, words.try_again(str(problem)))
        except SlackApiError as problem:
            log.exception("slack refused an answer", error=problem.response.get("error"))
            await ack()
            await _tell(respond, words.WENT_WRONG)

    return guarded


async def _tell(respond: AsyncRespond, text: str) -> None:
    if respond.response_url:
        await respond(text, response_type="ephemeral", replace_original=False)


def submitted(block: str) -> Callable[[Listener], Listener]:
    """For modals: what the core refuses is shown at ``block``, with all that was typed kept."""

    def wrap(listener: Listener) -> Listener:
        @functools.wraps(listener)
        async def guarded(**arguments: Any) -> None:
            ack: AsyncAck = arguments["ack"]
            try:
                await listener(**arguments)
            except (UserError, Permanent) as problem:
                await ack(response_action="errors", errors={block: str(problem)})
            except Retryable as problem:
                await ack(response_action="errors", errors={block: words.try_again(str(problem))})

        return guarded

    return wrap
