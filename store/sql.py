"""The store: every aggregate's queries over one database."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import text

from store.cited import CitedRows
from store.conversation import LATE_WORDS, ConversationRows
from store.database import Database
from store.inbox import InboxRows
from store.incidents import IncidentRows
from store.postmortems import PostmortemRows
from store.posts import PostRows
from store.previews import PreviewRows
from store.progress import ProgressRows
from store.remembering import PromiseRows
from store.search import SearchRows
from store.stages import StageRows
from store.vectors import VectorRows
from store.wording import WordingRows


class SqlStore(
    InboxRows,
    ConversationRows,
    CitedRows,
    IncidentRows,
    PostmortemRows,
    ProgressRows,
    PreviewRows,
    SearchRows,
    PromiseRows,
    VectorRows,
    StageRows,
    PostRows,
    WordingRows,
):
    """Rows by intent, on SQLite or PostgreSQL (see ``bot.ports.Store``)."""

    def __init__(self, db: Database, *, late_words: timedelta = LATE_WORDS) -> None:
        self.db = db
        self.late_words = late_words

    def ping(self) -> None:
        """Raises whatever the database raises when it cannot be asked."""
        with self.db.read() as connection:
            connection.execute(text("select 1"))
