"""Clicks on cards: a modal opened, or one use case called. The card itself is redrawn by the worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from blocks import ids, words
from blocks.slack import modals
from bot.changing import find
from bot.errors import UserError
from bot.postmortem import Postmortem
from bot.reading import Visitor
from handlers.slack.answers import answered
from handlers.slack.use_cases import UseCases, inward


@dataclass(frozen=True, slots=True)
class Click:
    """Who clicked on which postmortem; ``seen`` is what else the button carried."""

    number: int
    by: str
    workspace: str
    trigger: str
    seen: str = ""


def read_click(body: dict[str, Any]) -> Click:
    """Raises UserError for a button that is not ours or of an older make."""
    action = body["actions"][0]
    value = str(action.get("value") or (action.get("selected_option") or {}).get("value") or "")
    number, _, rest = value.partition(":")
    if not number.isdecimal() or len(number) > 12:
        raise UserError(words.OLD_BUTTON)
    team = (body.get("team") or {}).get("id") or (body.get("user") or {}).get("team_id") or ""
    return Click(int(number), body["user"]["id"], team, body["trigger_id"], rest.rpartition(":")[2])


def register(app: AsyncApp, cases: UseCases) -> None:
    def on(action_id: str, act: Any) -> None:
        @answered
        async def clicked(
            body: dict[str, Any], ack: AsyncAck, respond: AsyncRespond, client: AsyncWebClient
        ) -> None:
            click = read_click(body)
            await cases.first_time(f"slack:click:{click.trigger}", "slack")
            await ack()
            postmortem = await inward(_theirs, cases, click)
            await act(cases, click, postmortem, Answer(body, respond, client))

        app.action(action_id)(clicked)

    on(ids.READ, _read)
    on(ids.PAGE, _turn)
    on(ids.EDIT, _edit)
    on(ids.ASK, _ask)
    on(ids.APPROVE, _approve)
    on(ids.CHANGES, _changes)
    on(ids.PUBLISH, _publish)
    on(ids.MORE, _more)
    on(ids.OPEN_PAGE, _open_page)

    @answered
    async def choose_section(
        body: dict[str, Any], ack: AsyncAck, respond: AsyncRespond, client: AsyncWebClient
    ) -> None:
        await ack()
        number = int(modals.metadata_of(body["view"])["number"])
        key = body["actions"][0]["selected_option"]["value"]
        postmortem = await inward(find, cases.store, number)
        view = modals.edit_modal(postmortem, key)
        await client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=view)

    async def opened(ack: AsyncAck) -> None:
        await ack()

    app.action(ids.CHOOSE_SECTION)(choose_section)
    app.action(ids.LINK)(opened)  # a button that only opens an address still wants an ack


@dataclass(frozen=True, slots=True)
class Answer:
    body: dict[str, Any]
    respond: AsyncRespond
    client: AsyncWebClient

    async def modal(self, view: dict[str, Any]) -> None:
        await self.client.views_open(trigger_id=self.body["trigger_id"], view=view)

    async def privately(self, text: str, blocks: list[dict[str, Any]] | None = None) -> None:
        await self.respond(text=text, blocks=blocks, response_type="ephemeral", replace_original=False)


def _theirs(cases: UseCases, click: Click) -> Postmortem:
    """The postmortem, if it is of the workspace that the click came from."""
    found = find(cases.store, click.number)
    if found.workspace != click.workspace:
        raise UserError(words.no_such(click.number))
    return found


async def _read(cases: UseCases, click: Click, postmortem: Postmortem, answer: Answer) -> None:
    shown = await inward(cases.reading.shown, postmortem)
    await answer.modal(modals.read_modal(shown))


async def _turn(cases: UseCases, click: Click, postmortem: Postmortem, answer: Answer) -> None:
    shown = await inward(cases.reading.shown, postmortem)
    page = int(click.seen) if click.seen.isdecimal() else 0
    view = answer.body["view"]
    await answer.client.views_update(view_id=view["id"], view=modals.read_modal(shown, page))


async def _edit(cases: UseCases, click: Click, postmortem: Postmortem, answer: Answer) -> None:
    if not postmortem.sections:
        raise UserError(words.STILL_WRITING)
    await answer.modal(modals.edit_modal(postmortem, postmortem.sections[0].key))


async def _ask(cases: UseCases, click: Click, postmortem: Postmortem, answer: Answer) -> None:
    await answer.modal(modals.review_modal(postmortem))


async def _approve(cases: UseCases, click: Click, postmortem: Postmortem, answer: Answer) -> None:
    after = await inward(cases.reviewing.approve, click.number, click.by, seen=click.seen)
    await answer.privately(words.you_approved(after))


async def _changes(cases: UseCases, click: Click, postmortem: Postmortem, answer: Answer) -> None:
    await answer.modal(modals.changes_modal(postmortem))


async def _publish(cases: UseCases, click: Click, postmortem: Postmortem, answer: Answer) -> None:
    shown = await inward(cases.reading.shown, postmortem)
    private = await inward(cases.publishing.is_private, postmortem)
    await answer.modal(modals.publish_modal(shown, private=private))


async def _more(cases: UseCases, click: Click, postmortem: Postmortem, answer: Answer) -> None:
    if click.seen == ids.DISCARD:
        await inward(cases.editing.discard, click.number)
        await answer.privately(words.discarded(postmortem.id))
    else:
        await inward(cases.editing.redraft, click.number)
        await answer.privately(words.redrafting(postmortem.id))


async def _open_page(cases: UseCases, click: Click, postmortem: Postmortem, answer: Answer) -> None:
    """A page that is not public is entered by a link that works once, given to whom Slack vouches for."""
    token = await inward(cases.reading.grant, Visitor(click.workspace, click.by))
    url = f"{cases.base_url}/enter/{token}?next=/p/{postmortem.slug}"
    await answer.privately(words.your_way_in(url))
