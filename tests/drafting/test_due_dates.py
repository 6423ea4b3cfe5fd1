from __future__ import annotations

from datetime import date

import pytest

from bot.drafting.due_dates import find_due

WEDNESDAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("I'll add it by Friday", date(2026, 3, 6)),
        ("done by Wednesday", date(2026, 3, 11)),
        ("next Friday works", date(2026, 3, 13)),
        ("by next Tuesday", date(2026, 3, 10)),
        ("I'll do it tomorrow", date(2026, 3, 5)),
        ("today, when this is over", date(2026, 3, 4)),
        ("due 2026-04-01", date(2026, 4, 1)),
        ("let's say 1 July", date(2026, 7, 1)),
        ("by March 2nd", date(2027, 3, 2)),
        ("by the end of May", date(2026, 5, 31)),
        ("before end of month", date(2026, 3, 31)),
        ("by EOW", date(2026, 3, 6)),
        ("within two weeks", date(2026, 3, 18)),
        ("in 3 days", date(2026, 3, 7)),
        ("by the 23rd", date(2026, 3, 23)),
        ("para el viernes porfa", date(2026, 3, 6)),
        ("lo tengo mañana", date(2026, 3, 5)),
        ("a más tardar el lunes 9", date(2026, 3, 9)),
        ("bis Freitag", date(2026, 3, 6)),
        ("bis 15. Juli", date(2026, 7, 15)),
        ("d'ici vendredi", date(2026, 3, 6)),
        ("até sexta-feira", date(2026, 3, 6)),
        ("innen fredag", date(2026, 3, 6)),
    ],
)
def test_a_named_day_is_counted_from_the_day_it_was_said(text: str, day: date) -> None:
    due = find_due(text, WEDNESDAY)
    assert due is not None
    assert due.day == day


@pytest.mark.parametrize(
    "text",
    [
        "it has been broken since Tuesday",
        "I'm on leave from Friday",
        "next sprint",
        "last Monday it worked",
        "the march through the menus",
        "by 30 February",
        "9 of 10 nodes by hand",
        "",
    ],
)
def test_a_day_that_is_no_deadline_is_left_alone(text: str) -> None:
    assert find_due(text, WEDNESDAY) is None
