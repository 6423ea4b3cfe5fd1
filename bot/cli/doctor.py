"""``postmortem doctor``: one line for each thing that has to be right, with the mend.

Secrets are never printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError

from bot.app import SystemClock, model_of
from bot.cli.database import address, reason
from bot.clients.slack import SlackChat
from bot.config import Settings, env_file, settings
from bot.drafting.model.port import ModelError
from bot.errors import Permanent, Retryable, UserError
from store.database import Database
from store.migrate import current, head
from store.sql import SqlStore

MARKS = {True: "ok  ", False: "MEND", None: "note"}


@dataclass(frozen=True, slots=True)
class Finding:
    """``ok`` is None for what is merely worth knowing."""

    ok: bool | None
    what: str
    mend: str = ""


def examine() -> int:
    """Prints the findings; returns 0 when nothing has to be mended, else 1."""
    found = list(findings(settings()))
    for finding in found:
        print(f"{MARKS[finding.ok]}  {finding.what}" + (f"\n      → {finding.mend}" if finding.mend else ""))
    return 1 if any(finding.ok is False for finding in found) else 0


def findings(configured: Settings) -> Iterator[Finding]:
    env = env_file()
    yield Finding(
        None,
        f"settings from the environment{f' and {env.resolve()}' if env else ' (there is no .env file here)'}",
    )
    yield from _database(configured)
    yield from _slack(configured)
    yield from _openai(configured)
    yield from _web(configured)


def _database(configured: Settings) -> Iterator[Finding]:
    try:
        db = Database(configured.database_url, SystemClock())
    except UserError as problem:
        yield Finding(False, "DATABASE_URL names no database", str(problem))
        return
    name = address(configured.database_url)
    try:
        at = current(db)
        if at != head():
            mend = "it is made at the first start" if db.is_sqlite else "run `postmortem db upgrade`"
            yield Finding(None if db.is_sqlite else False, f"database {name} is {at or 'empty'}", mend)
            return
        yield Finding(True, f"database {name} answers and is up to date")
        for trouble in SqlStore(db).troubles():
            state = "gave up" if trouble.gave_up else "is being retried"
            yield Finding(
                not trouble.gave_up and None, f"{trouble.stage} of {trouble.subject} {state}: {trouble.error}"
            )
    except SQLAlchemyError as problem:
        yield Finding(False, f"database {name} does not answer: {reason(problem)}", "check DATABASE_URL")
    finally:
        db.close()


def _slack(configured: Settings) -> Iterator[Finding]:
    token = configured.slack_bot_token.get_secret_value()
    if not token:
        yield Finding(
            False, "SLACK_BOT_TOKEN is not set", "install app.yaml to a workspace and copy the token (README)"
        )
        return
    if not token.startswith("xoxb-"):
        yield Finding(False, "SLACK_BOT_TOKEN is not a bot token", "take the one that begins with xoxb-")
    chat = SlackChat(token, base_url=configured.slack_api_url, public_url=configured.public_url)
    try:
        me = chat.identity()
        yield Finding(True, f"Slack answers: {me['user']} in {me['team']}")
    except Permanent as problem:
        yield Finding(False, "Slack refuses the token", str(problem))
    except Retryable as problem:
        yield Finding(False, str(problem), "check the network, a proxy, or SLACK_API_URL")
    app_token = configured.slack_app_token.get_secret_value()
    if app_token and not app_token.startswith("xapp-"):
        yield Finding(
            False, "SLACK_APP_TOKEN is not an app-level token", "take the one that begins with xapp-"
        )
    elif app_token:
        yield _socket_mode(chat, app_token)
    if configured.slack_signing_secret.get_secret_value():
        yield Finding(
            True, f"events are taken at {configured.public_url}/slack/events (SLACK_SIGNING_SECRET)"
        )
    elif not app_token:
        mend = "set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP)"
        yield Finding(False, "nothing brings Slack's events", mend)


def _socket_mode(chat: SlackChat, app_token: str) -> Finding:
    try:
        chat.check_app_token(app_token)
    except Permanent as problem:
        return Finding(False, "Slack refuses the app-level token", str(problem))
    except Retryable as problem:
        return Finding(False, f"Socket Mode: {problem}", "check the network, a proxy, or SLACK_API_URL")
    return Finding(True, "events come by Socket Mode (SLACK_APP_TOKEN)")


def _openai(configured: Settings) -> Iterator[Finding]:
    """Nothing where none is set up: the bot writes without a model too."""
    if not (configured.has_openai or configured.openai_model):
        return
    try:
        model = model_of(configured)
        model.check()
    except UserError as problem:
        yield Finding(False, "the model for drafts is not set up whole", str(problem))
    except ModelError as problem:
        mend = (
            "check OPENAI_API_KEY, OPENAI_MODEL and OPENAI_BASE_URL; drafts are written without it until then"
        )
        yield Finding(False, f"the model does not answer: {problem}", mend)
    else:
        yield Finding(True, f"the model {model.name} answers and writes the drafts")


def _web(configured: Settings) -> Iterator[Finding]:
    if not configured.base_url:
        yield Finding(
            None, f"pages are linked as {configured.public_url}", "set BASE_URL to the address people reach"
        )
    if not configured.secret_key.get_secret_value():
        yield Finding(
            None, "SECRET_KEY is not set", "set it so that people stay signed in across restarts and replicas"
        )
