"""How far drafts have come, for people who wait for them."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Select, delete, func, select

from bot.drafting.progress import Progress, Step
from bot.rows import Stage
from bot.underway import Underway
from store.database import Database
from store.stages import want
from store.tables import incidents, messages, postmortems, progress

# About as often as Slack takes an update of one message. A draft that is there sooner needs no word of it.
PACE = timedelta(seconds=1)


class ProgressRows:
    db: Database

    def tell_progress(self, postmortem: int, told: Progress) -> None:
        row = {"step": told.step.value, "done": told.done, "of": told.of}
        insert = self.db.insert(progress).values(postmortem=postmortem, **row)
        with self.db.write() as connection:
            connection.execute(insert.on_conflict_do_update(index_elements=["postmortem"], set_=row))
            want(self.db, connection, Stage.SHOW, str(postmortem), PACE, hurry=False)

    def forget_progress(self, postmortem: int) -> None:
        gone = delete(progress).where(progress.c.postmortem == postmortem)
        with self.db.write() as connection:
            if connection.execute(gone).rowcount:
                want(self.db, connection, Stage.SHOW, str(postmortem))

    def underway(self, postmortem: int) -> Underway | None:
        query = select(progress).where(progress.c.postmortem == postmortem)
        with self.db.read() as connection:
            row = connection.execute(query).first()
            if row is None:
                return None
            count = connection.scalars(_messages_of(postmortem)).one()
        return Underway(Progress(Step(row.step), row.done, row.of), count)


def _messages_of(postmortem: int) -> Select[int]:
    here = (messages.c.workspace == incidents.c.workspace) & (messages.c.channel == incidents.c.channel)
    return (
        select(func.count())
        .select_from(postmortems)
        .join(incidents, incidents.c.number == postmortems.c.incident)
        .join(messages, here)
        .where(postmortems.c.number == postmortem, ~messages.c.deleted)
    )
