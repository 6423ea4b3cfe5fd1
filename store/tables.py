"""The tables. Everything that must survive a crash is a row here, and due rows are the queue."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, MetaData, Table, literal, text

from store.columns import Id, Key, Utc, Words

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# Rendered into the statement instead of bound: only so do planners see that a partial index will do.
DUE, DONE, FAILED, DISCARDED = (
    literal(state, literal_execute=True) for state in ("due", "done", "failed", "discarded")
)


def _partial(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    return Index(name, *columns, unique=unique, sqlite_where=text(where), postgresql_where=text(where))


inbox = Table(
    "inbox",
    metadata,
    Column("number", Key, primary_key=True, autoincrement=True),
    Column("key", Id, nullable=False, unique=True),
    Column("source", Id, nullable=False),
    Column("body", Words, nullable=False),
    Column("state", Id, nullable=False),  # due, done, failed
    Column("received_at", Utc, nullable=False),
    Column("lease_until", Utc),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("error", Words),
    _partial("ix_inbox_due", "number", where="state = 'due'"),
    _partial("ix_inbox_done", "received_at", where="state = 'done'"),
    _partial("ix_inbox_failed", "number", where="state = 'failed'"),
)

channels = Table(
    "channels",
    metadata,
    Column("workspace", Id, primary_key=True),
    Column("id", Id, primary_key=True),
    Column("name", Words, nullable=False, server_default=""),
    Column("topic", Words, nullable=False, server_default=""),
    Column("is_private", Boolean, nullable=False),
    Column("caught_up", Boolean, nullable=False),
)

people = Table(
    "people",
    metadata,
    Column("workspace", Id, primary_key=True),
    Column("id", Id, primary_key=True),
    Column("name", Words, nullable=False),
    Column("real_name", Words, nullable=False),
    Column("is_bot", Boolean, nullable=False),
    Column("tz", Id, nullable=False),
    Column("email", Words),
    Column("left", Boolean, nullable=False),
)

messages = Table(
    "messages",
    metadata,
    Column("workspace", Id, primary_key=True),
    Column("channel", Id, primary_key=True),
    Column("id", Id, primary_key=True),
    Column("at", Utc, nullable=False),
    Column("author", Id, nullable=False),
    Column("author_name", Words, nullable=False),
    Column("kind", Id, nullable=False),
    Column("text", Words, nullable=False),
    Column("thread", Id),
    Column("edited", Id),
    Column("deleted", Boolean, nullable=False),
    Column("reactions", JSON, nullable=False),
    Column("files", JSON, nullable=False),
    Column("version", Id, nullable=False),  # orders versions of one message; see conversation.py
    Column("signal", Id),
    _partial("ix_messages_signal", "workspace", "channel", "id", where="signal is not null"),
)

# Reactions and pins, of which a platform tells on their own and not always after their message.
marks = Table(
    "marks",
    metadata,
    Column("workspace", Id, primary_key=True),
    Column("channel", Id, primary_key=True),
    Column("message", Id, primary_key=True),
    Column("kind", Id, primary_key=True),  # reaction, pin
    Column("name", Id, primary_key=True),
    Column("by", Id, primary_key=True),
    Column("at", Utc),
    Column("gone", Boolean, nullable=False),
    Column("version", Id, nullable=False),  # orders putting on and taking off, whichever comes first
)

incidents = Table(
    "incidents",
    metadata,
    Column("number", Key, primary_key=True, autoincrement=True),
    Column("workspace", Id, nullable=False),
    Column("channel", Id, nullable=False),
    Column("id", Id, nullable=False),
    Column("title", Words, nullable=False),
    Column("severity", Id),
    Column("team", Words),
    Column("services", JSON, nullable=False),
    Column("started_at", Utc),
    Column("detected_at", Utc),
    Column("resolved_at", Utc),
    Column("resolved_by", Id),
    Column("source", Id, nullable=False),
    Column("url", Words),
    # An incident has a channel and is found by it, or is known by its id alone.
    _partial("ux_incidents_channel", "workspace", "channel", where="channel <> ''", unique=True),
    _partial("ux_incidents_id", "workspace", "id", where="channel = ''", unique=True),
)

# To be said along with a channel, so that planners see that the index of those with one will do.
HAS_CHANNEL = incidents.c.channel != literal("", literal_execute=True)

changes = Table(
    "changes",
    metadata,
    Column("workspace", Id, primary_key=True),
    Column("id", Id, primary_key=True),
    Column("kind", Id, nullable=False),
    Column("service", Words, nullable=False),
    Column("at", Utc, nullable=False),
    Column("title", Words, nullable=False),
    Column("author", Id),
    Column("url", Words),
    Index("ix_changes_at", "workspace", "at"),
)

past_incidents = Table(
    "past_incidents",
    metadata,
    Column("workspace", Id, primary_key=True),
    Column("id", Id, primary_key=True),
    Column("title", Words, nullable=False),
    Column("services", JSON, nullable=False),
    Column("root_cause", Words, nullable=False),
    Column("summary", Words, nullable=False),
    Column("resolved_at", Utc),
    Column("url", Words),
)

postmortems = Table(
    "postmortems",
    metadata,
    Column("number", Key, primary_key=True, autoincrement=True),
    Column("workspace", Id, nullable=False),
    Column("incident", Key, ForeignKey("incidents.number"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", Id, nullable=False),
    Column("settled", Boolean, nullable=False),
    Column("title", Words, nullable=False),
    Column("document", JSON, nullable=False),  # the rest of the noun, sections and sources included
    Column("draft", JSON),  # the latest draft as its writer left it
    Column("slug", Id, unique=True),
    Column("created_at", Utc, nullable=False),
    _partial("ux_postmortems_live", "incident", where="state <> 'discarded'", unique=True),
    Index("ix_postmortems_recent", "workspace", "number"),
)

# How far the writing of a draft has come; a row only while it is being written.
progress = Table(
    "progress",
    metadata,
    Column("postmortem", Key, ForeignKey("postmortems.number"), primary_key=True),
    Column("step", Id, nullable=False),
    Column("done", Integer, nullable=False),
    Column("of", Integer, nullable=False),
)

revisions = Table(
    "revisions",
    metadata,
    Column("postmortem", Key, ForeignKey("postmortems.number"), primary_key=True),
    Column("key", Id, primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("heading", Words, nullable=False),
    Column("body", Words, nullable=False),
    Column("edited_by", Id),
    Column("saved_at", Utc, nullable=False),
)

publications = Table(
    "publications",
    metadata,
    Column("slug", Id, primary_key=True),
    Column("postmortem", Key, ForeignKey("postmortems.number"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("document", JSON, nullable=False),
    Column("published_at", Utc, nullable=False),
)

stages = Table(
    "stages",
    metadata,
    Column("stage", Id, primary_key=True),
    Column("subject", Id, primary_key=True),
    Column("state", Id, nullable=False),  # due, done, failed
    Column("wanted", Integer, nullable=False),
    Column("next_at", Utc, nullable=False),
    Column("lease_until", Utc),
    Column("token", Id),
    Column("attempts", Integer, nullable=False),
    Column("error", Words),
    _partial("ix_stages_due", "stage", "next_at", where="state = 'due'"),
    _partial("ix_stages_trouble", "state", "next_at", where="error is not null"),
)

posts = Table(
    "posts",
    metadata,
    Column("postmortem", Key, ForeignKey("postmortems.number"), primary_key=True),
    Column("part", Id, primary_key=True),
    Column("channel", Id, nullable=False),
    Column("ref", Id),  # null: meant, not known to be there
    Column("digest", Id, nullable=False),
)

entries = Table(
    "entries",
    metadata,
    Column("token_hash", Id, primary_key=True),
    Column("workspace", Id, nullable=False),
    Column("person", Id, nullable=False),
    Column("expires", Utc, nullable=False),
)

# Sentences that somebody read a finding on and kept, and better suggestions for others, by their words' hash.
kept_sentences = Table(
    "kept_sentences",
    metadata,
    Column("postmortem", Key, ForeignKey("postmortems.number"), primary_key=True),
    Column("key", Id, primary_key=True),  # the section's
    Column("digest", Id, primary_key=True),
    Column("category", Id, nullable=False),
    Column("by", Id, nullable=False),
    Column("at", Utc, nullable=False),
)

rewrites = Table(
    "rewrites",
    metadata,
    Column("postmortem", Key, ForeignKey("postmortems.number"), primary_key=True),
    Column("digest", Id, primary_key=True),
    Column("text", Words, nullable=False),
)

# A document for each part of what an organization decides: "language" is the first.
organization_settings = Table(
    "organization_settings",
    metadata,
    Column("workspace", Id, primary_key=True),
    Column("part", Id, primary_key=True),
    Column("document", JSON, nullable=False),
    Column("version", Integer, nullable=False),
    Column("changed_by", Id, nullable=False),
    Column("changed_at", Utc, nullable=False),
)
