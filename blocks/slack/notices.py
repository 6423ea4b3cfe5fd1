"""Private words to whoever pasted a secret: which message, what to do, and thanks when it is done."""

from __future__ import annotations

from collections.abc import Iterator

from blocks import card_words, ids, trust_words
from blocks.slack.elements import Block, button, context, message, section
from blocks.slack.mrkdwn import short, when
from bot.leaking import Exposed, Notice
from bot.showing import Post, Shown

LISTED = 40  # messages that one notice names; Slack takes 50 blocks
TITLE = 120


def notices(shown: Shown) -> Iterator[Post]:
    """A direct message for each notice. The secrets themselves are nowhere in it."""
    about = context(short(card_words.named(shown.incident.id, shown.postmortem.title), TITLE))
    for notice in shown.notices:
        if notice.is_over:
            told = trust_words.IT_IS_GONE if len(notice.exposed) == 1 else trust_words.THEY_ARE_GONE
            yield message(notice.part, told, [section(told), about], person=notice.person)
            continue
        listed = [_exposed(notice, one, shown.postmortem.number) for one in notice.exposed[:LISTED]]
        rest = card_words.and_more(len(notice.exposed) - LISTED) if len(notice.exposed) > LISTED else ""
        step = trust_words.what_to_do(_kinds(notice), len(notice.exposed))
        blocks = [*listed, section(" ".join(filter(None, (rest, step)))), about]
        yield message(notice.part, f"{_said(notice, notice.exposed[0])} {step}", blocks, person=notice.person)


def _exposed(notice: Notice, one: Exposed, number: int) -> Block:
    # The value stays the same from version to version: a private word is not redrawn for an edit elsewhere.
    way = button(trust_words.OPEN_MESSAGE, ids.LINK, str(number), url=one.link) if one.link else None
    return section(_said(notice, one), way)


def _said(notice: Notice, one: Exposed) -> str:
    at = when(one.at, day=False) if one.at else ""
    return trust_words.was_pasted(
        [short(kind, 40) for kind in one.kinds], at, by_tool=notice.of_tool, gone=one.gone
    )


def _kinds(notice: Notice) -> list[str]:
    return [kind for one in notice.exposed if not one.gone for kind in one.kinds]
