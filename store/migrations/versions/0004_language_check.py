"""What the language check keeps

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from store import columns

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kept_sentences",
        sa.Column("postmortem", columns.Key, nullable=False),
        sa.Column("key", columns.Id(), nullable=False),
        sa.Column("digest", columns.Id(), nullable=False),
        sa.Column("category", columns.Id(), nullable=False),
        sa.Column("by", columns.Id(), nullable=False),
        sa.Column("at", columns.Utc(), nullable=False),
        sa.ForeignKeyConstraint(
            ["postmortem"], ["postmortems.number"], name=op.f("fk_kept_sentences_postmortem")
        ),
        sa.PrimaryKeyConstraint("postmortem", "key", "digest", name=op.f("pk_kept_sentences")),
    )
    op.create_table(
        "rewrites",
        sa.Column("postmortem", columns.Key, nullable=False),
        sa.Column("digest", columns.Id(), nullable=False),
        sa.Column("text", columns.Words(), nullable=False),
        sa.ForeignKeyConstraint(["postmortem"], ["postmortems.number"], name=op.f("fk_rewrites_postmortem")),
        sa.PrimaryKeyConstraint("postmortem", "digest", name=op.f("pk_rewrites")),
    )
    op.create_table(
        "organization_settings",
        sa.Column("workspace", columns.Id(), nullable=False),
        sa.Column("part", columns.Id(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", columns.Id(), nullable=False),
        sa.Column("changed_at", columns.Utc(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "part", name=op.f("pk_organization_settings")),
    )


def downgrade() -> None:
    op.drop_table("organization_settings")
    op.drop_table("rewrites")
    op.drop_table("kept_sentences")
