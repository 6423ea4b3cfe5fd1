"""The dialog of the organization's settings, a part below the other: the language check is the first."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from blocks import ids, language_words, words
from blocks import settings_words as said
from blocks.slack.editing import answer
from blocks.slack.elements import (
    SECTION,
    Block,
    context,
    field,
    header,
    modal,
    option,
    raw_section,
    section,
    size,
    text_area,
)
from blocks.slack.mrkdwn import escape, mention, when
from bot.blameless.settings import (
    LanguageSettings,
    LineError,
    kinds_of_blame,
    read_terms,
    read_words,
    write_terms,
    write_words,
)
from bot.drafting.headings import ENGLISH, KEYS
from bot.errors import UserError
from bot.language.finding import Category, Field
from bot.language.policy import Strictness

T = TypeVar("T")
IS_ON, MUST_SETTLE = "is_on", "must_settle"
SECTIONS = dict(zip(map(Field, KEYS), ENGLISH, strict=True))


class FieldErrors(UserError):
    """What is wrong at which fields of the dialog, by their blocks."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = dict(errors)


def settings_modal(language: LanguageSettings, *, may_change: bool) -> Block:
    """The settings to be changed, or only to be read by who may not change them."""
    metadata = json.dumps({"version": language.version})
    blocks = [header(said.LANGUAGE), section(said.INTRO)]
    if not may_change:
        blocks += [context(said.ASK_AN_ADMINISTRATOR), *_lines(language), context(_changed(language))]
        return modal(ids.SETTINGS_VIEW, said.TITLE, blocks, metadata)
    blocks += [*_fields(language), context(_changed(language))]
    return modal(ids.SETTINGS_VIEW, said.TITLE, blocks, metadata, said.SAVE)


def read_settings(view: Mapping[str, Any]) -> LanguageSettings:
    """The settings as filled in. Raises FieldErrors with each line that can't be taken."""
    errors: dict[str, str] = {}
    kinds = kinds_of_blame({category: language_words.label(category) for category in Category})

    def read(block: str, reading: Callable[[str], T], none: T) -> T:
        try:
            return reading(str(answer(view, block, ids.TEXT).get("value") or ""))
        except LineError as problem:
            errors[block] = str(problem)
            return none

    switches = _chosen(view, ids.LANGUAGE_SWITCHES)
    strict = (answer(view, ids.STRICTNESS, ids.STRICTNESS).get("selected_option") or {}).get("value")
    read_back = LanguageSettings(
        is_on=IS_ON in switches,
        strictness=next((one for one in Strictness if one == strict), Strictness.STANDARD),
        terms=read(ids.TERMS, lambda text: read_terms(text, kinds), ()),
        exempt=read(ids.EXEMPT, read_words, ()),
        roles=read(ids.ROLES, read_words, ()),
        off=frozenset(name for name in SECTIONS if name in _chosen(view, ids.NOT_CHECKED)),
        must_settle=MUST_SETTLE in switches,
    )
    if errors:
        raise FieldErrors(errors)
    return read_back


def version_of(view: Mapping[str, Any]) -> int:
    """Which version of the settings the dialog was opened with. Raises UserError if it is none of ours."""
    try:
        return int(json.loads(view.get("private_metadata") or "")["version"])
    except (ValueError, TypeError, KeyError, RecursionError):
        raise UserError(words.NOT_OURS) from None


def _fields(language: LanguageSettings) -> list[Block]:
    switches = [
        (option(said.IS_ON, IS_ON), language.is_on),
        (option(said.MUST_SETTLE, MUST_SETTLE, said.MUST_SETTLE_IS), language.must_settle),
    ]
    strict = {one: option(name, one.value, is_) for one, (name, is_) in said.STRICT.items()}
    radio = {
        "type": "radio_buttons",
        "action_id": ids.STRICTNESS,
        "options": list(strict.values()),
        "initial_option": strict[language.strictness],
    }
    sections = [(option(heading, name.value), name in language.off) for name, heading in SECTIONS.items()]
    return [
        _checkboxes(ids.LANGUAGE_SWITCHES, said.SWITCHES, switches),
        field(ids.STRICTNESS, said.STRICTNESS, radio),
        _list(ids.TERMS, said.TERMS, write_terms(language.terms), said.TERMS_HINT),
        _list(ids.EXEMPT, said.EXEMPT, write_words(language.exempt), said.EXEMPT_HINT),
        _list(ids.ROLES, said.ROLES, write_words(language.roles), said.ROLES_HINT),
        _checkboxes(ids.NOT_CHECKED, said.NOT_CHECKED, sections),
    ]


def _list(block: str, label: str, text: str, hint: str) -> Block:
    return field(block, label, text_area(ids.TEXT, text), hint=hint, optional=True)


def _checkboxes(block: str, label: str, options: list[tuple[Block, bool]]) -> Block:
    boxes: Block = {
        "type": "checkboxes",
        "action_id": block,
        "options": [offered for offered, _ in options],
    }
    if chosen := [offered for offered, is_chosen in options if is_chosen]:
        boxes["initial_options"] = chosen
    return field(block, label, boxes, optional=True)


def _chosen(view: Mapping[str, Any], block: str) -> set[str]:
    return {str(one.get("value")) for one in answer(view, block, block).get("selected_options") or ()}


def _lines(language: LanguageSettings) -> list[Block]:
    name, is_ = said.STRICT[language.strictness]
    off = ", ".join(heading for field_, heading in SECTIONS.items() if field_ in language.off)
    told = [
        (said.IS_ON, said.ON if language.is_on else said.OFF),
        (said.MUST_SETTLE, said.ON if language.must_settle else said.OFF),
        (said.STRICTNESS, f"{name}: {is_}"),
        (said.TERMS, write_terms(language.terms)),
        (said.EXEMPT, write_words(language.exempt)),
        (said.ROLES, write_words(language.roles)),
        (said.NOT_CHECKED, off),
    ]
    return [block for name, value in told for block in _line(name, value or said.NONE)]


def _line(name: str, value: str) -> list[Block]:
    """In one block where it fits; a long list in one of its own, as it is."""
    whole = f"*{name}*\n{escape(value)}"
    return [section(whole)] if size(whole) < SECTION else [section(f"*{name}*"), raw_section(value)]


def _changed(language: LanguageSettings) -> str:
    if language.changed_by is None or language.changed_at is None:
        return said.STANDARD_STANDS
    return said.changed(mention(language.changed_by), when(language.changed_at))
