"""`python -m bot.sandbox`: a workspace to try the bot in."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from bot.sandbox.config import Config
from bot.sandbox.errors import SlackError
from bot.sandbox.server import Server, create_app, listen
from bot.sandbox.workspace import Workspace

Json = dict[str, Any]


def main(arguments: list[str] | None = None) -> int:
    """Run until stopped; 2 when a file cannot be read or the port is taken."""
    given = _parser().parse_args(arguments)
    try:
        bundle = _read(given.bundle) if given.bundle else None
        # A bundle brings its own people; the default ones would only stand in the way.
        alone: Json = {"users": [], "channels": []} if bundle else {}
        world = _read(given.world) if given.world else alone
        workspace = Workspace(world)
        listener = listen(given.port)
    except (OSError, ValueError, KeyError, SlackError) as wrong:
        print(f"The sandbox cannot start: {wrong}", file=sys.stderr)
        return 2
    config = Config(
        bot_url=given.bot_url,
        signing_secret=given.signing_secret,
        bot_token=given.bot_token,
        app_token=given.app_token,
        base_url=f"http://127.0.0.1:{listener.getsockname()[1]}",
    )
    app = create_app(workspace, config)
    if bundle is not None:
        app.state.sandbox.replay.load(bundle, given.seconds)
    print(f"The sandbox workspace is at {config.base_url}/")
    Server(app).run([listener])
    return 0


def _parser() -> argparse.ArgumentParser:
    defaults = Config()
    parser = argparse.ArgumentParser(prog="python -m bot.sandbox", description=main.__doc__)
    parser.add_argument("--port", type=int, default=3100, help="0 takes a free one (default 3100)")
    parser.add_argument("--bot-url", default="http://127.0.0.1:3000/slack/events")
    parser.add_argument("--signing-secret", default=defaults.signing_secret)
    parser.add_argument("--bot-token", default=defaults.bot_token)
    parser.add_argument("--app-token", default=defaults.app_token)
    parser.add_argument("--world", help="a JSON file with team, users, channels, bot, commands, shortcuts")
    parser.add_argument("--bundle", help="a bundle.json to replay into its channel")
    parser.add_argument("--seconds", type=float, default=60.0, help="length of the replay (default 60)")
    return parser


def _read(path: str) -> Json:
    loaded: Json = json.loads(Path(path).read_text(encoding="utf-8"))
    return loaded


if __name__ == "__main__":
    sys.exit(main())
