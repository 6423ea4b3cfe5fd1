"""The postmortem and what may happen to it (pure; README draws the same table).

A transition returns a new value with ``version`` one higher, or raises :class:`UserError` with the
reason and what the person can do instead. Nothing here knows where it is stored or shown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.errors import Stale, UserError
from bot.review import Decision, Review


class State(StrEnum):
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    PUBLISHED = "published"
    DISCARDED = "discarded"


class Visibility(StrEnum):
    TEAM = "team"
    ORGANIZATION = "organization"
    PUBLIC = "public"


class Act(StrEnum):
    """What people do to a postmortem; each is one method below."""

    EDIT = "edit"
    ASK = "ask for review"
    APPROVE = "approve"
    REQUEST_CHANGES = "request changes"
    PUBLISH = "publish"
    DISCARD = "discard"
    REDRAFT = "redraft"


# From which state each act is possible, and where it leads (None: the method decides).
TRANSITIONS: dict[Act, dict[State, State | None]] = {
    Act.EDIT: dict.fromkeys((State.DRAFT, State.IN_REVIEW, State.APPROVED, State.PUBLISHED), State.DRAFT),
    Act.ASK: {State.DRAFT: State.IN_REVIEW, State.IN_REVIEW: State.IN_REVIEW},
    Act.APPROVE: {State.IN_REVIEW: None},  # Approved with the last reviewer's approval
    Act.REQUEST_CHANGES: {State.IN_REVIEW: State.DRAFT, State.APPROVED: State.DRAFT},
    Act.PUBLISH: {State.APPROVED: State.PUBLISHED},
    Act.DISCARD: dict.fromkeys((State.DRAFT, State.IN_REVIEW, State.APPROVED), State.DISCARDED),
    Act.REDRAFT: {State.DRAFT: State.DRAFT},
}

_NEXT_STEP = {
    State.DRAFT: "It is a draft: ask for review first.",
    State.IN_REVIEW: "It is in review: it needs its reviewers' approval first.",
    State.APPROVED: "It is approved: the next step is to publish it.",
    State.PUBLISHED: "It is published: edit it to open a new revision.",
    State.DISCARDED: "It was discarded: `/postmortem create` starts a new one.",
}


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of the document. ``body`` is Markdown with citations like [3].

    ``revision`` counts its saves from 1; ``edited_by`` is the person of the latest, None while it
    stands as drafted. A section that a person has edited is never redrafted over.
    """

    key: str
    heading: str
    body: str
    revision: int = 1
    edited_by: str | None = None
    edited_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """What a citation [n] points to: a message, change or past incident, with the words it rests on."""

    number: int
    ref: str
    author: str = ""
    at: datetime | None = None
    quote: str = ""
    link: str | None = None
    version: str | None = None  # the message's edit that was read, to tell a later one by


@dataclass(frozen=True, slots=True)
class Postmortem:
    """A postmortem of one incident. ``number`` is the store's key (PM-<number>), 0 before the first save."""

    incident: int
    title: str
    workspace: str = ""
    number: int = 0
    version: int = 1
    state: State = State.DRAFT
    sections: tuple[Section, ...] = ()
    sources: tuple[Source, ...] = ()
    writers: tuple[str, ...] = ()  # everybody who ever edited it, whose words may stand in it
    reviewers: tuple[str, ...] = ()
    reviews: tuple[Review, ...] = ()
    created_by: str | None = None
    asked_by: str | None = None
    asked_at: datetime | None = None
    approved_at: datetime | None = None
    published_at: datetime | None = None
    published_by: str | None = None
    visibility: Visibility | None = None
    slug: str | None = None

    @property
    def id(self) -> str:
        return f"PM-{self.number}"

    @property
    def authors(self) -> tuple[str, ...]:
        """Who answers for the text: whoever wrote in it, asked for it, or put it up for review."""
        people = [*self.writers, self.created_by, self.asked_by]
        return tuple(dict.fromkeys(person for person in people if person))

    @property
    def content(self) -> str:
        """A hash of all that a reviewer approves: title, headings and bodies (hexadecimal SHA-256)."""
        parts = [self.title] + [part for s in self.sections for part in (s.heading, s.body)]
        return hashlib.sha256("\x00".join(parts).encode("utf-8", "replace")).hexdigest()

    @property
    def is_written(self) -> bool:
        """Whether the draft has been put in: before that there is nothing to show."""
        return bool(self.sections)

    @property
    def is_settled(self) -> bool:
        """Whether it has been put up for review: from then on only people write in it."""
        return self.state is not State.DRAFT or self.asked_by is not None

    @property
    def is_touched(self) -> bool:
        """Whether a person has had a hand in it, so that it is theirs and not ours any more."""
        return self.is_settled or any(section.edited_by for section in self.sections)

    def section(self, key: str) -> Section:
        for section in self.sections:
            if section.key == key:
                return section
        raise UserError("That section is not in this postmortem any more. Open it again to see what is.")

    def standing(self, reviewer: str) -> Review | None:
        """The reviewer's latest word on the text as it is now, if they have given one."""
        words = [r for r in self.reviews if r.reviewer == reviewer and r.content == self.content]
        return words[-1] if words else None

    @property
    def approvals(self) -> tuple[str, ...]:
        """The asked reviewers whose approval holds for the text as it is now."""
        return tuple(r for r in self.reviewers if (w := self.standing(r)) and w.decision is Decision.APPROVED)

    # -- what may happen to it ------------------------------------------------------------------

    def edit(self, key: str, body: str, by: str, at: datetime, *, seen: int) -> Postmortem:
        """A new body for one section, written over revision ``seen`` of it.

        Back to Draft with every approval void, unless nothing changed. Raises Stale when
        somebody else saved the section since.
        """
        after = self._to(Act.EDIT)
        old = self.section(key)
        if body.strip() == old.body.strip():
            return self
        if old.revision != seen:
            raise Stale(f"“{old.heading}” was saved by somebody else while you were writing.")
        if not body.strip():
            raise UserError(f"“{old.heading}” would be empty. Say what is known, or “unknown”.")
        new = replace(old, body=body.strip(), revision=old.revision + 1, edited_by=by, edited_at=at)
        sections = tuple(new if section.key == key else section for section in self.sections)
        return self._moved(after, sections=sections, writers=tuple(dict.fromkeys((*self.writers, by))))

    def ask_for_review(self, reviewers: Sequence[str], by: str, at: datetime) -> Postmortem:
        """In Review, waiting for all of ``reviewers``."""
        after = self._to(Act.ASK)
        self._must_be_written()
        asked = tuple(dict.fromkeys(reviewers))
        if not asked:
            raise UserError("Choose at least one reviewer.")
        if by in asked:
            raise UserError("You can't review what you ask to have reviewed. Choose somebody else.")
        if writers := [person for person in asked if person in self.authors]:
            raise UserError(f"{_mentions(writers)} wrote part of this, so somebody else has to review it.")
        return self._moved(after, reviewers=asked, asked_by=by, asked_at=at)

    def approve(self, by: str, at: datetime, *, content: str | None = None) -> Postmortem:
        """``by`` approves the text they saw (``content``, else as it is now). A repeat changes nothing."""
        if self.state is State.APPROVED and by in self.approvals:
            return self
        self._to(Act.APPROVE)
        self._must_be_asked(by, "approve it")
        if content is not None and content != self.content:
            raise Stale("The text changed since that card was drawn. Read it again, then approve.")
        if by in self.approvals:
            return self
        said = self._said(Review(by, Decision.APPROVED, self.content, at))
        if set(said.approvals) == set(said.reviewers):
            return replace(said, state=State.APPROVED, approved_at=at)
        return said

    def request_changes(self, by: str, comment: str, at: datetime) -> Postmortem:
        after = self._to(Act.REQUEST_CHANGES)
        self._must_be_asked(by, "request changes")
        if not comment.strip():
            raise UserError("Say what should change, so that the author can.")
        said = self._said(Review(by, Decision.CHANGES_REQUESTED, self.content, at, comment.strip()))
        return replace(said, state=after or said.state)

    def publish(self, visibility: Visibility, slug: str, by: str, at: datetime) -> Postmortem:
        """Published; a slug it was given before is kept, so that links stay good."""
        after = self._to(Act.PUBLISH)
        slug = self.slug or slug
        return self._moved(after, visibility=visibility, slug=slug, published_by=by, published_at=at)

    def discard(self) -> Postmortem:
        return self._moved(self._to(Act.DISCARD))

    def redraft(self, title: str, sections: Sequence[Section], sources: Sequence[Source]) -> Postmortem:
        """A fresh draft put in. What a person has edited stays as it is, and so does what reads the same."""
        after = self._to(Act.REDRAFT)
        old = {section.key: section for section in self.sections}
        new = [_redrafted(old.get(section.key), section) for section in sections]
        fresh = {section.key for section in sections}
        new += [section for section in self.sections if section.edited_by and section.key not in fresh]
        return self._moved(after, title=title, sections=tuple(new), sources=tuple(sources))

    def citing_only(self) -> Postmortem:
        """The same, with only those sources that the text still cites."""
        text = "".join(section.body for section in self.sections)
        return replace(self, sources=tuple(s for s in self.sources if f"[{s.number}]" in text))

    # -- how ------------------------------------------------------------------------------------

    def _to(self, act: Act) -> State | None:
        allowed = TRANSITIONS[act]
        if self.state not in allowed:
            raise UserError(f"{self.id} can't do that now ({act}). {_NEXT_STEP[self.state]}")
        return allowed[self.state]

    def _moved(self, state: State | None, **fields: object) -> Postmortem:
        return replace(self, version=self.version + 1, state=state or self.state, **fields)  # type: ignore[arg-type]

    def _said(self, review: Review) -> Postmortem:
        return self._moved(None, reviews=(*self.reviews, review))

    def _must_be_written(self) -> None:
        if not self.is_written:
            raise UserError("The draft is still being written. It will be here in a moment.")

    def _must_be_asked(self, by: str, act: str) -> None:
        if by in self.authors:
            raise UserError(
                f"You wrote part of {self.id}, so somebody else has to {act}: {_mentions(self.reviewers)}."
            )
        if by not in self.reviewers:
            raise UserError(f"Only the reviewers that were asked can {act}: {_mentions(self.reviewers)}.")


def _redrafted(old: Section | None, fresh: Section) -> Section:
    if old is None:
        return fresh
    if old.edited_by or (old.heading, old.body) == (fresh.heading, fresh.body):
        return old
    return replace(fresh, revision=old.revision + 1)


def _mentions(people: Sequence[str]) -> str:
    return ", ".join(f"<@{person}>" for person in people)
