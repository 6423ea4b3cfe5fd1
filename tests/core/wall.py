"""A chat platform as plain as can be, and PM-1 to be shown on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from bot.access import Access
from bot.errors import Gone, Retryable
from bot.ports import Chat
from bot.postmortem import Postmortem
from bot.publishing import Publishing
from bot.rows import Stage
from bot.showing import Place, Post, Shown
from store.sql import SqlStore
from tests.fakes import FrozenClock

CARD = Post("card", "card 1", {"text": "the card"})
SUMMARY = Post("section/summary/1", "summary 1", {"text": "the summary"}, follows="card")
CAUSE = Post("section/root_cause/1", "cause 1", {"text": "the cause"}, follows="card")
REVIEW = Post("review/U2", "review 1", {"text": "please review"}, person="U2")


def changed(post: Post) -> Post:
    return replace(post, digest=f"{post.digest}, changed", body={"text": f"{post.body['text']}, changed"})


@dataclass
class Message:
    channel: str
    thread: str | None
    key: str
    text: str


@dataclass
class Wall:
    """A chat platform as plain as can be. ``troubles`` are raised by the calls that they are named for."""

    wanted: list[Post] = field(default_factory=lambda: [CARD, SUMMARY, CAUSE])
    there: dict[str, Message] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    troubles: dict[str, Exception] = field(default_factory=dict)

    def lay_out(self, _: Shown) -> Sequence[Post]:
        return self.wanted

    def open(self, place: Place) -> str:
        self._fail(f"open {place.person or place.channel}")
        return f"D{place.person}" if place.person else place.channel

    def post(self, channel: str, thread: str | None, post: Post, key: str) -> str:
        self._call("post", post.part)
        assert thread is None or thread in self.there, "a reply to what is not there"
        ref = f"{len(self.calls)}.0"
        self.there[ref] = Message(channel, thread, key, str(post.body["text"]))
        self._fail(f"after post {post.part}")
        return ref

    def update(self, channel: str, ref: str, post: Post) -> None:
        self._call("update", post.part)
        if ref not in self.there:
            raise Gone("The post is not there any more.")
        assert self.there[ref].channel == channel
        self.there[ref].text = str(post.body["text"])

    def delete(self, channel: str, ref: str) -> None:
        self._call("delete", self.there[ref].key.partition("/")[2] if ref in self.there else ref)
        if ref not in self.there:
            raise Gone("The post is not there any more.")
        assert self.there.pop(ref).channel == channel

    def find(self, channel: str, thread: str | None, key: str) -> str | None:
        self._call("find", key.partition("/")[2])
        here = [r for r, m in self.there.items() if (m.channel, m.thread, m.key) == (channel, thread, key)]
        return here[0] if here else None

    def ref(self, part: str) -> str:
        """Where the part stands; there has to be exactly one of it."""
        (ref,) = [ref for ref, message in self.there.items() if message.key == f"PM-1/{part}"]
        return ref

    def fresh(self) -> list[str]:
        """The calls since the last time this was asked."""
        calls, self.calls[:] = [call for call in self.calls if call], [""] * len(self.calls)
        return calls

    def _call(self, method: str, part: str) -> None:
        self.calls.append(f"{method} {part}")
        self._fail(f"{method} {part}")

    def _fail(self, call: str) -> None:
        if call in self.troubles:
            raise self.troubles.pop(call)


@dataclass
class Desk:
    """PM-1 in a store, a wall, and what brings the two together."""

    store: SqlStore
    wall: Wall
    clock: FrozenClock

    @property
    def publishing(self) -> Publishing:
        chat = cast(Chat, self.wall)
        return Publishing(self.store, chat, self.clock, Access(self.store, chat))

    def save(self, act: Callable[[Postmortem], Postmortem]) -> Postmortem:
        found = self.store.postmortem(1)
        assert found is not None
        return self.store.save(act(found))

    def touch(self) -> None:
        """Any save makes it due for showing."""
        self.save(lambda p: replace(p, version=p.version + 1))

    def show(self) -> list[str]:
        """Shows what is due, as the worker does, and gives the calls that it took."""
        (claim,) = self.store.claim(Stage.SHOW, 1)
        try:
            self.publishing.show(claim)
        except Retryable as problem:
            self.store.postpone(claim, self.clock.now(), str(problem))
            raise
        self.store.finish(claim)
        return self.wall.fresh()
