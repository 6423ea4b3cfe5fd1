"""Looking at a section with the check, by the rules of its organization and the people of its incident."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from bot.blameless.marking import Found, field_of, mark
from bot.blameless.ports import Check
from bot.blameless.settings import LanguageSettings
from bot.incident import Incident
from bot.language.checking import check
from bot.language.policy import DEFAULT, Named, Policy, Strictness
from bot.ports import Clock, Store
from bot.postmortem import Postmortem, Section

CHANGES_SINCE = timedelta(days=14)  # whose services are things and nobody's names


@dataclass(frozen=True, slots=True)
class Rules:
    """What one postmortem is checked by; ``kept`` are digests of sentences, ``rewrites`` better
    suggestions by such digests.
    """

    settings: LanguageSettings
    people: tuple[Named, ...] = ()
    policy: Policy = DEFAULT
    kept: Collection[str] = ()
    rewrites: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Looking:
    store: Store
    clock: Clock
    check: Check = check

    def found(self, postmortem: Postmortem, section: Section, rules: Rules) -> Found:
        """What is open in the section, and what in it was kept."""
        found = Found(postmortem.number, section.key, section.heading, section.body)
        if not rules.settings.is_on:
            return found
        findings = self.check(section.body, rules.people, field_of(section.key), rules.policy)
        marked = mark(section.body, findings, hints=rules.policy.strictness is Strictness.STRICT)
        kept = tuple(dict.fromkeys(one.sentence for one in marked if one.digest in rules.kept))
        opened = tuple(one for one in marked if one.digest not in rules.kept)
        return replace(found, open=opened, kept=kept).better(rules.rewrites)

    def rules(self, postmortem: Postmortem) -> Rules:
        settings = self.store.language_settings(postmortem.workspace)
        if not settings.is_on:
            return Rules(settings)
        incident = self.store.incident(postmortem.incident)
        return Rules(
            settings,
            self._people(postmortem, incident),
            settings.policy(self._services(incident)),
            frozenset(kept.digest for kept in self.store.kept_sentences(postmortem.number)),
            self.store.rewrites(postmortem.number),
        )

    def _people(self, postmortem: Postmortem, incident: Incident | None) -> tuple[Named, ...]:
        channel = incident.channel if incident else ""
        also = {*postmortem.authors, *postmortem.reviewers}
        people = self.store.people_in(postmortem.workspace, channel, also)
        return tuple(Named(p.real_name or p.name, p.name, p.id) for p in people if not p.is_bot)

    def _services(self, incident: Incident | None) -> tuple[str, ...]:
        if incident is None:
            return ()
        until = incident.resolved_at or self.clock.now()
        since = (incident.started_at or until) - CHANGES_SINCE
        changes = self.store.changes_before(incident.workspace, until, since)
        return tuple(dict.fromkeys((*incident.services, *(change.service for change in changes))))
