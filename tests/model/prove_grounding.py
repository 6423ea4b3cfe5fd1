"""``make prove-grounding``: every attack on incidents; nothing made up survives, a draft always appears."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter

from bot.drafting.bundle import read_case
from bot.drafting.case import Case
from bot.drafting.json_file import Node
from bot.drafting.offline import OfflineWriter
from tests import incidents
from tests.incidents import script
from tests.model.attacks import ATTACKS, LIES, Attack
from tests.model.proof import Outcome, drafted
from tests.model.server import ModelServer

FEW = 2  # incidents for attacks that cost their whole deadline
MANY = 30  # incidents for lies
SOME = 8  # incidents for attacks on the way rather than on the words, others each time


def cases() -> dict[str, Case]:
    """The bakery, the tram, and every script."""
    found = {name: incidents.load(name) for name in ("bakery", "tram")}
    for name in script.names():
        text = (script.HERE / f"{name}.txt").read_text(encoding="utf-8")
        found[name] = read_case(Node(script.read(text)[0], f"{name}.txt"))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="attacks whose name holds this")
    given = parser.parse_args()
    known = cases()
    offline = {name: OfflineWriter().write(case) for name, case in known.items()}
    attacks = [attack for attack in ATTACKS if given.only in attack.name]
    began = time.monotonic()
    runs = survived = drafts = 0
    print(f"{'attack':38} {'drafts':>6} {'poison':>7} {'survived':>8}  written by")
    with ModelServer().running() as server:
        for number, attack in enumerate(attacks):
            outcomes: list[Outcome] = []
            for name in _chosen(attack, number, list(known)):
                runs += 1
                outcomes.append(drafted(server, attack, known[name], offline[name]))
                _complain(attack, name, outcomes[-1])
            survived += sum(bool(outcome.survived) for outcome in outcomes)
            drafts += sum(bool(outcome.draft.markdown) for outcome in outcomes)
            _row(attack, outcomes)
    print(f"{len(attacks)} attacks on up to {len(known)} incidents in {time.monotonic() - began:.0f} s")
    print(f"attacks={runs} survived={survived} drafts={drafts}")
    return 1 if survived or drafts != runs else 0


def _chosen(attack: Attack, number: int, names: list[str]) -> list[str]:
    most = MANY if attack in LIES else FEW if attack.wait else SOME
    at = number * SOME % len(names)
    return [*names[at:], *names[:at]][:most]


def _row(attack: Attack, outcomes: list[Outcome]) -> None:
    by = Counter(outcome.by for outcome in outcomes)
    written = ", ".join(f"{count} {who}" for who, count in sorted(by.items()))
    doses, bad = sum(o.doses for o in outcomes), sum(bool(o.survived) for o in outcomes)
    print(f"{attack.name:38} {len(outcomes):6} {doses or '':>7} {bad:8}  {written}", flush=True)


def _complain(attack: Attack, name: str, outcome: Outcome) -> None:
    for words in outcome.survived[:5]:
        print(f"  {attack.name} on {name}: {words!r} survived", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
