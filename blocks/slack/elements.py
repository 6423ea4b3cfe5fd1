"""Block Kit's pieces, each built in one place and within its limits (docs.slack.dev/reference/block-kit).

Limits are counted in UTF-16 units, the stricter reading: Slack does not say whether an emoji is one or two.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from blocks import card_words, words
from bot.showing import Post

Block = dict[str, Any]

SECTION = 2_900  # Slack takes 3,000
HEADER = 150
BUTTON = 75
OPTION = 75
VIEW_TITLE = 24
MESSAGE_BLOCKS = 50
MESSAGE_TEXT = 12_000  # Slack refuses at about 13,200, undocumented (bolt-js#2509)
_TWO_UNITS = re.compile("[\U00010000-\U0010ffff]")


def size(text: str) -> int:
    """How long Slack may find ``text``, in UTF-16 units."""
    return len(text) + (0 if text.isascii() else len(_TWO_UNITS.findall(text)))


def shorten(text: str, limit: int) -> str:
    """``text`` on one line within ``limit`` units, ending in "…" where it was cut; never empty."""
    text = " ".join(text[: limit * 4].split()) or card_words.UNTITLED
    if size(text) <= limit:
        return text
    while size(text) > limit - 1:
        text = text[: len(text) - max(1, (size(text) - limit) // 2)]
    return text.rstrip() + "…"


def plain_text(text: str, limit: int = SECTION) -> Block:
    return {"type": "plain_text", "text": shorten(text, limit), "emoji": True}


def mrkdwn_text(text: str) -> Block:
    """``verbatim``: Slack looks for no names of its own, so that "@channel" in a text stays a word."""
    return {"type": "mrkdwn", "text": text or "—", "verbatim": True}


def section(text: str, accessory: Block | None = None) -> Block:
    """``expand``: the text is read, not hidden behind "see more"."""
    block: Block = {"type": "section", "text": mrkdwn_text(text), "expand": True}
    return block | {"accessory": accessory} if accessory else block


def lines(texts: Iterable[str]) -> list[Block]:
    """Lines of markup, each within a section's limit, in as few sections as hold them."""
    packed: list[str] = []
    for text in filter(None, texts):
        if packed and size(packed[-1]) + size(text) < SECTION:
            packed[-1] += f"\n{text}"
        else:
            packed.append(text)
    return [section(text) for text in packed]


def raw_section(text: str) -> Block:
    """Text exactly as it is, Markdown signs and all."""
    return {"type": "section", "text": {"type": "plain_text", "text": text or "—", "emoji": False}}


def header(text: str) -> Block:
    return {"type": "header", "text": plain_text(text, HEADER)}


def context(*texts: str) -> Block:
    return {"type": "context", "elements": [mrkdwn_text(text) for text in texts]}


def divider() -> Block:
    return {"type": "divider"}


def actions(*elements: Block) -> Block:
    return {"type": "actions", "elements": list(elements)}


def button(text: str, action: str, value: str, *, style: str | None = None, url: str | None = None) -> Block:
    block: Block = {
        "type": "button",
        "text": plain_text(text, BUTTON),
        "action_id": action,
        "value": value,
    }
    if style:
        block["style"] = style
    return block | {"url": url} if url else block


def option(text: str, value: str, description: str = "") -> Block:
    block: Block = {"text": plain_text(text, OPTION), "value": value}
    return block | {"description": plain_text(description, OPTION)} if description else block


def overflow(action: str, options: Sequence[Block]) -> Block:
    return {"type": "overflow", "action_id": action, "options": list(options)}


def field(block_id: str, label: str, element: Block, *, hint: str = "", optional: bool = False) -> Block:
    block: Block = {
        "type": "input",
        "block_id": block_id,
        "label": plain_text(label, 150),
        "element": element,
        "optional": optional,
    }
    return block | {"hint": plain_text(hint, 150)} if hint else block


def text_area(action: str, text: str = "") -> Block:
    element: Block = {"type": "plain_text_input", "action_id": action, "multiline": True}
    return element | {"initial_value": text} if text else element


def modal(
    callback: str,
    title: str,
    blocks: Sequence[Block],
    metadata: str,
    submit: str | None = None,
    close: str = "",
) -> Block:
    view: Block = {
        "type": "modal",
        "callback_id": callback,
        "title": plain_text(title, VIEW_TITLE),
        "close": plain_text(close or (words.CANCEL if submit else words.CLOSE), VIEW_TITLE),
        "private_metadata": metadata,
        "blocks": list(blocks),
    }
    return view | {"submit": plain_text(submit, VIEW_TITLE)} if submit else view


def message(
    part: str, text: str, blocks: Sequence[Block], *, follows: str | None = None, person: str | None = None
) -> Post:
    """A post; its digest is of all that Slack would show."""
    body = {"text": text, "blocks": list(blocks)}
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return Post(part, hashlib.sha256(canonical.encode()).hexdigest(), body, follows, person)
