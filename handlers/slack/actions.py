"""Clicks on cards: a modal opened, or one use case called. The card itself is redrawn by the worker."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial

from slack_bolt.async_app import AsyncAck, AsyncApp

from blocks import ids, words
from blocks.slack import modals, wording
from bot.errors import UserError
from bot.gates import Held
from bot.postmortem import Postmortem
from bot.reading import Visitor
from handlers.slack import redrafts
from handlers.slack.answers import Asked, answered, workspace_of
from handlers.slack.use_cases import UseCases, inward
from handlers.slack.wording import improve


@dataclass(frozen=True, slots=True)
class Click:
    """A button pressed under a postmortem; ``seen`` is what else the button carried.

    ``is_repeat``: Slack sent this very click before.
    """

    cases: UseCases
    asked: Asked
    postmortem: Postmortem
    by: str
    seen: str
    is_repeat: bool = False


def register(app: AsyncApp, cases: UseCases) -> None:
    def on(action_id: str, act: Callable[[Click], Awaitable[None]]) -> None:
        @answered
        async def clicked(asked: Asked) -> None:
            first = await cases.first_time(f"slack:click:{asked.trigger}")
            await asked.ack()
            click = await inward(_read_click, cases, asked)
            await act(replace(click, is_repeat=not first))

        app.action(action_id)(clicked)

    on(ids.READ, _read)
    on(ids.PAGE, _turn)
    on(ids.EDIT, _edit)
    on(ids.OPEN_SECTION, _open_section)
    on(ids.ASK, _ask)
    on(ids.APPROVE, _approve)
    on(ids.CHANGES, _changes)
    on(ids.PUBLISH, _publish)
    on(ids.MORE, _more)
    on(ids.OPEN_PAGE, _open_page)
    on(ids.DRIFT, _drift)
    on(ids.TRY_AI, _try_ai)
    on(ids.PREVIEW_AGAIN, _preview_again)

    @answered
    async def choose_section(asked: Asked) -> None:
        await asked.ack()
        view = asked.body["view"]
        number = int(modals.metadata_of(view)["number"])
        by = asked.body["user"]["id"]
        postmortem = await inward(cases.access.find, number, workspace_of(asked.body), by)
        key = asked.body["actions"][0]["selected_option"]["value"]
        unsaved = modals.unsaved_modal(postmortem, view, modals.edited_text(view))
        found = await inward(cases.wording.look, postmortem, key)
        shown = unsaved or modals.edit_modal(postmortem, key, found)
        await asked.client.views_update(view_id=view["id"], hash=view["hash"], view=shown)

    async def followed(ack: AsyncAck) -> None:
        await ack()  # a button that only opens an address still wants its ack

    app.action(ids.CHOOSE_SECTION)(choose_section)
    app.action(ids.LINK)(followed)


def _read_click(cases: UseCases, asked: Asked) -> Click:
    """Raises UserError for a button of an older make, or of another workspace's postmortem."""
    action = asked.body["actions"][0]
    value = str(action.get("value") or (action.get("selected_option") or {}).get("value") or "")
    number, _, rest = value.partition(":")
    if not number.isdecimal() or len(number) > 12:
        raise UserError(words.OLD_BUTTON)
    postmortem = cases.access.find(int(number), workspace_of(asked.body), asked.body["user"]["id"])
    return Click(cases, asked, postmortem, asked.body["user"]["id"], rest.rpartition(":")[2])


async def _read(click: Click) -> None:
    shown = await inward(click.cases.reading.shown, click.postmortem)
    await click.asked.modal(modals.read_modal(shown))


async def _turn(click: Click) -> None:
    shown = await inward(click.cases.reading.shown, click.postmortem)
    page = int(click.seen) if click.seen.isdecimal() else 0
    view = modals.read_modal(shown, page)
    await click.asked.client.views_update(view_id=click.asked.body["view"]["id"], view=view)


async def _edit(click: Click) -> None:
    if not click.postmortem.sections:
        raise UserError(words.STILL_WRITING)
    await _open(click, click.postmortem.sections[0].key)


async def _open_section(click: Click) -> None:
    await _open(click, click.seen)


async def _open(click: Click, key: str) -> None:
    found = await inward(click.cases.wording.look, click.postmortem, key)
    draw = partial(modals.edit_modal, click.postmortem, key)
    view_id = await click.asked.modal(draw(found))
    improve(click.cases, click.asked.client, view_id, found, draw)


async def _ask(click: Click) -> None:
    await click.asked.modal(modals.review_modal(click.postmortem))


async def _approve(click: Click) -> None:
    approve = click.cases.reviewing.approve
    try:
        after = await inward(approve, click.postmortem.number, click.by, seen=click.seen)
    except Held as held:
        blocks = wording.held_blocks(str(held), click.postmortem, held.section)
        await click.asked.privately(str(held), blocks)
        return
    if not click.asked.in_direct_message:  # there the message itself says so
        await click.asked.privately(words.you_approved(after))


async def _changes(click: Click) -> None:
    await click.asked.modal(modals.changes_modal(click.postmortem))


async def _publish(click: Click) -> None:
    shown = await inward(click.cases.reading.shown, click.postmortem)
    private = await inward(click.cases.access.is_private, click.postmortem)
    await click.asked.modal(modals.publish_modal(shown, private=private))


async def _more(click: Click) -> None:
    if click.seen == ids.DISCARD:
        shown = await inward(click.cases.reading.shown, click.postmortem)
        await click.asked.modal(modals.discard_modal(shown))
    elif click.seen == ids.REVIEWERS_AGAIN:
        await _ask(click)
    elif click.seen == ids.REDRAFT:
        await redrafts.show(click.cases, click.asked, click.postmortem)
    else:
        raise UserError(words.OLD_BUTTON)


async def _drift(click: Click) -> None:
    shown = await inward(click.cases.reading.shown, click.postmortem)
    await click.asked.modal(modals.drift_modal(shown))


async def _try_ai(click: Click) -> None:
    """The click is consent enough where nobody has written in it; else what would change is shown first."""
    if click.is_repeat:
        return
    if await inward(click.cases.redrafting.again, click.postmortem.number):
        await click.asked.privately(words.redrafting(click.postmortem.id))
    else:
        await redrafts.show(click.cases, click.asked, click.postmortem)


async def _preview_again(click: Click) -> None:
    await redrafts.show_again(click.cases, click.asked, click.postmortem)


async def _open_page(click: Click) -> None:
    """A page that is not public is entered by a link that works once, given to whom Slack vouches for."""
    visitor = Visitor(click.postmortem.workspace, click.by)
    token = await inward(click.cases.reading.grant, visitor)
    url = f"{click.cases.base_url}/enter/{token}?next=/p/{click.postmortem.slug}"
    await click.asked.modal(modals.page_modal(click.postmortem, url))
