"""What only one person is told, in the incident's channel."""

from __future__ import annotations

import pytest

from bot.blameless.marking import Found, Told, mark
from bot.clients.slack import SlackChat
from bot.errors import Permanent, Retryable
from bot.sandbox import SandboxServer
from tests.blaming import BOB, plain_check
from tests.clients.workspace import PRIVATE
from tests.scenarios.room import ANA, CHANNEL, JONAS, MARIA

FOUND = Found(1, "summary", "Summary", BOB, mark(BOB, plain_check(BOB), hints=False))


def test_it_is_seen_by_that_person_alone(sandbox: SandboxServer, chat: SlackChat) -> None:
    chat.whisper(Told(CHANNEL, ANA, FOUND))
    (shown,) = sandbox.look("ephemerals", user=ANA, channel=CHANNEL)["messages"]
    assert "Bob should have" in str(shown["blocks"])
    assert sandbox.look("ephemerals", user=JONAS, channel=CHANNEL)["messages"] == []
    assert sandbox.look("messages", channel=CHANNEL)["messages"] == []


def test_whoever_is_not_in_the_channel_cannot_be_told_there(chat: SlackChat) -> None:
    with pytest.raises(Permanent, match="not in the channel"):
        chat.whisper(Told(PRIVATE, MARIA, FOUND))


def test_a_slack_in_trouble_may_be_asked_again(sandbox: SandboxServer, chat: SlackChat) -> None:
    sandbox.control("fault", method="chat.postEphemeral", status=503, times=1)
    with pytest.raises(Retryable):
        chat.whisper(Told(CHANNEL, ANA, FOUND))
