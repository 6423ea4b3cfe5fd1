"""What was said: channels, people and messages, each message in its newest version."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Row, select, tuple_, update

from bot.conversation import Channel, Kind, Mark, Message, Person
from bot.listening.signals import Signal
from bot.rows import Arrival, Heard, Stage
from store.database import Database
from store.drift import want_shown
from store.stages import want
from store.tables import (
    DISCARDED,
    HAS_CHANNEL,
    channels,
    inbox,
    incidents,
    marks,
    messages,
    people,
    postmortems,
)

ChannelKey = tuple[str, str]

LATE_WORDS = timedelta(seconds=20)  # how long a draft waits for more to be said before a redraft


class ConversationRows:
    db: Database
    late_words: timedelta = LATE_WORDS

    def keep(self, heard: Sequence[Heard], arrivals: Sequence[Arrival] = ()) -> None:
        newest = _newest(heard)
        with self.db.write() as connection:
            changed: set[tuple[str, str, str]] = set()
            if newest:
                changed = self._upsert(connection, newest)
                written = [h for h in newest if _key(h) in changed]
                self._want_judged(connection, written)
                want_shown(self.db, connection, written)
            if arrivals:
                self._want_redrafted(connection, {key[:2] for key in changed})
                numbers = [arrival.number for arrival in arrivals]
                connection.execute(
                    update(inbox).where(inbox.c.number.in_(numbers)).values(state="done", lease_until=None)
                )

    def mark(self, workspace: str, channel: str, marked: Sequence[Mark]) -> None:
        if not marked:
            return
        insert = self.db.insert(marks)
        values = {c.name: insert.excluded[c.name] for c in marks.c if not c.primary_key}
        statement = insert.on_conflict_do_update(
            index_elements=[c.name for c in marks.primary_key],
            set_=values,
            where=insert.excluded.version > marks.c.version,
        )
        rows = {
            (mark.message, mark.kind, mark.name, mark.by): mark for mark in sorted(marked, key=_mark_version)
        }
        with self.db.write() as connection:
            connection.execute(statement, [_mark_row(workspace, channel, rows[key]) for key in sorted(rows)])

    def marks(self, workspace: str, channel: str) -> Sequence[Mark]:
        query = (
            select(marks)
            .where(marks.c.workspace == workspace, marks.c.channel == channel)
            .order_by(marks.c.version, marks.c.message, marks.c.kind, marks.c.name, marks.c.by)
        )
        found: dict[tuple[str, ...], Mark] = {}
        with self.db.read() as connection:
            for row in connection.execute(query):
                # Whoever takes a pin off need not be who put it on: of pins a message has one.
                whose = row.by if row.kind == "reaction" else ""
                found[row.message, row.kind, row.name, whose] = Mark(
                    row.message, row.kind, row.name, row.by, row.at, row.gone
                )
        return list(found.values())

    def channel(self, workspace: str, id: str) -> Channel | None:
        query = select(channels).where(channels.c.workspace == workspace, channels.c.id == id)
        with self.db.read() as connection:
            row = connection.execute(query).mappings().first()
        return Channel(**row) if row else None

    def save_channel(self, channel: Channel) -> None:
        self.db.upsert(channels, ["workspace", "id"], asdict(channel))

    def messages(self, workspace: str, channel: str, *, deleted: bool = False) -> Sequence[Message]:
        here = (messages.c.workspace == workspace) & (messages.c.channel == channel)
        query = (
            select(messages)
            .where(here if deleted else here & ~messages.c.deleted)
            .order_by(messages.c.at, messages.c.id)
        )
        with self.db.read() as connection:
            return [read_message(row) for row in connection.execute(query)]

    def opening(self, workspace: str, channel: str, limit: int) -> Sequence[Message]:
        """The first messages of the channel, in time order."""
        query = (
            select(messages)
            .where(messages.c.workspace == workspace, messages.c.channel == channel, ~messages.c.deleted)
            .order_by(messages.c.id)
            .limit(limit)
        )
        with self.db.read() as connection:
            return [read_message(row) for row in connection.execute(query)]

    def is_spoken_in(self, workspace: str, channel: str) -> bool:
        """Whether a person (not only tools) has said something in the channel that still stands."""
        here = (messages.c.workspace == workspace) & (messages.c.channel == channel)
        spoken = select(messages.c.id).where(here, messages.c.kind == Kind.PERSON.value, ~messages.c.deleted)
        with self.db.read() as connection:
            return connection.execute(spoken.limit(1)).first() is not None

    def signals(self, workspace: str, channel: str) -> Sequence[Heard]:
        """The messages of the channel that signal something, in time order."""
        query = (
            select(messages)
            .where(
                messages.c.workspace == workspace,
                messages.c.channel == channel,
                messages.c.signal.is_not(None),
                ~messages.c.deleted,
            )
            .order_by(messages.c.id)
        )
        with self.db.read() as connection:
            rows = connection.execute(query).all()
        return [Heard(workspace, channel, read_message(row), Signal(row.signal)) for row in rows]

    def people(self, workspace: str, ids: Collection[str]) -> Mapping[str, Person]:
        if not ids:
            return {}
        query = select(people).where(people.c.workspace == workspace, people.c.id.in_(sorted(ids)))
        with self.db.read() as connection:
            rows = connection.execute(query).mappings().all()
        return {row["id"]: read_person(dict(row)) for row in rows}

    def save_person(self, workspace: str, person: Person) -> None:
        known = {name: value for name, value in asdict(person).items() if name in people.c}
        self.db.upsert(people, ["workspace", "id"], {"workspace": workspace, **known})

    def _upsert(self, connection: Connection, heard: Sequence[Heard]) -> set[tuple[str, str, str]]:
        """Writes what is newer than what is kept; returns the keys of what was written."""
        insert = self.db.insert(messages)
        values = {c.name: insert.excluded[c.name] for c in messages.c if not c.primary_key}
        statement = insert.on_conflict_do_update(
            index_elements=["workspace", "channel", "id"],
            set_=values,
            where=insert.excluded.version > messages.c.version,
        ).returning(messages.c.workspace, messages.c.channel, messages.c.id)
        rows = connection.execute(statement, [_row(h) for h in heard])
        return {(row.workspace, row.channel, row.id) for row in rows}

    def _want_judged(self, connection: Connection, heard: Iterable[Heard]) -> None:
        # An edit or a deletion may take a signal away, so it is judged whatever it says now.
        telling = [h for h in heard if h.signal or h.message.edited or h.message.deleted]
        for workspace, channel in sorted({(h.workspace, h.channel) for h in telling}):
            want(self.db, connection, Stage.JUDGE, f"{workspace}:{channel}")

    def _want_redrafted(self, connection: Connection, keys: Collection[ChannelKey]) -> None:
        """What is said after the draft was written goes into it until it is put up for review."""
        query = (
            select(postmortems.c.number)
            .join(incidents, incidents.c.number == postmortems.c.incident)
            .where(
                tuple_(incidents.c.workspace, incidents.c.channel).in_(sorted(keys)),
                HAS_CHANNEL,
                postmortems.c.state == "draft",
                postmortems.c.state != DISCARDED,  # says nothing new, but names the index of the live ones
                ~postmortems.c.settled,
            )
        )
        for number in sorted(connection.scalars(query)):
            want(self.db, connection, Stage.DRAFT, str(number), self.late_words)


def _key(heard: Heard) -> tuple[str, str, str]:
    return heard.workspace, heard.channel, heard.message.id


def _version(message: Message) -> str:
    """Orders the versions of one message: as posted, then by edit time, and nothing after a deletion."""
    return "~" if message.deleted else message.edited or ""


def _newest(heard: Sequence[Heard]) -> list[Heard]:
    """One version of each message, in key order so that replicas take locks in the same order."""
    found: dict[tuple[str, str, str], Heard] = {}
    for one in heard:
        old = found.get(_key(one))
        if old is None or _version(one.message) >= _version(old.message):
            found[_key(one)] = one
    return [found[key] for key in sorted(found)]


def _row(heard: Heard) -> dict[str, Any]:
    message = heard.message
    return {
        "workspace": heard.workspace,
        "channel": heard.channel,
        "id": message.id,
        "at": message.at,
        "author": message.author,
        "author_name": message.author_name,
        "kind": message.kind.value,
        "text": message.text,
        "thread": message.thread,
        "edited": message.edited,
        "deleted": message.deleted,
        "reactions": list(message.reactions),
        "files": list(message.files),
        "version": _version(message),
        "signal": heard.signal.value if heard.signal else None,
    }


def _mark_version(mark: Mark) -> str:
    """Orders putting on and taking off by the events' own time; what has none comes first."""
    return f"{mark.at.timestamp():020.6f}" if mark.at else ""


def _mark_row(workspace: str, channel: str, mark: Mark) -> dict[str, Any]:
    where = {"workspace": workspace, "channel": channel}
    return where | asdict(mark) | {"version": _mark_version(mark)}


def read_person(row: Mapping[str, Any]) -> Person:
    return Person(**{name: value for name, value in row.items() if name != "workspace"})


def read_message(row: Row[Any]) -> Message:
    return Message(
        id=row.id,
        at=row.at,
        author=row.author,
        text=row.text,
        kind=Kind(row.kind),
        author_name=row.author_name,
        thread=row.thread,
        edited=row.edited,
        deleted=row.deleted,
        reactions=tuple(row.reactions),
        files=tuple(row.files),
    )
