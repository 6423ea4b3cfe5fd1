"""Published postmortems of ours as earlier incidents, and what was promised in them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, and_, func, select, true

from bot.drafting.similar.own import as_past, is_page
from bot.incident import Incident, Promise
from bot.postmortem import Postmortem, State
from store.database import Database
from store.search import forget_past, keep_past
from store.tables import channels, incidents, past_incidents, postmortems, publications


def remember(db: Database, connection: Connection, postmortem: Postmortem) -> None:
    """Keeps a published postmortem among the earlier incidents, in the transaction that publishes it.

    Other channels' drafts quote those, so one of a channel that is private, or unknown to us, is not kept.
    One that is discarded goes; one that is edited again stays as it was last published, as its page does.
    """
    if postmortem.state is State.DISCARDED:
        _forget(connection, postmortem)
    if postmortem.state is not State.PUBLISHED:
        return
    row = connection.execute(
        select(incidents, _is_private().label("is_private"))
        .outerjoin(channels, _CHANNEL)
        .where(incidents.c.number == postmortem.incident)
    ).one()
    if row.is_private:
        _forget(connection, postmortem)
        return
    incident = Incident(row.id, row.title, services=tuple(row.services), resolved_at=row.resolved_at)
    keep_past(db, connection, postmortem.workspace, as_past(postmortem, incident))


class PromiseRows:
    db: Database

    def open_promises(self, workspace: str, ids: Collection[str]) -> Sequence[Promise]:
        """The action items of these earlier postmortems of ours ("PM-7") that are still open, oldest first.

        They are those of the draft that was published; nothing records yet that one was done, so all count
        as open. What a private channel promised stays there.
        """
        numbers = [int(id[3:]) for id in ids if id.startswith("PM-") and id[3:].isdecimal() and len(id) < 19]
        query = (
            select(postmortems.c.number, postmortems.c.draft, publications.c.published_at)
            .join(publications, publications.c.postmortem == postmortems.c.number)
            .join(incidents, incidents.c.number == postmortems.c.incident)
            .outerjoin(channels, _CHANNEL)
            .where(postmortems.c.workspace == workspace, postmortems.c.number.in_(numbers))
            .where(postmortems.c.state != State.DISCARDED.value, ~_is_private())
            .order_by(publications.c.published_at, postmortems.c.number)
        )
        with self.db.read() as connection:
            return [promise for row in connection.execute(query) for promise in _promises(row)]


_CHANNEL = and_(channels.c.workspace == incidents.c.workspace, channels.c.id == incidents.c.channel)


def _is_private() -> Any:
    return func.coalesce(channels.c.is_private, true())


def _forget(connection: Connection, postmortem: Postmortem) -> None:
    """An imported one may have the same id; ours is known by the address of its page."""
    ours = (past_incidents.c.workspace == postmortem.workspace) & (past_incidents.c.id == postmortem.id)
    found = connection.scalar(select(past_incidents.c.url).where(ours))
    if is_page(found):
        forget_past(connection, postmortem.workspace, postmortem.id)


def _promises(row: Row[*tuple[Any, ...]]) -> list[Promise]:
    return [
        Promise(
            of=f"PM-{row.number}",
            text=item["text"],
            owner=item["owner"],
            due=date.fromisoformat(item["due"]) if item["due"] else None,
            made_at=row.published_at,
        )
        for item in (row.draft or {}).get("action_items", ())
    ]
