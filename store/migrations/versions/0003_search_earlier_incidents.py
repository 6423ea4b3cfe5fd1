"""Earlier incidents can be searched

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from store import columns

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# FTS5 over past_search, whose words it does not copy; triggers keep it in step (sqlite.org/fts5.html, 4.4.3).
ON_SQLITE = (
    """create virtual table text_past using fts5(words, content='past_search', content_rowid='number',
       tokenize="unicode61 remove_diacritics 0 tokenchars '.:_-'")""",
    """create trigger text_past_added after insert on past_search begin
       insert into text_past (rowid, words) values (new.number, new.words); end""",
    """create trigger text_past_removed after delete on past_search begin
       insert into text_past (text_past, rowid, words) values ('delete', old.number, old.words); end""",
    """create trigger text_past_changed after update on past_search begin
       insert into text_past (text_past, rowid, words) values ('delete', old.number, old.words);
       insert into text_past (rowid, words) values (new.number, new.words); end""",
)
ON_POSTGRESQL = (
    "create index text_past on past_search using gin (array_to_tsvector(string_to_array(words, ' ')))",
)


def upgrade() -> None:
    op.create_table(
        "past_search",
        sa.Column("number", columns.Key, autoincrement=True, nullable=False),
        sa.Column("workspace", columns.Id(), nullable=False),
        sa.Column("id", columns.Id(), nullable=False),
        sa.Column("rule", sa.Integer(), nullable=False),
        sa.Column("words", columns.Words(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_past_search")),
        sa.UniqueConstraint("workspace", "id", name=op.f("uq_past_search_workspace_id")),
    )
    op.create_index("ix_past_search_rule", "past_search", ["rule"], unique=False)
    op.create_table(
        "past_vectors",
        sa.Column("workspace", columns.Id(), nullable=False),
        sa.Column("id", columns.Id(), nullable=False),
        sa.Column("model", columns.Id(), nullable=False),
        sa.Column("digest", columns.Id(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", "model", name=op.f("pk_past_vectors")),
    )
    bind = op.get_bind()
    for statement in ON_SQLITE if bind.dialect.name == "sqlite" else ON_POSTGRESQL:
        bind.exec_driver_sql(statement)  # as it stands: its colons are no parameters
    # Rule 0: the bot makes their words when it first searches, as it does when a release makes other ones.
    op.execute(
        "insert into past_search (workspace, id, rule, words) select workspace, id, 0, '' from past_incidents"
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("drop table text_past")
    op.drop_table("past_vectors")
    op.drop_index("ix_past_search_rule", table_name="past_search")
    op.drop_table("past_search")
