"""What a draft found out, for a card: the cause, the action items, and whether it was seen before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from blocks import trust_words
from blocks.prose import Kind, parse
from blocks.sentences import clip, statements
from bot.drafting.draft import Commitment, Draft
from bot.postmortem import Postmortem, Section
from bot.showing import Shown

CAUSE = 140  # characters
DUE_NEXT = 3


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
    """``promise`` says which of its action items is still open, if one is."""

    id: str
    why: str
    link: str | None
    others: int
    promise: str = ""


def cause_of(shown: Shown) -> Cause | None:
    section, draft = section_of(shown.postmortem, "root_cause"), shown.draft
    if section and (section.edited_by or draft is None):
        said = statements(section.body, {}, 1)
        return Cause(text=clip(said[0].text, CAUSE)) if said else None
    if draft is None:
        return None
    cause = draft.root_cause
    others = sum(candidate.change != cause.change for candidate in cause.candidates)
    if cause.change is None:
        return Cause(text=clip(_stated(draft), CAUSE), others=others)
    quotes = {source.ref: source.quote for source in shown.postmortem.sources}
    weighed = next((c for c in cause.candidates if c.change == cause.change), None)
    for_, against = (len(weighed.for_), len(weighed.against)) if weighed else (len(cause.sources), 0)
    return Cause(cause.change, clip(quotes.get(f"change:{cause.change}", ""), CAUSE), for_, against, others)


def _stated(draft: Draft) -> str:
    """What the summary says of a cause that is no change of theirs; "" where it is unknown."""
    known = set(draft.root_cause.sources) - {"incident"}
    return next((claim.text for claim in draft.summary if known and known.issuperset(claim.sources)), "")


def actions_of(shown: Shown) -> Actions | None:
    section, draft = section_of(shown.postmortem, "action_items"), shown.draft
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


def seen_before(shown: Shown) -> SeenBefore | None:
    draft = shown.draft
    if draft is None or not draft.similar_incidents:
        return None
    first, *others = draft.similar_incidents
    links = {source.ref: source.link for source in shown.postmortem.sources}
    promised = next((promise for promise in draft.promises if promise.of == first.id), None)
    now = shown.incident.resolved_at or shown.incident.started_at
    said = trust_words.still_open(promised, now) if promised else ""
    return SeenBefore(first.id, clip(first.why, CAUSE), links.get(f"past:{first.id}"), len(others), said)


def section_of(postmortem: Postmortem, key: str) -> Section | None:
    return next((section for section in postmortem.sections if section.key == key), None)
