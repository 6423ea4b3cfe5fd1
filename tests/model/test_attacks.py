"""Every attack on one incident, through the real SDK; ``make prove-grounding`` runs them on all incidents."""

from __future__ import annotations

import time

import pytest

from bot.drafting.draft import from_json
from bot.drafting.offline import OfflineWriter
from tests import incidents
from tests.model.attacks import ATTACKS, LIES, Attack
from tests.model.proof import drafted
from tests.model.server import ModelServer

CASE = incidents.load("bakery")
OFFLINE = OfflineWriter().write(CASE)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_nothing_made_up_survives_and_a_draft_appears_in_time(attack: Attack, server: ModelServer) -> None:
    began = time.monotonic()
    found = drafted(server, attack, CASE, OFFLINE)
    assert found.survived == ()
    assert found.draft.markdown.startswith("# ")
    assert time.monotonic() - began < attack.seconds + 2
    assert from_json(found.draft.to_json()) == found.draft
    if found.by == "offline":
        assert found.draft.fell_back
        assert found.draft.summary == OFFLINE.summary
    else:
        assert found.draft.writer == "openai:test-model"
        assert found.draft.fell_back is None


@pytest.mark.parametrize("attack", LIES, ids=lambda attack: attack.name)
def test_each_lie_was_really_told(attack: Attack, server: ModelServer) -> None:
    assert drafted(server, attack, CASE, OFFLINE).doses > 0
    assert server.requests
