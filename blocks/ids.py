"""The names by which clicks and modals come back to us, shared by whoever draws and whoever answers.

Slack remembers them in every message already posted: renaming one orphans the buttons out there.
"""

from __future__ import annotations

# Actions: what a button, menu or select is.
READ = "pm_read"
EDIT = "pm_edit"
ASK = "pm_ask"
APPROVE = "pm_approve"
CHANGES = "pm_changes"
PUBLISH = "pm_publish"
MORE = "pm_more"
OPEN_PAGE = "pm_open_page"
PAGE = "pm_page"
DRIFT = "pm_drift"
TRY_AI = "pm_try_ai"
PREVIEW_AGAIN = "pm_preview_again"
CHOOSE_SECTION = "pm_choose_section"
USE = "pm_wording_use"
KEEP = "pm_wording_keep"
WHY = "pm_wording_why"
OPEN_SECTION = "pm_open_section"
LINK = "pm_link"  # only opens an address; Slack still wants its click acknowledged

# Choices of the "⋯" menu: the last part of the option's value.
REDRAFT = "redraft"
REVIEWERS_AGAIN = "reviewers"
DISCARD = "discard"

# Callbacks: which modal was sent, which shortcut was used.
EDIT_VIEW = "pm_edit_view"
ASK_VIEW = "pm_ask_view"
CHANGES_VIEW = "pm_changes_view"
PUBLISH_VIEW = "pm_publish_view"
DISCARD_VIEW = "pm_discard_view"
PAGE_VIEW = "pm_page_view"
TOLD_VIEW = "pm_told_view"
READ_VIEW = "pm_read_view"
REDRAFT_VIEW = "pm_redraft_view"
DRIFT_VIEW = "pm_drift_view"
WHY_VIEW = "pm_why_view"
SETTINGS_VIEW = "pm_settings_view"
HOME_VIEW = "pm_home_view"
CREATE_SHORTCUT = "pm_create_shortcut"  # global
CREATE_MESSAGE = "pm_create_message"  # in a message's menu

# Fields of modals: the block, and the element in it.
BODY = "body"  # continues "/<section>/<revision>/<n>"
TEXT = "text"
REVIEWERS = "reviewers"
PEOPLE = "people"
COMMENT = "comment"
VISIBILITY = "visibility"
LANGUAGE_SWITCHES = "language_switches"
STRICTNESS = "strictness"
TERMS = "terms"
EXEMPT = "exempt"
ROLES = "roles"
NOT_CHECKED = "not_checked"


def value(number: int, version: int, *rest: str) -> str:
    """What a button carries: "12:7", or "12:7:<more>"."""
    return ":".join((str(number), str(version), *rest))


def page_value(number: int, page: int) -> str:
    """What a Next or Back button carries; ``page`` counts from 0."""
    return f"{number}:{page}"


def body_block(key: str, revision: int, n: int | str) -> str:
    """The block of a part of a section's text.

    Slack keeps what was typed per block id, so another section or revision needs another id to be shown.
    """
    return f"{BODY}/{key}/{revision}/{n}"
