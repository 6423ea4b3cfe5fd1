"""Whom to tell of a pasted secret, of what, and when it is gone."""

from __future__ import annotations

from bot.conversation import Kind, Message
from bot.drafting.draft import Leak
from bot.leaking import Notice, find_notices, told_of
from tests.fakes import message

TOKEN = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
A, B, C = "1773316800.000100", "1773316900.000100", "1773317000.000100"
KINDS = ("github-token",)


def said(*messages: Message) -> dict[str, Message]:
    return {one.id: one for one in messages}


def pasted(id: str = A, **fields: object) -> Message:
    return message(id, f"try {TOKEN}", **fields)


def notices(
    leaks: list[Leak], there: dict[str, Message], told: list[str] | None = None, asked_by: str | None = None
) -> tuple[Notice, ...]:
    return find_notices(leaks, told_of(told or []), there, asked_by, lambda m: f"https://chat/{m.id}")


def test_each_author_gets_one_notice_of_all_that_is_new() -> None:
    leaks = [Leak(A, "U1", KINDS), Leak(B, "U2", KINDS), Leak(C, "U1", KINDS)]
    found = notices(leaks, said(pasted(A), pasted(B, author="U2"), pasted(C)))
    assert [(n.part, n.person) for n in found] == [(f"secret/{A}+{C}", "U1"), (f"secret/{B}", "U2")]
    assert found[0].exposed[0].link == f"https://chat/{A}"


def test_what_was_told_of_stays_in_its_notice_and_a_later_one_gets_its_own() -> None:
    leaks = [Leak(A, "U1", KINDS), Leak(B, "U1", KINDS)]
    found = notices(leaks, said(pasted(A), pasted(B)), told=[f"secret/{A}", "card"])
    assert [n.part for n in found] == [f"secret/{A}", f"secret/{B}"]


def test_a_notice_outlives_the_leak_that_a_redraft_does_not_find_any_more() -> None:
    (clean,) = notices([], said(message(A, "try the new one")), told=[f"secret/{A}"])
    assert clean.is_over
    assert clean.person == "U1"
    (deleted,) = notices([], said(pasted(deleted=True)), told=[f"secret/{A}"])
    assert deleted.is_over
    (unknown,) = notices([], {}, told=[f"secret/{A}"])
    assert unknown.is_over


def test_it_is_not_gone_while_another_secret_stands_in_its_place() -> None:
    other = message(A, "password=Xk29dm!fkw2")
    (notice,) = notices([Leak(A, "U1", KINDS)], said(other), told=[f"secret/{A}"])
    assert not notice.is_over


def test_what_is_gone_before_anybody_was_told_is_told_to_nobody() -> None:
    assert notices([Leak(A, "U1", KINDS)], said(message(A, "nothing here"))) == ()


def test_a_tools_post_is_told_to_whoever_asked_or_to_nobody() -> None:
    tools = pasted(author="B1", kind=Kind.TOOL)
    assert notices([Leak(A, "B1", KINDS)], said(tools)) == ()
    (notice,) = notices([Leak(A, "B1", KINDS)], said(tools), asked_by="U7")
    assert (notice.person, notice.of_tool) == ("U7", True)


def test_the_files_of_a_message_count() -> None:
    (notice,) = notices([Leak(A, "U1", KINDS)], said(message(A, "see", files=(f"{TOKEN}.txt",))))
    assert not notice.is_over
