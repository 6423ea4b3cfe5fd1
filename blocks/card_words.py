"""What postmortems, their cards, threads and review messages say, whatever the platform."""

from __future__ import annotations

from datetime import date

from bot.postmortem import State, Visibility

# -- names of things ------------------------------------------------------------------------------

STATES = {
    State.DRAFT: "Draft",
    State.IN_REVIEW: "In review",
    State.APPROVED: "Approved",
    State.PUBLISHED: "Published",
    State.DISCARDED: "Discarded",
}
AUDIENCES = {
    Visibility.TEAM: "Team",
    Visibility.ORGANIZATION: "Organization",
    Visibility.PUBLIC: "Public",
}
AUDIENCE_IS = {
    Visibility.TEAM: "The members of the incident's channel.",
    Visibility.ORGANIZATION: "Everybody in this Slack workspace.",
    Visibility.PUBLIC: "Anybody who has the link, without signing in.",
}
PUBLISHED_FOR = {
    Visibility.TEAM: "for the team",
    Visibility.ORGANIZATION: "for the organization",
    Visibility.PUBLIC: "for everybody",
}

UNTITLED = "Untitled"
SUMMARY = "Summary"
LIKELY_CAUSE = "Likely cause"
ACTION_ITEMS = "Action items"
SEEN_BEFORE = "Seen before"
COULD_NOT_TELL = "Could not tell"
UNKNOWN_CAUSE = "Unknown so far"
NO_ACTION_ITEMS = "None agreed so far"

# -- the card -------------------------------------------------------------------------------------


def being_drafted(incident: str) -> str:
    return f"Reading the channel and writing the draft of {incident}. It will be here in a moment."


def postmortem_for(incident: str) -> str:
    return f"📝 Postmortem for {incident}"


def minutes(count: int) -> str:
    return f"{count:,} min"


NOT_RESOLVED = "not resolved yet"
DISCARDED_CARD = "This postmortem was discarded. `/postmortem create` starts a new one."
NO_OWNER = "no owner yet"


def due(day: date) -> str:
    return f"due {day.day} {day:%B %Y}"


def signs(for_: int, against: int, others: int) -> str:
    """How a cause was weighed: "3 signs for · 0 against · 2 other changes considered"."""
    parts = [f"{count(for_, 'sign')} for", f"{against} against"]
    if others:
        parts.append(f"{count(others, 'other change')} considered")
    return " · ".join(parts)


def considered(changes: int) -> str:
    return f"{count(changes, 'change')} considered" if changes else ""


def action_items(number: int, without_owner: int | None, *, proposed: bool) -> str:
    """ "5 proposed · 1 without an owner"; ``without_owner`` is None where the text does not say."""
    if not number:
        return NO_ACTION_ITEMS
    said = f"{number} proposed" if proposed else str(number)
    return f"{said} · {without_owner} without an owner" if without_owner else said


def approvals(given: int, asked: int) -> str:
    return f"{given} of {count(asked, 'approval')}"


def waiting_for(people: str, since: str) -> str:
    return f"waiting for {people} since {since}" if since else f"waiting for {people}"


def approved_by(people: str) -> str:
    return f"Approved by {people}. The next step is to publish it."


def published_for(visibility: Visibility | None, by: str, at: str) -> str:
    whom = PUBLISHED_FOR[visibility or Visibility.TEAM]
    said = " ".join(filter(None, (f"Published {whom}", by and f"by {by}")))
    return f"{said}, {at}." if at else f"{said}."


def asked_for(person: str, comment: str) -> str:
    return f"↩ {person} asked: “{comment}”"


def paged(heading: str, page: int, pages: int) -> str:
    """ "Timeline (2 of 3)"; ``page`` counts from 1."""
    return f"{heading} ({page} of {pages})" if pages > 1 else heading


def and_more(number: int) -> str:
    return f"and {number} more" if number else ""


# -- threads and direct messages ------------------------------------------------------------------


def changes_asked(person: str) -> str:
    return f"↩ {person} asked for changes:"


def page_stays(visibility: Visibility | None, at: str) -> str:
    """For a text that was edited after it was published."""
    whom = PUBLISHED_FOR[visibility or Visibility.TEAM]
    return (
        f"📗 Published {whom}{f', {at}' if at else ''}. Its page keeps that text until this one is published."
    )


def please_review(id: str, title: str, by: str) -> str:
    whom = f"{by} asks you" if by else "You are asked"
    return f"{whom} to review {id} · {title}."


def changed_since_approval(id: str, title: str) -> str:
    return f"{id} · {title} changed after you approved it. Please look again."


def you_approved_of(id: str, title: str, given: int, asked: int) -> str:
    """For the reviewer, once their word is in and others' may be missing."""
    rest = "Nobody else is needed." if given >= asked else f"{approvals(given, asked)} so far."
    return f"✅ You approved {id} · {title}. {rest} Thank you."


def you_asked_for_changes(id: str, title: str) -> str:
    return f"↩ You asked for changes to {id} · {title}. It is a draft again; you will be asked once more."


def back_in_draft(id: str, title: str) -> str:
    return f"{id} · {title} is a draft again. Nothing to do now: you will be asked once more."


def review_published(id: str, title: str) -> str:
    return f"📗 {id} · {title} is published. Thank you for reviewing it."


def review_discarded(id: str, title: str) -> str:
    return f"{id} · {title} was discarded. Nothing to do."


def is_published(id: str, title: str, visibility: Visibility | None) -> str:
    return f"📗 {id} · {title} is published {PUBLISHED_FOR[visibility or Visibility.TEAM]}."


# -- small grammar --------------------------------------------------------------------------------


def count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def named(id: str, title: str) -> str:
    """ "INC-2041 · Checkout declines", or the one of the two that is known."""
    return " · ".join(dict.fromkeys(filter(None, (id.strip(), title.strip())))) or UNTITLED
