"""``postmortem export`` and ``postmortem db``, on SQLite and on PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing

import pytest
from starlette.testclient import TestClient

from bot.app import build
from bot.config import settings
from bot.conversation import Channel
from bot.drafting.offline import OfflineWriter
from bot.postmortem import Postmortem, Visibility
from bot.reading import Visitor
from store.database import Database
from store.migrate import head
from store.sql import SqlStore
from tests.cli import promised
from tests.cli.terminal import Terminal
from tests.fakes import CHANNEL, NOON, WORKSPACE, FrozenClock, drafted, incident
from tests.incidents import load

BASE = "https://bot.example"


@pytest.fixture
def published(database_url: str, terminal: Terminal) -> Iterator[Postmortem]:
    """PM-1, published to the organization, in the database that the terminal is set to."""
    terminal.set(database_url=database_url, base_url=BASE, secret_key="k" * 32, slack_bot_token="xoxb-x")
    with closing(Database(database_url, FrozenClock())) as db:
        store = SqlStore(db)
        store.save_channel(Channel(WORKSPACE, CHANNEL, "inc-1"))
        made, _ = store.request_postmortem(store.save_incident(incident()), None)
        found = store.save(drafted(made), draft=OfflineWriter().write(load("tram")))
        found = store.save(found.ask_for_review(["U2"], "U1", NOON))
        found = store.save(found.approve("U2", NOON))
        yield store.save(found.publish(Visibility.ORGANIZATION, "checkout-fails-1", "U1", NOON))


@pytest.mark.parametrize("id", ["PM-1", "pm-1", "pm1", "1", "01"])
def test_a_postmortem_is_found_by_every_form_of_its_id(
    published: Postmortem, terminal: Terminal, id: str
) -> None:
    said = terminal.run("export", id)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(f"# {published.title}")
    assert "Checkout failed for 40 minutes" in said.out


def test_the_markdown_is_what_the_page_gives_a_colleague(published: Postmortem, terminal: Terminal) -> None:
    app = build(settings())
    try:
        token = app.cases.reading.grant(Visitor(WORKSPACE, "U1"))
        with closing(TestClient(app.asgi(), base_url=BASE)) as browser:
            browser.post(f"/enter/{token}", headers={"Origin": BASE}, follow_redirects=False)
            page = browser.get(f"/p/{published.slug}.md")
    finally:
        app.close()
    assert page.status_code == 200
    assert terminal.run("export", "PM-1").out == page.text


@pytest.mark.usefixtures("published")
def test_the_json_has_the_promised_form(terminal: Terminal) -> None:
    promised.draft(json.loads(terminal.run("export", "PM-1", "--format", "json").out), "draft")


@pytest.mark.usefixtures("published")
def test_an_id_that_means_nothing_is_refused_with_what_one_looks_like(terminal: Terminal) -> None:
    assert "There is no PM-2" in terminal.run("export", "PM-2").sentence
    for id in ("INC-1", "", "PM-", "1x", "9999999999", "PM-1; drop table"):
        assert "looks like PM-12" in terminal.run("export", id).sentence


def test_what_is_still_being_written_is_said_to_be(database_url: str, terminal: Terminal) -> None:
    terminal.set(database_url=database_url)
    with closing(Database(database_url, FrozenClock())) as db:
        store = SqlStore(db)
        store.request_postmortem(store.save_incident(incident()), None)
    for form in ("md", "json"):
        assert "still being written" in terminal.run("export", "PM-1", "--format", form).sentence


def test_an_empty_database_is_told_and_then_brought_up_to_date(empty_url: str, terminal: Terminal) -> None:
    terminal.set(database_url=empty_url)
    before = terminal.run("db", "current")
    assert (before.code, before.out) == (0, "empty: run `postmortem db upgrade`\n")
    for _ in range(2):  # a second upgrade finds nothing to do
        assert terminal.run("db", "upgrade").out == f"{head()}\n"
    assert terminal.run("db", "current").out == f"{head()}\n"


def test_exporting_from_an_empty_database_says_what_to_do(empty_url: str, terminal: Terminal) -> None:
    terminal.set(database_url=empty_url)
    told = terminal.run("export", "PM-1").sentence
    assert "db upgrade" in told if empty_url.startswith("postgresql") else "There is no PM-1" in told


def test_a_database_of_a_newer_bot_is_left_alone(database_url: str, terminal: Terminal) -> None:
    terminal.set(database_url=database_url)
    with closing(Database(database_url, FrozenClock())) as db:
        try:
            _write_revision(db, "9999")
            assert "newer version" in terminal.run("db", "upgrade").sentence
            assert terminal.run("db", "current").out == "9999\n"
        finally:
            _write_revision(db, head())


def _write_revision(db: Database, revision: str) -> None:
    with db.write() as connection:
        connection.exec_driver_sql(f"update alembic_version set version_num = '{revision}'")
