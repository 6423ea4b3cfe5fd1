"""The messages that drafts cite, as they stand by now."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import func, select

from bot.conversation import Message
from store.conversation import read_message
from store.database import Database
from store.tables import messages


class CitedRows:
    db: Database

    def said(self, workspace: str, channel: str, ids: Collection[str]) -> Mapping[str, Message]:
        """These messages as they stand, those deleted since among them."""
        if not ids:
            return {}
        here = (messages.c.workspace == workspace) & (messages.c.channel == channel)
        query = select(messages).where(here, messages.c.id.in_(sorted(ids)))
        with self.db.read() as connection:
            return {row.id: read_message(row) for row in connection.execute(query)}

    def heard_until(self, workspace: str, channel: str) -> str:
        """Differs whenever something was said, edited or deleted in the channel since."""
        here = (messages.c.workspace == workspace) & (messages.c.channel == channel)
        query = select(func.count(), func.max(messages.c.id), func.max(messages.c.edited)).where(
            here, ~messages.c.deleted
        )
        with self.db.read() as connection:
            return "/".join(map(str, connection.execute(query).one()))
