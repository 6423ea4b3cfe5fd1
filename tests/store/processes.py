"""Runs a piece of code in several processes at once: what threads share, processes do not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

_PRELUDE = """
import sys
from store.database import Database
from store.migrate import upgrade
from store.sql import SqlStore
from tests.fakes import FrozenClock, arrival, heard
url, who = sys.argv[1:]
print("ready", flush=True)
sys.stdin.readline()
"""


def run_at_once(code: str, url: str, processes: int = 2) -> list[str]:
    """What each process had to complain of ("" if nothing). The code finds ``url`` and ``who``, from "0"."""
    running = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", _PRELUDE + code, url, str(who)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for who in range(processes)
    ]
    for process in running:
        assert process.stdout
        process.stdout.readline()  # all have imported what they need, so that they really meet
    for process in running:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    complaints = [process.communicate(timeout=60)[1] for process in running]
    return [c or ("" if p.returncode == 0 else "failed") for c, p in zip(complaints, running, strict=True)]
