"""Is this a message, or a view, that Slack would take?  The checks that no single block can make."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from typing import Any

from bot.sandbox import limits
from bot.sandbox.errors import SlackError
from bot.sandbox.rules import items, problem

Json = dict[str, Any]

_MESSAGE = items(limits.MESSAGE_BLOCKS, limits.IN_MESSAGES, 0)


def check_blocks(blocks: Any) -> None:
    """The blocks of a message; SlackError invalid_blocks_format, invalid_blocks or msg_blocks_too_long."""
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        raise SlackError("invalid_blocks_format")
    problems = [*_MESSAGE(blocks, "/blocks"), *_between_blocks(blocks, "/blocks")]
    markdown = sum(len(str(block.get("text", ""))) for block in blocks if block.get("type") == "markdown")
    if markdown > limits.MARKDOWN_TEXT:
        said = f"markdown text must be less than {limits.MARKDOWN_TEXT + 1} characters in all"
        problems.append(problem(said, "/blocks"))
    if problems:
        raise SlackError("invalid_blocks", *problems)
    if sum(_text_lengths(blocks)) > limits.BLOCKS_TEXT:
        raise SlackError("msg_blocks_too_long")


def check_view(view: Any, *, surface: str) -> Json:
    """A "modal" or "home" view as the bot sent it; SlackError invalid_arguments or view_too_large."""
    if not isinstance(view, dict):
        raise SlackError("invalid_arguments", problem("must provide an object", "/view"))
    if view.get("type") is None:
        raise SlackError("invalid_arguments", problem("missing required field: type", "/view"))
    if view["type"] != surface:
        raise SlackError("invalid_arguments", problem(f"unsupported type: {view['type']}", "/view/type"))
    if len(json.dumps(view)) > limits.VIEW_BYTES:
        raise SlackError("view_too_large")
    shape = limits.MODAL if surface == "modal" else limits.HOME
    problems = list(shape(view, "/view"))
    blocks = view.get("blocks")
    if isinstance(blocks, list) and all(isinstance(block, dict) for block in blocks):
        problems += _between_blocks(blocks, "/view/blocks")
        asks = any(block.get("type") == "input" for block in blocks)
        if surface == "modal" and asks and not view.get("submit"):
            problems.append(problem("missing required field: submit", "/view"))
    if problems:
        raise SlackError("invalid_arguments", *problems)
    return view


def check_metadata(metadata: Any) -> Json | None:
    """Message metadata; None for the empty object that removes it.  SlackError invalid_metadata_format …"""
    if not isinstance(metadata, dict):
        raise SlackError("invalid_metadata_format")
    if not metadata:
        return None
    if not isinstance(metadata.get("event_type"), str) or not isinstance(metadata.get("event_payload"), dict):
        raise SlackError("invalid_metadata_schema")
    if len(json.dumps(metadata)) > limits.METADATA_BYTES:
        raise SlackError("metadata_too_large")
    return metadata


def with_ids(blocks: list[Json]) -> list[Json]:
    """The blocks with a block_id each, and an action_id for each interactive element, as Slack gives them."""
    return [_with_ids(block) for block in blocks]


def _with_ids(block: Json) -> Json:
    block = block if block.get("block_id") else {**block, "block_id": secrets.token_urlsafe(4)[:5]}
    for place in ("element", "accessory"):
        if isinstance(block.get(place), dict):
            block = {**block, place: _named(block[place])}
    if block["type"] == "actions":
        block = {**block, "elements": [_named(element) for element in block["elements"]]}
    return block


def _named(element: Json) -> Json:
    if element["type"] == "image" or element.get("action_id"):
        return element
    return {**element, "action_id": secrets.token_urlsafe(4)[:5]}


def _between_blocks(blocks: list[Json], pointer: str) -> Iterator[str]:
    """Ids that stand twice, sections with nothing in them, selects with nothing to select."""
    seen_blocks: set[str] = set()
    for index, block in enumerate(blocks):
        here = f"{pointer}/{index}"
        block_id = block.get("block_id")
        if block_id in seen_blocks:
            yield problem(f'block_id "{block_id}" already exists', f"{here}/block_id")
        elif block_id:
            seen_blocks.add(block_id)
        if block.get("type") == "section" and not block.get("text") and not block.get("fields"):
            yield problem("must define either `text` or `fields`", here)
        yield from _between_elements(block, here)


def _between_elements(block: Json, pointer: str) -> Iterator[str]:
    seen: set[str] = set()
    for place, element in _elements(block):
        action_id = element.get("action_id")
        if action_id in seen:
            yield problem(f'action_id "{action_id}" already exists', f"{pointer}/{place}/action_id")
        elif action_id:
            seen.add(action_id)
        options = element.get("options")
        groups = element.get("option_groups")
        if element.get("type") in ("static_select", "multi_static_select") and not options and not groups:
            yield problem("must define either `options` or `option_groups`", f"{pointer}/{place}")
        chosen = element.get("initial_option")
        if chosen is not None and isinstance(options, list) and chosen not in options:
            yield problem("initial_option must be one of the options", f"{pointer}/{place}/initial_option")


def _elements(block: Json) -> Iterator[tuple[str, Json]]:
    elements = block.get("elements")
    for index, element in enumerate(elements if isinstance(elements, list) else []):
        if isinstance(element, dict):
            yield f"elements/{index}", element
    for place in ("accessory", "element"):
        if isinstance(block.get(place), dict):
            yield place, block[place]


def _text_lengths(value: Any) -> Iterator[int]:
    """The length of every text in it, however deep."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == "text" and isinstance(inner, str):
                yield len(inner)
            else:
                yield from _text_lengths(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _text_lengths(inner)
