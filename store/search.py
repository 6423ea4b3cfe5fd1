"""Earlier incidents, kept so that those worth comparing are found by text search, however many there are.

Words are made in Python (``bot.drafting.similar.looking_up``), the same for both databases: SQLite indexes
them with FTS5, PostgreSQL as a tsvector under GIN. Neither splits or stems them again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    LargeBinary,
    Row,
    Table,
    UniqueConstraint,
    delete,
    select,
    text,
)

from bot.drafting.similar.looking_up import RULE, index_words
from bot.drafting.similar.words import fold
from bot.incident import PastIncident
from store.columns import Id, Key, Words, safe
from store.database import Database
from store.tables import metadata, past_incidents

AT_ONCE = 200  # rows indexed anew in one transaction
MOST_WORDS = 64
_WORD = re.compile(r"[\w.:-]{1,60}")  # what needs no quoting beyond quotes, in either query language

past_search = Table(
    "past_search",
    metadata,
    Column("number", Key, primary_key=True, autoincrement=True),
    Column("workspace", Id, nullable=False),
    Column("id", Id, nullable=False),
    Column("rule", Integer, nullable=False),  # by which the words were made; 0: not yet
    Column("words", Words, nullable=False),
    UniqueConstraint("workspace", "id"),
    Index("ix_past_search_rule", "rule"),
)

# What an embedding model made of a text; ``digest`` tells whether it was this text.
past_vectors = Table(
    "past_vectors",
    metadata,
    Column("workspace", Id, primary_key=True),
    Column("id", Id, primary_key=True),
    Column("model", Id, primary_key=True),
    Column("digest", Id, nullable=False),
    Column("vector", LargeBinary, nullable=False),  # float32, little-endian
)

# bm25: rare words count for more, and long texts for less.
_ON_SQLITE = text(
    """
    select s.id from text_past join past_search s on s.number = text_past.rowid
    where text_past match :query and s.workspace = :workspace
    order by text_past.rank, s.id limit :limit
    """
)
# ts_rank knows nothing of how rare a word is, so each word found counts by its weight over its frequency.
_ON_POSTGRESQL = text(
    """
    with asked as (
        select word, weight
        from unnest(cast(:words as text[]), cast(:weights as float8[])) as t (word, weight)
    ), hits as (
        select s.id, a.weight / (1 + ln(count(*) over (partition by a.word))) as worth
        from asked a join past_search s
          on array_to_tsvector(string_to_array(s.words, ' ')) @@ cast(a.word as tsquery)
        where s.workspace = :workspace
    )
    select id from hits group by id order by sum(worth) desc, id limit :limit
    """
)


class SearchRows:
    db: Database

    def search_past(
        self, workspace: str, words: Mapping[str, float] | Sequence[str], limit: int = 50
    ) -> Sequence[PastIncident]:
        """Earlier incidents that share any of ``words``, the likeliest first.

        Words are those of ``bot.drafting.similar.looking_up``; a weight says how much one is to count
        (SQLite's bm25 knows no weights and takes the heaviest words alike).
        """
        asked = _asked(words)
        if not asked:
            return []
        self._index_what_is_not()
        with self.db.read() as connection:
            ids = [row.id for row in connection.execute(*self._query(workspace, asked, limit))]
            mine = (past_incidents.c.workspace == workspace) & past_incidents.c.id.in_(ids)
            rows = {row.id: row for row in connection.execute(select(past_incidents).where(mine))}
        return [read_past(rows[id]) for id in ids if id in rows]

    def past_incidents(self, workspace: str) -> Sequence[PastIncident]:
        mine = select(past_incidents).where(past_incidents.c.workspace == workspace)
        with self.db.read() as connection:
            return [read_past(row) for row in connection.execute(mine.order_by(past_incidents.c.id))]

    def record_past(self, workspace: str, past: PastIncident) -> None:
        with self.db.write() as connection:
            keep_past(self.db, connection, workspace, past)

    def _query(self, workspace: str, asked: Mapping[str, float], limit: int) -> tuple[Any, dict[str, Any]]:
        given: dict[str, Any] = {"workspace": workspace, "limit": limit}
        if self.db.is_sqlite:
            return _ON_SQLITE, {**given, "query": " OR ".join(f'"{word}"' for word in asked)}
        quoted = [f"'{word}'" for word in asked]
        return _ON_POSTGRESQL, {**given, "words": quoted, "weights": list(asked.values())}

    def _index_what_is_not(self) -> None:
        """Rows whose words were never made, or by an older rule: after a migration, or a new release."""
        stale = select(past_search.c.workspace, past_search.c.id).where(past_search.c.rule != RULE)
        while self.db.has_any(stale):
            with self.db.write() as connection:
                left = connection.execute(stale.limit(AT_ONCE).with_for_update(skip_locked=True)).all()
                for workspace, id in left:
                    key = (past_incidents.c.workspace == workspace) & (past_incidents.c.id == id)
                    row = connection.execute(select(past_incidents).where(key)).first()
                    if row is None:
                        forget_past(connection, workspace, id)
                    else:
                        _index(self.db, connection, workspace, read_past(row))
            if not left:
                return


def keep_past(db: Database, connection: Connection, workspace: str, past: PastIncident) -> None:
    """The earlier incident as it is now known, findable, in the transaction at hand."""
    values = {
        "workspace": workspace,
        "id": past.id,
        "title": past.title,
        "services": list(past.services),
        "root_cause": past.root_cause,
        "summary": past.summary,
        "resolved_at": past.resolved_at,
        "url": past.url,
    }
    _upsert(db, connection, past_incidents, values)
    _index(db, connection, workspace, past)


def forget_past(connection: Connection, workspace: str, id: str) -> None:
    for table in (past_search, past_vectors, past_incidents):
        connection.execute(delete(table).where(table.c.workspace == workspace, table.c.id == id))


def read_past(row: Row[Any]) -> PastIncident:
    services = tuple(row.services)
    return PastIncident(row.id, row.title, services, row.root_cause, row.summary, row.resolved_at, row.url)


def _index(db: Database, connection: Connection, workspace: str, past: PastIncident) -> None:
    words = " ".join(word for word in index_words(past) if _WORD.fullmatch(word))
    values = {"workspace": workspace, "id": past.id, "rule": RULE, "words": words}
    _upsert(db, connection, past_search, values)


def _upsert(db: Database, connection: Connection, table: Table, values: dict[str, Any]) -> None:
    rest = {name: value for name, value in values.items() if name not in ("workspace", "id")}
    insert = db.insert(table).values(values)
    connection.execute(insert.on_conflict_do_update(index_elements=["workspace", "id"], set_=rest))


def _asked(words: Mapping[str, float] | Sequence[str]) -> Mapping[str, float]:
    """The words that can be asked for, heaviest first: nothing else reaches a query language."""
    weighed = words if isinstance(words, Mapping) else dict.fromkeys(words, 1.0)
    best = sorted(weighed.items(), key=lambda pair: -pair[1])
    folded = ((fold(safe(word)), weight) for word, weight in best)
    return dict([(word, weight) for word, weight in folded if _WORD.fullmatch(word)][:MOST_WORDS])
