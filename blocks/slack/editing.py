"""The editing dialog: a section's text in as many fields as Slack's limits ask for, and whole again.

A field takes 3,000 characters. Parts are made shorter, so that there is room to write in each; how they
were divided travels in the dialog's metadata, so that joining them gives back exactly what was there.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from blocks import ids, wording_words, words
from blocks.slack.elements import (
    Block,
    actions,
    context,
    divider,
    field,
    modal,
    option,
    plain_text,
    raw_section,
    section,
    size,
    text_area,
)
from blocks.slack.mrkdwn import mention, short, when
from blocks.slack.wording import TOLD, finding_blocks, told_block
from bot.blameless.marking import SHOWN, Found
from bot.errors import UserError
from bot.postmortem import Postmortem, Section

PART = 2_000  # units; a field takes 3,000, the rest is room to write
ROOM = 1_000  # a last part longer than this gets an empty field after it
VIEW_BYTES = 240_000  # Slack takes 250,000
VIEW_BLOCKS = 100
OPTIONS = 100
THEIRS = 2_900

# How two parts were divided, by the letter that the metadata holds for it.
_BREAKS = {"p": "\n\n", "l": "\n", "s": " ", "n": ""}


def edit_modal(postmortem: Postmortem, key: str, found: Found | None = None, *, told: str = "") -> Block:
    """The section's text to be edited, with a choice of the others. Raises UserError for an unknown key.

    ``found`` stands under the field, as much of it as there is room for. ``told`` is said of a text that
    was saved just now.
    """
    part = postmortem.section(key)
    chooser = [_chooser(postmortem, part)] if len(postmortem.sections) > 1 else []
    above = [*told_block(told), *chooser, _revision(part)]
    submit, close = (wording_words.SAVE_AGAIN, wording_words.DONE) if told else (words.SAVE, "")
    most = min(SHOWN, len(found.open)) if found else 0
    for shown in range(most, -1, -1):
        below = finding_blocks(found, shown)
        view = _drawn(postmortem, part, part.body, (above, below), part.heading, submit, close)
        if _fits(view):
            return view
    raise UserError(words.too_long_to_edit(part.heading))


def unsaved_modal(postmortem: Postmortem, view: Mapping[str, Any], typed: str) -> Block | None:
    """For another section being chosen while what was ``typed`` into this one is not saved: the dialog as
    it stands, with a word about it. None where nothing would be lost.
    """
    part = postmortem.section(str(json.loads(view["private_metadata"])["key"]))
    if typed.strip() == part.body.strip():
        return None
    told = section(words.not_saved_yet(short(part.heading, 60))) | {"block_id": TOLD}
    kept = [b for b in view["blocks"] if not (str(b.get("block_id")) == TOLD or _is_chooser(b))]
    shown = ("type", "callback_id", "title", "submit", "close", "private_metadata")
    # What is typed stays where the field's block keeps its id; the choice goes back where its block is new.
    chooser = _chooser(postmortem, part) | {"block_id": f"{ids.CHOOSE_SECTION}/{secrets.token_hex(4)}"}
    return {key: view[key] for key in shown} | {"blocks": [told, chooser, *kept]}


def conflict_modal(postmortem: Postmortem, key: str, mine: str) -> Block:
    """What somebody else saved, and what was being written kept in the fields: saving replaces theirs."""
    part = postmortem.section(key)
    who = mention(part.edited_by) if part.edited_by else words.SOMEBODY
    told = section(words.saved_meanwhile(who, short(part.heading, 60)))
    theirs = [raw_section(text) for text, _ in split(part.body, THEIRS)]
    blocks = [told, section(words.THEIRS), *theirs, divider()]
    view = _drawn(postmortem, part, mine, (blocks, ()), words.mine(part.heading), words.SAVE_MINE)
    if not _fits(view):
        raise UserError(words.too_long_to_edit(part.heading))
    return view


def split(text: str, limit: int = PART) -> list[tuple[str, str]]:
    """Parts within ``limit`` units, each with the letter of the break after it ("" after the last).

    Divided between paragraphs where that leaves no tiny part, else between lines, words, or anywhere.
    """
    parts: list[tuple[str, str]] = []
    while size(text) > limit:
        at, letter = _break(text, _longest(text, limit))
        parts.append((text[:at], letter))
        text = text[at + len(_BREAKS[letter]) :]
    return [*parts, (text, "")]


def _break(text: str, longest: int) -> tuple[int, str]:
    """Where the first part ends, and the letter of the break there; neither part is empty."""
    for letter, gap in _BREAKS.items():
        at = text.rfind(gap, 1, longest + len(gap)) if gap else longest
        if at > (longest // 3 if gap else 0) and at + len(gap) < len(text):
            return at, letter
    raise AssertionError("the last break divides anywhere")


def joined(view: Mapping[str, Any], metadata: Mapping[str, Any]) -> str:
    """The fields' text as one. A field that was emptied leaves no gap."""
    breaks = str(metadata.get("breaks") or "")
    try:
        key, seen = str(metadata["key"]), int(metadata["seen"])
    except (KeyError, TypeError, ValueError):
        raise UserError(words.NOT_OURS) from None
    if not answer(view, ids.body_block(key, seen, 0), ids.TEXT):
        raise UserError(words.NOT_OURS)
    text = ""
    for n in range(VIEW_BLOCKS):
        said = str(answer(view, ids.body_block(key, seen, n), ids.TEXT).get("value") or "")
        if said and text:
            text += _BREAKS.get(breaks[n - 1 : n], "\n\n")
        text += said
    return text


def answer(view: Mapping[str, Any], block: str, action: str) -> Mapping[str, Any]:
    """What was put into one field, or nothing."""
    values = (view.get("state") or {}).get("values") or {}
    return dict((values.get(block) or {}).get(action) or {})


def first_input(view: Mapping[str, Any]) -> str:
    """The block of the dialog's first field, where what is wrong with its text is shown."""
    blocks: Sequence[Mapping[str, Any]] = view.get("blocks") or ()
    named = (str(block.get("block_id")) for block in blocks if block.get("type") == "input")
    return next(named, ids.BODY)


def _drawn(
    postmortem: Postmortem,
    part: Section,
    text: str,
    around: tuple[Sequence[Block], Sequence[Block]],
    label: str,
    submit: str,
    close: str = "",
) -> Block:
    """``around``: the blocks above the fields, and those below."""
    parts = split(text)
    if size(parts[-1][0]) > ROOM:
        parts = [*parts[:-1], (parts[-1][0], "p"), ("", "")]
    fields = [_field(part, n, len(parts), said, label) for n, (said, _) in enumerate(parts)]
    breaks = "".join(letter for _, letter in parts)
    seen = {"number": postmortem.number, "key": part.key, "seen": part.revision, "breaks": breaks}
    title = f"{postmortem.id} · {words.EDIT}"
    blocks = [*around[0], *fields, *around[1], context(words.KEEP_CITATIONS)]
    return modal(ids.EDIT_VIEW, title, blocks, json.dumps(seen), submit, close)


def _fits(view: Block) -> bool:
    length = len(json.dumps(view, ensure_ascii=False).encode(errors="replace"))
    return len(view["blocks"]) <= VIEW_BLOCKS and length <= VIEW_BYTES


def _field(part: Section, n: int, of: int, text: str, label: str) -> Block:
    return field(
        ids.body_block(part.key, part.revision, n),
        words.part(label, n + 1, of) if text or n == 0 else words.continued(label),
        text_area(ids.TEXT, text),
        optional=n > 0,  # a later part may be emptied
    )


def _chooser(postmortem: Postmortem, chosen: Section) -> Block:
    index = postmortem.sections.index(chosen)
    start = index // OPTIONS * OPTIONS
    options = [option(s.heading, s.key) for s in postmortem.sections[start : start + OPTIONS]]
    return actions(
        {
            "type": "static_select",
            "action_id": ids.CHOOSE_SECTION,
            "placeholder": plain_text(words.CHOOSE_SECTION, 150),
            "options": options,
            "initial_option": options[index - start],
        }
    )


def _is_chooser(block: Mapping[str, Any]) -> bool:
    return any(element.get("action_id") == ids.CHOOSE_SECTION for element in block.get("elements") or ())


def _revision(part: Section) -> Block:
    by = mention(part.edited_by) if part.edited_by else ""
    return context(words.revision(part.revision, by, when(part.edited_at) if part.edited_at else ""))


def _longest(text: str, limit: int) -> int:
    """How many characters from the start take at most ``limit`` units."""
    used = 0
    for n, character in enumerate(text[: limit + 1]):
        used += 2 if character > "\uffff" else 1
        if used > limit:
            return n
    return min(len(text), limit)
