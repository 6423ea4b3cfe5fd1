from __future__ import annotations

from dataclasses import replace

from bot.drafting.draft import Claim, Draft, RootCause
from bot.drafting.grounding import Grounds, ground
from bot.drafting.offline import OfflineWriter
from bot.drafting.transcript import transcribe
from bot.incident import Change
from tests.drafting.builders import at, case, say, ts

CASE = case(
    say(0, "12,400 tickets were blank, 7% of them"),
    say(30, "resolved"),
    resolved=30,
    changes=(Change("dep-9", "deploy", "kiosk", at(-5), "kiosk 8.4.0"),),
)
GROUNDS = Grounds(CASE, transcribe(CASE))


def kept(text: str, *sources: str) -> bool:
    return GROUNDS.holds(text, sources)


def test_a_number_has_to_stand_in_what_is_cited() -> None:
    assert kept("12,400 tickets, 7%.", ts(0))
    assert kept("12400 tickets.", ts(0))
    assert not kept("12,500 tickets.", ts(0))
    assert not kept("40 tickets.", ts(0))  # a piece of a number is another number
    assert not kept("12,400 tickets.", ts(30))


def test_a_source_has_to_exist_and_there_has_to_be_one() -> None:
    assert not kept("Tickets were blank.")
    assert not kept("Tickets were blank.", "1.000")
    assert not kept("Tickets were blank.", ts(0), "change:dep-8")
    assert kept("Version 8.4.0 went out at 09:55.", "change:dep-9")


def test_the_time_and_the_length_of_the_incident_need_no_words() -> None:
    assert kept("It was over at 10:30 UTC on 2026-03-04, 30 minutes later.", "incident", ts(30))
    assert not kept("It took 31 minutes.", "incident")


def test_what_is_not_supported_is_dropped_and_a_cause_becomes_unknown() -> None:
    written: Draft = OfflineWriter().write(CASE)
    false = replace(
        written,
        summary=(Claim("99 kiosks burned.", (ts(0),)), Claim("Tickets were blank.", (ts(0),))),
        root_cause=RootCause("Version 9.9 broke it.", ("change:dep-9",), "dep-9"),
    )
    true = ground(false, GROUNDS)
    assert [claim.text for claim in true.summary] == ["Tickets were blank."]
    assert true.root_cause.text.startswith("Unknown")
    assert true.root_cause.change is None
