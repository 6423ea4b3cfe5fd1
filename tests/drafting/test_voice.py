from __future__ import annotations

import pytest

from bot.drafting.actors import as_asked
from bot.drafting.voice import in_third_person


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("I restarted it, and I think it works.", "Ana restarted it, and they think it works."),
        ("I'm on it and I'll report.", "Ana is on it and they will report."),
        ("I have my token with me.", "Ana has their token with them."),
        ("I'd moved it, and then I left the sample.", "Ana had moved it, and then they left the sample."),
        ("I'd say it is the cache.", "Ana would say it is the cache."),
        ("I regard the clock as sound.", "Ana regards the clock as sound."),
        ("I need to look at the graph.", "Ana needs to look at the graph."),
        ("I only just tried it, and it is up.", "Ana only just tried it, and it is up."),
        ("Am I looking at the right one?", "Is Ana looking at the right one?"),
        ("Do I pull it off the wall?", "Do they pull it off the wall?"),
        ("It reached me late.", "It reached Ana late."),
        ("My desk is at 340.", "Ana's desk is at 340."),
        ("The kiosk is up.", "The kiosk is up."),
    ],
)
def test_the_first_person_becomes_somebody(said: str, told: str) -> None:
    assert in_third_person(said, "Ana") == told


def test_a_role_behind_a_name_is_not_repeated() -> None:
    assert (
        in_third_person("I see it at the bench.", "Ana Ruiz (hardware)") == "Ana Ruiz sees it at the bench."
    )


@pytest.mark.parametrize(
    "said",
    [
        "Yo lo hago mañana.",
        "Så er vi i mål, and all of it is up.",
        "Mi dice che non va, me lo ha detto.",
        "Im Netz i. d. R. ok",
    ],
)
def test_an_i_of_another_language_stays(said: str) -> None:
    assert in_third_person(said, "Ana") == said


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("I moved the mesh from 1.25 to 1.26.", "The mesh was moved from 1.25 to 1.26."),
        ("I lowered the alert thresholds.", "The alert thresholds were lowered."),
        (
            "I deployed hsm-proxy 0.14 at 9:48, but it's logs.",
            "hsm-proxy 0.14 was deployed at 9:48, but it's logs.",
        ),
        ("I put firmware 3.8 on antenna 2 at 23:30.", "Firmware 3.8 was put on antenna 2 at 23:30."),
        ("My deploy was at 10:00.", "The deploy was at 10:00."),
        ("The failover was me, change 5120, and it is over.", "The failover, change 5120, and it is over."),
        ("I moved the mesh and forgot the proxy.", "Ana moved the mesh and forgot the proxy."),
        ("I changed it at 10:00.", "Ana changed it at 10:00."),
    ],
)
def test_what_was_changed_is_told_without_who_changed_it(said: str, told: str) -> None:
    assert in_third_person(said, "Ana") == told


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Bo Berg please look at the pumps", "Bo Berg was asked to look at the pumps"),
        ("Bo Berg can you make it fall back?", "Bo Berg was asked to make it fall back"),
        ("Bo Berg go", "Bo Berg was asked to go ahead"),
        ("Bo Berg it must be replaced by 1 August", "it must be replaced by 1 August"),
        ('Not "all kiosks", Bo Berg', 'Not "all kiosks"'),
        ("Bo Berg a new button is on the gate", "a new button is on the gate"),
        ("Bo Berg driving", "Bo Berg driving"),
    ],
)
def test_what_is_said_to_somebody_is_told_of_them(said: str, told: str) -> None:
    assert as_asked(said, addresses=True) == told


def test_a_thing_with_a_long_name_is_nobody_to_be_asked() -> None:
    assert as_asked("Core Cluster restart took 20 min", addresses=False) == "Core Cluster restart took 20 min"
