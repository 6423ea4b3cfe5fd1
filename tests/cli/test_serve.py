"""``postmortem serve``: what it says before it serves. (That it serves is for the scenarios.)"""

from __future__ import annotations

import socket

import pytest

from bot.sandbox import SandboxServer
from tests.cli.terminal import Terminal
from tests.scenarios.room import SECRET, TOKEN


@pytest.fixture
def connected(terminal: Terminal, sqlite_url: str, slack: SandboxServer) -> Terminal:
    terminal.set(database_url=sqlite_url, slack_api_url=slack.api_url, slack_bot_token=TOKEN)
    return terminal


@pytest.mark.parametrize("given", [{}, {"slack_bot_token": "xoxb-1"}, {"slack_signing_secret": "sssh"}])
def test_without_slack_it_says_step_by_step_what_to_do_and_offers_the_demo(
    terminal: Terminal, given: dict[str, str]
) -> None:
    terminal.set(**given)
    said = terminal.run("serve")
    assert (said.code, said.out) == (2, "")
    for word in ("app.yaml", "SLACK_BOT_TOKEN=", "SLACK_APP_TOKEN=", "SLACK_SIGNING_SECRET=", "make demo"):
        assert word in said.err
    assert list(terminal.home.iterdir()) == []  # and no database was made in passing


def test_a_postgresql_that_was_not_migrated_is_told_with_the_command(
    terminal: Terminal, empty_url: str, slack: SandboxServer
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        terminal.set(database_url=empty_url, slack_api_url=slack.api_url, slack_bot_token=TOKEN)
        terminal.set(slack_signing_secret=SECRET, port=str(taken.getsockname()[1]))
        told = terminal.run("serve").sentence
    if empty_url.startswith("postgresql"):
        assert "postmortem db upgrade" in told
    else:  # the embedded one has migrated itself, and only the port is in the way
        assert "can listen" in told


def test_a_port_that_is_taken_is_one_sentence(connected: Terminal) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        connected.set(slack_signing_secret=SECRET, port=str(port))
        told = connected.run("serve").sentence
    assert f"127.0.0.1:{port}" in told
    assert "PORT" in told


def test_a_host_that_is_not_ours_is_one_sentence(connected: Terminal) -> None:
    connected.set(slack_signing_secret=SECRET, host="192.0.2.1")  # RFC 5737: nobody has it
    assert "192.0.2.1:3000" in connected.run("serve").sentence


def test_an_app_token_that_slack_refuses_is_told_and_not_tried_for_ever(connected: Terminal) -> None:
    connected.set(slack_app_token="xapp-wrong-one")
    told = connected.run("serve").sentence
    assert "SLACK_APP_TOKEN" in told
    assert "xapp-wrong-one" not in told
