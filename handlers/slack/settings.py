"""``/postmortem settings``: a dialog of what the organization decides, to change or only to read."""

from __future__ import annotations

from slack_bolt.async_app import AsyncAck, AsyncApp

from blocks import ids
from blocks.slack import settings as dialog
from bot.blameless.settings import LanguageSettings
from handlers.slack.answers import Asked, Body, submitted, workspace_of
from handlers.slack.use_cases import UseCases, inward


def register(app: AsyncApp, cases: UseCases) -> None:
    @submitted(lambda _: ids.LANGUAGE_SWITCHES)
    async def sent(view: Body, body: Body, ack: AsyncAck) -> None:
        seen = dialog.version_of(view)
        try:
            settings = dialog.read_settings(view)
        except dialog.FieldErrors as problem:
            await ack(response_action="errors", errors=problem.errors)
            return
        change = cases.organization.change_language
        await inward(change, workspace_of(body), settings, body["user"]["id"], seen=seen)
        await ack()

    app.view(ids.SETTINGS_VIEW)(sent)


async def show(cases: UseCases, asked: Asked) -> None:
    """Opens the dialog for who typed the command."""
    settings, may_change = await inward(_read, cases, asked.body["team_id"], asked.body["user_id"])
    await asked.modal(dialog.settings_modal(settings, may_change=may_change))
    await asked.ack()


def _read(cases: UseCases, workspace: str, by: str) -> tuple[LanguageSettings, bool]:
    return cases.organization.language(workspace), cases.organization.may_change(by)
