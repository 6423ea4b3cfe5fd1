"""Findings as Slack shows them: under the field of a dialog, or in a message that one person sees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from blocks import ids, wording_words
from blocks.slack.elements import (
    SECTION,
    Block,
    actions,
    button,
    context,
    header,
    message,
    modal,
    section,
    size,
)
from blocks.slack.mrkdwn import escape, short
from blocks.wording import FindingView, WordingView, why_view, wording_view
from bot.blameless.marking import SHOWN, Found, Told
from bot.language.finding import Category
from bot.postmortem import Postmortem
from bot.showing import Post

WORDS, HEADING = 120, 60
SUGGESTION = 2_400  # units once escaped; a section takes 3,000
KEPT = 3  # sentences that are named
BLOCK = "wording"  # begins the id of each block of ours in somebody else's dialog
TOLD = f"{BLOCK}/told"
_OWN = ("type", "callback_id", "title", "submit", "close", "private_metadata")


def finding_blocks(found: Found | None, most: int = SHOWN) -> list[Block]:
    """The findings with their buttons, how many there are besides, and what was kept."""
    if found is None:
        return []
    view = wording_view(found, most)
    blocks = [block for n, finding in enumerate(view.findings) for block in _finding(finding, n)]
    if view.more:
        blocks.append(_named(context(wording_words.more(view.more)), "more"))
    if view.findings:
        blocks.append(_named(context(wording_words.UP_TO_YOU), "hint"))
    if view.kept:
        blocks.append(_named(context(_kept(view)), "kept"))
    return blocks


def told_block(told: str) -> list[Block]:
    """A line above the field, "" for none."""
    return [section(told) | {"block_id": TOLD}] if told else []


def saved(found: Found) -> str:
    return wording_words.saved(len(found.open)) if found.open else wording_words.CHANGED


def redrawn(view: Mapping[str, Any], found: Found, told: str) -> Block:
    """The dialog as it stands, all that is typed kept, with its findings drawn anew."""
    blocks = [block for block in view["blocks"] if not is_ours(block)]
    last = max((n for n, block in enumerate(blocks) if block["type"] == "input"), default=-1)
    drawn = [*told_block(told), *blocks[: last + 1], *finding_blocks(found), *blocks[last + 1 :]]
    return {key: view[key] for key in _OWN if view.get(key)} | {"blocks": drawn}


def noted(view: Mapping[str, Any], told: str) -> Block:
    """The dialog as it stands, with a word about it above."""
    kept = [block for block in view["blocks"] if block.get("block_id") != TOLD]
    return {key: view[key] for key in _OWN if view.get(key)} | {"blocks": [*told_block(told), *kept]}


def is_ours(block: Mapping[str, Any]) -> bool:
    return str(block.get("block_id", "")).startswith(f"{BLOCK}/")


def why_modal(category: Category) -> Block:
    """One kind of blame explained; closing it leads back to where it was asked."""
    view = why_view(category)
    blocks = [header(_capital(view.label)), section(f"*{_capital(view.why)}*"), section(view.explained)]
    return modal(ids.WHY_VIEW, wording_words.WHY_TITLE, blocks, "", close=wording_words.BACK)


def private_post(told: Told) -> Post:
    """What is told privately after an edit from elsewhere."""
    found = told.found
    intro = wording_words.intro(short(found.heading, HEADING), len(found.open))
    rest = [context(wording_words.elsewhere(told.elsewhere))] if told.elsewhere else []
    return message("wording", intro, [section(intro), *finding_blocks(found), *rest], person=told.person)


def private_blocks(found: Found, told: str) -> list[Block]:
    """The same after a click in it: what came of that, and what is still open."""
    if not found.open:
        return [section(f"{told}\n{wording_words.SETTLED}")]
    return [section(told), *finding_blocks(found)]


def held_blocks(told: str, postmortem: Postmortem, key: str | None) -> list[Block]:
    """Why it can't be approved yet, and the way to what is open."""
    headings = [s.heading for s in postmortem.sections if s.key == key]
    way = ids.value(postmortem.number, postmortem.version, key or "")
    text = wording_words.open_section(short(headings[0], HEADING)) if headings else ""
    return [section(told), *([actions(button(text, ids.OPEN_SECTION, way))] if text else [])]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _finding(finding: FindingView, n: int) -> Iterable[Block]:
    said = wording_words.finding(short(finding.words, WORDS), finding.label, escape(finding.why))
    instead = wording_words.ask if finding.asks else wording_words.instead
    use = [] if finding.asks else [button(wording_words.USE, ids.USE, finding.value)]
    keep = button(wording_words.KEEP, ids.KEEP, finding.value)
    why = button(wording_words.WHY, ids.WHY, finding.value)
    suggested = instead(_whole(finding.suggestion))
    texts = [f"{said}\n{suggested}"] if size(said) + size(suggested) < SECTION else [said, suggested]
    for part, text in enumerate(texts):
        yield _named(section(text), f"{n}/{part}")
    yield _named(actions(*use, keep, why), f"{n}/do")


def _whole(text: str) -> str:
    """All of a suggestion, since whoever takes it has to see it; only one that no section holds is cut."""
    limit = SUGGESTION
    while size(short(text, limit)) > SUGGESTION:
        limit = limit * 3 // 4
    return short(text, limit)


def _kept(view: WordingView) -> str:
    named = " ".join(f"“{short(sentence, WORDS)}”" for sentence in view.kept[:KEPT])
    return wording_words.kept(f"{named} …" if len(view.kept) > KEPT else named)


def _named(block: Block, name: str) -> Block:
    return block | {"block_id": f"{BLOCK}/{name}"}
