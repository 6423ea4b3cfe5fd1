"""Features and weights: what a message shows, and what that counts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.drafting.ending import with_end
from bot.drafting.features import show
from bot.drafting.transcript import transcribe
from bot.drafting.weighing import LABELS, Weights, learned, read_weights, weigh
from tests.drafting.builders import BO, at, case, post, say, ts
from tests.incidents import load, script
from tests.learning.worked import packed, scripts


def test_every_worked_incident_can_be_read_and_is_labelled() -> None:
    worked = [*packed(), *scripts()]
    assert len(worked) >= 40
    assert {one.name for one in worked} >= set(script.names())
    for one in worked:
        assert any(one.labels(message["ts"])[0] for message in one.bundle["messages"]), one.name


def test_the_weights_are_for_our_labels() -> None:
    weights = learned()
    assert len(weights.bias) == len(LABELS)
    assert all(len(row) == len(LABELS) for row in weights.table.values())
    with pytest.raises(ValueError, match="weights"):
        read_weights({"labels": ["other"], "bias": [], "weights": {}, "earlier": {}, "texts": 0})


def test_a_weight_is_the_logistic_of_its_features_sum() -> None:
    table = {"a": (100, 0, 0, 0, 0, 0, 0, 0, 0), "b": (-300, 0, 0, 0, 0, 0, 0, 0, 0)}
    weights = Weights((200, 0, 0, 0, 0, 0, 0, 0, 0), table)
    assert weights.weigh(["a", "b", "never seen"]).must == pytest.approx(0.5)
    assert weights.weigh(["a"]).must == pytest.approx(0.9526, abs=1e-4)


def test_findings_outweigh_chatter() -> None:
    given = case(
        post(0, "[FIRING:1] Kiosks print blank tickets"),
        say(4, "morning! anyone had coffee yet :coffee:"),
        say(9, "rolled the kiosks back to 8.3.2 at all 40 stations, errors from 12% to 0.2%", BO),
        say(12, "lol nice"),
        say(
            20, "found it: the config from this morning dropped the font, because the old path was hard-coded"
        ),
        say(30, "all stations print again, 12 minutes without an error, we can close this"),
        say(33, "TODO: alert when a kiosk prints without a font, I'll do it by Friday", BO),
        resolved=30,
    )
    weight = weigh(case=given, transcript=transcribe(given))
    assert weight[ts(9)].must > 0.3 > weight[ts(12)].must
    assert weight[ts(4)].noise > 0.6 > weight[ts(20)].noise
    assert max(weight, key=lambda id: weight[id].cause) == ts(20)
    assert max(weight, key=lambda id: weight[id].action) == ts(33)
    assert max(weight, key=lambda id: weight[id].resolved) == ts(30)


def test_a_message_shows_the_same_features_whatever_else_was_read_before() -> None:
    given = load("bakery")
    first = [shown.features for shown in show(given, transcribe(given))]
    assert first == [shown.features for shown in show(given, transcribe(given))]


def test_the_end_is_looked_for_around_the_time_that_the_record_gives() -> None:
    given = case(
        say(10, "is it resolved?", BO),
        say(12, "resolved the merge conflict"),
        say(41, "all 40 stations print, standing down. thanks everybody"),
        say(55, "numbers: 1,200 tickets were blank"),
    )
    closed = replace(given, incident=replace(given.incident, resolved_at=at(42)))
    assert with_end(closed).incident.resolved_by == ts(41)
    assert with_end(closed).incident.resolved_at == at(42)


def test_without_a_record_only_a_plain_word_ends_it() -> None:
    said = (say(41, "hm, looks better"), say(43, "INC-1 is resolved as of now"))
    assert with_end(case(*said)).incident.resolved_by == ts(43)
    assert with_end(case(said[0])).incident.resolved_by is None
