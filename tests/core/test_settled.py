"""Findings settled before approval and publishing, where an organization wants it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import pytest

from bot.access import Access
from bot.blameless.settled import Settled
from bot.errors import UserError
from bot.gates import Held
from bot.language.policy import Strictness
from bot.ports import Chat
from bot.postmortem import Postmortem, State, Visibility
from bot.publishing import Publishing
from bot.reviewing import SEEN, Reviewing
from tests.blaming import BOB, CARELESS, CARLA, HINT
from tests.core.worded import ANA, BEN, EVE, Worded, ref
from tests.fakes import NOON


@dataclass
class Court:
    worded: Worded

    @property
    def reviewing(self) -> Reviewing:
        chat = cast(Chat, self.worded.ear)
        return Reviewing(self.worded.store, chat, self.worded.clock, (Settled(self.worded.looking),))

    @property
    def publishing(self) -> Publishing:
        store, chat = self.worded.store, cast(Chat, self.worded.ear)
        gates = (Settled(self.worded.looking),)
        return Publishing(store, chat, self.worded.clock, Access(store, chat), gates=gates)

    def approve(self, by: str) -> Postmortem:
        return self.reviewing.approve(1, by, seen=self.worded.postmortem.content[:SEEN])

    def publish(self) -> Postmortem:
        return self.publishing.publish(1, Visibility.TEAM, ANA)


@pytest.fixture
def court(worded: Worded) -> Court:
    """Findings in two sections, put up for Ben's review; whether they matter is the test's to say."""
    worded.write(f"{BOB} {CARLA} {HINT}")
    worded.write(CARELESS, key="root_cause")
    worded.store.save(worded.postmortem.ask_for_review([BEN], EVE, NOON))
    return Court(worded)


def test_findings_hold_nothing_up_unless_the_organization_says_so(court: Court) -> None:
    assert court.approve(BEN).state is State.APPROVED
    assert court.publish().state is State.PUBLISHED


def test_an_approval_waits_until_every_finding_is_settled(court: Court) -> None:
    court.worded.settings(must_settle=True)
    with pytest.raises(Held) as held:
        court.approve(BEN)
    assert "3 sentences" in str(held.value)
    assert "2 in “Summary”, 1 in “Root Cause”" in str(held.value)
    assert held.value.section == "summary"
    assert court.worded.postmortem.state is State.IN_REVIEW
    for key, number in (("summary", 2), ("root_cause", 1)):
        for _ in range(number):
            found = court.worded.wording.look(court.worded.postmortem, key)
            court.worded.wording.keep(ref(found), BEN)
    assert court.approve(BEN).state is State.APPROVED


def test_publishing_waits_as_well(court: Court) -> None:
    court.approve(BEN)
    court.worded.settings(must_settle=True)
    with pytest.raises(Held, match="published"):
        court.publish()
    court.worded.settings(is_on=False)
    assert court.publish().state is State.PUBLISHED


def test_hints_hold_nothing_up(court: Court) -> None:
    worded = court.worded
    worded.settings(must_settle=True, strictness=Strictness.STRICT, exempt=("Bob", "Carla", "careless"))
    assert court.approve(BEN).state is State.APPROVED


def test_who_may_not_approve_is_told_that_first(court: Court) -> None:
    court.worded.settings(must_settle=True)
    with pytest.raises(UserError, match="Only the reviewers"):
        court.approve("U0MALLORY")
    with pytest.raises(UserError, match="You wrote part"):
        court.approve(ANA)


def test_a_repeated_approval_is_not_held_up_afterwards(court: Court) -> None:
    seen = court.worded.postmortem.content[:SEEN]
    court.approve(BEN)
    court.worded.settings(must_settle=True)
    assert court.reviewing.approve(1, BEN, seen=seen).state is State.APPROVED
