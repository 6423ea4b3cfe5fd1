"""Earlier incidents are named for how they failed; sharing a service or common words is not enough."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.drafting.meaning import understand
from bot.drafting.similar import find_similar, rank
from bot.drafting.similar.looking_up import ASKED, index_words, query_words, read_lately
from bot.drafting.similar.own import as_past
from bot.drafting.similar.ranking import Explained
from bot.drafting.similar.words import fold, stems
from bot.drafting.transcript import transcribe
from bot.drafting.weighing import learned
from bot.incident import PastIncident
from bot.postmortem import Postmortem, Section
from tests.drafting.builders import case, post, say
from tests.fakes import incident

CERTIFICATE = PastIncident("PM-1", "Webhooks refused", ("hooks",), "A client certificate had expired.")
SAME_SERVICE = PastIncident("PM-2", "Kiosks slow", ("kiosk",), "The kiosks' images were not compressed.")
RARITY = learned().rarity


def explained(cause: str, *services: str) -> Explained:
    return Explained(dict.fromkeys(stems(cause), 0.5), frozenset(services))


def rows() -> Iterator[dict[str, Any]]:
    for file in sorted((Path(__file__).parent / "mechanisms").glob("*.jsonl")):
        yield from map(json.loads, file.read_text(encoding="utf-8").splitlines())


def test_incidents_of_many_trades_find_those_that_failed_alike() -> None:
    """By a cause of two sentences alone; a whole conversation says more."""
    scores = []
    for row in rows():
        past = [PastIncident(**{**p, "services": tuple(p["services"])}) for p in row["past"]]
        have = {found.id for found in rank(explained(row["cause"], *row["services"]), past, RARITY)}
        want = set(row["similar"])
        scores.append(len(have & want) / len(have | want) if have | want else 1.0)
    assert math.fsum(scores) / len(scores) >= 0.6


def test_an_earlier_incident_that_failed_alike_is_named_with_what_it_was() -> None:
    said = case(
        say(3, "found it: the client certificate of the kiosk gateway expired at midnight"),
        past=(SAME_SERVICE, CERTIFICATE),
    )
    (found,) = find_similar(understand(said, transcribe(said)))
    assert (found.id, found.why) == ("PM-1", "Then: A client certificate had expired.")


def test_sharing_a_service_and_common_words_makes_nothing_similar() -> None:
    said = case(
        say(3, "kiosks are slow for customers again, the service fails"),
        say(9, "it was a cable that the cleaners had unplugged"),
        past=(SAME_SERVICE,),
    )
    assert find_similar(understand(said, transcribe(said))) == ()


def test_a_past_secret_is_not_repeated() -> None:
    leaky = PastIncident("PM-1", "x", (), "A certificate expired; password=hunter2hunter2 was pasted.")
    found = rank(explained("a certificate expired"), [leaky, SAME_SERVICE], RARITY)
    assert found
    assert "hunter2hunter2" not in found[0].why


@pytest.mark.parametrize(("closeness", "named"), [({}, 0), ({"PM-1": 0.95}, 1)])
def test_an_embedding_model_tips_the_scales(closeness: Mapping[str, float], named: int) -> None:
    half = PastIncident("PM-1", "Nightly export late", (), "The exporter waited for the ledger to close.")
    other = PastIncident("PM-3", "Lift stuck", (), "A door sensor was dirty.")
    mine = explained("some timer fired late for reasons unknown, and numbers came out wrong")
    assert len(rank(mine, [half, other], RARITY, closeness)) == named


def test_no_past_and_no_words_are_fine() -> None:
    said = case(say(1, "hm"), post(2, "alert"))
    assert find_similar(understand(said, transcribe(said))) == ()
    assert rank(explained(""), [PastIncident("PM-1", "")], RARITY) == ()


def test_words_meet_without_accents_case_and_endings() -> None:
    assert fold("Größe Número") == "grosse numero"
    assert set(stems("expired expires EXPIRY")) == {"expir"}


def test_an_earlier_incident_is_kept_under_its_words() -> None:
    assert {"certi", "clien", "expir", "hooks", "webho"} <= set(index_words(CERTIFICATE))


def test_the_question_to_the_store_is_bounded_and_led_by_what_explains() -> None:
    long = [say(n, f"noise{n} word{n} " * 50) for n in range(500)]
    asked = query_words(read_lately(case(*long, say(600, "root cause: the client certificate had expired"))))
    assert len(asked) <= ASKED
    assert {"certi", "expir"} <= set(list(asked)[:12])
    assert asked["kiosk"] == 0.1  # the name of the service


def test_a_postmortem_of_ours_is_remembered_without_what_was_only_weighed() -> None:
    body = "A [cache](https://x.org) key collided [12].\n\nChanges considered:\n\n- **dep-1**"
    ours = Postmortem(1, "Baskets mixed", number=7, sections=(Section("root_cause", "Root Cause", body),))
    past = as_past(ours, incident())
    assert (past.id, past.root_cause, past.url) == ("PM-7", "A cache key collided.", None)
