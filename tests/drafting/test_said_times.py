"""When something happened, where people say so themselves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.drafting.said_times import happened_at, minute

SAID = datetime(2026, 3, 4, 9, 5, tzinfo=UTC)


def at(text: str, zone: str = "Etc/UTC", **more: datetime) -> str | None:
    known = frozenset([minute(more["known"])] if "known" in more else [])
    found = happened_at(text, SAID, zone, known, more.get("earliest"))
    return f"{found:%d %H:%M}" if found else None


@pytest.mark.parametrize(
    ("text", "zone", "expected"),
    [
        ("graph bends at 08:12", "Etc/UTC", "04 08:12"),
        ("graph bends at 08:12", "Europe/Paris", "04 07:12"),
        ("graph bends at 08:12 UTC", "Europe/Paris", "04 08:12"),
        ("first errors since 3:40 am EST", "Europe/London", "04 08:40"),
        ("desde las 02:12 rebota todo", "America/Bogota", "04 07:12"),
        ("seit 9:20 Uhr nimmt kein Gerät Karten", "Europe/Berlin", "04 08:20"),
        ("depuis 9h40 ça tourne puis erreur", "Europe/Paris", "04 08:40"),
        ("we pushed it at 23:50 and went home", "Etc/UTC", "03 23:50"),
    ],
)
def test_a_time_that_was_said_is_when_it_happened(text: str, zone: str, expected: str) -> None:
    assert at(text, zone) == expected


@pytest.mark.parametrize(
    "text",
    [
        "the graph bends",
        "going to restart at 09:30",  # a plan
        "more at 10:15",
        "back at 09:04",  # now
        "down from 08:10 to 08:40",  # a span
        "08:10 deploy, 08:20 alert",  # two
        "that job runs every day at 07:10",
        "they open at 08:00 until 08:30",
        "exists since 8.30",  # a version
        "retro moved, the call was at 08:00",
        "about 8 in the morning",  # no minute: a guess
    ],
)
def test_plans_spans_and_guesses_are_no_times_of_what_happened(text: str) -> None:
    assert at(text) is None


def test_where_the_zone_is_not_said_the_record_tells_which_is_meant() -> None:
    change = datetime(2026, 3, 4, 7, 45, tzinfo=UTC)
    assert at("lag-exporter went out at 07:45", "Europe/Helsinki", known=change) == "04 07:45"
    assert at("lag-exporter went out at 07:45", "Europe/Helsinki") == "04 05:45"


def test_of_two_readings_the_one_during_the_incident_is_meant() -> None:
    began = SAID - timedelta(hours=1)
    assert at("lowest point at 08:48", "Asia/Singapore", earliest=began) == "04 08:48"
