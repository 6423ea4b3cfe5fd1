"""Gathering: all that is known of an incident, brought together for a writer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.conversation import Channel, Message, Person
from bot.drafting.case import Case
from bot.drafting.meaning import Reading
from bot.drafting.similar.closeness import Closeness
from bot.drafting.similar.looking_up import query_words, read_lately
from bot.drafting.similar.own import is_page
from bot.incident import Incident, PastIncident
from bot.listening.signals import signal
from bot.ports import Chat, Clock, Embedder, Store
from bot.rows import Heard

CHANGES_SINCE = timedelta(days=14)  # a change older than this is not weighed as a cause
WORTH_COMPARING = 50  # earlier incidents, of however many
_MENTION = re.compile(r"<@([A-Z0-9]+)[|>]")


@dataclass(frozen=True)
class Gathering:
    store: Store
    chat: Chat
    clock: Clock
    public_url: str = ""  # where our own pages are served
    embedder: Embedder | None = None

    def case(self, incident: Incident) -> Case:
        """Everything known of the incident, the channel's past read once if the bot came late."""
        channel = self._caught_up(incident)
        messages = self.store.messages(incident.workspace, incident.channel, deleted=True)
        until = incident.resolved_at or self.clock.now()
        since = (incident.started_at or until) - CHANGES_SINCE
        case = Case(
            incident=incident,
            channel=channel,
            messages=tuple(messages),
            people=self._people(incident.workspace, messages),
            changes=tuple(self.store.changes_before(incident.workspace, until, since)),
            marks=tuple(self.store.marks(incident.workspace, incident.channel)),
        )
        reading = read_lately(case)
        past = self._past(reading)
        return replace(
            case,
            past=past,
            promises=tuple(self.store.open_promises(incident.workspace, [earlier.id for earlier in past])),
            closeness=Closeness(self.store, self.embedder).of(reading, past),
        )

    def _past(self, reading: Reading) -> tuple[PastIncident, ...]:
        """Those worth comparing with, which is not what was published of this very incident."""
        incident = reading.case.incident
        found = self.store.search_past(incident.workspace, query_words(reading), WORTH_COMPARING)
        own = self.store.live_postmortem(incident.number)
        return tuple(
            replace(earlier, url=f"{self.public_url}{earlier.url}") if is_page(earlier.url) else earlier
            for earlier in found
            if not (own and earlier.id == own.id and is_page(earlier.url))
        )

    def _caught_up(self, incident: Incident) -> Channel:
        channel = self.store.channel(incident.workspace, incident.channel)
        if channel is None:
            channel = self.chat.channel(incident.workspace, incident.channel)
        if channel.caught_up:
            return channel
        said = self.chat.history(incident.channel)
        self.store.keep([Heard(incident.workspace, incident.channel, m, signal(m)) for m in said.messages])
        self.store.mark(incident.workspace, incident.channel, said.marks)
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
