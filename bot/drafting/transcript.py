"""The evidence: everything said in the channel, in order, numbered, readable and free of secrets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from bot.conversation import Kind, Message, Person
from bot.drafting.case import Case
from bot.drafting.draft import Coverage, Redaction
from bot.drafting.markup import Plain, mentions, plain, resolve, visible
from bot.drafting.redaction import redact


@dataclass(frozen=True, slots=True)
class Evidence:
    """One message as a writer reads it. ``number`` counts from 1 in time order.

    ``prose`` is what was said, without markup, secrets or pasted blocks; ``code`` holds those.
    ``speaker`` is a name to show, ``author`` the id. ``thread`` is the first message of its thread.
    """

    number: int
    id: str
    at: datetime
    kind: Kind
    author: str
    speaker: str
    prose: str
    code: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    thread: str | None = None
    is_reply: bool = False
    edited: str | None = None  # which edit of the message this is

    @property
    def text(self) -> str:
        """Prose, pasted blocks and file names: all that a statement may rest on."""
        return "\n".join((self.prose, *self.code, *self.files))


@dataclass(frozen=True)
class Transcript:
    """All evidence of a case, with the receipt of what was read and what was taken out."""

    evidence: tuple[Evidence, ...]
    coverage: Coverage
    redactions: tuple[Redaction, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Evidence]:
        return {item.id: item for item in self.evidence}

    @cached_property
    def replies(self) -> Mapping[str, tuple[Evidence, ...]]:
        """The replies of each thread, by the id of its first message."""
        found: dict[str, list[Evidence]] = {}
        for item in self.evidence:
            if item.is_reply and item.thread:
                found.setdefault(item.thread, []).append(item)
        return {key: tuple(items) for key, items in found.items()}


def transcribe(case: Case) -> Transcript:
    """Every message of the case as evidence. Deleted messages count as read and say nothing."""
    kinds: Counter[str] = Counter()
    evidence = []
    for number, message in enumerate(case.messages, 1):
        said = _said(message.text, case.people, kinds)
        evidence.append(_evidence(number, message, case.people, said, kinds))
    threads = len({m.thread for m in case.messages if m.is_reply})
    count, tools = len(case.messages), sum(m.kind is Kind.TOOL for m in case.messages)
    redactions = tuple(Redaction(kind, kinds[kind]) for kind in sorted(kinds))
    return Transcript(
        tuple(evidence), Coverage(messages=count, read=count, threads=threads, tools=tools), redactions
    )


def clean(text: str) -> str:
    """A title or a field as evidence shows it: visible characters only, no secrets, one line."""
    return " ".join(redact(visible(text)).text.split())


def _said(text: str, people: Mapping[str, Person], kinds: Counter[str]) -> Plain:
    redacted = redact(visible(text))
    kinds.update(redacted.kinds)
    resolved = resolve(redacted.text, people)
    if "&" in resolved:  # an entity inside a secret hides it from the first look
        return plain(_again(resolved, kinds))
    return plain(resolved)


def _again(text: str, kinds: Counter[str]) -> str:
    unescaped = text.replace("&amp;", "&")
    redacted = redact(unescaped)
    kinds.update(redacted.kinds)
    return redacted.text


def _evidence(
    number: int, message: Message, people: Mapping[str, Person], said: Plain, kinds: Counter[str]
) -> Evidence:
    files = []
    for name in message.files:
        redacted = redact(visible(name))
        kinds.update(redacted.kinds)
        files.append(redacted.text)
    person = people.get(message.author)
    speaker = person.shown if person and not message.author_name else message.author_name
    return Evidence(
        number=number,
        id=message.id,
        at=message.at,
        kind=message.kind,
        author=message.author,
        speaker=clean(speaker) or ("A tool" if message.kind is Kind.TOOL else "Someone"),
        prose=said.prose,
        code=said.code,
        files=tuple(files),
        mentions=mentions(message.text),
        thread=message.thread,
        is_reply=message.is_reply,
        edited=message.edited,
    )
