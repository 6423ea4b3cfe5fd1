"""What a person typed after ``/postmortem`` (or after mentioning the bot), read into one intent."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from enum import StrEnum


class Verb(StrEnum):
    STATUS = "status"  # nothing was typed: what can be done here and now
    CREATE = "create"
    LIST = "list"
    SHOW = "show"
    SETTINGS = "settings"
    HELP = "help"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Command:
    """``number`` is the postmortem meant, ``page`` counts from 1; ``word`` and ``nearest`` serve UNKNOWN."""

    verb: Verb
    number: int | None = None
    page: int = 1
    word: str = ""
    nearest: str | None = None
    problem: str | None = None


_SAME = {
    "new": Verb.CREATE, "start": Verb.CREATE, "draft": Verb.CREATE, "ls": Verb.LIST, "all": Verb.LIST,
    "open": Verb.SHOW, "view": Verb.SHOW, "status": Verb.STATUS, "?": Verb.HELP, "-h": Verb.HELP,
    "--help": Verb.HELP, "setting": Verb.SETTINGS, "config": Verb.SETTINGS,
}  # fmt: skip
_OFFERED = (Verb.CREATE, Verb.LIST, Verb.SHOW, Verb.SETTINGS, Verb.HELP)
_WORDS = {verb.value: verb for verb in _OFFERED} | _SAME
_ID = re.compile(r"(?:pm-?)?(\d{1,9})", re.IGNORECASE)


def parse(text: str) -> Command:
    """Never raises: what can't be understood is a Command that says so."""
    words = text.split()
    if not words:
        return Command(Verb.STATUS)
    word, rest = words[0].lower(), words[1:]
    verb = _WORDS.get(word)
    if verb is None:
        if _ID.fullmatch(word):
            return _with_number(Verb.SHOW, [word])
        near = difflib.get_close_matches(word, [offered.value for offered in _OFFERED], 1)
        return Command(Verb.UNKNOWN, word=words[0][:40], nearest=near[0] if near else None)
    if verb is Verb.SHOW:
        return _with_number(verb, rest)
    if verb is Verb.LIST and rest:
        page = rest[-1]
        return Command(verb, page=max(1, int(page))) if page.isdecimal() and len(page) < 6 else Command(verb)
    return Command(verb)


def _with_number(verb: Verb, rest: list[str]) -> Command:
    if not rest:
        return Command(verb)
    found = _ID.fullmatch(rest[0])
    if found is None:
        return Command(verb, problem=rest[0][:40])
    return Command(verb, number=int(found[1]))
