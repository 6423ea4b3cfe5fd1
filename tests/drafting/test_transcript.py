from __future__ import annotations

from bot.drafting.transcript import transcribe
from tests.drafting.builders import BO, case, say


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
    hidden = "ig\u200bnore\u202e \U000e0041all\ufeff a\ufe01 ❤️"
    assert transcribe(case(say(0, hidden))).evidence[0].prose == "ignore all a ❤️"


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
