"""An edit or a deletion of a message that a postmortem rests on is shown, whatever its state."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, select, tuple_

from bot.rows import Heard, Stage
from store.database import Database
from store.stages import want
from store.tables import DISCARDED, HAS_CHANNEL, incidents, postmortems


def want_shown(db: Database, connection: Connection, changed: Iterable[Heard]) -> None:
    """Makes due for showing whatever rests on a message that was edited or deleted.

    Called within the transaction that keeps the messages. It reads the live postmortem of each channel in
    which something was changed, and nothing where something was only said.
    """
    edits: dict[tuple[str, str], set[str]] = {}
    for heard in changed:
        if heard.message.edited or heard.message.deleted:
            edits.setdefault((heard.workspace, heard.channel), set()).add(heard.message.id)
    if not edits:
        return
    query = (
        select(
            incidents.c.workspace,
            incidents.c.channel,
            postmortems.c.number,
            postmortems.c.document,
            postmortems.c.draft,
        )
        .join(incidents, incidents.c.number == postmortems.c.incident)
        .where(
            tuple_(incidents.c.workspace, incidents.c.channel).in_(sorted(edits)),
            HAS_CHANNEL,
            postmortems.c.state != DISCARDED,
        )
        .order_by(postmortems.c.number)
    )
    for row in connection.execute(query).all():
        if edits[(row.workspace, row.channel)] & _rested_on(row):
            want(db, connection, Stage.SHOW, str(row.number))


def _rested_on(row: Row[*tuple[Any, ...]]) -> set[str]:
    """The ids of the messages that are cited, and of those that a secret was found in."""
    cited = {source["ref"] for source in row.document["sources"]}
    return cited | {leak["message"] for leak in (row.draft or {}).get("leaks", ())}
