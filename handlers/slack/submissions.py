"""Modals sent: the fields read, one use case called; what it refuses is shown at the field."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from blocks import ids, words
from blocks.slack import modals
from bot.changing import find
from bot.errors import Stale, UserError
from bot.postmortem import Visibility
from handlers.slack.answers import submitted
from handlers.slack.use_cases import UseCases, inward

Body = dict[str, Any]


def register(app: AsyncApp, cases: UseCases) -> None:
    async def edit(body: Body, view: Body, ack: AsyncAck) -> None:
        meta, text = modals.metadata_of(view), modals.edited_text(view)
        number, key = int(meta["number"]), str(meta["key"])
        try:
            await inward(cases.editing.edit, number, key, text, body["user"]["id"], seen=int(meta["seen"]))
        except Stale:
            found = await inward(find, cases.store, number)
            await ack(response_action="update", view=modals.conflict_modal(found, key, text))
        except UserError as problem:
            await ack(response_action="errors", errors={modals.first_input(view): str(problem)})
        else:
            await ack()

    @submitted(ids.REVIEWERS)
    async def ask(body: Body, view: Body, ack: AsyncAck) -> None:
        number = int(modals.metadata_of(view)["number"])
        people = modals.chosen_people(view)
        await inward(cases.reviewing.check, people)
        await inward(cases.reviewing.ask, number, people, body["user"]["id"])
        await ack()

    @submitted(ids.COMMENT)
    async def request_changes(body: Body, view: Body, ack: AsyncAck) -> None:
        number = int(modals.metadata_of(view)["number"])
        await inward(cases.reviewing.request_changes, number, body["user"]["id"], modals.comment_of(view))
        await ack()

    @submitted(ids.VISIBILITY)
    async def publish(body: Body, view: Body, ack: AsyncAck) -> None:
        number = int(modals.metadata_of(view)["number"])
        try:
            visibility = Visibility(modals.visibility_of(view))
        except ValueError:
            raise UserError(words.CHOOSE_VISIBILITY) from None
        await inward(cases.publishing.publish, number, visibility, body["user"]["id"])
        await ack()

    app.view(ids.EDIT_VIEW)(edit)
    app.view(ids.ASK_VIEW)(ask)
    app.view(ids.CHANGES_VIEW)(request_changes)
    app.view(ids.PUBLISH_VIEW)(publish)
