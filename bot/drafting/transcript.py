"""The evidence: everything said in the channel, in order, numbered, readable and free of secrets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from bot.conversation import Kind, Message, Person
from bot.drafting.case import Case
from bot.drafting.draft import Coverage, Leak, Redaction
from bot.drafting.markup import Plain, mentions, plain, resolve, visible
from bot.drafting.redaction import redact
from bot.drafting.stems import Vocabulary


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
    deleted: bool = False
    tagged: str = ""  # the prose with "[code 1: 14 lines]" where each pasted block stood

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
    leaks: tuple[Leak, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Evidence]:
        return {item.id: item for item in self.evidence}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of what people said, by the evidence's number less one; of others none."""
        return Vocabulary([item.prose if item.kind is Kind.PERSON else "" for item in self.evidence])

    @cached_property
    def replies(self) -> Mapping[str, tuple[Evidence, ...]]:
        """The replies of each thread, by the id of its first message."""
        found: dict[str, list[Evidence]] = {}
        for item in self.evidence:
            if item.is_reply and item.thread:
                found.setdefault(item.thread, []).append(item)
        return {key: tuple(items) for key, items in found.items()}


def transcribe(case: Case) -> Transcript:
    """Every message of the case as evidence. Deleted messages count as read and say nothing.

    The last one is kept: finding the end, writing and listing the sources each read the same messages.
    """
    global _last
    messages, people, transcript = _last
    if messages is not case.messages or people is not case.people:
        transcript = _transcribed(case)
        _last = (case.messages, case.people, transcript)
    return transcript


def _transcribed(case: Case) -> Transcript:
    reader = _Reader(case.people)
    evidence = tuple(reader.read(number, message) for number, message in enumerate(case.messages, 1))
    messages = case.messages
    coverage = Coverage(
        messages=len(messages),
        read=len(messages),
        threads=len({m.thread for m in messages if m.is_reply}),
        tools=sum(m.kind is Kind.TOOL for m in messages),
    )
    redactions = tuple(Redaction(kind, count) for kind, count in sorted(reader.kinds.items()))
    return Transcript(evidence, coverage, redactions, tuple(reader.leaks))


_NOTHING = Transcript((), Coverage(0, 0, 0))
_last: tuple[Sequence[Message], Mapping[str, Person], Transcript] = ((), {}, _NOTHING)


def clean(text: str) -> str:
    """A title or a field as evidence shows it: visible characters only, no secrets, one line."""
    return " ".join(redact(visible(text)).text.split())


class _Reader:
    """Reads messages into evidence, counting what it takes out and remembering whose it was."""

    def __init__(self, people: Mapping[str, Person]) -> None:
        self.people = people
        self.known = frozenset(p.email.lower() for p in people.values() if p.email)
        self.kinds: Counter[str] = Counter()
        self.leaks: list[Leak] = []
        self._found: Counter[str] = Counter()  # in the message that is being read
        self._names: dict[str, str] = {}

    def read(self, number: int, message: Message) -> Evidence:
        said = _SILENCE if message.deleted else self._said(message.text)
        files = () if message.deleted else tuple(self._redacted(visible(name)) for name in message.files)
        evidence = Evidence(
            number=number,
            id=message.id,
            at=message.at,
            kind=message.kind,
            author=message.author,
            speaker=self._speaker(message),
            prose=said.prose,
            code=said.code,
            files=files,
            mentions=mentions(message.text),
            thread=message.thread,
            is_reply=message.is_reply,
            edited=message.edited,
            deleted=message.deleted,
            tagged=said.tagged,
        )
        if self._found:
            self._tell(message)
        return evidence

    def _tell(self, message: Message) -> None:
        """Counts what was found. Only a person can clean up: a tool's post is nobody's to be told of."""
        self.kinds.update(self._found)
        if message.kind is Kind.PERSON and message.author:
            self.leaks.append(Leak(message.id, message.author, tuple(sorted(self._found))))
        self._found = Counter()

    def _said(self, text: str) -> Plain:
        text = visible(text)
        if "<mailto:" in text:  # Slack says an address twice
            text = _MAILTO.sub(r"\1", text)
        redacted = self._redacted(text)
        resolved = resolve(redacted, self.people)
        # Markup and entities inside a secret hide it from the first look.
        if "&" in resolved or _LINK.search(redacted):
            resolved = self._redacted(resolved.replace("&amp;", "&"))
        return plain(resolved)

    def _redacted(self, text: str) -> str:
        redacted = redact(text, self.known)
        if redacted.kinds:
            self._found.update(redacted.kinds)
        return redacted.text

    def _speaker(self, message: Message) -> str:
        key = message.author_name or message.author
        shown = self._names.get(key)
        if shown is None:
            person = None if message.author_name else self.people.get(message.author)
            shown = self._names[key] = clean(person.shown if person else message.author_name)
        return shown or ("A tool" if message.kind is Kind.TOOL else "Someone")


_LINK = re.compile(r"<(?:http|mailto|tel|\[redacted)")
_SILENCE = Plain("")
_MAILTO = re.compile(r"<mailto:([^<>|\s]{1,320})\|\1>")
