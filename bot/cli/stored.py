"""``postmortem export`` and ``postmortem db``: what is stored, and in which shape."""

from __future__ import annotations

import json
from contextlib import closing

from blocks import markdown
from bot.app import SystemClock, open_store
from bot.changing import find
from bot.cli.database import check_migrated, in_words
from bot.commands import parse
from bot.config import Settings
from bot.errors import UserError
from bot.reading import shown
from store import migrate
from store.database import Database


def export(configured: Settings, id: str, form: str) -> str:
    """The postmortem called ``id`` as it stands, as "md" or "json". Raises UserError where there is none."""
    number = parse(f"show {id}").number
    if number is None:
        raise UserError(f"“{id}” is not the id of a postmortem; it looks like PM-12.")
    with in_words(configured.database_url):
        store = open_store(configured)
        with closing(store.db):
            check_migrated(store.db)
            found = shown(store, find(store, number))
    if found.draft is None or not found.postmortem.is_written:
        raise UserError(f"{found.postmortem.id} is still being written; run this again in a moment.")
    if form == "md":
        return markdown.export(found, base_url=configured.public_url)
    return json.dumps(found.draft.to_json(), ensure_ascii=False, indent=1)


def migrated(configured: Settings, *, upgrade: bool) -> str | None:
    """The revision the database is at, after bringing it to the newest where ``upgrade`` says so."""
    with closing(Database(configured.database_url, SystemClock())) as db, in_words(configured.database_url):
        if upgrade:
            migrate.upgrade(db)
        return migrate.current(db)
