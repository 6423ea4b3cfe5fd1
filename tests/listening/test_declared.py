from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation import Channel, Kind, Message
from bot.listening.declared import incident_from_channel, is_incident_channel
from tests.listening.talk import DAY, channel


def notice(text: str, minute: int) -> Message:
    return Message(f"n{minute}", DAY.replace(hour=9, minute=minute), "U1", text, Kind.NOTICE)


@pytest.mark.parametrize(
    "name",
    [
        *"inc-2041 inc-2041-checkout inc2041 incident-db incident_2027 sev1-login sev-2-mail".split(),
        *"p1-labels outage-eu prod-outage #inc-9".split(),
    ],
)
def test_a_channel_named_for_one_incident_is_known(name: str) -> None:
    assert is_incident_channel(name)


@pytest.mark.parametrize(
    "name",
    [
        *"incubator principal pincident p2p-sync sevilla support general incidents".split(),
        *"incident-review inc-process province p10k".split(),
    ],
)
def test_other_channels_are_left_alone(name: str) -> None:
    assert not is_incident_channel(name)


def test_everything_is_read_from_an_incident_tools_post_and_the_page() -> None:
    said = channel(
        "09:00 [Grafana]: [FIRING:1] Label printing failures",
        "09:01 [PagerDuty]: Triggered <https://x.pagerduty.com/incidents/Q9|#88>: Labels\nService: label-api",
        "09:03 [Rootly]: :fire: *INC-88 Labels come out empty*\nSeverity: SEV2\n"
        "Services: label-api, template-store",
        "09:04 ana: here",
        "09:20 [Rootly]: Ana changed severity of INC-88 from *SEV2* to *SEV1*",
    )
    found = incident_from_channel(Channel("T1", "C1", "inc-88-labels"), said)
    assert (found.id, found.title, found.severity) == ("INC-88", "Labels come out empty", "SEV1")
    assert found.services == ("label-api", "template-store")
    assert (found.source, found.url) == ("grafana", "https://x.pagerduty.com/incidents/Q9")
    assert found.started_at == found.detected_at == DAY.replace(hour=9)
    assert (found.workspace, found.channel) == ("T1", "C1")


def test_people_alone_declare_it() -> None:
    said = channel(
        "09:00 ana: turnstiles are dead. declaring SEV3",
        "09:10 uwe: bumping to SEV2",
        "09:30 ana: is this a SEV1?",
    )
    found = incident_from_channel(Channel("T1", "C1", "incident-turnstiles-hall-b"), said)
    assert (found.id, found.title) == ("incident-turnstiles-hall-b", "turnstiles hall b")
    assert (found.severity, found.source, found.url) == ("SEV2", "manual", None)
    assert found.started_at == DAY.replace(hour=9)


def test_the_topic_names_title_and_severity() -> None:
    found = incident_from_channel(
        Channel("T1", "C1", "inc-7", topic="INC-7 | IC: ana | Empty labels in plant 2 | SEV3"), []
    )
    assert (found.id, found.title, found.severity) == ("INC-7", "Empty labels in plant 2", "SEV3")
    assert found.started_at is None


def test_a_topic_changed_later_changes_the_severity() -> None:
    said = [
        notice("<@U1> set the channel topic: INC-7 | SEV3", 1),
        notice("<@U1> set the channel topic: INC-7 | SEV1", 5),
    ]
    assert incident_from_channel(Channel("T1", "C1", "inc-7"), said).severity == "SEV1"


@pytest.mark.parametrize(
    "line",
    [
        "12:00 ana: follow-up: add an alert. P2",
        "12:00 ana: should this be a sev1",
        "12:00 [Datadog]: Triggered: [P2] x is high",
        "12:00 ana: mine, P1",
    ],
)
def test_an_action_items_or_alerts_priority_is_no_severity(line: str) -> None:
    assert incident_from_channel(Channel("T1", "C1", "inc-7"), channel(line)).severity is None


def test_an_alert_long_after_the_first_word_is_not_the_start() -> None:
    said = channel("09:00 ana: customers say labels are empty", "10:00 [Grafana]: [FIRING:1] Label failures")
    assert incident_from_channel(Channel("T1", "C1", "inc-7"), said).started_at == DAY.replace(hour=9)


def test_an_empty_channel_is_still_an_incident() -> None:
    found = incident_from_channel(Channel("T1", "C1"), [])
    assert (found.id, found.title, found.services) == ("C1", "C1", ())


def test_what_was_deleted_tells_nothing() -> None:
    said = [replace(m, deleted=True) for m in channel("09:00 ana: declaring SEV1")]
    assert incident_from_channel(Channel("T1", "C1", "inc-7"), said).severity is None
