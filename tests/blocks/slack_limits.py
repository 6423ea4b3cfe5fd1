"""What Slack takes, checked twice: by slack_sdk's own models, and by what those leave out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import Any

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.showing import Post

TEXTS = {"section": 3000, "header": 150, "mrkdwn": 3000, "plain_text": 3000, "button": 75, "label": 2000}


def check_post(post: Post) -> None:
    blocks = post.body["blocks"]
    check_blocks(blocks, most=50)
    assert 0 < units(post.body["text"]) <= 3000
    assert sum(map(units, all_texts(blocks))) <= 12_000


def check_view(view: Mapping[str, Any]) -> None:
    assert View(**view).to_dict()["type"] == view["type"]
    check_blocks(view["blocks"], most=100)
    assert units(view["title"]["text"]) <= 24
    assert len(view["private_metadata"]) <= 3000
    assert len(json.dumps(view, ensure_ascii=False).encode(errors="replace")) <= 250_000
    for block in view["blocks"]:
        if block["type"] == "input":
            assert units(block["element"].get("initial_value", "")) <= 2_900
    named = [block["block_id"] for block in view["blocks"] if "block_id" in block]
    assert len(named) == len(set(named))


def check_blocks(blocks: list[dict[str, Any]], *, most: int) -> None:
    assert 0 < len(blocks) <= most
    parsed = Block.parse_all(blocks)
    assert [block.to_dict()["type"] for block in parsed] == [block["type"] for block in blocks]
    for text in all_texts(blocks):
        assert 0 < units(text) <= 3000
    for block in blocks:
        if block["type"] == "header":
            assert units(block["text"]["text"]) <= 150
        actions = [
            element.get("action_id") for element in block.get("elements", []) if "action_id" in element
        ]
        assert len(actions) == len(set(actions))


def all_texts(value: Any) -> Iterator[str]:
    """Every text object's text, wherever it stands."""
    if isinstance(value, Mapping):
        if isinstance(value.get("text"), str):
            yield value["text"]
        for inner in value.values():
            yield from all_texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from all_texts(inner)


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def text_of(post: Post) -> str:
    return "\n".join(all_texts(post.body["blocks"]))


def letters(texts: Sequence[str]) -> str:
    """What remains to be compared when the markup of either side is gone: letters and digits, in order."""
    return "".join(c for c in unescape("".join(texts)) if c.isalnum())
