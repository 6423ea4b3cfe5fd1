from __future__ import annotations

from datetime import date

from bot.drafting.draft import Commitment
from tests.drafting.builders import ANA, BO, draft, say

OVER = say(60, "INC-1 is resolved")


def items(*messages: tuple[float, str, bool] | tuple[float, str, bool, float]) -> tuple[Commitment, ...]:
    said = [say(m[0], m[1], BO if m[2] else ANA, m[3] if len(m) == 4 else None) for m in messages]
    return draft(OVER, *said, resolved=60).action_items


def test_a_promise_is_its_speakers_with_its_date_and_priority() -> None:
    (item,) = items((61, "I'll add a paper sensor to every kiosk by Friday. P2", False))
    assert (item.text, item.owner, item.due, item.priority) == (
        "Add a paper sensor to every kiosk.",
        "U1",
        date(2026, 3, 6),
        "P2",
    )


def test_a_date_is_counted_in_its_authors_zone() -> None:
    # 11:01 UTC is still Wednesday in São Paulo; 23:30 UTC is Thursday in Shanghai.
    (early,) = items((61, "I'll write the runbook tomorrow", False))
    (late,) = items((13.5 * 60, "I'll write the runbook tomorrow", True))
    assert (early.due, late.due) == (date(2026, 3, 5), date(2026, 3, 6))


def test_who_is_asked_owns_it_and_who_takes_it_instead_does() -> None:
    (asked,) = items((61, "<@U2> can you log the printer's errors by Monday?", False), (62, "yes", True, 61))
    assert (asked.text, asked.owner) == ("Log the printer's errors.", "U2")
    (taken,) = items(
        (61, "TODO: a page about blank tickets. whoever has time", False), (62, "I'll take it, P3", True, 61)
    )
    assert (taken.owner, taken.priority, len(taken.sources)) == ("U2", "P3", 2)


def test_what_nobody_takes_has_no_owner() -> None:
    (item,) = items((61, "follow-up: the spare kiosk should be in the office", False))
    assert (item.owner, item.due, item.priority) == (None, None, None)


def test_a_withdrawn_action_is_gone() -> None:
    assert (
        items((61, "I'll file a ticket for new cables", False), (62, "scratch that, done in May", False, 61))
        == ()
    )


def test_talk_is_no_action() -> None:
    assert (
        items((61, "someone should write that printer a eulogy", False), (62, "thanks all, go home", True))
        == ()
    )
    assert items((61, "follow-ups while we remember:", False)) == ()


def test_what_is_said_during_the_incident_is_work_and_not_a_follow_up() -> None:
    said = draft(
        say(5, "I'll restart the print server"),
        say(6, "TODO after this: the runbook lacks the print server"),
        OVER,
        resolved=60,
    )
    assert [item.text for item in said.action_items] == ["The runbook lacks the print server."]


def test_actions_are_found_in_other_languages() -> None:
    (spanish,) = items((61, "<@U2> ¿te encargas de una alerta de papel? para el viernes porfa, P1", False))
    assert (spanish.owner, spanish.due, spanish.priority) == ("U2", date(2026, 3, 6), "P1")
    (german,) = items((61, "Aufgabe: Papiersensor prüfen, ich mache das bis Montag", True))
    assert (german.owner, german.due) == ("U2", date(2026, 3, 9))
