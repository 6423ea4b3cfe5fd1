"""The drafting use case: a postmortem that is due for a draft gets one, and is thereby due for showing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.drafting.case import Case
from bot.drafting.draft import Draft
from bot.drafting.gathering import Gathering
from bot.drafting.sources import number_sources
from bot.drafting.sourcing import list_sources
from bot.drafting.template import sections
from bot.drafting.transcript import transcribe
from bot.errors import Permanent
from bot.ports import Chat, Claim, Store, Writer
from bot.postmortem import Postmortem, Section, State


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
            return  # discarded, or in somebody's hands by now
        incident = self.store.incident(postmortem.incident)
        if incident is None:
            raise Permanent("its incident is gone")
        case = self.gathering.case(incident)
        draft = self.writer.write(case)
        self.store.save(self._written(postmortem, case, draft), draft=draft)

    def _written(self, postmortem: Postmortem, case: Case, draft: Draft) -> Postmortem:
        """The postmortem with the draft in it. A source keeps the number that it was given first."""
        numbers = number_sources(draft, {s.ref: s.number for s in postmortem.sources})
        said = {message.id: message for message in case.messages}
        sources = list_sources(
            numbers, case, transcribe(case), lambda ref: self.chat.link(case.channel.id, said[ref])
        )
        drafted = [Section(s.key, s.heading, s.body) for s in sections(draft, case, numbers)]
        older = [source for source in postmortem.sources if source.ref not in numbers]
        after = postmortem.redraft(draft.title, drafted, sorted((*sources, *older), key=lambda s: s.number))
        text = "".join(section.body for section in after.sections)
        return replace(after, sources=tuple(s for s in after.sources if f"[{s.number}]" in text))
