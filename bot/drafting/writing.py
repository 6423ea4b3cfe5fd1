"""The drafting use case: a postmortem that is due for a draft gets one, and is thereby due for showing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.conversation import Channel, Message, Person
from bot.drafting.case import Case
from bot.drafting.draft import Draft
from bot.drafting.sources import number_sources
from bot.drafting.sourcing import list_sources
from bot.drafting.template import sections
from bot.drafting.transcript import transcribe
from bot.errors import Permanent
from bot.incident import Incident
from bot.listening.signals import signal
from bot.ports import Chat, Claim, Clock, Heard, Store, Writer
from bot.postmortem import Postmortem, Section, State

CHANGES_SINCE = timedelta(days=14)  # a change older than this is not weighed as a cause
_MENTION = re.compile(r"<@([A-Z0-9]+)[|>]")


@dataclass(frozen=True)
class Drafting:
    store: Store
    chat: Chat
    writer: Writer
    clock: Clock

    def write(self, claim: Claim) -> None:
        """Writes the claimed postmortem's draft. What a person has edited stays as they left it."""
        postmortem = self.store.postmortem(int(claim.subject))
        if postmortem is None or postmortem.state is not State.DRAFT:
            return  # discarded, or in somebody's hands by now
        incident = self.store.incident(postmortem.incident)
        if incident is None:
            raise Permanent("its incident is gone")
        case = self.case(incident)
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

    def case(self, incident: Incident) -> Case:
        """Everything known of the incident, the channel's past read once if the bot came late."""
        channel = self._caught_up(incident)
        messages = self.store.messages(incident.workspace, incident.channel)
        until = incident.resolved_at or self.clock.now()
        since = (incident.started_at or until) - CHANGES_SINCE
        return Case(
            incident=incident,
            channel=channel,
            messages=tuple(messages),
            people=self._people(incident.workspace, messages),
            changes=tuple(self.store.changes_before(incident.workspace, until, since)),
            past=tuple(self.store.past_incidents(incident.workspace)),
        )

    def _caught_up(self, incident: Incident) -> Channel:
        channel = self.store.channel(incident.workspace, incident.channel)
        if channel is None:
            channel = self.chat.channel(incident.workspace, incident.channel)
        if channel.caught_up:
            return channel
        said = self.chat.history(incident.channel)
        self.store.keep([Heard(incident.workspace, incident.channel, m, signal(m)) for m in said])
        channel = replace(channel, caught_up=True)
        self.store.save_channel(channel)
        return channel

    def _people(self, workspace: str, messages: Sequence[Message]) -> Mapping[str, Person]:
        """Everybody who spoke or was mentioned, asked of the platform once and then remembered."""
        ids = {m.author for m in messages if m.author} | {
            u for m in messages for u in _MENTION.findall(m.text)
        }
        known = dict(self.store.people(workspace, ids))
        for id in sorted(ids - known.keys()):
            if id[:1] not in "UW":  # a bot's id: its posts carry its name
                continue
            known[id] = self.chat.person(id)
            self.store.save_person(workspace, known[id])
        return known
