"""Slack's markup and what hides in text, made plain.

https://docs.slack.dev/messaging/formatting-message-text
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.conversation import Person

# Zero width, direction marks and overrides, fillers, tags: nobody sees them, a model reads them.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufeff\uffa0\ufff9-\ufffb\x00-\x08\x0b\x0c\x0e-\x1f\x7f\U000e0000-\U000e01ef]"
)
# A variation selector belongs to the symbol before it; after a letter it only carries hidden data.
_SELECTOR = re.compile(
    "(?<![\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff#*0-9])[\ufe00-\ufe0f]|"
    "(?<=[\ufe00-\ufe0f])[\ufe00-\ufe0f]"
)
_REFERENCE = re.compile(
    r"<([@#!])([^<>|]{1,200})(?:\|([^<>]{0,500}))?>|<((?:https?|mailto|tel)[^<>|"
    r"\s]{1,4000})(?:\|([^<>]{0,4000}))?>"
)
_MENTION = re.compile(r"<@([^<>|]{1,200})(?:\|[^<>]{0,500})?>")
_FENCE = re.compile(r"```(.*?)(?:```|\Z)", re.DOTALL)
_LOG_LINE = re.compile(
    r"\s*(?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S*\s.*\b(?:ERROR|WARN\w*|INFO|DEBUG|FATAL)\b|"
    r"Traceback \(most|"
    r"at [\w.$<>]+\([\w.]+:\d+\)|[$#] \S|[{\[]\"|\}|-----(?:BEGIN|END) )"
)
_EMPHASIS = re.compile(r"(?<![\w*_~`])([*_~])(?=\S)([^*_~`\n]*?\S)\1(?![\w*_~`])")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


@dataclass(frozen=True, slots=True)
class Plain:
    """A text without its markup: what was said, and beside it what was pasted."""

    prose: str
    code: tuple[str, ...] = ()


def visible(text: str) -> str:
    """The text without characters that show nothing or turn the direction of what follows."""
    if text.isascii() and text.isprintable():
        return text
    return _SELECTOR.sub("", _INVISIBLE.sub("", text))


def resolve(text: str, people: Mapping[str, Person]) -> str:
    """Mentions by name, links by their label; entities stay for :func:`plain`."""
    if "<" not in text:
        return text

    def replacement(match: re.Match[str]) -> str:
        sign, target, label, url, url_label = match.groups()
        if url:
            return url_label or url
        if sign == "@":
            person = people.get(target)
            return visible(person.shown) if person else (label or "someone").lstrip("@")
        if sign == "#":
            return f"#{label or target}"
        return "" if target in ("here", "channel", "everyone") else (label or "")

    return _REFERENCE.sub(replacement, text)


def mentions(text: str) -> tuple[str, ...]:
    """The ids of the people a message addresses, in order, each once."""
    return tuple(dict.fromkeys(_MENTION.findall(text))) if "<@" in text else ()


def plain(text: str) -> Plain:
    """Prose and pasted blocks apart; emphasis and entities undone in the prose."""
    code: list[str] = []

    def keep(match: re.Match[str]) -> str:
        code.append(unescape(match[1]).strip("\n"))
        return "\n"

    lines = []
    for line in (_FENCE.sub(keep, text) if "```" in text else text).split("\n"):
        if _LOG_LINE.match(line):
            code.append(unescape(line))
        else:
            lines.append(line)
    prose = _EMPHASIS.sub(r"\2", "\n".join(lines))
    return Plain(unescape(prose).strip(), tuple(code))


def unescape(text: str) -> str:
    if "&" not in text:
        return text
    for entity, character in _ENTITIES:
        text = text.replace(entity, character)
    return text
