"""``/postmortem`` and the shortcut: read into one intent, one use case called, one private answer."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp

from blocks import ids, words
from blocks.slack import lists
from bot.commands import Command, Verb, parse
from bot.postmortem import Postmortem
from handlers.slack import settings
from handlers.slack.answers import Asked, Blocks, answered
from handlers.slack.use_cases import UseCases, inward

COMMAND = "/postmortem"
PAGE = 10  # postmortems a page of the list

Reply = tuple[str, Blocks | None]


def register(app: AsyncApp, cases: UseCases) -> None:
    @answered
    async def command(asked: Asked) -> None:
        body = asked.body
        await cases.first_time(f"slack:command:{asked.trigger}")
        typed = parse(body.get("text") or "")
        if typed.verb is Verb.SETTINGS:
            await settings.show(cases, asked)
            return
        text, blocks = await _answer(cases, typed, body["team_id"], body["channel_id"], body["user_id"])
        await asked.ack(text=text, blocks=blocks, response_type="ephemeral")

    @answered
    async def create_here(asked: Asked) -> None:
        body = asked.body
        await cases.first_time(f"slack:shortcut:{asked.trigger}")
        await asked.ack()
        text, blocks = await _create(cases, body["team"]["id"], body["channel"]["id"], body["user"]["id"])
        await asked.privately(text, blocks)

    app.command(COMMAND)(command)
    app.shortcut({"type": "message_action", "callback_id": ids.CREATE_MESSAGE})(create_here)


async def _answer(cases: UseCases, typed: Command, workspace: str, channel: str, by: str) -> Reply:
    if typed.verb is Verb.CREATE:
        return await _create(cases, workspace, channel, by)
    if typed.verb is Verb.LIST:
        return await inward(_list, cases, workspace, channel, typed.page)
    if typed.verb is Verb.SHOW and typed.problem:
        return words.not_an_id(typed.problem), None
    if typed.verb in (Verb.SHOW, Verb.STATUS):
        return await inward(_show, cases, typed, workspace, channel, by)
    if typed.verb is Verb.UNKNOWN:
        asked = typed.word, typed.nearest
        return words.unknown_command(*asked), lists.unknown_blocks(*asked)
    return words.HELP, lists.help_blocks()


async def _create(cases: UseCases, workspace: str, channel: str, by: str) -> Reply:
    there = await cases.live_in((workspace, channel))
    if there is None:
        made, new = await inward(cases.creating.create, workspace, channel, by)
        if new:
            return words.being_written(f"PM-{made.number}"), None
        there = made
    return words.already_there(there), lists.already_there_blocks(there)


def _list(cases: UseCases, workspace: str, channel: str, page: int) -> Reply:
    found = cases.store.listed(workspace, channel, PAGE + 1, (page - 1) * PAGE)
    incidents = {p.incident: i for p in found[:PAGE] if (i := cases.store.incident(p.incident))}
    return words.LIST, lists.list_blocks(found[:PAGE], incidents, page, more=len(found) > PAGE)


def _show(cases: UseCases, typed: Command, workspace: str, channel: str, by: str) -> Reply:
    if typed.number is not None:
        return _status(cases, cases.access.find(typed.number, workspace, by))
    incident = cases.store.incident_in(workspace, channel)
    here = cases.store.live_postmortem(incident.number) if incident else None
    if here is None:
        return words.NOTHING_HERE, lists.nothing_here_blocks()
    return _status(cases, here)


def _status(cases: UseCases, found: Postmortem) -> Reply:
    troubles = [t for t in cases.store.troubles(found.workspace) if t.subject == str(found.number)]
    return found.id, lists.status_blocks(cases.reading.shown(found), cases.base_url, troubles)
