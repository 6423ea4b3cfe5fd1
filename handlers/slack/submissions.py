"""Modals sent: the fields read, one use case called; what it refuses is shown at the field."""

from __future__ import annotations

from slack_bolt.async_app import AsyncAck, AsyncApp

from blocks import ids, words
from blocks.slack import modals
from bot.changing import find
from bot.errors import Stale, UserError
from bot.postmortem import Visibility
from handlers.slack.answers import Body, submitted
from handlers.slack.use_cases import UseCases, inward


def register(app: AsyncApp, cases: UseCases) -> None:
    @submitted(modals.first_input)
    async def edit(view: Body, by: str, ack: AsyncAck) -> None:
        meta, text = modals.metadata_of(view), modals.edited_text(view)
        number, key = int(meta["number"]), str(meta["key"])
        try:
            await inward(cases.editing.edit, number, key, text, by, seen=int(meta["seen"]))
        except Stale:
            found = await inward(find, cases.store, number)
            await ack(response_action="update", view=modals.conflict_modal(found, key, text))
        else:
            await ack()

    @submitted(lambda _: ids.REVIEWERS)
    async def ask(view: Body, by: str, ack: AsyncAck) -> None:
        people = modals.chosen_people(view)
        await inward(cases.reviewing.check, people)
        await inward(cases.reviewing.ask, _number(view), people, by)
        await ack()

    @submitted(lambda _: ids.COMMENT)
    async def request_changes(view: Body, by: str, ack: AsyncAck) -> None:
        await inward(cases.reviewing.request_changes, _number(view), by, modals.comment_of(view))
        await ack()

    @submitted(lambda _: ids.VISIBILITY)
    async def publish(view: Body, by: str, ack: AsyncAck) -> None:
        try:
            visibility = Visibility(modals.visibility_of(view))
        except ValueError:
            raise UserError(words.CHOOSE_VISIBILITY) from None
        await inward(cases.publishing.publish, _number(view), visibility, by)
        await ack()

    app.view(ids.EDIT_VIEW)(edit)
    app.view(ids.ASK_VIEW)(ask)
    app.view(ids.CHANGES_VIEW)(request_changes)
    app.view(ids.PUBLISH_VIEW)(publish)


def _number(view: Body) -> int:
    return int(modals.metadata_of(view)["number"])
