"""The bot as a process of its own that can be killed, really, and started again on the same port."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from typing import Any

# The fork server imports the bot once, so that a restart takes milliseconds and 100 rounds take minutes.
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.scenarios.crash_child"])


class BotProcess:
    """``start`` and ``kill`` as often as you like; ``kill`` is SIGKILL, so nothing in it gets to tidy up."""

    def __init__(self, database_url: str, api_url: str, **settings: Any) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = int(free.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}/slack/events"
        self._arguments = (database_url, api_url, self.port, settings)
        self._process: BaseProcess | None = None

    def start(self) -> None:
        from tests.scenarios.crash_child import run

        self._process = _FORKS.Process(target=run, args=self._arguments, daemon=True)
        self._process.start()

    def kill(self) -> None:
        if self._process and self._process.pid:
            os.kill(self._process.pid, signal.SIGKILL)
            self._process.join()
            self._process = None

    def wait_until_up(self, seconds: float = 20) -> None:
        wait_for(self._answers, "the bot to listen", seconds)

    def _answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=0.2).close()
        except OSError:
            return False
        return True


def wait_for(true: Callable[[], object], what: str, seconds: float = 20) -> None:
    """Returns as soon as it is true; AssertionError when it is not in time."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, f"waited {seconds} s for {what}"
        time.sleep(0.01)
