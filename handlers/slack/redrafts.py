"""Redrafts: shown in a dialog that opens at once and is filled when the draft is there, then made."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable

import structlog
from slack_bolt.async_app import AsyncAck
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from blocks import words
from blocks.slack import modals
from bot.changing import find
from bot.errors import Permanent, Retryable, Stale, UserError
from bot.postmortem import Postmortem
from bot.preview import Preview
from bot.redrafting import MovedOn
from handlers.slack.answers import Asked, Body
from handlers.slack.use_cases import UseCases, inward

# Seconds that a draft may take to be shown without a word of waiting before it. Slack's trigger for
# opening a dialog lasts three.
AT_ONCE = 0.8
log = structlog.get_logger("slack")
_filling: set[asyncio.Task[None]] = set()  # the loop itself holds tasks only weakly


async def show(cases: UseCases, asked: Asked, postmortem: Postmortem) -> None:
    """Opens the dialog with what a redraft would change. Raises UserError where none is possible."""
    await inward(cases.redrafting.check, postmortem.number)
    preview = _begin(cases, postmortem)
    await asyncio.wait({preview}, timeout=AT_ONCE)
    if preview.done():
        await asked.modal(await _outcome(preview))
        return
    view_id = await asked.modal(modals.loading_modal(postmortem))
    _go_on(_fill(asked.client, view_id, preview))


async def show_again(cases: UseCases, asked: Asked, postmortem: Postmortem) -> None:
    """The same in the dialog that is open already."""
    view_id = str(asked.body["view"]["id"])
    await asked.client.views_update(view_id=view_id, view=modals.loading_modal(postmortem))
    _go_on(_fill(asked.client, view_id, _begin(cases, postmortem)))


async def make(cases: UseCases, number: int, meta: Body, by: str, ack: AsyncAck) -> None:
    """What was shown is made; where that does not hold any more, the dialog says so and nothing is done."""
    token, as_shown = str(meta.get("token") or ""), meta.get("as_shown") is True
    if not token:
        raise UserError(words.NOT_OURS)
    try:
        rewritten = await inward(_apply, cases, number, token, as_shown)
    except MovedOn:
        preview = await inward(cases.store.preview, token)
        if preview is None:
            raise UserError(words.NOT_OURS) from None
        await ack(response_action="update", view=modals.preview_modal(preview, moved_on=True))
    except Stale:
        found = await inward(cases.redrafting.check, number)
        await ack(response_action="update", view=modals.overtaken_modal(found))
    else:
        await ack()
        _go_on(inward(cases.wording.tell, number, rewritten, by))


def _apply(cases: UseCases, number: int, token: str, as_shown: bool) -> list[str]:
    """Makes the redraft; the keys of the sections that it rewrote."""
    before = find(cases.store, number)
    after = cases.redrafting.apply(number, token, as_shown=as_shown)
    old = {section.key: section.revision for section in before.sections}
    return [section.key for section in after.sections if old.get(section.key) != section.revision]


def _begin(cases: UseCases, postmortem: Postmortem) -> asyncio.Task[Preview]:
    return asyncio.ensure_future(inward(cases.redrafting.preview, postmortem.number))


async def _outcome(preview: Awaitable[Preview]) -> Body:
    """The dialog for whatever came of it."""
    try:
        return modals.preview_modal(await preview)
    except (UserError, Permanent) as problem:
        return modals.told_modal(str(problem))
    except Retryable as problem:
        return modals.told_modal(words.try_again(str(problem)))
    except Exception:  # nobody else would hear of it, and the person would wait for ever
        log.exception("a redraft could not be shown")
        return modals.told_modal(words.WENT_WRONG)


async def _fill(client: AsyncWebClient, view_id: str, preview: Awaitable[Preview]) -> None:
    view = await _outcome(preview)
    try:
        await client.views_update(view_id=view_id, view=view)
    except SlackApiError as problem:  # closed meanwhile: nothing was changed, so nothing is lost
        log.info("a redraft was not waited for", error=problem.response.get("error"))


def _go_on(work: Awaitable[None]) -> None:
    task: asyncio.Task[None] = asyncio.ensure_future(work)
    _filling.add(task)
    task.add_done_callback(_filling.discard)
