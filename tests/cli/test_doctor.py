"""``postmortem doctor``: a line for each thing, the mend below what needs one, and never a secret."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

import pytest

from bot.rows import Stage
from bot.sandbox import SandboxServer
from store.database import Database
from store.sql import SqlStore
from store.stages import want
from tests.cli.terminal import Said, Terminal
from tests.fakes import FrozenClock
from tests.scenarios.room import TOKEN

SECRETS = {
    "slack_bot_token": TOKEN,
    "slack_app_token": "xapp-sandbox",
    "slack_signing_secret": "sign-me-gently",
    "secret_key": "sessions-are-signed-by-this",
}


@pytest.fixture
def connected(terminal: Terminal, sqlite_url: str, slack: SandboxServer) -> Terminal:
    """Everything is set and works."""
    slack.control("clear_faults")
    terminal.set(database_url=sqlite_url, slack_api_url=slack.api_url, base_url="https://bot.example")
    terminal.set(**SECRETS)
    return terminal


def marks(said: Said) -> dict[str, str]:
    """The mark of each line that has one, by the rest of the line."""
    lines = [line for line in said.out.splitlines() if not line.startswith(" ")]
    return {line[6:]: line[:4].strip() for line in lines}


def mends(said: Said) -> list[str]:
    return [what for what, mark in marks(said).items() if mark == "MEND"]


def test_when_all_is_well_every_line_says_ok(connected: Terminal) -> None:
    said = connected.run("doctor")
    assert (said.code, said.err) == (0, "")
    assert "Slack answers: postmortem in Test Team" in said.out
    assert set(marks(said).values()) == {"ok", "note"}
    assert [what for what, mark in marks(said).items() if mark == "note"] == [
        "settings from the environment (there is no .env file here)"
    ]


def test_no_secret_is_ever_printed_however_things_go(connected: Terminal, slack: SandboxServer) -> None:
    told = connected.run("doctor").out
    slack.control("fault", method="auth.test", error="invalid_auth")
    told += connected.run("doctor").out
    for name in SECRETS:
        connected.set(**{name: f"wrong-{SECRETS[name]}"})
    told += connected.run("doctor").out
    assert not [secret for secret in SECRETS.values() if secret in told]


def test_with_nothing_set_it_says_what_to_begin_with(terminal: Terminal) -> None:
    said = terminal.run("doctor")
    assert (said.code, said.err) == (1, "")
    assert mends(said) == ["SLACK_BOT_TOKEN is not set"]
    assert "app.yaml" in said.out


def test_a_token_without_a_way_in_is_told(connected: Terminal) -> None:
    connected.set(slack_app_token="", slack_signing_secret="")
    assert mends(connected.run("doctor")) == ["nothing brings Slack's events"]


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("slack_bot_token", "xapp-sandbox", "SLACK_BOT_TOKEN is not a bot token"),
        ("slack_bot_token", "xoxb-another", "Slack refuses the token"),
        ("slack_app_token", TOKEN, "SLACK_APP_TOKEN is not an app-level token"),
        ("slack_app_token", "xapp-another", "Slack refuses the app-level token"),
    ],
)
def test_a_token_of_the_wrong_kind_or_workspace_is_told(
    connected: Terminal, name: str, value: str, told: str
) -> None:
    connected.set(**{name: value})
    said = connected.run("doctor")
    assert said.code == 1
    assert told in mends(said)


@pytest.mark.parametrize("error", ["token_revoked", "account_inactive", "token_expired"])
def test_a_token_that_has_ended_is_told_with_its_mend(
    connected: Terminal, slack: SandboxServer, error: str
) -> None:
    slack.control("fault", method="auth.test", error=error)
    said = connected.run("doctor")
    assert "Slack refuses the token" in mends(said)
    assert "install" in said.out


def test_slack_being_away_is_told_with_where_to_look(connected: Terminal) -> None:
    connected.set(slack_api_url="http://127.0.0.1:9/api/")
    said = connected.run("doctor")
    assert (said.code, said.err) == (1, "")
    assert "SLACK_API_URL" in said.out


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://bot:hunter2@127.0.0.1:9/pm?password=hunter2",
        "sqlite:////nowhere/bot.db",
        "mysql://bot:hunter2@h",
    ],
)
def test_a_database_that_is_away_leaves_the_rest_examined(connected: Terminal, url: str) -> None:
    connected.set(database_url=url)
    said = connected.run("doctor")
    assert (said.code, said.err) == (1, "")
    assert len(mends(said)) == 1
    assert "DATABASE_URL" in said.out
    assert "Slack answers" in said.out
    assert "hunter2" not in said.out


def test_an_empty_database_is_to_mend_only_where_it_does_not_make_itself(
    connected: Terminal, empty_url: str
) -> None:
    connected.set(database_url=empty_url)
    said = connected.run("doctor")
    embedded = empty_url.startswith("sqlite")
    assert said.code == (0 if embedded else 1)
    assert ("made at the first start" if embedded else "postmortem db upgrade") in said.out


GIVEN_UP: list[tuple[str, Callable[[SqlStore], None], str]] = [
    (
        "gave up",
        lambda store: store.give_up(store.claim(Stage.SHOW, 1)[0], "The channel is archived."),
        "MEND",
    ),
    (
        "is being retried",
        lambda store: store.postpone(store.claim(Stage.SHOW, 1)[0], store.db.clock.now(), "Slack is away"),
        "note",
    ),
]


@pytest.mark.parametrize(("told", "act", "mark"), GIVEN_UP, ids=[told for told, *_ in GIVEN_UP])
def test_work_that_failed_is_shown_with_its_reason(
    connected: Terminal, database_url: str, told: str, act: Callable[[SqlStore], None], mark: str
) -> None:
    connected.set(database_url=database_url)
    with closing(Database(database_url, FrozenClock())) as db:
        with db.write() as connection:
            want(db, connection, Stage.SHOW, "7")
        act(SqlStore(db))
    said = connected.run("doctor")
    (line,) = [what for what in marks(said) if told in what]
    assert line.startswith("show of 7")
    assert marks(said)[line] == mark
    assert said.code == (1 if mark == "MEND" else 0)
