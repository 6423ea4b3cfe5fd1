"""``postmortem serve``: the bot on its port, and what to do when it isn't configured yet."""

from __future__ import annotations

import gc
import logging
import secrets
import socket
import sys
from contextlib import suppress

import structlog
import uvicorn
from pydantic import SecretStr
from starlette.applications import Starlette

from bot.app import build
from bot.cli.database import check_migrated, in_words
from bot.clients.slack import SlackChat
from bot.config import Settings, settings
from bot.errors import Permanent, Retryable, UserError

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
    with in_words(configured.database_url):
        app = build(configured)
    try:
        with in_words(configured.database_url):
            check_migrated(app.store.db)
        _check_app_token(app.chat, configured.slack_app_token.get_secret_value())
        listen(app.asgi(), configured.host, configured.port)
    except UserError:
        app.close()
        raise
    return 0


def listen(asgi: Starlette, host: str, port: int) -> None:
    """Serves until it is told to stop. Raises UserError where nothing can listen there."""
    # Before anything is started: a port that is taken must not cost a connection to Slack first.
    with _bound(host, port) as listener:
        # What start-up made stays for good. Left to the collector, every full collection walks all of it,
        # which held requests up for 80 ms at a time; frozen, only what requests leave behind is walked.
        gc.collect()
        gc.freeze()
        server = uvicorn.Server(uvicorn.Config(asgi, log_config=None, access_log=False))
        with suppress(KeyboardInterrupt):
            server.run(sockets=[listener])
    if not server.started:
        raise SystemExit(3)  # as uvicorn itself leaves: the reason is in the log


def _bound(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as problem:
        why = (problem.strerror or str(problem)).partition(" (while")[0].lower()
        raise UserError(
            f"Nothing can listen at {host or '*'}:{port} ({why}); stop what does, or set HOST and PORT."
        ) from None


def _check_app_token(chat: SlackChat, token: str) -> None:
    """A token that Slack refuses is told now: the socket's client would go on trying for ever."""
    try:
        if token:
            chat.check_app_token(token)
    except Permanent as problem:
        raise UserError(str(problem)) from None
    except Retryable:
        pass  # Slack is away for now; the socket's client tries again


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
