"""What the language check says to the person who edits: about the text, never about them."""

from __future__ import annotations

from blocks.card_words import count

# -- findings -------------------------------------------------------------------------------------

USE = "Use this"
KEEP = "Keep mine"
WHY = "Why?"
WHY_TITLE = "Why this?"
SAVE_AGAIN = "Save again"
DONE = "Done"
BACK = "Back"
UP_TO_YOU = "Nothing has to be changed: *Keep mine* leaves a sentence as it is, and nobody is asked again."


def saved(open_: int) -> str:
    """Above the field, once an edit with findings is saved."""
    other = "another way" if open_ == 1 else "other ways"
    return f"✅ *Saved.* {_reads(open_)} as blame; below {'is' if open_ == 1 else 'are'} {other} to say it."


def intro(heading: str, open_: int) -> str:
    """For an edit that was made elsewhere than in the dialog."""
    return f"“{heading}” is saved. {_reads(open_)} as blame; only you see this."


def finding(words: str, label: str, why: str) -> str:
    return f"⚠️ “{words}” · *{label}*: {why}"


def instead(suggestion: str) -> str:
    return f"→ {suggestion}"


def ask(question: str) -> str:
    """Where no sentence can be suggested honestly."""
    return f"Ask: {question}"


def more(number: int) -> str:
    return f"{number:,} more after these."


def elsewhere(number: int) -> str:
    return f"{number:,} more in other sections: *Edit* shows them."


def kept(sentences: str) -> str:
    return f"Kept as it is: {sentences}"


# -- after a click --------------------------------------------------------------------------------

SETTLED = "✅ That was all. Thank you."
CHANGED = "✅ *Saved* with the suggestion."
STAYS = "✅ It stays as it is. Nobody is asked about that sentence again."
GONE = "That sentence is not in the text any more, so nothing was changed."
OTHER_SUGGESTION = "The text has changed, and with it the suggestion. Nothing was changed yet: look again."


def open_section(heading: str) -> str:
    return f"Edit {heading}"


def _reads(open_: int) -> str:
    return f"{count(open_, 'sentence')} could be read" if open_ != 1 else "One sentence could be read"
