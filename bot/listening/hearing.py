"""From the inbox to a decision: what arrived is understood and kept, then its channel is judged."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.conversation import Channel
from bot.incident import Incident
from bot.listening.deciding import resolution
from bot.listening.declared import incident_from_channel, is_incident_channel
from bot.listening.signals import signal
from bot.listening.slack_marks import EVENTS, read_mark
from bot.listening.slack_messages import read_event
from bot.ports import Chat, Clock, Store
from bot.rows import Arrival, Claim, Heard, Live

OPENING = 300  # messages from the start of a channel that may say which incident it is for


@dataclass(frozen=True)
class Hearing:
    store: Store
    chat: Chat
    clock: Clock

    def judge(self, claim: Claim) -> None:
        """Decides whether the incident of a channel stands resolved, after something there signalled it."""
        workspace, _, id = claim.subject.partition(":")
        incident = self.store.incident_in(workspace, id)
        if incident is None:
            channel = self.known_channel(workspace, id)
            if not is_incident_channel(channel.name):
                return
            incident = self.declare(channel)
        messages = [h.message for h in self.store.signals(workspace, id)]
        people = self.store.people(workspace, {m.author for m in messages})
        tools_only = not self.store.is_spoken_in(workspace, id)
        found = resolution(messages, people, tools_only=tools_only, incident=incident.id)
        if found and found.message != incident.resolved_by:
            self.store.resolve(incident.resolve(found.at, found.message), request_postmortem=True)
        elif not found and incident.resolved_by:
            self.store.take_back(incident.reopen())

    def declare(self, channel: Channel) -> Incident:
        """The incident that the channel itself tells of, saved."""
        opening = self.store.opening(channel.workspace, channel.id, OPENING)
        return self.store.save_incident(incident_from_channel(channel, opening))

    def known_channel(self, workspace: str, id: str) -> Channel:
        """The channel as stored, or as the platform tells it the first time."""
        found = self.store.channel(workspace, id)
        if found is None or not found.name:
            told = self.chat.channel(workspace, id)
            found = replace(told, caught_up=found.caught_up if found else False)
            self.store.save_channel(found)
        return found

    def understand(self, arrival: Arrival) -> Sequence[Heard]:
        """What the arrival says of messages, often nothing. A strange shape raises whatever it does."""
        body = json.loads(arrival.body)
        event, workspace = body["event"], str(body["team_id"])
        if event.get("type") == "message":
            said = read_event(workspace, event)
            return [Heard(said.workspace, said.channel, said.message, signal(said.message))] if said else []
        if event.get("type") in ("channel_rename", "group_rename"):
            self._rename(workspace, event["channel"])
        elif event.get("type") in EVENTS and (mark := read_mark(event)):
            self.store.mark(workspace, mark[0], [mark[1]])
        return []

    def _rename(self, workspace: str, channel: dict[str, Any]) -> None:
        known = self.store.channel(workspace, str(channel["id"]))
        if known:
            self.store.save_channel(replace(known, name=str(channel.get("name") or known.name)))


@dataclass(frozen=True)
class Creating:
    """A postmortem asked for by a person, resolved or not."""

    hearing: Hearing

    def create(self, workspace: str, channel_id: str, by: str) -> tuple[Live, bool]:
        """The channel's live postmortem, and whether it is new. Raises UserError."""
        store = self.hearing.store
        (found,) = store.live_in([(workspace, channel_id)])
        if found is not None:
            return found, False
        incident = store.incident_in(workspace, channel_id)
        if incident is None:
            incident = self.hearing.declare(self.hearing.known_channel(workspace, channel_id))
        made, new = store.request_postmortem(incident, by)
        return Live(made.number, made.version, made.state), new
