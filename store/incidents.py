"""Incidents and the changes before them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select, text, update

from bot.incident import Change, Incident
from bot.postmortem import Postmortem, State
from bot.rows import Stage
from store.database import Database
from store.postmortems import live, request
from store.stages import drop, is_in_hand
from store.tables import HAS_CHANNEL, changes, incidents, postmortems, posts


class IncidentRows:
    db: Database

    def incident(self, number: int) -> Incident | None:
        with self.db.read() as connection:
            row = connection.execute(select(incidents).where(incidents.c.number == number)).first()
        return _incident(row) if row else None

    def incident_in(self, workspace: str, channel: str) -> Incident | None:
        if not channel:
            return None
        here = (incidents.c.workspace == workspace) & (incidents.c.channel == channel) & HAS_CHANNEL
        with self.db.read() as connection:
            row = connection.execute(select(incidents).where(here)).first()
        return _incident(row) if row else None

    def save_incident(self, incident: Incident) -> Incident:
        """Saves it by its number, else its channel (a second one of a channel is the same), else its id."""
        with self.db.write() as connection:
            return self._save_incident(connection, incident)

    def resolve(self, incident: Incident, *, request_postmortem: bool) -> None:
        """Saves a resolved incident and, if asked, makes its postmortem due for drafting, at once."""
        with self.db.write() as connection:
            saved = self._save_incident(connection, incident)
            if request_postmortem:
                request(self.db, connection, saved, None)

    def take_back(self, incident: Incident) -> bool:
        """Saves a reopened incident; its draft is discarded if nobody has been shown it or touched it."""
        with self.db.write() as connection:
            saved = self._save_incident(connection, incident)
            # The postmortem before its stages, as in every save: the other way round the two would deadlock.
            found = live(connection, saved.number, lock=True)
            if found is None or found.is_touched or self._is_shown(connection, found):
                return False
            gone = connection.execute(
                update(postmortems)
                .where(postmortems.c.number == found.number, postmortems.c.version == found.version)
                .values(state=State.DISCARDED.value, version=found.version + 1)
            )
            if gone.rowcount != 1:  # somebody was quicker, so it is theirs now
                return False
            for stage in (Stage.DRAFT, Stage.SHOW):
                drop(connection, stage, str(found.number))
            return True

    def record_change(self, workspace: str, change: Change) -> None:
        self.db.upsert(changes, ["workspace", "id"], {"workspace": workspace, **asdict(change)})

    def changes_before(self, workspace: str, at: datetime, since: datetime) -> Sequence[Change]:
        query = (
            select(changes)
            .where(changes.c.workspace == workspace, changes.c.at >= since, changes.c.at <= at)
            .order_by(changes.c.at)
        )
        with self.db.read() as connection:
            rows = connection.execute(query).mappings().all()
        return [Change(**{k: v for k, v in row.items() if k != "workspace"}) for row in rows]

    def _save_incident(self, connection: Connection, incident: Incident) -> Incident:
        values = {**asdict(incident), "services": list(incident.services)}
        number = values.pop("number")
        if number:
            known = update(incidents).where(incidents.c.number == number).values(values)
            if connection.execute(known).rowcount:
                return incident
        where, key = ("channel <> ''", "channel") if incident.channel else ("channel = ''", "id")
        insert = self.db.insert(incidents).values(values)
        # Whoever does not know the row must not wipe what is known of it where they say nothing.
        rest = {
            c.name: func.coalesce(insert.excluded[c.name], c) if c.nullable else insert.excluded[c.name]
            for c in incidents.c
            if c.name not in ("number", "workspace", key)
        }
        statement = insert.on_conflict_do_update(
            index_elements=["workspace", key], index_where=text(where), set_=rest
        )
        return _incident(connection.execute(statement.returning(incidents)).one())

    def _is_shown(self, connection: Connection, postmortem: Postmortem) -> bool:
        """Whether any of it has been posted, or somebody is at it right now."""
        if is_in_hand(self.db, connection, Stage.SHOW, str(postmortem.number)):
            return True
        posted = select(posts.c.part).where(posts.c.postmortem == postmortem.number)
        return connection.execute(posted.limit(1)).first() is not None


def _incident(row: Row[Any]) -> Incident:
    return Incident(**{**row._mapping, "services": tuple(row.services)})
