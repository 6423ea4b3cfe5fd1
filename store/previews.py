"""Redrafts that were shown and are not made yet.

Each is a row of the inbox that is done from the start: kept for as long as somebody may come back to
it, and purged with the rest.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select

from bot.drafting.draft import from_json
from bot.preview import Preview
from store import documents
from store.database import Database
from store.tables import inbox

SOURCE = "preview"


class PreviewRows:
    db: Database

    def keep_preview(self, preview: Preview) -> None:
        body = {
            "number": preview.after.number,
            "incident": preview.after.incident,
            "workspace": preview.after.workspace,
            "before": documents.document(preview.before),
            "after": documents.document(preview.after),
            "draft": preview.draft.to_json(),
            "heard": preview.heard,
        }
        row = {"key": _key(preview.token), "source": SOURCE, "body": json.dumps(body), "state": "done"}
        insert = self.db.insert(inbox).values(**row, received_at=self.db.clock.now())
        with self.db.write() as connection:
            connection.execute(insert.on_conflict_do_nothing())

    def preview(self, token: str) -> Preview | None:
        with self.db.read() as connection:
            body = connection.scalar(select(inbox.c.body).where(inbox.c.key == _key(token)))
        return _read(token, json.loads(body)) if body else None


def _key(token: str) -> str:
    return f"{SOURCE}:{token}"


def _read(token: str, plain: dict[str, Any]) -> Preview:
    of = plain["number"], plain["incident"], plain["workspace"]
    before, after = (documents.read(plain[name], *of) for name in ("before", "after"))
    return Preview(token, before, after, from_json(plain["draft"]), plain["heard"])
