"""Passwords in plain words: a token that can hardly be anything else, shortly after the word for one."""

from __future__ import annotations

import re

from bot.drafting.redaction.given import PASSWORD
from bot.drafting.redaction.rule import is_strong

WINDOW = 80  # characters of the same line in which the password follows its name
_WORD = re.compile(rf"(?:{PASSWORD}|\bclave)(?![a-z])", re.IGNORECASE)
_TOKEN = re.compile(r"[^\s\"'`<>|,;(){}\[\]]{6,64}")
_QUOTED_BEFORE = re.compile(
    rf"[`\"']([^\s`\"']{{6,64}})[`\"'](?= [^\n`\"']{{0,40}}?{PASSWORD}(?![a-z]))", re.IGNORECASE
)
# Not a password, however mixed: addresses, paths, calls, assignments, names of things with a version.
_OTHER = re.compile(
    r".*(?:://|\w/\w|\(|=|::|@\w+\.).*|[a-z][a-z0-9.-]*@[\w.-]+|[A-Z]{2,6}-\d+|[A-Za-z]+(?:-[A-Za-z]+)*-v?\d+(?:\.\d+)*|v?\d[\w.+-]*\.[\w.+-]*"
)


def redact_nearby(text: str, mark: str) -> str:
    """The text with each such token replaced by ``mark``."""
    text = _QUOTED_BEFORE.sub(lambda m: m[0].replace(m[1], mark) if _is_one(m[1]) else m[0], text)
    parts: list[str] = []
    done = seen = 0  # what stands before ``seen`` was looked at already, so that the time stays linear
    for word in _WORD.finditer(text):
        end = text.find("\n", word.end(), word.end() + WINDOW)
        stop = end if end >= 0 else word.end() + WINDOW
        for token in _TOKEN.finditer(text, max(word.end(), seen), stop):
            value = token[0].rstrip(".:?")
            seen = token.end()
            if _is_one(value):
                parts += (text[done : token.start()], mark)
                done = token.start() + len(value)
                break
    return "".join((*parts, text[done:])) if parts else text


def _is_one(value: str) -> bool:
    return is_strong(value) and not _OTHER.fullmatch(value)
