"""What a postmortem's card says, as plain values: every chat platform draws the same card from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from blocks import card_words, ids
from blocks.prose import Kind, parse
from blocks.sentences import Citation, Statement, clip, statements
from bot.drafting.draft import Commitment, Draft
from bot.ports import Shown
from bot.postmortem import Postmortem, Section, State, Visibility
from bot.review import Decision

SUMMARY = 420  # characters: what fits on a phone screen beside the rest
SUMMARY_STATEMENTS = 3
CAUSE = 140
REQUEST = 160
DUE_NEXT = 3
CONTENT = 16  # hexadecimal digits of the content hash that an Approve button carries


@dataclass(frozen=True, slots=True)
class Cause:
    """The likely cause; ``change`` is a change's id. Without one ``text`` is what a person wrote, or "".

    ``for_`` and ``against`` count the signs, ``others`` the other changes considered.
    """

    change: str | None = None
    text: str = ""
    for_: int = 0
    against: int = 0
    others: int = 0


@dataclass(frozen=True, slots=True)
class Actions:
    """``without_owner`` is None where the text does not say; ``next`` are those due first."""

    total: int = 0
    without_owner: int | None = None
    proposed: bool = True
    next: tuple[Commitment, ...] = ()


@dataclass(frozen=True, slots=True)
class SeenBefore:
    id: str
    why: str
    link: str | None
    others: int


@dataclass(frozen=True, slots=True)
class Request:
    """A change that a reviewer asked for in the text as it is now."""

    person: str
    comment: str


@dataclass(frozen=True, slots=True)
class CardView:
    """One postmortem's card. ``can`` are the actions that do something today (``blocks.ids``), in order.

    ``content`` is the beginning of the hash of the text shown, for Approve. Times are aware UTC; people
    are ids. ``clipped`` says that the summary goes on in the document.
    """

    number: int
    id: str
    version: int
    content: str
    state: State
    is_written: bool
    incident: str
    title: str
    severity: str | None
    services: tuple[str, ...]
    minutes: int | None
    started_at: datetime | None
    resolved_at: datetime | None
    summary: tuple[Statement, ...]
    clipped: bool
    cause: Cause | None
    actions: Actions | None
    seen_before: SeenBefore | None
    receipt: str
    reviewers: tuple[str, ...]
    approvals: tuple[str, ...]
    waiting: tuple[str, ...]
    requests: tuple[Request, ...]
    asked_at: datetime | None
    visibility: Visibility | None
    slug: str | None
    published_by: str | None
    published_at: datetime | None
    can: tuple[str, ...]


_CAN = {
    State.DRAFT: (ids.READ, ids.EDIT, ids.ASK, ids.MORE),
    State.IN_REVIEW: (ids.APPROVE, ids.CHANGES, ids.READ, ids.EDIT, ids.MORE),
    State.APPROVED: (ids.PUBLISH, ids.READ, ids.EDIT, ids.CHANGES, ids.MORE),
    State.PUBLISHED: (ids.OPEN_PAGE, ids.READ, ids.EDIT),
    State.DISCARDED: (),
}


def card_view(shown: Shown) -> CardView:
    """The card of a postmortem as it stands. What people edited is shown in their words."""
    postmortem, incident = shown.postmortem, shown.incident
    summary, clipped = _summary(shown)
    return CardView(
        number=postmortem.number,
        id=postmortem.id,
        version=postmortem.version,
        content=postmortem.content[:CONTENT],
        state=postmortem.state,
        is_written=postmortem.is_written,
        incident=incident.id,
        title=postmortem.title.strip() or incident.title,
        severity=incident.severity,
        services=incident.services,
        minutes=incident.duration_minutes,
        started_at=incident.started_at,
        resolved_at=incident.resolved_at,
        summary=summary,
        clipped=clipped,
        cause=_cause(shown),
        actions=_actions(shown),
        seen_before=_seen_before(shown),
        receipt=_receipt(shown.draft),
        reviewers=postmortem.reviewers,
        approvals=postmortem.approvals,
        waiting=_waiting(postmortem),
        requests=_requests(postmortem),
        asked_at=postmortem.asked_at,
        visibility=postmortem.visibility,
        slug=postmortem.slug,
        published_by=postmortem.published_by,
        published_at=postmortem.published_at,
        can=_CAN[postmortem.state] if postmortem.is_written else (),
    )


def links_of(postmortem: Postmortem) -> Mapping[int, str]:
    """The addresses of the citations [n], where they are known."""
    return {source.number: source.link for source in postmortem.sources if source.link}


def _summary(shown: Shown) -> tuple[tuple[Statement, ...], bool]:
    section, links = _section(shown.postmortem, "summary"), links_of(shown.postmortem)
    numbers = {source.ref: source.number for source in shown.postmortem.sources}
    if shown.draft and not (section and section.edited_by):
        said = [
            Statement(claim.text, tuple(Citation(n, links.get(n)) for n in _numbers(claim.sources, numbers)))
            for claim in shown.draft.summary
        ]
    else:
        said = statements(section.body, links, SUMMARY_STATEMENTS + 1) if section else []
    return _clipped(said)


def _clipped(said: Sequence[Statement]) -> tuple[tuple[Statement, ...], bool]:
    """As many whole statements as fit; a first one that alone is too long ends in "…"."""
    kept: list[Statement] = []
    used = 0
    for statement in said[:SUMMARY_STATEMENTS]:
        if kept and used + len(statement.text) > SUMMARY:
            break
        kept.append(Statement(clip(statement.text, SUMMARY), statement.cites[:10]))
        used += len(statement.text)
    return tuple(kept), len(kept) < len(said) or used > SUMMARY


def _cause(shown: Shown) -> Cause | None:
    section, draft = _section(shown.postmortem, "root_cause"), shown.draft
    if section and (section.edited_by or draft is None):
        said = statements(section.body, {}, 1)
        return Cause(text=clip(said[0].text, CAUSE)) if said else None
    if draft is None:
        return None
    cause = draft.root_cause
    others = sum(candidate.change != cause.change for candidate in cause.candidates)
    if cause.change is None:
        return Cause(others=others)
    quotes = {source.ref: source.quote for source in shown.postmortem.sources}
    weighed = next((c for c in cause.candidates if c.change == cause.change), None)
    for_, against = (len(weighed.for_), len(weighed.against)) if weighed else (len(cause.sources), 0)
    return Cause(cause.change, clip(quotes.get(f"change:{cause.change}", ""), CAUSE), for_, against, others)


def _actions(shown: Shown) -> Actions | None:
    section, draft = _section(shown.postmortem, "action_items"), shown.draft
    if section and (section.edited_by or draft is None):
        return _counted(section)
    if draft is None:
        return None
    items = draft.action_items
    soonest = sorted(items, key=lambda item: (item.due or date.max, item.priority or "P9"))
    return Actions(len(items), sum(item.owner is None for item in items), True, tuple(soonest[:DUE_NEXT]))


def _counted(section: Section) -> Actions:
    """The action items of a text that a person wrote: the rows of its tables, or else its list items."""
    pieces = parse(section.body)
    rows = [piece for piece in pieces if piece.kind is Kind.ROW and piece.text.strip("—· ")]
    if not rows:
        return Actions(sum(p.kind is Kind.ITEM and bool(p.mark) and not p.depth for p in pieces), None, False)
    head = next((piece.cells for piece in pieces if piece.kind is Kind.HEAD_ROW), ())
    owner = next((n for n, cell in enumerate(head) if cell.strip().lower() == "owner"), None)
    if owner is None:
        return Actions(len(rows), None, False)
    return Actions(len(rows), sum(not row.cells[owner].strip(" —-?") for row in rows), False)


def _seen_before(shown: Shown) -> SeenBefore | None:
    if shown.draft is None or not shown.draft.similar_incidents:
        return None
    first, *others = shown.draft.similar_incidents
    links = {source.ref: source.link for source in shown.postmortem.sources}
    return SeenBefore(first.id, clip(first.why, CAUSE), links.get(f"past:{first.id}"), len(others))


def _receipt(draft: Draft | None) -> str:
    if draft is None:
        return ""
    read = draft.coverage
    redacted = sum(redaction.count for redaction in draft.redactions)
    return card_words.receipt(read.read, read.messages, read.threads, read.dropped, redacted, draft.writer)


def _waiting(postmortem: Postmortem) -> tuple[str, ...]:
    return tuple(person for person in postmortem.reviewers if person not in postmortem.approvals)


def _requests(postmortem: Postmortem) -> tuple[Request, ...]:
    """What stands asked of the text as it is now; an edit answers it."""
    latest = (postmortem.standing(person) for person in dict.fromkeys(r.reviewer for r in postmortem.reviews))
    return tuple(
        Request(said.reviewer, clip(said.comment, REQUEST))
        for said in latest
        if said and said.decision is Decision.CHANGES_REQUESTED
    )


def _numbers(sources: Sequence[str], numbers: Mapping[str, int]) -> list[int]:
    return [numbers[source] for source in dict.fromkeys(sources) if source in numbers]


def _section(postmortem: Postmortem, key: str) -> Section | None:
    return next((section for section in postmortem.sections if section.key == key), None)
