"""The card in the incident's channel: one phone screen, and one next step."""

from __future__ import annotations

from collections.abc import Callable

from blocks import card_words, ids, trust_words, words
from blocks.card import CardView
from blocks.findings import Cause
from blocks.sentences import Statement
from blocks.slack.elements import (
    SECTION,
    Block,
    actions,
    button,
    context,
    lines,
    option,
    overflow,
    section,
    size,
)
from blocks.slack.mrkdwn import link, mention, mentions, short, span, when
from bot.drafting.draft import Commitment
from bot.postmortem import State, Visibility

TITLE = 120  # units before escaping
NAME = 60
REQUESTS = 2
_PRIMARY = {ids.ASK, ids.APPROVE, ids.PUBLISH, ids.OPEN_PAGE}
_LABELS = {
    ids.READ: words.READ,
    ids.EDIT: words.EDIT,
    ids.ASK: words.ASK,
    ids.APPROVE: words.APPROVE,
    ids.CHANGES: words.REQUEST_CHANGES,
    ids.PUBLISH: words.PUBLISH,
    ids.OPEN_PAGE: words.OPEN_PAGE,
}
_CHOICES = {
    ids.REDRAFT: words.REDRAFT,
    ids.REVIEWERS_AGAIN: words.CHANGE_REVIEWERS,
    ids.DISCARD: words.DISCARD,
}
_MORE = {
    State.DRAFT: (ids.REDRAFT, ids.DISCARD),
    State.IN_REVIEW: (ids.REVIEWERS_AGAIN, ids.DISCARD),
    State.APPROVED: (ids.DISCARD,),
}


def card_blocks(view: CardView, base_url: str = "") -> list[Block]:
    """The card in any state. Without ``base_url`` a public page too is opened by an action."""
    if not view.is_written:
        told = view.progress or card_words.being_drafted(short(view.incident, NAME))
        return [section(title_line(view)), context(told)]
    if view.state is State.DISCARDED:
        return [section(title_line(view)), context(card_words.DISCARDED_CARD)]
    blocks = [section("\n".join(filter(None, (title_line(view), facts(view)))))]
    if view.state is not State.PUBLISHED and view.summary:
        blocks.append(section(_summary(view)))
    blocks += lines(_DETAILS[view.state](view))
    blocks += lines([*_STANDING[view.state](view), *_requests(view), _page_line(view)])
    blocks += _trust(view)
    return [*blocks, actions(*(act(view, action, base_url) for action in view.can))]


def _trust(view: CardView) -> list[Block]:
    """What to know before believing the rest; a button only where there is something to do about it."""
    value = ids.value(view.number, view.version)
    blocks = []
    if view.drift:
        which = button(trust_words.SHOW_WHICH, ids.DRIFT, value)
        blocks.append(section(trust_words.drifted(view.drift), which))
    if view.can_try_ai:
        blocks.append(section(short(view.fell_back, 300), button(trust_words.TRY_AI, ids.TRY_AI, value)))
    told = (view.receipt, "" if view.can_try_ai else view.fell_back, view.progress)
    return blocks + [context(short(line, 300)) for line in told if line]


def title_line(view: CardView) -> str:
    name = card_words.postmortem_for(card_words.named(view.incident, view.title))
    # Bold and code marks within a title would end ours.
    shown = short(name, TITLE).replace("*", "∗").replace("`", "'")
    return f"*{shown}*   `{card_words.STATES[view.state].upper()}`" if view.is_written else f"*{shown}*"


def facts(view: CardView) -> str:
    """ "SEV2 · checkout-api · 101 min · 14:03–15:44", of which only what is known."""
    parts = [
        short(view.severity, NAME) if view.severity else "",
        short(", ".join(view.services), TITLE) if view.services else "",
        card_words.minutes(view.minutes) if view.minutes is not None else "",
        span(view.started_at, view.resolved_at),
        "" if view.resolved_at else card_words.NOT_RESOLVED,
    ]
    return " · ".join(filter(None, parts))


def act(view: CardView, action: str, base_url: str = "") -> Block:
    """The button or menu for one of ``view.can``."""
    value = ids.value(view.number, view.version)
    if action == ids.MORE:
        offered = ((_CHOICES[c], ids.value(view.number, view.version, c)) for c in _MORE[view.state])
        return overflow(ids.MORE, [option(text, chosen) for text, chosen in offered])
    style = "primary" if action in _PRIMARY else None
    if action == ids.OPEN_PAGE and base_url and (url := public_url(view, base_url)):
        return button(words.OPEN_PAGE, ids.LINK, value, style=style, url=url)
    if action == ids.APPROVE:
        value = ids.value(view.number, view.version, view.content)
    return button(_LABELS[action], action, value, style=style)


def public_url(view: CardView, base_url: str) -> str | None:
    """The page's address where anybody may open it."""
    if view.visibility is not Visibility.PUBLIC or not view.slug:
        return None
    return f"{base_url.rstrip('/')}/p/{view.slug}"


def _summary(view: CardView) -> str:
    linked = " ".join(_statement(said, linked=True) for said in view.summary)
    # Long addresses must not push the words out: the numbers are links again in the thread.
    text = linked if size(linked) <= SECTION else " ".join(_statement(s, linked=False) for s in view.summary)
    return f"{text} …" if view.clipped and not text.endswith("…") else text


def _statement(said: Statement, *, linked: bool) -> str:
    cites = (
        link(cite.link, f"[{cite.number}]") if linked and cite.link else f"[{cite.number}]"
        for cite in said.cites
    )
    return " ".join(filter(None, (short(said.text, 500), "".join(cites))))


def _findings(view: CardView) -> list[str]:
    unknown = _line(card_words.COULD_NOT_TELL, short(view.unknown, 200)) if view.unknown else ""
    return [_cause_line(view), _actions_line(view), _seen_line(view), unknown]


def _cause_line(view: CardView) -> str:
    return _line(card_words.LIKELY_CAUSE, _cause(view.cause)) if view.cause else ""


def _actions_line(view: CardView) -> str:
    if view.actions is None:
        return ""
    items = view.actions
    said = card_words.action_items(items.total, items.without_owner, proposed=items.proposed)
    return _line(card_words.ACTION_ITEMS, said)


def _seen_line(view: CardView) -> str:
    seen = view.seen_before
    if seen is None:
        return ""
    named = link(seen.link, seen.id[:NAME]) if seen.link else short(seen.id, NAME)
    if seen.promise:  # it says more than what they have in common
        return _line(card_words.SEEN_BEFORE, f"{named} ({short(seen.promise, 200)})")
    why = short(seen.why, 200) if seen.why.strip() else ""
    return _line(card_words.SEEN_BEFORE, named, why, card_words.and_more(seen.others))


def _cause(cause: Cause) -> str:
    if cause.change is None:
        said = short(cause.text, 200) if cause.text else card_words.UNKNOWN_CAUSE
        return "   ".join(filter(None, (said, card_words.considered(cause.others))))
    named = short(cause.change, NAME) + (f" ({short(cause.text, 200)})" if cause.text else "")
    return f"{named}   {card_words.signs(cause.for_, cause.against, cause.others)}"


def _in_review(view: CardView) -> list[str]:
    given = card_words.approvals(len(view.approvals), len(view.reviewers))
    since = when(view.asked_at) if view.asked_at else ""
    waits = card_words.waiting_for(mentions(view.waiting), since) if view.waiting else ""
    approved = "  ".join(f"✅ {mention(person)}" for person in view.approvals[:20])
    return [" · ".join(filter(None, (given, waits))), approved]


def _approved(view: CardView) -> list[str]:
    return [f"✅ {card_words.approved_by(mentions(view.approvals))}"]


def _page_line(view: CardView) -> str:
    """Where the text has gone on since it was published."""
    if view.published_at is None or view.state is State.PUBLISHED:
        return ""
    return card_words.page_stays(view.visibility, when(view.published_at))


def _published(view: CardView) -> list[str]:
    by = mention(view.published_by) if view.published_by else ""
    at = when(view.published_at) if view.published_at else ""
    due = [_due(item) for item in view.actions.next] if view.actions else []
    return [card_words.published_for(view.visibility, by, at), _actions_line(view), *due]


def _due(item: Commitment) -> str:
    who = mention(item.owner) if item.owner else card_words.NO_OWNER
    due = card_words.due(item.due) if item.due else ""
    priority = short(item.priority, 10) if item.priority else ""
    return " · ".join(filter(None, (f"• {short(item.text, TITLE)}", who, due, priority)))


def _requests(view: CardView) -> list[str]:
    said = [card_words.asked_for(mention(r.person), short(r.comment, 200)) for r in view.requests[:REQUESTS]]
    return said + [card_words.and_more(len(view.requests) - REQUESTS)] * (len(view.requests) > REQUESTS)


def _line(label: str, *said: str) -> str:
    return f"*{label}*   " + "   ".join(filter(None, said))


_DETAILS: dict[State, Callable[[CardView], list[str]]] = {
    State.DRAFT: _findings,
    State.IN_REVIEW: _findings,
    State.APPROVED: _findings,
    State.PUBLISHED: _published,
}
_STANDING: dict[State, Callable[[CardView], list[str]]] = {
    State.DRAFT: lambda _: [],
    State.IN_REVIEW: _in_review,
    State.APPROVED: _approved,
    State.PUBLISHED: lambda _: [],
}
