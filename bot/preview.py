"""A redraft that was shown before it is made: what would change, and exactly that change."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.drafting.draft import Draft
from bot.errors import Stale
from bot.postmortem import Postmortem, Section, Source

OVERTAKEN = "The draft was written again since this was shown."


class Fate(StrEnum):
    """What a redraft does to a section."""

    REWRITTEN = "rewritten"
    SAME = "same"
    EDITED = "edited"  # by a person, so it stays


@dataclass(frozen=True, slots=True)
class Change:
    """One section: as it stands, and as it would be. ``before`` is None for one that is new."""

    fate: Fate
    before: Section | None
    after: Section


@dataclass(frozen=True, slots=True)
class Preview:
    """``before`` is what people see, ``after`` what they would. ``heard`` tells a later channel by."""

    token: str
    before: Postmortem
    after: Postmortem
    draft: Draft
    heard: str

    @property
    def changes(self) -> tuple[Change, ...]:
        old = {section.key: section for section in self.before.sections}
        return tuple(_change(old.get(section.key), section) for section in self.after.sections)

    @property
    def changes_anything(self) -> bool:
        return any(change.fate is Fate.REWRITTEN for change in self.changes)

    def apply(self, found: Postmortem) -> Postmortem:
        """``found`` with what was shown put in; itself if that was done already.

        A section that a person has edited since stays theirs. Raises Stale where another draft was
        written since, for then something else was shown than would happen.
        """
        seen = {section.key: section for section in self.before.sections}
        new = {section.key: section for section in self.after.sections}
        for section in found.sections:
            was, will = seen.get(section.key), new.get(section.key)
            as_shown = was is not None and was.revision == section.revision
            if not (section.edited_by or as_shown or (will is not None and will.body == section.body)):
                raise Stale(OVERTAKEN)
        after = found.redraft(self.after.title, self.after.sections, self._sources(found))
        after = after.citing_only()
        same = (after.title, after.sections, after.sources) == (found.title, found.sections, found.sources)
        return found if same else after

    def _sources(self, found: Postmortem) -> list[Source]:
        """Those of the draft, and those that what people wrote meanwhile may cite."""
        new = {source.number: source for source in self.after.sources}
        older = [source for source in found.sources if source.number not in new]
        if any(new.get(source.number, source).ref != source.ref for source in found.sources):
            raise Stale(OVERTAKEN)
        return sorted((*new.values(), *older), key=lambda source: source.number)


def _change(old: Section | None, new: Section) -> Change:
    if old is not None and new.edited_by:
        return Change(Fate.EDITED, old, new)
    if old is not None and (old.heading, old.body) == (new.heading, new.body):
        return Change(Fate.SAME, old, new)
    return Change(Fate.REWRITTEN, old, new)
