"""``postmortem serve``: the bot on its port, and what to do when it isn't configured yet."""

from __future__ import annotations

import gc
import logging
import secrets
import sys

import structlog
import uvicorn
from pydantic import SecretStr
from starlette.applications import Starlette

from bot.app import build
from bot.config import Settings, settings
from bot.errors import UserError
from store.migrate import current, head

NOT_CONFIGURED = """Slack is not connected yet, so there is nothing to serve.

  1. Create an app at api.slack.com/apps, "From a manifest", and paste app.yaml.
  2. Install it to your workspace and copy its Bot User OAuth Token:   SLACK_BOT_TOKEN=xoxb-…
  3. Create an app-level token with connections:write (Socket Mode):   SLACK_APP_TOKEN=xapp-…
     or, for HTTP at https://your-host/slack/events:                   SLACK_SIGNING_SECRET=…
  4. Put them into the environment or a file named .env, and run this again.

To see it without any account first:   make demo"""


def serve() -> int:
    """Serves until it is told to stop. Raises UserError for what has to be configured first."""
    configured = settings()
    if not configured.has_slack:
        print(NOT_CONFIGURED, file=sys.stderr)
        return 2
    configure_logs()
    configured = with_secret_key(configured)
    app = build(configured)
    if not configured.is_embedded and current(app.store.db) != head():
        app.close()
        raise UserError("The database's tables are not up to date: run `postmortem db upgrade`.")
    listen(app.asgi(), configured.host, configured.port)
    return 0


def listen(asgi: Starlette, host: str, port: int) -> None:
    """Serves until it is told to stop."""
    # What start-up made stays for good. Left to the collector, every full collection walks all of it,
    # which held requests up for 80 ms at a time; frozen, only what requests leave behind is walked.
    gc.collect()
    gc.freeze()
    uvicorn.run(asgi, host=host, port=port, log_config=None, access_log=False)


def with_secret_key(configured: Settings) -> Settings:
    """A key for signing cookies: SECRET_KEY, or one for this run (people then enter anew after it)."""
    if configured.secret_key.get_secret_value():
        return configured
    return configured.model_copy(update={"secret_key": SecretStr(secrets.token_hex(32))})


def configure_logs(level: int = logging.INFO) -> None:
    """One line an event on standard error; the libraries' own logs only from warnings on."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s", stream=sys.stderr)
    # A tick that outlasts the interval is skipped, which is as it should be and no news.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
