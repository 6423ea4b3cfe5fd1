"""Marks on messages, the progress of a draft, and addresses of earlier incidents

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from store import columns

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "marks",
        sa.Column("workspace", columns.Id(), nullable=False),
        sa.Column("channel", columns.Id(), nullable=False),
        sa.Column("message", columns.Id(), nullable=False),
        sa.Column("kind", columns.Id(), nullable=False),
        sa.Column("name", columns.Id(), nullable=False),
        sa.Column("by", columns.Id(), nullable=False),
        sa.Column("at", columns.Utc(), nullable=True),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("version", columns.Id(), nullable=False),
        sa.PrimaryKeyConstraint(
            "workspace", "channel", "message", "kind", "name", "by", name=op.f("pk_marks")
        ),
    )
    op.create_table(
        "progress",
        sa.Column("postmortem", columns.Key, nullable=False),
        sa.Column("step", columns.Id(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("of", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["postmortem"], ["postmortems.number"], name=op.f("fk_progress_postmortem")),
        sa.PrimaryKeyConstraint("postmortem", name=op.f("pk_progress")),
    )
    op.add_column("past_incidents", sa.Column("url", columns.Words(), nullable=True))


def downgrade() -> None:
    op.drop_column("past_incidents", "url")
    op.drop_table("progress")
    op.drop_table("marks")
