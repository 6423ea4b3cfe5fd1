"""``make bench``: the bot beside a bare Bolt app that only acks, in one run; and how fast the worker drains.

Everything is a ratio to what stands beside it, so that it can be read on any machine.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from bot.app import SystemClock, build
from bot.rows import Arrival
from bot.sandbox import SandboxServer
from store.database import Database
from store.inbox import InboxWriter
from store.migrate import upgrade
from tests.benchmarks import drafts, language, load, model, servers
from tests.benchmarks.load import Result
from tests.scenarios.prove_crash import database
from tests.scenarios.room import ANA, CHANNEL, RESOLVED, SECRET, STORY, TOKEN, WORLD, settings, stamp

CONCURRENCY = 32

Make = Callable[[int], list[bytes]]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--requests", type=int, default=6000, help="a round")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--events", type=int, default=20_000, help="for the worker to drain")
    given = parser.parse_args()
    with SandboxServer(WORLD, bot_token=TOKEN, signing_secret=SECRET) as slack:
        for kind in ("sqlite", "postgresql"):
            with (
                tempfile.TemporaryDirectory(prefix="bench-", dir="/tmp") as folder,
                database(kind, Path(folder)) as url,
            ):
                prepare(url, slack)
                compare(kind, url, slack.api_url, given.requests, given.rounds)
                drain(kind, url, slack.api_url, given.events)
    drafts.main()
    model.main()
    language.main()


def prepare(url: str, slack: SandboxServer) -> None:
    """Tables, and an incident with its postmortem for the commands to find."""
    with closing(Database(url, SystemClock())) as db:
        upgrade(db)
    slack.control("world", world=WORLD)
    app = build(settings(url, slack.api_url))
    for minutes, user, text in [*STORY, RESOLVED]:
        slack.control("message", channel=CHANNEL, user=user, text=text, ts=stamp(minutes))
    app.cases.creating.create("T0TEST", CHANNEL, ANA)
    app.worker.tick()
    app.close()


def compare(kind: str, url: str, api_url: str, requests: int, rounds: int) -> None:
    """Rounds of each in turn, so that what else the machine does falls on both."""
    cases: dict[str, Make] = {
        "message events": load.events,
        "/postmortem create": lambda number: load.commands(number, "create"),
        "/postmortem help": lambda number: load.commands(number, "help"),
    }
    with (
        servers.running(servers.bare, api_url) as bare,
        servers.running(servers.ours, api_url, url, False) as ours,
    ):
        for name, make in cases.items():
            report(f"{kind}: {name}", in_turn(bare, ours, make, requests, rounds))
    with (
        servers.running(servers.bare, api_url) as bare,
        servers.running(servers.ours, api_url, url, True) as ours,
    ):
        pairs = in_turn(bare, ours, load.events, requests, rounds)
        report(f"{kind}: message events, with the worker running beside", pairs)


def in_turn(bare: int, ours: int, make: Make, requests: int, rounds: int) -> list[tuple[Result, Result]]:
    for port in (bare, ours):
        asyncio.run(one(port, make, 500))  # the first requests find caches cold
    return [
        (asyncio.run(one(bare, make, requests)), asyncio.run(one(ours, make, requests)))
        for _ in range(rounds)
    ]


async def one(port: int, make: Make, number: int) -> Result:
    return await load.run(port, make(number), CONCURRENCY)


def report(name: str, pairs: list[tuple[Result, Result]]) -> None:
    rate = statistics.median(ours.rps / bare.rps for bare, ours in pairs)
    tail = statistics.median(ours.p99 / bare.p99 for bare, ours in pairs)
    bare, ours = pairs[len(pairs) // 2]
    print(
        f"{name}: {rate:.2f} of bare Bolt's rate, p99 {tail:.1f} times its "
        f"(one round: {ours.rps:.0f} of {bare.rps:.0f} a second, p99 {ours.p99:.1f} and {bare.p99:.1f} ms)",
        flush=True,
    )


def drain(kind: str, url: str, api_url: str, number: int) -> None:
    """All the events first, then the worker alone on them."""
    app = build(settings(url, api_url))
    writer: InboxWriter = app.inbox
    app.worker.tick()
    bodies = [request.partition(b"\r\n\r\n")[2].decode() for request in load.events(number)]
    began = time.perf_counter()
    waiting = [writer.put(Arrival(f"bench:{kind}:{n}", "slack", body)) for n, body in enumerate(bodies)]
    for future in waiting:
        future.result()
    stored = time.perf_counter() - began
    began = time.perf_counter()
    done = app.worker.tick()
    took = time.perf_counter() - began
    app.close()
    assert done >= number
    print(
        f"{kind}: {number} events understood and kept in {took:.1f} s: {number / took:.0f} a second "
        f"({took / stored:.1f} times what committing them to the inbox took)",
        flush=True,
    )


if __name__ == "__main__":
    main()
