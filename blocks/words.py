"""Every word we say in chat, apart from the people's own: kind, plain, short, one clear next step."""

from __future__ import annotations

from bot.incident import Incident
from bot.postmortem import Postmortem, State, Visibility

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
UNKNOWN_CAUSE = "Unknown so far"
NO_ACTION_ITEMS = "None agreed so far"

# -- buttons and fields ---------------------------------------------------------------------------

READ = "Read"
EDIT = "Edit"
ASK = "Ask for review"
APPROVE = "Approve"
REQUEST_CHANGES = "Request changes"
PUBLISH = "Publish…"
OPEN_PAGE = "Open page"
REDRAFT = "Redraft"
DISCARD = "Discard"
NEXT = "Next page"
BACK = "Back"
SAVE = "Save"
SAVE_MINE = "Save mine"
CANCEL = "Cancel"
CLOSE = "Close"
ASK_SHORT = "Ask"
SEND = "Send"
PUBLISH_NOW = "Publish"

MORE_TITLE = "Redraft or discard?"
MORE_TEXT = (
    "Redraft: every section that nobody has edited is written again from the channel as it is now. "
    "Discard: the postmortem is put aside for everybody."
)
MORE_YES = "Go ahead"
MORE_NO = "Keep as it is"

# -- the card -------------------------------------------------------------------------------------


def being_drafted(incident: str) -> str:
    return f"Reading the channel and writing the draft of {incident}. It will be here in a moment."


def postmortem_for(incident: str) -> str:
    return f"Postmortem for {incident}"


def minutes(count: int) -> str:
    return f"{count:,} min"


NOT_RESOLVED = "not resolved yet"
DISCARDED_CARD = "This postmortem was discarded. `/postmortem create` starts a new one."
DISCARDED_PLAIN = "discarded"


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


def receipt(read: int, messages: int, threads: int, dropped: int, redacted: int, writer: str) -> str:
    """How much was read and by whom: the line that lets a reader trust the rest."""
    parts = [f"Read {read:,} of {count(messages, 'message')}, {count(threads, 'thread')}"]
    if dropped:
        parts.append(f"{dropped:,} left out")
    if redacted:
        parts.append(f"{count(redacted, 'secret')} redacted")
    kind, _, model = writer.partition(":")
    parts.append(f"written with {model}" if model else f"written {kind}")
    return " · ".join(parts)


def approvals(given: int, asked: int) -> str:
    return f"{given} of {count(asked, 'approval')}"


def waiting_for(people: str, since: str) -> str:
    return f"waiting for {people} since {since}" if since else f"waiting for {people}"


def approved_by(people: str) -> str:
    return f"Approved by {people}. The next step is to publish it."


def published_for(visibility: Visibility | None, by: str, at: str) -> str:
    whom = PUBLISHED_FOR[visibility or Visibility.TEAM]
    return " ".join(filter(None, (f"Published {whom}", by and f"by {by}", at and f"on {at}"))) + "."


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


# -- modals ---------------------------------------------------------------------------------------

CHOOSE_SECTION = "Section"
SAVE_FIRST = "Save before you choose another section: what is typed here is not carried over."
AS_DRAFTED = "as drafted"
KEEP_CITATIONS = (
    "Markdown. A number like [3] links the message a sentence rests on; keep it with its sentence."
)
THEIRS = "*Theirs, as it stands now*"
MINE = "Yours: saving it replaces theirs"
REVIEWERS_LABEL = "Who should review it?"
REVIEWERS_HINT = "All of them have to approve. Nobody reviews a text that they wrote in."
COMMENT_LABEL = "What should change?"
COMMENT_HINT = "It goes into the thread under the postmortem, which becomes a draft again."
VISIBILITY_LABEL = "Who may see it?"
WHAT_IS_SEEN = "They see the text, names included; not the channel."
PRIVATE_CHANNEL = (
    "The incident's channel is private, so its postmortem stays with the channel's members. "
    "Organization and Public are not offered."
)


def part(label: str, n: int, of: int) -> str:
    return f"{label}, part {n} of {of}" if of > 1 else label


def continued(label: str) -> str:
    return f"{label}, room for more"


def revision(number: int, by: str, at: str) -> str:
    """ "Revision 7 · edited by Maria, 3 March 14:03", or "Revision 1 · as drafted"."""
    who = f"edited by {by}" if by else AS_DRAFTED
    return f"Revision {number} · {who}" + (f", {at}" if at else "")


def saved_meanwhile(who: str, heading: str) -> str:
    return (
        f"⚠️ {who} saved “{heading}” while you were writing. Nothing of yours is lost: it is in the field "
        "below. Copy what you want of theirs into it, then save."
    )


SOMEBODY = "Somebody"


def too_long_to_edit(heading: str) -> str:
    return (
        f"“{heading}” is longer than a Slack dialog can hold. Nothing is lost; shorten it by parts elsewhere."
    )


def page_of(page: int, pages: int) -> str:
    return f"Page {page} of {pages}"


# -- private replies ------------------------------------------------------------------------------

STILL_WRITING = "The draft is still being written. It will be here in a moment."
OLD_BUTTON = (
    "That button is from an earlier version of this bot. `/postmortem show` brings up the present one."
)
WENT_WRONG = "Something went wrong on our side. Nothing is lost; please try again in a moment."
NOT_OURS = "That dialog is not one of ours any more. Nothing was changed; please open it again."
CHOOSE_VISIBILITY = "Choose who may see it."
LIST = "The latest postmortems"
LIST_EMPTY = (
    "No postmortems yet. The first one is drafted when an incident is resolved in a channel I am in, "
    "or when you type `/postmortem create` in one."
)
LIST_PAST_END = "There is no such page. `/postmortem list` starts from the latest."
NOTHING_HERE = "There is no postmortem in this channel yet."
NOTHING_HERE_STEP = "`/postmortem create` has one drafted from what was said here."
HELP = "What /postmortem does"
HELP_LINES = (
    "`/postmortem create` · has a postmortem drafted from this channel",
    "`/postmortem` · shows this channel's postmortem and its next step",
    "`/postmortem show PM-12` · shows that one",
    "`/postmortem list` · shows the latest",
)
HELP_ALONE = "When somebody says that the incident is resolved, the draft comes by itself."


def no_such(number: int) -> str:
    return f"There is no PM-{number} here. `/postmortem list` shows those there are."


def not_an_id(typed: str) -> str:
    return f"“{typed}” is not a postmortem's number. Write it like `/postmortem show PM-12`."


def unknown_command(word: str, nearest: str | None) -> str:
    if nearest:
        return f"I don't know “{word}”. Did you mean `/postmortem {nearest}`?"
    return f"I don't know “{word}”. `/postmortem help` says what I can do."


def being_written(id: str) -> str:
    return f"{id} is being written from this channel. It will be posted here in a moment."


def already_there(id: str) -> str:
    return f"This channel has its postmortem: {id}."


def you_approved(postmortem: Postmortem) -> str:
    """Right after the click."""
    given, asked = len(postmortem.approvals), len(postmortem.reviewers)
    if postmortem.state is State.APPROVED:
        return f"You approved {postmortem.id}. All approvals are in: it can be published."
    return f"You approved {postmortem.id}. {approvals(given, asked)} so far."


def discarded(id: str) -> str:
    return f"{id} is discarded. `/postmortem create` starts a new one."


def redrafting(id: str) -> str:
    return f"{id} is being written again. Sections that people have edited stay as they are."


def your_way_in(url: str) -> str:
    return f"<{url}|Open the page>. The link is yours alone, works once and for ten minutes."


def try_again(reason: str) -> str:
    return f"{reason}. Nothing is lost; please try again in a moment."


def more_pages(page: int) -> str:
    """``page`` is the next one, counted from 1."""
    return f"`/postmortem list {page}` shows earlier ones."


# -- App Home -------------------------------------------------------------------------------------

HOME_WAITING = "Waiting for you"
HOME_NOTHING_WAITING = "Nothing. Reviews you are asked for appear here."
HOME_RECENT = "Recent postmortems"


# -- small grammar --------------------------------------------------------------------------------


def count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def named(incident: Incident) -> str:
    """ "INC-2041 · Checkout declines", or the one of the two that is known."""
    return " · ".join(dict.fromkeys(filter(None, (incident.id.strip(), incident.title.strip())))) or UNTITLED
