"""What was posted where, so that a crash repeats nothing visible; and the one-use entries to pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update

from bot.rows import Posted
from bot.showing import Post
from store.database import Database
from store.tables import entries, posts


class PostRows:
    db: Database

    def posts(self, postmortem: int) -> Sequence[Posted]:
        query = select(posts).where(posts.c.postmortem == postmortem).order_by(posts.c.part)
        with self.db.read() as connection:
            rows = connection.execute(query).all()
        return [Posted(row.part, row.channel, row.ref, row.digest) for row in rows]

    def intend(self, postmortem: int, post: Post, channel: str) -> bool:
        """Committed before the post is made: whoever finds the note later knows to look before posting."""
        row = {"postmortem": postmortem, "part": post.part, "channel": channel, "digest": ""}
        insert = self.db.insert(posts).values(row).on_conflict_do_nothing().returning(posts.c.part)
        with self.db.write() as connection:
            return connection.scalar(insert) is not None

    def mark_shown(self, postmortem: int, part: str, ref: str, digest: str) -> None:
        here = (posts.c.postmortem == postmortem) & (posts.c.part == part)
        with self.db.write() as connection:
            connection.execute(update(posts).where(here).values(ref=ref, digest=digest))

    def forget_post(self, postmortem: int, part: str) -> None:
        with self.db.write() as connection:
            connection.execute(delete(posts).where(posts.c.postmortem == postmortem, posts.c.part == part))

    def grant_entry(self, token_hash: str, person: str, workspace: str, expires: datetime) -> None:
        """Lets the bearer of the token in once, until ``expires``; entries nobody used in time go."""
        row = {"token_hash": token_hash, "person": person, "workspace": workspace, "expires": expires}
        late = select(entries.c.token_hash).where(entries.c.expires < self.db.clock.now())
        stale = late.with_for_update(skip_locked=True)  # another grant may be at it: leave those to it
        with self.db.write() as connection:
            connection.execute(delete(entries).where(entries.c.token_hash.in_(stale)))
            connection.execute(self.db.insert(entries).values(row))

    def use_entry(self, token_hash: str, now: datetime) -> str | None:
        """ "workspace:person" of an entry that still stands, which is thereby used; else None."""
        used = delete(entries).where(entries.c.token_hash == token_hash)
        with self.db.write() as connection:
            row = connection.execute(
                used.returning(entries.c.workspace, entries.c.person, entries.c.expires)
            ).first()
        return f"{row.workspace}:{row.person}" if row and row.expires > now else None
