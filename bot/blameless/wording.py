"""The language check's use case: findings after an edit, a suggestion taken, a sentence kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import structlog

from bot.blameless.looking import Looking, Rules
from bot.blameless.marking import SHOWN, Found, Marked, Ref, Told, digest_of, field_of, replaced
from bot.blameless.ports import Better, Kept
from bot.changing import TRIES, find
from bot.editing import Editing
from bot.errors import Permanent, Retryable, Stale
from bot.language.bettering import accepted
from bot.ports import Chat, Clock, Store
from bot.postmortem import Postmortem

log = structlog.get_logger("wording")


class Step(StrEnum):
    """What a click came to."""

    CHANGED = "changed"
    KEPT = "kept"
    GONE = "gone"  # the sentence is not in the text any more
    OTHER = "other"  # another suggestion fits by now than the one that was shown


@dataclass(frozen=True, slots=True)
class Outcome:
    """``found`` is what is open now, in the text as saved (or as typed, where nothing was saved)."""

    step: Step
    postmortem: Postmortem
    found: Found


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in a dialog's field, opened at revision ``seen``."""

    text: str
    seen: int


class Overtaken(Stale):
    """Somebody else saved the section since; ``text`` is what was to be saved."""

    def __init__(self, told: str, text: str) -> None:
        super().__init__(told)
        self.text = text


@dataclass(frozen=True)
class Wording:
    """``better`` writes better suggestions than the rules' where a language model is set up."""

    store: Store
    chat: Chat
    clock: Clock
    looking: Looking
    editing: Editing
    better: Better | None = None

    def look(self, postmortem: Postmortem, key: str, text: str | None = None) -> Found:
        """What is open in the section as it stands, or in the ``text`` that is being typed into it."""
        section = postmortem.section(key)
        body = section.body if text is None else text
        return self.looking.found(postmortem, replace(section, body=body), self.looking.rules(postmortem))

    def save(self, number: int, key: str, text: str, by: str, *, seen: int) -> tuple[Postmortem, Found]:
        """Saves a section as Editing does, whatever is found in it, and says what is.

        Raises Stale where somebody else saved since, unless nothing was typed: then nothing is at odds.
        """
        try:
            after = self.editing.edit(number, key, text, by, seen=seen)
        except Stale:
            after = find(self.store, number)
            if not self._is_untouched(number, key, Typed(text, seen)):
                raise
        return after, self.look(after, key)

    def use(self, ref: Ref, by: str, typed: Typed | None = None) -> Outcome:
        """Puts the suggestion that was shown for the sentence into the text, and saves it.

        Into what is ``typed`` in the dialog, or else into the section as it stands. A repeat changes
        nothing. Raises Overtaken where somebody else has saved what was typed over.
        """
        if typed is None:
            return self._use_stored(ref, by)
        before = find(self.store, ref.number)
        found = self.look(before, ref.key, typed.text)
        marked, step = _meant(found, ref)
        if marked is None:
            return Outcome(step, before, found)
        text = replaced(typed.text, marked)
        try:
            after = self.editing.edit(ref.number, ref.key, text, by, seen=typed.seen)
        except Stale as problem:
            if self._is_own(ref, by, typed):
                return self._use_stored(ref, by)
            raise Overtaken(str(problem), text) from None
        return Outcome(Step.CHANGED, after, self.look(after, ref.key))

    def keep(self, ref: Ref, by: str, typed: Typed | None = None) -> Outcome:
        """Remembers that the sentence stays as it is: in this postmortem nobody is asked about it again."""
        postmortem = find(self.store, ref.number)
        text = typed.text if typed else None
        found = self.look(postmortem, ref.key, text)
        if any(digest_of(sentence) == ref.digest for sentence in found.kept):
            return Outcome(Step.KEPT, postmortem, found)
        marked = found.marked(ref)
        if marked is None:
            return Outcome(Step.GONE, postmortem, found)
        category = marked.finding.category
        self.store.keep_sentence(Kept(ref.number, ref.key, ref.digest, category, by, self.clock.now()))
        return Outcome(Step.KEPT, postmortem, self.look(postmortem, ref.key, text))

    def improve(self, found: Found) -> Found | None:
        """The same with better suggestions for what is shown of it, if the writer of such has any."""
        if self.better is None or not found.open:
            return None
        postmortem = find(self.store, found.number)
        rules = self.looking.rules(postmortem)
        written: dict[str, str] = {}
        for marked in found.open[:SHOWN]:
            if marked.digest in rules.rewrites or marked.digest in written:
                continue
            try:
                text = self.better(found.text, marked.finding, field_of(found.key))
            except (Retryable, Permanent) as problem:
                log.info("no better rewrite", reason=str(problem))
                break
            put_well = self._accepted(text or "", marked, found, rules)
            if put_well:
                written[marked.digest] = put_well
        if not written:
            return None
        self.store.keep_rewrites(found.number, written)
        return found.better(written)

    def after_edit(self, number: int, keys: Sequence[str], by: str) -> Told | None:
        """What to tell ``by`` of sections that they edited elsewhere than in the dialog, if anything."""
        postmortem = find(self.store, number)
        incident = self.store.incident(postmortem.incident)
        rules = self.looking.rules(postmortem)
        there = [section for section in postmortem.sections if section.key in keys]
        looked = [found for s in there if (found := self.looking.found(postmortem, s, rules)).open]
        if not looked or incident is None:
            return None
        elsewhere = sum(len(found.open) for found in looked[1:])
        return Told(incident.channel, by, looked[0], elsewhere)

    def tell(self, number: int, keys: Sequence[str], by: str) -> None:
        """Tells it, privately, in the incident's channel. Nobody waits for it and nothing depends on it."""
        told = self.after_edit(number, keys, by)
        if told is None:
            return
        try:
            self.chat.whisper(told)
        except (Permanent, Retryable) as problem:
            log.info("could not be told privately", reason=str(problem))

    # -- how ------------------------------------------------------------------------------------

    def _use_stored(self, ref: Ref, by: str) -> Outcome:
        for _ in range(TRIES):
            before = find(self.store, ref.number)
            section = before.section(ref.key)
            found = self.look(before, ref.key)
            marked, step = _meant(found, ref)
            if marked is None:
                return Outcome(step, before, found)
            text = replaced(section.body, marked)
            try:
                after = self.editing.edit(ref.number, ref.key, text, by, seen=section.revision)
            except Stale:
                continue  # somebody saved in between: the sentence is looked for in what they left
            return Outcome(Step.CHANGED, after, self.look(after, ref.key))
        raise Stale("Several people are changing this at once. Nothing of yours was applied; try again.")

    def _is_untouched(self, number: int, key: str, typed: Typed) -> bool:
        """Whether the field holds what it was opened with."""
        past = self.store.revisions(number, key)
        return any(r.revision == typed.seen and r.body.strip() == typed.text.strip() for r in past)

    def _is_own(self, ref: Ref, by: str, typed: Typed) -> bool:
        """Whether all that was saved since is this person's, by clicks just before, and nothing was typed."""
        past = self.store.revisions(ref.number, ref.key)
        since = [revision for revision in past if revision.revision > typed.seen]
        return all(r.edited_by == by for r in since) and self._is_untouched(ref.number, ref.key, typed)

    def _accepted(self, text: str, marked: Marked, found: Found, rules: Rules) -> str | None:
        field = field_of(found.key)
        return accepted(text, marked.sentence, rules.people, field, rules.policy, self.looking.check)


def _meant(found: Found, ref: Ref) -> tuple[Marked | None, Step]:
    marked = found.marked(ref)
    if marked is None:
        return None, Step.GONE
    return marked.as_said(ref.said), Step.OTHER
