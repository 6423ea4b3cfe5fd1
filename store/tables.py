"""The tables. Everything that must survive a crash is a row here, and due rows are the queue."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Key = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up only INTEGER PRIMARY KEY


class Utc(TypeDecorator[datetime]):
    """An aware UTC time; SQLite, which has no zones, holds it naive."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


inbox = Table(
    "inbox",
    metadata,
    Column("number", Key, primary_key=True, autoincrement=True),
    Column("key", String(255), nullable=False, unique=True),
    Column("source", String(40), nullable=False),
    Column("body", Text, nullable=False),
    Column("state", String(10), nullable=False),  # due, done, failed
    Column("received_at", Utc, nullable=False),
    Column("lease_until", Utc),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("error", Text),
    Index(
        "ix_inbox_due", "number", sqlite_where=text("state = 'due'"), postgresql_where=text("state = 'due'")
    ),
)

channels = Table(
    "channels",
    metadata,
    Column("workspace", String(64), primary_key=True),
    Column("id", String(255), primary_key=True),
    Column("name", Text, nullable=False, server_default=""),
    Column("topic", Text, nullable=False, server_default=""),
    Column("is_private", Boolean, nullable=False),
    Column("caught_up", Boolean, nullable=False),
)

people = Table(
    "people",
    metadata,
    Column("workspace", String(64), primary_key=True),
    Column("id", String(255), primary_key=True),
    Column("name", Text, nullable=False),
    Column("real_name", Text, nullable=False),
    Column("is_bot", Boolean, nullable=False),
    Column("tz", String(64), nullable=False),
    Column("email", Text),
    Column("left", Boolean, nullable=False),
)

messages = Table(
    "messages",
    metadata,
    Column("workspace", String(64), primary_key=True),
    Column("channel", String(255), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("at", Utc, nullable=False),
    Column("author", String(255), nullable=False),
    Column("author_name", Text, nullable=False),
    Column("kind", String(10), nullable=False),
    Column("text", Text, nullable=False),
    Column("thread", String(64)),
    Column("edited", String(64)),
    Column("deleted", Boolean, nullable=False),
    Column("reactions", JSON, nullable=False),
    Column("files", JSON, nullable=False),
    Column("version", String(64), nullable=False),  # orders versions of one message; see conversation.py
    Column("signal", String(40)),
    Index(
        "ix_messages_signal",
        "workspace",
        "channel",
        "id",
        sqlite_where=text("signal is not null"),
        postgresql_where=text("signal is not null"),
    ),
)

incidents = Table(
    "incidents",
    metadata,
    Column("number", Key, primary_key=True, autoincrement=True),
    Column("workspace", String(64), nullable=False),
    Column("channel", String(255), nullable=False),
    Column("id", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("severity", String(20)),
    Column("team", Text),
    Column("services", JSON, nullable=False),
    Column("started_at", Utc),
    Column("detected_at", Utc),
    Column("resolved_at", Utc),
    Column("resolved_by", String(64)),
    Column("source", String(40), nullable=False),
    Column("url", Text),
    UniqueConstraint("workspace", "channel"),
)

changes = Table(
    "changes",
    metadata,
    Column("workspace", String(64), primary_key=True),
    Column("id", String(255), primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("service", Text, nullable=False),
    Column("at", Utc, nullable=False),
    Column("title", Text, nullable=False),
    Column("author", String(255)),
    Column("url", Text),
    Index("ix_changes_at", "workspace", "at"),
)

past_incidents = Table(
    "past_incidents",
    metadata,
    Column("workspace", String(64), primary_key=True),
    Column("id", String(255), primary_key=True),
    Column("title", Text, nullable=False),
    Column("services", JSON, nullable=False),
    Column("root_cause", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("resolved_at", Utc),
)

postmortems = Table(
    "postmortems",
    metadata,
    Column("number", Key, primary_key=True, autoincrement=True),
    Column("workspace", String(64), nullable=False),
    Column("incident", Key, ForeignKey("incidents.number"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", String(20), nullable=False),
    Column("touched", Boolean, nullable=False),
    Column("title", Text, nullable=False),
    Column("document", JSON, nullable=False),  # the rest of the noun, sections and sources included
    Column("draft", JSON),  # the latest draft as its writer left it
    Column("slug", String(120), unique=True),
    Column("created_at", Utc, nullable=False),
    Index(
        "ux_postmortems_live",
        "incident",
        unique=True,
        sqlite_where=text("state <> 'discarded'"),
        postgresql_where=text("state <> 'discarded'"),
    ),
    Index("ix_postmortems_recent", "workspace", "number"),
)

revisions = Table(
    "revisions",
    metadata,
    Column("postmortem", Key, ForeignKey("postmortems.number"), primary_key=True),
    Column("key", String(60), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("heading", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("edited_by", String(255)),
    Column("saved_at", Utc, nullable=False),
)

publications = Table(
    "publications",
    metadata,
    Column("slug", String(120), primary_key=True),
    Column("postmortem", Key, ForeignKey("postmortems.number"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("document", JSON, nullable=False),
    Column("published_at", Utc, nullable=False),
)

stages = Table(
    "stages",
    metadata,
    Column("stage", String(20), primary_key=True),
    Column("subject", String(330), primary_key=True),
    Column("state", String(10), nullable=False),  # due, done, failed
    Column("wanted", Integer, nullable=False),
    Column("next_at", Utc, nullable=False),
    Column("lease_until", Utc),
    Column("token", String(40)),
    Column("attempts", Integer, nullable=False),
    Column("error", Text),
    Index(
        "ix_stages_due",
        "stage",
        "next_at",
        sqlite_where=text("state = 'due'"),
        postgresql_where=text("state = 'due'"),
    ),
)

posts = Table(
    "posts",
    metadata,
    Column("postmortem", Key, ForeignKey("postmortems.number"), primary_key=True),
    Column("part", String(120), primary_key=True),
    Column("channel", String(255), nullable=False),
    Column("ref", String(64)),  # null: meant, not known to be there
    Column("digest", String(64), nullable=False),
)

entries = Table(
    "entries",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("workspace", String(64), nullable=False),
    Column("person", String(255), nullable=False),
    Column("expires", Utc, nullable=False),
)
