"""Publishing: the one writer of cards, and the act of publishing itself."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

import structlog

from bot import leaking, reading
from bot.access import Access
from bot.changing import change
from bot.errors import Gone, Permanent, UserError
from bot.gates import Gate, pass_gates
from bot.ports import Chat, Clock, Store
from bot.postmortem import Act, Postmortem, State, Visibility
from bot.rows import Claim, Posted
from bot.showing import Place, Post, Shown
from bot.underway import Underway

log = structlog.get_logger("publishing")


@dataclass(frozen=True)
class Publishing:
    """``has_model``: a language model can be asked for a draft."""

    store: Store
    chat: Chat
    clock: Clock
    access: Access
    has_model: bool = False
    gates: Sequence[Gate] = ()

    def publish(self, number: int, visibility: Visibility, by: str) -> Postmortem:
        """Publishes an approved postmortem to ``visibility``. Raises UserError when it may not be."""
        now = self.clock.now()

        def published(found: Postmortem) -> Postmortem:
            if visibility is not Visibility.TEAM and self.access.is_private(found):
                raise UserError(
                    "This incident's channel is private, so its postmortem stays with its members."
                )
            after = found.publish(visibility, _slug(found.title), by, now)
            pass_gates(self.gates, found, Act.PUBLISH)
            return after

        return change(self.store, number, published)

    def show(self, claim: Claim) -> None:
        """Makes what people see of the claimed postmortem equal to what is stored."""
        # In this order: a draft saved in between is then seen, and not taken for one that never came.
        underway = self.store.underway(int(claim.subject))
        postmortem = self.store.postmortem(int(claim.subject))
        if postmortem is None:
            return
        there = {posted.part: posted for posted in self.store.posts(postmortem.number)}
        if postmortem.state is State.DISCARDED:
            underway = None
            if not there:
                return  # nobody has seen it, so nobody needs to hear that it is gone
        has_card = postmortem.is_written or underway or postmortem.state is State.DISCARDED
        shown = self._shown(postmortem, underway, there)
        wanted = self.chat.lay_out(shown) if has_card else []
        refs: dict[str, str] = {}
        unreached: list[Permanent] = []
        for post in wanted:
            self.store.extend(claim)  # each post may take seconds, and the lease must not lapse between them
            thread = refs[post.follows] if post.follows else None
            try:
                if not self._stands(shown, post, there.get(post.part)):
                    self._clear(postmortem, post, wanted, there)
                    refs[post.part] = self._post(shown, post, there.get(post.part), thread)
                else:
                    refs[post.part] = str(there[post.part].ref)
            except Permanent as problem:
                if post.person is None:
                    raise
                if post.part.startswith(leaking.PART):  # nobody can mend it, so it is nobody's trouble to see
                    log.info("could not be told privately", part=post.part, reason=str(problem))
                else:
                    unreached.append(problem)  # somebody has left: the others are told all the same
        for part in there.keys() - {post.part for post in wanted}:
            self._remove(postmortem, there[part])
        if unreached:
            raise unreached[0]

    def _shown(self, postmortem: Postmortem, underway: Underway | None, there: Mapping[str, Posted]) -> Shown:
        """With the private notices, those made before among them."""
        shown = reading.shown(self.store, postmortem, underway, has_model=self.has_model)
        leaks = shown.draft.leaks if shown.draft and postmortem.state is not State.DISCARDED else ()
        told = leaking.told_of(there)
        if not leaks and not told:
            return shown
        channel = shown.incident.channel
        ids = {leak.message for leak in leaks} | {id for ids in told.values() for id in ids}
        said = self.store.said(shown.incident.workspace, channel, ids)
        notices = leaking.find_notices(
            leaks, told, said, postmortem.created_by, lambda message: self.chat.link(channel, message)
        )
        return replace(shown, notices=notices)

    def _stands(self, shown: Shown, post: Post, there: Posted | None) -> bool:
        """Whether the post is there, by now as laid out; not if it was never made or somebody deleted it."""
        if there is None or there.ref is None:
            return False
        if there.digest != post.digest:
            try:
                self.chat.update(there.channel, there.ref, post)
            except Gone:
                if not post.part.startswith(leaking.PART):  # whoever put such a word away has read it
                    return False
            self.store.mark_shown(shown.postmortem.number, post.part, there.ref, post.digest)
        return True

    def _clear(
        self, postmortem: Postmortem, post: Post, wanted: Sequence[Post], there: dict[str, Posted]
    ) -> None:
        """Room for a post that somebody deleted: what stood in its thread goes first, then the note of it.

        In this order, so that whatever breaks off in between finds it still to be done.
        """
        gone = there.get(post.part)
        if gone is None or gone.ref is None:
            return
        for follower in wanted:
            if follower.follows == post.part and follower.part in there:
                self._remove(postmortem, there.pop(follower.part))
        self.store.forget_post(postmortem.number, post.part)
        del there[post.part]

    def _post(self, shown: Shown, post: Post, there: Posted | None, thread: str | None) -> str:
        number, workspace = shown.postmortem.number, shown.incident.workspace
        place = Place(workspace, shown.incident.channel, thread, post.person)
        channel = there.channel if there else self.chat.open(place)
        key = f"{shown.postmortem.id}/{post.part}"
        # Slack has no idempotency key. The note comes first, so that after a crash we know to look.
        first = self.store.intend(number, post, channel)
        ref = None if first else self._found(channel, thread, key)
        if ref is not None:
            self.chat.update(channel, ref, post)
        else:
            ref = self.chat.post(channel, thread, post, key)
        self.store.mark_shown(number, post.part, ref, post.digest)
        return ref

    def _found(self, channel: str, thread: str | None, key: str) -> str | None:
        try:
            return self.chat.find(channel, thread, key)
        except Gone:  # the thread's first message went, and what stood below it with it
            return None

    def _remove(self, postmortem: Postmortem, posted: Posted) -> None:
        if posted.ref:
            with suppress(Permanent):  # what we wanted gone is gone, or can't be reached any more
                self.chat.delete(posted.channel, posted.ref)
        self.store.forget_post(postmortem.number, posted.part)


def _slug(title: str) -> str:
    """A readable address with an ending that nobody can guess: "elevated-payment-declines-k3v9…"."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].rstrip("-")
    return f"{words or 'postmortem'}-{secrets.token_hex(5)}"
