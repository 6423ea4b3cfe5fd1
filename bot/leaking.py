"""Secrets that were pasted into a channel: whom to tell privately, of what, and when to thank them.

A person is told of their own messages. A tool can't be told, so whoever asked for the postmortem is;
where nobody did, the count in the receipt is all there is: a channel is no place to point at a secret.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.conversation import Kind, Message
from bot.drafting.draft import Leak
from bot.drafting.redaction import redact

PART = "secret/"  # the notice's name among a postmortem's posts; the ids of its messages follow
_BETWEEN = "+"
EMAIL = "email"  # the kind of an address


@dataclass(frozen=True, slots=True)
class Exposed:
    """One message with secrets in it, never the secrets themselves. ``gone``: it holds none any more."""

    message: str
    kinds: tuple[str, ...]
    at: datetime | None = None
    link: str | None = None
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """A private word to one person. ``of_tool``: the messages are a tool's, not theirs."""

    part: str
    person: str
    exposed: tuple[Exposed, ...]
    of_tool: bool = False

    @property
    def is_over(self) -> bool:
        return all(one.gone for one in self.exposed)


def told_of(parts: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """The notices among the posts already made: the messages of each, by its part."""
    return {part: tuple(part.removeprefix(PART).split(_BETWEEN)) for part in parts if part.startswith(PART)}


def find_notices(
    leaks: Iterable[Leak],
    told: Mapping[str, tuple[str, ...]],
    said: Mapping[str, Message],
    asked_by: str | None,
    link: Callable[[Message], str | None],
) -> tuple[Notice, ...]:
    """Every notice that should stand: those made before, as they are now, then a new one a person.

    Once told of, a message stays in the notice that told of it. ``said`` holds the messages as they
    stand, deleted ones too.
    """
    kinds = {leak.message: leak.kinds for leak in leaks}
    known = {leak.message: leak.author for leak in leaks}
    before = {id for ids in told.values() for id in ids}

    def exposed(id: str) -> Exposed:
        message = said.get(id)
        if message is None:
            return Exposed(id, kinds.get(id, ()), gone=id not in kinds)
        gone = _is_clean(message, kinds.get(id, ()))
        return Exposed(id, kinds.get(id, ()), message.at, None if gone else link(message), gone)

    def person(id: str) -> str | None:
        return asked_by if _is_tools(said.get(id)) else known.get(id) or _author(said.get(id))

    groups: dict[str, tuple[str, ...]] = dict(told)
    fresh: dict[tuple[str, bool], list[str]] = {}
    for id in kinds:
        whom = person(id)
        if id not in before and whom and not exposed(id).gone:
            fresh.setdefault((whom, _is_tools(said.get(id))), []).append(id)
    groups |= {PART + _BETWEEN.join(ids): tuple(ids) for ids in fresh.values()}
    return tuple(
        Notice(part, person(ids[0]) or "", tuple(map(exposed, ids)), _is_tools(said.get(ids[0])))
        for part, ids in groups.items()
    )


def _is_clean(message: Message, leaked: Collection[str]) -> bool:
    """An e-mail address is no secret by itself: it may be of somebody who belongs to the incident."""
    if message.deleted:
        return True
    left = redact("\n".join((message.text, *message.files))).kinds
    return not any(kind in leaked or kind != EMAIL for kind in left)


def _is_tools(message: Message | None) -> bool:
    return message is not None and message.kind is not Kind.PERSON


def _author(message: Message | None) -> str | None:
    return message.author if message else None
