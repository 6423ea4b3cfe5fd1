"""``postmortem demo``: the real bot and a Slack workspace beside it, both on this machine."""

from __future__ import annotations

import json
import logging
import secrets
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from blocks import ids
from bot import demo
from bot.app import App, build
from bot.cli.serve import configure_logs, listen
from bot.config import Settings
from bot.drafting.bundle import read_bundle
from bot.drafting.case import Case
from bot.errors import UserError
from bot.sandbox import server as sandbox_server
from bot.sandbox.server import SandboxServer

# What app.yaml subscribes to, and what it puts into a message's menu.
SUBSCRIBED = (
    "message.channels",
    "message.groups",
    "reaction_added",
    "reaction_removed",
    "pin_added",
    "pin_removed",
    "channel_rename",
    "group_rename",
    "app_home_opened",
)

SHORTCUT = {"name": "Create postmortem", "type": "message", "callback_id": ids.CREATE_MESSAGE}

TEAM = "T0DEMO"
WORLD = {
    "users": [],
    "channels": [],
    "team": {"id": TEAM, "name": "Demo workspace"},
    "shortcuts": [SHORTCUT],
}

WELCOME = """
  The demo is running. Open   {page}

  {name}: {title} ({messages} messages, replayed in {seconds:.0f} seconds).
  Press Play. When somebody writes that it is resolved, the draft comes into the channel.
  Then: Read, Edit, Ask for review, switch to that person with "Acting as", Approve, Publish, Open page.
  In Edit, write "Our engineers should have tested this." and save: the language check answers.
  "/postmortem settings" says what it looks for.

  Everything stays on this machine and is gone when you stop it (Ctrl+C).
"""


def demonstrate(bundle: Path | None, *, port: int, seconds: float) -> int:
    """Runs until it is stopped. Raises UserError for a bundle that can't be read."""
    configure_logs(logging.WARNING)
    with tempfile.TemporaryDirectory(prefix="postmortem-demo-") as folder:
        path = bundle or demo.write(Path(folder))
        case = read_bundle(path)
        story = _story(path)
        configured = _settings(folder, _free(max(0, port - 100)))
        with SandboxServer(
            WORLD,
            port=_free(port),
            bot_url=f"{configured.public_url}/slack/events",
            signing_secret=configured.slack_signing_secret.get_secret_value(),
            bot_token=configured.slack_bot_token.get_secret_value(),
            subscriptions=SUBSCRIBED,
        ) as sandbox:
            sandbox.sandbox.replay.load(story, seconds)
            app = build(configured.model_copy(update={"slack_api_url": sandbox.api_url}))
            seed(app, case, TEAM)
            _welcome(case, f"{sandbox.url}/", seconds)
            listen(app.asgi(), configured.host, configured.port)
    return 0


def _settings(folder: str, port: int) -> Settings:
    """The demo's own, with secrets of its own, whatever is set around it."""
    return Settings(
        _env_file=None,  # type: ignore[call-arg]
        database_url=f"sqlite:///{folder}/demo.db",
        host="127.0.0.1",
        port=port,
        base_url=f"http://127.0.0.1:{port}",
        secret_key=SecretStr(secrets.token_hex(32)),
        slack_bot_token=SecretStr(f"xoxb-{secrets.token_hex(12)}"),
        slack_signing_secret=SecretStr(secrets.token_hex(16)),
        slack_app_token=SecretStr(""),
        redraft_seconds=5,
        openai_api_key=SecretStr(""),
        openai_base_url="",
        openai_model="",
        openai_embedding_model="",
    )


def _welcome(case: Case, page: str, seconds: float) -> None:
    name, title = f"#{case.channel.name}", case.incident.title
    print(
        WELCOME.format(page=page, name=name, title=title, messages=len(case.messages), seconds=seconds),
        flush=True,
    )


def seed(app: App, case: Case, workspace: str) -> None:
    """What the channel itself does not tell: the incident's record, recent changes, earlier postmortems.

    Chat cannot tell these; a real installation has them from its incident and deploy tools.
    """
    channel = case.channel.id
    told = replace(case.incident, workspace=workspace, channel=channel, resolved_at=None, resolved_by=None)
    app.store.save_incident(told)
    for change in case.changes:
        app.store.record_change(workspace, change)
    for past in case.past:
        app.store.record_past(workspace, past)


def _story(path: Path) -> dict[str, Any]:
    file = path / "bundle.json" if path.is_dir() else path
    try:
        story: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise UserError(f"{file} can't be replayed: {problem}.") from None
    return story


def _free(port: int) -> int:
    """``port``, or one that the system gives where that is 0 or taken."""
    try:
        with sandbox_server.listen(port) as found:
            return int(found.getsockname()[1])
    except OSError:
        return _free(0)
