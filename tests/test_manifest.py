"""app.yaml asks for what the code handles, all of it and nothing more, within Slack's limits."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from blocks import ids
from bot.cli.demo import SUBSCRIBED
from handlers.slack import commands, events

ROOT = Path(__file__).parent.parent
MANIFEST: dict[str, Any] = yaml.safe_load((ROOT / "app.yaml").read_text(encoding="utf-8"))
SHARED_SCHEMA = ROOT.parent / "shared" / "schemas" / "slack-manifest-2.0.0.json"

# Which bot events deliver an event of which type (https://docs.slack.dev/reference/events).
DELIVERS = {"message.channels": "message", "message.groups": "message"}
# Which scope each event and each Web API method that we call needs.
EVENT_SCOPES = {
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "channel_rename": "channels:read",
    "group_rename": "groups:read",
    "app_home_opened": None,
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
    "pin_added": "pins:read",
    "pin_removed": "pins:read",
}
METHOD_SCOPES = {
    "auth.test": [],
    "chat.postMessage": ["chat:write"],
    "chat.postEphemeral": ["chat:write"],
    "chat.update": ["chat:write"],
    "chat.delete": ["chat:write"],
    "conversations.open": ["im:write"],
    "conversations.history": ["channels:history", "groups:history", "im:history"],
    "conversations.replies": ["channels:history", "groups:history"],
    "conversations.info": ["channels:read", "groups:read"],
    "conversations.members": ["channels:read", "groups:read"],
    "users.info": ["users:read", "users:read.email"],
    "views.open": [],
    "views.push": [],
    "views.update": [],
    "views.publish": [],
}


def called_methods() -> set[str]:
    """The Web API methods named in the code that calls Slack."""
    client = (ROOT / "bot" / "clients" / "slack.py").read_text(encoding="utf-8")
    rim = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "handlers" / "slack").glob("*.py"))
    in_client = {m for m in METHOD_SCOPES if f'"{m}"' in client}
    return in_client | {m for m in METHOD_SCOPES if f"client.{m.replace('.', '_')}(" in rim}


def test_every_event_asked_for_is_handled_and_the_reverse() -> None:
    asked = {DELIVERS.get(e, e) for e in MANIFEST["settings"]["event_subscriptions"]["bot_events"]}
    assert asked == {*events.KEPT, "app_home_opened"}
    assert set(SUBSCRIBED) == set(MANIFEST["settings"]["event_subscriptions"]["bot_events"])


def test_every_command_and_shortcut_asked_for_is_handled_and_the_reverse() -> None:
    assert [c["command"] for c in MANIFEST["features"]["slash_commands"]] == [commands.COMMAND]
    assert [s["callback_id"] for s in MANIFEST["features"]["shortcuts"]] == [ids.CREATE_MESSAGE]


def test_every_scope_is_needed_and_every_need_has_its_scope() -> None:
    needed = {s for e in MANIFEST["settings"]["event_subscriptions"]["bot_events"] if (s := EVENT_SCOPES[e])}
    needed |= {scope for method in called_methods() for scope in METHOD_SCOPES[method]} | {"commands"}
    assert set(MANIFEST["oauth_config"]["scopes"]["bot"]) == needed


def test_no_method_is_called_that_the_table_of_scopes_does_not_know() -> None:
    client = (ROOT / "bot" / "clients" / "slack.py").read_text(encoding="utf-8")
    named = set(
        re.findall(
            r'"((?:auth|chat|conversations|users|views|reactions|files|usergroups)\.[A-Za-z.]+)"', client
        )
    )
    assert named <= METHOD_SCOPES.keys()


def test_the_ways_in_are_switched_on() -> None:
    assert MANIFEST["settings"]["socket_mode_enabled"] is True
    assert MANIFEST["settings"]["interactivity"]["is_enabled"] is True
    assert MANIFEST["features"]["app_home"]["home_tab_enabled"] is True


def test_it_keeps_slacks_documented_limits() -> None:
    about, features = MANIFEST["display_information"], MANIFEST["features"]
    assert len(about["name"]) <= 35
    assert len(about["description"]) <= 140
    assert 175 <= len(about["long_description"]) <= 4000
    assert len(features["bot_user"]["display_name"]) <= 80
    assert len(features["shortcuts"]) <= 10
    assert all(len(s["name"]) <= 24 and len(s["description"]) <= 150 for s in features["shortcuts"])
    assert len(features["slash_commands"]) <= 50
    assert all(len(c["command"]) <= 32 and len(c["usage_hint"]) <= 1000 for c in features["slash_commands"])
    assert len(MANIFEST["settings"]["event_subscriptions"]["bot_events"]) <= 100


@pytest.mark.skipif(not SHARED_SCHEMA.exists(), reason="Slack's own schema is not beside this checkout")
def test_it_is_valid_by_slacks_own_schema() -> None:
    schema = json.loads(SHARED_SCHEMA.read_text(encoding="utf-8"))
    jsonschema.validate(MANIFEST, schema)
