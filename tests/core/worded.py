"""PM-1 with a drafted summary and root cause, and the language check beside it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import cast

from bot.blameless.looking import Looking
from bot.blameless.marking import Found, Ref, Told
from bot.blameless.wording import Typed, Wording
from bot.conversation import Person
from bot.editing import Editing
from bot.ports import Chat
from bot.postmortem import Postmortem
from store.sql import SqlStore
from tests.blaming import plain_check
from tests.fakes import NOON, WORKSPACE, FrozenClock

ANA, BEN, EVE = "U0ANA", "U0BEN", "U0EVE"


@dataclass
class Ear:
    """A chat platform that only whispers."""

    told: list[Told] = field(default_factory=list)
    trouble: Exception | None = None

    def whisper(self, told: Told) -> None:
        if self.trouble:
            raise self.trouble
        self.told.append(told)

    def person(self, id: str) -> Person:
        return Person(id, id)


@dataclass
class Worded:
    """PM-1 with a drafted summary and root cause, and the language check beside it."""

    store: SqlStore
    clock: FrozenClock
    ear: Ear = field(default_factory=Ear)

    @property
    def looking(self) -> Looking:
        return Looking(self.store, self.clock, plain_check)

    @property
    def wording(self) -> Wording:
        editing = Editing(self.store, self.clock)
        return Wording(self.store, cast(Chat, self.ear), self.clock, self.looking, editing)

    @property
    def postmortem(self) -> Postmortem:
        found = self.store.postmortem(1)
        assert found
        return found

    def body(self, key: str = "summary") -> str:
        return self.postmortem.section(key).body

    def write(self, text: str, by: str = ANA, key: str = "summary") -> Found:
        seen = self.postmortem.section(key).revision
        return self.wording.save(1, key, text, by, seen=seen)[1]

    def typed(self, text: str) -> Typed:
        return Typed(text, self.postmortem.section("summary").revision)

    def settings(self, **chosen: object) -> None:
        before = self.store.language_settings(WORKSPACE)
        fresh = replace(before, version=before.version + 1, changed_by=ANA, changed_at=NOON, **chosen)  # type: ignore[arg-type]
        self.store.save_language_settings(WORKSPACE, fresh)


def ref(found: Found, n: int = 0) -> Ref:
    return found.ref(found.open[n])
