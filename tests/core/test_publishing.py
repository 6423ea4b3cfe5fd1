"""Showing: what people see is made equal to what is stored, whatever happened to it in between."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

import pytest

from bot.access import Access
from bot.conversation import Channel
from bot.errors import Gone, Permanent, Retryable, UserError
from bot.ports import Chat, Place, Post, Shown, Stage
from bot.postmortem import Postmortem, State, Visibility
from bot.publishing import Publishing
from store.sql import SqlStore
from tests.fakes import CHANNEL, NOON, WORKSPACE, FrozenClock, drafted, incident

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


@pytest.fixture
def desk(sqlite_store: SqlStore, clock: FrozenClock) -> Desk:
    """PM-1 is drafted and nobody has been shown it."""
    sqlite_store.save_channel(Channel(WORKSPACE, CHANNEL))
    made, _ = sqlite_store.request_postmortem(sqlite_store.save_incident(incident()), None)
    sqlite_store.save(drafted(made))
    return Desk(sqlite_store, Wall(), clock)


def test_everything_is_posted_once_in_order_with_the_sections_below_the_card(desk: Desk) -> None:
    assert desk.show() == ["post card", "post section/summary/1", "post section/root_cause/1"]
    card = desk.wall.ref("card")
    threads = {m.key: m.thread for m in desk.wall.there.values()}
    assert threads == {"PM-1/card": None, "PM-1/section/summary/1": card, "PM-1/section/root_cause/1": card}
    assert {m.channel for m in desk.wall.there.values()} == {CHANNEL}


def test_showing_again_what_is_there_calls_nobody(desk: Desk) -> None:
    desk.show()
    desk.touch()
    assert desk.show() == []


def test_only_what_differs_is_updated_and_where_it_stands(desk: Desk) -> None:
    desk.show()
    before = desk.wall.ref("section/summary/1")
    desk.wall.wanted = [CARD, changed(SUMMARY), CAUSE]
    desk.touch()
    assert desk.show() == ["update section/summary/1"]
    assert desk.wall.there[before].text == "the summary, changed"
    desk.touch()
    assert desk.show() == []


def test_what_is_not_wanted_any_more_is_deleted_and_what_is_new_is_added(desk: Desk) -> None:
    desk.show()
    more = replace(SUMMARY, part="section/summary/2")
    desk.wall.wanted = [CARD, SUMMARY, more]
    desk.touch()
    assert desk.show() == ["post section/summary/2", "delete section/root_cause/1"]
    assert [posted.part for posted in desk.store.posts(1)] == ["card", SUMMARY.part, more.part]


def test_what_somebody_deleted_already_counts_as_deleted(desk: Desk) -> None:
    desk.show()
    del desk.wall.there[desk.wall.ref(CAUSE.part)]
    desk.wall.wanted = [CARD, SUMMARY]
    desk.touch()
    desk.show()
    assert [posted.part for posted in desk.store.posts(1)] == ["card", SUMMARY.part]


def test_a_card_that_somebody_deleted_comes_anew_and_its_thread_with_it(desk: Desk) -> None:
    desk.show()
    old = desk.wall.ref("card")
    del desk.wall.there[old]
    desk.wall.wanted = [changed(CARD), SUMMARY, CAUSE]
    desk.touch()
    desk.show()
    card = desk.wall.ref("card")
    assert card != old
    for part in (SUMMARY.part, CAUSE.part):
        assert desk.wall.there[desk.wall.ref(part)].thread == card
    desk.touch()
    assert desk.show() == []


def test_a_section_that_somebody_deleted_comes_anew_by_itself(desk: Desk) -> None:
    desk.show()
    card = desk.wall.ref("card")
    del desk.wall.there[desk.wall.ref(SUMMARY.part)]
    desk.wall.wanted = [CARD, changed(SUMMARY), CAUSE]
    desk.touch()
    assert desk.show() == ["update section/summary/1", "post section/summary/1"]
    assert desk.wall.there[desk.wall.ref(SUMMARY.part)].thread == card


def test_a_post_whose_answer_was_lost_is_found_and_not_made_twice(desk: Desk) -> None:
    desk.wall.troubles["after post card"] = Retryable("the connection broke")
    with pytest.raises(Retryable):
        desk.show()
    desk.wall.wanted = [changed(CARD), SUMMARY, CAUSE]
    assert desk.show()[:3] == ["post card", "find card", "update card"]
    assert desk.wall.there[desk.wall.ref("card")].text == "the card, changed"
    assert len(desk.wall.there) == 3


def test_a_post_that_never_arrived_is_looked_for_and_then_made(desk: Desk) -> None:
    desk.wall.troubles["post section/root_cause/1"] = Retryable("slow down")
    with pytest.raises(Retryable):
        desk.show()
    desk.wall.fresh()
    assert desk.show() == ["find section/root_cause/1", "post section/root_cause/1"]
    assert len(desk.wall.there) == 3


def test_a_reviewer_is_written_to_directly_and_found_there_again(desk: Desk) -> None:
    desk.wall.wanted = [CARD, REVIEW]
    desk.wall.troubles["after post review/U2"] = Retryable("the connection broke")
    with pytest.raises(Retryable):
        desk.show()
    desk.show()
    assert desk.wall.there[desk.wall.ref("review/U2")].channel == "DU2"
    assert len(desk.wall.there) == 2


def test_a_draft_discarded_before_anybody_saw_it_is_mentioned_to_nobody(desk: Desk) -> None:
    desk.save(lambda p: p.discard())
    assert desk.show() == []
    assert desk.store.posts(1) == []


def test_a_draft_discarded_after_it_was_shown_is_told_on_its_card(desk: Desk) -> None:
    desk.show()
    desk.wall.wanted = [changed(CARD), SUMMARY, CAUSE]
    assert desk.save(lambda p: p.discard()).state is State.DISCARDED
    assert desk.show() == ["update card"]


def test_what_is_still_being_written_is_not_shown(desk: Desk) -> None:
    desk.save(lambda p: replace(p, version=p.version + 1, sections=()))
    assert desk.show() == []


def test_who_took_so_long_that_another_took_over_posts_nothing_more(desk: Desk) -> None:
    (mine,) = desk.store.claim(Stage.SHOW, 1)
    desk.clock.advance(desk.store.db.lease.total_seconds() + 1)
    desk.show()
    with pytest.raises(Retryable):
        desk.publishing.show(mine)
    assert desk.wall.fresh() == []


def test_a_channel_that_refuses_is_permanent_and_leaves_no_card_behind_by_name(desk: Desk) -> None:
    desk.wall.troubles["post card"] = Permanent("The channel is archived.")
    with pytest.raises(Permanent, match="archived"):
        desk.show()
    assert [posted.ref for posted in desk.store.posts(1)] == [None]


# -- publishing itself -----------------------------------------------------------------------------


def approve(desk: Desk, title: str = "Checkout fails") -> None:
    desk.save(lambda p: replace(p, version=p.version + 1, title=title))
    desk.save(lambda p: p.ask_for_review(["U2"], "U1", NOON))
    desk.save(lambda p: p.approve("U2", NOON))


@pytest.mark.parametrize("visibility", [Visibility.ORGANIZATION, Visibility.PUBLIC])
@pytest.mark.parametrize("channel", ["private", "unknown"])
def test_a_private_incident_is_published_to_its_members_alone(
    desk: Desk, visibility: Visibility, channel: str
) -> None:
    if channel == "private":
        desk.store.save_channel(Channel(WORKSPACE, CHANNEL, is_private=True))
    else:
        desk.store.save_incident(replace(incident(), number=1, channel="C404"))
    approve(desk)
    with pytest.raises(UserError, match="stays with its members"):
        desk.publishing.publish(1, visibility, "U1")
    assert desk.publishing.publish(1, Visibility.TEAM, "U1").state is State.PUBLISHED


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Elevated payment declines", "elevated-payment-declines"),
        ("Größe & «cœur»: 100 % down!", "groe-cur-100-down"),
        ("東京の障害", "postmortem"),
        ("../../etc/passwd?x=<script>", "etc-passwd-x-script"),
        ("-", "postmortem"),
        ("a" * 59 + " bcd", "a" * 59),
    ],
)
def test_an_address_is_readable_safe_and_not_to_be_guessed(desk: Desk, title: str, words: str) -> None:
    approve(desk, title)
    slug = desk.publishing.publish(1, Visibility.PUBLIC, "U1").slug or ""
    assert re.fullmatch(re.escape(words) + r"-[0-9a-f]{10}", slug)


def test_what_is_published_again_keeps_its_address(desk: Desk) -> None:
    approve(desk)
    first = desk.publishing.publish(1, Visibility.TEAM, "U1")
    desk.save(lambda p: p.edit("summary", "More is known.", "U1", NOON, seen=1))
    approve(desk, "Another title")
    assert desk.publishing.publish(1, Visibility.PUBLIC, "U1").slug == first.slug
