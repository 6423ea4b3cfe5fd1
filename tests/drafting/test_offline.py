from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from time import process_time

import pytest

from bot import demo
from bot.conversation import Person
from bot.drafting.bundle import read_case
from bot.drafting.case import Case
from bot.drafting.draft import Claim, Commitment, Draft, Moment, RootCause, from_json
from bot.drafting.grounding import Grounds
from bot.drafting.json_file import Node
from bot.drafting.offline import OfflineWriter
from bot.drafting.template import sections
from bot.drafting.transcript import transcribe
from bot.incident import Change
from tests.drafting.builders import at, case, post, say, ts
from tests.incidents import SECRETS, load

FOX = Person("U1", "", "🦊 \u202eسلمى", tz="Nowhere/X")
ENDS = {"bakery": "INC-77 resolved", "tram": "STÖ-9 ist behoben", "demo": "INC-318 is resolved"}


def told(name: str) -> Case:
    """One of our incidents with its end known, as listening would have it."""
    given = read_case(Node(demo.bundle(), "demo")) if name == "demo" else load(name)
    end = next(m.id for m in given.messages if ENDS[name] in m.text)
    return replace(given, incident=replace(given.incident, resolved_by=end))


def statements(draft: Draft) -> list[tuple[str, tuple[str, ...]]]:
    rows: list[Claim | Moment | RootCause | Commitment] = [
        *draft.summary,
        *draft.timeline,
        *draft.impact.facts,
    ]
    rows += [draft.root_cause, *draft.contributing_factors, *draft.action_items, *draft.lessons]
    for candidate in draft.root_cause.candidates:
        rows += [*candidate.for_, *candidate.against]
    return [(row.text, row.sources) for row in rows]


@pytest.mark.parametrize("name", ENDS)
def test_every_statement_is_supported_and_every_message_read(name: str) -> None:
    given = told(name)
    draft = OfflineWriter().write(given)
    grounds = Grounds(given, transcribe(given))
    assert all(grounds.holds(text, sources) for text, sources in statements(draft))
    assert draft.coverage.read == draft.coverage.messages == len(given.messages)
    assert draft == OfflineWriter().write(given)
    assert from_json(json.loads(json.dumps(draft.to_json()))) == draft


def test_the_bakerys_draft_names_the_recipe_and_not_the_rollback() -> None:
    draft = OfflineWriter().write(told("bakery"))
    assert draft.root_cause.change == "recipe-88"
    assert draft.impact.duration_minutes == 115
    assert [s.id for s in draft.similar_incidents] == ["PM-12"]
    assert {(a.owner, str(a.due), a.priority) for a in draft.action_items} == {
        ("U3PILAR", "2026-03-19", "P1"),
        ("U2OTIS", "2026-04-01", "P2"),
        (None, "2026-03-17", None),
    }
    assert any("41 racks" in fact.text for fact in draft.impact.facts)


def test_no_change_is_at_fault_for_the_trams_contract() -> None:
    draft = OfflineWriter().write(told("tram"))
    assert draft.root_cause.change is None
    assert "SIM contract ran out" in draft.root_cause.text


def test_the_demos_draft_tells_the_story() -> None:
    draft = OfflineWriter().write(told("demo"))
    assert draft.root_cause.change == "config-417"
    assert [s.id for s in draft.similar_incidents] == ["PM-21"]
    assert len(draft.action_items) == 6
    assert all(a.owner for a in draft.action_items)
    assert [(r.kind, r.count) for r in draft.redactions] == [("github-token", 1)]
    assert "who on earth" not in draft.markdown
    assert "previous instructions" not in draft.markdown
    assert "⟂" not in json.dumps(demo.bundle(), ensure_ascii=False)


@pytest.mark.parametrize("name", ["bakery", "tram"])
def test_no_secret_is_anywhere_in_a_draft(name: str) -> None:
    written = json.dumps(OfflineWriter().write(told(name)).to_json())
    assert not any(secret in written for secret in SECRETS.values())
    assert "classic Otis" not in written
    assert "previous instructions" not in written


def test_the_seven_sections_stand_in_order_and_none_is_empty() -> None:
    given = case()
    parts = sections(OfflineWriter().write(given), given)
    keys = "summary timeline root_cause contributing_factors impact action_items lessons".split()
    assert [part.key for part in parts] == keys
    assert all(part.body.strip() for part in parts)


def test_citations_count_from_one_in_the_order_of_the_page() -> None:
    draft = OfflineWriter().write(told("bakery"))
    timeline = draft.markdown.split("## Timeline")[1]
    assert draft.markdown.index("[1]") < draft.markdown.index("[2]")
    assert "**17 March 2026**" in timeline
    assert "- 03:52 UTC — Rolled back to 3.3.9 on all 6 ovens. [" in timeline
    assert "| Action | Owner | Due Date | Priority |" in draft.markdown


def test_a_timeline_over_midnight_says_each_day() -> None:
    body = (
        OfflineWriter()
        .write(case(post(0, "[FIRING:1] Blank"), say(900, "decision: we close the hall, 40 kiosks go off")))
        .markdown
    )
    assert body.index("**4 March 2026**") < body.index("**5 March 2026**")


def test_what_is_written_in_markup_does_not_become_a_link_or_a_table() -> None:
    nasty = "decision: stop it | now <b>x</b> [click](http://evil.example) ![p](http://evil.example/p.png)"
    body = OfflineWriter().write(case(say(1, nasty))).markdown
    assert "](http" not in body
    assert "<b>" not in body.replace("\\<b", "")


@pytest.mark.parametrize(
    "given",
    [
        case(),
        case(post(0, "[FIRING:1] Blank"), post(1, "[RESOLVED] Blank")),
        case(say(0, "x")),
        case(say(0, "a failed b " * 4000), say(1, "x" * 40_000), say(2, "(" * 40_000), say(3, "`" * 39_999)),
        case(say(0, "down"), say(9, "resolved"), resolved=9, started=30),
        case(say(0, "down"), started=None, services=()),
        case(say(0, "dep-1 it is"), changes=(Change("dep-1", "deploy", "", at(9999), "later"),)),
        replace(
            case(say(0, "הכול נפל 🔥"), say(1, "because")),
            people={"U1": Person("U1", "", "🦊 \u202eسلمى", tz="Nowhere/X")},
        ),
    ],
)
def test_a_draft_always_appears_and_says_what_it_does_not_know(given: Case) -> None:
    draft = OfflineWriter().write(given)
    assert draft.coverage.read == len(given.messages)
    assert "unknown" in draft.markdown.lower()
    grounds = Grounds(given, transcribe(given))
    assert all(grounds.holds(text, sources) for text, sources in statements(draft))


def test_an_end_before_the_start_has_no_length() -> None:
    draft = OfflineWriter().write(case(say(9, "resolved"), resolved=9, started=30))
    assert draft.impact.duration_minutes is None
    assert "before it began" in draft.summary[1].text


def test_a_repeated_alert_and_a_joining_person_are_no_events() -> None:
    draft = OfflineWriter().write(case(*(post(i, "[FIRING:1] Blank tickets") for i in range(5))))
    assert [moment.sources for moment in draft.timeline] == [(ts(0),)]


def test_time_grows_with_the_messages_and_not_with_their_square() -> None:
    base = told("demo")

    def spent(copies: int) -> float:
        many = tuple(
            replace(m, id=f"{float(m.id) + 86400 * day:.6f}", at=m.at + timedelta(days=day), thread=None)
            for day in range(copies)
            for m in base.messages
        )
        began = process_time()
        OfflineWriter().write(replace(base, messages=many))
        return process_time() - began

    spent(1)
    assert spent(16) < 12 * spent(4)


@pytest.mark.parametrize(
    "piece",
    [
        "password",
        "-",
        "https://",
        "a://b:",
        "key_",
        "`",
        "<@U1",
        "you should ",
        "-----BEGIN PRIVATE KEY-----",
    ],
)
def test_a_message_made_to_be_slow_is_read_in_moments(piece: str) -> None:
    text = piece * (40_000 // len(piece))
    began = process_time()
    OfflineWriter().write(case(say(0, text), post(1, text)))
    assert process_time() - began < 3
