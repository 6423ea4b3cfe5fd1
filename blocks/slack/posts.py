"""Everything that is posted for one postmortem, as it should stand: the worker makes Slack equal to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from blocks import card_words, ids
from blocks.card import CardView, card_view, links_of
from blocks.prose import plain
from blocks.slack.card import act, card_blocks, public_url
from blocks.slack.document import section_pages
from blocks.slack.elements import actions, message, section
from blocks.slack.mrkdwn import link, mention, short
from blocks.slack.notices import notices
from blocks.slack.paging import pages, sections
from bot.postmortem import Postmortem, State
from bot.review import Decision
from bot.showing import Post, Shown

TITLE = 120
HEADING = 60
CARD = "card"


def lay_out(shown: Shown, base_url: str) -> list[Post]:
    """Every post of the postmortem, in the order in which they are to be made."""
    view = card_view(shown)
    card = message(CARD, _notice(view), card_blocks(view, base_url))
    if not view.is_written:
        return [card]
    return [
        card,
        *_sections(shown.postmortem, view),
        *_changes(shown.postmortem),
        *_reviews(shown.postmortem, view, base_url),
        *_published(view, base_url),
        *notices(shown),
    ]


def _sections(postmortem: Postmortem, view: CardView) -> Iterator[Post]:
    links = links_of(postmortem)
    for part in postmortem.sections:
        for n, (label, blocks) in enumerate(section_pages(part, links), 1):
            text = f"{view.id} · {short(label, TITLE)}"
            yield message(f"section/{part.key}/{n}", text, blocks, follows=CARD)


def _changes(postmortem: Postmortem) -> Iterator[Post]:
    """What each reviewer asked for; a comment of unusual length goes on in further posts."""
    for index, review in enumerate(postmortem.reviews):
        if review.decision is not Decision.CHANGES_REQUESTED:
            continue
        asked = card_words.changes_asked(mention(review.reviewer))
        for n, texts in enumerate(pages(sections([plain(review.comment, quoted=True)]), str), 1):
            part = f"changes/{index}" if n == 1 else f"changes/{index}/{n}"
            heading = [section(asked)] if n == 1 else []
            yield message(part, asked, [*heading, *map(section, texts)], follows=CARD)


def _reviews(postmortem: Postmortem, view: CardView, base_url: str) -> Iterator[Post]:
    """A direct message to each reviewer, which says what is wanted of them now, if anything.

    Each asking makes new ones in the stead of the old: Slack tells nobody of a message that changed.
    """
    asked = f"{postmortem.asked_at.timestamp():.0f}" if postmortem.asked_at else "0"
    for person in postmortem.reviewers:
        text, can = _asked(postmortem, view, person)
        buttons = [actions(*(act(view, action, base_url) for action in can))] if can else []
        yield message(f"review/{person}/{asked}", text, [section(text), *buttons], person=person)


def _asked(postmortem: Postmortem, view: CardView, person: str) -> tuple[str, Sequence[str]]:
    """What a reviewer is told, and what they can do there."""
    id, title = view.id, short(view.title, TITLE)
    latest = [review for review in postmortem.reviews if review.reviewer == person][-1:]
    approved = person in postmortem.approvals
    if postmortem.state is State.PUBLISHED:
        return card_words.review_published(id, title), (ids.OPEN_PAGE,)
    if postmortem.state is State.DISCARDED:
        return card_words.review_discarded(id, title), ()
    if postmortem.state is State.DRAFT:
        if latest and latest[0].decision is Decision.CHANGES_REQUESTED:
            return card_words.you_asked_for_changes(id, title), ()
        return card_words.back_in_draft(id, title), ()
    if approved:
        given, asked = len(view.approvals), len(view.reviewers)
        return card_words.you_approved_of(id, title, given, asked), (ids.READ,)
    if latest and latest[0].decision is Decision.APPROVED:
        text = card_words.changed_since_approval(id, title)
    else:
        text = card_words.please_review(
            id, title, mention(postmortem.asked_by) if postmortem.asked_by else ""
        )
    return text, (ids.READ, ids.APPROVE, ids.CHANGES)


def _published(view: CardView, base_url: str) -> Iterator[Post]:
    """One short line in the channel. A page that is not public is opened by a button, for each who may."""
    if view.published_at is None or view.state is State.DISCARDED:  # an edit leaves the page up
        return
    url = public_url(view, base_url)
    title = short(view.title, TITLE)
    named = link(url, " ".join(view.title.split())[:TITLE]) if url else title
    said = card_words.is_published(view.id, named, view.visibility)
    accessory = None if url else act(view, ids.OPEN_PAGE)
    text = card_words.is_published(view.id, title, view.visibility)
    yield message("published", text, [section(said, accessory)])


def _notice(view: CardView) -> str:
    """The card for notifications and readers of screens."""
    name = short(card_words.postmortem_for(card_words.named(view.incident, view.title)), TITLE)
    return f"{name} · {card_words.STATES[view.state]}" if view.is_written else name
