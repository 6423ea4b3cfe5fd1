from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation import Kind, Message
from bot.listening.deciding import resolution
from bot.listening.lexicon import CONDITIONS, ENDED, FILLER, HEDGES, INCIDENT, NEGATIONS, RESOLVED
from bot.listening.signals import Signal, signal

LINES = [
    json.loads(line)
    for line in (Path(__file__).parent / "announcements.jsonl").read_text("utf-8").splitlines()
]
NOW = datetime(2027, 2, 9, 12, tzinfo=UTC)
UNDOING = {Signal.REOPENED, Signal.STILL_BROKEN, Signal.RETRACTED}


def said(text: str, kind: Kind = Kind.PERSON, tool: str = "", thread: str | None = None) -> Signal | None:
    return signal(Message("1", NOW, "U1", text, kind, tool, thread))


def of(meaning: str) -> list[str]:
    return [line["text"] for line in LINES if line["means"] == meaning]


@pytest.mark.parametrize("text", of("resolved"))
def test_an_announcement_is_heard(text: str) -> None:
    assert said(text) is Signal.RESOLVED


@pytest.mark.parametrize("text", of("none"))
def test_what_only_sounds_like_an_announcement_is_not_heard_as_one(text: str) -> None:
    assert said(text) is not Signal.RESOLVED


@pytest.mark.parametrize("text", of("asked"))
def test_a_question_is_heard_as_a_question(text: str) -> None:
    assert said(text) is Signal.ASKED


@pytest.mark.parametrize("text", of("reopened"))
def test_taking_back_is_heard(text: str) -> None:
    assert said(text) in UNDOING


@pytest.mark.parametrize("text", of("afterwards"))
def test_talk_after_the_end_neither_takes_it_back_nor_repeats_it(text: str) -> None:
    assert said(text) not in {*UNDOING, Signal.RESOLVED}


@pytest.mark.parametrize("mark", ["?", "??", " ?", "?!", "(?)", "? :eyes:", "？", "?)", " ???"])
def test_a_question_mark_of_any_sort_makes_a_question(mark: str) -> None:
    assert said(f"resolved{mark}") is not Signal.RESOLVED
    assert said(f"incident resolved{mark}") is Signal.ASKED


@pytest.mark.parametrize("tool", ["Incident Bot", "incident.io", "Rootly", "FireHydrant"])
def test_an_incident_tool_speaks_of_the_incident(tool: str) -> None:
    assert said("*INC-9* marked *Resolved* by <@U2>", Kind.TOOL, tool) is Signal.RESOLVED
    assert said("Status changed from *Monitoring* → *Resolved*", Kind.TOOL, tool) is Signal.RESOLVED
    assert said("Status changed from *Resolved* → *Investigating*", Kind.TOOL, tool) is Signal.REOPENED
    assert said("INC-9 declared. Use /incident resolve when it is resolved", Kind.TOOL, tool) is None


@pytest.mark.parametrize(
    ("tool", "text"),
    [
        ("Alertmanager", "[RESOLVED] TankLevelLow (north prod)"),
        ("Grafana", "[RESOLVED] Checkout error budget burn"),
        ("Datadog", "Recovered: [P2] Refund queue age"),
        (
            "PagerDuty",
            "*Resolved* <https://x.pagerduty.com/incidents/Q1|#88>: Refund queue age\nResolved by: API",
        ),
        ("AWS Chatbot", "OK: tank-level-low in eu-north-1"),
        (
            "Firebase Crashlytics",
            "Issue closed: NullPointerException - Foo.kt\nmarked this issue as resolved.",
        ),
        ("Sentry", "Issue resolved: TypeError in checkout"),
    ],
)
def test_a_monitor_speaks_of_its_alert_only(tool: str, text: str) -> None:
    assert said(text, Kind.TOOL, tool) is Signal.ALERT_CLEARED


def test_a_page_that_a_person_resolves_is_a_claim_not_an_announcement() -> None:
    assert (
        said("Resolved #88: Refund queue age\nResolved by: Mo Ito", Kind.TOOL, "PagerDuty") is Signal.CLAIMED
    )


@pytest.mark.parametrize(
    ("tool", "text"),
    [
        ("GitHub", "Pull request closed: resolved"),
        ("Jira", "OPS-1 moved to Resolved"),
        ("Argo CD", "Sync OK"),
    ],
)
def test_tools_for_other_things_say_nothing_here(tool: str, text: str) -> None:
    assert said(text, Kind.TOOL, tool) is None


def test_a_status_page_speaks_of_the_incident_and_a_vendors_does_not() -> None:
    assert said("Logins fail\n*Resolved* - All is well again.", Kind.TOOL, "Statuspage") is Signal.RESOLVED
    assert said("Logins fail\n*Monitoring* - A fix is in.", Kind.TOOL, "Statuspage") is None
    assert said("Component API is now Operational", Kind.TOOL, "Statuspage") is None


def test_setting_the_topic_to_resolved_announces_it() -> None:
    topic = "<@U1> set the channel topic: INC-9 label printing | IC Ana | Status: resolved"
    assert said(topic, Kind.NOTICE) is Signal.RESOLVED
    assert said("<@U1> has joined the channel", Kind.NOTICE) is None


def test_a_deleted_message_says_nothing() -> None:
    assert signal(Message("1", NOW, "U1", "Resolved.", deleted=True)) is None


def test_a_bare_word_in_a_thread_is_less_than_an_announcement() -> None:
    assert said("resolved", thread="0") is Signal.CLAIMED
    assert said("Incident resolved, all wards confirm", thread="0") is Signal.RESOLVED


WORDS = st.sampled_from(
    sorted(RESOLVED | ENDED | INCIDENT | NEGATIONS | HEDGES | CONDITIONS)
    + sorted(FILLER)
    + '? ! . , ; : - — ( ) > ` ``` " “ < <@U1> :tada: ~ 15:07 9:10 UTC IST 復旧しました また 해결'.split()
    + ["<https://x.example|resolved>", "\n"]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join))


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(Kind), st.sampled_from(["", "PagerDuty", "Rootly", "Grafana", "x"]))
def test_no_text_is_too_strange(text: str, kind: Kind, tool: str) -> None:
    message = Message("1", NOW, "U1", text, kind, tool, edited="1.5")
    assert signal(message) is None or isinstance(signal(message), Signal)
    found = resolution([message])
    assert found is None or found.message == "1"


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([line["text"] for line in LINES]), max_size=12), st.randoms())
def test_order_of_delivery_never_matters(texts: list[str], random: object) -> None:
    said = [Message(f"{n:03}", NOW.replace(minute=n), f"U{n % 3}", text) for n, text in enumerate(texts)]
    shuffled = sorted(said, key=lambda m: hash((m.id, id(random))))
    assert resolution(shuffled) == resolution(said)


PIECES = (
    'a é 復旧 ? " “ ` ~ < > <a : ( \n 14:03- 14:03| resolved| incident| not| still| errors| see| '
    "ignore_all| incident_a severity| "
    "status| -| marked| everything| we're| component| by| calling_it| stand_down| thanks| e- 1. sev queue"
    "| resolved, resolved_by| "
    "closing_this| so| x.y"
).split(" ")


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize(("kind", "tool"), [(Kind.PERSON, ""), (Kind.TOOL, "Rootly"), (Kind.TOOL, "Grafana")])
def test_a_huge_message_takes_no_more_than_its_length(piece: str, kind: Kind, tool: str) -> None:
    piece = piece.replace("_", " ").replace("|", " ")
    text = "resolved " + piece * (40_000 // len(piece)) + " resolved at 15:07 incident"
    started = time.perf_counter()
    resolution([Message("1", NOW, "U1", text, kind, tool)])
    assert time.perf_counter() - started < 1.5  # some 0.1 s where linear, minutes where not
