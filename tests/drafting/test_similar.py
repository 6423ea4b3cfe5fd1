"""Earlier incidents are named for how they failed; sharing a service or common words is not enough."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.drafting.draft import RootCause
from bot.drafting.meaning import understand
from bot.drafting.similar import find_similar, rank
from bot.drafting.similar.looking_up import ASKED, index_words, query_words
from bot.drafting.similar.own import as_past
from bot.drafting.similar.taxonomy import KINDS, kinds_in
from bot.drafting.similar.telling import told
from bot.drafting.similar.words import fold, stems
from bot.drafting.transcript import transcribe
from bot.incident import PastIncident
from bot.postmortem import Postmortem, Section
from tests.drafting.builders import case, post, say
from tests.fakes import incident

CERTIFICATE = PastIncident("PM-1", "Webhooks refused", ("hooks",), "A client certificate had run out.")
SAME_SERVICE = PastIncident("PM-2", "Kiosks slow", ("kiosk",), "The kiosks' images were not compressed.")
UNKNOWN = RootCause("Unknown: the conversation does not show what caused it.", ("incident",))


def measured(name: str) -> float:
    """Mean Jaccard over the labelled incidents, each with its similar ones and once more without."""
    scores = []
    for row in rows(name):
        mine = told([(row["cause"], 1.0), (row["title"], 0.35)], row["services"])
        past = [PastIncident(**{**p, "services": tuple(p["services"])}) for p in row["past"]]
        wanted = set(row["similar"])
        others = [earlier for earlier in past if earlier.id not in wanted]
        for known, want in ((past, wanted), (others, set[str]())):
            have = {similar.id for similar in rank(mine, known)}
            scores.append(len(have & want) / len(have | want) if have | want else 1.0)
    return math.fsum(scores) / len(scores)


def rows(name: str) -> Iterator[dict[str, Any]]:
    file = Path(__file__).parent / "mechanisms" / f"{name}.jsonl"
    return map(json.loads, file.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("name", ["building", "held_out"])
def test_incidents_of_many_trades_find_those_that_failed_alike(name: str) -> None:
    assert measured(name) >= 0.95


def test_an_earlier_incident_of_the_same_kind_is_named_with_what_is_alike() -> None:
    said = case(
        say(3, "found it: the certificate of the kiosk gateway expired at midnight"),
        past=(SAME_SERVICE, CERTIFICATE),
    )
    (found,) = find_similar(understand(said, transcribe(said)), UNKNOWN, ())
    assert found.id == "PM-1"
    assert found.why == "Both: a certificate ran out. Then: A client certificate had run out."


def test_sharing_a_service_and_common_words_makes_nothing_similar() -> None:
    said = case(say(3, "kiosks are slow for customers again, the service fails"), past=(SAME_SERVICE,))
    cause = RootCause("A cable was unplugged by the cleaners.", ("1",))
    assert find_similar(understand(said, transcribe(said)), cause, ()) == ()


def test_what_was_ruled_out_is_no_likeness() -> None:
    said = case(
        say(1, "could it be the certificate? did it expire?"),
        say(2, "not the certificate, it expires in May, ruled out"),
        say(3, "root cause: the disk of the print server was full"),
        past=(CERTIFICATE,),
    )
    assert find_similar(understand(said, transcribe(said)), UNKNOWN, ()) == ()


def test_rare_words_alone_can_be_enough() -> None:
    past = (
        PastIncident("PM-3", "Valve 7 stuck", (), "The hydraulic spool valve jammed on swarf."),
        *(PastIncident(f"PM-1{n}", f"Pump {n} slow", (), f"Operator {n} on break.") for n in range(4)),
    )
    found = rank(told([("the hydraulic spool valve jammed with swarf from the lathe", 1.0)], ()), past)
    assert [(similar.id, similar.why.startswith("Then: ")) for similar in found] == [("PM-3", True)]


def test_a_past_secret_is_not_repeated() -> None:
    leaky = PastIncident("PM-1", "x", (), "A certificate expired; password=hunter2hunter2 was pasted.")
    found = rank(told([("a certificate expired", 1.0)], ()), [leaky])
    assert found
    assert "hunter2hunter2" not in found[0].why


@pytest.mark.parametrize(("closeness", "named"), [({}, 0), ({"PM-3": 0.95}, 0), ({"PM-1": 0.95}, 1)])
def test_an_embedding_model_tips_the_scales_but_is_never_enough_alone(
    closeness: Mapping[str, float], named: int
) -> None:
    half = PastIncident("PM-1", "Nightly export late", (), "The exporter waited for the ledger to close.")
    other = PastIncident("PM-3", "Lift stuck", (), "A door sensor was dirty.")
    mine = told([("the exporter did not start, nobody knows why", 1.0)], ())
    assert len(rank(mine, [half, other], closeness)) == named


def test_no_past_and_no_words_are_fine() -> None:
    said = case(say(1, "hm"), post(2, "alert"))
    assert find_similar(understand(said, transcribe(said)), UNKNOWN, ()) == ()
    assert rank(told([], ()), [PastIncident("PM-1", "")]) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The TLS certificate expired", "expiry.certificate"),
        ("das Zertifikat ist abgelaufen", "expiry.certificate"),
        ("caducó el certificado", "expiry.certificate"),
        ("le certificat a expiré", "expiry.certificate"),
        ("il certificato è scaduto", "expiry.certificate"),
        ("o certificado expirou ontem", "expiry.certificate"),
        ("het certificaat is verlopen", "expiry.certificate"),
        ("die Platte ist vollgelaufen", "space.disk"),
        ("el disco se quedó lleno", "space.disk"),
        ("o disco estava cheio", "space.disk"),
        ("le pool de connexions était épuisé", "space.pool"),
        ("split brain entre los dos nodos", "state.split"),
        ("the CNAME was deleted, NXDOMAIN", "net.dns"),
        ("retries without any backoff", "load.storm"),
    ],
)
def test_a_way_to_fail_is_known_in_many_languages(text: str, kind: str) -> None:
    assert kind in kinds_in(text)


@pytest.mark.parametrize(
    "text",
    ["", "the customers' service was down", "we will renew our efforts", "thanks for the memory", "🙂"],
)
def test_everyday_words_are_no_way_to_fail(text: str) -> None:
    assert kinds_in(text) == frozenset()


def test_every_way_to_fail_has_a_name_and_a_weight() -> None:
    assert all(kind.name and 0 < kind.weight <= 1 and kind.family for kind in KINDS.values())


def test_words_meet_without_accents_case_and_endings() -> None:
    assert fold("Größe Número") == "grosse numero"
    assert set(stems("expired expires EXPIRY")) == {"expir"}
    assert "hr-money" in set(stems("upgrade of hr-money"))


def test_an_earlier_incident_is_kept_under_its_words_and_how_it_failed() -> None:
    assert {"certi", "clien", "hook", "kind:expiry.certificate"} <= set(index_words(CERTIFICATE))


def test_the_question_to_the_store_is_bounded_and_led_by_how_it_failed() -> None:
    long = [say(n, f"noise{n} word{n} " * 50) for n in range(500)]
    asked = query_words(incident(), [*long, say(600, "found it: the certificate expired")])
    assert len(asked) <= ASKED
    assert max(asked, key=lambda word: asked[word]) == "kind:expiry.certificate"
    assert asked["check"] == 0.2  # the name of the service


def test_a_postmortem_of_ours_is_remembered_without_what_was_only_weighed() -> None:
    body = "A [cache](https://x.org) key collided [12].\n\nChanges considered:\n\n- **dep-1**"
    ours = Postmortem(1, "Baskets mixed", number=7, sections=(Section("root_cause", "Root Cause", body),))
    past = as_past(ours, incident())
    assert (past.id, past.root_cause, past.url) == ("PM-7", "A cache key collided.", None)
