"""``SlackChat`` over the real SDK: our posts found again, what was said, people, places, links."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.clients import slack as client
from bot.clients.slack import PAGE, SlackChat
from bot.conversation import Kind, Message, moment
from bot.errors import Permanent, Retryable, UserError
from bot.sandbox import SandboxServer
from bot.showing import Place
from tests.clients.workspace import PRIVATE, post, said
from tests.scenarios.room import ANA, CHANNEL, JONAS, TEAM, TOKEN, stamp

# -- finding our own posts -------------------------------------------------------------------------


def test_a_post_is_found_again_by_its_key_in_the_channel(chat: SlackChat) -> None:
    first = chat.post(CHANNEL, None, post("one"), "PM-1/card")
    second = chat.post(CHANNEL, None, post("two"), "PM-2/card")
    assert chat.find(CHANNEL, None, "PM-1/card") == first
    assert chat.find(CHANNEL, None, "PM-2/card") == second
    assert chat.find(CHANNEL, None, "PM-3/card") is None


def test_a_post_is_found_in_its_thread_and_not_beside_it(chat: SlackChat) -> None:
    card = chat.post(CHANNEL, None, post(), "PM-1/card")
    reply = chat.post(CHANNEL, card, post("section"), "PM-1/section/summary/1")
    assert chat.find(CHANNEL, card, "PM-1/section/summary/1") == reply
    assert chat.find(CHANNEL, None, "PM-1/section/summary/1") is None


def test_a_mark_of_ours_on_somebody_elses_message_is_not_taken_for_our_post(
    sandbox: SandboxServer, chat: SlackChat
) -> None:
    mark = {"event_type": client.METADATA, "event_payload": {"key": "PM-1/card"}}
    said(sandbox, 1, "copied", metadata=mark)
    said(sandbox, 2, "copied", user=None, username="Copycat", bot_id="B0COPY", metadata=mark)
    assert chat.find(CHANNEL, None, "PM-1/card") is None


def test_a_post_is_found_behind_a_page_of_talk(sandbox: SandboxServer, chat: SlackChat) -> None:
    card = chat.post(CHANNEL, None, post(), "PM-1/card")
    for number in range(PAGE + 5):
        sandbox.sandbox.workspace.post(CHANNEL, {"user": ANA, "text": f"{number}"})
    assert chat.find(CHANNEL, None, "PM-1/card") == card


def test_an_updated_post_keeps_its_key_and_a_deleted_one_is_not_found(chat: SlackChat) -> None:
    card = chat.post(CHANNEL, None, post(), "PM-1/card")
    chat.update(CHANNEL, card, post("changed"))
    assert chat.find(CHANNEL, None, "PM-1/card") == card
    chat.delete(CHANNEL, card)
    assert chat.find(CHANNEL, None, "PM-1/card") is None


# -- what was said ---------------------------------------------------------------------------------


def test_history_is_all_that_was_said_with_threads_and_without_our_own(
    sandbox: SandboxServer, chat: SlackChat
) -> None:
    first = said(sandbox, 1, "checkout fails")
    answer = said(sandbox, 3, "looking", user=JONAS, thread_ts=first)
    said(sandbox, 2, "deployed 5.18.0", user=None, username="Deploys", bot_id="B0DEPLOY")
    chat.post(CHANNEL, None, post("the card"), "PM-1/card")
    chat.post(CHANNEL, first, post("in their thread"), "PM-1/x")
    found = {m.id: m for m in chat.history(CHANNEL).messages}
    assert sorted(m.text for m in found.values()) == ["checkout fails", "deployed 5.18.0", "looking"]
    assert found[answer].thread == first
    assert found[answer].author == JONAS
    assert found[stamp(2)].kind is Kind.TOOL


def test_history_tells_who_reacted_and_what_is_pinned(sandbox: SandboxServer, chat: SlackChat) -> None:
    first = said(sandbox, 1, "checkout fails")
    sandbox.sandbox.workspace.react(CHANNEL, first, JONAS, "eyes")
    sandbox.sandbox.workspace.pin(CHANNEL, first, ANA)
    marks = {(mark.message, mark.kind, mark.name, mark.by) for mark in chat.history(CHANNEL).marks}
    assert marks == {(first, "reaction", "eyes", JONAS), (first, "pin", "", ANA)}


def test_history_goes_through_every_page_of_channel_and_thread(
    sandbox: SandboxServer, chat: SlackChat
) -> None:
    workspace = sandbox.sandbox.workspace
    parent = said(sandbox, 0, "parent")
    for number in range(PAGE + 10):
        workspace.post(CHANNEL, {"user": ANA, "text": f"top {number}"})
        workspace.post(CHANNEL, {"user": JONAS, "text": f"reply {number}", "thread_ts": parent})
    texts = [m.text for m in chat.history(CHANNEL).messages]
    assert len(texts) == len(set(texts)) == 1 + 2 * (PAGE + 10)


def test_history_of_a_channel_that_may_not_be_read_is_refused(chat: SlackChat) -> None:
    with pytest.raises(Permanent):
        chat.history("C0NOWHERE")


# -- people and places -----------------------------------------------------------------------------


def test_a_person_is_read_with_their_zone(chat: SlackChat) -> None:
    found = chat.person(ANA)
    assert (found.shown, found.tz, found.left) == ("Ana Prieto", "Europe/Lisbon", False)


def test_somebody_who_left_is_a_person_who_left(chat: SlackChat) -> None:
    assert (chat.person("U0GONE").shown, chat.person("U0GONE").left) == ("Gone Away", True)
    assert (chat.person("U0NOBODY").shown, chat.person("U0NOBODY").left) == ("U0NOBODY", True)


@pytest.mark.parametrize("error", sorted(client.UNKNOWN))
def test_somebody_whom_slack_does_not_show_is_a_person_who_left(
    sandbox: SandboxServer, chat: SlackChat, error: str
) -> None:
    sandbox.control("fault", method="users.info", error=error)
    assert chat.person(ANA).left


def test_trouble_with_looking_somebody_up_is_not_their_leaving(
    sandbox: SandboxServer, chat: SlackChat
) -> None:
    for error, kind in (("missing_scope", Permanent), ("internal_error", Retryable)):
        sandbox.control("fault", method="users.info", error=error)
        with pytest.raises(kind):
            chat.person(ANA)


def test_a_channel_is_read_and_one_that_is_closed_to_the_bot_is_told_to_the_person(chat: SlackChat) -> None:
    assert (chat.channel(TEAM, CHANNEL).name, chat.channel(TEAM, CHANNEL).is_private) == (
        "inc-2041-checkout",
        False,
    )
    assert chat.channel(TEAM, PRIVATE).is_private
    with pytest.raises(UserError, match="invite it"):
        chat.channel(TEAM, "C0NOWHERE")


def test_membership_is_looked_up_and_nobody_is_a_member_of_what_is_closed(chat: SlackChat) -> None:
    assert chat.is_member(PRIVATE, ANA)
    assert not chat.is_member(PRIVATE, "U0MARIA")
    assert not chat.is_member("C0NOWHERE", ANA)


def test_membership_that_cannot_be_asked_for_is_neither_yes_nor_no(
    sandbox: SandboxServer, chat: SlackChat
) -> None:
    sandbox.control("fault", method="conversations.members", status=500)
    with pytest.raises(Retryable):
        chat.is_member(PRIVATE, ANA)


def test_a_place_is_its_channel_or_the_direct_messages_of_a_person(chat: SlackChat) -> None:
    assert chat.open(Place(TEAM, CHANNEL)) == CHANNEL
    direct = chat.open(Place(TEAM, CHANNEL, person=ANA))
    assert direct != CHANNEL
    assert direct == chat.open(Place(TEAM, person=ANA))


def test_somebody_who_left_can_be_sent_nothing_and_that_is_permanent(chat: SlackChat) -> None:
    with pytest.raises(Permanent, match="left"):
        chat.open(Place(TEAM, person="U0GONE"))


def test_links_are_those_that_slack_itself_gives(sandbox: SandboxServer, chat: SlackChat) -> None:
    parent = said(sandbox, 1, "parent")
    reply = said(sandbox, 2, "reply", thread_ts=parent)
    top = Message(parent, moment(parent), ANA, "parent")
    for message in (
        top,
        replace(top, thread=parent),
        Message(reply, moment(reply), ANA, "reply", thread=parent),
    ):
        query = {"channel": CHANNEL, "message_ts": message.id}
        headers = {"Authorization": f"Bearer {TOKEN}"}
        asked = sandbox.http.get("/api/chat.getPermalink", params=query, headers=headers).json()
        assert chat.link(CHANNEL, message) == asked["permalink"]


def test_the_token_is_asked_who_it_is_once(sandbox: SandboxServer, chat: SlackChat) -> None:
    before = len(sandbox.look("log", method="auth.test")["calls"])
    assert chat.identity()["team_id"] == chat.identity()["team_id"] == TEAM
    assert len(sandbox.look("log", method="auth.test")["calls"]) == before + 1
