"""What the language check keeps: sentences that stay, better suggestions, an organization's settings."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select, update

from bot.blameless.ports import Kept
from bot.blameless.settings import LanguageSettings, from_json
from bot.conversation import Person
from bot.errors import Stale
from bot.language.finding import Category
from store.conversation import read_person
from store.database import Database
from store.tables import kept_sentences, messages, organization_settings, people, rewrites

LANGUAGE = "language"  # which part of an organization's settings
_MENTION = re.compile(r"<@([A-Z0-9]+)[|>]")


class WordingRows:
    db: Database

    def people_in(self, workspace: str, channel: str, also: Collection[str] = ()) -> Sequence[Person]:
        here = (messages.c.workspace == workspace) & (messages.c.channel == channel)
        spoke = select(messages.c.author).where(here).distinct()
        mentioning = select(messages.c.text).where(here, messages.c.text.contains("<@", autoescape=True))
        with self.db.read() as connection:
            ids = set(also) | set(connection.scalars(spoke))
            ids.update(id for text in connection.scalars(mentioning) for id in _MENTION.findall(text))
            known = people.c.id.in_(sorted(ids))
            query = select(people).where(people.c.workspace == workspace, known).order_by(people.c.id)
            rows = connection.execute(query).mappings().all()
        return [read_person(dict(row)) for row in rows]

    def keep_sentence(self, kept: Kept) -> None:
        row = {
            "postmortem": kept.postmortem,
            "key": kept.key,
            "digest": kept.digest,
            "category": kept.category.value,
            "by": kept.by,
            "at": kept.at,
        }
        with self.db.statement() as connection:
            connection.execute(self.db.insert(kept_sentences).values(row).on_conflict_do_nothing())

    def kept_sentences(self, postmortem: int) -> Sequence[Kept]:
        query = (
            select(kept_sentences)
            .where(kept_sentences.c.postmortem == postmortem)
            .order_by(kept_sentences.c.at, kept_sentences.c.key, kept_sentences.c.digest)
        )
        with self.db.read() as connection:
            rows = connection.execute(query).all()
        return [Kept(r.postmortem, r.key, r.digest, Category(r.category), r.by, r.at) for r in rows]

    def keep_rewrites(self, postmortem: int, written: Mapping[str, str]) -> None:
        rows = [{"postmortem": postmortem, "digest": d, "text": t} for d, t in sorted(written.items())]
        if rows:
            with self.db.write() as connection:
                connection.execute(self.db.insert(rewrites).on_conflict_do_nothing(), rows)

    def rewrites(self, postmortem: int) -> Mapping[str, str]:
        query = select(rewrites.c.digest, rewrites.c.text).where(rewrites.c.postmortem == postmortem)
        with self.db.read() as connection:
            return {row.digest: row.text for row in connection.execute(query)}

    def language_settings(self, workspace: str) -> LanguageSettings:
        query = select(organization_settings).where(
            organization_settings.c.workspace == workspace, organization_settings.c.part == LANGUAGE
        )
        with self.db.read() as connection:
            row = connection.execute(query).first()
        return (
            from_json(row.document, row.version, row.changed_by, row.changed_at)
            if row
            else LanguageSettings()
        )

    def save_language_settings(self, workspace: str, settings: LanguageSettings) -> None:
        table = organization_settings
        values = {
            "document": settings.to_json(),
            "version": settings.version,
            "changed_by": settings.changed_by,
            "changed_at": settings.changed_at,
        }
        key = {"workspace": workspace, "part": LANGUAGE}
        saved = table.c.version
        first = self.db.insert(table).values(**key, **values).on_conflict_do_nothing().returning(saved)
        before = (
            (table.c.workspace == workspace)
            & (table.c.part == LANGUAGE)
            & (table.c.version == settings.version - 1)
        )
        again = update(table).where(before).values(**values).returning(saved)
        with self.db.statement() as connection:
            done = connection.execute(first if settings.version == 1 else again).first()
        if done is None:
            raise Stale("Somebody else changed these settings a moment ago. Open them again to see how.")
