"""The first tables

Revision ID: 0001
Revises:
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import store.tables

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "changes",
        sa.Column("workspace", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=255), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("at", store.tables.Utc(timezone=True), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("author", sa.String(length=255), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_changes")),
    )
    with op.batch_alter_table("changes", schema=None) as batch_op:
        batch_op.create_index("ix_changes_at", ["workspace", "at"], unique=False)

    op.create_table(
        "channels",
        sa.Column("workspace", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=255), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("topic", sa.Text(), server_default="", nullable=False),
        sa.Column("is_private", sa.Boolean(), nullable=False),
        sa.Column("caught_up", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_channels")),
    )
    op.create_table(
        "entries",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("workspace", sa.String(length=64), nullable=False),
        sa.Column("person", sa.String(length=255), nullable=False),
        sa.Column("expires", store.tables.Utc(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_entries")),
    )
    op.create_table(
        "inbox",
        sa.Column(
            "number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("received_at", store.tables.Utc(timezone=True), nullable=False),
        sa.Column("lease_until", store.tables.Utc(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_inbox")),
        sa.UniqueConstraint("key", name=op.f("uq_inbox_key")),
    )
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.create_index(
            "ix_inbox_due",
            ["number"],
            unique=False,
            sqlite_where=sa.text("state = 'due'"),
            postgresql_where=sa.text("state = 'due'"),
        )

    op.create_table(
        "incidents",
        sa.Column(
            "number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("workspace", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=255), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("severity", sa.String(length=20), nullable=True),
        sa.Column("team", sa.Text(), nullable=True),
        sa.Column("services", sa.JSON(), nullable=False),
        sa.Column("started_at", store.tables.Utc(timezone=True), nullable=True),
        sa.Column("detected_at", store.tables.Utc(timezone=True), nullable=True),
        sa.Column("resolved_at", store.tables.Utc(timezone=True), nullable=True),
        sa.Column("resolved_by", sa.String(length=64), nullable=True),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_incidents")),
        sa.UniqueConstraint("workspace", "channel", name=op.f("uq_incidents_workspace_channel")),
    )
    op.create_table(
        "messages",
        sa.Column("workspace", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=255), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("at", store.tables.Utc(timezone=True), nullable=False),
        sa.Column("author", sa.String(length=255), nullable=False),
        sa.Column("author_name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("thread", sa.String(length=64), nullable=True),
        sa.Column("edited", sa.String(length=64), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("reactions", sa.JSON(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("signal", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint("workspace", "channel", "id", name=op.f("pk_messages")),
    )
    with op.batch_alter_table("messages", schema=None) as batch_op:
        batch_op.create_index(
            "ix_messages_signal",
            ["workspace", "channel", "id"],
            unique=False,
            sqlite_where=sa.text("signal is not null"),
            postgresql_where=sa.text("signal is not null"),
        )

    op.create_table(
        "past_incidents",
        sa.Column("workspace", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=255), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("services", sa.JSON(), nullable=False),
        sa.Column("root_cause", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("resolved_at", store.tables.Utc(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_past_incidents")),
    )
    op.create_table(
        "people",
        sa.Column("workspace", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=255), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("real_name", sa.Text(), nullable=False),
        sa.Column("is_bot", sa.Boolean(), nullable=False),
        sa.Column("tz", sa.String(length=64), nullable=False),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("left", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_people")),
    )
    op.create_table(
        "stages",
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=330), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("next_at", store.tables.Utc(timezone=True), nullable=False),
        sa.Column("lease_until", store.tables.Utc(timezone=True), nullable=True),
        sa.Column("token", sa.String(length=40), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("stage", "subject", name=op.f("pk_stages")),
    )
    with op.batch_alter_table("stages", schema=None) as batch_op:
        batch_op.create_index(
            "ix_stages_due",
            ["stage", "next_at"],
            unique=False,
            sqlite_where=sa.text("state = 'due'"),
            postgresql_where=sa.text("state = 'due'"),
        )

    op.create_table(
        "postmortems",
        sa.Column(
            "number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("workspace", sa.String(length=64), nullable=False),
        sa.Column("incident", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("touched", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("draft", sa.JSON(), nullable=True),
        sa.Column("slug", sa.String(length=120), nullable=True),
        sa.Column("created_at", store.tables.Utc(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["incident"], ["incidents.number"], name=op.f("fk_postmortems_incident")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_postmortems")),
        sa.UniqueConstraint("slug", name=op.f("uq_postmortems_slug")),
    )
    with op.batch_alter_table("postmortems", schema=None) as batch_op:
        batch_op.create_index("ix_postmortems_recent", ["workspace", "number"], unique=False)
        batch_op.create_index(
            "ux_postmortems_live",
            ["incident"],
            unique=True,
            sqlite_where=sa.text("state <> 'discarded'"),
            postgresql_where=sa.text("state <> 'discarded'"),
        )

    op.create_table(
        "posts",
        sa.Column("postmortem", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("part", sa.String(length=120), nullable=False),
        sa.Column("channel", sa.String(length=255), nullable=False),
        sa.Column("ref", sa.String(length=64), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["postmortem"], ["postmortems.number"], name=op.f("fk_posts_postmortem")),
        sa.PrimaryKeyConstraint("postmortem", "part", name=op.f("pk_posts")),
    )
    op.create_table(
        "publications",
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("postmortem", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("published_at", store.tables.Utc(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["postmortem"], ["postmortems.number"], name=op.f("fk_publications_postmortem")
        ),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_publications")),
    )
    op.create_table(
        "revisions",
        sa.Column("postmortem", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("edited_by", sa.String(length=255), nullable=True),
        sa.Column("saved_at", store.tables.Utc(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["postmortem"], ["postmortems.number"], name=op.f("fk_revisions_postmortem")),
        sa.PrimaryKeyConstraint("postmortem", "key", "revision", name=op.f("pk_revisions")),
    )


def downgrade() -> None:
    op.drop_table("revisions")
    op.drop_table("publications")
    op.drop_table("posts")
    with op.batch_alter_table("postmortems", schema=None) as batch_op:
        batch_op.drop_index(
            "ux_postmortems_live",
            sqlite_where=sa.text("state <> 'discarded'"),
            postgresql_where=sa.text("state <> 'discarded'"),
        )
        batch_op.drop_index("ix_postmortems_recent")

    op.drop_table("postmortems")
    with op.batch_alter_table("stages", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_stages_due", sqlite_where=sa.text("state = 'due'"), postgresql_where=sa.text("state = 'due'")
        )

    op.drop_table("stages")
    op.drop_table("people")
    op.drop_table("past_incidents")
    with op.batch_alter_table("messages", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_messages_signal",
            sqlite_where=sa.text("signal is not null"),
            postgresql_where=sa.text("signal is not null"),
        )

    op.drop_table("messages")
    op.drop_table("incidents")
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_inbox_due", sqlite_where=sa.text("state = 'due'"), postgresql_where=sa.text("state = 'due'")
        )

    op.drop_table("inbox")
    op.drop_table("entries")
    op.drop_table("channels")
    with op.batch_alter_table("changes", schema=None) as batch_op:
        batch_op.drop_index("ix_changes_at")

    op.drop_table("changes")
