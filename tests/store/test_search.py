"""Earlier incidents are found by text search, in both databases, whatever is asked."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest
from alembic import command
from sqlalchemy import delete, func, insert, select, text, update

from bot.conversation import Channel
from bot.drafting.draft import Commitment, Coverage, Draft, Impact, RootCause
from bot.drafting.similar.looking_up import index_words
from bot.incident import PastIncident, Promise
from bot.postmortem import Postmortem, Visibility
from store import migrate
from store.database import Database
from store.search import past_search
from store.sql import SqlStore
from store.tables import past_incidents
from tests.fakes import NOON, FrozenClock, drafted, incident

CERTIFICATE = PastIncident("PM-1", "Webhooks refused", ("hooks",), "A client certificate had run out.")
DISK = PastIncident("PM-2", "Broker stopped", ("broker",), "The disk was full.", "Größe überschritten.", NOON)
DEPLOY = PastIncident("PM-3", "Checkout down", ("checkout",), "Wrong header in 4.2.", url="https://x.org/3")


@pytest.fixture
def known(store: SqlStore) -> SqlStore:
    for past in (CERTIFICATE, DISK, DEPLOY):
        store.record_past("T1", past)
    store.record_past("T2", replace(CERTIFICATE, title="Theirs"))
    return store


def test_what_shares_words_is_found_with_all_that_is_known_of_it(known: SqlStore) -> None:
    assert known.search_past("T1", ["broke"]) == [DISK]
    assert known.search_past("T1", {"check": 1.0}) == [DEPLOY]
    assert known.search_past("T1", ["GRÖSS"]) == [DISK]
    assert known.search_past("T1", ["zzz"]) == []
    assert known.search_past("T1", []) == []


def test_a_workspace_finds_its_own_only(known: SqlStore) -> None:
    assert [past.title for past in known.search_past("T2", ["certi", "broke"])] == ["Theirs"]
    assert known.search_past("T3", ["certi"]) == []


def test_a_rare_word_says_more_than_one_that_stands_everywhere(store: SqlStore) -> None:
    for number in range(20):
        store.record_past("T1", PastIncident(f"PM-{number}", f"Checkout outage {number}"))
    store.record_past("T1", PastIncident("PM-99", "Ledger outage"))
    found = store.search_past("T1", {"outag": 1.0, "check": 1.0, "ledge": 1.0}, limit=3)
    assert (found[0].id, len(found)) == ("PM-99", 3)


@pytest.mark.parametrize(
    "word",
    [
        '"',
        "'",
        "broke OR 1",
        "broke*",
        "NEAR(a b)",
        "words:broke",
        "-broke",
        "a:*",
        "\\'",
        "&|!",
        "\x00",
        "\ud800",
        "'; drop table past_search; --",
        "x" * 10_000,
        "^broke",
        ":",
        "broke:*",
        "(",
        "NOT",
    ],
)
def test_hostile_words_find_nothing_and_break_nothing(known: SqlStore, word: str) -> None:
    assert known.search_past("T1", [word]) == []
    assert known.search_past("T1", [word, "broke"]) == [DISK]


def test_what_is_written_again_is_found_by_its_new_words_only(known: SqlStore) -> None:
    known.record_past("T1", replace(DISK, title="Gateway stopped"))
    assert known.search_past("T1", ["broker", "gatew"])[0].title == "Gateway stopped"
    assert [past.id for past in known.search_past("T1", ["gatew"])] == ["PM-2"]
    with known.db.write() as connection:
        connection.execute(delete(past_search).where(past_search.c.id == "PM-2"))
    assert known.search_past("T1", ["gatew"]) == []


def test_words_made_by_an_older_rule_are_made_anew_when_first_searched(known: SqlStore) -> None:
    with known.db.write() as connection:
        connection.execute(update(past_search).values(rule=0, words="outdated"))
    assert known.search_past("T1", ["outda"]) == []
    assert known.search_past("T1", ["disk"]) == [DISK]
    with known.db.read() as connection:
        words = connection.scalar(select(past_search.c.words).where(past_search.c.id == "PM-2"))
    assert words == " ".join(index_words(DISK))


def test_rows_from_before_the_migration_are_found_and_it_goes_back(empty_url: str) -> None:
    with closing(Database(empty_url, FrozenClock())) as db:
        migrate.upgrade(db, "0002")
        row = {
            "id": "PM-1",
            "title": "Old",
            "services": [],
            "root_cause": "The disk was full.",
            "summary": "",
        }
        with db.write() as connection:
            connection.execute(insert(past_incidents).values(workspace="T1", **row))
        migrate.upgrade(db)
        assert [past.id for past in SqlStore(db).search_past("T1", ["disk"])] == ["PM-1"]
        config = migrate._config()
        with db.write() as connection:
            config.attributes["connection"] = connection
            command.downgrade(config, "0002")
        assert migrate.current(db) == "0002"
        migrate.upgrade(db)
        assert [past.id for past in SqlStore(db).search_past("T1", ["disk"])] == ["PM-1"]


def test_the_search_uses_its_index(known: SqlStore) -> None:
    with known.db.read() as connection:
        if known.db.is_sqlite:
            plan = connection.execute(
                text("explain query plan select rowid from text_past where text_past match 'disk'")
            )
            assert "VIRTUAL TABLE INDEX" in str(plan.all())
        else:
            connection.execute(text("set enable_seqscan = off"))
            query = (
                "explain select id from past_search "
                "where array_to_tsvector(string_to_array(words, ' ')) @@ cast('''disk''' as tsquery)"
            )
            assert "text_past" in str(connection.execute(text(query)).all())


# -- our own -------------------------------------------------------------------------------------


def published(store: SqlStore, channel: str = "C1", **bodies: str) -> Postmortem:
    made, _ = store.request_postmortem(store.save_incident(incident(channel)), "U1")
    actions = (
        Commitment("Watch the disk.", ("1",), "U2", date(2026, 3, 20), "P1"),
        Commitment("Ask.", ("2",)),
    )
    draft = Draft("t", None, (), (), Impact(), RootCause("r"), (), actions, (), (), Coverage(1, 1, 0))
    saved = store.save(drafted(made, **bodies), draft=draft)
    asked = store.save(saved.ask_for_review(["U9"], "U1", NOON))
    approved = store.save(asked.approve("U9", NOON))
    return store.save(approved.publish(Visibility.TEAM, f"slug-{channel}", "U1", NOON))


def test_a_published_postmortem_is_found_without_its_citations_and_markup(store: SqlStore) -> None:
    store.save_channel(Channel("T1", "C1", "inc-1"))
    cause = "The **disk** of `db-1` was full \\[really\\] [1] [2].\n\nChanges considered:\n\n- **dep-1** [3]"
    made = published(store, root_cause=cause, summary="- Orders failed [1].")
    (found,) = store.search_past("T1", ["disk"])
    assert (found.id, found.url) == (made.id, "/p/slug-C1")
    assert (found.root_cause, found.summary) == ("The disk of db-1 was full [really].", "Orders failed.")


@pytest.mark.parametrize("channel", [None, Channel("T1", "C1", is_private=True)])
def test_what_happened_in_a_private_channel_stays_there(store: SqlStore, channel: Channel | None) -> None:
    if channel:
        store.save_channel(channel)
    made = published(store, root_cause="The disk was full.")
    assert store.past_incidents("T1") == []
    assert store.open_promises("T1", [made.id]) == []


def test_a_discarded_postmortem_is_forgotten_and_an_edited_one_is_not(store: SqlStore) -> None:
    store.save_channel(Channel("T1", "C1", "inc-1"))
    made = published(store, root_cause="The disk was full.")
    edited = store.save(made.edit("root_cause", "Something else.", "U1", NOON, seen=1))
    assert [past.root_cause for past in store.search_past("T1", ["disk"])] == ["The disk was full."]
    store.save(edited.discard())
    assert store.search_past("T1", ["disk"]) == []
    with store.db.read() as connection:
        assert connection.scalar(select(func.count()).select_from(past_search)) == 0


def test_discarding_ours_leaves_an_imported_one_of_the_same_name(store: SqlStore) -> None:
    store.record_past("T1", CERTIFICATE)
    made, _ = store.request_postmortem(store.save_incident(incident()), "U1")
    assert made.id == CERTIFICATE.id
    store.save(store.save(drafted(made)).discard())
    assert store.past_incidents("T1") == [CERTIFICATE]


def test_what_was_promised_counts_as_open_until_something_records_that_it_was_done(store: SqlStore) -> None:
    store.save_channel(Channel("T1", "C1", "inc-1"))
    made = published(store, root_cause="The disk was full.")
    watch = Promise(made.id, "Watch the disk.", "U2", date(2026, 3, 20), NOON)
    assert store.open_promises("T1", [made.id, "PM-x", "REP-1", "PM-99999999999999999999"]) == [
        watch,
        Promise(made.id, "Ask.", None, None, NOON),
    ]
    assert store.open_promises("T2", [made.id]) == []
    assert store.open_promises("T1", []) == []
