"""Every word we say in chat: kind, plain, short, one clear next step.

Buttons, modals and private replies stand here; what is said of a postmortem stands in ``card_words``.
"""

from __future__ import annotations

from blocks.card_words import STATES, approvals
from bot.postmortem import Postmortem, State
from bot.rows import Live

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

CHANGE_REVIEWERS = "Change reviewers"
DISCARD_SHORT = "Discard"
KEEP = "Keep it"
OPEN_IN_BROWSER = "Open in the browser"
PAGE_SHORT = "Page"
NOT_DONE = "Not done"

# -- modals ---------------------------------------------------------------------------------------

REVIEW_SHORT = "Review"
CHANGES_SHORT = "Changes"
CHOOSE_SECTION = "Section"
AS_DRAFTED = "as drafted"
KEEP_CITATIONS = (
    "Markdown. A number like [3] links the message a sentence rests on; keep it with its sentence."
)
THEIRS = "*Theirs, as it stands now*"
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


def mine(heading: str) -> str:
    return f"{heading}, your text: saving it replaces theirs"


def not_saved_yet(heading: str) -> str:
    return f"⚠️ “{heading}” is not saved yet. Save it or cancel, then choose another section."


def surely_discard(id: str, title: str, *, published: bool) -> str:
    page = " Its page is taken down." if published else ""
    return f"*{id}* · {title} is put aside for everybody, with all that was edited in it.{page}"


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
        f"“{heading}” is longer than a Slack dialog can hold. Nothing is lost: Read shows all of it, and the "
        "other sections can be edited."
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
LIST_STEP = "`/postmortem show PM-12` shows one of them."
LIST_PAST_END = "There is no such page. `/postmortem list` starts from the latest."
NOTHING_HERE = "There is no postmortem in this channel yet."
NOTHING_HERE_STEP = "`/postmortem create` has one drafted from what was said here."
HELP = "What /postmortem does"
HELP_LINES = (
    "`/postmortem create` · has a postmortem drafted from this channel",
    "`/postmortem` · shows this channel's postmortem and its next step",
    "`/postmortem show PM-12` · shows that one",
    "`/postmortem list` · shows the latest",
    "`/postmortem settings` · what your organization decides, such as how language is checked",
)
HELP_ALONE = "When somebody says that the incident is resolved, the draft comes by itself."


def not_an_id(typed: str) -> str:
    return f"“{typed}” is not a postmortem's number. Write it like `/postmortem show PM-12`."


def unknown_command(word: str, nearest: str | None) -> str:
    if nearest:
        return f"I don't know “{word}”. Did you mean `/postmortem {nearest}`?"
    return f"I don't know “{word}”. `/postmortem help` says what I can do."


def being_written(id: str) -> str:
    return f"{id} is being written from this channel. It will be posted here in a moment."


def trouble(reason: str, *, gave_up: bool) -> str:
    """Why what people see may be older than what is stored."""
    what = "Could not be shown or written" if gave_up else "Being tried again"
    step = " Once that is mended, restart the bot: nothing is lost." if gave_up else ""
    return f"⚠️ {what}: {reason}{step}"


def already_there(live: Live) -> str:
    return f"This channel has its postmortem: PM-{live.number}, {STATES[live.state].lower()}."


def you_approved(postmortem: Postmortem) -> str:
    """Right after the click."""
    given, asked = len(postmortem.approvals), len(postmortem.reviewers)
    if postmortem.state is State.APPROVED:
        return f"You approved {postmortem.id}. All approvals are in: it can be published."
    return f"You approved {postmortem.id}. {approvals(given, asked)} so far."


def redrafting(id: str) -> str:
    return f"{id} is being written again. The card will show it in a moment."


YOUR_WAY_IN = "The link is yours alone: it works once, and for ten minutes."


def try_again(reason: str) -> str:
    return f"{reason}. Nothing is lost; please try again in a moment."


def more_pages(page: int) -> str:
    """``page`` is the next one, counted from 1."""
    return f"`/postmortem list {page}` shows earlier ones."


# -- App Home -------------------------------------------------------------------------------------

HOME_WAITING = "Waiting for you"
HOME_NOTHING_WAITING = "Nothing. Reviews you are asked for appear here."
WAITS_FOR_REVIEW = "your review"
WAITS_FOR_CHANGES = "changes were asked for"
WAITS_FOR_PUBLISHING = "approved, to be published"
HOME_RECENT = "Recent postmortems"
