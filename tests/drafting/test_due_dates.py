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
        ("EOD tomorrow", date(2026, 3, 5)),
        ("I'll have it EOD", date(2026, 3, 4)),
        ("today, when this is over", date(2026, 3, 4)),
        ("due 2026-04-01", date(2026, 4, 1)),
        ("let's say 1 July", date(2026, 7, 1)),
        ("by March 2nd", date(2027, 3, 2)),
        ("Due date: 17 June 2027", date(2027, 6, 17)),
        ("by the end of May", date(2026, 5, 31)),
        ("before end of month", date(2026, 3, 31)),
        ("by end of next month", date(2026, 4, 30)),
        ("end of quarter", date(2026, 3, 31)),
        ("by EOW", date(2026, 3, 6)),
        ("by end of next week", date(2026, 3, 13)),
        ("this week, say friday", date(2026, 3, 6)),
        ("within two weeks", date(2026, 3, 18)),
        ("two weeks from today ok", date(2026, 3, 18)),
        ("yes P1, one week", date(2026, 3, 11)),
        ("within 24 hours please", date(2026, 3, 5)),
        ("in 3 days", date(2026, 3, 7)),
        ("by the 23rd", date(2026, 3, 23)),
        ("15th is ok, say the 15th.", date(2026, 3, 15)),
        ("mine. thu", date(2026, 3, 5)),
        ("P1, by 15/4", date(2026, 4, 15)),
        ("a letter, before the holidays, let's say 1 July", date(2026, 7, 1)),
        ("it cannot wait two weeks; no later than 22 March", date(2026, 3, 22)),
        ("para el viernes porfa", date(2026, 3, 6)),
        ("lo tengo mañana", date(2026, 3, 5)),
        ("antes de que acabe mañana", date(2026, 3, 5)),
        ("a más tardar el lunes 9", date(2026, 3, 9)),
        ("para el viernes que viene", date(2026, 3, 13)),
        ("bis Freitag", date(2026, 3, 6)),
        ("bis 15. Juli", date(2026, 7, 15)),
        ("bis 15.7.", date(2026, 7, 15)),
        ("bis Ende nächster Woche", date(2026, 3, 13)),
        ("spätestens übermorgen", date(2026, 3, 6)),
        ("d'ici vendredi", date(2026, 3, 6)),
        ("avant la fin du mois", date(2026, 3, 31)),
        ("dans deux semaines", date(2026, 3, 18)),
        ("até sexta-feira", date(2026, 3, 6)),
        ("entrego dia 22", date(2026, 3, 22)),
        ("entro venerdì", date(2026, 3, 6)),
        ("domani mattina lo faccio", date(2026, 3, 5)),
        ("uiterlijk vrijdag", date(2026, 3, 6)),
        ("eind volgende week", date(2026, 3, 13)),
        ("do piątku", date(2026, 3, 6)),
        ("jutro rano", date(2026, 3, 5)),
        ("innen fredag", date(2026, 3, 6)),
        ("säg fredag den 6:e", date(2026, 3, 6)),
        ("klart imorgon", date(2026, 3, 5)),
        ("周五前，我", date(2026, 3, 6)),
        ("下周三 11 号之前", date(2026, 3, 11)),
        ("我明天弄", date(2026, 3, 5)),
        ("月底", date(2026, 3, 31)),
        ("金曜日までに", date(2026, 3, 6)),
        ("来週の火曜に", date(2026, 3, 10)),
        ("3月15日まで", date(2026, 3, 15)),
        ("금요일까지", date(2026, 3, 6)),
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
        "not this week I'm cooked",
        "Ana is back mon, ask her",
        "would've caught this on monday",
        "we have never run it over a 29 February",
        "last Monday it worked",
        "no deploys on Friday evenings",
        "a full week not an afternoon",
        "rotate at least 24h apart",
        "the march through the menus",
        "by 30 February",
        "9 of 10 nodes by hand",
        "version 4.6.2. not before QA says so",
        "on call is 24/7",
        "tests con el 01, el 02 y el 07",
        "yo no lo sabía hasta hoy",
        "次のスプリントで",
        "",
    ],
)
def test_a_day_that_is_no_deadline_is_left_alone(text: str) -> None:
    assert find_due(text, WEDNESDAY) is None


def test_a_day_and_a_month_are_read_in_the_order_of_their_writers_country() -> None:
    assert (due := find_due("by 4/5", WEDNESDAY, month_first=True))
    assert due.day == date(2026, 4, 5)
    assert (due := find_due("by 4/5", WEDNESDAY))
    assert due.day == date(2026, 5, 4)
    assert (due := find_due("me. 4/24", WEDNESDAY))
    assert due.day == date(2026, 4, 24)


def test_where_the_date_stands_is_told() -> None:
    text = "ship it by Friday, please"
    due = find_due(text, WEDNESDAY)
    assert due is not None
    assert text[due.start : due.end] == "by Friday"
