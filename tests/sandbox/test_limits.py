"""Slack's limits, each just over its edge."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.sandbox import SandboxServer
from tests.sandbox.tiny_bot import MODAL

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def section(text: str, **more: Any) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def button(**more: Any) -> Json:
    return {"type": "button", "text": plain("Go"), **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def select(**more: Any) -> Json:
    return {"type": "static_select", "action_id": "s", **more}


def option(text: str = "a", value: str = "a") -> Json:
    return {"text": plain(text), "value": value}


MESSAGES: list[tuple[Any, str, str]] = [
    ([{"type": "divider"}] * 51, "no more than 50 items allowed", "/blocks"),
    ([section("x" * 3001)], "must be less than 3001 characters", "/blocks/0/text/text"),
    ([section("")], "must be more than 0 characters", "/blocks/0/text/text"),
    (
        [{"type": "section", "fields": [plain("x")] * 11}],
        "no more than 10 items allowed",
        "/blocks/0/fields",
    ),
    (
        [{"type": "section", "fields": [plain("x" * 2001)]}],
        "must be less than 2001 characters",
        "/blocks/0/fields/0/text",
    ),
    ([{"type": "section"}], "must define either `text` or `fields`", "/blocks/0"),
    (
        [{"type": "header", "text": plain("x" * 151)}],
        "must be less than 151 characters",
        "/blocks/0/text/text",
    ),
    (
        [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}],
        "unsupported type: mrkdwn",
        "/blocks/0/text/type",
    ),
    ([actions(*[button()] * 26)], "no more than 25 items allowed", "/blocks/0/elements"),
    ([actions()], "no fewer than 1 items allowed", "/blocks/0/elements"),
    (
        [{"type": "context", "elements": [plain("x")] * 11}],
        "no more than 10 items allowed",
        "/blocks/0/elements",
    ),
    (
        [actions({"type": "button", "text": plain("x" * 76)})],
        "must be less than 76 characters",
        "/blocks/0/elements/0/text/text",
    ),
    (
        [actions(button(value="x" * 2001))],
        "must be less than 2001 characters",
        "/blocks/0/elements/0/value",
    ),
    (
        [actions(button(action_id="x" * 256))],
        "must be less than 256 characters",
        "/blocks/0/elements/0/action_id",
    ),
    (
        [actions(button(style="loud"))],
        "must be one of: primary, danger",
        "/blocks/0/elements/0/style",
    ),
    (
        [actions(button(action_id="a"), button(action_id="a"))],
        'action_id "a" already exists',
        "/blocks/0/elements/1/action_id",
    ),
    (
        [section("x", block_id="b"), section("y", block_id="b")],
        'block_id "b" already exists',
        "/blocks/1/block_id",
    ),
    (
        [actions(select(options=[option()] * 101))],
        "no more than 100 items allowed",
        "/blocks/0/elements/0/options",
    ),
    (
        [actions(select(options=[option("x" * 76)]))],
        "must be less than 76 characters",
        "/blocks/0/elements/0/options/0/text/text",
    ),
    (
        [actions(select(options=[option()], initial_option=option("b", "b")))],
        "initial_option must be one of the options",
        "/blocks/0/elements/0/initial_option",
    ),
    ([actions(select())], "must define either `options` or `option_groups`", "/blocks/0/elements/0"),
    (
        [{"type": "markdown", "text": "x" * 6001}, {"type": "markdown", "text": "x" * 6000}],
        "markdown text must be less than 12001 characters in all",
        "/blocks",
    ),
    ([{"type": "poem"}], "unsupported type: poem", "/blocks/0/type"),
    ([section("x", colour="red")], "invalid additional property: colour", "/blocks/0"),
    (
        [{"type": "image", "image_url": "https://x.example/a.png"}],
        "missing required field: alt_text",
        "/blocks/0",
    ),
]

VIEWS: list[tuple[Json, str, str]] = [
    ({"title": plain("x" * 25)}, "must be less than 25 characters", "/view/title/text"),
    ({"title": None}, "missing required field: title", "/view"),
    ({"submit": plain("x" * 25)}, "must be less than 25 characters", "/view/submit/text"),
    ({"close": plain("x" * 25)}, "must be less than 25 characters", "/view/close/text"),
    ({"submit": None}, "missing required field: submit", "/view"),
    ({"private_metadata": "x" * 3001}, "must be less than 3001 characters", "/view/private_metadata"),
    ({"blocks": [{"type": "divider"}] * 101}, "no more than 100 items allowed", "/view/blocks"),
    ({"blocks": [{"type": "markdown", "text": "x"}]}, "unsupported type: markdown", "/view/blocks/0/type"),
    (
        {
            "blocks": [
                {
                    "type": "input",
                    "label": plain("L"),
                    "element": {"type": "plain_text_input", "action_id": "a", "initial_value": "x" * 3001},
                }
            ]
        },
        "must be less than 3001 characters",
        "/view/blocks/0/element/initial_value",
    ),
    (
        {
            "blocks": [
                {
                    "type": "input",
                    "label": plain("L"),
                    "element": {"type": "plain_text_input", "action_id": "a", "max_length": 3001},
                }
            ]
        },
        "must be between 1 and 3000",
        "/view/blocks/0/element/max_length",
    ),
]


@pytest.mark.parametrize(("blocks", "sentence", "pointer"), MESSAGES)
def test_a_message_over_a_limit_is_refused_with_its_place(
    client: WebClient, blocks: Any, sentence: str, pointer: str
) -> None:
    with pytest.raises(SlackApiError) as refused:
        client.chat_postMessage(channel="C0INC", text="x", blocks=blocks)
    answer = refused.value.response
    assert answer["error"] == "invalid_blocks"
    assert f"[ERROR] {sentence} [json-pointer:{pointer}]" in answer["response_metadata"]["messages"]


@pytest.mark.parametrize(("change", "sentence", "pointer"), VIEWS)
def test_a_modal_over_a_limit_is_refused_with_its_place(
    sandbox: SandboxServer, client: WebClient, change: Json, sentence: str, pointer: str
) -> None:
    trigger = sandbox.sandbox.views.new_trigger("U0ANA")
    with pytest.raises(SlackApiError) as refused:
        client.views_open(trigger_id=trigger, view={**MODAL, **change})
    answer = refused.value.response
    assert answer["error"] == "invalid_arguments"
    assert f"[ERROR] {sentence} [json-pointer:{pointer}]" in answer["response_metadata"]["messages"]


@pytest.mark.parametrize(
    ("blocks", "error"),
    [("not a list", "invalid_blocks_format"), ([section("x" * 2700)] * 5, "msg_blocks_too_long")],
)
def test_a_message_is_refused_as_a_whole(client: WebClient, blocks: Any, error: str) -> None:
    with pytest.raises(SlackApiError) as refused:
        client.chat_postMessage(channel="C0INC", text="x", blocks=blocks)
    assert refused.value.response["error"] == error


def test_a_message_at_its_limits_is_taken(client: WebClient) -> None:
    elements = [button(action_id=f"a{number}", value="v" * 2000) for number in range(25)]
    blocks = [section("x" * 3000), actions(*elements), *[{"type": "divider"}] * 48]
    posted = client.chat_postMessage(channel="C0INC", text="x", blocks=blocks)
    ids = [block["block_id"] for block in posted["message"]["blocks"]]
    assert len(set(ids)) == 50
