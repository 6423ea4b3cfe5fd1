"""The dialogs: drawn from values, and read back when they are sent."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from blocks import card_words, ids, words
from blocks.slack import editing, redrafting, wording
from blocks.slack.document import document_pages
from blocks.slack.elements import (
    Block,
    actions,
    button,
    context,
    field,
    modal,
    option,
    section,
    text_area,
)
from blocks.slack.mrkdwn import short
from bot.errors import UserError
from bot.postmortem import Postmortem, Visibility
from bot.showing import Shown

# Larger dialogs have files of their own; callers find every dialog here.
edit_modal = editing.edit_modal
conflict_modal = editing.conflict_modal
unsaved_modal = editing.unsaved_modal
first_input = editing.first_input
loading_modal = redrafting.loading_modal
preview_modal = redrafting.preview_modal
overtaken_modal = redrafting.overtaken_modal
drift_modal = redrafting.drift_modal
why_modal = wording.why_modal
noted_modal = wording.noted

TITLE = 120
MOST_REVIEWERS = 100  # Slack's limit of people chosen beforehand


def read_modal(shown: Shown, page: int = 0) -> Block:
    """The whole document, a page of it at a time where it is long; ``page`` counts from 0."""
    postmortem = shown.postmortem
    metadata = json.dumps({"number": postmortem.number, "page": page})
    if not postmortem.is_written:
        return modal(ids.READ_VIEW, postmortem.id, [section(words.STILL_WRITING)], metadata)
    found = document_pages(shown)
    page = min(max(page, 0), len(found) - 1)
    blocks = list(found[page])
    if page == 0:
        blocks.insert(0, context(_heading(shown)))
    if len(found) > 1:
        here = words.page_of(page + 1, len(found))
        # In blocks of their own: one block may not hold two buttons with the same action.
        if page > 0:
            back = button(words.BACK, ids.PAGE, ids.page_value(postmortem.number, page - 1))
            blocks.insert(0, section(here, back))
        if page < len(found) - 1:
            ahead = button(words.NEXT, ids.PAGE, ids.page_value(postmortem.number, page + 1))
            blocks.append(section(here, ahead))
    return modal(ids.READ_VIEW, f"{postmortem.id} · {words.READ}", blocks, metadata)


def review_modal(postmortem: Postmortem) -> Block:
    people: Block = {"type": "multi_users_select", "action_id": ids.PEOPLE}
    if former := postmortem.reviewers[:MOST_REVIEWERS]:
        people["initial_users"] = list(former)
    asked = field(ids.REVIEWERS, words.REVIEWERS_LABEL, people, hint=words.REVIEWERS_HINT)
    title = f"{postmortem.id} · {words.REVIEW_SHORT}"
    return modal(ids.ASK_VIEW, title, [asked], _metadata(postmortem), words.ASK_SHORT)


def changes_modal(postmortem: Postmortem) -> Block:
    comment = field(ids.COMMENT, words.COMMENT_LABEL, text_area(ids.TEXT), hint=words.COMMENT_HINT)
    title = f"{postmortem.id} · {words.CHANGES_SHORT}"
    return modal(ids.CHANGES_VIEW, title, [comment], _metadata(postmortem), words.SEND)


def publish_modal(shown: Shown, private: bool) -> Block:
    """``private``: the incident's channel is, so that only its members may be offered the page."""
    postmortem = shown.postmortem
    offered = [Visibility.TEAM] if private else list(Visibility)
    options = [option(card_words.AUDIENCES[v], v.value, card_words.AUDIENCE_IS[v]) for v in offered]
    before = [o for o in options if postmortem.visibility and o["value"] == postmortem.visibility.value]
    radio: Block = {
        "type": "radio_buttons",
        "action_id": ids.VISIBILITY,
        "options": options,
        "initial_option": (before or options)[0],
    }
    blocks = [field(ids.VISIBILITY, words.VISIBILITY_LABEL, radio), context(words.WHAT_IS_SEEN)]
    if private:
        blocks.append(context(words.PRIVATE_CHANNEL))
    title = f"{postmortem.id} · {words.PUBLISH_NOW}"
    return modal(ids.PUBLISH_VIEW, title, blocks, _metadata(postmortem), words.PUBLISH_NOW)


def discard_modal(shown: Shown) -> Block:
    postmortem = shown.postmortem
    published = postmortem.published_at is not None
    told = words.surely_discard(postmortem.id, short(_title(shown), TITLE), published=published)
    title = f"{postmortem.id} · {words.DISCARD_SHORT}"
    blocks = [section(told)]
    return modal(ids.DISCARD_VIEW, title, blocks, _metadata(postmortem), words.DISCARD, words.KEEP)


def page_modal(postmortem: Postmortem, url: str) -> Block:
    """A person's own way to a page that is not public."""
    value = ids.value(postmortem.number, postmortem.version)
    way = button(words.OPEN_IN_BROWSER, ids.LINK, value, style="primary", url=url)
    title = f"{postmortem.id} · {words.PAGE_SHORT}"
    return modal(ids.PAGE_VIEW, title, [actions(way), context(words.YOUR_WAY_IN)], _metadata(postmortem))


def told_modal(text: str) -> Block:
    """Why something can't be done, where a dialog has no field to say it at."""
    return modal(ids.TOLD_VIEW, words.NOT_DONE, [section(text)], "")


# -- reading them back ----------------------------------------------------------------------------


def metadata_of(view: Mapping[str, Any]) -> dict[str, Any]:
    """What the dialog was opened for: at least {"number": int}. Raises UserError if it is not one of ours."""
    try:
        metadata = json.loads(view.get("private_metadata") or "")
    except (ValueError, TypeError, RecursionError):
        raise UserError(words.NOT_OURS) from None
    if not isinstance(metadata, dict) or type(metadata.get("number")) is not int:
        raise UserError(words.NOT_OURS)
    return metadata


def edited_text(view: Mapping[str, Any]) -> str:
    """The section's text as it stands in the fields. Raises UserError if the dialog is not one of ours."""
    return editing.joined(view, metadata_of(view))


def chosen_people(view: Mapping[str, Any]) -> list[str]:
    """The ids of the people chosen as reviewers, in order."""
    return [str(id) for id in editing.answer(view, ids.REVIEWERS, ids.PEOPLE).get("selected_users") or ()]


def comment_of(view: Mapping[str, Any]) -> str:
    return str(editing.answer(view, ids.COMMENT, ids.TEXT).get("value") or "")


def visibility_of(view: Mapping[str, Any]) -> str:
    """What was chosen, or "" when nothing was."""
    chosen = editing.answer(view, ids.VISIBILITY, ids.VISIBILITY).get("selected_option") or {}
    return str(chosen.get("value") or "")


def _title(shown: Shown) -> str:
    return shown.postmortem.title.strip() or shown.incident.title


def _heading(shown: Shown) -> str:
    """ "INC-2041 · Checkout declines · Draft": a dialog's own title has no room for it."""
    name = short(card_words.named(shown.incident.id, _title(shown)), TITLE)
    return f"{name} · {card_words.STATES[shown.postmortem.state]}"


def _metadata(postmortem: Postmortem) -> str:
    return json.dumps({"number": postmortem.number, "version": postmortem.version})
