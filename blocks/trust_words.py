"""What we say of how a draft came about, what it rests on, and what it could not tell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from blocks.card_words import count
from bot.drafting.draft import Coverage, Draft, Usage
from bot.drafting.progress import Step
from bot.incident import Promise
from bot.underway import Underway

_BEGINNINGS = ("The", "Nothing", "No", "It", "A", "An")
UNKNOWNS = "What we could not tell"
SHOW_WHICH = "Show which"
TRY_AI = "Try AI again"
DRIFT_SHORT = "Changed since"
CHANGED, DELETED = "changed since", "deleted since"
MARK = "⚠️"  # beside a citation whose message was changed
_PROMISED = 80  # characters of an open action item
_MONTH = 30.4

# -- while it is written --------------------------------------------------------------------------


def progress(underway: Underway) -> str:
    """ "Reading the channel: 3,120 messages · drafting 4 of 7 sections …", of which what is known."""
    messages, told = underway.messages, underway.progress
    read = f"Reading the channel: {count(messages, 'message')}" if messages else "Reading the channel"
    doing = ""
    if told.step is Step.ASKING and told.of:
        doing = f"asking the model, {told.done} of {count(told.of, 'part')} answered"
    elif told.step is Step.WRITING and told.of:
        doing = f"drafting {min(max(told.done, 1), told.of)} of {count(told.of, 'section')}"
    return " · ".join(filter(None, (read, doing))) + " …"


def written_again(underway: Underway) -> str:
    """For a draft that stands while it is written again."""
    return f"✏️ Writing it again. {progress(underway)}"


# -- the receipt ----------------------------------------------------------------------------------


def receipt(draft: Draft) -> str:
    """How much was read and by whom: the line that lets a reader trust the rest; "" if nobody counted."""
    if draft.coverage.messages < 1 and not draft.coverage.read:
        return f"No messages to read · {_written(draft)}"
    return f"Read {coverage(draft)} · {_written(draft)}"


def coverage(draft: Draft) -> str:
    """ "102 of 102 messages, 14 threads, 9 tools' posts, 2 secrets redacted"."""
    read = draft.coverage
    personal = sum(found.count for found in draft.redactions if found.kind in _PERSONAL)
    secrets = sum(found.count for found in draft.redactions) - personal
    redacted = [count(secrets, "secret")] * (secrets > 0)
    redacted += [count(personal, "personal detail")] * (personal > 0)
    parts = [
        f"{read.read:,} of {count(read.messages, 'message')}",
        count(read.threads, "thread"),
        _tools(read),
        f"{read.dropped:,} left out" if read.dropped else "",
        f"{' and '.join(redacted)} redacted" if redacted else "",
    ]
    return ", ".join(filter(None, parts))


def _tools(read: Coverage) -> str:
    if not read.tools:
        return ""
    return "1 tool's post" if read.tools == 1 else f"{read.tools:,} tools' posts"


def _written(draft: Draft) -> str:
    kind, _, model = draft.writer.partition(":")
    if model and not draft.fell_back:
        return ", ".join(filter(None, (f"written by {model}", _spent(draft.usage))))
    spent = _spent(draft.usage)
    return f"written {kind}" + (f" ({spent} went to {draft.usage.model})" if spent and draft.usage else "")


def _spent(usage: Usage | None) -> str:
    """ "12,400 tokens, $0.03"; the money only where a price is set."""
    if usage is None or not usage.prompt_tokens + usage.completion_tokens:
        return ""
    said = count(usage.prompt_tokens + usage.completion_tokens, "token")
    if usage.cost is None:
        return said
    return f"{said}, " + (f"${usage.cost:.2f}" if usage.cost >= 0.01 else "under $0.01")


def fell_back(reason: str) -> str:
    """ "Written offline: the model did not answer within 45 s."""
    said = " ".join(reason.split()).rstrip(". ")
    first, _, rest = said.partition(" ")
    if first in _BEGINNINGS:  # a sentence goes on after the colon; a name keeps its letters
        said = f"{first.lower()} {rest}"
    return f"Written offline: {said}."


# -- what it rests on -----------------------------------------------------------------------------


def drifted(statements: int) -> str:
    if statements == 1:
        return f"{MARK} 1 statement rests on a message that was changed since."
    return f"{MARK} {statements:,} statements rest on messages that were changed since."


NO_DRIFT = "Every message that the text rests on is as it was read."
DRIFT_STEP = (
    "Read what the message says now, then edit the section, or redraft it if nobody has edited it yet."
)


def source_was(number: int, *, deleted: bool) -> str:
    return f"[{number}] {DELETED if deleted else CHANGED}"


def still_open(promise: Promise, now: datetime | None) -> str:
    """ "its action “contract test for amounts” is still open, 4 months"."""
    text = " ".join(promise.text.split()).rstrip(".")
    if len(text) > _PROMISED:
        text = text[:_PROMISED].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
    return f"its action “{text}” is still open" + (f", {age}" if (age := _age(promise, now)) else "")


def _age(promise: Promise, now: datetime | None) -> str:
    if promise.made_at is None or now is None:
        return ""
    days = (now - promise.made_at).days
    if days < 1:
        return ""
    return count(days, "day") if days < 2 * _MONTH else count(int(days / _MONTH), "month")


# -- secrets --------------------------------------------------------------------------------------

_SPELLED = {"aws": "AWS", "jwt": "JWT", "pypi": "PyPI", "api": "API", "openai": "OpenAI", "github": "GitHub",
            "gitlab": "GitLab", "slack": "Slack", "google": "Google", "stripe": "Stripe"}  # fmt: skip
# A customer's: to be deleted, and there is nothing to rotate.
_PERSONAL = {
    "email": "e-mail address",
    "phone": "phone number",
    "iban": "bank account number",
    "card": "card number",
}
OPEN_MESSAGE = "Open message"
IT_IS_GONE = "Thank you, it is gone."
THEY_ARE_GONE = "Thank you, they are gone."


def leaked(kinds: Sequence[str]) -> str:
    """ "A token", "An AWS access key and a password"."""
    named = [f"{_article(name)} {name}" for name in dict.fromkeys(map(_spelled, kinds))] or ["a secret"]
    said = ", ".join(named[:-1]) + (" and " if len(named) > 1 else "") + named[-1]
    return said[0].upper() + said[1:]


def was_pasted(kinds: Sequence[str], at: str, *, by_tool: bool, gone: bool) -> str:
    """ "A token was pasted at 10:42."; ``at`` may be ""."""
    verb = "were" if len(dict.fromkeys(kinds)) > 1 else "was"
    when = f" at {at}" if at else ""
    said = f"{leaked(kinds)} {verb} {'posted by a tool' if by_tool else 'pasted'}{when}"
    return f"{said}: gone." if gone else f"{said}."


def what_to_do(kinds: Sequence[str], messages: int) -> str:
    """What is asked of whoever pasted it."""
    draft = "It is not in the draft." if messages == 1 else "None of it is in the draft."
    them, message = ("it", "the message") if messages == 1 else ("them", "the messages")
    if kinds and all(kind in _PERSONAL for kind in kinds):
        return f"{draft} Please delete {message}."
    return f"{draft} Rotate {them} and delete {message}."


def _spelled(kind: str) -> str:
    words = kind.replace("_", "-").split("-")
    return _PERSONAL.get(kind) or " ".join(_SPELLED.get(word, word) for word in words)


def _article(name: str) -> str:
    return "an" if name[:1].lower() in "aeiou" or name.startswith("npm") else "a"
