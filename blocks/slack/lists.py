"""Private replies to `/postmortem`, and App Home."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from blocks import card_words, ids, words
from blocks.card import card_view
from blocks.slack.card import card_blocks
from blocks.slack.elements import Block, actions, button, context, header, lines, section
from blocks.slack.mrkdwn import escape, short
from bot.incident import Incident
from bot.postmortem import Postmortem, State
from bot.review import Decision
from bot.rows import Live, Trouble
from bot.showing import Shown

TITLE = 80


def plain(text: str) -> list[Block]:
    """A sentence of ours as a private reply (markup in it counts)."""
    return [section(text)]


def help_blocks() -> list[Block]:
    return [header(words.HELP), section("\n".join(words.HELP_LINES)), context(words.HELP_ALONE)]


def unknown_blocks(word: str, nearest: str | None) -> list[Block]:
    """For a mistyped word: the nearest command, or where to find them all."""
    return plain(words.unknown_command(short(word, 40).replace("`", "'"), nearest))


def nothing_here_blocks() -> list[Block]:
    return [section(words.NOTHING_HERE), context(words.NOTHING_HERE_STEP)]


def already_there_blocks(live: Live) -> list[Block]:
    """For a second `create`: which one there is, and the way to it."""
    read = button(words.READ, ids.READ, ids.value(live.number, live.version))
    return [section(words.already_there(live)), actions(read)]


def status_blocks(shown: Shown, base_url: str = "", troubles: Sequence[Trouble] = ()) -> list[Block]:
    """One postmortem's state and next step: the same card that stands in its channel.

    ``troubles`` are what failed or is being tried again for it.
    """
    told = [words.trouble(escape(trouble.error), gave_up=trouble.gave_up) for trouble in troubles]
    return [*card_blocks(card_view(shown), base_url), *(context(line) for line in told)]


def list_blocks(
    postmortems: Sequence[Postmortem], incidents: Mapping[int, Incident], page: int, *, more: bool
) -> list[Block]:
    """A page of the latest postmortems. ``page`` counts from 1; ``more`` says that there are earlier ones."""
    if not postmortems:
        return plain(words.LIST_EMPTY if page <= 1 else words.LIST_PAST_END)
    blocks = [header(words.LIST), *lines(_line(found, incidents) for found in postmortems)]
    step = f"{words.LIST_STEP} {words.more_pages(page + 1)}" if more else words.LIST_STEP
    return [*blocks, context(step)]


def home_view(postmortems: Sequence[Postmortem], incidents: Mapping[int, Incident], person: str) -> Block:
    """App Home: what waits for this person, then the latest."""
    waiting = [(found, said) for found in postmortems if (said := _wanted(found, person))]
    blocks = [header(words.HOME_WAITING)]
    for found, said in waiting:
        blocks += [section(_line(found, incidents, said)), actions(_read(found))]
    if not waiting:
        blocks.append(context(words.HOME_NOTHING_WAITING))
    blocks.append(header(words.HOME_RECENT))
    blocks += lines(_line(found, incidents) for found in postmortems) or plain(words.LIST_EMPTY)
    return {"type": "home", "callback_id": ids.HOME_VIEW, "blocks": blocks}


def _wanted(found: Postmortem, person: str) -> str:
    """What the postmortem waits for from this person, or ""."""
    if found.state is State.IN_REVIEW and person in found.reviewers and person not in found.approvals:
        return words.WAITS_FOR_REVIEW
    if person not in found.authors:
        return ""
    if found.state is State.APPROVED:
        return words.WAITS_FOR_PUBLISHING
    standing = (found.standing(reviewer) for reviewer in found.reviewers)
    asked = any(said and said.decision is Decision.CHANGES_REQUESTED for said in standing)
    return words.WAITS_FOR_CHANGES if asked and found.state is State.DRAFT else ""


def _read(found: Postmortem) -> Block:
    return button(words.READ, ids.READ, ids.value(found.number, found.version))


def _line(found: Postmortem, incidents: Mapping[int, Incident], said: str = "") -> str:
    incident = incidents.get(found.incident)
    title = found.title.strip() or (incident.title if incident else "")
    named = short(card_words.named(incident.id if incident else "", title), TITLE)
    return f"• *{found.id}* · {named} · {said or card_words.STATES[found.state]}"
