from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.conversation import Message, Person
from bot.drafting.commitments import find_commitments
from bot.drafting.draft import Commitment
from bot.drafting.meaning import Reading, understand
from bot.drafting.transcript import transcribe
from tests.drafting.builders import ANA, BO, case, draft, say

OVER = say(60, "INC-1 is resolved")
CY = Person("U3", "cyril.n", "Cyril Nowak", tz="Europe/Warsaw")


def found(*messages: Message, likely: float = 0.3) -> tuple[Commitment, ...]:
    """The action items where every message is as likely as that to be one, as far as was learned."""
    told = replace(case(OVER, *messages, resolved=60), people={p.id: p for p in (ANA, BO, CY)})
    reading = understand(told, transcribe(told))
    notes = (replace(note, weight=replace(note.weight, action=likely)) for note in reading.notes)
    return find_commitments(Reading(reading.case, reading.transcript, tuple(notes)))


def one(*messages: Message) -> Commitment:
    (item,) = found(*messages)
    return item


def test_a_promise_is_its_speakers_with_its_date_and_priority() -> None:
    (item,) = draft(
        OVER, say(61, "I'll add a paper sensor to every kiosk by Friday. P2"), resolved=60
    ).action_items
    assert (item.text, item.owner, item.due, item.priority) == (
        "Add a paper sensor to every kiosk.",
        "U1",
        date(2026, 3, 6),
        "P2",
    )


def test_a_date_is_counted_in_its_authors_zone() -> None:
    # 11:01 UTC is still Wednesday in São Paulo; 23:30 UTC is Thursday in Shanghai.
    assert one(say(61, "I'll write the runbook tomorrow")).due == date(2026, 3, 5)
    assert one(say(13.5 * 60, "I'll write the runbook tomorrow", BO)).due == date(2026, 3, 6)


@pytest.mark.parametrize(
    ("text", "owner", "action"),
    [
        ("<@U2> can you log the printer's errors by Monday?", "U2", "Log the printer's errors."),
        ("<@U2> sensors back to the old ones, by Friday please", "U2", "Sensors back to the old ones."),
        ("Bo to log the printer's errors, P2", "U2", "Log the printer's errors."),
        ("AI bo: log the printer's errors", "U2", "Log the printer's errors."),
        ("split the print queue in two. Bo? P3", "U2", "Split the print queue in two."),
        ("TODO: log every error. Responsible: Bo Chen. Due date: 17 June 2026.", "U2", "Log every error."),
        ("action on me: a test with an empty roll, by next Friday", "U1", "A test with an empty roll."),
        ("a letter to the customers, with me, Friday", "U1", "A letter to the customers, with me."),
        ("TODO: a page about blank tickets. whoever has time", None, "A page about blank tickets."),
        ("someone should add a second printer, P3", None, "Add a second printer."),
        ("P2, nobody yet: drop the mute on the paper alert", None, "Drop the mute on the paper alert."),
        ("follow-up: the spare kiosk needs paper too", None, "The spare kiosk needs paper too."),
    ],
)  # fmt: skip
def test_whose_it_is_and_what_is_to_be_done(text: str, owner: str | None, action: str) -> None:
    item = one(say(61, text))
    assert item.owner == owner
    assert item.text.replace(", with me", "") == action.replace(", with me", "")


@pytest.mark.parametrize(
    ("text", "owner", "due", "action"),
    [
        ("yo me encargo de una alerta de papel, para el viernes, P1", "U1", 6, "Una alerta de papel."),
        ("<@U2> ¿te encargas de una alerta? para el viernes porfa, P1", "U2", 6, "Una alerta."),
        ("Aufgabe: Papiersensor prüfen, ich mache das bis Montag", "U1", 9, "Papiersensor prüfen"),
        ("ich werde einen Papiersensor einbauen, bis Freitag", "U1", 6, "Einen Papiersensor einbauen."),
        ("je vais ajouter une alerte papier d'ici vendredi", "U1", 6, "Ajouter une alerte papier."),
        ("eu vou criar um alerta de papel até sexta-feira", "U1", 6, "Criar um alerta de papel."),
        ("dobbiamo aggiungere un allarme, lo faccio io entro venerdì", "U1", 6, "Aggiungere un allarme"),
        ("ik zal een papieralarm toevoegen, uiterlijk vrijdag", "U1", 6, "Een papieralarm toevoegen."),
        ("trzeba dodać alarm papieru, zrobię to do piątku", "U1", 6, "Dodać alarm papieru"),
        ("jeg skal legge til en papiralarm innen fredag", "U1", 6, "Legge til en papiralarm."),
        ("待办：给每台终端加缺纸报警，周五前，我", "U1", 6, "给每台终端加缺纸报警"),
        ("用紙切れアラートを追加します、金曜日までに", "U1", 6, "用紙切れアラートを追加します"),
    ],
)  # fmt: skip
def test_actions_are_found_in_other_languages(text: str, owner: str, due: int, action: str) -> None:
    item = one(say(61, text))
    assert (item.owner, item.due) == (owner, date(2026, 3, due))
    assert item.text.startswith(action)


@pytest.mark.parametrize(
    "reply",
    ["mine", "yes, mine", "I'll take it", "me, next sprint", "give me that one", "geb mir das",
     "ich mach das", "je prends", "eu pego", "pego eu", "lo hago yo", "me encargo", "ci penso io",
     "det tar jag", "die pak ik", "biorę", "我来", "やります", "🙋"],
)  # fmt: skip
def test_who_takes_it_has_it(reply: str) -> None:
    item = one(say(61, "TODO: a page about blank tickets. who?"), say(62, reply, BO, 61))
    assert item.owner == "U2"
    assert len(item.sources) == 2


def test_the_last_to_take_it_has_it() -> None:
    asked = say(61, "<@U2> can you write a page about blank tickets by Friday?")
    item = one(asked, say(62, "no time, <@U3> can you?", BO, 61), say(63, "ok, Monday then", CY, 61))
    assert (item.owner, item.due) == ("U3", date(2026, 3, 9))
    promised = say(61, "I'll write a page about blank tickets by Friday")
    assert one(promised, say(62, "let me take that, I wrote the last one", BO, 61)).owner == "U2"


def test_an_agreeing_reply_takes_nothing_that_was_promised() -> None:
    promised = say(61, "I'll write a page about blank tickets, P3")
    item = one(promised, say(62, "yes, P2 please", BO, 61))
    assert (item.owner, item.priority) == ("U1", "P2")


def test_a_date_in_a_reply_counts() -> None:
    asked = say(61, "somebody must write a page about blank tickets, P2")
    item = one(asked, say(62, "mine, by Friday", BO, 61))
    assert (item.owner, item.due, item.priority) == ("U2", date(2026, 3, 6), "P2")


@pytest.mark.parametrize(
    "text", ["prio 1", "P1 please", "Priorität 1", "prioridad: 1", "first priority from my view"]
)
def test_a_priority_is_read_in_any_wording(text: str) -> None:
    assert one(say(61, f"TODO: a page about blank tickets, {text}")).priority == "P1"


@pytest.mark.parametrize(
    "reply",
    ["scratch that, done in May", "not needed, KIO-12 does it already", "never mind", "nvm", "forget it",
     "strike mine", "it exists already", "vergiss es", "hat sich erledigt", "gibt's schon", "laisse tomber",
     "olvídalo", "ya existe", "deixa pra lá", "já existe", "lascia stare", "laat maar", "glem det",
     "finns redan", "nieważne", "算了", "不要です"],
)  # fmt: skip
def test_a_withdrawn_action_is_gone(reply: str) -> None:
    promised = say(61, "I'll order new cables for the kiosks by Friday")
    assert found(promised, say(62, reply, to=61)) == ()
    assert found(promised, say(62, reply)) == ()


def test_an_action_may_be_taken_back_later_by_its_author() -> None:
    said = found(
        say(61, "I'll order new cables for the kiosks by Friday"),
        say(63, "I'll write the runbook for blank tickets by Monday", BO),
        say(75, "the office asks whether it may print again", CY),
        say(80, "strike mine, they are in the cellar"),
    )
    assert [item.owner for item in said] == ["U2"]


def test_to_drop_a_thing_is_work_and_no_withdrawal() -> None:
    item = one(say(61, "I'll drop the old print queue by Friday"), say(62, "thanks", BO))
    assert item.text == "Drop the old print queue."


def test_each_line_of_a_list_is_an_action() -> None:
    said = found(
        say(
            61,
            "follow-ups\n- Bo: a paper sensor for every kiosk, by Friday\n- a page about it, P3, who?",
        )
    )
    assert [(item.text, item.owner, item.due, item.priority) for item in said] == [
        ("A paper sensor for every kiosk.", "U2", date(2026, 3, 6), None),
        ("A page about it.", None, None, "P3"),
    ]


@pytest.mark.parametrize(
    "text",
    ["someone should write that printer a eulogy", "follow-ups while we remember:", "thanks all, go home",
     "final count: 41 tickets were blank", "maybe we could buy a better printer one day"],
)  # fmt: skip
def test_talk_is_no_action(text: str) -> None:
    assert found(say(61, text), likely=0.1) == ()


def test_what_is_said_during_the_incident_is_work_and_not_a_follow_up() -> None:
    said = draft(
        say(5, "I'll restart the print server"),
        say(6, "TODO after this: the runbook lacks the print server"),
        OVER,
        resolved=60,
    )
    assert [item.text for item in said.action_items] == ["The runbook lacks the print server."]
