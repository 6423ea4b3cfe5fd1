"""Settings and databases that don't work: one plain sentence from every command that needs them."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from tests.cli.terminal import Terminal

OPENING = (["export", "PM-1"], ["db", "upgrade"], ["db", "current"], ["serve"])
PASSWORD = "hunter2secret"


@pytest.fixture
def unreachable() -> Iterator[str]:
    """A PostgreSQL URL where nothing answers, with a password in both places that may hold one."""
    with socket.socket() as taken:  # bound and not listening: whoever connects is refused
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        yield f"postgresql://bot:{PASSWORD}@127.0.0.1:{port}/pm?password={PASSWORD}"


@pytest.fixture
def connected(terminal: Terminal) -> Terminal:
    """A terminal where Slack is set up, as far as anybody can tell without asking it."""
    terminal.set(slack_bot_token="xoxb-not-a-real-one", slack_signing_secret="sssh")
    return terminal


@pytest.mark.parametrize("argv", OPENING, ids=" ".join)
def test_a_folder_that_does_not_exist_is_told_in_a_sentence(connected: Terminal, argv: list[str]) -> None:
    connected.set(database_url="sqlite:////nowhere/at/all/bot.db")
    told = connected.run(*argv).sentence
    assert "sqlite:////nowhere/at/all/bot.db" in told
    assert "DATABASE_URL" in told


@pytest.mark.parametrize("argv", OPENING, ids=" ".join)
def test_a_file_that_is_no_database_is_told_and_left_as_it_is(connected: Terminal, argv: list[str]) -> None:
    file = connected.home / "letter.txt"
    file.write_text("Dear Ana, this is no database at all.")
    connected.set(database_url=f"sqlite:///{file}")
    assert "not a database" in connected.run(*argv).sentence
    assert file.read_text() == "Dear Ana, this is no database at all."


@pytest.mark.parametrize("argv", OPENING, ids=" ".join)
def test_a_server_that_is_away_is_told_without_its_password(
    connected: Terminal, unreachable: str, argv: list[str]
) -> None:
    connected.set(database_url=unreachable)
    told = connected.run(*argv).sentence
    assert "127.0.0.1" in told
    assert PASSWORD not in told


@pytest.mark.parametrize("argv", OPENING, ids=" ".join)
@pytest.mark.parametrize(
    "url", [f"mysql://bot:{PASSWORD}@h/x", f"bot:{PASSWORD}", "", "sqlite://", "postgresql://h:x/y"]
)
def test_what_is_no_database_url_is_told_without_repeating_it(
    connected: Terminal, url: str, argv: list[str]
) -> None:
    connected.set(database_url=url)
    told = connected.run(*argv).sentence
    assert "DATABASE_URL" in told
    assert PASSWORD not in told


BAD_SETTINGS = {
    "port": "hunter2secret",
    "tick_seconds": "hunter2secret",
    "lease_seconds": "-1",
    "slack_bot_token": "xoxb-hunter2secret…",
    "slack_signing_secret": "hunter2secret\nand more",
    "slack_app_token": "xapp hunter2secret",
    "secret_key": "hunter2secret",
    "slack_api_url": "hunter2secret",
    "base_url": "http://:hunter2secret@[bad",
}


@pytest.mark.parametrize("name", BAD_SETTINGS)
@pytest.mark.parametrize("argv", [["serve"], ["doctor"], ["db", "current"]], ids=" ".join)
def test_a_setting_that_cannot_be_read_is_named_and_never_repeated(
    terminal: Terminal, argv: list[str], name: str
) -> None:
    terminal.set(**{name: BAD_SETTINGS[name]})
    told = terminal.run(*argv).sentence
    assert name.upper() in told
    assert BAD_SETTINGS[name] not in told
    assert PASSWORD not in told


def test_blanks_around_a_copied_token_do_no_harm(terminal: Terminal) -> None:
    from bot.config import settings

    terminal.set(slack_bot_token=" xoxb-1\n", slack_api_url="https://slack.example/api")
    assert settings().slack_bot_token.get_secret_value() == "xoxb-1"
    assert settings().slack_api_url == "https://slack.example/api/"


def test_an_env_file_that_is_not_utf8_is_told(terminal: Terminal) -> None:
    (terminal.home / ".env").write_bytes(b"SLACK_BOT_TOKEN=hunter2secret\xff\xfe\n")
    told = terminal.run("doctor").sentence
    assert ".env" in told
    assert PASSWORD not in told


def test_an_env_file_is_read_and_the_environment_goes_before_it(terminal: Terminal) -> None:
    from bot.config import settings

    (terminal.home / ".env").write_text("BASE_URL=https://file.example\nHOST=0.0.0.0\nUNKNOWN_THING=1\n")
    terminal.set(base_url="https://environment.example")
    assert (settings().public_url, settings().host) == ("https://environment.example", "0.0.0.0")
