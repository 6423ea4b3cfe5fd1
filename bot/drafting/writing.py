"""The drafting use case: a postmortem that is due for a draft gets one, and is thereby due for showing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.conversation import Message
from bot.drafting.case import Case
from bot.drafting.draft import Draft
from bot.drafting.gathering import Gathering
from bot.drafting.harmless import harmless
from bot.drafting.progress import Progress, Step, Tell, silently
from bot.drafting.sources import number_sources
from bot.drafting.sourcing import list_sources
from bot.drafting.telling import Telling
from bot.drafting.template import sections
from bot.drafting.transcript import transcribe
from bot.errors import Permanent
from bot.ports import Chat, Store, Writer
from bot.postmortem import Postmortem, Section, Source, State
from bot.rows import Claim


@dataclass(frozen=True)
class Drafting:
    store: Store
    chat: Chat
    writer: Writer
    gathering: Gathering

    def write(self, claim: Claim) -> None:
        """Writes the claimed postmortem's draft. What a person has edited stays as they left it."""
        postmortem = self.store.postmortem(int(claim.subject))
        if postmortem is None or postmortem.state is not State.DRAFT:
            self.store.forget_progress(int(claim.subject))
            return  # discarded, or in somebody's hands by now
        with Telling(self.store, self.gathering.clock, claim) as tell:
            after, draft = self.draft(postmortem, tell)
        self.store.save(after, draft=draft)

    def draft(self, postmortem: Postmortem, tell: Tell = silently) -> tuple[Postmortem, Draft]:
        """The postmortem as it would be with a draft written now, and that draft; nothing is saved."""
        incident = self.store.incident(postmortem.incident)
        if incident is None:
            raise Permanent("its incident is gone")
        tell(Progress(Step.READING, 0, 0))
        case = harmless(self.gathering.case(incident))
        draft = self.writer.write(case, tell)
        return self._written(postmortem, case, draft), draft

    def _written(self, postmortem: Postmortem, case: Case, draft: Draft) -> Postmortem:
        """The postmortem with the draft in it. A source keeps the number that it was given first."""
        said = {message.id: message for message in case.messages}
        numbers = number_sources(draft, _taken(postmortem, said))
        sources = list_sources(
            numbers, case, transcribe(case), lambda ref: self.chat.link(case.channel.id, said[ref])
        )
        drafted = [Section(s.key, s.heading, s.body) for s in sections(draft, case, numbers)]
        new = {source.number for source in sources}
        older = [source for source in postmortem.sources if source.number not in new]
        listed = sorted((*sources, *older), key=lambda source: source.number)
        return postmortem.redraft(draft.title, drafted, listed).citing_only()


def _taken(postmortem: Postmortem, said: Mapping[str, Message]) -> dict[str, int]:
    """The numbers that sources have already, by what they point to.

    Where a message was edited since and a person's section cites it, that number stays with the words
    that the person read, and the new words get one of their own.
    """
    theirs = "".join(section.body for section in postmortem.sections if section.edited_by)

    def stays_as_read(source: Source) -> bool:
        message = said.get(source.ref)
        edited = message is not None and message.edited != source.version
        return edited and f"[{source.number}]" in theirs

    taken = {s.ref: s.number for s in postmortem.sources if not stays_as_read(s)}
    if postmortem.sources:  # new numbers follow the highest, be it one that is not free to be used again
        taken[""] = max(source.number for source in postmortem.sources)
    return taken
