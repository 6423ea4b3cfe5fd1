from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation import Message, Person
from bot.drafting.draft import Leak
from bot.drafting.transcript import clean, transcribe
from tests.drafting.builders import BO, at, case, post, say, ts


def test_evidence_is_numbered_counted_and_names_who_spoke() -> None:
    read = transcribe(case(say(0, "hello"), say(1, "yes", BO, to=0), say(2, "and", BO, to=0)))
    assert [(e.number, e.speaker, e.is_reply) for e in read.evidence] == [
        (1, "Ana Lima", False),
        (2, "Bo Chen", True),
        (3, "Bo Chen", True),
    ]
    assert (read.coverage.messages, read.coverage.read, read.coverage.threads) == (3, 3, 1)
    assert [e.number for e in read.replies[read.evidence[0].id]] == [2, 3]


def test_markup_is_made_plain_and_code_is_kept_apart() -> None:
    said = (
        "*look* <@U2>: <https://x.example/1|the graph> is `a &gt; b` ~no~\n"
        "```ERROR <x> &amp; y```\nin <#C9|ops>"
    )
    item = transcribe(case(say(0, said))).evidence[0]
    assert item.prose == "look Bo Chen: the graph is `a > b` no\n\n\nin #ops"
    assert item.code == ("ERROR <x> & y",)
    assert item.mentions == ("U2",)


def test_a_log_line_outside_of_a_block_is_code_too() -> None:
    item = transcribe(case(say(0, "see\n2026-03-04T10:00:01Z ERROR kiosk: no paper\nthere"))).evidence[0]
    assert item.prose == "see\nthere"
    assert item.code == ("2026-03-04T10:00:01Z ERROR kiosk: no paper",)


def test_characters_that_nobody_sees_are_gone_and_emoji_stay() -> None:
    hidden = "ig\u200bnore\u202e \U000e0041all\ufeff a\ufe01 ❤\ufe0f so\u00adft \u2066x\u2069"
    assert transcribe(case(say(0, hidden))).evidence[0].prose == "ignore all a ❤ soft x"


def test_joiners_stay_inside_words_that_are_written_with_them_and_nowhere_else() -> None:
    persian, hindi = "می\u200cخواهم", "क्\u200dष"
    said = f"{persian} {hindi} in\u200dvisible\u200c \u200c\u200c"
    assert transcribe(case(say(0, said))).evidence[0].prose == f"{persian} {hindi} invisible"


def test_names_and_titles_are_cleaned_as_texts_are() -> None:
    sly = Person("U9", "x", "Eve\u202e Igno\u200bre\U000e0041")
    read = transcribe(replace(case(say(0, "hi <@U9>", sly)), people={"U9": sly}))
    assert (read.evidence[0].speaker, read.evidence[0].prose) == ("Eve Ignore", "hi Eve Ignore")
    assert clean("Kiosk\u200b \u202eprints") == "Kiosk prints"


def test_secrets_are_out_of_prose_code_and_link_and_counted() -> None:
    secret = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
    read = transcribe(
        case(say(0, f"{secret} and\n```curl {secret}```"), say(1, f"<https://x:{secret}@y.example>"))
    )
    assert secret not in str(read.evidence)
    assert {r.kind: r.count for r in read.redactions} == {"github-token": 3}


def test_a_secret_with_a_hidden_character_inside_is_still_found() -> None:
    secret = "ghp_" + "a1B2c3D4e5F6g7H8\u200bi9J0k1L2m3N4o5P6q7R8"
    assert "[redacted: github-token]" in transcribe(case(say(0, secret))).evidence[0].prose


def test_somebody_unknown_is_someone() -> None:
    message = say(0, "hi <@U404> and <@U405|gus>")
    assert transcribe(case(message)).evidence[0].prose == "hi someone and gus"


SECRET = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"


def test_whoever_posted_a_secret_is_to_be_told_once_a_message() -> None:
    read = transcribe(
        case(
            say(0, f"{SECRET} and {SECRET}, pw is hunter2!9"),
            say(1, "eva.moss@gmx.net cannot pay", BO),
            post(2, f"token {SECRET}"),
            say(3, "all well"),
        )
    )
    assert read.leaks == (
        Leak(ts(0), "U1", ("github-token", "password")),
        Leak(ts(1), "U2", ("email",)),
    )
    assert {r.kind: r.count for r in read.redactions} == {"github-token": 3, "password": 1, "email": 1}


def test_a_deleted_message_says_and_leaks_nothing() -> None:
    read = transcribe(case(replace(say(0, SECRET), deleted=True, files=(f"{SECRET}.txt",))))
    assert (read.leaks, read.redactions) == ((), ())
    assert SECRET not in str(read.evidence)
    assert read.coverage.read == 1


def test_a_secret_is_found_in_file_names_and_where_markup_split_it() -> None:
    auto_linked = "postgres://app:<mailto:s3cr3tPw9@db.acme.io|s3cr3tPw9@db.acme.io>/orders"
    read = transcribe(case(replace(say(0, auto_linked), files=(f"dump-{SECRET}.log",))))
    assert "s3cr3tPw9" not in str(read.evidence)
    assert SECRET not in str(read.evidence)


def test_an_address_that_slack_wrote_twice_counts_once() -> None:
    read = transcribe(case(say(0, "ask <mailto:eva.moss@gmx.net|eva.moss@gmx.net> now")))
    assert read.evidence[0].prose == "ask [redacted: email] now"
    assert [(r.kind, r.count) for r in read.redactions] == [("email", 1)]


def test_addresses_of_the_incidents_people_stay() -> None:
    ana = Person("U1", "ana", "Ana Lima", email="Ana.Lima@acme.io")
    read = transcribe(replace(case(say(0, "ana.lima@acme.io, eva.moss@gmx.net")), people={"U1": ana}))
    assert read.evidence[0].prose == "ana.lima@acme.io, [redacted: email]"


def test_pasted_blocks_leave_a_tag_with_their_length() -> None:
    log = "2026-03-04T10:00:01Z ERROR a\n2026-03-04T10:00:02Z ERROR b"
    item = transcribe(case(say(0, f"see ```one\ntwo\nthree``` and\n{log}\nthen *done*"))).evidence[0]
    assert item.tagged == "see \n[code 1: 3 lines]\n and\n[code 2: 2 lines]\nthen done"
    assert item.code == ("one\ntwo\nthree", log)
    assert "code 1" not in item.prose


@pytest.mark.parametrize("text", ["", "?", " \n ", "x" * 40_000, "<" * 40_000, "```" * 9_000, "*_~" * 9_000])
def test_no_text_is_too_short_or_too_long(text: str) -> None:
    nobody = Message(ts(0), at(0), "", text)
    reply = replace(nobody, id=ts(1), thread="1.0", author="U404")  # its parent is missing
    read = transcribe(case(nobody, reply))
    assert read.coverage.read == 2
    assert {item.speaker for item in read.evidence} == {"Someone"}
