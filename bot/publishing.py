"""Publishing: the one writer of cards, and the act of publishing itself."""

from __future__ import annotations

import re
import secrets
import unicodedata
from contextlib import suppress
from dataclasses import dataclass

from bot import reading
from bot.access import Access
from bot.changing import change
from bot.errors import Gone, Permanent, UserError
from bot.ports import Chat, Claim, Clock, Place, Post, Posted, Shown, Store
from bot.postmortem import Postmortem, State, Visibility


@dataclass(frozen=True)
class Publishing:
    store: Store
    chat: Chat
    clock: Clock
    access: Access

    def publish(self, number: int, visibility: Visibility, by: str) -> Postmortem:
        """Publishes an approved postmortem to ``visibility``. Raises UserError when it may not be."""
        now = self.clock.now()

        def published(found: Postmortem) -> Postmortem:
            if visibility is not Visibility.TEAM and self.access.is_private(found):
                raise UserError(
                    "This incident's channel is private, so its postmortem stays with its members."
                )
            return found.publish(visibility, _slug(found.title), by, now)

        return change(self.store, number, published)

    def show(self, claim: Claim) -> None:
        """Makes what people see of the claimed postmortem equal to what is stored."""
        postmortem = self.store.postmortem(int(claim.subject))
        if postmortem is None or not postmortem.is_written:
            return
        shown = reading.shown(self.store, postmortem)
        there = {posted.part: posted for posted in self.store.posts(postmortem.number)}
        if postmortem.state is State.DISCARDED and not there:
            return  # nobody has seen it, so nobody needs to hear that it is gone
        wanted = self.chat.lay_out(shown)
        refs: dict[str, str] = {}
        anew: set[str] = set()
        for post in wanted:
            self.store.extend(claim)  # each post may take seconds, and the lease must not lapse between them
            posted = there.get(post.part)
            if posted and post.follows in anew:  # its thread went with the post that it follows
                self._remove(postmortem, posted)
                posted = None
            thread = refs[post.follows] if post.follows else None
            refs[post.part] = self._put(shown, post, posted, thread)
            if posted and posted.ref and posted.ref != refs[post.part]:
                anew.add(post.part)
        for part in there.keys() - {post.part for post in wanted}:
            self._remove(postmortem, there[part])

    def _put(self, shown: Shown, post: Post, there: Posted | None, thread: str | None) -> str:
        """The ref under which the post stands, once it stands there as laid out."""
        if there and there.ref:
            if there.digest == post.digest:
                return there.ref
            try:
                self.chat.update(there.channel, there.ref, post)
            except Gone:  # somebody deleted it: it is posted anew
                self.store.forget_post(shown.postmortem.number, post.part)
                return self._put(shown, post, None, thread)
            self.store.mark_shown(shown.postmortem.number, post.part, there.ref, post.digest)
            return there.ref
        return self._post(shown, post, there.channel if there else None, thread)

    def _post(self, shown: Shown, post: Post, channel: str | None, thread: str | None) -> str:
        number, workspace = shown.postmortem.number, shown.incident.workspace
        channel = channel or self.chat.open(Place(workspace, shown.incident.channel, thread, post.person))
        key = f"{shown.postmortem.id}/{post.part}"
        # Slack has no idempotency key. The note comes first, so that after a crash we know to look.
        first = self.store.intend(number, post, channel)
        ref = None if first else self.chat.find(channel, thread, key)
        if ref is not None:
            self.chat.update(channel, ref, post)
        else:
            ref = self.chat.post(channel, thread, post, key)
        self.store.mark_shown(number, post.part, ref, post.digest)
        return ref

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
