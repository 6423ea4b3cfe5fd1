"""One Web API call: its arguments, read as Slack reads them."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.sandbox.clock import micros
from bot.sandbox.errors import SlackError
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.world import Channel

Json = dict[str, Any]
Method = Callable[["Call"], Json]


@dataclass(frozen=True)
class Call:
    """A call and the workspace it is made in."""

    sandbox: Sandbox
    args: Json

    def text(self, name: str, *, error: str = "invalid_arguments") -> str:
        """A required string; SlackError `error` when it is missing."""
        value = self.args.get(name)
        if value in (None, ""):
            raise SlackError(error, f"missing required field: {name}")
        return str(value)

    def optional(self, name: str) -> str | None:
        """A string, or None when it is missing or empty."""
        value = self.args.get(name)
        return None if value in (None, "") else str(value)

    def flag(self, name: str) -> bool:
        """A truth, in any of the ways SDKs write it."""
        return self.args.get(name) in (True, 1, "1", "true", "True")

    def data(self, name: str) -> Any:
        """A JSON argument; in a form it stands as text.  SlackError invalid_json-like errors."""
        value = self.args.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise SlackError(_BAD_JSON.get(name, "invalid_arguments")) from None

    def channel(self, *, joined: bool = False, name: str = "channel") -> Channel:
        """The conversation named by an argument: its id, its name, or a person for their direct message.

        SlackError channel_not_found, and with `joined` not_in_channel unless the bot is in it.
        """
        given = self.text(name, error="channel_not_found")
        workspace = self.sandbox.workspace
        if given in workspace.world.users:
            return workspace.open_im(given)
        channel = workspace.world.channels.get(given)
        if channel is None:
            by_name = (item for item in workspace.world.channels.values() if item.name == given.lstrip("#"))
            channel = next(by_name, None)
        inside = channel is not None and workspace.bot.user_id in channel.members
        if channel is None or (channel.kind != "channel" and not inside):
            raise SlackError("channel_not_found")
        if joined and not inside:
            raise SlackError("not_in_channel")
        return channel

    def limit(self, default: int, most: int) -> int:
        """How many items a page holds; SlackError invalid_limit."""
        given = self.args.get("limit")
        if given in (None, "", 0, "0"):
            return default
        try:
            return max(1, min(int(str(given)), most))
        except ValueError:
            raise SlackError("invalid_limit") from None

    def cursor(self) -> str | None:
        """What the cursor carries; SlackError invalid_cursor."""
        given = self.optional("cursor")
        if given is None:
            return None
        try:
            kind, _, position = base64.b64decode(given, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            raise SlackError("invalid_cursor") from None
        if kind != "next":
            raise SlackError("invalid_cursor")
        return position

    def instant(self, name: str, default: int) -> int:
        """A ts argument in microseconds; SlackError invalid_ts_oldest or invalid_ts_latest."""
        given = self.optional(name)
        if given is None:
            return default
        try:
            return micros(given)
        except ValueError:
            raise SlackError(f"invalid_ts_{name}") from None


_BAD_JSON = {
    "blocks": "invalid_blocks_format",
    "metadata": "invalid_metadata_format",
    "attachments": "invalid_attachments",
}


def next_cursor(position: object) -> str:
    """A cursor that carries a position."""
    return base64.b64encode(f"next:{position}".encode()).decode()


def page_of(call: Call, found: list[Json], default: int, most: int) -> tuple[list[Json], Json]:
    """One page of a list, and the response_metadata that leads to the next one."""
    start = _number(call.cursor() or "0")
    limit = call.limit(default, most)
    more = start + limit < len(found)
    cursor = next_cursor(start + limit) if more else ""
    return found[start : start + limit], {"next_cursor": cursor}


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise SlackError("invalid_cursor") from None
