"""The first tables

Revision ID: 0001
Revises:
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from store import columns

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "changes",
        sa.Column("workspace", columns.Id(), nullable=False),
        sa.Column("id", columns.Id(), nullable=False),
        sa.Column("kind", columns.Id(), nullable=False),
        sa.Column("service", columns.Words(), nullable=False),
        sa.Column("at", columns.Utc(), nullable=False),
        sa.Column("title", columns.Words(), nullable=False),
        sa.Column("author", columns.Id(), nullable=True),
        sa.Column("url", columns.Words(), nullable=True),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_changes")),
    )
    op.create_index("ix_changes_at", "changes", ["workspace", "at"], unique=False)
    op.create_table(
        "channels",
        sa.Column("workspace", columns.Id(), nullable=False),
        sa.Column("id", columns.Id(), nullable=False),
        sa.Column("name", columns.Words(), server_default="", nullable=False),
        sa.Column("topic", columns.Words(), server_default="", nullable=False),
        sa.Column("is_private", sa.Boolean(), nullable=False),
        sa.Column("caught_up", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_channels")),
    )
    op.create_table(
        "entries",
        sa.Column("token_hash", columns.Id(), nullable=False),
        sa.Column("workspace", columns.Id(), nullable=False),
        sa.Column("person", columns.Id(), nullable=False),
        sa.Column("expires", columns.Utc(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_entries")),
    )
    op.create_table(
        "inbox",
        sa.Column("number", columns.Key, autoincrement=True, nullable=False),
        sa.Column("key", columns.Id(), nullable=False),
        sa.Column("source", columns.Id(), nullable=False),
        sa.Column("body", columns.Words(), nullable=False),
        sa.Column("state", columns.Id(), nullable=False),
        sa.Column("received_at", columns.Utc(), nullable=False),
        sa.Column("lease_until", columns.Utc(), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("error", columns.Words(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_inbox")),
        sa.UniqueConstraint("key", name=op.f("uq_inbox_key")),
    )
    op.create_index(
        "ix_inbox_done",
        "inbox",
        ["received_at"],
        unique=False,
        sqlite_where=sa.text("state = 'done'"),
        postgresql_where=sa.text("state = 'done'"),
    )
    op.create_index(
        "ix_inbox_due",
        "inbox",
        ["number"],
        unique=False,
        sqlite_where=sa.text("state = 'due'"),
        postgresql_where=sa.text("state = 'due'"),
    )
    op.create_index(
        "ix_inbox_failed",
        "inbox",
        ["number"],
        unique=False,
        sqlite_where=sa.text("state = 'failed'"),
        postgresql_where=sa.text("state = 'failed'"),
    )
    op.create_table(
        "incidents",
        sa.Column("number", columns.Key, autoincrement=True, nullable=False),
        sa.Column("workspace", columns.Id(), nullable=False),
        sa.Column("channel", columns.Id(), nullable=False),
        sa.Column("id", columns.Id(), nullable=False),
        sa.Column("title", columns.Words(), nullable=False),
        sa.Column("severity", columns.Id(), nullable=True),
        sa.Column("team", columns.Words(), nullable=True),
        sa.Column("services", sa.JSON(), nullable=False),
        sa.Column("started_at", columns.Utc(), nullable=True),
        sa.Column("detected_at", columns.Utc(), nullable=True),
        sa.Column("resolved_at", columns.Utc(), nullable=True),
        sa.Column("resolved_by", columns.Id(), nullable=True),
        sa.Column("source", columns.Id(), nullable=False),
        sa.Column("url", columns.Words(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_incidents")),
    )
    op.create_index(
        "ux_incidents_channel",
        "incidents",
        ["workspace", "channel"],
        unique=True,
        sqlite_where=sa.text("channel <> ''"),
        postgresql_where=sa.text("channel <> ''"),
    )
    op.create_index(
        "ux_incidents_id",
        "incidents",
        ["workspace", "id"],
        unique=True,
        sqlite_where=sa.text("channel = ''"),
        postgresql_where=sa.text("channel = ''"),
    )
    op.create_table(
        "messages",
        sa.Column("workspace", columns.Id(), nullable=False),
        sa.Column("channel", columns.Id(), nullable=False),
        sa.Column("id", columns.Id(), nullable=False),
        sa.Column("at", columns.Utc(), nullable=False),
        sa.Column("author", columns.Id(), nullable=False),
        sa.Column("author_name", columns.Words(), nullable=False),
        sa.Column("kind", columns.Id(), nullable=False),
        sa.Column("text", columns.Words(), nullable=False),
        sa.Column("thread", columns.Id(), nullable=True),
        sa.Column("edited", columns.Id(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("reactions", sa.JSON(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("version", columns.Id(), nullable=False),
        sa.Column("signal", columns.Id(), nullable=True),
        sa.PrimaryKeyConstraint("workspace", "channel", "id", name=op.f("pk_messages")),
    )
    op.create_index(
        "ix_messages_signal",
        "messages",
        ["workspace", "channel", "id"],
        unique=False,
        sqlite_where=sa.text("signal is not null"),
        postgresql_where=sa.text("signal is not null"),
    )
    op.create_table(
        "past_incidents",
        sa.Column("workspace", columns.Id(), nullable=False),
        sa.Column("id", columns.Id(), nullable=False),
        sa.Column("title", columns.Words(), nullable=False),
        sa.Column("services", sa.JSON(), nullable=False),
        sa.Column("root_cause", columns.Words(), nullable=False),
        sa.Column("summary", columns.Words(), nullable=False),
        sa.Column("resolved_at", columns.Utc(), nullable=True),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_past_incidents")),
    )
    op.create_table(
        "people",
        sa.Column("workspace", columns.Id(), nullable=False),
        sa.Column("id", columns.Id(), nullable=False),
        sa.Column("name", columns.Words(), nullable=False),
        sa.Column("real_name", columns.Words(), nullable=False),
        sa.Column("is_bot", sa.Boolean(), nullable=False),
        sa.Column("tz", columns.Id(), nullable=False),
        sa.Column("email", columns.Words(), nullable=True),
        sa.Column("left", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_people")),
    )
    op.create_table(
        "stages",
        sa.Column("stage", columns.Id(), nullable=False),
        sa.Column("subject", columns.Id(), nullable=False),
        sa.Column("state", columns.Id(), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("next_at", columns.Utc(), nullable=False),
        sa.Column("lease_until", columns.Utc(), nullable=True),
        sa.Column("token", columns.Id(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", columns.Words(), nullable=True),
        sa.PrimaryKeyConstraint("stage", "subject", name=op.f("pk_stages")),
    )
    op.create_index(
        "ix_stages_due",
        "stages",
        ["stage", "next_at"],
        unique=False,
        sqlite_where=sa.text("state = 'due'"),
        postgresql_where=sa.text("state = 'due'"),
    )
    op.create_index(
        "ix_stages_trouble",
        "stages",
        ["state", "next_at"],
        unique=False,
        sqlite_where=sa.text("error is not null"),
        postgresql_where=sa.text("error is not null"),
    )
    op.create_table(
        "postmortems",
        sa.Column("number", columns.Key, autoincrement=True, nullable=False),
        sa.Column("workspace", columns.Id(), nullable=False),
        sa.Column("incident", columns.Key, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", columns.Id(), nullable=False),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.Column("title", columns.Words(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("draft", sa.JSON(), nullable=True),
        sa.Column("slug", columns.Id(), nullable=True),
        sa.Column("created_at", columns.Utc(), nullable=False),
        sa.ForeignKeyConstraint(["incident"], ["incidents.number"], name=op.f("fk_postmortems_incident")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_postmortems")),
        sa.UniqueConstraint("slug", name=op.f("uq_postmortems_slug")),
    )
    op.create_index("ix_postmortems_recent", "postmortems", ["workspace", "number"], unique=False)
    op.create_index(
        "ux_postmortems_live",
        "postmortems",
        ["incident"],
        unique=True,
        sqlite_where=sa.text("state <> 'discarded'"),
        postgresql_where=sa.text("state <> 'discarded'"),
    )
    op.create_table(
        "posts",
        sa.Column("postmortem", columns.Key, nullable=False),
        sa.Column("part", columns.Id(), nullable=False),
        sa.Column("channel", columns.Id(), nullable=False),
        sa.Column("ref", columns.Id(), nullable=True),
        sa.Column("digest", columns.Id(), nullable=False),
        sa.ForeignKeyConstraint(["postmortem"], ["postmortems.number"], name=op.f("fk_posts_postmortem")),
        sa.PrimaryKeyConstraint("postmortem", "part", name=op.f("pk_posts")),
    )
    op.create_table(
        "publications",
        sa.Column("slug", columns.Id(), nullable=False),
        sa.Column("postmortem", columns.Key, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("published_at", columns.Utc(), nullable=False),
        sa.ForeignKeyConstraint(
            ["postmortem"], ["postmortems.number"], name=op.f("fk_publications_postmortem")
        ),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_publications")),
    )
    op.create_table(
        "revisions",
        sa.Column("postmortem", columns.Key, nullable=False),
        sa.Column("key", columns.Id(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("heading", columns.Words(), nullable=False),
        sa.Column("body", columns.Words(), nullable=False),
        sa.Column("edited_by", columns.Id(), nullable=True),
        sa.Column("saved_at", columns.Utc(), nullable=False),
        sa.ForeignKeyConstraint(["postmortem"], ["postmortems.number"], name=op.f("fk_revisions_postmortem")),
        sa.PrimaryKeyConstraint("postmortem", "key", "revision", name=op.f("pk_revisions")),
    )


def downgrade() -> None:
    op.drop_table("revisions")
    op.drop_table("publications")
    op.drop_table("posts")
    op.drop_index(
        "ux_postmortems_live",
        table_name="postmortems",
        sqlite_where=sa.text("state <> 'discarded'"),
        postgresql_where=sa.text("state <> 'discarded'"),
    )
    op.drop_index("ix_postmortems_recent", table_name="postmortems")
    op.drop_table("postmortems")
    op.drop_index(
        "ix_stages_trouble",
        table_name="stages",
        sqlite_where=sa.text("error is not null"),
        postgresql_where=sa.text("error is not null"),
    )
    op.drop_index(
        "ix_stages_due",
        table_name="stages",
        sqlite_where=sa.text("state = 'due'"),
        postgresql_where=sa.text("state = 'due'"),
    )
    op.drop_table("stages")
    op.drop_table("people")
    op.drop_table("past_incidents")
    op.drop_index(
        "ix_messages_signal",
        table_name="messages",
        sqlite_where=sa.text("signal is not null"),
        postgresql_where=sa.text("signal is not null"),
    )
    op.drop_table("messages")
    op.drop_index(
        "ux_incidents_id",
        table_name="incidents",
        sqlite_where=sa.text("channel = ''"),
        postgresql_where=sa.text("channel = ''"),
    )
    op.drop_index(
        "ux_incidents_channel",
        table_name="incidents",
        sqlite_where=sa.text("channel <> ''"),
        postgresql_where=sa.text("channel <> ''"),
    )
    op.drop_table("incidents")
    op.drop_index(
        "ix_inbox_failed",
        table_name="inbox",
        sqlite_where=sa.text("state = 'failed'"),
        postgresql_where=sa.text("state = 'failed'"),
    )
    op.drop_index(
        "ix_inbox_due",
        table_name="inbox",
        sqlite_where=sa.text("state = 'due'"),
        postgresql_where=sa.text("state = 'due'"),
    )
    op.drop_index(
        "ix_inbox_done",
        table_name="inbox",
        sqlite_where=sa.text("state = 'done'"),
        postgresql_where=sa.text("state = 'done'"),
    )
    op.drop_table("inbox")
    op.drop_table("entries")
    op.drop_table("channels")
    op.drop_index("ix_changes_at", table_name="changes")
    op.drop_table("changes")
