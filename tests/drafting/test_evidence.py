from __future__ import annotations

import time
from dataclasses import replace

from bot.conversation import Kind, Mark
from bot.drafting.evidence import Piece, PieceKind, number_evidence
from bot.drafting.transcript import transcribe
from bot.incident import Change, PastIncident
from tests.drafting.builders import ANA, BO, at, case, post, say, ts

DEPLOY = Change("d-1", "deploy", "kiosk", at(-5), "kiosk 4.2", author="U2", url="https://cd.example/d-1")
BEFORE = PastIncident(
    "PM-3", "Kiosks froze", root_cause="A full disk.", summary="Four hours.", url="https://p/3"
)


def pieces(*args: object, **more: object) -> tuple[Piece, ...]:
    found = replace(case(*args, changes=(DEPLOY,), past=(BEFORE,)), **more)  # type: ignore[arg-type]
    return number_evidence(found, transcribe(found), lambda id: f"https://chat.example/{id}")


def test_every_sort_of_evidence_is_numbered_in_time_order_with_author_source_and_link() -> None:
    joined = replace(say(1, "<@U2> has joined the channel", BO), kind=Kind.NOTICE)
    found = pieces(
        joined,
        post(2, "[FIRING:1] BlankTickets", "Alertmanager"),
        say(3, "looking"),
        say(4, "me too", BO, to=3),
        replace(say(5, "rolled back"), edited=ts(9)),
        replace(say(6, "oops"), deleted=True, edited=ts(8)),
        post(7, "build 12 started", "Jenkins"),
        marks=(Mark(ts(3), "reaction", "eyes", "U2", at(3.5)), Mark(ts(5), "pin", "", "U1")),
    )
    assert [(p.number, p.kind, p.author, p.source) for p in found] == [
        (1, "past", "Earlier incident", "past:PM-3"),
        (2, "change", "Bo Chen", "change:d-1"),
        (3, "notice", "Bo Chen", ts(1)),
        (4, "alert", "Alertmanager", ts(2)),
        (5, "message", "Ana Lima", ts(3)),
        (6, "reaction", "Bo Chen", ts(3)),
        (7, "reply", "Bo Chen", ts(4)),
        (8, "message", "Ana Lima", ts(5)),
        (9, "pin", "Ana Lima", ts(5)),
        (10, "tool", "Jenkins", ts(7)),
        (11, "deletion", "Ana Lima", ts(6)),
        (12, "edit", "Ana Lima", ts(5)),
    ]
    times = [at(minute) for minute in (-5, 1, 2, 3, 3.5, 4, 5, 5, 7, 8, 9)]
    assert [p.at for p in found] == [None, *times]
    assert found[0].text == "Kiosks froze. Root cause: A full disk. Four hours"
    assert [p.link for p in found[:3]] == [
        "https://p/3",
        "https://cd.example/d-1",
        f"https://chat.example/{ts(1)}",
    ]
    assert found[1].text == "deploy of kiosk: kiosk 4.2"
    assert found[5].text == ":eyes: on: looking"
    assert "oops" not in str(found)


def test_a_piece_is_clean_and_keeps_pasted_blocks_apart() -> None:
    secret = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
    said = replace(say(0, f"*see* {secret}\n```a\nb {secret}```"), files=(f"{secret}.png", "graph.png"))
    (piece,) = [p for p in pieces(said) if p.kind is PieceKind.MESSAGE]
    gone = "[redacted: github-token]"
    assert piece.text == f"see {gone}\n\n[code 1: 2 lines]\n[file: {gone}.png]\n[file: graph.png]"
    assert piece.code == (f"a\nb {gone}",)
    assert secret not in str(pieces(said))


def test_a_mark_that_was_taken_off_is_no_evidence_even_if_the_message_still_shows_it() -> None:
    said = replace(say(0, "done"), reactions=("eyes", "tada"))
    gone = Mark(ts(0), "reaction", "eyes", "U2", at(3), gone=True)
    stray = Mark("1.0", "reaction", "eyes", "U2", at(3))  # on a message that is not in the channel
    found = [(p.text, p.author) for p in pieces(said, marks=(gone, stray)) if p.kind is PieceKind.REACTION]
    assert found == [(":tada: on: done", "Someone")]


def test_the_same_case_gives_the_same_numbers() -> None:
    messages = [say(minute, f"line {minute}", to=None if minute % 3 else 0) for minute in range(60)]
    marks = tuple(Mark(ts(minute), "reaction", "eyes", who.id) for minute in range(60) for who in (ANA, BO))
    assert pieces(*messages, marks=marks) == pieces(*messages, marks=marks)


def test_a_channel_without_messages_has_only_what_was_known_before() -> None:
    assert [p.kind for p in pieces()] == ["past", "change"]


def test_fifty_thousand_messages_are_read_in_proportion() -> None:
    def seconds(count: int) -> float:
        found = case(
            *(say(minute / 10, f"trying step {minute} on kiosk-{minute % 7}") for minute in range(count))
        )
        started = time.process_time()
        assert len(number_evidence(found, transcribe(found))) == count
        return time.process_time() - started

    seconds(100)
    assert seconds(50_000) < 8 * max(seconds(10_000), 0.05)
