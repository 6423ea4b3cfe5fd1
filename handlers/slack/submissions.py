"""Modals sent: the fields read, one use case called; what it refuses is shown at the field."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from blocks import ids, words
from blocks.slack import modals
from bot.changing import find
from bot.errors import Stale, UserError
from bot.postmortem import Visibility
from handlers.slack import redrafts, wording
from handlers.slack.answers import Body, submitted, workspace_of
from handlers.slack.use_cases import UseCases, inward


@dataclass(frozen=True, slots=True)
class Sent:
    """A modal as a person sent it, about a postmortem that they may see."""

    cases: UseCases
    view: Body
    number: int
    by: str
    ack: AsyncAck
    client: AsyncWebClient


def register(app: AsyncApp, cases: UseCases) -> None:
    def on(callback: str, block: Callable[[Body], str], act: Callable[[Sent], Awaitable[None]]) -> None:
        @submitted(block)
        async def sent(view: Body, body: Body, ack: AsyncAck) -> None:
            number, by = int(modals.metadata_of(view)["number"]), body["user"]["id"]
            await inward(cases.access.find, number, workspace_of(body), by)
            await act(Sent(cases, view, number, by, ack, app.client))

        app.view(callback)(sent)

    on(ids.EDIT_VIEW, modals.first_input, _edit)
    on(ids.ASK_VIEW, lambda _: ids.REVIEWERS, _ask)
    on(ids.CHANGES_VIEW, lambda _: ids.COMMENT, _request_changes)
    on(ids.PUBLISH_VIEW, lambda _: ids.VISIBILITY, _publish)
    on(ids.DISCARD_VIEW, lambda _: "", _discard)
    on(ids.REDRAFT_VIEW, lambda _: "", _redraft)


async def _edit(sent: Sent) -> None:
    meta, text = modals.metadata_of(sent.view), modals.edited_text(sent.view)
    key, save = str(meta["key"]), sent.cases.wording.save
    try:
        after, found = await inward(save, sent.number, key, text, sent.by, seen=int(meta["seen"]))
    except Stale:
        theirs = await inward(find, sent.cases.store, sent.number)
        await sent.ack(response_action="update", view=modals.conflict_modal(theirs, key, text))
        return
    if not found.open:
        await sent.ack()
        return
    draw = partial(wording.saved_dialog, after, key)
    await sent.ack(response_action="update", view=draw(found))
    wording.improve(sent.cases, sent.client, str(sent.view["id"]), found, draw)


async def _ask(sent: Sent) -> None:
    people = modals.chosen_people(sent.view)
    await inward(sent.cases.reviewing.check, people)
    await inward(sent.cases.reviewing.ask, sent.number, people, sent.by)
    await sent.ack()


async def _request_changes(sent: Sent) -> None:
    comment = modals.comment_of(sent.view)
    await inward(sent.cases.reviewing.request_changes, sent.number, sent.by, comment)
    await sent.ack()


async def _publish(sent: Sent) -> None:
    try:
        visibility = Visibility(modals.visibility_of(sent.view))
    except ValueError:
        raise UserError(words.CHOOSE_VISIBILITY) from None
    await inward(sent.cases.publishing.publish, sent.number, visibility, sent.by)
    await sent.ack()


async def _redraft(sent: Sent) -> None:
    await redrafts.make(sent.cases, sent.number, modals.metadata_of(sent.view), sent.by, sent.ack)


async def _discard(sent: Sent) -> None:
    await inward(sent.cases.editing.discard, sent.number)
    await sent.ack()
