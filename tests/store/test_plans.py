"""The queries that run all day use their indexes, however much is done and kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, insert, text

from bot.rows import Stage
from store.sql import SqlStore
from store.tables import changes, inbox, incidents, messages, postmortems, stages
from tests.fakes import NOON, arrival, heard, incident

ROWS = 3000

Ask = Callable[[SqlStore], object]


@pytest.fixture
def used(store: SqlStore) -> SqlStore:
    """A store in which nearly everything is done."""
    done = [
        {"key": f"k{n}", "source": "slack", "body": "{}", "received_at": NOON, "state": "done"}
        for n in range(ROWS)
    ]
    acts = [
        {"stage": stage, "subject": f"{n}", "state": "done", "wanted": 1, "next_at": NOON, "attempts": 0}
        for n in range(ROWS)
        for stage in ("show", "judge")
    ]
    said: dict[str, Any] = {"at": NOON, "author": "U1", "author_name": "", "kind": "person", "text": "a"}
    said |= {
        "workspace": "T1",
        "channel": "C1",
        "deleted": False,
        "reactions": [],
        "files": [],
        "version": "",
    }
    first = store.save_incident(incident("C0"))
    known = {"workspace": "T1", "title": "a", "services": [], "source": "manual"}
    with store.db.write() as connection:
        connection.execute(insert(inbox), done)
        connection.execute(insert(stages), acts)
        connection.execute(insert(messages), [{**said, "id": f"{n}"} for n in range(ROWS)])
        connection.execute(
            insert(incidents), [{**known, "id": f"{n}", "channel": f"C{n}"} for n in range(1, ROWS)]
        )
        made: dict[str, Any] = {
            "workspace": "T1",
            "version": 1,
            "settled": False,
            "title": "a",
            "document": {},
        }
        made |= {"created_at": NOON, "state": "published"}
        connection.execute(insert(postmortems), [{**made, "incident": first.number + n} for n in range(ROWS)])
        changed = {"workspace": "T1", "kind": "deploy", "service": "a", "at": NOON - timedelta(days=9)}
        connection.execute(insert(changes), [{**changed, "id": f"{n}", "title": "a"} for n in range(ROWS)])
    if not store.db.is_sqlite:  # which nobody analyses; PostgreSQL does so by itself
        with store.db.write() as connection:
            connection.execute(text("analyze"))
    return store


def plans(store: SqlStore, ask: Ask) -> str:
    """How the database means to find the rows for all that ``ask`` executes."""
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.lower().startswith(("select", "update", "delete")):
            asked.append((statement, parameters))

    event.listen(store.db.engine, "before_cursor_execute", note)
    ask(store)
    event.remove(store.db.engine, "before_cursor_execute", note)
    explain = "EXPLAIN QUERY PLAN " if store.db.is_sqlite else "EXPLAIN "
    lines: list[str] = []
    with store.db.read() as connection:
        for statement, parameters in asked:
            lines += [str(row[-1]) for row in connection.exec_driver_sql(explain + statement, parameters)]
    return "\n".join(lines)


QUERIES: dict[str, tuple[Ask, str]] = {
    "claim": (lambda s: s.claim(Stage.SHOW, 10), "ix_stages_due"),
    "claim_unheard": (lambda s: s.claim_unheard(500), "ix_inbox_due"),
    "purge_inbox": (lambda s: s.purge_inbox(100), "ix_inbox_done"),
    "signals": (lambda s: s.signals("T1", "C1"), "ix_messages_signal"),
    "troubles": (lambda s: s.troubles(), "ix_stages_trouble"),
    "incident_in": (lambda s: s.incident_in("T1", "C7"), "ux_incidents_channel"),
    "live_postmortem": (lambda s: s.live_postmortem(-1), "ux_postmortems_live"),
    "live_in": (lambda s: s.live_in([("T1", "C7"), ("T1", "C8")]), "ux_incidents_channel"),
    "keep": (lambda s: s.keep([heard(channel="C7")], [arrival()]), "ux_incidents_channel"),
    "changes_before": (lambda s: s.changes_before("T1", NOON, NOON - timedelta(days=1)), "ix_changes_at"),
}


def test_every_query_uses_its_index_and_reads_no_table_through(used: SqlStore) -> None:
    found = {name: plans(used, ask) for name, (ask, _) in QUERIES.items()}
    assert {name: plan for name, plan in found.items() if QUERIES[name][1] not in plan} == {}
    scans = {name: [line for line in plan.splitlines() if _is_scan(line)] for name, plan in found.items()}
    assert {name: lines for name, lines in scans.items() if lines} == {}


def _is_scan(line: str) -> bool:
    return "Seq Scan" in line or (line.startswith("SCAN") and "INDEX" not in line and "CONSTANT" not in line)
