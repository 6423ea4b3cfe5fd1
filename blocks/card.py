"""What a postmortem's card says, as plain values: every chat platform draws the same card from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from blocks import ids, trust_words
from blocks.drift import drifted_statements
from blocks.findings import Actions, Cause, SeenBefore, actions_of, cause_of, section_of, seen_before
from blocks.headline import without_headline
from blocks.sentences import Citation, Statement, clip, statements
from bot.postmortem import Postmortem, State, Visibility
from bot.review import Decision
from bot.showing import Shown

SUMMARY = 420  # characters: what fits on a phone screen beside the rest
SUMMARY_STATEMENTS = 3
REQUEST = 160
REASON = 160
UNKNOWN = 160
CONTENT = 16  # hexadecimal digits of the content hash that an Approve button carries


@dataclass(frozen=True, slots=True)
class Request:
    """A change that a reviewer asked for in the text as it is now."""

    person: str
    comment: str


@dataclass(frozen=True, slots=True)
class CardView:
    """One postmortem's card. ``can`` are the actions that do something today (``blocks.ids``), in order.

    ``content`` is the beginning of the hash of the text shown, for Approve. Times are aware UTC; people
    are ids. ``clipped`` says that the summary goes on in the document. ``progress``, ``fell_back`` and
    ``unknown`` are sentences, "" where there is nothing to say; ``drift`` counts statements.
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
    progress: str
    fell_back: str
    can_try_ai: bool
    unknown: str
    drift: int
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
        cause=cause_of(shown),
        actions=actions_of(shown),
        seen_before=seen_before(shown),
        receipt=trust_words.receipt(shown.draft) if shown.draft else "",
        progress=_progress(shown),
        fell_back=_fell_back(shown),
        can_try_ai=_can_try_ai(shown),
        unknown=_unknown(shown),
        drift=len(drifted_statements(shown)),
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
    section, links = section_of(shown.postmortem, "summary"), links_of(shown.postmortem)
    numbers = {source.ref: source.number for source in shown.postmortem.sources}
    if shown.draft and not (section and section.edited_by):
        said = [
            Statement(claim.text, tuple(Citation(n, links.get(n)) for n in _numbers(claim.sources, numbers)))
            for claim in without_headline(shown.draft.summary)
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


def _progress(shown: Shown) -> str:
    if shown.underway is None:
        return ""
    is_written = shown.postmortem.is_written
    return trust_words.written_again(shown.underway) if is_written else trust_words.progress(shown.underway)


def _fell_back(shown: Shown) -> str:
    reason = shown.draft.fell_back if shown.draft else None
    return trust_words.fell_back(clip(reason, REASON)) if reason else ""


def _can_try_ai(shown: Shown) -> bool:
    is_idle = shown.postmortem.state is State.DRAFT and shown.underway is None
    return bool(shown.has_model and is_idle and shown.draft and shown.draft.fell_back)


def _unknown(shown: Shown) -> str:
    unknowns = shown.draft.unknowns if shown.draft else ()
    return clip(unknowns[0], UNKNOWN) if unknowns else ""


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
