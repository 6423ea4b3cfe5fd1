"""What the organization's settings say."""

from __future__ import annotations

from bot.language.policy import Strictness

TITLE = "Settings"
LANGUAGE = "Language check"
INTRO = (
    "Every edit is checked for words that blame people. It is always saved: whoever edits is shown "
    "another way to say it, and decides."
)
SWITCHES = "What it does"
IS_ON = "Check the language of edits"
MUST_SETTLE = "Findings must be settled before approval"
MUST_SETTLE_IS = "Each sentence is changed or kept before anybody approves or publishes"
STRICTNESS = "How strict it is"
STRICT = {
    Strictness.GENTLE: ("Gentle", "Only what plainly blames somebody"),
    Strictness.STANDARD: ("Standard", "What most blameless guides advise"),
    Strictness.STRICT: ("Strict", "Hints as well, such as “we should have”"),
}
TERMS = "Words that always blame"
TERMS_HINT = "One a line with its kind, as in “sheepish = character_judgement”."
EXEMPT = "Words that never do"
EXEMPT_HINT = "One a line: a service named Karen, a phrase of your trade."
ROLES = "Your words for people"
ROLES_HINT = "One a line: roles and teams that the check should know for people, such as “release captain”."
NOT_CHECKED = "Sections that are not checked"
SAVE = "Save"
ASK_AN_ADMINISTRATOR = "Only administrators of this workspace can change this: please ask one."
NONE = "none"
ON, OFF = "On", "Off"
STANDARD_STANDS = "Nobody has changed these settings yet."


def changed(by: str, at: str) -> str:
    return f"Changed by {by}, {at}."
