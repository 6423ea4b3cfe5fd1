"""Slack's markup and what hides in text, made plain.

https://docs.slack.dev/messaging/formatting-message-text
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.conversation import Person

# Nobody sees these and a model reads them: zero widths, direction marks and overrides, fillers, soft
# hyphens, tags (U+E0000…), variation selectors (a heart stays a heart without its own), controls, and the
# rest of Unicode's Cf that shows nothing. Arabic's and Kaithi's number signs are Cf too, but can be seen.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u070f\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# Joiners belong between letters of the scripts that are written with them, and hide data anywhere else.
_JOINED = (
    "\u0620-\u065f\u066e-\u06d3\u0710-\u074f\u0750-\u07ff\u0860-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff"
)
_JOINER = re.compile(f"(?<![{_JOINED}])[\u200c\u200d]|[\u200c\u200d](?![{_JOINED}])")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_PLACED = r"\[redacted: [\w-]{1,30}\]"  # a placeholder inside of an address must not break its brackets
_REFERENCE = re.compile(
    r"<([@#!])([^<>|]{1,200})(?:\|([^<>]{0,500}))?>|"
    rf"<((?:https?|mailto|tel)(?:{_PLACED}|[^<>|\s]){{1,4000}}|{_PLACED})(?:\|([^<>]{{0,4000}}))?>"
)
_MENTION = re.compile(r"<@([^<>|]{1,200})(?:\|[^<>]{0,500})?>")
_FENCE = re.compile(r"```(.*?)(?:```|\Z)", re.DOTALL)
_LOG_LINE = re.compile(
    r"^[ \t]*(?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S*\s.*\b(?:ERROR|WARN\w*|INFO|DEBUG|FATAL)\b|"
    r"Traceback \(most|"
    r"at [\w.$<>]+\([\w.]+:\d+\)|[$#] \S|[{\[]\"|\}|-----(?:BEGIN|END) )",
    re.MULTILINE,
)
_TAG = "\ufdd0"  # a noncharacter: no text holds it by right
_IS_TAG = re.compile(rf"{_TAG}(\d+)")
_EMPHASIS = re.compile(r"(?<![\w*_~`])([*_~])(?=\S)([^*_~`\n]*?\S)\1(?![\w*_~`])")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


@dataclass(frozen=True, slots=True)
class Plain:
    """A text without its markup: what was said, and beside it what was pasted.

    ``tagged`` is the prose with "[code 1: 14 lines]" where each pasted block stood.
    """

    prose: str
    code: tuple[str, ...] = ()
    tagged: str = ""


def visible(text: str) -> str:
    """The text without characters that show nothing or turn the direction of what follows."""
    if text.isascii():
        return _CONTROL.sub("", text) if not text.isprintable() else text
    if _JOINER.search(text):
        text = _JOINER.sub("", text)
    return _INVISIBLE.sub("", text).replace("\u2028", "\n").replace("\u2029", "\n")


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
    if "```" not in text and not _LOG_LINE.search(text):
        prose = _said(text)
        return Plain(prose, (), prose)
    code: list[str] = []

    def keep(match: re.Match[str]) -> str:
        code.append(unescape(match[1]).strip("\n"))
        return f"\n{_TAG}{len(code)}\n"

    text = _FENCE.sub(keep, text.replace(_TAG, ""))
    lines: list[str] = []
    logged = False  # whether the line before was one of a log, which goes on
    for line in text.split("\n"):
        is_log = bool(_LOG_LINE.match(line))
        if is_log and logged:
            code[-1] += "\n" + unescape(line)
        elif is_log:
            code.append(unescape(line))
            lines.append(f"{_TAG}{len(code)}")
        else:
            lines.append(line)
        logged = is_log
    prose = _said("\n".join(line for line in lines if not _IS_TAG.fullmatch(line)))
    tagged = _IS_TAG.sub(lambda m: _tag(int(m[1]), code), _said("\n".join(lines)))
    return Plain(prose, tuple(code), tagged)


def _said(text: str) -> str:
    if "*" in text or "_" in text or "~" in text:
        text = _EMPHASIS.sub(r"\2", text)
    return unescape(text).strip()


def _tag(number: int, code: list[str]) -> str:
    lines = code[number - 1].count("\n") + 1
    return f"[code {number}: {lines} line{'s' if lines > 1 else ''}]"


def unescape(text: str) -> str:
    if "&" not in text:
        return text
    for entity, character in _ENTITIES:
        text = text.replace(entity, character)
    return text
