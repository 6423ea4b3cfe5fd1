from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from random import Random

import pytest

from bot.conversation import Message, Person
from bot.listening.deciding import resolution
from bot.listening.signals import signal
from tests.listening.talk import DAY, channel

PEOPLE: Mapping[str, Person] = {
    "ana": Person("ana", "ana", tz="America/Mexico_City"),
    "ravi": Person("ravi", "ravi", tz="Asia/Kolkata"),
    "uwe": Person("uwe", "uwe", tz="Europe/Berlin"),
}

# What is said, and the line that announces the end as it stands at last (None: it isn't over).
CHANNELS: Mapping[str, tuple[list[str], int | None]] = {
    "a plain announcement, echoed by tools and thanks": (
        [
            "09:02 [Grafana]: [FIRING:1] Label printing failures (plant-2 critical)",
            "09:05 ana: labels come out empty on line 4, looking",
            "09:21 uwe: is it resolved?",
            "09:21 ana: no, template server still times out",
            "09:40 ana: Incident resolved, 400 labels checked by hand",
            "09:41 [incident.io]: Ana changed the status from *Monitoring* to *Resolved*",
            "09:44 [Grafana]: [RESOLVED] Label printing failures (plant-2 critical)",
            "09:50 uwe: resolved, great. thanks all",
        ],
        5,
    ),
    "reopened, and announced again": (
        [
            "11:00 ana: turnstiles in hall B are dead",
            "11:20 ana: calling it, all gates open",
            "11:31 uwe: reopening, gates 7 to 9 just went dark again",
            "11:58 ana: resolved for real now. Incident closed.",
        ],
        4,
    ),
    "an alert re-fires after the announcement": (
        [
            "01:00 [PagerDuty]: Triggered #511: sluice telemetry missing\nService: telemetry",
            "01:12 ravi: restarting the collector",
            "01:20 [PagerDuty]: Resolved #511: sluice telemetry missing\nResolved by: API",
            "01:22 ravi: incident resolved, collector restarted and data is in",
            "01:35 [PagerDuty]: Triggered #512: sluice telemetry missing\nService: telemetry",
            "01:36 ravi: hm. disk of the collector fills up",
        ],
        None,
    ),
    "an alert flaps after the end without a word from anybody": (
        [
            "01:00 [Datadog]: Triggered: [P2] booking latency high",
            "01:20 [Datadog]: Recovered: [P2] booking latency high",
            "01:25 ravi: All clear, we're done here. Thanks everybody",
            "02:10 [Datadog]: Triggered: [P2] booking latency high",
            "02:14 [Datadog]: Recovered: [P2] booking latency high",
        ],
        3,
    ),
    "another alert after the end is another story": (
        [
            "01:00 [Alertmanager]: [FIRING:1] QueueAge (mail-out prod)",
            "01:20 [Alertmanager]: [RESOLVED] QueueAge (mail-out prod)",
            "01:25 ravi: INC-12 resolved",
            "01:40 [Alertmanager]: [FIRING:1] DiskUsage (backup-3 prod)",
        ],
        3,
    ),
    "contradicted within minutes, never announced again": (
        [
            "16:00 ana: resolved, incident over",
            "16:04 uwe: we still see 503 on every second request",
            "16:10 ana: looking again",
        ],
        None,
    ),
    "retracted by the one who said it": (
        ["16:00 ana: All clear!", "16:03 ana: scratch that, wrong dashboard", "16:30 uwe: next idea?"],
        None,
    ),
    "a bystander's late word doesn't move it": (
        [
            "10:00 ana: closing the incident, everything is stable",
            "13:30 uwe: oh, this is resolved? nice",
            "13:31 ravi: Resolved",
        ],
        1,
    ),
    "a short answer to the question": (
        ["10:00 ana: deploying the fix", "10:20 uwe: so, resolved?", "10:21 ana: yep"],
        3,
    ),
    "consent to a proposal": (
        ["10:20 uwe: I think we can call this resolved. Any objections?", "10:22 ana: none from me"],
        2,
    ),
    "a question without an answer": (["10:20 uwe: so, resolved?", "10:50 ana: yes please, two sugars"], None),
    "not yet": (["10:20 uwe: all clear?", "10:21 ana: not yet"], None),
    "a bare word that reads an alert aloud": (
        [
            "10:00 [Alertmanager]: [FIRING:1] PumpPressureLow (station-4)",
            "10:18 [Alertmanager]: [RESOLVED] PumpPressureLow (station-4)",
            "10:19 uwe: phew, resolved",
            "10:21 ana: the gauge is unplugged, that's why it's quiet",
        ],
        None,
    ),
    "everything is back, and thanks follow": (
        [
            "10:00 ana: rolled back the router image",
            "10:20 ana: everything is back to normal",
            "10:25 uwe: thanks everyone, great work",
        ],
        2,
    ),
    "a claim and thanks, then the announcement itself": (
        [
            "10:20 ana: everything is back to normal",
            "10:25 uwe: thanks all",
            "10:40 ana: ok closing the incident",
        ],
        3,
    ),
    "only one of two regions": (
        ["10:20 ana: us-east resolved, eu-west still failing", "10:25 uwe: thanks all for hanging in there"],
        None,
    ),
    "another incident's resolution": (
        ["10:20 ana: looks like INC-77 again, that one", "10:25 uwe: INC-77 was resolved by a restart"],
        None,
    ),
    "the incident tool, told by a person": (
        ["10:00 ana: on it", "10:30 [Rootly]: :white_check_mark: *INC-300* marked *Resolved* by <@U1>"],
        2,
    ),
    "the incident tool reopens": (
        [
            "10:00 [FireHydrant]: INC-300 status changed to Resolved",
            "10:30 [FireHydrant]: INC-300 status changed from Resolved to Investigating",
        ],
        None,
    ),
    "a monitor's recovery while people work": (
        [
            "10:00 [Datadog]: Triggered: [P1] refunds failing",
            "10:02 ana: here",
            "10:09 [Datadog]: Recovered: [P1] refunds failing",
        ],
        None,
    ),
    "in a thread, a word about what was asked there": (
        ["10:00 ana: who takes the certificate ticket?", "10:05 uwe>1: resolved", "10:06 uwe>1: done"],
        None,
    ),
    "Spanish, with a doubt before it": (
        [
            "20:10 ana: ¿ya quedó?",
            "20:11 uwe: todavía no",
            "20:29 ana: Damos por resuelto el incidente, gracias a todos",
        ],
        3,
    ),
}


def heard(lines: list[str]) -> list[Message]:
    return [m for m in channel(*lines) if signal(m)]


@pytest.mark.parametrize("name", CHANNELS)
def test_the_resolution_that_stands_at_last_is_the_right_one(name: str) -> None:
    lines, line = CHANNELS[name]
    found = resolution(heard(lines), PEOPLE, incident="INC-300" if "INC-300" in str(lines) else "INC-12")
    assert (found.message if found else None) == (str(line) if line else None)


@pytest.mark.parametrize("name", CHANNELS)
def test_what_was_delivered_out_of_order_is_understood_the_same(name: str) -> None:
    said = heard(CHANNELS[name][0])
    shuffled = said.copy()
    Random(7).shuffle(shuffled)
    assert resolution(shuffled, PEOPLE, incident="INC-12") == resolution(said, PEOPLE, incident="INC-12")


def test_messages_without_a_signal_make_no_difference() -> None:
    for lines, _ in CHANNELS.values():
        assert resolution(channel(*lines), PEOPLE) == resolution(heard(lines), PEOPLE)


def test_where_only_tools_speak_the_last_recovery_is_the_end() -> None:
    said = channel(
        "03:00 [Alertmanager]: [FIRING:1] QueueAge (mail-out prod)",
        "03:02 [Alertmanager]: [FIRING:1] WorkersDown (mail-out prod)",
        "03:09 [Alertmanager]: [RESOLVED] QueueAge (mail-out prod)",
        "03:15 [Alertmanager]: [RESOLVED] WorkersDown (mail-out prod)",
    )
    assert resolution(said[:3], tools_only=True) is None
    found = resolution(said, tools_only=True)
    assert found is not None
    assert (found.message, found.at) == ("4", DAY.replace(hour=3, minute=15))
    again = [
        *said,
        *(replace(m, id="5") for m in channel("03:30 [Alertmanager]: [FIRING:1] QueueAge (mail-out prod)")),
    ]
    assert resolution(again, tools_only=True) is None
    assert resolution(said) is None


def test_an_alert_edited_into_its_recovery_ends_it_at_the_time_of_the_edit() -> None:
    (alert,) = channel("03:00 [Alertmanager]: [RESOLVED] QueueAge (mail-out prod)")
    (fired,) = channel("02:50 [Alertmanager]: [FIRING:1] Backlog (mail-out prod)")
    edit = DAY.replace(hour=3, minute=40)
    found = resolution(
        [replace(fired, id="0"), replace(alert, edited=str(edit.timestamp()))], tools_only=True
    )
    assert found is not None
    assert (found.message, found.at) == ("1", edit)


def test_a_status_post_edited_into_resolved_counts_from_the_edit() -> None:
    (post,) = channel("09:00 ana: Status: resolved")
    edit = DAY.replace(hour=10, minute=12)
    found = resolution([replace(post, edited=str(edit.timestamp()))])
    assert found is not None
    assert found.at == edit


@pytest.mark.parametrize("text", ["Incident resolved. Edit: linked the doc", "Incident resolved"])
def test_mending_the_wording_leaves_the_time_alone(text: str) -> None:
    (post,) = channel(f"09:00 ana: {text}")
    later = DAY.replace(hour=11) if "Edit" in text else DAY.replace(hour=9, minute=2)
    found = resolution([replace(post, edited=str(later.timestamp()))])
    assert found is not None
    assert found.at == DAY.replace(hour=9)


def test_a_deleted_announcement_is_none() -> None:
    (post,) = channel("09:00 ana: Incident resolved")
    assert resolution([replace(post, deleted=True, text="")]) is None


@pytest.mark.parametrize(
    ("line", "hour", "minute"),
    [
        ("15:30 x: Resolved as of 15:07", 15, 7),
        ("02:13 x: incident resolved at 02:11 UTC", 2, 11),
        ("20:31 ana: 20:29 UTC (14:29 CDMX): incident resolved", 20, 29),
        ("15:41 ravi: calling it resolved, 9:10 pm IST", 15, 40),
        ("15:41 ravi: resolved at 21:10", 15, 40),
        ("13:35 uwe: Störung behoben seit 14:32 Uhr", 13, 32),
        ("13:35 uwe: Incident geschlossen um 14:32 MEZ", 13, 32),
        ("16:46 x: Incident clos à 16h45", 16, 45),
        ("16:46 x: incident resolved, impact 14:03-16:40 UTC", 16, 40),
        ("00:10 x: Resolved at 23:58 UTC", 23, 58),
        ("15:30 x: incident resolved. It started at 14:03 UTC, postmortem tomorrow at 09:00 UTC", 15, 30),
        ("15:30 x: Incident resolved. 12.30 euros well spent", 15, 30),
    ],
)
def test_a_time_that_is_named_is_the_time_it_ended(line: str, hour: int, minute: int) -> None:
    found = resolution(channel(line), PEOPLE)
    assert found is not None
    assert (found.at.hour, found.at.minute) == (hour, minute)
    assert 0 <= (channel(line)[0].at - found.at).total_seconds() < 12 * 3600
