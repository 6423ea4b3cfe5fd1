"""Tools' posts in the shapes in which those tools post, flattened to text."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversation import Kind
from bot.listening.slack_messages import flatten, read_message


def section(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text_section", "elements": list(elements)}


def test_tables_pictures_and_dates_are_read() -> None:
    def cell(text: str) -> dict[str, Any]:
        return {"type": "raw_text", "text": text}

    rich = {"type": "rich_text", "elements": [section({"type": "text", "text": "checkout"})]}
    blocks = [
        {"type": "table", "rows": [[cell("Service"), cell("Errors")], [rich, cell("12%")], [cell(""), 7]]},
        {"type": "image", "title": {"type": "plain_text", "text": "p99"}, "alt_text": "p99 at 3.2 s"},
        {"type": "context", "elements": [{"type": "image", "alt_text": "a face"}, cell("by Ana")]},
        {"type": "video", "title": cell("call"), "description": cell("the war room")},
        {
            "type": "rich_text",
            "elements": [
                section(
                    {"type": "usergroup", "usergroup_id": "S1"},
                    {"type": "date", "timestamp": 1772460180, "fallback": "2 March"},
                )
            ],
        },
    ]
    assert flatten({"bot_id": "B1", "blocks": blocks}).splitlines() == [
        "Service | Errors",
        "checkout | 12%",
        "p99 at 3.2 s",
        "p99",
        "by Ana",
        "call",
        "the war room",
        "<!subteam^S1>2 March",
    ]


def field(title: str, value: str) -> dict[str, Any]:
    return {"title": title, "value": value, "short": True}


def block(text: str, kind: str = "section") -> dict[str, Any]:
    return {"type": kind, "text": {"type": "mrkdwn", "text": text}}


# As these tools lay out their posts: title, state, fields and buttons, each in its own place.
POSTS: dict[str, tuple[dict[str, Any], str]] = {
    "PagerDuty": (
        {
            "attachments": [
                {
                    "fallback": "Triggered #42",
                    "blocks": [
                        block("*Triggered* <https://x.example/Q1|#42>: Checkout 5xx"),
                        {"type": "section", "fields": [{"type": "mrkdwn", "text": "*Service:* Checkout"}]},
                        {"type": "actions", "elements": [{"type": "button", "text": {"text": "Resolve"}}]},
                    ],
                }
            ]
        },
        "*Triggered* <https://x.example/Q1|#42>: Checkout 5xx\n*Service:* Checkout",
    ),
    "Grafana": (
        {
            "attachments": [
                {"title": "[FIRING:1] Checkout", "text": "**Firing**\nValue: A=0.12", "image_url": "x"}
            ]
        },
        "[FIRING:1] Checkout\n**Firing**\nValue: A=0.12",
    ),
    "Datadog": (
        {
            "attachments": [
                {"title": "Triggered: [P2] Errors", "text": "above 5%", "fields": [field("Tags", "env:prod")]}
            ]
        },
        "Triggered: [P2] Errors\nabove 5%\nTags: env:prod",
    ),
    "Alertmanager": (
        {
            "attachments": [
                {"title": "[FIRING:2] Lag", "text": "*Alert:* lag", "actions": [{"text": "Silence"}]}
            ]
        },
        "[FIRING:2] Lag\n*Alert:* lag",
    ),
    "GitHub": (
        {
            "attachments": [
                {"pretext": "Pull request merged by ana", "title": "#881 Raise pool", "fields": []}
            ]
        },
        "Pull request merged by ana\n#881 Raise pool",
    ),
    "Argo CD": (
        {"text": "web synced", "attachments": [{"title": "web", "fields": [field("Sync Status", "Synced")]}]},
        "web synced\nweb\nSync Status: Synced",
    ),
    "Statuspage": (
        {
            "attachments": [
                {"title": "Logins fail", "text": "*Identified* - DNS", "fields": [field("Components", "API")]}
            ]
        },
        "Logins fail\n*Identified* - DNS\nComponents: API",
    ),
    "Sentry": (
        {
            "attachments": [
                {
                    "fallback": "[web] TypeError",
                    "blocks": [
                        block(":red_circle: <https://s.example|*TypeError*>"),
                        block("```undefined is not```"),
                        {"type": "context", "elements": [{"type": "mrkdwn", "text": "Events: *12*"}]},
                        {
                            "type": "actions",
                            "elements": [{"type": "static_select", "placeholder": {"text": "Who"}}],
                        },
                    ],
                }
            ]
        },
        ":red_circle: <https://s.example|*TypeError*>\n```undefined is not```\nEvents: *12*",
    ),
    "Opsgenie": (
        {"attachments": [{"title": "#1203: db lag", "text": "", "fields": [field("Priority", "P2")]}]},
        "#1203: db lag\nPriority: P2",
    ),
    "New Relic": (
        {"attachments": [{"blocks": [block("Issue activated", "header"), block("*Priority* CRITICAL")]}]},
        "Issue activated\n*Priority* CRITICAL",
    ),
    "Jenkins": (
        {
            "attachments": [
                {"fallback": "web #12", "text": "web #12 Failure", "fields": [field("Changes", "- pool")]}
            ]
        },
        "web #12 Failure\nChanges: - pool",
    ),
    "LaunchDarkly": (
        {
            "text": "Ana turned on the flag promo in Production",
            "blocks": [
                block("*Ana* turned on the flag `promo` in *Production*"),
                {"type": "context", "elements": [{"type": "mrkdwn", "text": "Comment: ramp"}]},
            ],
        },
        "Ana turned on the flag promo in Production\nComment: ramp",
    ),
}


@pytest.mark.parametrize("tool", POSTS)
def test_a_tools_post_is_read_whole_and_without_its_buttons(tool: str) -> None:
    raw, text = POSTS[tool]
    message = read_message({"ts": "1802174400.000100", "bot_id": "B1", "username": tool, "text": "", **raw})
    assert message is not None
    assert (message.text, message.kind, message.author_name) == (text, Kind.TOOL, tool)
