"""What runs in the process that is killed: the whole bot, its schedule included, on real time."""

from __future__ import annotations

import logging
from typing import Any

from bot.app import build
from bot.cli.serve import listen
from tests.scenarios.room import settings


def run(database_url: str, api_url: str, port: int, more: dict[str, Any]) -> None:
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # a tick outlasting its interval is no news
    quick = {"tick_seconds": 0.05, "lease_seconds": 1.0, "redraft_seconds": 0.5}
    app = build(settings(database_url, api_url, port=port, **{**quick, **more}))
    listen(app.asgi(), "127.0.0.1", port)
