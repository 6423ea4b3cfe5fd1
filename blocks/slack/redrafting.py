"""The dialogs of a redraft, and of what a text's sources have become since."""

from __future__ import annotations

import json
from collections.abc import Sequence

from blocks import ids, redraft_words, trust_words, words
from blocks.card_words import and_more
from blocks.changes import Line, changed_lines
from blocks.drift import drifted_statements
from blocks.slack.elements import Block, button, context, lines, modal, section, size
from blocks.slack.mrkdwn import link, mention, short
from blocks.web_words import opens
from bot.postmortem import Postmortem
from bot.preview import Change, Fate, Preview
from bot.showing import Shown

HEADING, TITLE = 60, 150
LINE = 240  # units of one changed line
SECTION_TEXT = 1_600  # units of one section's changes
LINES = 12  # of one section
SECTIONS = 30  # that are shown with their changes
STATEMENTS = 40


def loading_modal(postmortem: Postmortem) -> Block:
    blocks = [section(redraft_words.LOADING), context(redraft_words.LOADING_HINT)]
    return modal(ids.REDRAFT_VIEW, _title(postmortem), blocks, _metadata(postmortem.number))


def preview_modal(preview: Preview, *, moved_on: bool = False) -> Block:
    """What would change, section by section. ``moved_on``: more was said since, so it asks once more."""
    postmortem = preview.before
    if not preview.changes_anything:
        told = [section(redraft_words.NOTHING_CHANGES), *_kept(preview.changes), *_fell_back(preview)]
        return modal(ids.REDRAFT_VIEW, _title(postmortem), told, _metadata(postmortem.number))
    first = [section(redraft_words.MOVED_ON, _again(postmortem))] if moved_on else []
    rewritten = [change for change in preview.changes if change.fate is Fate.REWRITTEN]
    blocks = [*first, section(redraft_words.INTRO), *map(_rewritten, rewritten[:SECTIONS])]
    if len(rewritten) > SECTIONS:
        blocks.append(context(redraft_words.more_sections(len(rewritten) - SECTIONS)))
    blocks += [*_kept(preview.changes), *_fell_back(preview)]
    metadata = _metadata(postmortem.number, token=preview.token, as_shown=moved_on)
    submit = redraft_words.AS_SHOWN if moved_on else redraft_words.REDRAFT
    return modal(ids.REDRAFT_VIEW, _title(postmortem), blocks, metadata, submit, words.CANCEL)


def overtaken_modal(postmortem: Postmortem) -> Block:
    """For a preview that does not hold any more."""
    told = section(redraft_words.OVERTAKEN, _again(postmortem))
    return modal(ids.REDRAFT_VIEW, _title(postmortem), [told], _metadata(postmortem.number))


def drift_modal(shown: Shown) -> Block:
    """Which statements rest on messages that were changed since, and what became of each."""
    postmortem = shown.postmortem
    found = drifted_statements(shown)
    blocks = []
    for said in found[:STATEMENTS]:
        about = [
            " · ".join(
                filter(
                    None,
                    (
                        trust_words.source_was(source.number, deleted=drift.deleted),
                        "" if drift.deleted or not source.link else link(source.link, opens(source)),
                    ),
                )
            )
            for source, drift in said.sources[:9]
        ]
        blocks += [
            section(f"*{short(', '.join(said.headings), TITLE)}*\n{short(said.text, 600)}"),
            context("   ".join(about)),
        ]
    rest = and_more(len(found) - STATEMENTS) if len(found) > STATEMENTS else ""
    step = trust_words.DRIFT_STEP if found else trust_words.NO_DRIFT
    blocks.append(context(" ".join(filter(None, (rest, step)))))
    title = f"{postmortem.id} · {trust_words.DRIFT_SHORT}"
    return modal(ids.DRIFT_VIEW, title, blocks, _metadata(postmortem.number))


def _rewritten(change: Change) -> Block:
    what = redraft_words.WILL_CHANGE if change.before else redraft_words.IS_NEW
    found = changed_lines(change.before.body if change.before else "", change.after.body)
    text, kept = f"*{short(change.after.heading, HEADING)}* {what}", 0
    for line in found[:LINES]:
        drawn = f"\n{_drawn(line)}"
        if size(text) + size(drawn) > SECTION_TEXT:
            break
        text, kept = text + drawn, kept + 1
    more = f"\n_{redraft_words.more_lines(len(found) - kept)}_" if kept < len(found) else ""
    return section(text + more)


def _drawn(line: Line) -> str:
    text = short(line.text, LINE).replace("~", "∼")
    return f"> ➕ {text}" if line.is_new else f"> ➖ ~{text}~"


def _kept(changes: Sequence[Change]) -> list[Block]:
    same = [short(c.after.heading, HEADING) for c in changes if c.fate is Fate.SAME]
    edited = [
        redraft_words.stays_edited(short(c.after.heading, HEADING), mention(c.after.edited_by or ""))
        for c in changes
        if c.fate is Fate.EDITED
    ]
    stays = [redraft_words.stays(", ".join(same), several=len(same) > 1)] if same else []
    return lines([*edited, *stays])


def _fell_back(preview: Preview) -> list[Block]:
    reason = preview.draft.fell_back
    return [context(short(trust_words.fell_back(reason), 300))] if reason else []


def _again(postmortem: Postmortem) -> Block:
    value = ids.value(postmortem.number, postmortem.version)
    return button(redraft_words.PREVIEW_AGAIN, ids.PREVIEW_AGAIN, value)


def _title(postmortem: Postmortem) -> str:
    return f"{postmortem.id} · {redraft_words.TITLE}"


def _metadata(number: int, **more: object) -> str:
    return json.dumps({"number": number, **more})
