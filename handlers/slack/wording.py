"""Clicks on findings, in a dialog or in a private message: taken, kept, explained."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

import structlog
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from blocks import ids, wording_words, words
from blocks.slack import modals, wording
from blocks.wording import ref_of
from bot.blameless.marking import Found, Ref
from bot.blameless.wording import Outcome, Overtaken, Step, Typed
from bot.changing import find
from bot.errors import Permanent, Retryable, UserError
from bot.postmortem import Postmortem
from handlers.slack.answers import Asked, Body, answered, workspace_of
from handlers.slack.use_cases import UseCases, inward

TOLD = {
    Step.CHANGED: wording_words.CHANGED,
    Step.KEPT: wording_words.STAYS,
    Step.GONE: wording_words.GONE,
    Step.OTHER: wording_words.OTHER_SUGGESTION,
}
Act = Callable[[Ref, str, Typed | None], Outcome]
Draw = Callable[[Found], Body]
log = structlog.get_logger("slack")
_improving: set[asyncio.Task[None]] = set()  # the loop itself holds tasks only weakly


@dataclass(frozen=True, slots=True)
class Click:
    """A button of a finding pressed; ``view`` is the dialog that it stands in, if in one."""

    cases: UseCases
    asked: Asked
    ref: Ref
    by: str
    view: Body | None


def register(app: AsyncApp, cases: UseCases) -> None:
    def on(action_id: str, act: Callable[[Click], Awaitable[None]]) -> None:
        @answered
        async def clicked(asked: Asked) -> None:
            await asked.ack()
            ref = ref_of(str(asked.body["actions"][0].get("value") or ""))
            if ref is None:
                raise UserError(words.OLD_BUTTON)
            by = asked.body["user"]["id"]
            await inward(cases.access.find, ref.number, workspace_of(asked.body), by)
            await act(Click(cases, asked, ref, by, asked.body.get("view")))

        app.action(action_id)(clicked)

    on(ids.USE, lambda click: _settle(click, cases.wording.use))
    on(ids.KEEP, lambda click: _settle(click, cases.wording.keep))
    on(ids.WHY, _why)


async def _why(click: Click) -> None:
    if not await click.cases.first_time(f"slack:click:{click.asked.trigger}"):
        return  # its trigger opens one dialog only
    view = modals.why_modal(click.ref.category)
    if click.view:
        await click.asked.client.views_push(trigger_id=click.asked.trigger, view=view)
    else:
        await click.asked.modal(view)


async def _settle(click: Click, act: Act) -> None:
    if click.view:
        await _in_dialog(click, act, click.view)
        return
    outcome = await inward(act, click.ref, click.by, None)
    blocks = wording.private_blocks(outcome.found, TOLD[outcome.step])
    await click.asked.respond(
        text=TOLD[outcome.step], blocks=blocks, response_type="ephemeral", replace_original=True
    )


async def _in_dialog(click: Click, act: Act, view: Body) -> None:
    """What was clicked is done first, and then drawn where it was clicked: what fails is said there, too."""
    try:
        typed = await _typed(click, view)
        outcome = await inward(act, click.ref, click.by, typed)
    except Overtaken as problem:
        await _redraw(click, view, await inward(_conflict, click, view, problem))
        return
    except (UserError, Permanent) as problem:
        await _redraw(click, view, modals.noted_modal(view, str(problem)))
        return
    except Retryable as problem:
        await _redraw(click, view, modals.noted_modal(view, words.try_again(str(problem))))
        return
    draw = _drawing(outcome, click.ref, view)
    hash_ = await _redraw(click, view, draw(outcome.found))
    if hash_:
        improve(click.cases, click.asked.client, str(view["id"]), outcome.found, draw, hash_)


def _conflict(click: Click, view: Body, problem: Overtaken) -> Body:
    """Both texts; where a dialog can't hold them, what was typed, and a word about it."""
    try:
        theirs = find(click.cases.store, click.ref.number)
        return modals.conflict_modal(theirs, click.ref.key, problem.text)
    except UserError:
        return modals.noted_modal(view, str(problem))


async def _typed(click: Click, view: Body) -> Typed:
    """What stands in the field now. Raises UserError for a button that is not this dialog's."""
    meta = modals.metadata_of(view)
    if (meta["number"], meta.get("key")) != (click.ref.number, click.ref.key):
        raise UserError(words.NOT_OURS)
    typed = Typed(modals.edited_text(view), int(meta["seen"]))
    await click.cases.first_time(_mark(str(view["id"]), typed.seen))
    return typed


def _drawing(outcome: Outcome, ref: Ref, view: Body) -> Draw:
    """How the dialog is drawn: anew with what is saved, or as it stands with all that is typed."""
    section = outcome.postmortem.section(ref.key)
    is_saved = outcome.found.text.strip() == section.body.strip()
    moved_on = modals.metadata_of(view)["seen"] != section.revision
    if is_saved and moved_on:
        return partial(saved_dialog, outcome.postmortem, ref.key)
    return lambda found: wording.redrawn(view, found, TOLD[outcome.step])


def saved_dialog(postmortem: Postmortem, key: str, found: Found) -> Body:
    """The dialog of a section that was saved just now, with what is open in it."""
    return modals.edit_modal(postmortem, key, found, told=wording.saved(found))


async def _redraw(click: Click, view: Body, shown: Body) -> str | None:
    """The hash of the dialog as drawn; None where it was closed or drawn by somebody quicker.

    Nothing is lost then: what was clicked is saved, and what is typed stays in the fields.
    """
    try:
        drawn = await click.asked.client.views_update(view_id=view["id"], hash=view["hash"], view=shown)
    except SlackApiError as problem:
        log.info("a dialog was not drawn anew", error=problem.response.get("error"))
        return None
    return str(drawn["view"]["hash"])


# -- better suggestions, a moment later -------------------------------------------------------------


def improve(
    cases: UseCases, client: AsyncWebClient, view_id: str, found: Found, draw: Draw, hash_: str = ""
) -> None:
    """Goes on after the answer: if better suggestions come, they are drawn in place.

    With ``hash_`` Slack refuses where the dialog was drawn anew since; without one (a dialog that was
    answered for, not called for) the first click in it tells.
    """
    if cases.wording.better is None or not found.open:
        return
    task = asyncio.ensure_future(_improve(cases, client, view_id, found, draw, hash_))
    _improving.add(task)
    task.add_done_callback(_improving.discard)


async def _improve(
    cases: UseCases, client: AsyncWebClient, view_id: str, found: Found, draw: Draw, hash_: str
) -> None:
    try:
        better = await inward(cases.wording.improve, found)
        if better is None:
            return
        shown = draw(better)
        seen = int(modals.metadata_of(shown)["seen"])
        if not hash_ and not await cases.first_time(_mark(view_id, seen)):
            return  # somebody has clicked on what was there
        await client.views_update(view_id=view_id, view=shown, **({"hash": hash_} if hash_ else {}))
    except SlackApiError as problem:
        log.info("a better suggestion came too late", error=problem.response.get("error"))
    except Exception:  # nobody waits for it, and nobody else would hear of it
        log.exception("no better suggestion")


def _mark(view_id: str, seen: int) -> str:
    return f"slack:wording:{view_id}:{seen}"
