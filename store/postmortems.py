"""Postmortems: saved by compare-and-set on their version, every saved section kept as a revision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, func, or_, select, true, tuple_, update
from sqlalchemy.exc import IntegrityError

from bot.drafting.draft import Draft, from_json
from bot.errors import Stale, UserError
from bot.incident import Incident
from bot.postmortem import Postmortem, Section, State
from bot.rows import Live, Stage
from store import documents
from store.database import Database
from store.remembering import remember
from store.stages import want
from store.tables import (
    DISCARDED,
    HAS_CHANNEL,
    channels,
    incidents,
    postmortems,
    progress,
    publications,
    revisions,
)


def request(
    db: Database, connection: Connection, incident: Incident, by: str | None
) -> tuple[Postmortem, bool]:
    """The incident's live postmortem and whether it is new; due for a draft until it is put up for review."""
    found, new = live(connection, incident.number), False
    while found is None:
        # Two requests at once: the partial unique index lets one through, and both read that one back
        # (or neither, where it was discarded in between: then once more).
        fresh = Postmortem(incident.number, incident.title, incident.workspace, created_by=by)
        values = {**documents.row(fresh), "version": 1, "created_at": db.clock.now()}
        insert = db.insert(postmortems).values(values).on_conflict_do_nothing()
        new = connection.scalar(insert.returning(postmortems.c.number)) is not None
        found = live(connection, incident.number)
    if not found.is_settled:
        want(db, connection, Stage.DRAFT, str(found.number))
    return found, new


def live(connection: Connection, incident: int, *, lock: bool = False) -> Postmortem | None:
    """The incident's postmortem that was not discarded; ``lock`` holds it until the transaction ends."""
    query = select(postmortems).where(postmortems.c.incident == incident, postmortems.c.state != DISCARDED)
    row = connection.execute(query.with_for_update() if lock else query).first()
    return documents.postmortem(row) if row else None


# Asked by every command: made once, since making a statement costs more than running it.
LIVE_IN = (
    select(
        incidents.c.workspace,
        incidents.c.channel,
        postmortems.c.number,
        postmortems.c.version,
        postmortems.c.state,
    )
    .join(incidents, incidents.c.number == postmortems.c.incident)
    .where(
        tuple_(incidents.c.workspace, incidents.c.channel).in_(bindparam("channels", expanding=True)),
        HAS_CHANNEL,
        postmortems.c.state != DISCARDED,
    )
)


class PostmortemRows:
    db: Database

    def request_postmortem(self, incident: Incident, by: str | None) -> tuple[Postmortem, bool]:
        with self.db.write() as connection:
            return request(self.db, connection, incident, by)

    def postmortem(self, number: int) -> Postmortem | None:
        with self.db.read() as connection:
            row = connection.execute(select(postmortems).where(postmortems.c.number == number)).first()
        return documents.postmortem(row) if row else None

    def live_postmortem(self, incident: int) -> Postmortem | None:
        with self.db.read() as connection:
            return live(connection, incident)

    def live_in(self, channels: Sequence[tuple[str, str]]) -> Sequence[Live | None]:
        """Which postmortem the incident of each channel has, without reading it."""
        with self.db.read() as connection:
            rows = connection.execute(LIVE_IN, {"channels": sorted(set(channels))}).all()
        found = {(r.workspace, r.channel): Live(r.number, r.version, State(r.state)) for r in rows}
        return [found.get(channel) for channel in channels]

    def recent_postmortems(self, workspace: str, limit: int, offset: int = 0) -> Sequence[Postmortem]:
        """The workspace's postmortems, newest first, without the discarded."""
        return self._page(self._recent(workspace), limit, offset)

    def listed(self, workspace: str, asked_in: str, limit: int, offset: int = 0) -> Sequence[Postmortem]:
        """The same without those of private channels, but with that of the channel ``asked_in``."""
        here = (channels.c.workspace == incidents.c.workspace) & (channels.c.id == incidents.c.channel)
        query = (
            self._recent(workspace)
            .join(incidents, incidents.c.number == postmortems.c.incident)
            .outerjoin(channels, here)
            .where(or_(~func.coalesce(channels.c.is_private, true()), incidents.c.channel == asked_in))
        )
        return self._page(query, limit, offset)

    @staticmethod
    def _recent(workspace: str) -> Select[*tuple[Any, ...]]:
        mine = (postmortems.c.workspace == workspace) & (postmortems.c.state != DISCARDED)
        return select(postmortems).where(mine).order_by(postmortems.c.number.desc())

    def _page(self, query: Select[*tuple[Any, ...]], limit: int, offset: int) -> Sequence[Postmortem]:
        with self.db.read() as connection:
            return [
                documents.postmortem(row) for row in connection.execute(query.limit(limit).offset(offset))
            ]

    def published(self, slug: str) -> Postmortem | None:
        query = (
            select(
                postmortems, publications.c.document.label("snapshot"), publications.c.version.label("as_of")
            )
            .join(publications, publications.c.postmortem == postmortems.c.number)
            .where(publications.c.slug == slug, postmortems.c.state != DISCARDED)
        )
        with self.db.read() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        current = documents.postmortem(row)
        return replace(
            documents.read(row.snapshot, current.number, current.incident, current.workspace),
            version=row.as_of,
        )

    def save(self, postmortem: Postmortem, *, draft: Draft | None = None) -> Postmortem:
        """Saves over the version before its own and makes it due for showing.

        Raises Stale when another save came first, UserError when its slug is another's.
        """
        try:
            with self.db.write() as connection:
                self._save(connection, postmortem, draft)
        except IntegrityError as error:
            if "slug" in str(error.orig):
                raise UserError("Another postmortem has that address. Choose a different one.") from None
            raise
        return postmortem

    def draft(self, postmortem: int) -> Draft | None:
        with self.db.read() as connection:
            plain = connection.scalar(select(postmortems.c.draft).where(postmortems.c.number == postmortem))
        return from_json(plain) if plain else None

    def revisions(self, postmortem: int, key: str) -> Sequence[Section]:
        """Every saved body of a section, oldest first."""
        query = (
            select(revisions)
            .where(revisions.c.postmortem == postmortem, revisions.c.key == key)
            .order_by(revisions.c.revision)
        )
        with self.db.read() as connection:
            rows = connection.execute(query).all()
        return [Section(r.key, r.heading, r.body, r.revision, r.edited_by, r.saved_at) for r in rows]

    def redraft(self, postmortem: int) -> None:
        """Makes the postmortem due for a new draft, at once."""
        with self.db.write() as connection:
            want(self.db, connection, Stage.DRAFT, str(postmortem))

    def _save(self, connection: Connection, postmortem: Postmortem, draft: Draft | None) -> None:
        values = documents.row(postmortem) | ({"draft": draft.to_json()} if draft else {})
        before = (postmortems.c.number == postmortem.number) & (
            postmortems.c.version == postmortem.version - 1
        )
        done = connection.execute(
            update(postmortems).where(before).values(**values, version=postmortem.version)
        )
        if done.rowcount != 1:
            raise Stale("Somebody else changed this a moment ago. Look again, then do it once more.")
        if draft:
            connection.execute(delete(progress).where(progress.c.postmortem == postmortem.number))
        self._keep_revisions(connection, postmortem)
        if postmortem.state is State.PUBLISHED:
            self._publish(connection, postmortem)
        remember(self.db, connection, postmortem)
        want(self.db, connection, Stage.SHOW, str(postmortem.number))

    def _keep_revisions(self, connection: Connection, postmortem: Postmortem) -> None:
        now = self.db.clock.now()
        rows = [
            {
                "postmortem": postmortem.number,
                "key": section.key,
                "revision": section.revision,
                "heading": section.heading,
                "body": section.body,
                "edited_by": section.edited_by,
                "saved_at": section.edited_at or now,
            }
            for section in postmortem.sections
        ]
        if rows:
            connection.execute(self.db.insert(revisions).on_conflict_do_nothing(), rows)

    def _publish(self, connection: Connection, postmortem: Postmortem) -> None:
        """Keeps what was published as it was."""
        snapshot = {
            "slug": postmortem.slug,
            "postmortem": postmortem.number,
            "version": postmortem.version,
            "document": documents.document(postmortem),
            "published_at": postmortem.published_at,
        }
        connection.execute(
            self.db.insert(publications)
            .values(snapshot)
            .on_conflict_do_update(
                index_elements=["slug"], set_={k: v for k, v in snapshot.items() if k != "slug"}
            )
        )
