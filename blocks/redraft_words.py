"""What a redraft says of itself before it is made."""

from __future__ import annotations

TITLE = "Redraft"
LOADING = "Reading the channel again…"
LOADING_HINT = "This shows what would change. Nothing is changed until you say so; you can close it."
INTRO = "This is what would change. Nothing that a person wrote is touched."
NOTHING_CHANGES = "Nothing would change: the draft says all of this already."
WILL_CHANGE = "will be rewritten"
IS_NEW = "will be added"
MOVED_ON = "⚠️ More was said in the channel since this was shown. Nothing was changed yet."
OVERTAKEN = "The draft was written again since this was shown, so nothing was changed."
REDRAFT = "Redraft"
AS_SHOWN = "Redraft as shown"
PREVIEW_AGAIN = "Preview again"


def stays(headings: str, *, several: bool) -> str:
    return f"*{headings}* {'stay' if several else 'stays'} as {'they are' if several else 'it is'}"


def stays_edited(heading: str, by: str) -> str:
    return f"*{heading}* stays: edited by {by}"


def more_lines(number: int) -> str:
    return f"… and {number:,} more changed line{'' if number == 1 else 's'}"


def more_sections(number: int) -> str:
    return f"… and {number:,} more section{'' if number == 1 else 's'}"
