"""What a person types, turned into the text Slack stores."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.sandbox.workspace import Workspace

_CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
_PARTS = re.compile(
    r"(?P<kept><@[UW][A-Z0-9]+>|<#[CG][A-Z0-9]+(?:\|[^<>]*)?>|<https?://[^\s<>]+>)"
    r"|(?P<url>https?://[^\s<>]*[^\s<>.,;:!?)\]}'\"*_~])"
    r"|(?<![\w@])@(?P<name>[\w.\-]*\w)"
    r"|(?<![\w#&])#(?P<channel>[\w\-]+)"
)
_EVERYBODY = {"here", "channel", "everyone"}


def escape(text: str, workspace: Workspace, *, link: bool = True) -> str:
    """`&<>` escaped; with `link`, @names of known people, #channels and bare addresses become Slack's links.

    Links that were typed in Slack's own form (`<@U…>`, `<#C…>`, `<https://…>`) stay, and code is left alone.
    """
    if not link:
        return _entities(text)
    names = {user.name.lower(): user.id for user in workspace.world.users.values()}
    channels = {item.name: item.id for item in workspace.world.channels.values() if item.name}

    def linked(part: re.Match[str]) -> str:
        return _link(part, names, channels)

    return _outside_code(text, lambda plain: _replace(plain, linked))


def _outside_code(text: str, change: Callable[[str], str]) -> str:
    done, position = [], 0
    for code in _CODE.finditer(text):
        done += [change(text[position : code.start()]), _entities(code.group())]
        position = code.end()
    return "".join([*done, change(text[position:])])


def _replace(text: str, linked: Callable[[re.Match[str]], str]) -> str:
    done, position = [], 0
    for part in _PARTS.finditer(text):
        done += [_entities(text[position : part.start()]), linked(part)]
        position = part.end()
    return "".join([*done, _entities(text[position:])])


def _link(part: re.Match[str], names: dict[str, str], channels: dict[str, str]) -> str:
    if part["kept"]:
        return part["kept"].replace("&", "&amp;").replace("&amp;amp;", "&amp;")
    if part["url"]:
        return f"<{_entities(part['url'])}>"
    if part["name"]:
        name = part["name"].lower()
        if name in names:
            return f"<@{names[name]}>"
        return f"<!{name}>" if name in _EVERYBODY else part.group()
    channel = part["channel"]
    return f"<#{channels[channel]}|{channel}>" if channel in channels else part.group()


def _entities(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
